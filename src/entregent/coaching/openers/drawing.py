"""Drawing openers: the kinds that the facts allow, best first, each form once before any comes again in other words."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Final

from entregent.coaching.openers.address import fits
from entregent.coaching.openers.forms import Form, filled, forms, said
from entregent.coaching.openers.heavy import is_heavy
from entregent.coaching.openers.matters import is_person
from entregent.coaching.openers.opener_facts import Opener, OpenerFacts
from entregent.coaching.openers.slots import SILENT_DAYS, Slot, Slots, days_to_birthday, slots_of

LONGEST: Final = 240
PURPOSES: Final = (
    "call",
    "meet",
    "ask-advice",
    "ask-introduction",
    "offer",
    "after-event",
    "repair",
    "thank",
    "agree-hour",
)
SPOKEN: Final = frozenset(("call",))
"""Said aloud: it opens with who speaks."""
AHEAD_DAYS: Final = 7
BEHIND_DAYS: Final = 10

CLAIMS: Final = {
    "promise/vague": "promise",
    "owed/vague": "owed",
    "matters/vague": "matters",
    "matters/heavy": "matters",
    "birthday/today": "birthday",
    "birthday/soon": "birthday",
    "birthday/late": "birthday",
    "silence": "silence_days",
    "season": "today",
}
"""Block -> the fact that it speaks of without naming it."""
RENAMED: Final = {
    "meeting/coming": {"eventday": "meetingday"},
    "event/coming": {"event": "comingevent", "eventday": "comingday"},
}
"""Block -> what its slots are called among all."""


def draw(  # noqa: PLR0913 - what a draw depends on
    facts: OpenerFacts,
    *,
    seed: str,
    count: int = 3,
    skip: int = 0,
    purpose: str = "",
    used: Collection[str] = (),
    france: bool = False,
) -> list[Opener]:
    """So many openers, after `skip` better ones; never one whose digest is `used`. The same facts, the same draw."""
    found = (one for one in _all(facts, seed, purpose, france=france) if digest(one.text) not in used)
    return list(islice(found, skip, skip + count))


def digest(text: str) -> str:
    """What is kept of an opener that was used: the same for texts that differ in spaces and marks alone."""
    plain = "".join(c for c in text.casefold() if c.isalnum())
    return blake2b(plain.encode("utf-8", "replace"), digest_size=8).hexdigest()


def gift(facts: OpenerFacts, *, seed: str, language: str, france: bool = False) -> str:
    """One thing to offer, told to the owner in the owner’s language; "" where nothing fits."""
    block = "gift/heavy" if is_heavy(facts.matters) else "gift"
    found = forms(language, "tu", france=france).get(facts.tone, {}).get(block, ())
    slots = slots_of(facts._replace(language=language, address="tu"))
    fitting = [form for form in found if form.slots <= slots.keys()]
    with_facts = [form for form in fitting if form.slots] or fitting
    if not with_facts:
        return ""
    return filled(said(with_facts[_number(seed, "gift") % len(with_facts)].parts, 0), slots)


def gift_of_week(week: str, persons: Collection[int]) -> int | None:
    """Which of these people gets, this ISO week, something that asks nothing: the same one all week."""
    return min(persons, key=lambda person: (_number(week, str(person)), person), default=None)


# ── the order ─────────────────────────────────────────────────────────────────────────────────────────────────────


def blocks_of(facts: OpenerFacts, slots: Slots) -> list[str]:
    """The blocks that these facts allow, the best fitting first."""
    near = days_to_birthday(facts.birthday, facts.today) if facts.birthday else None
    heavy = is_heavy(facts.matters)
    if heavy:
        return ["matters/heavy"]
    person = "matters" in slots and is_person(slots["matters"].text)
    offered: list[tuple[str, bool]] = [
        ("birthday/today", near == 0),
        ("promise", "promise" in slots),
        ("promise/vague", bool(facts.promise) and "promise" not in slots),
        ("owed", "owed" in slots),
        ("owed/vague", bool(facts.owed) and "owed" not in slots),
        ("matters/person", person),
        ("matters", "matters" in slots and not person),
        ("matters/vague", bool(facts.matters.strip()) and "matters" not in slots),
        ("news/job", "newjob" in slots),
        ("news/post", "post" in slots),
        ("meeting/coming", "meetingday" in slots),
        ("event/coming", "comingday" in slots),
        ("met", "metwhen" in slots),
        ("event/past", "eventday" in slots),
        ("comment", "comment" in slots),
        ("subject/in", slots.get("subject", _NONE).fact == "last_in"),
        ("subject/out", slots.get("subject", _NONE).fact == "last_out"),
        ("introduced", "via" in slots),
        ("mutual", "mutual" in slots),
        ("birthday/soon", near is not None and 0 < near <= AHEAD_DAYS),
        ("birthday/late", near is not None and -BEHIND_DAYS <= near < 0),
        (f"season/{season(facts)}", bool(season(facts))),
        ("work", "org" in slots),
        ("work/first", "org" in slots),
        ("silence", facts.silence_days is not None and facts.silence_days >= SILENT_DAYS),
        ("first", "first" in slots),
        ("plain", True),
    ]
    return [block for block, fits_facts in offered if fits_facts]


_NONE: Final = Slot("", "")


def season(facts: OpenerFacts) -> str:
    """What time of the year everybody would speak of; "" between."""
    on = (facts.today.month, facts.today.day)
    if on <= (1, 20):
        return "newyear"
    if on >= (12, 10):
        return "holidays"
    if not facts.north:
        return ""
    for name, first, last in _SEASONS:
        if first <= on <= last:
            return name
    return ""


_SEASONS: Final = (
    ("winter", (1, 21), (3, 5)),
    ("spring", (3, 21), (5, 31)),
    ("summer", (6, 21), (8, 20)),
    ("return", (8, 28), (9, 21)),
    ("autumn", (9, 22), (11, 15)),
)


# ── one after the other ───────────────────────────────────────────────────────────────────────────────────────────


def _all(facts: OpenerFacts, seed: str, purpose: str, *, france: bool) -> Iterator[Opener]:
    """Every opener that these facts allow, in order, no two alike."""
    slots = slots_of(facts)
    lang = facts.language if facts.language in {"fr", "en"} else "en"
    book = forms(lang, facts.address if lang == "fr" else "", france=france).get(facts.tone, {})
    own: set[str] = set()
    general = [] if purpose in SPOKEN else blocks_of(facts, slots)
    for blocks in ([purpose], general) if purpose else (general,):
        greetings = _fitting(book.get(_greeting(purpose, soft=is_heavy(facts.matters)), ()), slots)
        for form, number in _rounds(book, blocks, slots, seed, max(1, len(greetings))):
            one = _said(form, number, greetings, _as_called(form.block, slots), facts)
            if one is not None and (known := digest(one.text)) not in own:
                own.add(known)
                yield one


def _greeting(purpose: str, *, soft: bool) -> str:
    """The block that greets: who speaks, where it is said aloud; soberly where it is no time for cheer."""
    if purpose in SPOKEN:
        return "hello"
    return "greeting/soft" if soft or purpose == "repair" else "greeting"


def _as_called(block: str, slots: Slots) -> Slots:
    """The slots as a block calls them."""
    renamed = RENAMED.get(block)
    return (
        slots if renamed is None else slots | {name: slots[known] for name, known in renamed.items() if known in slots}
    )


def _fitting(some: tuple[Form, ...], slots: Slots) -> list[Form]:
    """Greetings with the name where it is known, the others where it is not."""
    fitting = [form for form in some if form.slots <= slots.keys()]
    best = max((len(form.slots) for form in fitting), default=0)
    return [form for form in fitting if len(form.slots) == best]


def _rounds(
    book: Mapping[str, tuple[Form, ...]], blocks: list[str], slots: Slots, seed: str, greetings: int
) -> Iterator[tuple[Form, int]]:
    """(form, which way of saying it): a form of each block in turn, then the next, each in its own order."""
    rows = []
    for block in blocks:
        named = _as_called(block, slots)
        fitting = [form for form in book.get(block, ()) if form.slots <= named.keys()]
        for asked in ("hour", "whom"):
            if any(asked in form.slots for form in fitting):
                fitting = [form for form in fitting if asked in form.slots]
        fitting.sort(key=lambda form: (not form.slots, _number(seed, f"{block} {form.parts[0].text}{len(form.parts)}")))
        if fitting:
            rows.append(fitting)
    most = max((form.ways * greetings for fitting in rows for form in fitting), default=0)
    longest = max(map(len, rows), default=0)
    for way in range(most):
        for place in range(longest):
            for fitting in rows:
                if place < len(fitting) and way < (ways := fitting[place].ways * greetings):
                    yield fitting[place], _scattered(way, ways, seed, fitting[place])


def _scattered(number: int, ways: int, seed: str, form: Form) -> int:
    """The ways in an order of the person’s own, each once."""
    begin = _number(seed, form.parts[0].text)
    step = next((one for one in (7, 5, 11, 13, 17, 3, 19, 23) if ways % one), 1)
    return (begin + number * step) % ways


def _said(form: Form, number: int, greetings: list[Form], slots: Slots, facts: OpenerFacts) -> Opener | None:
    """An opener whole, or None where it would be too long or mix tu and vous."""
    way, which = divmod(number, max(1, len(greetings)))
    body = filled(said(form.parts, way), slots).strip()
    greeting = greetings[which] if greetings and _wants_greeting(form, body) else None
    opened = filled(said(greeting.parts, 0), slots).rstrip() if greeting is not None else ""
    text = f"{opened} {_after(opened, body, form)}" if opened else body
    if (
        not body
        or len(text) > LONGEST
        or text[-1] not in ".?!…"
        or (facts.language == "fr" and not fits(text, facts.address))
    ):
        return None
    named = form.slots | (greeting.slots if opened and greeting is not None else frozenset())
    told = {slots[slot].fact for slot in named}
    claim = CLAIMS.get(form.block) or CLAIMS.get(form.block.partition("/")[0])
    if claim:
        told.add(claim)
    return Opener(form.block.partition("/")[0], text, tuple(sorted(told)), form.gives)


def _wants_greeting(form: Form, body: str) -> bool:
    """A sentence that names the reader, or greets by itself, needs no greeting before it."""
    begins = body[:30].casefold()
    return "name" not in form.slots and "bonjour" not in begins and "hello" not in begins


def _after(opened: str, body: str, form: Form) -> str:
    """After a comma a sentence goes on in small letters; names, titles and the English I stay."""
    begins = form.parts[0].text
    if not opened.endswith(",") or begins.startswith("{") or body.startswith(("I ", "I’", "Happy New", "September")):
        return body
    return body[:1].lower() + body[1:]


@lru_cache(maxsize=1 << 12)
def _number(seed: str, what: str) -> int:
    return int.from_bytes(blake2b(f"{seed}\n{what}".encode("utf-8", "replace"), digest_size=8).digest(), "big")
