"""What --json and the API show of following up, what is due, and its calendar."""

from entregent.app.follow_up_views import (
    DateLine,
    DueReport,
    DueState,
    FeedState,
    FollowUpView,
    Scheduled,
    SweepLine,
    SweepView,
    WaitingLine,
)
from entregent.app.follow_up_words import waiting_in_words
from entregent.app.shapes import Shape, instant, promise_shape


def waiting_shape(line: WaitingLine) -> Shape:
    """Somebody whose answer is waited for, with the next smallest thing in words."""
    return {
        **line._asdict(),
        "person": {"id": line.person, "name": line.name},
        "circles": list(line.circles),
        "since": instant(line.since),
        "text": waiting_in_words(line),
    }


def sweep_line_shape(line: SweepLine) -> Shape:
    """An event to look back on; its number as text: it is too long for some programs."""
    return {**line._asdict(), "event": str(line.event), "at": instant(line.at)}


def sweep_shape(view: SweepView) -> Shape:
    """An event with those who were there."""
    return {
        **sweep_line_shape(view.line),
        "present": [
            {**one._asdict(), "person": {"id": one.person, "name": one.name}, "circles": list(one.circles)}
            for one in view.present
        ],
        "is_closed": view.is_closed,
    }


def date_shape(line: DateLine) -> Shape:
    """A day that comes round."""
    return {**line._asdict(), "person": {"id": line.person, "name": line.name}, "circles": list(line.circles)}


def follow_up_shape(view: FollowUpView) -> Shape:
    """All that is to be followed up."""
    return {
        "mine": [promise_shape(line) for line in view.mine],
        "theirs": [promise_shape(line) for line in view.theirs],
        "waiting": [waiting_shape(line) for line in view.waiting],
        "sweeps": [sweep_line_shape(line) for line in view.sweeps],
        "dates": [date_shape(line) for line in view.dates],
    }


def due_state_shape(state: DueState) -> Shape:
    """When what is due was last looked after."""
    return {**state._asdict(), "last_at": instant(state.last_at)}


def due_shape(report: DueReport) -> Shape:
    """What one look after what is due did."""
    return report._asdict()


def scheduled_shape(done: Scheduled) -> Shape:
    """What `schedule` did."""
    return {**done._asdict(), "files": list(done.files)}


def feed_state_shape(state: FeedState) -> Shape:
    """Whether the calendar has an address."""
    return {**state._asdict(), "since": instant(state.since)}
