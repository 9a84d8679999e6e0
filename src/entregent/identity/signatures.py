"""What stands under letters: links and numbers that are one person's own, and those of an office."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from entregent.identity.accounts import key_of_page
from entregent.identity.evidence import Evidence
from entregent.identity.sketches import Sketch, contradict
from entregent.identity.weights import WEIGHTS
from entregent.model.handle import PHONE, URL
from entregent.model.judgement import reason

Signs = frozenset[str]


def same_signature(a: Sketch, b: Sketch, common: Signs) -> Evidence | None:
    """A link or number under the letters of one is the other's own, or stands under the other's letters too.

    Those in `common` are signed by several people and tell nothing.
    """
    shared = (a.signs & b.signs) | (a.signs & key_of(b)) | (b.signs & key_of(a))
    own = sorted(shared - common, key=lambda sign: (sign.startswith("phone:"), sign))
    if not own:
        return None
    service, _, shown = own[0].partition(":")
    if service == "phone":
        return Evidence(WEIGHTS["signature-phone"], reason("signature-phone", phone=shown))
    return Evidence(WEIGHTS["signature-link"], reason("signature-link", link=shown if service == "page" else own[0]))


def key_of(one: Sketch) -> Signs:
    """What a handle is in somebody's signature."""
    if one.kind == PHONE:
        return frozenset((f"phone:{one.value}",))
    key = one.account or (key_of_page(one.value) if one.kind == URL else "")
    return frozenset((key,)) if key else frozenset()


def common_signs(sketches: Iterable[Sketch]) -> Signs:
    """What several people sign with: their names contradict each other."""
    signers: defaultdict[str, list[Sketch]] = defaultdict(list)
    for one in sketches:
        for sign in one.signs:
            signers[sign].append(one)
    return frozenset(sign for sign, several in signers.items() if len(several) > 1 and _are_several(several))


def _are_several(signers: Sequence[Sketch]) -> bool:
    first = signers[0]
    names = [name for one in signers[1:] for name in one.names]
    return any(contradict(one, other) for one in first.names for other in names)
