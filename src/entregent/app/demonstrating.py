"""Demonstrating: the sample's owner has lived with her book for some weeks; what she said and dared is said here."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.sample.cast import Cast

DAY: Final = 86_400
SEED: Final = 7
PEOPLE: Final = 400
YEARS: Final = 5


class Lived(NamedTuple):
    """A step that she took so many days ago: with whom (a place among her steady ties), by which way, what she said."""

    days: int
    who: int
    outcome: str
    channel: str
    rung: str = ""
    fear: int | None = None
    expected: int | None = None
    warmth: int | None = None
    elan: int | None = None
    golden: bool = False


STEPS: Final = (
    Lived(82, 0, "wrote", "text", "write-friend", 3, 3, 4, 1),
    Lived(80, 1, "hung-up", "call", "call-close", 8, 2),
    Lived(75, 2, "wrote", "mail", "write-old-friend", 5, 2, 4, 1),
    Lived(52, 3, "wrote", "mail", "write-old-friend", 4, 3, 4),
    Lived(45, 4, "talked", "call", "call-arranged", 7, 2, 4, 1, golden=True),
    Lived(44, 1, "hung-up", "call", "call-close", 8, 2),
    Lived(31, 5, "no-answer", "call", "call-close", 7, 3),
    Lived(30, 4, "talked", "call", "call-close", 7, 3, 5, 1, golden=True),
    Lived(24, 6, "not-sent", "mail"),
    Lived(17, 7, "met", "meeting", "meet", 5, 3, 4, 1),
    Lived(10, 8, "wrote", "text", "write-friend", 2, 4, 4),
    Lived(9, 1, "hung-up", "call", "call-old-friend", 6, 3),
    Lived(2, 9, "left-message", "call"),
    Lived(1, 7, "talked", "call", "call-close", 4, 3, 4, 1),
)
"""What she dared: tried and done, with weeks between in which life was elsewhere."""

COLD: Final = (
    "Aurèle Vadnais",
    "Bérénice Latour",
    "Clovis Poudrier",
    "Delphine Quirion",
    "Edgar Sévigny",
    "Flavie Touchette",
    "Gédéon Ulrich",
    "Honorine Vézina",
    "Isidore Wexler",
    "Josette Yelle",
    "Karim Zouari",
    "Léonie Abran",
    "Médéric Bazinet",
    "Noémie Cadorette",
)
"""To whom she wrote out of the blue; the first one answered."""
AFTER_A_COMMENT: Final = (
    "Octave Dandurand",
    "Pétronille Éthier",
    "Quentin Faucher",
    "Rosalie Goyer",
    "Sylvestre Huot",
    "Tatiana Imbeault",
    "Ulysse Jolin",
    "Violaine Kirouac",
)
"""To whom she wrote after a comment of theirs; all but the last two answered."""


def live(path: Path, folder: Path, *, now: int, until: date) -> None:
    """Say in the sample's book what its owner would have said: circles of those with a level, and a few steps.

    The book at `path` holds the sample of `SEED` up to `until`, imported from `folder`.
    """
    cast = Cast(SEED, PEOPLE, YEARS, until)
    with Book.open(path, now=now - 60 * DAY) as book:
        levelled = {line.id for line in book.people(limit=10_000) if line.level != "none"}
        for circle, persons in _by_circle(book, cast, levelled):
            book.circle(persons, circle)
        steady = [str(plate.person) for plate in book.scene(10_000) if plate.state == "steady"]
    for step in STEPS:
        if len(steady) > step.who:
            with Book.open(path, now=now - step.days * DAY) as book:
                _take(book, steady[-1 - step.who], step)
    _observe(path, now)
    with Book.open(path, now=now) as book:
        _write_to_strangers(book, until)
        _look_ahead(book, until, steady)
        book.mark_sample(str(folder))
        book.make_ready()


def _take(book: Book, who: str, step: Lived) -> None:
    """One step, with all that she said of it."""
    about: dict[str, object] = {"ladder": "phone", "rung": step.rung} if step.rung else {}
    done = book.log(
        [who],
        channel=step.channel,
        outcome=step.outcome,
        about={**about, "fear": step.fear, "expected": step.expected},
    )
    said: dict[str, Any] = {"warmth": step.warmth, "elan": step.elan, "golden": step.golden or None}
    if done.action is not None and any(said.values()):
        number = book.footprint_of(done.action)
        assert number is not None
        book.afterward(number, **said)


def _observe(path: Path, now: int) -> None:
    """A breakfast that she looks at before she says anything."""
    with Book.open(path, now=now - 8 * DAY) as book:
        book.observe(_("The neighbourhood’s breakfast"), kind="series")
    with Book.open(path, now=now - DAY) as book:
        number = book.observed()[0].number
        book.note_observed(number, _("Whoever comes alone stands by the coffee; they smile back."))


def _write_to_strangers(book: Book, until: date) -> None:
    """First letters: out of the blue, and after a comment."""
    for place, name in enumerate((*COLD, *AFTER_A_COMMENT)):
        cold = place < len(COLD)
        day = until - timedelta(days=(150 if cold else 130) - place)
        about = {"opener": "offer"} if cold else {"whence": "comment", "opener": "comment"}
        book.log([name], channel="mail", outcome="wrote", at=day.isoformat(), create=True, about=about)
        if place == 0 or (not cold and name not in AFTER_A_COMMENT[-2:]):
            answered = day + timedelta(days=3)
            book.log([name], channel="call", outcome="talked", at=answered.isoformat())
    book.circle([*COLD, *AFTER_A_COMMENT], "prospects")


def _look_ahead(book: Book, until: date, steady: Sequence[str]) -> None:
    """What she means to do: a goal with people, a promise each way, a step."""
    book.add_goal(
        _("Five real talks with possible clients"),
        why=_("So that the workshop lives from what I like to draw."),
        measure="talks",
        target="5",
        by=(until + timedelta(days=60)).isoformat(),
    )
    book.people_of_goal(book.goals()[-1].number, AFTER_A_COMMENT[:3])
    for place, (text, theirs) in enumerate(
        ((_("the drawings of the terrace"), False), (_("the builder’s address"), True))
    ):
        if len(steady) > place:
            by = until + timedelta(days=3 + place)
            book.promise(steady[place], text, by=by.isoformat(), theirs=theirs)
    book.plan_step(
        [AFTER_A_COMMENT[3]],
        channel="call",
        cue=_("when I’ve had my coffee"),
        sentence=_("Your question about old windows has stayed with me."),
        on=(until + timedelta(days=1)).isoformat(),
    )


def _by_circle(book: Book, cast: Cast, levelled: set[int]) -> Iterator[tuple[str, list[str]]]:
    """The people of each circle who have a level, by their number in the book."""
    for circle, numbers in cast.circles.items():
        found = [
            person for number in numbers for person in _person(book, cast.people[number].mails) if person in levelled
        ]
        if found:
            yield circle, [str(person) for person in dict.fromkeys(found)]


def _person(book: Book, mails: tuple[str, ...] | list[str]) -> list[int]:
    return [person for mail in mails for person in book.who_has(mail)]
