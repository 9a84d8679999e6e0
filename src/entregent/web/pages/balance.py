"""The balance of circles: what was given month by month, what was wished, and who is out of it."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from entregent.app import balance_words
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError
from entregent.web import balance_charts
from entregent.web.routing import get, post
from entregent.web.visit import Visit

PAGE: Final = "/balance"
FIELD: Final = "wish-"


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def keep_wishes(visit: Visit) -> Response:
    """These are the shares that I wish."""
    wished = {name[len(FIELD) :]: visit.said(name) for name in visit.form if name.startswith(FIELD)}
    try:
        done = visit.book.wish(wished)
    except EntregentError as error:
        return _page(visit, trouble=complaint(error, on_page=True), typed=wished)
    return visit.go(f"{PAGE}#wishes", done)


def live_with(visit: Visit) -> Response:
    """We live together, or do not."""
    try:
        done = visit.book.live_with(visit.said("who"), apart=visit.said("apart") == "1")
    except EntregentError as error:
        return _page(visit, home_trouble=complaint(error, on_page=True))
    return visit.back(done, default=f"{PAGE}#home")


def _page(
    visit: Visit, *, trouble: str = "", home_trouble: str = "", typed: Mapping[str, str] | None = None
) -> Response:
    view = visit.book.balance()
    wishes = {line.circle: str(line.wish) for line in view.circles if line.wish is not None}
    lines = [line for line in view.circles if line.minutes or line.wish is not None]
    seen = [(line.circle, line.share) for line in lines]
    wished = [(line.circle, line.wish / 100) for line in lines if line.wish is not None]
    any_seen = any(month.minutes for line in view.circles for month in line.months)
    return visit.show(
        "balance.html",
        status=422 if trouble or home_trouble else 200,
        view=view,
        lines=lines,
        told=balance_words,
        chart=balance_charts.month_charts(view) if any_seen else None,
        seen=balance_charts.stack(seen),
        seen_words=balance_charts.stack_words(seen),
        wished=balance_charts.stack(wished),
        wished_words=balance_charts.stack_words(wished),
        circles=[line.circle for line in visit.book.circles()],
        values={**wishes, **(typed or {})},
        trouble=trouble,
        home_trouble=home_trouble,
    )


ROUTES = [
    get(PAGE, show),
    post(f"{PAGE}/wish", keep_wishes),
    post(f"{PAGE}/household", live_with),
]
