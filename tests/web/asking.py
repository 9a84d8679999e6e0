"""Asking an application as anybody on the wire might: any method, headers twice or none, bodies of any make."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from starlette.types import ASGIApp, Message

Header = tuple[str, str]
Result = TypeVar("Result")


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Asked(NamedTuple):
    """One request."""

    method: str
    target: str
    headers: Sequence[Header] = ()
    body: bytes = b""
    pieces: int = 1
    client: str = "127.0.0.1"


def ask_all(app: ASGIApp, asked: Iterable[Asked]) -> list[Answer]:
    """The answers to many requests, one after the other."""

    async def all_of_them() -> list[Answer]:
        return [await _ask(app, one) for one in asked]

    return run_apart(all_of_them())


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end in a thread of its own: the browser's driver keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def ask(app: ASGIApp, method: str, target: str, headers: Sequence[Header] = (), **more: object) -> Answer:
    """The answer to one request."""
    return ask_all(app, [Asked(method, target, headers, **more)])[0]  # type: ignore[arg-type]


async def _ask(app: ASGIApp, asked: Asked) -> Answer:
    path, _, query = asked.target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": _unquoted(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in asked.headers],
        "client": (asked.client, 40_000),
        "server": ("127.0.0.1", 8420),
        "state": {},
    }
    sent: list[Message] = []
    body = _pieces(asked)
    is_over = asyncio.Event()

    async def receive() -> Message:
        async for message in body:
            return message
        await is_over.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            is_over.set()

    # A page that goes on telling (progress) is left after a second, as by a reader who closes the tab.
    task = asyncio.ensure_future(app(scope, receive, send))
    done, _ = await asyncio.wait([task], timeout=10 if asked.method != "GET" else 3)
    is_over.set()
    if not done:
        task.cancel()
        await asyncio.wait([task])
    else:
        task.result()
    start = next(one for one in sent if one["type"] == "http.response.start")
    headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(one.get("body", b"") for one in sent))


async def _pieces(asked: Asked) -> AsyncIterator[Message]:
    for number in range(asked.pieces):
        yield {"type": "http.request", "body": asked.body, "more_body": number + 1 < asked.pieces}


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
