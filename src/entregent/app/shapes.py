"""What --json shows: views as plain values, under the keys that other programs rely on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from entregent.app import clarify_views, views, wording
from entregent.app.introduction_views import MetThrough
from entregent.app.ladder_views import DareLine
from entregent.app.people_views import ListedPerson
from entregent.app.person_views import TimelinePage
from entregent.app.reach_views import Coming, SeenOn
from entregent.model.judgement import Reason

Shape = dict[str, Any]


def instant(at: int | None) -> str | None:
    """UTC seconds as "2024-05-01T12:00:00Z"; None stays None."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def reason_shape(reason: Reason) -> Shape:
    """A reason with its sentence and its facts."""
    return {"signal": reason.signal, "text": wording.sentence(reason), "facts": dict(reason.facts)}


def reason_shapes(reasons: Iterable[Reason]) -> list[Shape]:
    """Reasons in their order."""
    return [reason_shape(reason) for reason in reasons]


def import_shape(report: views.ImportReport) -> Shape:
    """What an import did."""
    return {
        "totals": {
            "records": report.records,
            "interactions": report.interactions,
            "new": report.new,
            "known": report.known,
            "problems": report.problem_count,
            "people": report.people,
            "automata": report.automata,
            "merged": report.merged,
            "assumed": report.assumed,
            "questions": report.questions,
        },
        "sources": [{**source._asdict(), "reason": reason_shape(source.reason)} for source in report.sources],
        "problems": [problem_shape(problem) for problem in report.problems],
        "owner": {
            "handles": [owner.handle for owner in report.owner],
            "perhaps": list(report.perhaps_owner),
            "evidence": [{**owner._asdict(), "reasons": reason_shapes(owner.reasons)} for owner in report.owner],
        },
        "seconds": round(report.seconds, 3),
        "imports": list(report.import_ids),
        "dry_run": report.dry_run,
        "interrupted": report.interrupted,
    }


def preview_shape(preview: clarify_views.TablePreview) -> Shape:
    """The beginning of a table: its columns, what they are taken to hold, its first rows as read so."""
    return {
        "path": preview.name,
        "headings": list(preview.headings),
        "fields": list(preview.fields),
        "map": preview.columns,
        "rows": [row._asdict() for row in preview.rows],
    }


def progress_shape(now: views.ImportProgress) -> Shape:
    """A beat of a running import."""
    return {**now._asdict(), "reason": reason_shape(now.reason) if now.reason else None}


def problem_shape(problem: views.ProblemLine) -> Shape:
    """A problem: `reason` is its sentence, `code` its stable word."""
    return {
        "path": problem.path,
        "place": problem.place,
        "reason": wording.problem(problem.reason.signal, problem.reason.facts, ""),
        "code": problem.reason.signal,
        "facts": dict(problem.reason.facts),
        "lost": problem.lost,
    }


def person_line_shape(line: views.PersonLine) -> Shape:
    """One person of a list."""
    shape: Shape = line._asdict()
    shape["handles"], shape["circles"] = list(line.handles), list(line.circles)
    shape["circles_proposed"] = list(line.circles_proposed)
    shape["last_at"] = instant(line.last_at)
    return shape


def listed_person_shape(listed: ListedPerson) -> Shape:
    """One person of a page of the list."""
    return {
        **person_line_shape(listed.line),
        "organisation": listed.organisation,
        "title": listed.title,
        "apart": listed.apart,
        "reasons": reason_shapes(listed.reasons),
    }


def timeline_shape(page: TimelinePage) -> Shape:
    """A stretch of a timeline."""
    return {
        "timeline": [{**line._asdict(), "at": instant(line.at)} for line in page.lines],
        "older": None if page.older is None else str(page.older),
        "channels": [{"channel": channel, "count": count} for channel, count in page.channels],
    }


def person_shape(view: views.PersonView) -> Shape:
    """A person's page: the line's keys, and the rest."""
    balance = view.balance
    return {
        **person_line_shape(view.line),
        "reasons": reason_shapes(view.reasons),
        "timeline": [{**line._asdict(), "at": instant(line.at)} for line in view.timeline],
        "provenance": [{**line._asdict(), "since": instant(line.since)} for line in view.provenance],
        "balance": {"out": balance.out, "in": balance.inward, "share_out": balance.share_out},
        "chance_low": view.chance_low,
        "chance_high": view.chance_high,
        "trend": view.trend,
        "first_at": instant(view.first_at),
        "first_met": view.first_met,
        "last_met_at": instant(view.last_met_at),
        "last_met": view.last_met,
        "via": view.via,
        "died": view.died,
        "birthday": view.birthday,
        "organisation": view.organisation,
        "title": view.title,
        "joins": [{**join._asdict(), "reasons": reason_shapes(join.reasons)} for join in view.joins],
        "promises": [promise._asdict() for promise in view.promises],
        "notes": [{**note._asdict(), "at": instant(note.at)} for note in view.notes],
        "related": list(view.related),
        "seen_on": [seen_shape(seen) for seen in view.seen_on],
        "introduced": met_shape(view.introduced) if view.introduced is not None else None,
    }


