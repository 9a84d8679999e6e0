"""Which part of a network's download is not there: told at the end, for it may be asked for again."""

import re
from typing import Final

from entregent.model.record import Problem

_EXPECTED: Final = {
    "social_facebook": ("facebook-part", re.compile(r"message_\d+\.json|.*_\d+\.json")),
    "social_instagram": ("instagram-part", re.compile(r"message_\d+\.json|messages\.json")),
    "social_linkedin": ("linkedin-part", re.compile(r"messages\.csv(?:\.gz)?", re.IGNORECASE)),
    "social_mastodon": ("mastodon-part", re.compile(r"outbox\.json(?:\.gz)?", re.IGNORECASE)),
}
"""Reader -> what is told where none of its files has such a name: without it, nobody's words are known."""
FEWEST: Final = 2
"""Files of one network that make a download; a single one was chosen by its owner."""


class Completeness:
    """Sees what was read inside of folders and archives."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._whole: set[str] = set()

    def see(self, reader: str, name: str) -> None:
        """A reader took a file of this name."""
        expected = _EXPECTED.get(reader)
        if expected is not None:
            self._seen[reader] = self._seen.get(reader, 0) + 1
            if expected[1].fullmatch(name):
                self._whole.add(reader)

    def told(self, path: str) -> list[Problem]:
        """What is missing of what this path holds."""
        return [
            Problem(path, "", _EXPECTED[reader][0], lost=False)
            for reader, count in sorted(self._seen.items())
            if count >= FEWEST and reader not in self._whole
        ]
