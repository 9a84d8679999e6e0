"""Group naming: what the people of a group share and others don't, else the two in its middle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, Final

from entregent.app.network_views import GroupLabel
from entregent.app.opening import OpenBook
from entregent.identity.addresses import FREE_MAIL, take_apart
from entregent.model.interaction import Channel
from entregent.store import alters
from entregent.text.name_tables import is_given
from entregent.text.scripts import fold, word_set

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

MOST_READ: Final = 60
"""Titles are read for so many of the largest groups; the others are named by organisation or by their people."""
_CORE: Final = 8
_TITLES: Final = 40
_SHARE: Final = 0.4
"""What at least two in five of a group have, and few others, names it."""
_OWN: Final = 0.5
"""Of all who have it, at least half are in the group."""
_LONGEST: Final = 60

STOP: Final = word_set("""
    about after again all also and any are back been before but call can could day days did done down draft email
    file files first for from fwd get good have hello help here his her how into its just last let list mail make
    meeting message more need new news next not note now off old only our out over per plan please question quick
    re ref request see send sent should some still thank thanks that the their them then there these they this those
    time today tomorrow two update urgent very via want was week were what when where which who will with work would
    year yes you your invitation invite invited accepted declined updated reminder agenda minutes report
    au aux avec avant aussi autre avoir bien bon bonjour bonne car ces cet cette chez ci comme comment courriel dans
    demain demande depuis des deux dernier document donc du elle elles en encore entre est et etre eu eux facture
    faire fait fichier fw hier il ils important info infos jour jours juste la le les leur leurs lors lui ma mais me
    meme merci mes message mise moi mois moins mon nos notre nous nouveau nouvelle nouvelles on ou ou ordre ordre par
    pas petit petite presente presentes
    peu plus point pour pourquoi premier prochain prochaine quand que quel quelle quelques question
    qui quoi rapport rappel rencontre rendez reponse reunion sa sans se selon semaine ses si soir son sont suite sujet
    sur ta te tes ton toujours tous tout toute toutes tr tres trop tu un une vers votre vous invitation compte
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
    vendredi samedi dimanche january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday matin aujourd hui
""")
"""Words of subjects that tell nothing of what a group is about, in both languages (accents folded)."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]{2,})*")


def labels(book: OpenBook, people: NDArray[np.int64], graph: Graph, groups: NDArray[np.int64]) -> dict[int, GroupLabel]:
    """The label of each group of two or more, by number."""
    members = _members(groups)
    cores = {number: core(graph, groups, nodes) for number, nodes in members.items()}
    known = {row[0]: row for row in alters.cards(book.connection)}
    ids = people.tolist()
    organisations = _shared(members, {at: _organisations(known.get(ids[at])) for n in members.values() for at in n})
    read = sorted(members, key=lambda number: (-len(members[number]), number))[:MOST_READ]
    titles = _titles(book, {number: [ids[at] for at in cores[number][:_CORE]] for number in read})
    names = {
        number: {word for at in nodes for word in _name_words(known.get(ids[at]))} for number, nodes in members.items()
    }
    meetings, words = _gatherings(titles, cores), _subjects(titles, names)
    return {
        number: organisations.get(number)
        or meetings.get(number)
        or words.get(number)
        or GroupLabel("around", "", tuple(ids[at] for at in nodes[:2]))
        for number, nodes in cores.items()
    }


