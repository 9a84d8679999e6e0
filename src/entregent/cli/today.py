"""`today`: what stands, then whom to turn to, why, and with which first step."""

from datetime import date

import click

from entregent.app import language, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.reach_views import Coming
from entregent.app.reach_words import coming_in_words
from entregent.app.shapes import plan_shape
from entregent.app.views import ErrandLine, Plan, SuggestionLine
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

STALE_DAYS = 10
SHOWN_REASONS = 3
LOGGED = {"call": "talked", "meeting": "met"}


@command(
    "today",
    help=N_(
        "Whom to turn to today, why, and with which first step, within the minutes you have.\n\n"
        "Replies owed, promises and birthdays come first; then the ties that need you most. When nothing needs you, "
        "it says so."
    ),
)
@option("--minutes", "-m", type=int, metavar="N", help=N_("The minutes you have today."))
@option("--why", is_flag=True, help=N_("Show the figures behind each suggestion."))
@click.pass_obj
def today(face: Face, *, minutes: int | None, why: bool) -> None:
    """Give today's plan."""
    positive(minutes, "minutes")
    with face.open() as book:
        plan = book.today(minutes)
        coming = None if face.json else book.soonest()
    face.answer(lambda: plan_shape(plan), lambda: _draw_day(face, plan, coming, why=why))


def _draw_day(face: Face, plan: Plan, coming: Coming | None, *, why: bool) -> None:
    draw_plan(face, plan, why=why)
    if coming is not None:
        paint.line()
        paint.paragraph(coming_in_words(coming, face.today), " ", paint.command(f"{program()} people --coming"))


def draw_plan(face: Face, plan: Plan, *, why: bool = False) -> None:
    """What stands first; then one invitation."""
    paint.line(paint.quiet(language.full_day(face.today)))
    if not plan.people:
        paint.line()
        _draw_empty_book()
        return
    paint.paragraph(paint.title(wording.headline(plan)), " ", paint.quiet(_freshness(face, plan)))
    paint.line()
    if not plan.suggestions and not plan.errands and plan.held_back:
        paint.paragraph(_("Two a day are enough for a first week."))
    elif not plan.suggestions and not plan.errands:
        paint.paragraph(_("Nothing needs you today. Enjoy your day."))
    else:
        planned = language.minutes(plan.planned_minutes)
        paint.paragraph(_("If you have {minutes}:").format(minutes=planned))
        for errand in plan.errands:
            paint.line()
            _draw_errand(face, errand)
        for line in plan.suggestions:
            paint.line()
            _draw_suggestion(face, line, why=why)
    _draw_dare(plan)
    _draw_end(face, plan, why=why)


def _draw_errand(face: Face, errand: ErrandLine) -> None:
    """An hour of one's own, a planned step, an event to look back on; and what to type."""
    what = " ".join(errand.what.split()) or _("a meeting without a name")
    paint.paragraph("● ", paint.name(paint.shortened(what, 70)), " · ", language.minutes(errand.minutes), hanging=2)
    if errand.kind == "sweep":
        paint.paragraph(_("Look back while it is fresh: whom you met, what was said, what you promised."), indent=2)
        typed = f"{program()} sweep {errand.reference}"
    elif errand.kind == "step":
        paint.paragraph(_("You planned this yourself."), indent=2)
        typed = f"{program()} steps --done {errand.reference}"
    elif errand.kind == "observe":
        paint.paragraph(_("You have looked long enough to begin: the smallest step is next."), indent=2)
        typed = f"{program()} observe --step {errand.reference}"
    else:
        asks: list[paint.Piece] = [" ", _("How did it go?")] if errand.at is not None and errand.at <= face.now else []
        told = _("You sealed this hour for yourself: {when}.").format(when=_clock(face, errand))
        paint.paragraph(told, *asks, indent=2)
        typed = f"{program()} commitments --done {errand.reference}"
    paint.paragraph(paint.command(typed), indent=2, hanging=6)


def _clock(face: Face, errand: ErrandLine) -> str:
    return language.clock(errand.at, face.zone) if errand.at is not None else errand.day


