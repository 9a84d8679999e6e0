"""Sources: exports dropped or named, read while pages are used, remembered, and taken out again."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.app import dropping, import_words, source_words
from entregent.app.views import ImportLine, ImportReport, ProblemLine
from entregent.model.errors import EntregentError, ImportRunningError, MissingPathError
from entregent.web import uploads
from entregent.web.importer import Importer, Work
from entregent.web.routing import complain, get, post
from entregent.web.shelf import Shelf
from entregent.web.visit import Visit, local, with_query

PAGE: Final = "/sources"
SHOWN_SOURCES: Final = 12
SHOWN_PROBLEMS: Final = 10
SHOWN_PATH: Final = 56


def show(visit: Visit) -> Response:
    """What was imported, and the ways to give more; only the history where that was asked for."""
    back = local(visit.asked("back")) if visit.asked("back") else ""
    removed = [int(text) for text in visit.asked("removed").split("-") if text.isdecimal() and len(text) < 12]
    return visit.show(
        "sources.html",
        part="sources/history.html",
        imports=list(reversed(visit.book.imports())),
        **({} if visit.is_partial else _reach(visit)),
        busy=bool(visit.asked("busy")),
        nothing=bool(visit.asked("nothing")),
        removed=removed if len(removed) == 4 else None,
        unclear=visit.book.unclear_files(),
        **facts(visit, back or PAGE),
    )


def reach(visit: Visit) -> Response:
    """How many people each kind of source made known: asked for again when an import has ended."""
    return visit.show("sources/reach.html", **_reach(visit)) if visit.is_partial else visit.go(PAGE)


def _reach(visit: Visit) -> dict[str, Any]:
    return {
        "reach": visit.book.source_reach(at_once=not visit.is_partial),
        "reach_is_stale": visit.book.is_reach_stale(),
        "source_word": source_words.source_word,
        "tells_nothing": source_words.TELLS_NOTHING,
    }


def facts(visit: Visit, back: str) -> dict[str, Any]:
    """What the parts `sources/drop.html` and `sources/progress.html` need, on whatever page they stand.

    `back` is the page that shows the progress: the forms lead there, and the summary links to it unless it is ours.
    """
    work = importer_of(visit).work()
    report = work.report
    return {
        "back": back,
        "work": work,
        "elsewhere": visit.book.running_import() if work.state in {"idle", "ended"} else None,
        "pace": import_words.pace(work.now, work.seconds),
        "left": import_words.left(work.now, work.seconds),
        "stage": import_words.stage(work.now.stage),
        "spoken": spoken(work),
        "owners": owners(visit, report) if report else [],
        "read": import_words.read(report) if report else "",
        "not_read": import_words.not_read(report) if report else "",
        "remarks": import_words.remarks(report) if report else "",
        "richest": import_words.richest,
        "more_problems": more_problems(report) if report else [],
        "shown_sources": SHOWN_SOURCES,
        "shown_problems": SHOWN_PROBLEMS,
        "problem": _problem,
        "short": short,
        "is_local": visit.request.app.state.is_local,
    }


def importer_of(visit: Visit) -> Importer:
    """The server's importer."""
    importer: Importer = visit.request.app.state.importer
    return importer


