"""Catalogues for tests: the compiled ones are brought up to date with their sources."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from entregent.app.language import LOCALE_FOLDER


def compile_stale() -> None:
    """Compile each .po that is newer than its .mo."""
    for po in LOCALE_FOLDER.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            _compile(po, mo)


def _compile(po: Path, mo: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3])
    part = mo.with_name(f"{mo.name}.{id(catalogue)}.part")
    with part.open("wb") as target:
        write_mo(target, catalogue)
    part.replace(mo)