def _members(groups: NDArray[np.int64]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for node, number in enumerate(groups.tolist()):
        if number >= 0:
            found.setdefault(number, []).append(node)
    return {number: nodes for number, nodes in found.items() if len(nodes) > 1}


def core(graph: Graph, groups: NDArray[np.int64], nodes: Sequence[int]) -> list[int]:
    """The people of a group, those most tied within it first."""
    number = groups[nodes[0]]
    within = {node: float(graph.row_weights(node)[groups[graph.row(node)] == number].sum()) for node in nodes}
    return sorted(nodes, key=lambda node: (-within[node], node))


# ── organisations ─────────────────────────────────────────────────────────────────────────────────────────────────


def _organisations(row: tuple[int, str, str, str] | None) -> dict[str, tuple[str, str]]:
    """Folded key → (kind, as shown) of where somebody works or writes from."""
    if row is None:
        return {}
    _, _, organisation, values = row
    found = {}
    if organisation.strip():
        found[fold(organisation.strip())] = ("organisation", organisation.strip())
    for value in (values or "").split("\n"):
        domain = take_apart(value).organisation if "@" in value else ""
        if domain and domain not in FREE_MAIL:
            found[domain] = ("domain", domain)
    return found


def _shared(
    members: Mapping[int, Sequence[int]], having: Mapping[int, dict[str, tuple[str, str]]]
) -> dict[int, GroupLabel]:
    """What at least two in five of a group have, and hardly anybody else: an organisation before a domain."""
    everywhere = Counter(key for marks in having.values() for key in marks)
    found = {}
    for number, nodes in members.items():
        counted = Counter(key for node in nodes for key in having.get(node, {}))
        shown = {key: mark for node in nodes for key, mark in having.get(node, {}).items()}
        fit = [
            (shown[key][0] == "organisation", count, key)
            for key, count in counted.items()
            if count >= max(2, _SHARE * len(nodes)) and count >= _OWN * everywhere[key]
        ]
        if fit:
            _, _, key = max(fit)
            kind, text = shown[key]
            found[number] = GroupLabel(kind, text[:_LONGEST], ())
    return found


# ── titles ────────────────────────────────────────────────────────────────────────────────────────────────────────

_Titles = dict[int, dict[tuple[int, str], set[int]]]
"""Group → (channel, title) → whose."""


def _titles(book: OpenBook, cores: Mapping[int, Sequence[int]]) -> _Titles:
    found: _Titles = {}
    for number, persons in cores.items():
        said = found.setdefault(number, {})
        for person in persons:
            for channel, title in alters.titles_with_others(book.connection, person, _TITLES):
                said.setdefault((channel, title), set()).add(person)
    return found


def _gatherings(titles: _Titles, cores: Mapping[int, Sequence[int]]) -> dict[int, GroupLabel]:
    """A meeting or a chat at which most of a group's core were, and no other group's."""
    everywhere = Counter(key for said in titles.values() for key in said)
    found = {}
    for number, said in titles.items():
        least = max(2, _OWN * min(len(cores[number]), _CORE))
        fit = [
            (len(whose), title)
            for (channel, title), whose in said.items()
            if channel in (Channel.MEETING, Channel.TEXT) and len(whose) >= least and everywhere[channel, title] == 1
        ]
        if fit:
            found[number] = GroupLabel("event", max(fit)[1][:_LONGEST], ())
    return found


def _subjects(titles: _Titles, names: Mapping[int, set[str]]) -> dict[int, GroupLabel]:
    """The words of a group's subjects that others' hardly have (tf-idf), from two people's at least."""
    words: dict[int, dict[str, set[int]]] = {}
    shown: dict[str, str] = {}
    for number, said in titles.items():
        counted = words.setdefault(number, {})
        for (_, title), whose in said.items():
            for word in _WORD.findall(title):
                folded = fold(word)
                shown.setdefault(folded, word.lower())
                if len(folded) > 3 and folded not in STOP and folded not in names[number] and not is_given(folded):
                    counted.setdefault(folded, set()).update(whose)
    spread = Counter(word for counted in words.values() for word in counted)
    return {
        number: label for number, counted in words.items() if (label := _telling(counted, spread, len(words), shown))
    }


def _telling(
    counted: Mapping[str, set[int]], spread: Mapping[str, int], groups: int, shown: Mapping[str, str]
) -> GroupLabel | None:
    rated = sorted(
        ((len(whose) * log((groups + 1) / spread[word]), word) for word, whose in counted.items() if len(whose) >= 3),
        key=lambda pair: (-pair[0], pair[1]),
    )
    best = [word for rating, word in rated if rating >= 3 * log(2)][:2]
    return GroupLabel("words", " · ".join(shown[word] for word in best), ()) if best else None


def _name_words(row: tuple[int, str, str, str] | None) -> Iterable[str]:
    return fold(row[1]).split() if row else ()
