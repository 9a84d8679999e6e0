"""What joins handles without a comparison: one mailbox, one account, one card, one contact of the phone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

from entregent.identity.accounts import key_of_page
from entregent.identity.profiles import Card
from entregent.identity.sketches import Sketch, contradict, is_contradictory
from entregent.identity.weights import SURE_ACCOUNT, SURE_CARD, SURE_CONTACT, SURE_MAILBOX, UNSURE_CARD
from entregent.model.handle import NAME, PHONE, URL
from entregent.model.judgement import Judgement, Reason, Verdict, reason
from entregent.text.scripts import fold

CARD_HANDLES: Final = 6
"""Handles of a card that are compared each with each; of a longer one each with the next (a card may list 5,000)."""
CHATS: Final = ("whatsapp:", "signal:", "phone:")
"""Sources of the phone: they show people as its address book calls them."""


def _judgement(a: int, b: int, confidence: float, why: Reason, *, assumed: bool = False) -> Judgement:
    verdict = Verdict.SAME if confidence > UNSURE_CARD else Verdict.UNSURE
    return Judgement(min(a, b), max(a, b), verdict, confidence, (why,), assumed)


def mailbox_judgements(sketches: Sequence[Sketch]) -> list[Judgement]:
    """Addresses that reach one mailbox: plus-tags, Gmail dots, twin domains of a provider, renamed forge users."""
    boxes: defaultdict[str, list[Sketch]] = defaultdict(list)
    for one in sketches:
        if one.address.mailbox and one.address.reaches:
            boxes[one.address.mailbox].append(one)
    return _together(boxes.values(), SURE_MAILBOX, "same-mailbox")


def account_judgements(sketches: Sequence[Sketch]) -> list[Judgement]:
    """One account under several spellings: the page "x.com/maude", the account "twitter:maude"."""
    accounts: defaultdict[str, list[Sketch]] = defaultdict(list)
    for one in sketches:
        if one.account:
            accounts[one.account].append(one)
    if any(account.startswith("phone:") for account in accounts):
        # A link that opens a chat with a number.
        for one in sketches:
            if one.kind == PHONE and (key := f"phone:{one.value}") in accounts:
                accounts[key].append(one)
    return _together(accounts.values(), SURE_ACCOUNT, "same-account")


def _together(groups: Iterable[list[Sketch]], confidence: float, signal: str) -> list[Judgement]:
    return [
        _judgement(a.id, b.id, confidence, reason(signal, one=a.value, other=b.value))
        for group in groups
        if len(group) > 1
        for a, b in pairwise(group)
    ]


def card_judgements(cards: Collection[Card], by_id: Mapping[int, Sketch], first: Mapping[int, int]) -> list[Judgement]:
    """Handles of one card: joined, unless two of them write under names that contradict each other.

    `first` gives the card with which a handle of several people stays.
    """
    found: list[Judgement] = []
    for card in cards:
        if len(card.handle_ids) < 2:
            continue
        ids = [one for one in sorted(set(card.handle_ids)) if one in by_id and first.get(one, card.id) == card.id]
        listed = [by_id[one] for one in ids]
        found += [_of_card(card, a, b) for a, b in combinations(listed[:CARD_HANDLES], 2)]
        found += [_of_card(card, a, b) for a, b in pairwise(listed[CARD_HANDLES - 1 :])]
    return found


def first_cards(cards: Iterable[Card], by_id: Mapping[int, Sketch]) -> dict[int, int]:
    """The card that keeps each number or page of several people (an office's, a household's): the first by name."""
    shared = {one.id for one in by_id.values() if len(one.cards) > 1 and one.kind in (PHONE, URL)}
    if not shared:
        return {}
    listing: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        for handle in shared.intersection(card.handle_ids):
            listing[handle].append(card)
    first: dict[int, int] = {}
    for handle, several in listing.items():
        if _is_of_several(by_id[handle], several):
            first[handle] = min(several, key=lambda card: (card.name, _values(card, by_id), card.id)).id
    return first


def _values(card: Card, by_id: Mapping[int, Sketch]) -> list[str]:
    return sorted(by_id[one].value for one in card.handle_ids if one in by_id)


def _is_of_several(one: Sketch, cards: Sequence[Card]) -> bool:
    """Whether a number or page is an office's or a household's. A mere site is, unless all cards bear one name."""
    if is_contradictory(one.names):
        return True
    is_site = one.kind == URL and not key_of_page(one.value)
    return is_site and len({fold(card.name) for card in cards}) > 1


def _at_odds(a: Sketch, b: Sketch) -> bool:
    return bool(a.own and b.own) and all(contradict(one, other) for one in a.own for other in b.own)


def _of_card(card: Card, a: Sketch, b: Sketch) -> Judgement:
    if _at_odds(a, b) or a.is_shared or b.is_shared:
        return _judgement(a.id, b.id, UNSURE_CARD, reason("card-conflict", card=card.name, one=a.value, other=b.value))
    return _judgement(a.id, b.id, SURE_CARD, reason("same-card", card=card.name))


def contact_judgements(cards: Iterable[Card], by_id: Mapping[int, Sketch]) -> list[Judgement]:
    """A chat's person under the very name of one card with a number: chats show the phone's own address book.

    Where cards of two people bear that name, nothing is joined.
    """
    waiting = {
        one.value.partition(":")[2]: one.id
        for one in by_id.values()
        if one.kind == NAME and one.value.startswith(CHATS)
    }
    if not waiting:
        return []
    numbers: defaultdict[str, dict[frozenset[int], int]] = defaultdict(dict)
    for card in cards:
        phones = [one for one in card.handle_ids if one in by_id and by_id[one].kind == PHONE]
        if phones and (name := fold(" ".join(card.name.split()))) in waiting:
            numbers[name][frozenset(phones)] = min(phones)
    return [
        _judgement(
            waiting[name], next(iter(known.values())), SURE_CONTACT, reason("chat-names-card", name=name), assumed=True
        )
        for name, known in numbers.items()
        if len(frozenset.union(*known)) == 1 or len(known) == 1
    ]
