"""Aiming: goals, stages, results and consents of a book. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import goal_views, opening, stage_views, views
    from entregent.model.judgement import Reason


class Aiming:
    """What a `Book` can do about what its owner wants."""

    _inner: opening.OpenBook

    # ── goals ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def goals(self, *, ended: bool = False) -> list[goal_views.GoalLine]:
        """The goals that stand, soonest first; with `ended` the others too."""
        from entregent.app import goals

        return goals.goals(self._inner, ended=ended)

    def goal(self, number: int) -> goal_views.GoalView:
        """One goal, with all that counted toward it."""
        from entregent.app import goals

        return goals.goal(self._inner, number)

    def add_goal(  # noqa: PLR0913 - what one may say of a goal
        self,
        what: str,
        *,
        measure: str,
        target: str,
        by: str,
        why: str = "",
        circle: str = "",
        since: str = "",
        people: Sequence[str] = (),
    ) -> views.Done:
        """What the owner wants by a day."""
        from entregent.app import goals

        return goals.add_goal(
            self._inner,
            what,
            measure=measure,
            target=target,
            by=by,
            why=why,
            circle=circle,
            since=since,
            people=people,
        )

    def reword_goal(  # noqa: PLR0913 - what one may say of a goal
        self,
        number: int,
        *,
        what: str | None = None,
        why: str | None = None,
        measure: str | None = None,
        target: str | None = None,
        by: str | None = None,
        circle: str | None = None,
    ) -> views.Done:
        """A goal in other words; the old ones are kept."""
        from entregent.app import goals

        return goals.reword_goal(
            self._inner, number, what=what, why=why, measure=measure, target=target, by=by, circle=circle
        )

    def people_of_goal(self, number: int, whos: Sequence[str], *, remove: bool = False) -> views.Done:
        """Who is part of a goal."""
        from entregent.app import goals

        return goals.people_of_goal(self._inner, number, whos, remove=remove)

    def end_goal(self, number: int, *, how: str, word: str = "") -> views.Done:
        """Close a goal ("done"), let it go ("dropped"), or take it up again ("open")."""
        from entregent.app import goals

        return goals.end_goal(self._inner, number, how=how, word=word)

    def still_wanted(self, number: int) -> views.Done:
        """Yes, this is still what the owner wants."""
        from entregent.app import goals

        return goals.still_wanted(self._inner, number)

    # ── the funnel ────────────────────────────────────────────────────────────────────────────────────────────────

    def funnel(self, circle: str = "") -> stage_views.FunnelView:
        """The stages with who stands there, and what came of it."""
        from entregent.app import funnelling

        return funnelling.funnel(self._inner, circle)

    def stage_names(self) -> dict[str, str]:
        """What each stage is called."""
        from entregent.app import stages

        return stages.stage_names(self._inner)

    def stage_of(self, who: str) -> stage_views.StageLine:
        """Where somebody of a circle of business stands."""
        from entregent.app import stages

        return stages.stage_of(self._inner, who)

    def set_stage(self, who: str, stage: str) -> views.Done:
        """Where somebody stands, by the owner's word; "evidence" takes that word back."""
        from entregent.app import stages

        return stages.set_stage(self._inner, who, stage)

    def is_business(self, circles: Sequence[str]) -> bool:
        """Whether whoever is in these circles has a stage, results and a consent."""
        from entregent.app import business

        return business.is_business(circles)

    def results(self, *, since: int = 0) -> list[stage_views.ResultLine]:
        """What came of it since an instant, newest first."""
        from entregent.app import results

        return results.results(self._inner, since=since)

    def add_result(
        self, who: str, kind: str, *, value: str = "", via: str = "", on: str = "", note: str = ""
    ) -> views.Done:
        """Something came of it."""
        from entregent.app import results

        return results.add_result(self._inner, who, kind, value=value, via=via, on=on, note=note)

    def consents(self, *, soon: bool = False) -> list[stage_views.ConsentLine]:
        """Who agreed to be written to about business, as it was noted."""
        from entregent.app import consents

        return consents.consents(self._inner, soon=soon)

    def consent_of(self, who: str) -> stage_views.ConsentLine:
        """What is noted of one person's consent."""
        from entregent.app import consents

        return consents.consent_of(self._inner, who)

    def set_consent(
        self, who: str, state: str, *, until: str = "", since: str = "", after: str = "", how: str = ""
    ) -> views.Done:
        """Whether somebody agreed to be written to about business."""
        from entregent.app import consents

        return consents.set_consent(self._inner, who, state, until=until, since=since, after=after, how=how)

    def consent_reminder(self, who: str) -> Reason | None:
        """What to bear in mind before an offer by mail; None where nothing need be said."""
        from entregent.app import consents

        return consents.consent_reminder(self._inner, who)
