"""What --json and the API show of ladders, the small dare and planned steps."""

from entregent.app.ladder_views import FirstStep, LadderView, PlannedStep, RungPage, SurpriseView, WarmUp
from entregent.app.shapes import Shape, instant, reason_shape


def ladder_shape(view: LadderView) -> Shape:
    """A ladder with every rung and what was climbed on it."""
    rungs = [{**rung._asdict(), "marks": ["done" if mark else "tried" for mark in rung.marks]} for rung in view.rungs]
    return {**view._asdict(), "rungs": rungs, "reason": reason_shape(view.reason)}


def rung_page_shape(page: RungPage) -> Shape:
    """How a rung is done, part by part."""
    parts = {name: [{"say": said, "text": text} for said, text in getattr(page, name)] for name in RungPage._fields[3:]}
    return {"slug": page.slug, "title": page.title, "lead": page.lead, **parts}


def warm_up_shape(one: WarmUp) -> Shape:
    """Somebody to whom an easy line may go."""
    return {**one._asdict(), "circles": list(one.circles)}


def first_step_shape(one: FirstStep) -> Shape:
    """Somebody of the wide net who is worth a first step."""
    return {**one._asdict(), "circles": list(one.circles), "reasons": [reason_shape(reason) for reason in one.reasons]}


def planned_shape(step: PlannedStep) -> Shape:
    """A planned step."""
    return {**step._asdict(), "people": [{"id": person, "name": name} for person, name in step.people]}


def surprise_shape(view: SurpriseView) -> Shape:
    """How warm people were against what was feared."""
    return {
        **view._asdict(),
        "pairs": [{**pair._asdict(), "at": instant(pair.at)} for pair in view.pairs],
        "reason": reason_shape(view.reason) if view.reason else None,
    }