def _draw_dare(plan: Plan) -> None:
    dare = plan.dare
    if dare is None:
        return
    paint.line()
    paint.paragraph(
        "○ ",
        paint.title(_("And one small dare, if you feel like it.")),
        " ",
        paint.quiet(language.minutes(dare.minutes)),
        hanging=2,
    )
    paint.paragraph(dare.sentence, indent=2)
    if dare.person is not None:
        paint.paragraph(_("Perhaps {name}.").format(name=dare.name), indent=2)
        paint.paragraph(paint.command(f"{program()} dare {dare.person}"), indent=2, hanging=6)
    else:
        paint.paragraph(paint.command(f"{program()} ladder"), indent=2, hanging=6)


def _draw_empty_book() -> None:
    paint.paragraph(_("Your book is still empty. Give it what you already have:"))
    paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)


def _freshness(face: Face, plan: Plan) -> str:
    if plan.fresh_until is None:
        return ""
    read = _("Exchanges read up to {day}.").format(day=face.date(plan.fresh_until))
    if (face.today - language.day_of(plan.fresh_until, face.zone)).days < STALE_DAYS:
        return read
    return f"{read} " + _("Newer exports? {command}").format(command=f"{program()} refresh")


def _draw_suggestion(face: Face, line: SuggestionLine, *, why: bool) -> None:
    paint.paragraph(
        "● ", paint.name(line.name), " · ", wording.step(line.action, line.channel, line.minutes), hanging=2
    )
    for text in wording.sentences(line.reasons[: None if why else SHOWN_REASONS]):
        paint.paragraph(text, indent=2)
    last = _last_words(face, line)
    if last:
        paint.paragraph(paint.quiet(last), indent=2)
    if line.handle:
        paint.line(paint.quiet(line.handle), indent=2)
    if why:
        paint.paragraph(paint.quiet(_figures(line)), indent=2)
    paint.paragraph(paint.command(_log_command(line)), indent=2, hanging=6)


def _last_words(face: Face, line: SuggestionLine) -> str:
    if line.last_at is None:
        return ""
    when = face.date(line.last_at)
    if not line.last_title.strip():
        return _("Last exchange: {when}.").format(when=when)
    title = language.quoted(paint.shortened(line.last_title, 60))
    return _("Last words: {title}, {when}.").format(title=title, when=when)


def _figures(line: SuggestionLine) -> str:
    told = [_("chance that this try is answered: {share}").format(share=language.share(line.answer_chance))]
    if line.chance is not None:
        told.append(_("chance that you talk within 90 days anyway: {share}").format(share=language.share(line.chance)))
    told.append(_("worth per minute: {figure}").format(figure=language.number(line.attention_index, 4)))
    return "; ".join(told)


def _log_command(line: SuggestionLine) -> str:
    outcome = LOGGED.get(line.channel, "wrote")
    channel = f" --channel {line.channel}" if line.channel not in {"call", "meeting", "mail", ""} else ""
    return f"{program()} log {line.person} --outcome {outcome}{channel}"


def _draw_end(face: Face, plan: Plan, *, why: bool) -> None:
    notes = []
    if plan.looked_after_at is not None:
        from entregent.app.follow_up_words import last_looked

        notes.append(last_looked(plan.looked_after_at, face.now, face.zone))
    if plan.suggestions and plan.left_out:
        more = ngettext(
            "{n} more tie would be glad of a sign on a day with more minutes.",
            "{n} more ties would be glad of a sign on a day with more minutes.",
            plan.left_out,
        )
        notes.append(more)
    if plan.first_week_until:
        until = language.day(date.fromisoformat(plan.first_week_until), today=date.fromisoformat(plan.day))
        first = _("The first week, two at most a day: until {day}.").format(day=until)
        notes.append(f"{first} {program()} settings first-week ''")
    if plan.questions:
        asked = ngettext("{n} question about who is who waits:", "{n} questions about who is who wait:", plan.questions)
        notes.append(f"{asked} {program()} duplicates")
    if why and plan.price is not None:
        notes.append(_("One more minute a week would bring: {figure}").format(figure=language.number(plan.price, 4)))
    if why and plan.share_of_bound is not None:
        share = language.share(plan.share_of_bound)
        notes.append(
            _("This way of choosing reaches, over the long run, {share} of the best possible.").format(share=share)
        )
    if notes:
        paint.line()
    for note in notes:
        paint.paragraph(paint.quiet(note))
