"""On pages: what a page says where the terminal's sentence names a command, or sets what is typed in backquotes."""

from typing import Final

from entregent.app import (
    approach_sentences,
    commitment_words,
    follow_up_sentences,
    goal_sentences,
    ladder_words,
    onward_words,
    opener_words,
    path_words,
)
from entregent.app.marking import N_, NN_, Template

COMPLAINTS_ON_PAGES: Final[dict[str, Template]] = {
    "broken-book": N_(
        "The book at {path} is damaged ({detail}). Bring a copy back, in the settings; the damaged file is kept."
    ),
    "full-disk": N_("The disk that holds {path} is full; nothing was half written. Free some space, then try again."),
    "read-only-book": N_("{path} can't be written. Allow writing to it and to its folder, then try again."),
    "missing-path": N_("There is nothing at {path}. Check the name; exports often land among the downloads."),
    "import-running": N_("Another import is writing to this book. Wait until it is done, then try again."),
    "unknown-person": N_("Nobody matches {who:quoted}. Check how it is written, or add them first: I met somebody."),
    "unknown-person-near": N_("Nobody matches {who:quoted}. Close: {near}."),
    "bad-date": N_("{text:quoted} is no date. Write it as you say it: yesterday, Monday, in 3 days, 12 November."),
    "future-date": N_("That day is still to come: what happened is noted once it has."),
    "bad-number": N_("{text:quoted} does not fit here. Write a whole number, above zero and within reason."),
    "bad-setting": N_("{value:quoted} can't be taken here. Go back and choose again."),
    "nothing-to-undo": N_("There is nothing to take back here any more."),
    "left-in-peace": N_("You asked not to be led to {name}. Their page says why, and takes it back if you wish."),
    "unknown-room": N_("No calendar tells of that any more. Choose another, or name the room."),
    "as-of-writes": N_("The past can be seen but not changed."),
    "known-handle": N_("{handle} reaches {name} already. Go to their page, or give another address."),
    "bad-handle": N_(
        "{text:quoted} is no address, phone number, link or account. Write it like marie@example.org, "
        "+1 514 555-0123 or linkedin.com/in/marie."
    ),
    "unknown-import": N_("That import is not here any more."),
    **commitment_words.COMPLAINTS_ON_PAGES,
    **approach_sentences.COMPLAINTS_ON_PAGES,
    **goal_sentences.COMPLAINTS_ON_PAGES,
    **onward_words.COMPLAINTS_ON_PAGES,
    **ladder_words.COMPLAINTS_ON_PAGES,
    **opener_words.COMPLAINTS_ON_PAGES,
    **path_words.COMPLAINTS_ON_PAGES,
    **follow_up_sentences.COMPLAINTS_ON_PAGES,
}
"""Error code -> sentence."""

SENTENCES_ON_PAGES: Final[dict[str, Template]] = {
    "doctor-backup-none": N_("There is no copy yet. Copies, in the settings, makes one."),
    "doctor-integrity-broken": N_("The book is damaged ({detail}): bring a copy back; the damaged file is kept."),
    "person-resting": N_("This tie rests, by your choice."),
}
"""Signal -> sentence."""

PROBLEMS_ON_PAGES: Final[dict[str, Template]] = {
    "ambiguous-dates": NN_(
        "{count} date can be read day first or month first, and nothing here tells, so it was not taken: say which, "
        "among your sources",
        "{count} dates can be read day first or month first, and nothing here tells, so they were not taken: say "
        "which, among your sources",
        "count",
    ),
    "unclear-dates": NN_(
        "the date of {count} message, like {date}, can be read day first or month first, and nothing here tells, so it "
        "was not read: say which, among your sources",
        "the dates of {count} messages, like {date}, can be read day first or month first, and nothing here tells, so "
        "they were not read: say which, among your sources",
        "count",
    ),
}
"""Problem code -> the rest of a sentence that begins with file and place."""
