"""What people write about: the shape of a topic; the words stand in `words_fr` and `words_en`."""

from typing import Final, NamedTuple

ME: Final = "me"
"""Only the owner opens such a thread."""
THEM: Final = "them"
ANY: Final = "any"


class Topic(NamedTuple):
    """A subject, ways to open it, to answer and to close. Slots such as {day} are filled once per thread."""

    who: str
    subject: str
    opens: tuple[str, ...]
    answers: tuple[str, ...]
    closes: tuple[str, ...]


class Tongue(NamedTuple):
    """Everything that one language needs to write a letter."""

    topics: dict[str, tuple[Topic, ...]]
    """By circle. Besides: "ask" (a question that waits), "promise", "introduction", "bridge", "group", "second-try"."""
    slots: dict[str, tuple[str, ...]]
    hello_close: tuple[str, ...]
    hello_work: tuple[str, ...]
    bye_close: tuple[str, ...]
    bye_work: tuple[str, ...]
    reply: str
    quote: str
    """Takes {date}, {name} and {address}."""
    written: str
    """A date, from {weekday}, {day}, {month}, {year} and {clock}."""
    days: tuple[str, ...]
    months: tuple[str, ...]
    sent_from: str
    passed_on: str
    """What stands before the subject of a letter that is passed on."""
