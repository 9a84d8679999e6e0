"""`person`: somebody's page. Nothing on it should hurt if that person read it; figures come with --why."""

import click

from entregent.app import language, views, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.reach_words import seen_in_words, way_in_words
from entregent.app.shapes import person_shape
from entregent.app.source_words import source_word
from entregent.app.views import PersonView
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.arguments import who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.people import circles_in_words
from entregent.cli.tables import Column, table


@command("person", help=N_("Somebody's page: how the tie stands, your story, handles and where each fact comes from."))
@who()
@option("--why", is_flag=True, help=N_("Show the figures, and where each fact comes from."))
@option("--limit", type=int, default=10, show_default=True, metavar="N", help=N_("How many exchanges at most."))
@click.pass_obj
def person(face: Face, *, who: str, why: bool, limit: int) -> None:
    """Show a person."""
    positive(limit, "limit")
    with face.open() as book:
        view = book.person(who, limit=limit)
    face.answer(lambda: person_shape(view), lambda: _draw(face, view, why=why))


def _draw(face: Face, view: PersonView, *, why: bool) -> None:
    _draw_head(view)
    paint.line()
    _draw_tie(view)
    if why:
        _draw_figures(view)
    _draw_story(face, view)
    _draw_seen(face, view)
    _draw_words(face, view)
    _draw_timeline(face, view)
    _draw_handles(view)
    if why:
        _draw_provenance(face, view)


def _draw_head(view: PersonView) -> None:
    paint.line(paint.name(view.line.name))
    work = ", ".join(part for part in (view.title, view.organisation) if part)
    level = wording.word("level", view.line.level) if view.line.level not in {"", "none"} else ""
    if level and view.line.level_proposed:
        level = _("{level} (proposed)").format(level=level)
    facts = [work, level, circles_in_words(view.line)]
    told = " · ".join(fact for fact in facts if fact)
    if told:
        paint.paragraph(paint.quiet(told))
    if view.birthday:
        paint.line(paint.quiet(_("Birthday: {day}").format(day=birthday_in_words(view.birthday))))


def birthday_in_words(text: str) -> str:
    """ "--05-17" as "17 May", a full date with its year, anything else as it stands."""
    from datetime import date

    try:
        if text.startswith("--"):
            return language.day(date.fromisoformat(f"2000-{text[2:4]}-{text[-2:]}"), today=date(2000, 1, 1))
        return language.day(date.fromisoformat(text))
    except ValueError:
        return text


def _draw_tie(view: PersonView) -> None:
    line = view.line
    if line.last_at is not None and not line.never:
        state = _capital(wording.standing(line.strength))
        paint.paragraph(
            _("{state}: last exchange {when}.").format(state=state, when=language.ago(line.silence_days or 0))
        )
    for text in wording.sentences(view.reasons):
        paint.paragraph("· ", text, hanging=2)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _draw_figures(view: PersonView) -> None:
    line = view.line
    told = []
    if line.strength is not None:
        told.append(_("strength {figure}").format(figure=language.number(line.strength, 2)))
    if line.chance is not None:
        chance = language.share(line.chance)
        if view.chance_low is not None and view.chance_high is not None:
            chance += f" ({language.share(view.chance_low)} – {language.share(view.chance_high)})"
        told.append(_("chance to talk within 90 days: {share}").format(share=chance))
    told.append(ngettext("{n} exchange", "{n} exchanges", line.interactions))
    told.append(_("from you {out}, to you {inward}").format(out=view.balance.out, inward=view.balance.inward))
    paint.paragraph(paint.quiet(" · ".join(told)))


def _draw_story(face: Face, view: PersonView) -> None:
    told = []
    if view.first_at is not None:
        told.append(_("First exchange: {when}").format(when=face.date(view.first_at)) + _beside(view.first_met))
    elif view.first_met:
        told.append(_("Met: {where}").format(where=view.first_met))
    if view.via:
        told.append(_("Introduced by {name}").format(name=view.via))
    elif view.introduced is not None:
        sure = wording.word("introduced", view.introduced.sure)
        told.append(_("Introduced, {sure}, by {name}").format(sure=sure, name=view.introduced.through_name))
    if view.last_met_at is not None:
        told.append(_("Last met: {when}").format(when=face.date(view.last_met_at)) + _beside(view.last_met))
    if view.related:
        told.append(_("Related: {names}").format(names=", ".join(view.related)))
    if told:
        paint.line()
    for text in told:
        paint.paragraph(text)


def _draw_seen(face: Face, view: PersonView) -> None:
    if not view.seen_on:
        return
    paint.line()
    paint.line(paint.title(_("Seen on")))
    columns = [Column(""), Column("", widest=60), Column("", 1)]
    rows: list[list[paint.Piece]] = [
        [
            source_word(seen.kind),
            seen_in_words(seen, face.date),
            paint.quiet(way_in_words(seen)),
        ]
        for seen in view.seen_on
    ]
    table(columns, rows)


def _beside(text: str) -> str:
    return f", {language.quoted(paint.shortened(text, 60))}" if text.strip() else ""


def _draw_words(face: Face, view: PersonView) -> None:
    for promise in view.promises:
        paint.paragraph(_("Promised: {text} (by {day})").format(text=promise.text, day=birthday_in_words(promise.by)))
    for note in view.notes:
        paint.paragraph(paint.quiet(f"{face.date(note.at)} "), note.text, hanging=2)


def _draw_timeline(face: Face, view: PersonView) -> None:
    if not view.timeline:
        return
    paint.line()
    paint.line(paint.title(_("Your exchanges")))
    columns = [Column(""), Column("", 2), Column("", 1), Column("", widest=60)]
    table(columns, [_event(face, line) for line in view.timeline])


def _event(face: Face, line: views.TimelineLine) -> list[paint.Piece]:
    when = face.date(line.at) if line.at is not None else _("no date")
    what = line.title or line.note or wording.word("outcome", line.outcome)
    return [paint.quiet(when), wording.word("channel", line.channel), wording.word("direction", line.direction), what]


def _draw_handles(view: PersonView) -> None:
    if view.line.handles:
        paint.line()
        paint.line(paint.title(_("Handles")))
    for handle in view.line.handles:
        paint.line(handle, indent=2)
    for join in view.joins:
        if join.assumed:
            text = _("{a} and {b} were taken for the same person.").format(a=join.a, b=join.b)
            paint.paragraph(paint.quiet(" ".join([text, *wording.sentences(join.reasons)])), indent=2)
            paint.line(
                paint.quiet(_("Not so?")), " ", paint.command(f"{program()} different {join.a} {join.b}"), indent=2
            )


def _draw_provenance(face: Face, view: PersonView) -> None:
    if not view.provenance:
        return
    paint.line()
    paint.line(paint.title(_("Where it comes from")))
    columns = [Column(""), Column("", widest=40), Column("", 1, widest=40), Column("", 2)]
    rows: list[list[paint.Piece]] = [
        [
            wording.word("fact", line.fact),
            line.value,
            line.source,
            face.date(line.since) if line.since is not None else "",
        ]
        for line in view.provenance
    ]
    table(columns, rows)
