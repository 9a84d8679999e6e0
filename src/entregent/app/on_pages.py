"""On pages: what a page says where the terminal's sentence names a command, or sets what is typed in backquotes."""

from typing import Final

from entregent.app.marking import N_, Template

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
    "as-of-writes": N_("The past can be seen but not changed."),
    "known-handle": N_("{handle} reaches {name} already. Go to their page, or give another address."),
    "bad-handle": N_(
        "{text:quoted} is no address, phone number, link or account. Write it like marie@example.org, "
        "+1 514 555-0123 or linkedin.com/in/marie."
    ),
    "unknown-import": N_("That import is not here any more."),
}
"""Error code -> sentence."""

SENTENCES_ON_PAGES: Final[dict[str, Template]] = {
    "doctor-backup-none": N_("There is no copy yet. Copies, in the settings, makes one."),
    "doctor-integrity-broken": N_("The book is damaged ({detail}): bring a copy back; the damaged file is kept."),
    "person-resting": N_("This tie rests, by your choice."),
}
"""Signal -> sentence."""
