"""The people of the sample: who they are, how to reach them, how they and the owner cross."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple
from unicodedata import normalize

from entregent.app.sample.clock import DAY, midnight
from entregent.app.sample.names import ENGLISH, NICKNAMES, ORIGINS, QUEBEC, VIETNAM, Origin
from entregent.app.sample.noise import NOISE
from entregent.app.sample.places import AREA_CODES, KINDS, PROVIDERS, SITES, TRADES_EN, TRADES_FR
from entregent.app.sample.streams import BLOCK, Share, pick, stream


class Owner(NamedTuple):
    """Whose life it is."""

    name: str
    given: str
    addresses: tuple[str, str]
    """Her work address, then her own."""
    phone: str
    company: str
    domain: str


OWNER: Final = Owner(
    "Maude Thériault-Lamy",
    "Maude",
    ("maude@atelier-boreal.example", "maude.theriault@courriel.example"),
    "+1 514 555-0100",
    "Atelier Boréal",
    "atelier-boreal.example",
)

_KIN: Final = ("Thériault", "Lamy", "Thériault", "Lamy", "Carrier")

CLOSE: Final = frozenset(("love", "family", "friends", "pals"))
"""Circles of private life; the others are work."""


class Pace(NamedTuple):
    """How a circle crosses the owner's path."""

    share: float
    """Of all people."""
    most: int
    """Past this size a circle stops growing and the rest become pals: nobody has a thousand aunts."""
    gap_days: float
    """Median of the people's own medians between two exchanges."""
    spread: float
    """Log-normal sigma of the gaps of one person."""
    begun: float
    """Share of exchanges that the owner begins."""
    steady: float
    """Share of ties that never end within the years."""


PACES: Final = {
    "love": Pace(0.0, 1, 3.0, 0.6, 0.5, 1.0),
    "family": Pace(0.06, 60, 24.0, 0.7, 0.45, 0.9),
    "friends": Pace(0.13, 5000, 30.0, 0.6, 0.5, 0.6),
    "pals": Pace(0.23, 10**9, 110.0, 0.8, 0.45, 0.5),
    "clients": Pace(0.15, 10**9, 16.0, 0.9, 0.45, 0.3),
    "collaborators": Pace(0.11, 10**9, 12.0, 0.9, 0.5, 0.35),
    "partners": Pace(0.09, 10**9, 35.0, 0.7, 0.5, 0.55),
    "prospects": Pace(0.23, 10**9, 160.0, 0.6, 0.7, 0.2),
}


class Person:
    """One invented human being. Instants are UTC seconds."""

    __slots__ = (
        "birthday", "born_family", "circle", "company", "domain", "family", "fate", "french", "gap", "given", "home",
        "id", "job", "mails", "nickname", "phones", "profile", "profile_told", "role", "since", "spans", "spread",
        "via", "woman",
    )  # fmt: skip

    def __init__(self, number: int, circle: str, given: str, family: str) -> None:
        self.id = number
        self.circle = circle
        self.given = given
        self.family = family
        self.woman = False
        self.french = True
        self.nickname = ""
        self.born_family = ""
        """A woman's name before marriage, where it differs."""
        self.mails: list[str] = []
        self.phones: list[str] = []
        self.profile = ""
        self.profile_told = False
        """Something besides the name ties the profile to the rest: its row holds an address, the card its link."""
        self.company = ""
        self.domain = ""
        self.job = ""
        self.birthday: date | None = None
        self.gap = 0.0
        self.spread = 0.0
        self.since = 0
        self.spans: list[tuple[int, int]] = []
        """When the tie lives: from, until."""
        self.fate = "steady"
        self.via = -1
        """Who introduced this person."""
        self.role = ""
        """What the last weeks hold for this tie (`staging`)."""
        self.home = 0
        """Seconds east of UTC of those who live elsewhere; 0 means Montréal."""

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given} {self.family}"

    @property
    def mail_name(self) -> str:
        """The name as the person's own mail shows it: some offices put the family name first."""
        if self.circle not in CLOSE and self.id % 17 == 5:
            return f"{self.family}, {self.given}"
        return f"{self.given} {self.family}"


def plain(text: str) -> str:
    """A text without its accents."""
    stripped = "".join(sign for sign in normalize("NFD", text) if not 0x300 <= ord(sign) < 0x370)
    return stripped.replace("đ", "d").replace("Đ", "D")


