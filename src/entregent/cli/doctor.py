"""`doctor`: what is well, what to know, what to mend."""

import click

from entregent.app import wording
from entregent.app.diagnosing import gathered
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.shapes import finding_shape
from entregent.app.views import Finding
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command

MARKS = {"good": paint.Span("✓ ", "good"), "note": paint.Span("· ", "uneasy"), "bad": paint.Span("✗ ", "bad")}


@command("doctor", help=N_("Check that the book and this computer are well."))
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check up; exit code 1 where something is wrong."""
    face: Face = context.obj
    with face.open() as book:
        findings = book.doctor()
    shape = {"findings": [finding_shape(finding) for finding in findings]}
    face.answer(lambda: shape, lambda: _draw(findings))
    if any(finding.state == "bad" for finding in findings):
        context.exit(1)


def _draw(findings: list[Finding]) -> None:
    for finding in gathered(findings):
        paint.paragraph(MARKS[finding.state], wording.sentence(finding.reason), hanging=2)
    paint.line()
    bad = sum(finding.state == "bad" for finding in findings)
    paint.line(paint.title(_("Something needs mending.") if bad else _("All is well.")))
