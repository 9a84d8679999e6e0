"""The scene's geometry: where each plate stands, how high, how wide, how much it wobbles."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.app.views import ScenePlate

HEIGHT: Final = 250
GROUND: Final = 206
SLOT: Final = 80
"""Room for one plate with its name."""
LEAST_WIDTH: Final = 1_120
GRADES: Final = 9

_TALL: Final = {"close": 134, "valued": 120, "nurtured": 106, "wide": 92}
_BROAD: Final = {"close": 36, "valued": 32, "nurtured": 28, "wide": 24}


class Drawn(NamedTuple):
    """A plate with its place: `x` of the pole, `y` of its tip, half its breadth, grade 0 (steady) to 9 of wobble."""

    plate: ScenePlate
    x: float
    y: float
    breadth: int
    grade: int
    name: str


class Scene(NamedTuple):
    """The whole stage."""

    width: int
    height: int
    ground: int
    plates: tuple[Drawn, ...]


def draw(plates: Sequence[ScenePlate]) -> Scene:
    """Plates side by side, in their order."""
    width = max(LEAST_WIDTH, SLOT * len(plates))
    slot = width / max(1, len(plates))
    drawn = []
    for number, plate in enumerate(plates):
        # Neighbours differ a little in height, by who they are, so that the row looks like a living one.
        tall = _TALL.get(plate.level, 92) - plate.person * 7 % 15
        y = GROUND - 6 if plate.state == "fallen" else GROUND - tall
        drawn.append(
            Drawn(
                plate,
                round(slot * (number + 0.5), 1),
                float(y),
                _BROAD.get(plate.level, 24),
                round((1 - min(max(plate.strength, 0.0), 1.0)) ** 1.4 * GRADES),
                short_name(plate.name),
            )
        )
    return Scene(width, HEIGHT, GROUND, tuple(drawn))


def short_name(name: str) -> str:
    """What fits under a plate: the first name, or the beginning of it."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    first = first.partition("@")[0]
    return first if len(first) <= 11 else f"{first[:10]}…"
