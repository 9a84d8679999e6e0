"""Installed: what makes the pages an app: its manifest, its worker, the page of who is offline. Nothing of the book."""

import json
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.model.errors import EntregentError
from entregent.web.rendering import build, environment, static
from entregent.web.shelf import Shelf
from entregent.web.visit import spoken_to

PAPER: Final = "#faf7f1"
LOOKS: Final = (
    "css/frame.css",
    "css/alone.css",
    "fonts/inter.woff2",
    "fonts/fraunces.woff2",
    "icons/icon.svg",
    "js/offline.js",
    "js/waiting.js",
)
"""What the page of who is offline is made of; other looks are kept as they are met."""


async def manifest(request: Request) -> Response:
    """How the app is called, and what it looks like among others."""
    lang = await _speak(request)
    told = {
        "id": "/",
        "name": _("Entregent: your network, kept"),
        "short_name": "Entregent",
        "description": _("Build and keep your human network, one contact at a time."),
        "lang": lang,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["productivity", "social"],
        "icons": [
            {"src": static("icons/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(_icon(f"icons/icon-{size}.png", size) for size in (192, 512)),
            {**_icon("icons/icon-maskable-512.png", 512), "purpose": "maskable"},
        ],
        "shortcuts": [{"name": _("I met somebody"), "url": "/meet"}],
    }
    return Response(json.dumps(told, ensure_ascii=False), media_type="application/manifest+json")


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png"}


async def worker(_request: Request) -> Response:
    """The worker's script: the same bytes until the looks change."""
    text = (
        environment()
        .get_template("sw.js")
        .render(
            build=build(),
            looks=[static(name) for name in LOOKS],
            shells={lang: f"/offline?lang={lang}" for lang in language.LANGUAGES},
        )
    )
    return Response(text, headers={"service-worker-allowed": "/"}, media_type="text/javascript")


async def offline(request: Request) -> Response:
    """What is shown when the server can't be reached: a calm word, and a way to note a step."""
    asked = request.query_params.get("lang", "")
    lang = asked if asked in language.LANGUAGES else await _speak(request)
    language.use(lang)
    text = environment().get_template("offline.html").render(lang=lang)
    return Response(text, media_type="text/html")


async def favicon(_request: Request) -> Response:
    """For browsers that ask without having read the page."""
    return RedirectResponse(static("icons/icon-192.png"), 303)


async def _speak(request: Request) -> str:
    """Speak the book's language to who is known, else the browser's; give it back."""
    lang = ""
    if request.scope["known"]:
        shelf: Shelf = request.app.state.shelf
        try:
            lang = await shelf.read(lambda book: book.lang)
        except EntregentError:
            lang = ""
    lang = spoken_to(request, lang)
    language.use(lang)
    return lang


ROUTES = [
    Route("/manifest.webmanifest", manifest, methods=["GET"]),
    Route("/sw.js", worker, methods=["GET"]),
    Route("/offline", offline, methods=["GET"]),
    Route("/favicon.ico", favicon, methods=["GET"]),
]
