"""What --json and the API show of approaches."""

from entregent.app.approach_views import ApproachesView, ApproachLine, NextChannel
from entregent.app.shapes import Shape, reason_shape


def approaches_shape(view: ApproachesView) -> Shape:
    """All approaches, with every sentence."""
    return {
        **view._asdict(),
        "lines": [line_shape(line) for line in view.lines],
        "channels": [channel._asdict() for channel in view.channels],
        "next": next_shape(view.next) if view.next else None,
    }


def line_shape(line: ApproachLine) -> Shape:
    """One way, what it brought, and what to do about it."""
    return {
        **line._asdict(),
        "advice": reason_shape(line.advice),
        "drop": line.drop._asdict() if line.drop else None,
        "drop_why": reason_shape(line.drop_why) if line.drop_why else None,
        "why": [reason_shape(why) for why in line.why],
    }


def next_shape(choice: NextChannel) -> Shape:
    """The channel to try next."""
    return {**choice._asdict(), "why": reason_shape(choice.why)}
