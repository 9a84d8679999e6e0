"""Codes: an address or a number as a picture of squares, for a phone's camera."""

from io import StringIO

import click


def draw_code(text: str) -> None:
    """The text as a code to scan, white on black whatever the colours of the terminal."""
    import segno

    drawn = StringIO()
    segno.make(text, micro=False).terminal(drawn, border=2, compact=True)
    for row in drawn.getvalue().splitlines():
        click.echo("  " + click.style(row, fg="bright_white", bg="black"))
