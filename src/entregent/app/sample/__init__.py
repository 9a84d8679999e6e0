"""The sample network: five years of an invented Québec entrepreneur's life, as the files that she would export."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from entregent.app.sample.agenda import CALENDAR, write_agenda
from entregent.app.sample.cards import CARDS, CONNECTIONS, GOOGLE, Source, write_cards, write_connections, write_google
from entregent.app.sample.cast import OWNER, Cast
from entregent.app.sample.life import Life
from entregent.app.sample.mail import INBOX, SENT, write_mail
from entregent.app.sample.senders import AUTOMATA
from entregent.app.sample.staging import stage
from entregent.app.sample.truth import write_truth

__all__ = ["SampleSummary", "write"]

CONTACTS: Final[dict[str, Callable[[Path, Cast], Source]]] = {
    "cards": write_cards,
    "google": write_google,
    "connections": write_connections,
}
"""The sources of records; each draws from its own stream, so another one changes no byte of these."""


class SampleSummary(NamedTuple):
    """What was written. `messages` counts both mailboxes, machine mail included."""

    folder: Path
    files: tuple[Path, ...]
    owner: tuple[str, ...]
    """Her name, then her addresses."""
    people: int
    automata: int
    messages: int
    records: int
    """Cards and table rows, the owner's own card included."""
    events: int
    truth: Path | None


def write(  # noqa: PLR0913 -- each has its default; `demo`, tests and benches name what they change
    folder: Path,
    *,
    seed: int = 1,
    people: int = 400,
    years: int = 5,
    until: date,
    scale: float = 1.0,
    truth: Path | None = None,
) -> SampleSummary:
    """Write the sample under `folder` as mail, contacts and a calendar that the readers import.

    The same arguments give the same bytes. The last letter is before midnight UTC at the beginning of `until`; a few
    meetings lie after it. `scale` multiplies the messages, `people` the people; memory grows with people only.
    `truth` names a file outside `folder` for what is so. Raises ValueError where it lies inside, or where a number
    is not positive.
    """
    if people < 1 or years < 1 or scale <= 0:
        raise ValueError("people, years and scale are positive")
    if truth is not None and truth.resolve().is_relative_to(folder.resolve()):
        raise ValueError("the truth lies outside the folder that is imported")
    folder.mkdir(parents=True, exist_ok=True)
    cast = Cast(seed, people, years, until)
    life = Life(cast, stage(cast), scale)
    messages = write_mail(folder, cast, life)
    sources = {name: write_source(folder, cast) for name, write_source in CONTACTS.items()}
    events = write_agenda(folder, cast, scale)
    if truth is not None:
        write_truth(truth, cast, life, sources)
    return SampleSummary(
        folder,
        tuple(folder / name for name in (INBOX, SENT, CARDS, GOOGLE, CONNECTIONS, CALENDAR)),
        (OWNER.name, *OWNER.addresses),
        people,
        len(AUTOMATA),
        messages,
        sum(source.rows for source in sources.values()),
        events,
        truth,
    )
