"""What the list of people takes and gives: a filter, one page of lines, and what there is to choose from."""

from typing import NamedTuple

from entregent.app.views import PersonLine
from entregent.model.judgement import Reason


class PeopleFilter(NamedTuple):
    """Whom a list is about; "" asks nothing.

    `circle` and `level` also take "none"; `circle` takes "guess:family" (guessed, not accepted), `level` "any" (a
    plate). `silence` is a number of months, "rhythm"
    (beyond their own) or "never" (never in touch). `source` is "import-3", the kind of a reader ("mail"), or "own".
    `show` is "" (people), "automata", "resting", "peace" (never to be suggested) or "archived". `met` is "never" for
    those who are known online alone; `event` is the number of a meeting where they are.
    """

    query: str = ""
    circle: str = ""
    level: str = ""
    silence: str = ""
    source: str = ""
    show: str = ""
    met: str = ""
    event: str = ""


class SourceName(NamedTuple):
    """Where somebody comes from: the kind of a reader, and the import with its path (0 and "" for the owner)."""

    kind: str
    import_id: int
    path: str


class ListedPerson(NamedTuple):
    """One person of a page. `apart` is "", "never", "died", "private" or "archived"; reasons say why no person."""

    line: PersonLine
    organisation: str
    title: str
    apart: str
    reasons: tuple[Reason, ...]
    sources: tuple[SourceName, ...]


class PeoplePage(NamedTuple):
    """One page of a list: its lines, where it begins (kept within the list), and how many there are in all."""

    lines: tuple[ListedPerson, ...]
    offset: int
    total: int


class PeopleChoices(NamedTuple):
    """What a list can be filtered by: the owner's own circles, kinds of readers, and imports (id, path)."""

    circles: tuple[str, ...]
    kinds: tuple[str, ...]
    imports: tuple[tuple[int, str], ...]
