"""What --json and the API show of the path, of élan and of what is observed."""

from entregent.app.path_views import ElanLine, FearLine, Landmark, LastStep, ObservedLine, PathView, WeekLine, YearView
from entregent.app.path_words import step_words
from entregent.app.shapes import Shape, instant, reason_shape


def path_shape(view: PathView) -> Shape:
    """The path up to today."""
    return {
        "year": view.year,
        "taken": view.taken,
        "tried": view.tried,
        "golden": view.golden,
        "recent": view.recent,
        "recent_of": view.recent_of,
        "weeks": [_week(line) for line in view.weeks],
        "landmarks": [_landmark(one) for one in view.landmarks],
        "fears": [_fear(one) for one in view.fears],
        "fear_way": view.fear_way,
        "last": [_step(line) for line in view.last],
        "gives": [elan_shape(line) for line in view.gives],
        "drains": [_step(line) for line in view.drains],
        "years": list(view.years),
    }


def year_shape(view: YearView) -> Shape:
    """A year looked back on."""
    year = view.year
    return {
        "year": year.year,
        "tried": year.tried,
        "done": year.done,
        "golden": year.golden,
        "weeks_with_steps": year.weeks,
        "months": [{"tried": tried, "done": done, "golden": golden} for tried, done, golden in year.months],
        "weeks": [_week(line) for line in view.weeks],
        "landmarks": [_landmark(one) for one in view.landmarks],
        "met": [{"id": person, "name": name} for person, name in view.met],
        "lifted": [{"id": person, "name": name} for person, name in view.lifted],
        "fears": [_fear(one) for one in view.fears],
        "years": list(view.years),
    }


def elan_shape(line: ElanLine) -> Shape:
    """Somebody who gives élan."""
    return {"person": {"id": line.person, "name": line.name}, "gave": line.gave, "words": line.words}


def observed_shape(line: ObservedLine) -> Shape:
    """Something observed."""
    return {
        **line._asdict(),
        "person": {"id": line.person, "name": line.name} if line.person is not None else None,
        "circles": list(line.circles),
        "notice": list(line.notice),
        "whys": list(line.whys),
        "notes": [{"at": instant(at), "text": text} for at, text in line.notes],
    }


def _week(line: WeekLine) -> Shape:
    return {
        "monday": line.week.monday.isoformat(),
        "steps": list(line.week.marks),
        "returned": line.returned,
        "notes": [reason_shape(one) for one in line.notes],
    }


def _landmark(one: Landmark) -> Shape:
    return {"day": one.day, "kind": one.kind, "reason": reason_shape(one.reason)}


def _fear(one: FearLine) -> Shape:
    return {"month": one.month.isoformat()[:7], "mean": round(one.mean, 2), "rated": one.rated}


def _step(line: LastStep) -> Shape:
    return {
        "footprint": str(line.number),
        "at": instant(line.at),
        "people": [{"id": person, "name": name} for person, name in line.people],
        "what": line.what,
        "text": step_words(line),
        "channel": line.channel,
        "tried": line.tried,
        "golden": line.golden,
        "elan": line.elan,
        "note": line.note,
    }
