"""Introductions as plain JSON shapes, for `--json` and the API."""

from entregent.app import introduction_views as views
from entregent.app.shapes import Shape, instant, met_shape, reason_shape


def door_shape(door: views.Door) -> Shape:
    """Somebody of the tree, with those below."""
    return {
        **door._asdict(),
        "circles": list(door.circles),
        "at": instant(door.at),
        "children": [door_shape(one) for one in door.children],
    }


def made_shape(line: views.MadeLine) -> Shape:
    """Two people whom the owner made known to each other."""
    return {**line._asdict(), "at": instant(line.at), "why": [reason_shape(one) for one in line.why]}


def introductions_shape(view: views.IntroductionsView) -> Shape:
    """Everything about introductions."""
    return {
        "queue": [met_shape(line) for line in view.queue],
        "more": view.more,
        "roots": [door_shape(door) for door in view.roots],
        "met": view.met,
        "openers": view.openers,
        "timeline": [met_shape(line) for line in view.timeline],
        "made": [made_shape(line) for line in view.made],
        "followed": [line._asdict() for line in view.followed],
        "asked": [{**line._asdict(), "at": instant(line.at)} for line in view.asked],
        "promised": [line._asdict() for line in view.promised],
    }


def draft_shape(draft: views.IntroductionDraft) -> Shape:
    """The three letters of an introduction."""
    told = draft._asdict()
    told["grounds"] = [reason_shape(one) for one in draft.grounds]
    for name in ("ask_one", "ask_other", "joint"):
        letter = told[name]
        told[name] = {**letter._asdict(), "to": list(letter.to), "addresses": list(letter.addresses)}
    return told


def pair_shape(line: views.PairLine) -> Shape:
    """Two people who might gain by knowing each other."""
    return {**line._asdict(), "why": [reason_shape(one) for one in line.why]}