def _slug(text: str) -> str:
    """A text as it stands in an address: ascii letters and figures."""
    return "".join(sign for sign in plain(text).lower() if sign.isascii() and (sign.isalnum() or sign == "-"))


class Cast:
    """Everybody, with the circles as lists of numbers."""

    def __init__(self, seed: int, people: int, years: int, until: date) -> None:
        """Make `people` (at least 1), known to the owner in the `years` before `until`."""
        self.seed = seed
        self.until = until
        self.end = midnight(until)
        """No message is later: midnight UTC at the beginning of `until`."""
        self.begin = self.end - years * 365 * DAY
        self.people: list[Person] = []
        self.circles: dict[str, list[int]] = {circle: [] for circle in PACES}
        self._names: set[tuple[str, str]] = set()
        self._addresses: set[str] = set(OWNER.addresses)
        for circle in _circles(stream(seed, "circles"), people):
            self.circles[circle].append(len(self.people))
            self.people.append(Person(len(self.people), circle, "", ""))
        self._name_all(stream(seed, "names"))
        self._reach_all(stream(seed, "handles"))
        self._tie_all(stream(seed, "ties"))

    def _name_all(self, rng: Random) -> None:
        """Names, languages and birthdays; in every block of 20, homonyms by the noise table's share."""
        copies = round(NOISE.homonyms * BLOCK / 2)
        namesakes: list[int] = []
        for person in self.people:
            place = person.id % BLOCK
            if place == BLOCK - copies:
                namesakes = rng.sample(range(person.id - place, person.id), copies)
            if place >= BLOCK - copies:
                _copy_name(self.people[namesakes.pop()], person)
            else:
                self._new_name(rng, person)
            if rng.random() < 0.04 and person.circle != "love":
                person.home = pick(rng, (3600, -8 * 3600, 7 * 3600, 3600))
            age = int(rng.triangular(19, 82, 44)) if person.circle == "family" else int(rng.triangular(22, 74, 42))
            born = self.until - timedelta(days=age * 365 + int(rng.random() * 365))
            person.birthday = born.replace(day=min(born.day, 28))

    def _new_name(self, rng: Random, person: Person) -> None:
        """Give a person a full name that nobody bears yet."""
        kin = pick(rng, _KIN) if person.circle == "family" else ""
        origin = QUEBEC if person.circle in {"love", "family"} else _origin(rng)
        for attempt in range(60):
            woman = rng.random() < 0.52
            given = pick(rng, origin.women if woman else origin.men)
            family = kin if kin and attempt < 6 else pick(rng, origin.families)
            if attempt > 8:
                family = _compound(rng, origin, family)
            if attempt > 40:
                given = f"{given} {pick(rng, origin.women if woman else origin.men)}"
            if (given, family) not in self._names:
                break
        self._names.add((given, family))
        person.given, person.family, person.woman = given, family, woman
        person.french = rng.random() < origin.french
        person.nickname = NICKNAMES.get(given, "")
        if woman and rng.random() < 0.3:
            person.born_family = pick(rng, origin.families)

    def _reach_all(self, rng: Random) -> None:
        """Companies, addresses, phones and profiles."""
        several = Share(rng, NOISE.several_addresses)
        linkless = Share(rng, NOISE.linkless_profiles)
        numbers = iter(_phone_numbers(rng))
        for person in self.people:
            if person.circle not in CLOSE or rng.random() < 0.35:
                _employ(rng, person)
            at_work = bool(person.domain) and (person.circle not in CLOSE)
            first = person.domain if at_work else pick(rng, PROVIDERS)
            person.mails.append(self._address(rng, person, first))
            if several.draw():
                other = pick(rng, PROVIDERS) if at_work or not person.domain else person.domain
                person.mails.append(self._address(rng, person, other))
                if rng.random() < 0.15:
                    person.mails.append(self._address(rng, person, pick(rng, PROVIDERS)))
            if rng.random() < 0.7:
                person.phones = [number for number in (next(numbers, ""),) if number]
            if rng.random() < (0.3 if person.circle in CLOSE else 0.65):
                person.profile = f"reseau.example/in/{_slug(person.given)}-{_slug(person.family)}-{person.id:x}"
                person.profile_told = not linkless.draw()

    def _address(self, rng: Random, person: Person, domain: str) -> str:
        """A new address at a domain, in one of the ways in which people and offices make them."""
        given, family = _slug(person.given), _slug(person.family)
        shape = pick(rng, ("{g}.{f}", "{g}.{f}", "{g}.{f}", "{i}{f}", "{g}{f}", "{f}.{g}", "{g}_{f}", "{n}.{f}", "{g}"))
        local = shape.format(g=given, f=family, i=given[:1], n=_slug(person.nickname) or given)
        address = f"{local}@{domain}"
        while address in self._addresses:
            address = f"{local}{int(rng.random() * 90 + 10) if len(address) < 60 else person.id}@{domain}"
            local += str(int(rng.random() * 10)) if rng.random() < 0.3 else ""
        self._addresses.add(address)
        return address

    def _tie_all(self, rng: Random) -> None:
        """Rhythms, fates and who introduced whom."""
        for person in self.people:
            pace = PACES[person.circle]
            person.gap = pace.gap_days * rng.lognormvariate(0, 0.5) * DAY
            person.spread = pace.spread
            _live(rng, person, pace, (self.begin, self.end))
        for person in self.people:
            if person.since > self.begin + 30 * DAY and rng.random() < 0.28:
                person.via = self._introducer(rng, person)

    def _introducer(self, rng: Random, person: Person) -> int:
        """Somebody whom the owner knew well by then, or -1."""
        for _ in range(6):
            other = self.people[int(rng.random() * len(self.people))]
            known = other.since < person.since - 120 * DAY and other.spans[-1][1] > person.since
            if known and other.circle not in {"prospects", "love"} and other.french == person.french:
                return other.id
        return -1


