"""What a book answers without being changed: one method a question, each delegated to its file."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import (
        opening,
        people_views,
        person_views,
        plates_views,
        reach_views,
        settings_views,
        views,
        welcome_views,
        who_views,
    )


class Looking:
    """The questions of a `Book`."""

    _inner: opening.OpenBook

    def today(self, minutes: int | None = None) -> views.Plan:
        """Whom to turn to today, within the minutes."""
        from entregent.app import planning

        return planning.today(self._inner, minutes)

    def scene(self, most: int, asked: Collection[int] = ()) -> list[views.ScenePlate]:
        """The plates on their poles, at most so many; `asked` are those that today is about."""
        from entregent.app import staging

        return staging.scene(self._inner, most, asked)

    def weeks(self) -> tuple[int, ...]:
        """How many steps each of the last eight weeks saw, this one last."""
        from entregent.app import stepping

        return stepping.weeks(self._inner)

    def people(  # noqa: PLR0913 - the filters of a list
        self,
        query: str = "",
        *,
        circle: str = "",
        level: str = "",
        sort: str = "strength",
        limit: int = 50,
        automata: bool = False,
        never_met: bool = False,
    ) -> list[views.PersonLine]:
        """People who match, in order; with `never_met` those known online alone."""
        from entregent.app import exploring

        return exploring.list_people(
            self._inner,
            query,
            circle=circle,
            level=level,
            sort=sort,
            limit=limit,
            automata=automata,
            never_met=never_met,
        )

    def people_page(
        self,
        wanted: people_views.PeopleFilter,
        *,
        sort: str = "",
        offset: int = 0,
        limit: int = 50,
        sources: bool = False,
    ) -> people_views.PeoplePage:
        """One page of the people who match."""
        from entregent.app import listing

        return listing.page(self._inner, wanted, sort=sort, offset=offset, limit=limit, sources=sources)

    def people_choices(self) -> people_views.PeopleChoices:
        """What people can be filtered by."""
        from entregent.app import listing

        return listing.choices(self._inner)

    def person(self, who: str, *, limit: int = 20) -> views.PersonView:
        """One person's page."""
        from entregent.app import portraying

        return portraying.show_person(self._inner, who, limit=limit)

    def holder(self, number: int) -> int | None:
        """The person to whom an id leads now; None for an id never given, and for the owner's own."""
        from entregent.app import portraying

        return portraying.holder(self._inner, number)

    def portrait(self, number: int, *, limit: int = 15) -> person_views.Portrait:
        """All that a page shows at once of whoever holds an id."""
        from entregent.app import portraying

        return portraying.portrait(self._inner, number, limit=limit)

    def timeline(
        self, number: int, *, before: int | None = None, channel: str = "", limit: int = 30
    ) -> person_views.TimelinePage:
        """What passed with somebody before an event number, by one channel if asked."""
        from entregent.app import portraying

        return portraying.timeline_of(self._inner, number, before=before, channel=channel, limit=limit)

    def person_file(self, number: int, kind: str) -> person_views.PersonExport:
        """Somebody as a file to hand over: "json" with every fact, or "vcf", a contact card."""
        from entregent.app import exporting_one

        return exporting_one.person_file(self._inner, number, kind)

    def provenance(self, number: int) -> list[views.ProvenanceLine]:
        """Where each fact about somebody comes from."""
        from entregent.app import portraying

        return portraying.provenance_of(self._inner, number)

    def seen_on(self, number: int) -> tuple[reach_views.SeenOn, ...]:
        """Where whoever holds an id was seen, on screen and in person."""
        from entregent.app import portraying

        return portraying.seen_by(self._inner, number)

    def source_reach(self, *, at_once: bool = False) -> list[reach_views.SourceReach]:
        """How many people each kind of source made known, and how many of them ever took part.

        `at_once` is content with the last count, where something was read since.
        """
        from entregent.app import netting

        return netting.source_reach(self._inner, at_once=at_once)

    def is_reach_stale(self) -> bool:
        """Whether something was read, joined or taken out since that was counted."""
        from entregent.app import netting

        return netting.is_stale(self._inner)

    def coming(self) -> list[reach_views.Coming]:
        """What is coming within two months where people of the owner's will be, soonest first."""
        from entregent.app import coming

        return coming.coming(self._inner)

    def soonest(self) -> reach_views.Coming | None:
        """The next meeting, soon, at which somebody will be who is known online alone."""
        from entregent.app import coming

        return coming.soonest(self._inner)

    def event_title(self, event: int) -> str:
        """What a meeting is called."""
        from entregent.app import coming

        return coming.title_of(self._inner, event)

    def plates(self, minutes: int | None = None) -> views.PlatesView:
        """Plates against minutes."""
        from entregent.app import planning

        return planning.plates(self._inner, minutes)

    def capacity(self) -> views.CapacityView:
        """How many ties the owner has kept open."""
        from entregent.app import planning

        return planning.capacity(self._inner)

    def budget(self, minutes: int | None = None) -> plates_views.BudgetView:
        """Who stays up at so many minutes a week."""
        from entregent.app import budgeting

        return budgeting.budget(self._inner, minutes)

    def circle_rooms(self, seen: plates_views.BudgetView) -> list[plates_views.CircleRoom]:
        """The circles among the plates: which one lacks room."""
        from entregent.app import budgeting

        return budgeting.circles(self._inner, seen)

    def resting(self) -> list[plates_views.TieLine]:
        """Those whom the owner let rest."""
        from entregent.app import budgeting

        return budgeting.resting(self._inner)

    def carried(self) -> plates_views.Carried:
        """The capacity as it was worked out last."""
        from entregent.app import budgeting

        return budgeting.carried(self._inner)

    def duplicates(self, limit: int = 20) -> list[views.QuestionLine]:
        """Questions about who is who, best first."""
        from entregent.app import tidying

        return tidying.duplicates(self._inner, limit)

    def who_has(self, handle: str) -> list[int]:
        """The people whom this very handle reaches."""
        from entregent.app import reaching

        return reaching.who_has(self._inner, handle)

    def question(self, skip: int = 0) -> who_views.Asked | None:
        """One question about who is who, after so many better ones."""
        from entregent.app import asking

        return asking.question(self._inner, skip)

    def doubts(self) -> list[who_views.Doubt]:
        """Who may be held wrongly for an automaton, or for a person: the most doubtful first."""
        from entregent.app import asking

        return asking.doubts(self._inner)

    def assumed(self, after: int, limit: int) -> list[who_views.Assumed]:
        """Joins that rest on a name alone, from a place on."""
        from entregent.app import asking

        return asking.assumed(self._inner, after, limit)

    def assumed_count(self) -> int:
        """How many joins rest on a name alone."""
        from entregent.app import asking

        return asking.assumed_count(self._inner)

    def question_count(self) -> int:
        """How many questions about who is who wait."""
        from entregent.app import tidying

        return tidying.question_count(self._inner)

    def actions(self, limit: int = 20) -> list[views.ActionLine]:
        """The owner's actions, newest first."""
        from entregent.app import tidying

        return tidying.actions(self._inner, limit)

    def done(self, action: int) -> views.Done | None:
        """What an earlier action did, to be told again; None where there is none of that number."""
        from entregent.app import tidying

        return tidying.done_again(self._inner, action)

    def is_undone(self, action: int) -> bool:
        """Whether an action was taken back, or is no more."""
        from entregent.app import tidying

        return tidying.is_undone(self._inner, action)

    def promises(self, *, done: bool = False) -> list[views.PromiseLine]:
        """Open promises, or those that were kept."""
        from entregent.app import promising

        return promising.list_promises(self._inner, done=done)

    def is_made_up(self) -> bool:
        """Whether the sample is in this book."""
        from entregent.app import trying

        return trying.is_in(self._inner)

    def holds_own(self, folder: str) -> bool:
        """Whether anything of the owner's own is in this book, beside or instead of the sample of `folder`."""
        from entregent.app import trying

        return trying.holds_own(self._inner, folder)

    def closest(self, most: int = 15) -> list[views.PersonLine]:
        """Those whose level says that they are closest."""
        from entregent.app import welcoming

        return welcoming.closest(self._inner, most)

    def readiness(self) -> list[welcome_views.ReadyLine]:
        """What there is enough to say about, and what lacks for the rest."""
        from entregent.app import beginning

        return beginning.readiness(self._inner)

    def undecided(self) -> list[views.UndecidedStep]:
        """Steps kept offline that wait for the owner to say who was meant."""
        from entregent.app import undecided

        return undecided.waiting(self._inner)

    def undecided_count(self) -> int:
        """How many steps wait for that."""
        from entregent.app import undecided

        return undecided.count(self._inner)

    def settings(self) -> list[views.SettingLine]:
        """Every setting with its value."""
        from entregent.app import settings

        return settings.list_settings(self._inner)

    def channels(self) -> list[settings_views.ChannelLine]:
        """What one try by each channel takes, and how often it is answered."""
        from entregent.app import settings

        return settings.list_channels(self._inner)

    def circles(self) -> list[settings_views.CircleLine]:
        """The eight circles and the owner's own, with how much each counts."""
        from entregent.app import settings

        return settings.list_circles(self._inner)

    def owner_lines(self) -> list[views.OwnerHandle]:
        """The owner's handles, how sure each is, and why."""
        from entregent.app import owning

        return owning.own_lines(self._inner)

    def copies(self) -> list[settings_views.CopyLine]:
        """The copies that lie beside the book, newest first."""
        from entregent.app import exporting

        return exporting.list_copies(self._inner.connection.path)

    def refuse_while_importing(self) -> None:
        """Raise ImportRunningError while an import writes to this book."""
        from entregent.app import importing

        importing.refuse_while_running(self._inner)

    def doctor(self) -> list[views.Finding]:
        """Whether all is well."""
        from entregent.app import diagnosing

        return diagnosing.diagnose(self._inner)

    def names(self, prefix: str, limit: int = 20) -> list[str]:
        """Names that begin so, for shell completion."""
        from entregent.app import exploring

        return exploring.complete_names(self._inner, prefix, limit)
