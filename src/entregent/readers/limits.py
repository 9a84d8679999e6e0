"""Every limit that reading obeys, in one place; docs/limits.md is held equal to this file by a test.

Each constant is followed by the line that the documentation prints. Sources: RELIABILITY "Limits to start from".
"""

from typing import Final

from entregent.formats.archive import ArchiveLimits

IDLE_SECONDS: Final = 20.0
"""The reading process is stopped when it gives nothing and reads nothing for so many seconds."""
ADDRESS_SPACE_BYTES: Final = 1 << 30
"""Memory that the reading process may ask for (Linux; macOS can't bound it)."""
OPEN_FILES: Final = 256
"""Files that the reading process may hold open."""
SPOOL_BYTES: Final = 1 << 30
"""Largest archive inside an archive, kept in a nameless temporary file while it is read."""
WINDOW_BYTES: Final = 16 << 20
"""Largest piece of a file in memory at once."""
FRAME_BYTES: Final = 16 << 20
"""Largest message from the reading process; something that doesn't fit alone is dropped and told."""
ORDER_BYTES: Final = 256 << 20
"""Largest order to the reading process: paths, and what is known already."""
BATCH_INTERACTIONS: Final = 4_000
"""Interactions sent together at most."""
BATCH_PARTICIPANTS: Final = 20_000
"""New participants sent together at most."""
BATCH_SECONDS: Final = 0.5
"""Longest wait before what was read is sent."""
INTERNED_PARTICIPANTS: Final = 200_000
"""Participants whose number the reading process remembers before it begins afresh."""
TITLE_CHARACTERS: Final = 1_000
"""Longest title kept."""
PARTICIPANTS: Final = 500
"""Participants kept of one interaction; the count goes on."""
CHAT_MEMBERS: Final = 20_000
"""Members remembered of the conversations of one file; further ones count where they write."""
CHANNEL_MEMBERS: Final = 50
"""Members of a channel whom words to everybody reach; in a larger one, those who speak around them."""
WORKSPACE_PEOPLE: Final = 100_000
"""People and channels remembered of one workspace while its messages are read."""
WORKSPACE_MEMBERS: Final = 500_000
"""Members of all channels of a workspace remembered."""
PROBLEMS_PER_UNIT: Final = 1_000
"""Problems told one by one for a file; the rest are counted."""
AMOUNT: Final = (1 << 53) - 1
"""Largest amount (minutes or bytes) of an interaction."""
FOLDER_DEPTH: Final = 64
"""Folders inside folders."""
HEAD_SAMPLES: Final = 8
"""Files looked into to tell a folder of loose messages."""
COMMENTS_REMEMBERED: Final = 100_000
"""Comments of one post whose writers are remembered, for the answers to them."""
EVENTS_LISTED: Final = 10_000
"""Events told apart in one attendee list."""
CARDS_HELD: Final = 100_000
"""People of one attendee list that are held until its end; the count goes on."""
MONICA_ROWS: Final = 500_000
"""Rows of an SQL export of Monica that are held until its end."""
MONICA_RELATED: Final = 200
"""Relatives kept of one of Monica's contacts."""
ARCHIVE_ENTRIES: Final = 100_000
"""Members of one archive."""
ARCHIVE_UNPACKED_BYTES: Final = 20 << 30
"""Unpacked size of one archive."""
ARCHIVE_RATIO: Final = 200
"""Unpacked bytes per packed byte, once past the first 10 MB."""
ARCHIVE_RATIO_AFTER_BYTES: Final = 10 << 20
"""Unpacked bytes before the ratio counts."""
ARCHIVE_DEPTH: Final = 1
"""Archives inside an archive."""

ARCHIVE: Final = ArchiveLimits(ARCHIVE_ENTRIES, ARCHIVE_UNPACKED_BYTES, ARCHIVE_RATIO, ARCHIVE_RATIO_AFTER_BYTES)
