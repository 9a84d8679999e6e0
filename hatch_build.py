"""Compile the message catalogues when the package is built or installed for editing; a wheel holds the guide too."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GUIDE_IN_WHEEL = "entregent/web/guide_text"
"""Where the pages look for the guide; a checkout reads docs/guide itself."""


def compile_catalogues(locale: Path) -> None:
    """Write the .mo beside each .po."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))


class CatalogueHook(BuildHookInterface[Any]):
    """hatchling calls this before it packs or links the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, so that no user needs gettext's own programs; an installed program has the guide with it."""
        compile_catalogues(Path(self.root) / "src" / "entregent" / "app" / "locale")
        if version == "standard":
            build_data["force_include"][str(Path(self.root) / "docs" / "guide")] = GUIDE_IN_WHEEL
