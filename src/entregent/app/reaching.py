"""Reaching: from what a person types to a handle or to somebody in the book."""

from collections.abc import Iterable
from typing import Final

from entregent.app.opening import OpenBook
from entregent.model.errors import AmbiguousPersonError, RequestError, UnknownPersonError
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL
from entregent.model.interaction import Channel
from entregent.store import handles, people, search
from entregent.store.connection import Row
from entregent.text.emails import canonical_mail
from entregent.text.scripts import fold


class BadHandleError(RequestError):
    """`text` is no address, phone number, link or account."""

    code = "bad-handle"


def readable(text: str) -> str:
    """Text that can be kept: what a terminal could not decode becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def parse_handle(text: str, region: str) -> tuple[str, str]:
    """(kind, canonical value) of a handle as people type it: mail, phone, link, "network:account".

    Raises BadHandleError.
    """
    typed = readable(text).strip()
    if "@" in typed and not typed.startswith("@"):
        mail = canonical_mail(typed)
        if mail:
            return MAIL, mail
    if typed.lower().startswith(("http://", "https://")) or "/" in typed:
        return URL, typed.split("://", 1)[-1].rstrip("/").lower()
    if any(letter.isdigit() for letter in typed) and not any(letter.isalpha() for letter in typed):
        from entregent.text.phones import canonical_phone

        phone = canonical_phone(typed, region)
        if phone:
            return PHONE, phone
    network, colon, account = typed.partition(":")
    if colon and network.isalnum() and account.strip():
        return ACCOUNT, f"{network.lower()}:{account.strip().lower()}"
    raise BadHandleError(text=text)


def find_person(book: OpenBook, who: str) -> int:
    """The one person meant by an id, a handle, a name or the beginning of one.

    Raises UnknownPersonError with close names, AmbiguousPersonError with choices that tell them apart.
    """
    found = candidates(book, who)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownPersonError(who=who, near=_near(book, readable(who)))
    raise AmbiguousPersonError(who=who, choices=[_choice(book, person) for person in found[:20]])


def _near(book: OpenBook, who: str) -> list[str]:
    """A few human names that begin alike."""
    if not who.strip():
        return []
    begun = [row[0] for row in people.named_like(book.connection, fold(who)[:2], 40)]
    rows = [people.find(book.connection, person) for person in begun]
    return list(dict.fromkeys(row.name for row in rows if row and row.sort == "person"))[:5]


def candidates(book: OpenBook, who: str) -> list[int]:
    """Everybody whom `who` may mean: the first way that finds somebody decides."""
    typed = readable(who).strip()
    if not typed:
        return []
    connection = book.connection
    if typed.isdecimal() and len(typed) < 10:
        person = handles.person_of(connection, int(typed))
        if person is not None:
            return [person]
    folded = fold(typed)
    same_handle = {row[3] for row in handles.find_by_value(connection, typed.lower())}
    if not same_handle:
        try:
            _, value = parse_handle(typed, book.setting("region"))
            same_handle = {row[3] for row in handles.find_by_value(connection, value)}
        except BadHandleError:
            same_handle = set()
    if same_handle:
        return sorted(same_handle)
    named = [row[0] for row in people.named(connection, folded)]
    if named:
        return _people_first(book, named)
    begun = [row[0] for row in people.named_like(connection, folded, 21)]
    if begun:
        return _people_first(book, begun)
    return _people_first(book, search.people(connection, typed, 21))


def who_has(book: OpenBook, handle: str) -> list[int]:
    """The people whom this very handle reaches, as it stands."""
    return sorted({row[3] for row in handles.find_by_value(book.connection, handle.strip().lower())})


def _people_first(book: OpenBook, found: list[int]) -> list[int]:
    """Human beings where there are any; automata only when nobody else matches."""
    rows = [row for person in found if (row := people.find(book.connection, person)) and row.sort != "owner"]
    human = [row.id for row in rows if row.sort == "person"]
    return human or [row.id for row in rows]


def _choice(book: OpenBook, person: int) -> tuple[int, str, str]:
    """(id, name, what tells them apart): organisation and handles."""
    row = people.find(book.connection, person)
    reach = [handle[2] for handle in handles.of_person(book.connection, person) if handle[1] != NAME]
    apart = ", ".join(part for part in ((row.organisation if row else ""), *reach[:3]) if part)
    return person, row.name if row else "", apart


_FITTING: Final = {
    Channel.MAIL: (MAIL,),
    Channel.TEXT: (PHONE,),
    Channel.CALL: (PHONE,),
    Channel.SOCIAL: (ACCOUNT, URL),
    Channel.COMMENT: (ACCOUNT, URL),
    Channel.MEETING: (MAIL, PHONE),
}


def handle_for(own: Iterable[Row], channel: Channel) -> str:
    """The handle to use by a channel: the first of a kind that it needs, else whatever reaches them; "" for none."""
    reaching = [row for row in own if row[1] != NAME]
    wanted = _FITTING.get(channel, ())
    fitting = [str(row[2]) for row in reaching if row[1] in wanted]
    return fitting[0] if fitting else (str(reaching[0][2]) if reaching else "")
