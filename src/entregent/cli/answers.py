"""Answers that many commands give: what was done and how to take it back; the offer to make an unknown person."""

from typing import Protocol

import click

from entregent.app import views, wording
from entregent.app.commitment_views import FINAL
from entregent.app.language import gettext as _
from entregent.app.language import listed, quoted
from entregent.app.shapes import done_shape
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.model.errors import BadNumberError, UnknownPersonError


class CreatingAct(Protocol):
    """A verb that can make the people it names."""

    def __call__(self, *, create: bool) -> views.Done:
        """Do it; raises UnknownPersonError where somebody is unknown and `create` is not set."""
        ...


def give_done(face: Face, done: views.Done) -> None:
    """Say what an owner's verb did, whom it made, and how to undo it."""
    face.answer(lambda: done_shape(done), lambda: draw_done(face, done))


def draw_done(face: Face, done: views.Done) -> None:
    """One warm sentence; then, quietly, the way back."""
    if done.created:
        paint.paragraph(_("New in your book: {names}.").format(names=listed(done.created)))
    paint.paragraph(paint.Span("✓ ", "good"), wording.done(done.verb, done.people, done.value))
    if done.action is not None and done.verb not in FINAL and not face.quiet:
        back = f"{program()} undo {done.action}"
        paint.line(paint.quiet(_("To take it back: {command}").format(command=back)))


def made_if_wished(face: Face, act: CreatingAct, *, create: bool) -> views.Done:
    """Do `act`; where somebody is unknown and a person sits there, offer to make them. Raises as `act` does."""
    try:
        return act(create=create)
    except UnknownPersonError as error:
        if create or not face.is_interactive():
            raise
        who = str(error.facts.get("who", ""))
        near = [str(name) for name in _listed_fact(error.facts.get("near"))]
        if near:
            paint.paragraph(_("Nobody is called {who}. Close: {near}.").format(who=quoted(who), near=listed(near)))
        if not confirmed(_("Add {who} as a new person?").format(who=quoted(who)), default=not near):
            raise
        return act(create=True)


def confirmed(question: str, *, default: bool) -> bool:
    """Ask for a yes or a no, in the letters of either language; Enter means `default`. Ctrl-C raises click.Abort."""
    yes, no = _("y"), _("n")
    choice = f"[{yes.upper()}/{no}]" if default else f"[{yes}/{no.upper()}]"
    while True:
        typed = click.prompt(f"{paint.safe(question)} {choice}", default="", show_default=False, prompt_suffix=" ")
        word = typed.strip().casefold()[:1]
        if word in {"", "y", "o", "n"}:
            return default if not word else word != "n"


def _listed_fact(fact: object) -> list[object]:
    return list(fact) if isinstance(fact, list | tuple) else []


def positive(value: int | None, what: str) -> None:
    """Refuse a count that is zero or less, with a sentence. Raises BadNumberError."""
    if value is not None and value <= 0:
        raise BadNumberError(text=str(value), what=what)
