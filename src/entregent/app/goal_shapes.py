"""What --json and the API show of goals, stages, results and consents."""

from typing import Any

from entregent.app import stage_views
from entregent.app.goal_phrases import measured, pace_in_words
from entregent.app.goal_views import Counted, GoalLine, GoalStep, GoalView
from entregent.app.shapes import Shape, instant, reason_shape


def _named(person: int, name: str) -> Shape:
    return {"id": person, "name": name}


def goal_shape(line: GoalLine) -> Shape:
    """A goal of the list, with how it goes in words."""
    return {**line._asdict(), "text": measured(line), "pace": pace_in_words(line)}


def goal_page_shape(view: GoalView) -> Shape:
    """A goal with all that belongs to it."""
    return {
        **goal_shape(view.line),
        "begun": view.begun,
        "evidence": [counted_shape(one) for one in view.evidence],
        "people": [_named(person, name) for person, name, _ in view.people],
        "steps": [_step_shape(step) for step in view.steps],
        "wordings": [wording._asdict() for wording in view.wordings],
    }


def counted_shape(one: Counted) -> Shape:
    """One thing that counted."""
    return {**one._asdict(), "at": instant(one.at), "people": [_named(*pair) for pair in one.people]}


def _step_shape(step: GoalStep) -> Shape:
    return {**step._asdict(), "people": [_named(*pair) for pair in step.people]}


def stage_shape(line: stage_views.StageLine) -> Shape:
    """Where somebody stands."""
    return {
        "person": _named(line.person, line.name),
        "circles": list(line.circles),
        "stage": line.stage,
        "since": line.since,
        "days": line.days,
        "by_owner": line.by_owner,
        "why": reason_shape(line.why),
        "reached": [{**step._asdict(), "why": reason_shape(step.why)} for step in line.reached],
    }


def result_shape(line: stage_views.ResultLine) -> Shape:
    """What came of it."""
    return {
        "number": line.number,
        "person": _named(line.person, line.name),
        "kind": line.kind,
        "value": line.value,
        "currency": line.currency,
        "day": line.day,
        "via": None if line.via is None else _named(line.via, line.via_name),
        "note": line.note,
    }


def consent_shape(line: stage_views.ConsentLine) -> Shape:
    """What is noted of a consent."""
    shape: Shape = line._asdict()
    del shape["name"]
    return {**shape, "person": _named(line.person, line.name)}


def funnel_shape(view: stage_views.FunnelView) -> Shape:
    """The whole funnel."""
    return {
        "circle": view.circle,
        "people": view.people,
        "rows": [_row_shape(row) for row in view.rows],
        "results": [result_shape(line) for line in view.results],
        "totals": [
            {
                "kind": total.kind,
                "times": total.times,
                "values": [{"currency": currency, "value": value} for currency, value in total.values],
            }
            for total in view.totals
        ],
        "openers": [
            {"person": _named(one.person, one.name), "introduced": one.introduced, "results": one.results}
            for one in view.openers
        ],
        "consents_soon": [consent_shape(line) for line in view.consents_soon],
        "set_apart": view.set_apart,
    }


def _row_shape(row: stage_views.FunnelRow) -> dict[str, Any]:
    return {
        "stage": row.stage,
        "name": row.name,
        "people": [stage_shape(line) for line in row.people],
        "came_so_far": row.came_so_far,
        "usual_days": row.usual_days,
    }
