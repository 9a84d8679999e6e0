"""The scene's geometry: where each plate stands, how high, how wide, how much it wobbles."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.app.views import ScenePlate

HEIGHT: Final = 250
GROUND: Final = 206
SLOT: Final = 80
"""Room for one plate with its name."""
LEAST_WIDTH: Final = 1_120
FEW: Final = 6
LONGEST_NAME: Final = 11
MOST_LETTERS: Final = 3
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
    # A few plates stand beside each other, so that a phone shows them all; a row of them has the whole width.
    width = SLOT * len(plates) if len(plates) <= FEW else max(LEAST_WIDTH, SLOT * len(plates))
    slot = width / max(1, len(plates))
    drawn = []
    for number, (plate, name) in enumerate(zip(plates, short_names([plate.name for plate in plates]), strict=True)):
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
                name,
            )
        )
    return Scene(width, HEIGHT, GROUND, tuple(drawn))


def short_names(names: Sequence[str]) -> list[str]:
    """What fits under each plate; those of the same first name are told apart by letters of the last one."""
    short = [short_name(name) for name in names]
    for letters in range(1, MOST_LETTERS + 1):
        shared = {name for name, count in Counter(short).items() if count > 1}
        short = [
            _with_letters(name, letters) if brief in shared else brief for brief, name in zip(short, names, strict=True)
        ]
    return short


def _with_letters(name: str, letters: int) -> str:
    words = name.split()
    if len(words) < 2 or not words[-1][0].isalpha():
        return short_name(name)
    return f"{words[0][: LONGEST_NAME - letters - 2]} {words[-1][:letters]}."


def short_name(name: str) -> str:
    """What fits under a plate: the first name, or the beginning of it."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    first = first.partition("@")[0]
    return first if len(first) <= LONGEST_NAME else f"{first[: LONGEST_NAME - 1]}…"