def _circles(rng: Random, people: int) -> list[str]:
    """A circle for each number: exact shares, in shuffled order."""
    made = ["love"] * min(PACES["love"].most, max(0, people // 8))
    for circle, pace in PACES.items():
        made += [circle] * min(pace.most, int(pace.share * people))
    made = made[:people] + ["pals"] * (people - len(made))
    rng.shuffle(made)
    return made


def _copy_name(other: Person, person: Person) -> None:
    """Give a person another one's full name."""
    person.given, person.family, person.woman = other.given, other.family, other.woman
    person.french, person.nickname = other.french, other.nickname


def _origin(rng: Random) -> Origin:
    """Where a name comes from, by weight."""
    left = rng.random() * 105
    for origin in ORIGINS:
        left -= origin.weight
        if left < 0:
            return origin
    return ENGLISH


def _compound(rng: Random, origin: Origin, family: str) -> str:
    """A compound family name; for Vietnamese ones a middle name before the family's."""
    other = pick(rng, origin.families)
    return f"{other} {family}" if origin is VIETNAM else f"{family}-{other}"


def _employ(rng: Random, person: Person) -> None:
    """A company with its domain, and a trade. A third of the collaborators share the owner's."""
    woman, man = pick(rng, TRADES_FR)
    english = pick(rng, TRADES_EN)
    person.job = (woman if person.woman else man) if person.french else english
    if person.circle == "collaborators" and rng.random() < 0.33:
        person.company, person.domain = OWNER.company, OWNER.domain
        return
    person.company = f"{pick(rng, KINDS)} {pick(rng, SITES)}"
    words = person.company.replace("'", " ").replace("&", " ").split()
    person.domain = "-".join(_slug(word) for word in words) + ".example"


def _phone_numbers(rng: Random) -> Iterator[str]:
    """Fictional numbers, each once, in shuffled order; they run out before large casts do."""
    numbers = [f"+1 {area} 555-01{last:02d}" for area in AREA_CODES for last in range(100)]
    numbers.remove(OWNER.phone)
    rng.shuffle(numbers)
    yield from numbers


def _live(rng: Random, person: Person, pace: Pace, years: tuple[int, int]) -> None:
    """When the tie begins, ends, and perhaps begins again."""
    begin, end = years
    length = end - begin
    person.since = begin if rng.random() < 0.55 else begin + int(rng.random() ** 0.8 * length * 0.97)
    if person.circle == "family":
        person.since = begin
    person.spans = [(person.since, end)]
    if rng.random() < pace.steady or end - person.since < 200 * DAY:
        person.fate = "steady" if end - person.since > 300 * DAY else "new"
        return
    lived = max(90 * DAY, int((end - person.since) * (0.15 + 0.65 * rng.random())))
    person.fate = "faded"
    person.spans = [(person.since, person.since + lived)]
    pause = int((200 + 400 * rng.random()) * DAY)
    if rng.random() < 0.3 and person.since + lived + pause < end - 60 * DAY:
        person.fate = "revived"
        person.spans.append((person.since + lived + pause, end))