def met_shape(line: MetThrough) -> Shape:
    """Who introduced somebody."""
    return {**line._asdict(), "at": instant(line.at), "why": reason_shapes(line.why)}


def seen_shape(seen: SeenOn) -> Shape:
    """Where somebody was seen."""
    return {**seen._asdict(), "first_at": instant(seen.first_at), "last_at": instant(seen.last_at)}


def coming_shape(coming: Coming) -> Shape:
    """What is coming, with who will be there."""
    return {
        "event": str(coming.event),
        "day": coming.day,
        "at": instant(coming.at),
        "timeless": coming.timeless,
        "title": coming.title,
        "people": [{"id": person, "name": name} for person, name in coming.people],
        "never_met": [person for person, _ in coming.never_met],
    }


def suggestion_shape(line: views.SuggestionLine) -> Shape:
    """One line of today's plan."""
    return {
        "person": {"id": line.person, "name": line.name},
        "action": line.action,
        "channel": line.channel,
        "minutes": line.minutes,
        "chance": line.chance,
        "answer_chance": line.answer_chance,
        "index": line.attention_index,
        "reasons": reason_shapes(line.reasons),
        "handle": line.handle,
        "last_title": line.last_title,
        "last_at": instant(line.last_at),
    }


def plan_shape(plan: views.Plan) -> Shape:
    """Today's plan."""
    return {
        **plan._asdict(),
        "fresh_until": instant(plan.fresh_until),
        "suggestions": [suggestion_shape(line) for line in plan.suggestions],
        "errands": [errand_shape(line) for line in plan.errands],
        "dare": dare_shape(plan.dare) if plan.dare else None,
        "looked_after_at": instant(plan.looked_after_at),
    }


def dare_shape(line: DareLine) -> Shape:
    """The small dare of a day."""
    return {**line._asdict(), "circles": list(line.circles), "reasons": reason_shapes(line.reasons)}


def errand_shape(line: views.ErrandLine) -> Shape:
    """Something due that is no turn toward one person; its reference as text: an event’s is too long for some."""
    return {**line._asdict(), "reference": str(line.reference), "at": instant(line.at)}


def plates_shape(view: views.PlatesView) -> Shape:
    """Plates against minutes."""
    return {
        **view._asdict(),
        "curve": [point._asdict() for point in view.curve],
        "upkeep_curve": [point._asdict() for point in view.upkeep_curve],
        "rest": [
            {"person": {"id": line.person, "name": line.name}, "why": reason_shape(line.why)} for line in view.rest
        ],
    }


def capacity_shape(view: views.CapacityView) -> Shape:
    """Ties kept open, by quarter."""
    return {**view._asdict(), "by_quarter": [line._asdict() for line in view.by_quarter]}


def question_shape(question: views.QuestionLine) -> Shape:
    """Are these two the same person?"""
    return {
        "number": question.number,
        "a": {**person_line_shape(question.a), "handle": question.a_handle},
        "b": {**person_line_shape(question.b), "handle": question.b_handle},
        "confidence": question.confidence,
        "reasons": reason_shapes(question.reasons),
    }


def done_shape(done: views.Done) -> Shape:
    """What an owner's verb did."""
    return {
        "done": done.verb,
        "action": done.action,
        "people": [{"id": number, "name": name} for number, name in done.people],
        "created": list(done.created),
        "value": done.value,
        "text": wording.done(done.verb, done.people, done.value),
    }


def action_shape(line: views.ActionLine) -> Shape:
    """One of the owner's actions."""
    people = [{"id": number, "name": name} for number, name in line.people]
    return {**line._asdict(), "at": instant(line.at), "people": people}


def import_line_shape(line: views.ImportLine) -> Shape:
    """A remembered import."""
    return {**line._asdict(), "imported_at": instant(line.imported_at), "checked_at": instant(line.checked_at)}


def finding_shape(finding: views.Finding) -> Shape:
    """One line of the check-up."""
    return {"state": finding.state, **reason_shape(finding.reason)}


def scene_plate_shape(plate: views.ScenePlate) -> Shape:
    """A plate on its pole."""
    return {**plate._asdict(), "last_at": instant(plate.last_at)}


def promise_shape(line: views.PromiseLine) -> Shape:
    """A promise of the list."""
    return {**line._asdict(), "person": {"id": line.person, "name": line.name}}


def setting_shape(line: views.SettingLine) -> Shape:
    """A setting, and what it does."""
    return {**line._asdict(), "help": wording.setting_help(line.key)}


def removal_shape(number: int, removal: views.Removal) -> Shape:
    """What removing an import dropped."""
    return {"removed": number, **removal._asdict()}


def forgetting_shape(preview: views.ForgetPreview, *, forgotten: bool) -> Shape:
    """What forgetting somebody would remove, or did."""
    return {
        **preview._asdict(),
        "person": {"id": preview.person, "name": preview.name},
        "mentions": [one._asdict() for one in preview.mentions],
        "forgotten": forgotten,
    }
