"""The telephone: its address book, the call log and the messages, as phones and SMS Backup & Restore write them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final
from xml.sax.saxutils import quoteattr

from entregent.app.sample.agenda import fold
from entregent.app.sample.cards import Source
from entregent.app.sample.cast import Cast, Person
from entregent.app.sample.clock import DAY, mail_date
from entregent.app.sample.microblog import accounts
from entregent.app.sample.presence import Handles, phonebook, source_of, with_share
from entregent.app.sample.streams import pick, stream
from entregent.app.sample.talks import talks

PHONEBOOK: Final = "telephone/contacts.vcf"
CALLS: Final = "telephone/calls.xml"
MESSAGES: Final = "telephone/sms.xml"
_UNKNOWN: Final = "(Unknown)"
_GAPS: Final = {"love": 3, "family": 25, "friends": 30, "pals": 120, "clients": 60, "collaborators": 25, "partners": 60}
"""Days between two conversations by text; calls are twice as rare."""
_SHORT_CODES: Final = (("36245", "Votre code est 481 203."), ("27837", "Votre colis arrive aujourd'hui."))


def write_phone(folder: Path, cast: Cast, scale: float) -> Source:
    """Write address book, calls and messages under `folder`; people without a number are not on it."""
    names = phonebook(cast)
    reached = with_share(stream(cast.seed, "phone"), [one for one in cast.people if one.phones], 0.95, 0.7)
    (folder / PHONEBOOK).parent.mkdir(parents=True, exist_ok=True)
    _write_book(folder / PHONEBOOK, cast, names)
    rows = _write_all(folder / CALLS, "calls", lambda: _calls(cast, reached, names, scale))
    rows += _write_all(folder / MESSAGES, "smses", lambda: _texts(cast, reached, names, scale))
    on = {one.id: one for one in reached} | {one.id: one for one in cast.people if one.id in names}
    handles: dict[int, Handles] = {number: {"phone": [e164(one.phones[0])]} for number, one in on.items()}
    return source_of(rows, names, handles)


def e164(number: str) -> str:
    """A number as handles hold it."""
    return "+" + "".join(sign for sign in number if sign.isdigit())


def _write_book(path: Path, cast: Cast, names: dict[int, str]) -> None:
    """The phone's own cards, vCard 2.1: a number, at times an address, an account on a network."""
    rng = stream(cast.seed, "phone-cards")
    microblog = accounts(cast)
    with path.open("w", encoding="utf-8", newline="") as out:
        for person in cast.people:
            if person.id in names:
                known = microblog.get(person.id)
                out.write(
                    "".join(
                        f"{fold(line)}\r\n" for line in _card(rng, person, names[person.id], known and known.screen)
                    )
                )


def _card(rng: Random, person: Person, name: str, screen: str | None) -> list[str]:
    given, _, family = name.partition(" ")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{family};{given};;;", f"FN:{name}"]
    lines.append(f"TEL;TYPE=CELL:{person.phones[0] if rng.random() < 0.6 else national(person.phones[0])}")
    if rng.random() < 0.3:
        lines.append(f"EMAIL;TYPE=INTERNET:{person.mails[0]}")
    if screen and rng.random() < 0.35:
        lines.append(f"URL:https://x.com/{screen}" if rng.random() < 0.7 else f"X-TWITTER:{screen}")
    return [*lines, "END:VCARD"]


def national(number: str) -> str:
    """A number as people of the country write it."""
    _, area, rest = number.split(" ")
    return f"({area}) {rest}"


def _write_all(path: Path, root: str, rows: Callable[[], Iterator[str]]) -> int:
    """Write one XML file; its count comes first, so the rows are drawn twice."""
    count = sum(1 for _ in rows())
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n")
        out.write(f'<{root} count="{count}" backup_set="6b1f0c1e-0000-4000-8000-000000000000" type="full">\n')
        for row in rows():
            out.write(f"  {row}\n")
        out.write(f"</{root}>\n")
    return count


def _gap(person: Person) -> float:
    return _GAPS.get(person.circle, 200) * DAY * (0.5 + person.id % 7 / 4)


def _stamped(at: int) -> str:
    return f"readable_date={quoteattr(mail_date(at, 0))}"


def _calls(cast: Cast, reached: list[Person], names: dict[int, str], scale: float) -> Iterator[str]:
    """Calls: 1 came in, 2 went out, 3 was missed, 5 was rejected; some that went out were dropped at once."""
    rng = stream(cast.seed, "calls")
    for talk in talks(rng, cast, reached, lambda one: 2 * _gap(one), scale):
        if talk.first:
            kind = 2 if talk.mine else pick(rng, (1, 1, 1, 1, 3, 3, 5))
            seconds = 0 if kind in {3, 5} or rng.random() < 0.12 else int(rng.lognormvariate(5.3, 1.0))
            number = quoteattr(e164(talk.person.phones[0]))
            name = quoteattr(names.get(talk.person.id, _UNKNOWN))
            yield (
                f'<call number={number} duration="{seconds}" date="{talk.at * 1000}" type="{kind}" '
                f'presentation="1" {_stamped(talk.at)} contact_name={name} />'
            )


def _texts(cast: Cast, reached: list[Person], names: dict[int, str], scale: float) -> Iterator[str]:
    """Messages between two, and what machines send from short numbers."""
    rng = stream(cast.seed, "texts")
    for number, talk in enumerate(talks(rng, cast, reached, _gap, scale)):
        address = quoteattr(_written(talk.person))
        name = quoteattr(names.get(talk.person.id, _UNKNOWN))
        yield _sms(address, talk.at, 2 if talk.mine else 1, talk.text, name)
        if number % 97 == 11:
            code, text = pick(rng, _SHORT_CODES)
            yield _sms(f'"{code}"', talk.at + 90, 1, text, f'"{_UNKNOWN}"')


def _written(person: Person) -> str:
    """How the phone's log writes the number: mostly whole, at times as it was dialled."""
    return person.phones[0] if person.id % 5 else national(person.phones[0])


def _sms(address: str, at: int, kind: int, text: str, name: str) -> str:
    return (
        f'<sms protocol="0" address={address} date="{at * 1000 + 137}" type="{kind}" subject="null" '
        f'body={quoteattr(text)} toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" '
        f'date_sent="{at * 1000 if kind == 1 else 0}" sub_id="-1" {_stamped(at)} contact_name={name} />'
    )
