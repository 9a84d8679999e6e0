"""Letters that introduce two people: one to each, to ask whether they would like it; then one to both. Pure text."""

from typing import Final, NamedTuple


class Side(NamedTuple):
    """One of the two: how they are called, where they work, and how one speaks to them."""

    name: str
    first: str
    work: str = ""
    language: str = "fr"
    address: str = "vous"


class Words(NamedTuple):
    """A subject and a body."""

    subject: str
    body: str


_ASK: Final = {
    ("fr", "tu"): (
        "Te présenter {other}?",
        (
            "Bonjour {first},\n\nEn pensant à toi, j’ai pensé à {other}{work}.{topic} Aimerais-tu que je vous mette en "
            "contact? Rien ne presse, et un non me va très bien.\n\n{owner}\n"
        ),
    ),
    ("fr", "vous"): (
        "Vous présenter {other}?",
        (
            "Bonjour {first},\n\nEn pensant à vous, j’ai pensé à {other}{work}.{topic} Aimeriez-vous que je vous mette "
            "en contact? Rien ne presse, et un non me va très bien.\n\n{owner}\n"
        ),
    ),
    ("en", ""): (
        "Shall I introduce you to {other}?",
        (
            "Hello {first},\n\nThinking of you, I thought of {other}{work}.{topic} Would you like me to put you in "
            "touch? There is no hurry, and a no is fine too.\n\n{owner}\n"
        ),
    ),
}
_JOINT: Final = {
    "fr": (
        "Mise en relation : {one} et {other}",
        (
            "Bonjour {one_first}, bonjour {other_first},\n\nComme convenu, je vous mets en contact. {one_first}, voici "
            "{other}{other_work}. {other_first}, voici {one}{one_work}.{topic} Je vous laisse vous écrire.\n\n{owner}\n"
        ),
    ),
    "en": (
        "Introduction: {one} and {other}",
        (
            "Hello {one_first}, hello {other_first},\n\nAs agreed, I am putting you in touch. {one_first}, meet "
            "{other}{other_work}. {other_first}, meet {one}{one_work}.{topic} Over to you both.\n\n{owner}\n"
        ),
    ),
}
_WORK: Final = {"fr": " ({work})", "en": " ({work})"}
_TOPIC: Final = {
    "fr": " Vous auriez de quoi vous parler : {topic}.",
    "en": " You would have something to talk about: {topic}.",
}


def asking(side: Side, other: Side, owner: str, topic: str = "") -> Words:
    """To one of the two, before anything: would they like to know the other?"""
    spoken = side.language if side.language in _JOINT else "en"
    manner = side.address if spoken == "fr" and side.address in ("tu", "vous") else "vous" if spoken == "fr" else ""
    subject, body = _ASK[spoken, manner]
    told = {
        "first": side.first,
        "other": other.name,
        "work": _work(other, spoken),
        "topic": _TOPIC[spoken].format(topic=topic) if topic else "",
        "owner": owner,
    }
    return Words(subject.format_map(told), body.format_map(told).rstrip() + "\n")


def joining(one: Side, other: Side, owner: str, spoken: str, topic: str = "") -> Words:
    """To both, once each has said yes; in a language of the owner's where they speak different ones."""
    if one.language == other.language:
        spoken = one.language
    spoken = spoken if spoken in _JOINT else "en"
    subject, body = _JOINT[spoken]
    told = {
        "one": one.name,
        "other": other.name,
        "one_first": one.first,
        "other_first": other.first,
        "one_work": _work(one, spoken),
        "other_work": _work(other, spoken),
        "topic": _TOPIC[spoken].format(topic=topic) if topic else "",
        "owner": owner,
    }
    return Words(subject.format_map(told), body.format_map(told).rstrip() + "\n")


def _work(side: Side, spoken: str) -> str:
    return _WORK[spoken].format(work=side.work) if side.work else ""
