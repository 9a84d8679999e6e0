"""Tu and vous: which of the two a French text speaks, so that no sentence mixes them."""

import re
from typing import Final

TU: Final = re.compile(
    r"\b(?:tu|te|toi|ton|ta|tes|(?:le|la|les|du|des|aux?) tien(?:ne)?s?)\b|\bt[’'](?=\w)", re.IGNORECASE
)
VOUS: Final = re.compile(
    r"\b(?:vous|votre|vos|vôtre|vôtres)\b|\b(?!(?:chez|assez|nez|rez|rendez)\b)[a-zà-ÿ]{2,}ez\b", re.IGNORECASE
)
FORMS: Final = {
    "te": "vous",
    "t’": "vous ",
    "ton": "votre",
    "Ton": "Votre",
    "ta": "votre",
    "Ta": "Votre",
    "tes": "vos",
    "toi": "vous",
    "tu": "vous",
}
"""How a word for tu turns for vous, where that is all that turns."""


def speaks(text: str) -> frozenset[str]:
    """Which forms of address a text uses: "tu", "vous", both or neither."""
    said = {"tu"} if TU.search(text) else set()
    return frozenset(said | {"vous"} if VOUS.search(text) else said)


def fits(text: str, address: str) -> bool:
    """Whether a text may stand in a sentence that says `address`."""
    return speaks(text) <= {address}
