"""Guesses which circle somebody belongs to: proposals with their reasons, nothing more; they count once accepted."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from entregent.identity.addresses import FREE_MAIL
from entregent.identity.rarity import table_share
from entregent.model.judgement import Reason, reason
from entregent.text.names import parse_name
from entregent.text.scripts import fold


class Member(NamedTuple):
    """What is known of one person: names most used first, mail addresses, and what cards claim."""

    id: int
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    organisation: str = ""
    title: str = ""
    categories: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """How the owner's cards name the relation: "spouse", "child", "brother" …"""
    exchanges: int = 0
    """Two-way exchanges with the owner."""


class CircleProposal(NamedTuple):
    """Person `id` may belong to `circle` (a word of `model.tie.CIRCLES`)."""

    id: int
    circle: str
    confidence: float
    reasons: tuple[Reason, ...]


RARE_FAMILY: Final = 8e-4
"""Above this share of people, sharing a family name with the owner says nothing."""
_RELATED: Final = {
    "love": "spouse partner husband wife conjoint conjointe epoux epouse mari femme fiance fiancee sweetheart date",
    "family": "child parent mother father brother sister son daughter sibling kin relative cousin cousine aunt uncle "
    "oncle tante mere pere frere soeur fils fille enfant grand-mere grand-pere niece neveu nephew beau-frere "
    "belle-soeur",
    "friends": "friend ami amie",
    "collaborators": "assistant manager colleague co-worker coworker agent collegue",
}
_CATEGORIES: Final = {
    "love": "love amour",
    "family": "family famille parente kin",
    "friends": "friend friends ami amie amis amies",
    "pals": "pals buddies copains copines acquaintances connaissances",
    "clients": "client clients customer customers cliente clientele acheteurs",
    "collaborators": "colleague colleagues collegue collegues coworkers co-workers work travail bureau equipe "
    "team staff",
    "partners": "partner partners partenaire partenaires fournisseur fournisseurs supplier suppliers vendor vendors "
    "investor investors investisseur investisseurs associe associes",
    "prospects": "prospect prospects lead leads pistes",
}
_TITLES: Final = {
    "partners": "cofounder co-founder cofondateur cofondatrice associe associee partner partenaire investor "
    "investisseur investisseuse mentor advisor",
    "clients": "buyer acheteur acheteuse purchasing procurement client cliente approvisionnement",
}


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: circle for circle, several in words.items() for word in several.split()}


_OF_RELATED, _OF_CATEGORY, _OF_TITLE = _table(_RELATED), _table(_CATEGORIES), _table(_TITLES)


def propose_circles(members: Iterable[Member], *, owner: Member) -> list[CircleProposal]:
    """At most one circle per person, the surest; people without a sign get none. Sorted by person."""
    proposals: list[CircleProposal] = []
    for member in sorted(members):
        if member.id == owner.id:
            continue
        found = [*_from_words(member), *_from_work(member, owner), *_from_family(member, owner), *_from_address(member)]
        if found:
            circle, confidence, why = max(found, key=lambda one: (one[1], one[0]))
            proposals.append(CircleProposal(member.id, circle, confidence, (why,)))
    return proposals


Guess = tuple[str, float, Reason]


def _from_words(member: Member) -> Iterable[Guess]:
    for word in member.related:
        if circle := _OF_RELATED.get(fold(word)):
            yield circle, 0.95, reason("circle-related", word=word)
    for word in member.categories:
        for part in (fold(word), *fold(word).split()):
            if circle := _OF_CATEGORY.get(part):
                yield circle, 0.9, reason("circle-category", word=word)
                break
    for part in fold(member.title).replace(",", " ").split():
        if circle := _OF_TITLE.get(part):
            yield circle, 0.5, reason("circle-title", title=member.title)
            break


def _work_domains(member: Member) -> set[str]:
    domains = {address.rpartition("@")[2] for address in member.addresses}
    return {domain for domain in domains if domain and domain not in FREE_MAIL}


def _from_work(member: Member, owner: Member) -> Iterable[Guess]:
    shared = sorted(_work_domains(member) & _work_domains(owner))
    if shared:
        yield "collaborators", 0.8, reason("circle-own-domain", domain=shared[0])
    if owner.organisation and fold(member.organisation) == fold(owner.organisation):
        yield "collaborators", 0.8, reason("circle-own-organisation", organisation=member.organisation)


def _families(member: Member) -> set[str]:
    parsed = [parse_name(name) for name in member.names]
    return {name.words[-1] for name in parsed if len(name.words) >= 2}


def _from_family(member: Member, owner: Member) -> Iterable[Guess]:
    for family in sorted(_families(member) & _families(owner)):
        share = table_share(family)
        if share <= RARE_FAMILY:
            yield "family", 0.82 if share == 0 else 0.7, reason("circle-family-name", name=family.capitalize())


def _from_address(member: Member) -> Iterable[Guess]:
    """Somebody known by a personal address alone, and written to and fro."""
    domains = {address.rpartition("@")[2] for address in member.addresses}
    if member.exchanges >= 3 and domains and domains <= FREE_MAIL and not member.organisation:
        yield "friends", 0.45, reason("circle-personal-address", domain=sorted(domains)[0])
