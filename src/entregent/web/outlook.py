"""A list of people as an address: whom, in which order, with which columns, which page. Every view is a URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from entregent.app.marking import N_
from entregent.app.people_views import PeopleFilter

PATH: Final = "/people"

LEVELS: Final = {
    "any": N_("a plate"),
    "close": N_("close"),
    "valued": N_("valued"),
    "nurtured": N_("to nurture"),
    "wide": N_("wider circle"),
    "none": N_("no level"),
}
SILENCES: Final = {
    "1": N_("more than a month"),
    "3": N_("more than three months"),
    "6": N_("more than six months"),
    "12": N_("more than a year"),
    "rhythm": N_("beyond their own rhythm"),
    "never": N_("never in touch"),
}
SHOWN: Final = {
    "resting": N_("Resting"),
    "peace": N_("Left in peace"),
    "archived": N_("In the archive"),
    "automata": N_("Automata"),
}
SORTS: Final = {
    "-strength": N_("Steadiest first"),
    "strength": N_("Steadiest last"),
    "silence": N_("Last exchange, newest first"),
    "-silence": N_("Last exchange, oldest first"),
    "name": N_("Name, A to Z"),
    "-name": N_("Name, Z to A"),
    "level": N_("Level, closest first"),
    "-level": N_("Level, closest last"),
    "-interactions": N_("Most exchanges first"),
    "interactions": N_("Fewest exchanges first"),
    "-chance": N_("Likeliest to be in touch first"),
    "chance": N_("Likeliest to be in touch last"),
}
COLUMNS: Final = {
    "circles": N_("Circles"),
    "level": N_("Level"),
    "standing": N_("How it stands"),
    "last": N_("Last exchange"),
    "rhythm": N_("Usual rhythm"),
    "handles": N_("How to reach them"),
    "organisation": N_("Work"),
    "source": N_("Comes from"),
}
USUAL_COLUMNS: Final = ("circles", "level", "standing", "last")
SORTED_BY: Final = {"level": "level", "standing": "strength", "last": "silence"}
"""What a column's heading sorts by."""
_FALLS_FIRST: Final = frozenset(("strength", "chance", "interactions"))
MET: Final = {"never": N_("known online, never met")}

_LONGEST: Final = 200


class Outlook(NamedTuple):
    """What a list shows. `sort` is "" for the usual: the best match of a search, else the closest first."""

    wanted: PeopleFilter = PeopleFilter()
    sort: str = ""
    columns: tuple[str, ...] = USUAL_COLUMNS
    page: int = 1

    @classmethod
    def read(cls, asked: Sequence[tuple[str, str]]) -> Outlook:
        """What a query asks for; what can't be asked for is left out."""
        said = {key: value.strip()[:_LONGEST] for key, value in asked}
        columns = [value for key, value in asked if key == "col"] or said.get("cols", "").split(".")
        chosen = tuple(column for column in COLUMNS if column in columns)
        page = said.get("page", "")
        return cls(
            PeopleFilter(
                query=said.get("q", ""),
                circle=said.get("circle", ""),
                level=_one_of(LEVELS, said.get("level", "")),
                silence=_one_of(SILENCES, said.get("silence", "")),
                source=said.get("source", ""),
                show=_one_of(SHOWN, said.get("show", "")),
                met=_one_of(MET, said.get("met", "")),
                event=event if (event := said.get("event", "")).isdecimal() and len(event) < 19 else "",
            ),
            _one_of(SORTS, said.get("sort", "")),
            chosen if "col" in said or "cols" in said else USUAL_COLUMNS,
            int(page) if page.isdecimal() and 0 < len(page) < 7 and int(page) else 1,
        )

    @classmethod
    def of_address(cls, address: str) -> Outlook:
        """What an address of ours asks for."""
        return cls.read(parse_qsl(urlsplit(address).query))

    @property
    def address(self) -> str:
        """The one address of this view: nothing in it that is usual."""
        wanted = self.wanted
        said = {
            "q": wanted.query,
            **{key: getattr(wanted, key) for key in ("circle", "level", "silence", "source", "show", "met", "event")},
            "sort": self.sort,
            "cols": "" if self.columns == USUAL_COLUMNS else ".".join(self.columns) or "name",
            "page": str(self.page) if self.page > 1 else "",
        }
        query = urlencode({key: value for key, value in said.items() if value})
        return f"{PATH}?{query}" if query else PATH

    def filtered(self, **filters: str) -> str:
        """The address with other filters, on its first page."""
        return self._replace(wanted=self.wanted._replace(**filters), page=1).address

    def on_page(self, number: int) -> str:
        """The address of another page."""
        return self._replace(page=number).address

    def sorted_by(self, column: str) -> str:
        """The address that a heading leads to: its order, the other way round if it is in force."""
        key = SORTED_BY.get(column, column)
        ways = (f"-{key}", key) if key in _FALLS_FIRST else (key, f"-{key}")
        return self._replace(sort=ways[1] if self.sort_in_force == ways[0] else ways[0], page=1).address

    def direction(self, column: str) -> str:
        """`aria-sort` of a heading."""
        key = SORTED_BY.get(column, column)
        return {key: "ascending", f"-{key}": "descending"}.get(self.sort_in_force, "none")

    @property
    def sort_in_force(self) -> str:
        """The order that is seen; "" for the best match."""
        return self.sort or ("" if self.wanted.query else "level")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked."""
        return any(self.wanted)

    @property
    def whole(self) -> str:
        """The address without any filter."""
        return self._replace(wanted=PeopleFilter(), page=1).address


def _one_of(known: Mapping[str, str], value: str) -> str:
    return value if value in known else ""
