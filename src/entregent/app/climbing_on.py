"""Climbing on a book: ladders, the small dare of a day, planned steps. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entregent.app import ladder_views, opening, views


class ClimbingOn:
    """What a `Book` can do about ladders and planned steps."""

    _inner: opening.OpenBook

    # ── ladders ───────────────────────────────────────────────────────────────────────────────────────────────────

    def ladders(self) -> list[ladder_views.LadderView]:
        """Every ladder with where the owner stands on it, the chosen one first."""
        from entregent.app import laddering

        return laddering.list_ladders(self._inner)

    def ladder(self, slug: str = "") -> ladder_views.LadderView:
        """One ladder; the chosen one where none is named."""
        from entregent.app import laddering

        return laddering.show_ladder(self._inner, slug)

    def next_rung(self, ladder: str = "") -> ladder_views.RungLine:
        """The rung to be on now, on a ladder; on the chosen one where none is named."""
        view = self.ladder(ladder)
        return next(rung for rung in view.rungs if rung.slug == view.now)

    def rung_page(self, slug: str, *, ladder: str | None = None) -> ladder_views.RungPage | None:
        """How a rung is done; None for one of the owner's own, which `ladder` has. Raises UnknownRungError."""
        from entregent.app import laddering, rung_words

        page = rung_words.rung_page(slug)
        if page is None and ladder is not None:
            laddering.check_rung(self._inner, ladder, slug)
        return page

    def spare_rungs(self, ladder: str) -> list[tuple[str, str]]:
        """(slug, sentence) of the rungs of ours that a ladder lacks."""
        from entregent.app import laddering

        return laddering.spare_rungs(self._inner, ladder)

    def choose_ladder(self, slug: str) -> views.Done:
        """Climb this ladder: the small dare comes from it."""
        from entregent.app import laddering

        return laddering.choose_ladder(self._inner, slug)

    def new_ladder(self, name: str, rungs: Sequence[str]) -> views.Done:
        """A ladder of the owner's own, from its lowest rung up."""
        from entregent.app import laddering

        return laddering.new_ladder(self._inner, name, list(rungs))

    def add_rung(self, ladder: str, rung: Mapping[str, Any], place: int | None = None) -> views.Done:
        """One more rung, of ours (`rung`) or told (`sentence`, `channel`, `minutes`, `hardness`, `toward`)."""
        from entregent.app import laddering

        return laddering.add_rung(self._inner, ladder, rung, place)

    def rename_rung(self, ladder: str, rung: str, sentence: str) -> views.Done:
        """Other words for a rung."""
        from entregent.app import laddering

        return laddering.rename_rung(self._inner, ladder, rung, sentence)

    def move_rung(self, ladder: str, rung: str, place: int) -> views.Done:
        """A rung at another place from the bottom, 0 the lowest."""
        from entregent.app import laddering

        return laddering.move_rung(self._inner, ladder, rung, place)

    def remove_rung(self, ladder: str, rung: str) -> views.Done:
        """A ladder without one of its rungs."""
        from entregent.app import laddering

        return laddering.remove_rung(self._inner, ladder, rung)

    def reset_ladder(self, slug: str) -> views.Done:
        """A ladder of ours as it was shipped; one of the owner's own is taken away."""
        from entregent.app import laddering

        return laddering.reset_ladder(self._inner, slug)

    # ── the small dare ────────────────────────────────────────────────────────────────────────────────────────────

    def small_dare(self, minutes: int = 30) -> ladder_views.DareLine | None:
        """The one small dare of today that fits the ladder and the minutes."""
        from entregent.app import small_dares

        return small_dares.small_dare(self._inner, minutes)

    def minutes_a_day(self) -> int:
        """The minutes of a day, as they are set."""
        return int(self._inner.setting("minutes-per-day"))

    def dared_today(self) -> bool:
        """Whether a step on a rung was taken today."""
        from entregent.app import small_dares

        return small_dares.dared_today(self._inner)

    def not_today(self) -> views.Done:
        """No dare today."""
        from entregent.app import small_dares

        return small_dares.not_today(self._inner)

    def warm_ups(self, most: int = 2) -> list[ladder_views.WarmUp]:
        """Current friends to whom an easy line may go before a hard step."""
        from entregent.app import small_dares

        return small_dares.warm_ups(self._inner, most)

    def first_steps(self) -> list[ladder_views.FirstStep]:
        """Who of the wide net is worth a first step, three at most."""
        from entregent.app import small_dares

        return small_dares.first_steps(self._inner)

    def surprise(self) -> ladder_views.SurpriseView:
        """How warm people were, against what was feared."""
        from entregent.app import small_dares

        return small_dares.surprises(self._inner)

    # ── planned steps ─────────────────────────────────────────────────────────────────────────────────────────────

    def plan_step(self, whos: Sequence[str] = (), *, create: bool = False, **wish: Any) -> views.Done:
        """Plan a step toward these people, or at a `place`; `wish`: see `planned_steps.Wish`."""
        from entregent.app import planned_steps

        return planned_steps.plan_step(self._inner, whos, planned_steps.Wish(**wish), create=create)

    def edit_step(self, number: int, **wish: Any) -> views.Done:
        """Plan a step anew, with the same people; what is left out of `wish` stays as it was."""
        from entregent.app import planned_steps

        return planned_steps.edit_step(self._inner, number, wish)

    # The step that waits for a decision has `drop_step`, by its key.
    def drop_planned_step(self, number: int) -> views.Done:
        """Let a planned step go."""
        from entregent.app import planned_steps

        return planned_steps.drop_step(self._inner, number)

    def planned_steps(self, on: str = "") -> list[ladder_views.PlannedStep]:
        """The planned steps, soonest first; with `on` (an ISO date) those of that day and before."""
        from entregent.app import opening, planned_steps

        return planned_steps.planned(self._inner, on=opening.parse_day(on) if on else None)

    def planned_step(self, number: int) -> ladder_views.PlannedStep:
        """One planned step."""
        from entregent.app import planned_steps

        return planned_steps.planned_step(self._inner, number)

    def do_step(self, number: int, outcome: str, *, channel: str = "", note: str = "", at: str = "") -> views.Done:
        """A planned step was done, or tried: it is noted with all that was planned."""
        from entregent.app import planned_steps

        return planned_steps.do_step(self._inner, number, outcome, channel=channel, note=note, at=at)

    def tread(self, rung: str, outcome: str = "", *, ladder: str = "", note: str = "", **about: Any) -> views.Done:
        """A rung toward nobody in particular was done ("" or "met"), or tried ("left-early")."""
        from entregent.app import planned_steps

        return planned_steps.tread(self._inner, rung, outcome, ladder=ladder, note=note, about=about)
