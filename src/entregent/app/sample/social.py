"""A download of Facebook information: friends and threads as JSON, its UTF-8 written as if it were Latin-1."""

import json
from hashlib import blake2b
from pathlib import Path
from typing import Final

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person
from entregent.app.sample.clock import DAY
from entregent.app.sample.presence import Named, Naming, crowd_on, source_of, with_share
from entregent.app.sample.streams import stream
from entregent.app.sample.talks import gatherings, group_lines, talks
from entregent.text.scripts import fold

FRIENDS: Final = "facebook/connections/friends/your_friends.json"
PROFILE: Final = "facebook/personal_information/profile_information/profile_information.json"
INBOX: Final = "facebook/your_facebook_activity/messages/inbox"
_TITLES: Final = {
    "family": ("Noël chez grand-maman",),
    "friends": ("Anniversaire surprise 🎂", "Fin de semaine à Sutton"),
    "pals": ("Bénévoles de Rosemont", "Yoga du parc"),
    "partners": ("Salon du design",),
}


def shown_on_facebook(cast: Cast) -> dict[int, tuple[Person, Named]]:
    """Friends and their names there, by person."""
    rng = stream(cast.seed, "facebook")
    naming = Naming(rng, "facebook")
    return {
        one.id: (one, naming.of(one))
        for one in [*with_share(rng, cast.people, 0.75, 0.25), *crowd_on(cast, "facebook")]
    }


def write_facebook(folder: Path, cast: Cast, scale: float) -> Source:
    """Write friends, threads and the owner's profile under `folder`."""
    there = shown_on_facebook(cast)
    shown = {number: named.name for number, (_, named) in there.items()}
    owner = {"profile_v2": {"name": {"full_name": OWNER.name, "first_name": "Maude", "last_name": "Thériault-Lamy"}}}
    _write(folder / PROFILE, owner)
    rng = stream(cast.seed, "facebook-friends")
    friends = [
        {"name": named.name, "timestamp": min(one.since + int(rng.random() * 90 * DAY), cast.end - DAY)}
        for one, named in there.values()
    ]
    _write(folder / FRIENDS, {"friends_v2": friends[::-1]})
    rows = 0
    for one, named in there.values():
        if one.circle != "crowd" and rng.random() < 0.45:
            lines = talks(stream(cast.seed, f"facebook/{one.id}"), cast, [one], lambda _: 70.0 * DAY, scale)
            told = [(talk.at, OWNER.name if talk.mine else named.name, talk.text) for talk in lines]
            rows += _thread(folder, f"{one.id}", named.name, [named.name, OWNER.name], told)
    for group in gatherings(rng, cast, [one for one, _ in there.values()], _TITLES):
        names = [shown[one.id] for one in group.people]
        said = group_lines(stream(cast.seed, f"facebook/{group.title}"), cast, group, scale)
        told = [(at, OWNER.name if by is None else shown[by.id], text) for at, by, text in said]
        rows += _thread(folder, "groupe", group.title, [*names, OWNER.name], told)
    return source_of(len(friends) + rows, shown, {n: {"name": [f"facebook:{fold(shown[n])}"]} for n in there})


def _thread(folder: Path, mark: str, title: str, names: list[str], lines: list[tuple[int, str, str]]) -> int:
    """One thread's file, newest first; none where nothing was said."""
    if lines:
        slug = "".join(sign for sign in fold(title) if sign.isascii() and sign.isalnum())[:30]
        place = f"inbox/{slug}_{blake2b(f'{mark}/{title}'.encode(), digest_size=5).hexdigest()}"
        messages = [
            {
                "sender_name": who, "timestamp_ms": at * 1000 + 412, "content": text,
                "is_geoblocked_for_viewer": False, "is_unsent_image_by_messenger_kid_parent": False,
            }
            for at, who, text in reversed(lines)
        ]  # fmt: skip
        told = {
            "participants": [{"name": name} for name in names], "messages": messages, "title": title,
            "is_still_participant": True, "thread_path": place, "magic_words": [],
        }  # fmt: skip
        _write(folder / INBOX / place.partition("/")[2] / "message_1.json", told)
    return len(lines)


def _write(path: Path, told: object) -> None:
    """JSON in ASCII, every text broken as the service breaks it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_broken(told), indent=2) + "\n", encoding="ascii", newline="\n")


def _broken(told: object) -> object:
    if isinstance(told, str):
        return told.encode().decode("latin-1")
    if isinstance(told, list):
        return [_broken(one) for one in told]
    return {key: _broken(value) for key, value in told.items()} if isinstance(told, dict) else told