def spoken(work: Work) -> str:
    """What a reader of screens is told at each milestone, and no more often."""
    from entregent.app.language import gettext as _

    if work.state == "idle":
        return ""
    if work.state == "ended":
        return _("The import has ended.")
    stage = import_words.stage(work.now.stage)
    if work.now.stage == "reading" and work.now.bytes_total:
        quarter = min(4 * work.now.bytes_done // work.now.bytes_total, 4)
        return ("", _("a quarter is read"), _("half is read"), _("three quarters are read"), "")[quarter] or stage
    return stage


def owners(visit: Visit, report: ImportReport) -> list[tuple[str, tuple[object, ...]]]:
    """The owner's handles, each with its reasons where this import gave some."""
    why = {owner.handle: owner.reasons for owner in report.owner}
    return [(handle, why.get(handle, ())) for handle in visit.book.owner_handles()]


def more_problems(report: ImportReport) -> list[tuple[str, int]]:
    """The problems after the first ones, by kind: a thousand alike say less than their count."""
    return [(text, count) for count, text in import_words.by_kind(report.problems[SHOWN_PROBLEMS:])[:5]]


def short(path: str, most: int = SHOWN_PATH) -> str:
    """The end of a long path, from a whole name on: that is where paths differ."""
    if len(path) <= most:
        return path
    end = path[-most:]
    return f"…{end[max(end.find('/'), 0) :]}"


def _problem(line: ProblemLine) -> str:
    from entregent.app.wording import problem

    return problem(line.reason.signal, line.reason.facts, line.place, on_page=True)


def progress(visit: Visit) -> Response:
    """How far the import is: its moving part while it runs, all of it once it ended."""
    back = local(visit.asked("back")) if visit.asked("back") else PAGE
    if not visit.is_partial:
        return visit.go(back)
    known = facts(visit, back)
    work = importer_of(visit).work()
    running = work.state in {"running", "stopping"} or known["elsewhere"] is not None
    changed = visit.asked("said") != work.milestone
    if running and visit.asked("state") == work.state:
        return visit.show("sources/beat.html", changed=changed, **known)
    return visit.show(
        "sources/whole.html",
        changed=changed,
        headers={"HX-Retarget": "#import", "HX-Reswap": "outerHTML", "HX-Trigger": "imported"},
        **known,
    )


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def refresh(visit: Visit) -> Response:
    """Read again what changed in all that is remembered; its progress is here, and leads back."""
    try:
        importer_of(visit).begin(refresh=True)
    except ImportRunningError:
        return visit.go(PAGE, busy="1")
    back = local(visit.said("back")) if visit.said("back") else ""
    return visit.go(PAGE, back=back if back != PAGE else "")


def again(visit: Visit) -> Response:
    """One remembered path once more: what changed in it, or what is left of it."""
    line = _line(visit)
    if not line.present:
        raise MissingPathError(path=line.name)
    return _begun(visit, PAGE, (line.path,), signals=False)


def stop(visit: Visit) -> Response:
    """Stop the import; what was read is kept."""
    importer_of(visit).stop()
    return visit.back(default=PAGE)


def resume(visit: Visit) -> Response:
    """Go on with the import that was stopped."""
    try:
        importer_of(visit).resume()
    except ImportRunningError:
        return visit.go(PAGE, busy="1")
    return visit.back(default=PAGE)


def leave(visit: Visit) -> Response:
    """The summary was read; a stopped import is left at that."""
    importer_of(visit).leave({one.path for one in visit.book.unclear_files()})
    return visit.back(default=PAGE)


def own(visit: Visit) -> Response:
    """An address is mine, or is not."""
    done = visit.book.owner(visit.said("handle"), drop=bool(visit.said("drop")))
    return visit.back(done, PAGE)


def ask_removal(visit: Visit) -> Response:
    """What goes when an import is taken out, asked once."""
    return visit.show("sources_remove.html", line=_line(visit))


def remove(visit: Visit) -> Response:
    """Take an import out: what no other claims goes."""
    line = _line(visit)
    if importer_of(visit).is_running() or visit.book.running_import():
        return visit.go(PAGE, busy="1")
    gone = visit.book.remove_import(line.id)
    dropping.discard(visit.book.path, [line.path])
    return visit.go(PAGE, removed=f"{gone.interactions}-{gone.records}-{gone.people}-{gone.kept}")


def _line(visit: Visit) -> ImportLine:
    from entregent.app.tidying import UnknownImportError

    number = int(visit.request.path_params["number"])
    line = next((line for line in visit.book.imports() if line.id == number), None)
    if line is None:
        raise UnknownImportError(import_id=number)
    return line


def _begun(visit: Visit, back: str, paths: tuple[str, ...], *, signals: bool) -> Response:
    try:
        importer_of(visit).begin(paths, signals=signals)
    except ImportRunningError:
        return visit.go(PAGE, busy="1")
    return visit.go(back)


# ── without a script: one form with files, a folder, or a path ────────────────────────────────────────────────────


@uploads.known
async def take_form(request: Request) -> Response:
    """Files that were chosen, or a path of this machine: read them, and show how far that is."""
    importer: Importer = request.app.state.importer
    if importer.is_running():
        return RedirectResponse(with_query(PAGE, {"busy": "1"}), 303)
    drop = importer.new_drop()
    try:
        form = await uploads.form_into(request, drop)
    except (MultiPartException, KeyError):
        importer.forget_drop(drop.id)
        return RedirectResponse(PAGE, 303)
    except EntregentError as error:
        importer.forget_drop(drop.id)
        refusal = error  # the name goes with its clause
        return await _shelved(request, lambda visit: complain(visit, refusal))
    said = {name: text for name, text in form.multi_items() if isinstance(text, str)}
    return await _shelved(request, partial(_take, said=said, drop=drop.id))


def _take(visit: Visit, *, said: dict[str, str], drop: str) -> Response:
    from entregent.app.importing import checked

    importer = importer_of(visit)
    back = local(said.get("back", "") or PAGE)
    signals = said.get("signals") == "1"
    path = as_path(said.get("path", ""))
    try:
        if path:
            importer.forget_drop(drop)
            return _begun(visit, back, (checked(path),), signals=signals)
        if not importer.begin_drop(drop, signals=signals):
            return visit.go(back, nothing="1")
    except ImportRunningError:
        importer.forget_drop(drop)
        return visit.go(PAGE, busy="1")
    except EntregentError as error:
        return complain(visit, error)
    return visit.go(back)


async def _shelved(request: Request, answer: Callable[[Visit], Response]) -> Response:
    shelf: Shelf = request.app.state.shelf
    return await shelf.read(lambda book: answer(Visit(request, book)))


def as_path(text: str) -> str:
    """A path as a person pastes it: in quotation marks, or as the address that a file window gives."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    return "" if "\0" in text else text


ROUTES = [
    get(PAGE, show),
    get(f"{PAGE}/progress", progress),
    get(f"{PAGE}/reach", reach),
    Route(f"{PAGE}/files", take_form, methods=["POST"]),
    Route(f"{PAGE}/drop", uploads.known(uploads.begin), methods=["POST"]),
    Route(f"{PAGE}/drop/{{drop}}", uploads.known(uploads.take), methods=["PUT"]),
    Route(f"{PAGE}/drop/{{drop}}", uploads.known(uploads.take_many), methods=["POST"]),
    Route(f"{PAGE}/drop/{{drop}}", uploads.known(uploads.forget), methods=["DELETE"]),
    Route(f"{PAGE}/drop/{{drop}}/read", uploads.known(uploads.read), methods=["POST"]),
    post(f"{PAGE}/refresh", refresh),
    post(f"{PAGE}/stop", stop),
    post(f"{PAGE}/resume", resume),
    post(f"{PAGE}/leave", leave),
    post(f"{PAGE}/owner", own),
    post(f"{PAGE}/{{number:int}}/again", again),
    get(f"{PAGE}/{{number:int}}/remove", ask_removal),
    post(f"{PAGE}/{{number:int}}/remove", remove),
]
