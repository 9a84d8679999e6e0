"""First sentences as JSON: one shape for the API and the command line."""

from typing import Any

from entregent.app.opener_views import GiftLine, OpenerSheet
from entregent.app.shapes import reason_shape


def sheet_shape(sheet: OpenerSheet) -> dict[str, Any]:
    """A sheet of first sentences."""
    return {
        "person": {"id": sheet.person, "name": sheet.name},
        "address": sheet.address,
        "is_address_known": sheet.is_address_known,
        "language": sheet.language,
        "purpose": sheet.purpose,
        "skipped": sheet.skipped,
        "openers": [
            {"kind": one.kind, "text": one.text, "uses": list(one.uses), "gives": one.gives} for one in sheet.openers
        ],
        "gift": sheet.gift,
        "matters": sheet.matters,
        "consent": reason_shape(sheet.consent) if sheet.consent is not None else None,
    }


def gift_shape(line: GiftLine | None) -> dict[str, Any] | None:
    """Who gets something this week."""
    return None if line is None else {"person": {"id": line.person, "name": line.name}, "text": line.text}
