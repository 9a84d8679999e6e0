"""Help: the guide, page by page, in the language in use."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
