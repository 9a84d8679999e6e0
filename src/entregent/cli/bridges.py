"""`bridges`: who joins groups, who opened doors to the owner, and what hangs on one tie."""

import click

from entregent.app import group_words, language
from entregent.app.book import Book
from entregent.app.group_shapes import bridges_shape, detail_shape
from entregent.app.group_views import BridgesView, PlaceDetail
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "bridges",
    help=N_(
        "Who joins groups of yours, who opened doors to you, and what hangs on one tie.\n\n"
        "One plain sentence each; the terms of network science with --why."
    ),
)
@click.argument("who", required=False, metavar="WHO")
@option("--why", is_flag=True, help=N_("Show the terms, in figures."))
@click.pass_obj
def bridges(face: Face, *, who: str | None, why: bool) -> None:
    """Show all bridges, or where one person stands."""
    with face.open() as book:
        if who is not None:
            detail = book.place_detail(who)
            face.answer(lambda: {"place": detail and detail_shape(detail)}, lambda: _draw_one(who, detail, why=why))
            return
        view = book.bridges()
        details = _details(book, view) if why or face.json else []
        shape = {**bridges_shape(view), "terms": [detail_shape(one) for one in details]}
        face.answer(lambda: shape, lambda: _draw(view, details))


def _details(book: Book, view: BridgesView) -> list[PlaceDetail]:
    found = [book.place_detail(str(place.person)) for place in view.connectors]
    return [one for one in found if one is not None]


def _draw_one(who: str, detail: PlaceDetail | None, *, why: bool) -> None:
    if detail is None:
        paint.paragraph(_("{name} is not on the map.").format(name=who))
        return
    told = (group_words.place_in_words(detail.place), group_words.owed_in_words(detail.owed))
    paint.paragraph(paint.name(detail.place.name), " · ", " ".join(filter(None, told)))
    if why:
        _draw_terms([detail])


def _draw(view: BridgesView, details: list[PlaceDetail]) -> None:
    paint.paragraph(paint.title(_("Some people are bridges.")))
    paint.paragraph(group_words.openness_in_words(view.own))
    _draw_living(view)
    _draw_fragile(view)
    if view.connectors:
        paint.line()
        paint.paragraph(paint.title(_("Who joins your groups")), paint.quiet(" · " + _("By name: this is no ranking.")))
    for place in view.connectors:
        paint.paragraph("● ", paint.name(place.name), " · ", group_words.place_in_words(place), hanging=2)
    paint.line()
    paint.paragraph(paint.quiet(group_words.coverage_in_words(view.coverage)))
    if details:
        paint.line()
        _draw_terms(details)
        if view.own.constraint is not None:
            own = language.number(view.own.constraint, 2)
            paint.paragraph(_("Your own constraint: {constraint}.").format(constraint=own))


def _draw_living(view: BridgesView) -> None:
    if not view.living:
        return
    paint.line()
    paint.paragraph(paint.title(_("Who opened doors to you")))
    for line in view.living:
        told = (group_words.living_in_words(line), " ", group_words.cared_in_words(line))
        paint.paragraph("● ", paint.name(line.someone.name), " · ", *told, hanging=2)


def _draw_fragile(view: BridgesView) -> None:
    paint.line()
    paint.paragraph(paint.title(_("What hangs on one tie")))
    if not view.fragile:
        paint.paragraph(_("No group of yours hangs on a single tie."))
    for one in view.fragile:
        paint.paragraph("● ", paint.name(one.someone.name), " · ", group_words.fragile_in_words(one), hanging=2)
        if one.asks:
            level = "wide" if one.someone.level == "none" else one.someone.level
            asked = f"{program()} level {one.someone.person} {level}"
            paint.line(paint.quiet(_("A plate for them:")), " ", paint.command(asked), indent=2)


def _draw_terms(details: list[PlaceDetail]) -> None:
    """A line of terms for each: eight columns would not fit a narrow terminal."""
    for one in details:
        paint.paragraph(paint.name(one.place.name), " · ", " · ".join(_terms(one)), hanging=2)


def _terms(one: PlaceDetail) -> list[str]:
    closed = "–" if one.constraint is None else language.number(one.constraint, 2)
    roles = {
        _("coordinator"): one.coordinator,
        _("gatekeeper"): one.gatekeeper,
        _("representative"): one.representative,
        _("consultant"): one.consultant,
        _("liaison"): one.liaison,
    }
    told = [f"{role} {language.number(count)}" for role, count in roles.items()]
    between, constraint = _("between"), _("constraint")
    return [f"{between} {language.number(one.bridgeness)}", f"{constraint} {closed}", *told]
