"""Sentences of problems in files: what could not be read, and what to do about it."""

from typing import Final

from entregent.app.marking import N_, NN_, Template

PROBLEMS: Final[dict[str, Template]] = {
    # files and archives
    "missing-path": N_("there is nothing there: check the name"),
    "unreadable": N_("it can't be read ({detail}): allow reading it and import again"),
    "unreadable-file": N_("it can't be read ({detail}): allow reading it and import again"),
    "empty-file": N_("the file is empty"),
    "not-a-file": N_("it is neither a file nor a folder"),
    "link-skipped": N_("a link, not followed: import what it points to"),
    "device-skipped": N_("a device in an archive, skipped"),
    "unsafe-name": N_("a file whose name leads out of the archive, skipped"),
    "too-deep": N_("too many folders within folders: import an inner folder by itself"),
    "too-large": N_("too large to read: split it and import the parts"),
    "nested-archive": N_("too many archives within archives: unpack it and import the folder"),
    "archive-bomb": N_("it unpacks to far more than an export would: unpack it yourself if you trust it"),
    "encrypted-archive": N_("it is locked by a password: unpack it and import the folder"),
    "truncated-archive": N_("the archive ends too early: download it again"),
    "damaged-archive": N_("the archive is damaged: download it again"),
    "unknown-format": N_("no export that Entregent knows; it looks like {looks_like:kind}"),
    "more-left-out": NN_(
        "{count} more file of no export that Entregent knows was left out; it looks like {looks_like:kind}",
        "{count} more files of no export that Entregent knows were left out; they look like {looks_like:kind}",
        "count",
    ),
    # reading process
    "reader-died": N_("reading it stopped the reader; the next files were read"),
    "reader-stalled": N_("reading it made no progress for {seconds} s and was given up; the next files were read"),
    "reader-failed": N_("the reader {reader} failed on it ({exception} at {where}): please report it"),
    "out-of-memory": N_("reading it needs more memory than an import may take: split it"),
    "more-problems": NN_(
        "{count} more problem of this file is not listed", "{count} more problems of this file are not listed", "count"
    ),
    # mail
    "no-header": N_("a message without a header, skipped"),
    "no-message": N_("no message was found in it"),
    "not-a-message": N_("it is no mail message"),
    "cut-message": N_("the last message is cut off; what is there was kept"),
    "broken-date": N_("its date is impossible ({date}); another was taken where there was one"),
    "no-sender": N_("no sender could be read ({written})"),
    "two-senders": N_("two senders are named; {taken} was taken, not {other}"),
    "long-header": N_("its header is too long; the beginning was read"),
    "many-fields": N_("it has too many header fields; the first {kept} were read"),
    "draft": NN_("{count} draft was left out", "{count} drafts were left out", "count"),
    "spam": NN_("{count} junk message was left out", "{count} junk messages were left out", "count"),
    # contacts
    "bad-name": N_("a line whose field has no proper name"),
    "no-colon": N_("a line without its colon"),
    "stray-end": N_("an end without its beginning"),
    "more-bad-lines": NN_("{count} more line could not be read", "{count} more lines could not be read", "count"),
    "empty-card": N_("the card names nobody"),
    "unfinished-card": N_("the card has no end; what is there was kept"),
    "card-too-long": N_("the card is too long; its beginning was kept"),
    "broken-birthday": N_("{text:quoted} is no birthday"),
    "broken-anniversary": N_("{text:quoted} is no date"),
    "broken-handle": N_("{text:quoted} is no address or number"),
    "too-many-handles": N_("too many addresses on one card; some were left out"),
    "repeated-uid": N_("two cards share the mark {uid}; both were kept"),
    # what can't be read by anybody but its app, or is not all there
    "whatsapp-backup": N_(
        "WhatsApp’s own backup, which only WhatsApp opens: in each chat choose More, then Export chat, and import that"
    ),
    "signal-backup": N_(
        "Signal’s own backup, which only Signal opens: export from Signal Desktop instead, as the guide on importing "
        "says"
    ),
    "outlook-store": N_(
        "Outlook’s own store, which is not read: drag messages out as .eml, or let Thunderbird read the account and "
        "import that"
    ),
    "phone-database": N_(
        "a telephone’s own database, not an export: the app SMS Backup & Restore saves messages and calls as XML"
    ),
    "facebook-part": N_(
        "no messages are in this download: ask for it again, and choose messages too, in JSON and for all time"
    ),
    "instagram-part": N_(
        "no messages are in this download: ask for it again, and choose messages too, in JSON and for all time"
    ),
    "linkedin-part": N_(
        "messages.csv is missing: this is the first part, which comes within minutes; the larger archive, a day later, "
        "holds your messages"
    ),
    "mastodon-part": N_(
        "outbox.json is missing, so that nothing you wrote is known: ask for the archive on the page Import and export"
    ),
    # JSON
    "no-json": N_("no JSON stands in it"),
    "broken-json": N_("a part of it is no JSON and was left out; the rest was read"),
    "long-json": N_("a part of it is far too long and was left out; the rest was read"),
    "deep-json": N_("a part of it is nested far too deep and was left out; the rest was read"),
    "truncated-json": N_("it ends too early; what is there was kept: download it again"),
    "html-download": N_("a page of the HTML download: ask for the download again, and choose JSON as its format"),
    # XML
    "no-xml": N_("no XML stands in it"),
    "broken-xml": N_("its XML is broken here; what it belongs to was left out, and the rest was read"),
    "truncated-xml": N_("its XML ends too early; what is there was kept: save or download it again"),
    "xml-doctype": N_("it declares a document type (DOCTYPE), which no export has; it was not read"),
    "xml-too-deep": N_("its XML is nested far too deep; it was not read further"),
    "long-tag": N_("a piece of its XML is far too long and was left out; the rest was read"),
    "too-many-attributes": N_("a piece of its XML has too many attributes; the first ones were read"),
    "text-around-xml": N_("other text stands before or after its XML; it was passed over"),
    "odd-encoding": N_("the character encoding that it names is unknown or unsafe; it was read as UTF-8"),
    # telephone
    "unsent-messages": NN_(
        "{count} draft or failed message was left out",
        "{count} drafts and failed messages were left out",
        "count",
    ),
    "unaddressed-messages": NN_(
        "{count} message names nobody but the phone’s owner",
        "{count} messages name nobody but the phone’s owner",
        "count",
    ),
    "unknown-kinds": NN_("{count} entry is of an unknown kind", "{count} entries are of an unknown kind", "count"),
    "hidden-callers": NN_(
        "{count} call with a hidden number was left out",
        "{count} calls with a hidden number were left out",
        "count",
    ),
    "service-calls": NN_(
        "{count} call with a service’s short number was left out",
        "{count} calls with a service’s short number were left out",
        "count",
    ),
    "directionless-calls": NN_(
        "{count} call does not tell who called; it was read as yours",
        "{count} calls do not tell who called; they were read as yours",
        "count",
    ),
    "fewer-than-counted": N_("it says that it holds {count} entries, but {read} are there: back up again if you can"),
    "no-call-headers": N_("no heading names a number, a date and a duration: is it a log of calls?"),
    # chats and networks
    "nameless-messages": NN_(
        "{count} message was left out: whoever wrote it has no name there any more",
        "{count} messages were left out: whoever wrote them has no name there any more",
        "count",
    ),
    "nameless-people": NN_("{count} entry names nobody", "{count} entries name nobody", "count"),
    "unanswered-messages": NN_(
        "{count} message was left out: nothing says to whom it went",
        "{count} messages were left out: nothing says to whom they went",
        "count",
    ),
    "withdrawn-messages": NN_(
        "{count} message that was taken back was left out",
        "{count} messages that were taken back were left out",
        "count",
    ),
    "system-lines": NN_(
        "{count} line that the app wrote by itself was left out",
        "{count} lines that the app wrote by itself were left out",
        "count",
    ),
    "reactions": NN_("{count} reaction was left out", "{count} reactions were left out", "count"),
    "notes-to-self": NN_("{count} note to yourself was left out", "{count} notes to yourself were left out", "count"),
    "broadcasts": NN_(
        "{count} message of channels or robots was left out",
        "{count} messages of channels or robots were left out",
        "count",
    ),
    "comments-to-nobody": NN_(
        "{count} comment that answers nobody by name was left out",
        "{count} comments that answer nobody by name were left out",
        "count",
    ),
    "events-not-joined": NN_(
        "{count} event that you did not join was left out",
        "{count} events that you did not join were left out",
        "count",
    ),
    "more-broken-dates": NN_(
        "{count} more date is impossible; what it belongs to was kept without it",
        "{count} more dates are impossible; what they belong to was kept without them",
        "count",
    ),
    "stray-lines": NN_("{count} line belongs to no message", "{count} lines belong to no message", "count"),
    "reposts": NN_(
        "{count} repost of somebody else’s words was left out",
        "{count} reposts of other people’s words were left out",
        "count",
    ),
    "posts-to-nobody": NN_(
        "{count} post that names and answers nobody was left out",
        "{count} posts that name and answer nobody were left out",
        "count",
    ),
    "posts-seen-before": NN_(
        "{count} long post was left out here: the file of posts has it",
        "{count} long posts were left out here: the file of posts has them",
        "count",
    ),
    "robot-accounts": NN_("{count} robot’s account was left out", "{count} robots’ accounts were left out", "count"),
    "x-account-missing": N_(
        "nothing says whose archive it is (account.js is missing): import the whole archive as it was downloaded"
    ),
    "x-old-table": N_(
        "the table of an archive from before 2018: its months beside it are read (data/js/tweets); "
        "a new archive holds messages and followers too"
    ),
    "slack-people-missing": N_(
        "users.json is missing, so nobody has a name here: import the whole export as it was downloaded"
    ),
    "discord-account-missing": N_(
        "account/user.json is missing, so nothing says who wrote this: import the whole package as it was downloaded"
    ),
    "no-chat": N_("no message of a chat was found in it"),
    # calendar
    "undated-event": N_("an event without a date"),
    "unfinished-event": N_("the event has no end mark; what is there was kept"),
    "event-too-long": N_("the event is too long; its beginning was kept"),
    "end-before-start": N_("the event ends before it begins; its beginning was kept"),
    "unknown-zone": N_("the time zone {zone:quoted} is unknown; {used} was used"),
    "broken-rule": N_("its recurrence can't be read; the first time was kept"),
    "broken-until": N_("the end of its recurrence can't be read"),
    "finer-than-a-day": N_("it recurs more than once a day; the first time was kept"),
    "too-many-occurrences": N_("it recurs too often; the first times were kept"),
    "unknown-frequency": N_("its recurrence has an unknown frequency"),
    "other-calendar": N_("its recurrence follows another calendar than ours"),
    "bad-weekday": N_("its recurrence names an unknown weekday"),
    "not-positive": N_("its recurrence counts zero or less"),
    "out-of-range": N_("its recurrence holds a number out of range"),
    "repeated-part": N_("its recurrence says one thing twice"),
    "too-long": N_("its recurrence is too long to read"),
    "cancelled-events": NN_("{count} cancelled event was left out", "{count} cancelled events were left out", "count"),
    "excluded-events": NN_(
        "{count} struck-out occurrence was left out", "{count} struck-out occurrences were left out", "count"
    ),
    "far-events": NN_("{count} event far ahead was left out", "{count} events far ahead were left out", "count"),
    "not-meetings": NN_(
        "{count} thing other than an event was left out", "{count} things other than events were left out", "count"
    ),
    "earlier-versions": NN_(
        "{count} earlier version of an event was left out", "{count} earlier versions of events were left out", "count"
    ),
    "answers-to-meetings": NN_(
        "{count} answer to an invitation was left out", "{count} answers to invitations were left out", "count"
    ),
    "empty-row": N_("the row names nobody"),
    "no-contact-headers": N_("no heading names a contact’s name or address: is it a table of contacts?"),
    # networks: LinkedIn
    "no-linkedin-headers": N_("its headings are none of LinkedIn’s tables"),
    "advertisements": NN_("{count} advertisement was left out", "{count} advertisements were left out", "count"),
    "unnamed-members": NN_(
        "{count} row was left out: it names a company, or somebody who left",
        "{count} rows were left out: they name companies, or people who left",
        "count",
    ),
    "robot-messages": NN_(
        "{count} message to or from the network’s own assistant was left out",
        "{count} messages to or from the network’s own assistant were left out",
        "count",
    ),
    "unfollowed": NN_(
        "{count} person whom you no longer follow was left out",
        "{count} people whom you no longer follow were left out",
        "count",
    ),
    "unconfirmed-addresses": NN_(
        "{count} address that was never confirmed was left out",
        "{count} addresses that were never confirmed were left out",
        "count",
    ),
    "short-row": N_("the row has too few columns"),
    # blogs
    "pings": NN_(
        "{count} mention by another page was left out", "{count} mentions by other pages were left out", "count"
    ),
    "spam-comments": NN_(
        "{count} comment marked as junk was left out", "{count} comments marked as junk were left out", "count"
    ),
    "unapproved-comments": NN_(
        "{count} comment that was never approved was left out",
        "{count} comments that were never approved were left out",
        "count",
    ),
    "unnamed-comments": NN_(
        "{count} comment that names nobody was left out", "{count} comments that name nobody were left out", "count"
    ),
    "posts": NN_(
        "{count} post was left out: only comments are read",
        "{count} posts were left out: only comments are read",
        "count",
    ),
    # attendee lists
    "no-attendee-headers": N_("no heading names those who were there: is it a list of attendees?"),
    "no-event-day": NN_(
        "nothing tells on which day {event:quoted} was, where {count} person is listed: begin the file’s name with the "
        "day, like 2026-11-02, and import it again",
        "nothing tells on which day {event:quoted} was, where {count} people are listed: begin the file’s name with "
        "the day, like 2026-11-02, and import it again",
        "count",
    ),
    "nobody-checked-in": NN_(
        "nobody was checked in at {event:quoted}: the {count} person who had registered counts as having been there",
        "nobody was checked in at {event:quoted}: the {count} people who had registered count as having been there",
        "count",
    ),
    "not-there": NN_(
        "{count} person who was not there was left out", "{count} people who were not there were left out", "count"
    ),
    "too-many-events": NN_(
        "{count} row was left out: the list names too many events",
        "{count} rows were left out: the list names too many events",
        "count",
    ),
    # other tools
    "no-front-matter": N_("it has no fields at its head"),
    "with-nobody": N_("what passed is told without a contact"),
    "own-notes": NN_(
        "{count} note to yourself was left out: nobody wrote to anybody",
        "{count} notes to yourself were left out: nobody wrote to anybody",
        "count",
    ),
    "with-nobody-known": NN_(
        "{count} activity was left out: nobody who is known took part",
        "{count} activities were left out: nobody who is known took part",
        "count",
    ),
    "monica-left-out": NN_(
        "{count} debt, gift, task, pet, reminder or life event was left out: it has no place here",
        "{count} debts, gifts, tasks, pets, reminders and life events were left out: they have no place here",
        "count",
    ),
    "too-many-rows": NN_(
        "{count} row was left out: the file is too large", "{count} rows were left out: the file is too large", "count"
    ),
    "broken-sql": N_("what follows is no list of rows; the next table was read"),
    "long-sql": N_("a row is too long to read; the next table was read"),
    "truncated-sql": N_("the file ends too early: export it again"),
    # tables that are explained
    "unknown-table": N_("a table whose columns nobody has explained yet: say which of them holds what, and it is read"),
    "columns-unsaid": N_("which column holds what is written like name=Nom,mail=Courriel"),
    "unknown-field": N_("{text:quoted} is nothing that a column can hold"),
    "field-twice": N_("{text:quoted} is said of two columns: there is one of it for each person"),
    "column-twice": N_("the column {text:quoted} is said to hold two things, {a} and {b}: it holds one"),
    "nobody-named": N_("no column tells who a row is about: name one for the name, the mail or the phone"),
    "no-such-column": N_("it has no column {text:quoted}; it has {columns}"),
    "columns-unused": N_("no table in it has the columns that were named"),
    "columns-unknown": N_("nothing says any more what its columns hold"),
    "directionless-exchanges": NN_(
        "{count} exchange does not tell who began; it was read as yours",
        "{count} exchanges do not tell who began; they were read as yours",
        "count",
    ),
    # dates of tables
    "before-1970": NN_(
        "{count} exchange from before 1970 was kept without its date: a book counts days from there on",
        "{count} exchanges from before 1970 were kept without their dates: a book counts days from there on",
        "count",
    ),
    "impossible-dates": NN_(
        "{count} date is impossible ({first:quoted}); what it belongs to was kept without it",
        "{count} dates are impossible (the first is {first:quoted}); what they belong to was kept without them",
        "count",
    ),
    "ambiguous-dates": NN_(
        "{count} date can be read day first or month first, and nothing here tells, so it was not taken: import it "
        "again with --dates dmy or --dates mdy",
        "{count} dates can be read day first or month first, and nothing here tells, so they were not taken: import "
        "it again with --dates dmy or --dates mdy",
        "count",
    ),
    "dates-day-first": NN_(
        "{count} date could be read either way; the others show that the day comes first",
        "{count} dates could be read either way; the others show that the day comes first",
        "count",
    ),
    "unclear-dates": NN_(
        "the date of {count} message, like {date}, can be read day first or month first, and nothing here tells, so it "
        "was not read: import it again with --dates dmy (day first) or --dates mdy (month first)",
        "the dates of {count} messages, like {date}, can be read day first or month first, and nothing here tells, so "
        "they were not read: import it again with --dates dmy (day first) or --dates mdy (month first)",
        "count",
    ),
    "dates-as-named": NN_(
        "{count} date could be read in several ways; the name of the file or folder tells the order",
        "{count} dates could be read in several ways; the name of the file or folder tells the order",
        "count",
    ),
    "dates-as-told": NN_(
        "{count} date could be read in several ways; it was read as you said",
        "{count} dates could be read in several ways; they were read as you said",
        "count",
    ),
    "dates-as-spoken": NN_(
        "{count} date could be read in several ways; the day was taken first, as in the language of the file",
        "{count} dates could be read in several ways; the day was taken first, as in the language of the file",
        "count",
    ),
    "dates-as-formed": NN_(
        "{count} date could be read in several ways; the day was taken first, as everywhere where dates and times have "
        "this form",
        "{count} dates could be read in several ways; the day was taken first, as everywhere where dates and times "
        "have this form",
        "count",
    ),
    "dates-year-first": NN_(
        "{count} date could be read either way; the others show that the year comes first",
        "{count} dates could be read either way; the others show that the year comes first",
        "count",
    ),
    "dates-month-first": NN_(
        "{count} date could be read either way; the others show that the month comes first",
        "{count} dates could be read either way; the others show that the month comes first",
        "count",
    ),
    "outside": N_("a line outside of any card or event"),
    "broken-dtstart": N_("a date of the event can’t be read"),
    "broken-dtend": N_("a date of the event can’t be read"),
    "broken-recurrence-id": N_("a date of the event can’t be read"),
    "broken-rdate": N_("a date of the event can’t be read"),
    "broken-exdate": N_("a date of the event can’t be read"),
    "too-many-columns": N_("the row has too many columns; the first ones were read"),
    "long-cell": N_("a cell of the row is too long; its beginning was kept"),
    "open-quote": N_("a quotation mark is never closed; the row was read to its line’s end"),
    "broken-date-none": N_("it has no date; another was taken where there was one"),
    "no-sender-none": N_("it names no sender"),
}
"""Problem code -> the rest of a sentence that begins with file and place."""

KINDS: Final = {
    "unknown bytes": N_("unknown bytes"),
    "an empty file": N_("an empty file"),
    "nothing but spaces": N_("nothing but spaces"),
    "text": N_("text"),
    "program": N_("a program"),
    "audio": N_("audio"),
    "audio or video": N_("audio or video"),
    "property list": N_("a property list"),
    "a folder": N_("a folder"),
    "Office document or program package": N_("an Office document or a program package"),
    "Outlook MSG or old Office": N_("an Outlook message or an old Office document"),
}
"""What an unknown file looks like."""

BOUNDS: Final = {
    "memory": N_("memory"),
    "core": N_("core dumps"),
    "open-files": N_("open files"),
    "file-size": N_("the size of files"),
    "idle": N_("time without progress"),
}
"""What an import is kept from using up."""
