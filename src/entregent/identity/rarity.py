"""How common a name is: in the book itself and in name statistics, whichever says more."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final, NamedTuple

from entregent.text.name_tables import UNKNOWN_SHARE, family_shares, given_shares

LEAST_PEOPLE: Final = 400
"""A small book is a sample of a bigger circle: homonyms are reckoned among at least so many people."""
TABLE_TRUST: Final = 0.35
"""How far the share in the country where a name is most common holds for the people of this book."""
COMMON_PAIR: Final = 2.0e-6
"""Above this share (some 130 bearers in France) a full name never joins by itself."""
LONGEST: Final = 6
FEW_COLLEAGUES: Final = 5
SMOOTHING: Final = 0.05


class Told(NamedTuple):
    """What the book shows before anything is compared."""

    surest_by_name: float = math.inf
    """Log odds that two mail addresses under one full name are one person's, where the book shows enough of both."""
    common_signs: frozenset[str] = frozenset()
    """Links and numbers under the letters of several people: an office's."""
    has_circle: bool = False
    """Somebody wrote to the owner in private, or stands in an address book: there are people to hang handles on."""
    people: frozenset[int] = frozenset()
    """Handles of those who surely have a mail address."""

    def are_people(self, a: int, b: int) -> bool:
        """Whether two handles are of people known by mail: then a name between them makes one of two."""
        return a in self.people and b in self.people


ENOUGH: Final = 10


def surest_by_name(one_person: int, two_people: int) -> float:
    """The log odds of one name being one person, from a book's names of which each is known.

    Unbounded where too few are known, or no two people of one name.
    """
    if one_person + two_people < ENOUGH or not two_people:
        return math.inf
    return math.log((one_person + 1) / (two_people + 0.5))


class Population:
    """Counts of the words of distinct full names in the book: a homonym is expected where words are frequent."""

    def __init__(
        self,
        names: Iterable[tuple[str, ...]],
        ambiguous: Iterable[tuple[str, ...]] = (),
        works: Mapping[str, int] | None = None,
        titles: Mapping[str, str] | None = None,
        told: "Told | None" = None,
    ) -> None:
        """`names` are sorted words, `ambiguous` those that two people of the book are known to bear.

        `works` counts the people of the book at each organisation; `titles` says how a card writes it. `told` is what
        the book itself shows of its people.
        """
        self.told = told or Told()
        self.titles = titles or {}
        self.works = works or {}
        distinct = set(names)
        self.ambiguous = frozenset(ambiguous)
        self.people = max(LEAST_PEOPLE, len(distinct))
        self._words = Counter(word for words in distinct for word in words)
        longer = [words for words in distinct if len(words) > 2]
        self._holders = Counter(pair for words in longer for pair in combinations(words[:LONGEST], 2))
        self._shares: dict[str, float] = {}
        self._expected: dict[tuple[str, ...], float] = {}
        self.kept: dict[Any, Any] = {}
        """What was once read of two names, by their words: the same two meet under many handles."""
        self.worths: dict[Any, float] = {}
        """What a shared login is worth."""

    def share_of(self, word: str) -> float:
        """Share of people who bear this word in their name, one bearer left out (the one that we look at)."""
        share = self._shares.get(word)
        if share is None:
            here = (max(self._words[word] - 1, 0) + SMOOTHING) / self.people
            share = max(here, TABLE_TRUST * table_share(word), UNKNOWN_SHARE)
            self._shares[word] = share
        return share

    def colleagues(self, work: str) -> float:
        """Share of the people of this book who are at this organisation; a small one counts as a handful."""
        return min(1.0, max(self.works.get(work, 0), FEW_COLLEAGUES) / self.people)

    def holders_of(self, words: Sequence[str]) -> int:
        """How many distinct names of three words or more hold these words (two of them, of a longer name)."""
        one, two = sorted(words)[:2]
        return self._holders[one, two]

    def bearers_of(self, word: str) -> int:
        """How many distinct full names of the book hold this word."""
        return self._words[word]

    def homonyms(self, words: Sequence[str]) -> float:
        """How many other people of this book are expected to bear all these words."""
        key = tuple(words)
        expected = self._expected.get(key)
        if expected is None:
            expected = float(self.people)
            for word in key:
                expected *= self.share_of(word)
            self._expected[key] = expected
        return expected


@lru_cache(maxsize=1 << 16)
def table_share(word: str) -> float:
    """Share of people with this given or family name in the country where it is most common; 0 if in no table."""
    return max(given_shares().get(word, 0.0), family_shares().get(word, 0.0))


def is_common(words: Iterable[str]) -> bool:
    """Whether name statistics alone say that many people bear this full name."""
    share = 1.0
    for word in words:
        share *= table_share(word)
        if share == 0.0:
            return False
    return share > COMMON_PAIR
