"""How the years went: who wrote to whom and when, as one stream in the order of time, with flat memory."""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from math import exp
from random import Random
from typing import Final

from entregent.app.sample.agenda import Meeting
from entregent.app.sample.cast import CLOSE, OWNER, PACES, Cast, Person
from entregent.app.sample.clock import DAY, montreal_offset, parts_of
from entregent.app.sample.introductions import AT_TABLE, PASSED_ON, QUIET, TOLD, Introduction, form_of, table_of
from entregent.app.sample.staging import CALM_DAYS, Scene
from entregent.app.sample.streams import pick, stream
from entregent.app.sample.topics import ANY, ME, THEM, Tongue, Topic
from entregent.app.sample.words_en import ENGLISH
from entregent.app.sample.words_fr import FRENCH

WORK_SEASON: Final = (0.9, 1.0, 1.05, 1.05, 1.0, 0.9, 0.4, 0.8, 1.35, 1.45, 1.35, 0.8)
"""Busy autumn, quiet July, by month."""
CLOSE_SEASON: Final = (1.0, 0.95, 0.95, 1.0, 1.05, 1.1, 0.8, 0.95, 1.0, 1.0, 0.95, 1.3)
GROUP_SHARE: Final = 0.035
BRIDGE_SHARE: Final = 0.004
_WORK_HOURS: Final = (8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17)
_CLOSE_HOURS: Final = (7, 8, 9, 11, 12, 12, 13, 16, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22)


class Slots(dict[str, str]):
    """The slots of a thread: filled when first asked for, from the thread's number, and the same ever after."""

    __slots__ = ("_mixed", "_tables")

    def __init__(self, tables: dict[str, tuple[str, ...]], key: int) -> None:
        super().__init__()
        self._tables = tables
        self._mixed = key * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF

    def __missing__(self, name: str) -> str:
        table = self._tables[name]
        self._mixed = self._mixed * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        filled = self[name] = table[(self._mixed >> 33) % len(table)]
        return filled


class Thread:
    """A conversation: its people, its words, and what was said last."""

    __slots__ = (
        "address",
        "filled",
        "form",
        "key",
        "kind",
        "last_at",
        "last_by",
        "last_id",
        "last_text",
        "others",
        "person",
        "subject",
        "tongue",
        "topic",
    )

    def __init__(self, key: int, person: Person, topic: Topic, tongue: Tongue) -> None:
        self.key = key
        self.person = person
        self.topic = topic
        self.tongue = tongue
        self.kind = "talk"
        self.form = ""
        """How somebody is introduced (`introductions`)."""
        self.others: list[Person] = []
        """Those in copy; in a group everybody besides the owner and `person`."""
        self.filled: dict[str, str] = {}
        self.address = ""
        self.subject = ""
        self.last_id = self.last_text = ""
        self.last_by: Person | None = None
        self.last_at = 0


class Letter:
    """One message of a thread: `writer` None is the owner; `step` 0 opens, `final` closes."""

    __slots__ = ("at", "final", "step", "thread", "writer")

    def __init__(self, at: int, thread: Thread, step: int, writer: Person | None, *, final: bool) -> None:
        self.at = at
        self.thread = thread
        self.step = step
        self.writer = writer
        self.final = final


