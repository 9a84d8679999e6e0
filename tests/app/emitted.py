"""What the sources say: signals, problem codes, error codes and settings, found by reading the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import entregent

SOURCE: Final = Path(entregent.__file__).parent
CODE: Final = re.compile(r"[a-z]+(-[a-z]+)*")


@cache
def trees(package: str) -> list[ast.Module]:
    """The parsed source files of a package; "" for all."""
    return [ast.parse(path.read_text("utf-8")) for path in sorted((SOURCE / package).rglob("*.py"))]


def calls(*packages: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call in the source files of some packages, with the name that is called."""
    for package in packages:
        for tree in trees(package):
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                    yield name, node


def texts(node: ast.expr) -> list[str]:
    """The texts that an argument may be: a literal, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    return []


def reason_signals() -> set[str]:
    """Signals given to `reason(…)` or `Reason(…)` as literals, and to `Recognition(…)`."""
    found: set[str] = set()
    for name, call in calls("identity", "ties", "attention", "app", "readers"):
        place = {"reason": 0, "Reason": 0, "_by_rarity": 0, "Recognition": 1}.get(name)
        if place is not None and len(call.args) > place:
            found.update(texts(call.args[place]))
    return found


def reason_openings() -> set[str]:
    """Beginnings of signals that are built: `reason(f"tie-{going}")` gives "tie-"."""
    found: set[str] = set()
    for name, call in calls("identity", "ties", "attention", "app", "readers"):
        if name in {"reason", "Reason"} and call.args and isinstance(call.args[0], ast.JoinedStr):
            first = call.args[0].values[0]
            found.add(str(first.value) if isinstance(first, ast.Constant) else "")
    return found


def problem_codes() -> set[str]:
    """Codes of problems: literals of `Problem(path, place, code)` and of what makes them."""
    places = {"Problem": 2, "_problem": 0, "_Lost": 0, "Flaw": 1, "ArchiveError": 0, "Trouble": 0, "ArchiveProblem": 0}
    found: set[str] = set()
    for name, call in calls("readers", "formats"):
        if name == "_problem" and len(call.args) > 1:
            found.update(text for argument in call.args for text in texts(argument) if "-" in text)
        elif name in places and len(call.args) > places[name]:
            found.update(texts(call.args[places[name]]))
    return {code for code in found if CODE.fullmatch(code)}


def dashed_words(*packages: str) -> set[str]:
    """Every literal like "broken-date" in the source files of some packages."""
    found: set[str] = set()
    for package in packages:
        for tree in trees(package):
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.update(re.findall(r"^[a-z]+(?:-[a-z]+)+$", node.value))
    return found


def error_codes() -> set[str]:
    """The `code` of every error class of ours."""
    found: set[str] = set()
    for tree in trees(""):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                found.update(
                    text
                    for line in node.body
                    if isinstance(line, ast.Assign) and getattr(line.targets[0], "id", "") == "code"
                    for text in texts(line.value)
                )
    return found


def deeds() -> set[str]:
    """The verbs of the owner's actions: literals of `facts.act(connection, verb, …)` and `_state(book, verb, …)`."""
    found: set[str] = set()
    for name, call in calls("app"):
        place = {"act": 1, "_state": 1, "Done": 1}.get(name)
        if place is not None and len(call.args) > place:
            found.update(texts(call.args[place]))
    return found
