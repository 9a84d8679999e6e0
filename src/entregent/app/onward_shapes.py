"""What --json and the API show of ways, next bridges and whom to tell first."""

from entregent.app.onward_views import BridgeLine, Known, NextBridgesView, TellView, WakingLine, WayLine, WaysView
from entregent.app.shapes import Shape, reason_shape


def ways_shape(view: WaysView) -> Shape:
    """The ways to somebody."""
    return {
        "target": known_shape(view.target),
        "direct": reason_shape(view.direct) if view.direct else None,
        "ways": [way_shape(line) for line in view.ways],
        "nearest": view.nearest,
        "nearest_group": view.nearest_group,
        "learned": view.learned,
    }


def way_shape(line: WayLine) -> Shape:
    """One way."""
    return {
        **line._asdict(),
        "people": [known_shape(one) for one in line.people],
        "hops": list(line.hops),
        "why": [reason_shape(why) for why in line.why],
    }


def known_shape(one: Known) -> Shape:
    """Somebody on the map."""
    return {"id": one.person, "name": one.name}


def bridges_shape(view: NextBridgesView) -> Shape:
    """Where to build next, and whom to wake."""
    return {
        "toward": view.toward,
        "bridges": [bridge_shape(line) for line in view.bridges],
        "waking": [waking_shape(line) for line in view.waking],
        "begins": view.begins,
    }


def bridge_shape(line: BridgeLine) -> Shape:
    """One bridge to build."""
    return {
        "target": known_shape(line.target),
        "group": line.group,
        "group_name": line.group_name,
        "through": known_shape(line.through) if line.through else None,
        "why": [reason_shape(why) for why in line.why],
    }


def waking_shape(line: WakingLine) -> Shape:
    """One tie worth waking."""
    return {
        "target": known_shape(line.target),
        "group_name": line.group_name,
        "why": [reason_shape(why) for why in line.why],
    }


def tell_shape(view: TellView) -> Shape:
    """Whom to tell first, and what it may bring."""
    return {
        **view._asdict(),
        "chosen": [
            {"target": known_shape(line.target), "group_name": line.group_name, "channel": line.channel}
            for line in view.chosen
        ],
        "compared": [line._asdict() for line in view.compared],
        "tipping": [line._asdict() for line in view.tipping],
    }
