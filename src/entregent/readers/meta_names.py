"""Names in the downloads of Facebook and Instagram: their letters put right, and the people who no longer have one."""

from functools import lru_cache
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.model.handle import NAME, Participant
from entregent.text.scripts import fold

_NAMELESS: Final = frozenset(
    (
        *(
            "facebook user",
            "utilisateur facebook",
            "utilisateur de facebook",
            "utilisatrice facebook",
            "membre facebook",
        ),
        *("facebook-bruger", "facebook-nutzer", "facebook-nutzerin", "facebook-gebruiker", "facebook-anvandare"),
        *(
            "usuario de facebook",
            "utente di facebook",
            "utente facebook",
            "utilizador do facebook",
            "usuario do facebook",
        ),
        *("facebook-bruker", "facebook-kayttaja", "uzytkownik facebooka", "facebook kullanicisi", "facebook member"),
        *(
            "instagram user",
            "instagrammer",
            "utilisateur instagram",
            "utilisateur d'instagram",
            "utilisatrice instagram",
        ),
        *("instagram-bruger", "instagram-nutzer", "instagram-gebruiker", "usuario de instagram", "utente di instagram"),
        *("utilizador do instagram", "usuario do instagram", "instagramuser", "deleted account", "compte supprime"),
    )
)
"""What the networks write in place of a name that is gone, folded."""


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """Text put right whose UTF-8 was written as if it were Latin-1, as these downloads do; any other text as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def byte_length(text: str) -> int:
    """How many bytes the text has once its letters are right."""
    if text.isascii():
        return len(text)
    try:
        raw = text.encode("latin-1")
        raw.decode("utf-8")
    except UnicodeError:
        return len(text.encode("utf-8", "replace"))
    return len(raw)


@lru_cache(maxsize=4096)
def named(network: str, text: str) -> Participant | None:
    """Somebody shown by this name, and by nothing stronger; None for an empty name and for people who are gone."""
    name = one_line(mended(text), 200)
    value = fold(name).strip()
    if not value or value in _NAMELESS:
        return None
    return Participant(NAME, f"{network}:{value}", name)
