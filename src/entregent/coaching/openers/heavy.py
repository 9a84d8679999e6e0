"""Words of hard times: what they touch is never taken up lightly."""

import re
from typing import Final

from entregent.text.scripts import fold

_HEAVY: Final = re.compile(
    r"\b(?:malad\w*|cancer\w*|tumeur\w*|chimio\w*|hopita\w*|hospi\w*|operation|chirurgi\w*|deces"
    r"|decede\w*|deuil|mort\w*|funer\w*|obseques|enterrement|suicid\w*|depress\w*|epuisement|burn\w?out"
    r"|separation|rupture|divorc\w*|accident\w*"
    r"|fausse couche|licenci\w*|mise a pied|perte|perdu|congedi\w*|faillite|agression|violence|garde des enfants"
    r"|alzheimer|parkinson|soins palliatifs|condoleances|sympathies|tristesse|diagnosti\w*"
    r"|ill|illness|sick|disease|tumou?r|chemo\w*|hospital|surgery|death|died|dead|dying|grief|mourning|funeral|burial"
    r"|depression|breakup|miscarriage|laid off|layoff|fired|loss|lost|bankrupt\w*|assault|custody|dementia|palliative"
    r"|condolence\w*|diagnosis|stroke|overdose|rehab)\b"
)


def is_heavy(text: str) -> bool:
    """Whether a text speaks of illness, death, loss or a break."""
    return _HEAVY.search(fold(text)) is not None
