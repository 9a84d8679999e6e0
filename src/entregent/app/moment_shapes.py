"""The moment and the room as plain values: what --json and the API show."""

from typing import Any

from entregent.app import moment_words
from entregent.app.moment_views import AfterMoment, Greeted, Moment, Room
from entregent.app.shapes import instant, reason_shapes

Shape = dict[str, Any]


def moment_shape(moment: Moment) -> Shape:
    """What helps over the threshold to one person."""
    return {
        "person": {"id": moment.person, "name": moment.name},
        "circles": list(moment.circles),
        "channel": moment.channel,
        "handle": moment.handle,
        "ways": [way._asdict() for way in moment.ways],
        "why": moment.why,
        "matters": moment.matters,
        "matters_at": instant(moment.matters_at),
        "reasons": reason_shapes(moment.reasons),
        "last_title": moment.last_title,
        "last_at": instant(moment.last_at),
        "last_note": moment.last_note,
        "openers": [opener._asdict() for opener in moment.openers],
        "gift": moment.gift,
        "outcomes": list(moment.outcomes),
        "smaller": moment.smaller,
        "step": None if moment.step is None else moment.step._asdict(),
        "commitment": None if moment.commitment is None else moment.commitment._asdict(),
    }


def after_shape(after: AfterMoment) -> Shape:
    """A step, with what was said of it."""
    shape: Shape = after._asdict()
    shape["footprint"] = str(shape.pop("number"))
    shape["person"] = {"id": after.person, "name": shape.pop("name")}
    return {**shape, "circles": list(after.circles), "at": instant(after.at)}


def room_shape(room: Room) -> Shape:
    """A room to go into. The event is a number as text: it is too long for some programs."""
    return {
        "event": None if room.event is None else str(room.event),
        "place": room.place,
        "day": room.day,
        "at": instant(room.at),
        "timeless": room.timeless,
        "greet": [_greeted_shape(one) for one in room.greet],
        "others": [{"id": person, "name": name} for person, name in room.others],
        "introduction": room.introduction,
        "rehearsed": room.rehearsed,
        "aim": room.aim,
        "successes": [{"kind": kind, "text": moment_words.success(kind)} for kind in room.successes],
        "questions": [_question_shape(*one) for one in room.questions],
        "outcome": room.outcome,
        "why": room.why,
    }


def _greeted_shape(one: Greeted) -> Shape:
    return {
        "person": {"id": one.person, "name": one.name},
        "circles": list(one.circles),
        "never_met": one.never_met,
        "matters": one.matters,
        "organisation": one.organisation,
        "questions": [_question_shape(*asked) for asked in one.questions],
    }


def _question_shape(kind: str, about: str) -> Shape:
    return {"kind": kind, "about": about, "text": moment_words.question(kind, about)}