class Life:
    """Draws the years; `letters` is consumed once, in order of time."""

    def __init__(self, cast: Cast, scenes: list[Scene], scale: float) -> None:
        self.cast = cast
        self.scenes = scenes
        self.scale = scale
        self.rng: Random = stream(cast.seed, "mail")
        self.count = 0
        self._heap: list[tuple[int, int, Person | Letter]] = []
        self._sociable = {circle: self._steady(numbers) for circle, numbers in cast.circles.items()}
        self._met = bytearray(len(cast.people))
        """Who has written or been written to: a first letter is between two, or an introduction, and never left out."""
        self.introductions: list[Introduction] = []
        self.tables: list[Meeting] = []
        """The meetings of three at which somebody was introduced."""
        self.bridges: list[tuple[int, int, int]] = []
        """(instant, whom, to whom): introductions that the owner made."""

    def _steady(self, numbers: list[int]) -> list[int]:
        """Those who may be in a group at any time: no role, known from the beginning, still there."""
        people = self.cast.people
        return [
            n
            for n in numbers
            if people[n].fate == "steady" and not people[n].role and people[n].since == self.cast.begin
        ]

    def letters(self) -> Iterator[Letter]:
        """Every letter, by time. At least one for each person."""
        heap = self._heap
        for person in self.cast.people:
            first = person.since
            if first == self.cast.begin and person.role != "unanswered":
                first += int(self.rng.random() * min(person.gap, 300 * DAY))
                first = min(first, max(person.spans[0][1] - DAY, person.since))
            if person.role != "unanswered":
                heap.append((self._hour(first, person), self._next(), person))
        heapify(heap)
        for scene in self.scenes:
            self._script(scene)
        while heap:
            at, _, what = heappop(heap)
            if isinstance(what, Letter):
                yield what
            else:
                self._begin(at, what)

    def _next(self) -> int:
        """A number that orders what happens in the same second."""
        self.count += 1
        return self.count

    def _script(self, scene: Scene) -> None:
        """Put a staged thread among the others."""
        person = self.cast.people[scene.person]
        tongue = FRENCH if person.french else ENGLISH
        topics = [topic for topic in tongue.topics[scene.words] if topic.who != THEM or not scene.moves[0][1]]
        thread = self._thread(scene.moves[0][0], person, pick(self.rng, topics))
        for step, (at, mine) in enumerate(scene.moves):
            self._post(at, thread, step, None if mine else person)

    def _post(self, at: int, thread: Thread, step: int, writer: Person | None, *, final: bool = False) -> None:
        heappush(self._heap, (at, self._next(), Letter(at, thread, step, writer, final=final)))

    def _thread(self, at: int, person: Person, topic: Topic) -> Thread:
        """A new thread with its slots filled."""
        tongue = FRENCH if person.french else ENGLISH
        thread = Thread(self._next(), person, topic, tongue)
        rng, slots = self.rng, tongue.slots
        filled = Slots(slots, thread.key)
        if person.circle not in CLOSE:
            filled["day"] = slots["day"][thread.key % 5]
        month = (parts_of(at, 0)[1] + int(rng.random() * 3)) % 12
        filled["month"] = slots["month"][month]
        filled["of_month"] = ("d'" if filled["month"][0] in "ao" else "de ") + filled["month"]
        filled["a"], filled["b"] = OWNER.given, person.given
        thread.filled = filled
        thread.subject = topic.subject.format_map(filled)
        mails = person.mails
        thread.address = mails[0] if len(mails) == 1 or rng.random() < 0.7 else pick(rng, mails)
        return thread

    def _begin(self, at: int, person: Person) -> None:
        """A person's turn has come: begin a thread, and set when the next one begins."""
        if not self._met[person.id]:
            if person.via >= 0:
                self._introduce(at, person)
            else:
                self._talk(at, person)
            self._met[person.id] = True
        elif person.circle != "love" and self.rng.random() < GROUP_SHARE and not person.role:
            self._gather(at, person)
        elif self._may_bridge(at, person):
            self._bridge(at, person)
        else:
            self._talk(at, person)
        self._schedule(at, person)

    def _schedule(self, at: int, person: Person) -> None:
        """The next thread of a tie: a log-normal gap, shorter in the circle's busy season, within its spans."""
        rng = self.rng
        _, month, day, _, _ = parts_of(at, 0)
        close = person.circle in CLOSE
        season = (CLOSE_SEASON if close else WORK_SEASON)[month - 1]
        if not close and (month == 12 and day > 20):
            season = 0.15
        gap = person.gap * exp(rng.gauss(0.0, person.spread)) / (season * self.scale)
        then = at + max(60, int(gap))
        for begin, end in person.spans:
            if then < begin:
                then = begin + int(rng.random() * 5 * DAY)
            if then < end:
                when = self._hour(then, person) if gap > DAY else then
                if when < min(end + DAY, self.cast.end):
                    heappush(self._heap, (max(when, at + 60), self._next(), person))
                return

    def _hour(self, at: int, person: Person) -> int:
        """The same day at an hour when such people write; work moves to Monday."""
        rng = self.rng
        close = person.circle in CLOSE
        number = at // DAY
        weekday = (number + 3) % 7
        if not close and weekday > 4 and rng.random() < 0.93:
            number += 7 - weekday
        hour = pick(rng, _CLOSE_HOURS if close else _WORK_HOURS)
        local = number * DAY + hour * 3600 + int(rng.random() * 3600)
        return local - montreal_offset(local)

    def _awake(self, at: int) -> int:
        """Nobody answers at night: what falls there waits for the morning."""
        into_day = (at + montreal_offset(at)) % DAY
        return at + 6 * 3600 + int(self.rng.random() * 7200) if into_day < 6 * 3600 else at

    def _delay(self, person: Person) -> int:
        """How long an answer takes: hours mostly, days sometimes."""
        hours = (5.0 if person.circle in CLOSE else 3.0) * exp(self.rng.gauss(0.0, 1.3))
        return int(min(hours, 200.0) * 3600 / max(1.0, self.scale / 4)) + 60

    def _talk(self, at: int, person: Person) -> None:
        """A thread between the two. In the last weeks it ends with the owner's word, or does not begin."""
        rng = self.rng
        mine = rng.random() < PACES[person.circle].begun
        tongue = FRENCH if person.french else ENGLISH
        wanted = ME if mine else THEM
        topics = tongue.topics[person.circle]
        topic = pick(rng, topics)
        while topic.who not in (wanted, ANY):
            topic = pick(rng, topics)
        silent = person.circle == "prospects" and mine and rng.random() < 0.45
        steps = 1 if silent else 1 + (rng.random() < 0.85) + (rng.random() < 0.5) + (rng.random() < 0.12)
        calm = at > self.cast.end - CALM_DAYS * DAY
        if calm and (steps % 2 == 1) != mine:
            steps += 1 if steps < 3 else -1
        moves = [at]
        for _ in range(steps - 1):
            moves.append(self._awake(moves[-1] + self._delay(person)))
        if moves[-1] >= self.cast.end - 3600:
            if calm and self._met[person.id]:
                return
            moves = [at] if at < self.cast.end else []
        thread = self._thread(at, person, topic)
        for step, when in enumerate(moves):
            self._post(when, thread, step, None if mine == (step % 2 == 0) else person, final=step >= 2)

    def _introduce(self, at: int, person: Person) -> None:
        """Somebody makes the person known to the owner by a letter to both."""
        introducer = self.cast.people[person.via]
        if introducer.spans[-1][1] < at or introducer.role:
            person.via = -1
            self._talk(at, person)
            return
        tongue = FRENCH if person.french else ENGLISH
        thread = self._thread(at, person, pick(self.rng, tongue.topics["introduction"]))
        thread.kind = "introduction"
        thread.others = [introducer]
        thread.form = form_of(self.cast.seed, person.id)
        self.introductions.append(Introduction(at, introducer.id, person.id, thread.form))
        hours = max(1, int((self.cast.end - at) / 3600 / 4))
        self._post(at, self._first_of(at, thread, introducer), 0, introducer)
        self._post(at + min(5, hours) * 3600, thread, 1, None)
        self._post(self._awake(at + min(22, 2 * hours) * 3600), thread, 2, person, final=True)
        self._post(at + min(26, 3 * hours) * 3600, thread, 3, None, final=True)

    def _first_of(self, at: int, thread: Thread, introducer: Person) -> Thread:
        """The thread of the introducer's own letter: the same one, or one that does not name who is new."""
        if thread.form == TOLD:
            return thread
        tongue, key = thread.tongue, thread.key
        plain = tongue.topics["quiet"]
        topic = plain[key % len(plain)]
        if thread.form in {QUIET, PASSED_ON}:
            thread.topic = topic
            thread.subject = topic.subject.format_map(thread.filled)
            return thread
        usual = tongue.topics["group" if introducer.circle in CLOSE else "group-work"]
        thread.topic, thread.subject = topic, topic.subject.format_map(thread.filled)
        first = Thread(key | 1 << 41, introducer, usual[key % len(usual)], tongue)
        first.kind, first.form = thread.kind, thread.form
        first.filled = thread.filled
        first.subject = first.topic.subject.format_map(first.filled)
        first.address = introducer.mails[0]
        if thread.form == AT_TABLE:
            self.tables.append(table_of(len(self.tables), at, introducer, thread.person))
        return first

    def _may_bridge(self, at: int, person: Person) -> bool:
        """Whether the owner introduces this person to another now; never in the last weeks, whose words are staged."""
        known = person.fate == "steady" and not person.role
        return known and self.rng.random() < BRIDGE_SHARE and at < self.cast.end - CALM_DAYS * DAY

    def _bridge(self, at: int, person: Person) -> None:
        """The owner makes two of her people known to each other."""
        rng = self.rng
        circle = self._sociable["friends"] + self._sociable["partners"]
        other = self.cast.people[pick(rng, circle)] if circle else person
        if other is person or other.french != person.french or at + 2 * DAY > self.cast.end:
            self._talk(at, person)
            return
        tongue = FRENCH if person.french else ENGLISH
        thread = self._thread(at, person, pick(rng, tongue.topics["bridge"]))
        thread.filled |= {"a": person.given, "b": other.given}
        thread.subject = thread.topic.subject.format_map(thread.filled)
        thread.kind = "bridge"
        thread.others = [other]
        self.bridges.append((at, person.id, other.id))
        self._post(at, thread, 0, None)
        self._post(at + self._delay(person) // 4, thread, 1, person)

    def _gather(self, at: int, person: Person) -> None:
        """A letter to several people of one circle; one of them answers to all."""
        rng = self.rng
        table = self._sociable[person.circle]
        if len(table) < 4 or at + 3 * DAY > self.cast.end:
            self._talk(at, person)
            return
        begin = int(rng.random() * len(table))
        numbers = {table[(begin + k) % len(table)] for k in range(3 + int(rng.random() * 5))} - {person.id}
        others = [self.cast.people[n] for n in sorted(numbers)]
        tongue = FRENCH if person.french else ENGLISH
        thread = self._thread(at, person, pick(rng, tongue.topics["group" if person.circle in CLOSE else "group-work"]))
        thread.kind = "group"
        thread.others = others
        mine = rng.random() < 0.5
        self._post(at, thread, 0, None if mine else person)
        self._post(self._awake(at + 3600 + int(rng.random() * 30 * 3600)), thread, 1, pick(rng, others))
        if rng.random() < 0.6:
            self._post(self._awake(at + 40 * 3600), thread, 2, person if mine else None, final=True)
