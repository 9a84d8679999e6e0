"""No byte leaves the machine: which modules may touch the network, and with which words. All others may not at all."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "entregent"

LIBRARIES = {"aiohttp", "asyncio", "ftplib", "http", "httpx", "httpx2", "imaplib", "nntplib", "poplib", "requests"}
LIBRARIES |= {"smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "uvicorn"}
LIBRARIES |= {"webbrowser", "websockets", "xmlrpc"}

MAY_NAME = {
    "web/serving.py": {"asyncio", "socket", "ssl", "uvicorn"},
    "web/patience.py": {"asyncio", "uvicorn"},
    "web/browser.py": {"webbrowser"},
    "cli/demo.py": {"http"},
    "sending/smtp.py": {"smtplib", "ssl"},
}
"""The server listens; the demo asks its own server, once; a browser is given a file to open; letters go to the mail
server that the owner set."""
MAY_WAIT = {"asyncio"}
"""All of `web` waits for what its own threads do. The words by which asyncio calls out are named below."""
STATUS_WORDS = {"HTTPStatus"}
"""Of `http`, the names of statuses open nothing."""

LISTENING = {
    "AF_INET",
    "AF_INET6",
    "SOCK_STREAM",
    "SOCK_DGRAM",
    "SOL_SOCKET",
    "SO_REUSEADDR",
    "IPPROTO_TCP",
    "socket",
    "gethostname",
}
CALLING_OUT = {"open_connection", "create_connection", "open_unix_connection", "create_unix_connection", "sock_connect"}
CALLING_OUT |= {"create_datagram_endpoint", "connect_ex", "sendto", "urlopen", "getaddrinfo", "gethostbyname"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The networking libraries that a module names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            is_status = node.module == "http" and {alias.name for alias in node.names} <= STATUS_WORDS
            names = [] if is_status else [node.module or "", *(f"{node.module}.{one.name}" for one in node.names)]
        else:
            continue
        yield from (name for name in names if name in LIBRARIES)
        yield from (name.partition(".")[0] for name in names if name.partition(".")[0] in LIBRARIES)


def attributes(tree: ast.Module, of: str = "") -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (not of or (isinstance(node.value, ast.Name) and node.value.id == of)):
            yield node.attr


def test_only_the_server_and_its_helpers_name_networking_libraries() -> None:
    found = {
        (name, library)
        for name, tree in trees()
        for library in imported(tree)
        if library not in MAY_NAME.get(name, set()) and not (name.startswith("web/") and library in MAY_WAIT)
    }
    # `socket` is there for the machine's own name, which an import's lease bears.
    alone = {(name, "socket") for name, tree in trees() if set(attributes(tree, "socket")) <= {"gethostname"}}
    assert found - alone == set()


def test_sockets_listen_and_call_nobody() -> None:
    words = {name: set(attributes(tree, "socket")) for name, tree in trees() if "socket" in set(imported(tree))}
    assert {name: used - LISTENING for name, used in words.items() if used - LISTENING} == {}


def test_no_module_uses_a_word_that_calls_out() -> None:
    assert [(name, word) for name, tree in trees() for word in attributes(tree) if word in CALLING_OUT] == []


def test_the_one_connect_is_a_datagram_sockets_which_sends_nothing() -> None:
    connecting = [
        (name, node)
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and "connect" in set(attributes(ast.Module([node], [])))
    ]
    assert [(name, node.name) for name, node in connecting] == [("web/serving.py", "own_addresses")]
    used = set(attributes(ast.Module([connecting[0][1]], []), "socket"))
    assert used == {"AF_INET", "AF_INET6", "SOCK_DGRAM", "socket"}


def test_the_demo_asks_this_machine_alone() -> None:
    tree = dict(trees())["cli/demo.py"]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and "HTTPConnection" in ast.dump(node.func)]
    assert [node.args[0].value for node in calls if isinstance(node.args[0], ast.Constant)] == ["127.0.0.1"]
    assert len(calls) == 1


def test_letters_go_to_the_server_that_was_set_and_to_no_other() -> None:
    tree = dict(trees())["sending/smtp.py"]
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"SMTP", "SMTP_SSL"}
    ]
    assert [ast.unparse(arg) for node in calls for arg in node.args[:2]] == ["server.host", "server.port"] * 2
    unchecked = {"_create_unverified_context", "CERT_NONE", "check_hostname", "verify_mode", "sendmail", "send_message"}
    assert set(attributes(tree)) & unchecked == set()
    assert set(attributes(tree, "ssl")) == {"SSLError", "create_default_context"}


def test_who_sends_is_one_file() -> None:
    sending = [
        name
        for name, tree in trees()
        if "smtp"
        in {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("entregent.sending")
            for alias in node.names
        }
    ]
    assert sending == ["app/outbox.py"]


def test_the_certificate_is_for_serving() -> None:
    tree = dict(trees())["web/serving.py"]
    assert set(attributes(tree, "ssl")) == {"SSLContext", "PROTOCOL_TLS_SERVER"}
