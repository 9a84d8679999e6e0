"""The sample network: five years of an invented Québec entrepreneur's life, as the files that she would export."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from entregent.app.sample.agenda import write_agenda
from entregent.app.sample.attendance import write_events
from entregent.app.sample.blog import write_blog
from entregent.app.sample.cards import Source, write_cards, write_connections, write_google
from entregent.app.sample.cast import OWNER, Cast
from entregent.app.sample.chats import write_chats
from entregent.app.sample.life import Life
from entregent.app.sample.mail import write_mail
from entregent.app.sample.microblog import write_x
from entregent.app.sample.professional import write_linkedin
from entregent.app.sample.senders import AUTOMATA
from entregent.app.sample.social import write_facebook
from entregent.app.sample.staging import stage
from entregent.app.sample.telephone import write_phone
from entregent.app.sample.truth import write_truth

__all__ = ["SampleSummary", "write"]

CONTACTS: Final[dict[str, Callable[[Path, Cast], Source]]] = {
    "cards": write_cards,
    "google": write_google,
    "connections": write_connections,
}
"""The sources of records; each draws from its own stream, so another one changes no byte of these."""


ELSEWHERE: Final[dict[str, Callable[[Path, Cast, float], Source]]] = {
    "phone": write_phone,
    "whatsapp": write_chats,
    "linkedin": write_linkedin,
    "x": write_x,
    "facebook": write_facebook,
    "blog": write_blog,
    "events": write_events,
}
"""Where the same people are besides mail, contacts and calendar; each from streams of its own as well."""


FOLDERS: Final = ("agenda", "blogue", "contacts", "courriel", "evenements", "facebook", "telephone", "whatsapp", "x")
"""What lies in the sample's folder."""


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
    elsewhere: int = 0
    """Rows of the other sources: calls, messages, friends, comments, tickets."""


def write(  # noqa: PLR0913 -- each has its default; `demo`, tests and benches name what they change
    folder: Path,
    *,
    seed: int = 1,
    people: int = 400,
    years: int = 5,
    until: date,
    scale: float = 1.0,
    truth: Path | None = None,
    sources: Collection[str] = tuple(ELSEWHERE),
) -> SampleSummary:
    """Write the sample under `folder` as mail, contacts and a calendar that the readers import; and as `sources`.

    The same arguments give the same bytes. The last letter is before midnight UTC at the beginning of `until`; a few
    meetings lie after it. `scale` multiplies the messages, `people` the people; memory grows with people only.
    `sources` are names in `ELSEWHERE`: whichever are written, no byte of the rest changes.
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
    contacts = {name: write_source(folder, cast) for name, write_source in CONTACTS.items()}
    events = write_agenda(folder, cast, scale, life.tables)
    elsewhere = {name: write_more(folder, cast, scale) for name, write_more in ELSEWHERE.items() if name in sources}
    if truth is not None:
        write_truth(truth, cast, life, contacts, elsewhere)
    return SampleSummary(
        folder,
        tuple(path for name in FOLDERS for path in sorted((folder / name).rglob("*")) if path.is_file()),
        (OWNER.name, *OWNER.addresses),
        people,
        len(AUTOMATA),
        messages,
        sum(source.rows for source in contacts.values()),
        events,
        truth,
        sum(source.rows for source in elsewhere.values()),
    )
