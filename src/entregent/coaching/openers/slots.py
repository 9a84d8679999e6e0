"""From raw facts to what a form may say: each slot filled in the language's own words, or missing."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from entregent.coaching.openers import matters, said_days
from entregent.coaching.openers.contracting import quoted
from entregent.coaching.openers.heavy import is_heavy
from entregent.coaching.openers.opener_facts import OpenerFacts
from entregent.coaching.openers.safe_names import first_name, full_name
from entregent.coaching.openers.subject_lines import quotable
from entregent.text.scripts import is_latin, without_invisible

LONGEST_ORGANISATION: Final = 40
FAR_DAYS: Final = 400
"""A last subject older than this is no thread to take up."""
SOON_DAYS: Final = 21
AHEAD_DAYS: Final = 61
PATIENCE_DAYS: Final = 7
"""So long an answer to the owner’s own letter is not asked for."""
MET_DAYS: Final = 120
COMMON_DAYS: Final = 270
SILENT_DAYS: Final = 120
OLD_DAYS: Final = 1_461
"""A first exchange so long ago is worth a word."""


_NO_PLACE: Final = frozenset(("inc", "ltée", "ltd", "self-employed", "autonome", "retraité", "retraitée", "retired"))
"""What tells no place of work, or says it as a register does."""


class Slot(NamedTuple):
    """What stands in a form's slot, and the fact that it comes from."""

    text: str
    fact: str


Slots = dict[str, Slot]
_Title = Callable[[str, str, str], bool]
"""How a title becomes a slot: (slot, fact, text) -> whether it did."""


def slots_of(facts: OpenerFacts) -> Slots:
    """All that these facts allow to be said."""
    found: Slots = {}
    lang = facts.language
    names = (facts.name, facts.given, facts.me)
    address = facts.address if lang == "fr" else ""

    def title(slot: str, fact: str, text: str) -> bool:
        said = quotable(text, address=address, names=names)
        if said:
            found[slot] = Slot(quoted(said, lang), fact)
        return bool(said)

    _put(found, "name", "name", first_name(facts.name, facts.given))
    _put(found, "me", "me", first_name(facts.me))
    _deeds(found, facts)
    if not is_heavy(facts.matters):
        _put(found, "matters", "matters", matters.said_to_them(facts.matters, lang, facts.address))
        _put(found, "note", "matters", matters.said_of_them(facts.matters, lang))
    _put(found, "newjob", "new_job", organisation(facts.new_job))
    _put(found, "org", "organisation", organisation(facts.organisation))
    _put(found, "via", "via", _third(facts, facts.via))
    _put(found, "mutual", "mutual", _third(facts, facts.mutual))
    title("post", "post", facts.post)
    title("comment", "comment", facts.comment)
    _letters(found, facts, title)
    _gatherings(found, facts, title)
    if facts.first_on is not None and (facts.today - facts.first_on).days > OLD_DAYS:
        _put(found, "first", "first_on", said_days.first_year(facts.first_on))
    if facts.hour is not None:
        _put(found, "hour", "hour", said_days.at_hour(facts.hour, facts.today, lang))
    _put(found, "whom", "whom", full_name(facts.whom))
    return found


def _third(facts: OpenerFacts, name: str) -> str:
    """Somebody else’s name: whole among those who say vous, the first one among friends."""
    whole = full_name(name)
    return first_name(whole) if whole and facts.tone in {"w", "l"} else whole


def _put(found: Slots, slot: str, fact: str, text: str) -> None:
    if text:
        found[slot] = Slot(text, fact)


def _deeds(found: Slots, facts: OpenerFacts) -> None:
    for slot, told in (("promise", facts.promise), ("owed", facts.owed)):
        if told and not is_heavy(told):
            _put(found, slot, slot, matters.said_deed(told, facts.language, facts.address, (facts.name, facts.given)))


def _letters(found: Slots, facts: OpenerFacts, title: _Title) -> None:
    for fact, letter in (("last_in", facts.last_in), ("last_out", facts.last_out)):
        least = PATIENCE_DAYS if fact == "last_out" else 0
        if letter is None or not least <= (facts.today - letter.on).days <= FAR_DAYS:
            continue
        if "subject" not in found and title("subject", fact, letter.title):
            if fact == "last_in":
                found["theirs"] = found["subject"]
            found["subjectwhen"] = Slot(said_days.behind(letter.on, facts.today, facts.language), fact)


def _gatherings(found: Slots, facts: OpenerFacts, title: _Title) -> None:
    today, lang = facts.today, facts.language
    soon, event, past = facts.coming, facts.coming_event, facts.past_event
    if soon is not None and 0 <= (soon.on - today).days <= SOON_DAYS:
        _put(found, "meetingday", "coming", said_days.ahead(soon.on, today, lang))
    if (
        event is not None
        and 0 <= (event.on - today).days <= AHEAD_DAYS
        and title("comingevent", "coming_event", event.title)
    ):
        _put(found, "comingday", "coming_event", said_days.ahead(event.on, today, lang))
    if facts.met is not None and 0 <= (today - facts.met).days <= MET_DAYS:
        _put(found, "metwhen", "met", said_days.behind(facts.met, today, lang))
    if past is not None and 0 < (today - past.on).days <= COMMON_DAYS and title("event", "past_event", past.title):
        _put(found, "eventday", "past_event", said_days.behind(past.on, today, lang))


def organisation(text: str) -> str:
    """An organisation as it is said; "" for what can’t be said: capitals, lists, the over-long."""
    plain = " ".join(without_invisible(text).split()).strip(" .,;").replace("'", "’")
    words = plain.split()
    if (
        not 2 <= len(plain) <= LONGEST_ORGANISATION
        or len(words) > 6
        or any(c in plain for c in '@/|<>[]{}()"“”«»;:!?*_')
    ):
        return ""
    if not is_latin(plain) or not plain[0].isupper() or (plain.isupper() and len(plain) > 6):
        return ""
    return "" if not _NO_PLACE.isdisjoint(word.lower().strip(".") for word in words) else plain


def days_to_birthday(birthday: str, today: date) -> int | None:
    """How far the nearest birthday is: 0 today, 3 in three days, −2 the day before yesterday."""
    try:
        month, day = int(birthday[-5:-3]), int(birthday[-2:])
        near = [_in_year(year, month, day) for year in (today.year - 1, today.year, today.year + 1)]
    except (ValueError, IndexError):
        return None
    return min(((one - today).days for one in near), key=lambda days: (abs(days), days))


def _in_year(year: int, month: int, day: int) -> date:
    """29 February is kept on the 28th in other years."""
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        day = 28
    return date(year, month, day)
