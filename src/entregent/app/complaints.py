"""Sentences of errors: what happened, and what to do next."""

from typing import Final

from entregent.app import (
    approach_sentences,
    commitment_words,
    follow_up_sentences,
    goal_sentences,
    group_sentences,
    introduction_words,
    ladder_words,
    map_words,
    onward_words,
    opener_words,
    path_words,
    tidy_words,
)
from entregent.app.marking import N_, NN_, Template

COMPLAINTS: Final[dict[str, Template]] = {
    "error": N_("That could not be done."),
    "book-not-found": N_(
        "There is no book at {path} yet. `entregent import` with your exports makes one, `entregent add "
        '"Name"` too; `entregent demo` shows a made-up one.'
    ),
    "book-exists": N_("There is a book at {path} already. Use it as it is, or name another place with --book."),
    "foreign-book": N_("{path} is not a book of Entregent; it was left as it is. Name your book with --book."),
    "newer-book": N_(
        "The book at {path} was written by a newer Entregent (format {found}, this one reads up to "
        "{known}). Update Entregent, then try again."
    ),
    "broken-book": N_(
        "The book at {path} is damaged ({detail}). Bring back a copy with `entregent restore`; keep the damaged file."
    ),
    "locked-book": N_(
        "Another program has been holding the book at {path} for too long. Wait until it is done, or "
        "close it, and try again."
    ),
    "full-disk": N_(
        "The disk that holds {path} is full; nothing was half written. Free some space and run the same command again."
    ),
    "read-only-book": N_(
        "{path} can't be written. Allow writing to it and to its folder, or name another place with --book."
    ),
    "missing-path": N_("There is nothing at {path}. Check the name; `~/Downloads` is where exports often land."),
    "unreadable-path": N_("{path} can't be read ({detail}). Allow reading it, or copy it somewhere you can."),
    "unknown-format": N_(
        "{path} is no export that Entregent knows; it looks like {looks_like:kind}. The guide on "
        "importing says how to get each export."
    ),
    "no-room": N_(
        "There is no room on the disk for {size:size} ({room:size} can be used, and some stays free). Free some space, "
        "or give the path: what lies on this machine is read where it is."
    ),
    "too-many-files": N_(
        "That is more than {most} files at once. Put them in a zip, or give the path of their folder."
    ),
    "import-running": N_(
        "Another import (no. {job}) is writing to this book. Wait until it is done, then run the same command again."
    ),
    "unknown-person": N_(
        "Nobody matches {who:quoted}. `entregent people --query` searches; `entregent add` makes a new "
        "person (or --create with `log` and `promise`)."
    ),
    "unknown-person-near": N_(
        "Nobody matches {who:quoted}. Close: {near}. `entregent add` makes a new person (or --create "
        "with `log` and `promise`)."
    ),
    "ambiguous-person": N_("Several people match {who:quoted}. Say which one by number or address:"),
    "bad-date": N_(
        "{text:quoted} is no date. Write it like 2026-11-02, `yesterday`, `monday`, `in 3 days` or `12 November`."
    ),
    "future-date": N_(
        "{text:day} is still to come: what happened is noted once it has. `promise` and `later` look ahead."
    ),
    "bad-number": N_("{text:quoted} does not fit here: it takes a number above zero, and within reason."),
    "bad-setting": N_(
        "{key:quoted} is no setting, or does not take {value:quoted}. `entregent settings` lists them all."
    ),
    "nothing-to-undo": N_("There is nothing of that kind to take back. `entregent actions` lists what you did."),
    "left-in-peace": N_(
        "You asked not to be led to {name}. Their page says why, and takes it back if you wish: `entregent person`."
    ),
    "unknown-room": N_("No calendar tells of that any more. `entregent room` lists what is coming; or name the room."),
    "as-of-writes": N_("The past can be seen but not changed. Leave out --as-of and run the command again."),
    "empty-name": N_("The text is empty: write something that you will recognise."),
    "known-handle": N_(
        "{handle} already reaches {name} (no. {person}). Use `entregent edit {person}`, or another handle."
    ),
    "bad-handle": N_(
        "{text:quoted} is no address, phone number, link or account. Write it like marie@example.org, "
        "+1 514 555-0123 or `linkedin:marie`."
    ),
    "same-person": N_(
        "{a} and {b} are the same person and the same handle already. Name the two handles that you mean."
    ),
    "port-taken": N_(
        "Another program listens at port {port} already. Name another one with --port, or leave --port out: a free "
        "one is found then."
    ),
    "no-port": N_("The ports from {first} to {last} are all taken. Name a free one with --port."),
    "bad-address": N_(
        "This machine can't listen at {host}, port {port} ({detail}). Leave out --host for this machine alone, or "
        "name one of its own addresses; 0.0.0.0 means all of them."
    ),
    "bad-certificate": N_(
        "{path} and its key are no certificate that can be used ({detail}). Check --tls-cert and --tls-key."
    ),
    "password-needed": N_(
        "Others on the network could reach these pages, so they want a password. Run the same command in a terminal "
        "to choose one, or write it into a file and name that with --password-file."
    ),
    "weak-password": N_(
        "A password here has at least {least} letters, and at most {most}. "
        "A few words in a row are easy to keep in mind."
    ),
    "not-empty": NN_(
        "There is {people} person in this book already: the sample would mix with them. Try it with another book.",
        "There are {people} people in this book already: the sample would mix with them. Try it with another book.",
        "people",
    ),
    "unknown-footprint": N_("That step is not in the book: it was taken back, or somebody was forgotten with it."),
    "unknown-step": N_("That step does not wait any more: it was noted or let go."),
    "too-many-steps": N_(
        "{most} steps wait for a word of yours already. Settle some of them, then this one is taken too."
    ),
    "unknown-import": N_("There is no import no. {import_id}. `entregent imports` lists them."),
    "columns-unsaid": N_(
        "{text:quoted} does not say which column holds what. Write it like --map name=Nom,mail=Courriel, with the "
        "headings of the table or the numbers of its columns."
    ),
    "unknown-field": N_("{text:quoted} is nothing that a column can hold. It can hold: {fields}."),
    "field-twice": N_(
        "{text:quoted} is said of two columns, and a person has one. Leave one out, or call it note; mail, phone, url, "
        "circle and note may be several."
    ),
    "column-twice": N_("The column {text:quoted} is said to hold two things, {a} and {b}. Say one of them."),
    "nobody-named": N_(
        "{text:quoted} names no column that tells who a row is about. Add one: name=…, mail=… or phone=…."
    ),
    **commitment_words.COMPLAINTS,
    **approach_sentences.COMPLAINTS,
    **goal_sentences.COMPLAINTS,
    **group_sentences.COMPLAINTS,
    **introduction_words.COMPLAINTS,
    **map_words.COMPLAINTS,
    **ladder_words.COMPLAINTS,
    **onward_words.COMPLAINTS,
    **opener_words.COMPLAINTS,
    **path_words.COMPLAINTS,
    **follow_up_sentences.COMPLAINTS,
    **tidy_words.COMPLAINTS,
}
"""Error code -> sentence."""
