"""The balance of circles in words: what stands at its head, and beside each circle."""

from entregent.app import language
from entregent.app.balance_views import BalanceView, CircleLine
from entregent.app.language import gettext as _
from entregent.app.wording import word

CLEARLY_MORE = 8
"""Hundredths above a wish from which on a circle has more than was wished."""


def headline(view: BalanceView) -> str:
    """What the last three months say, in one kind sentence."""
    if not view.enough:
        return _("Too little is seen yet to speak of balance.")
    if view.lacking:
        names = language.listed([word("circle", circle) for circle in view.lacking])
        if view.work_takes_all:
            return _("Work has taken much of the room: {circles} could have some again.").format(circles=names)
        return _("A little more room for: {circles}.").format(circles=names)
    if view.wished and view.work_takes_all:
        return _("Work takes more room than you wished.")
    if view.wished:
        return _("Your circles have about the room you wish.")
    if view.work_takes_all:
        return _("Most of what is seen here is work.")
    return _("Where your attention goes.")


def invitation(view: BalanceView) -> str:
    """What may follow from it; nothing has to."""
    if not view.enough:
        return _("From a dozen exchanges in three months on, this page compares. Until then it only shows.")
    if view.lacking:
        return _("One line, or a quarter of an hour on Sunday, is a beginning. Nothing is owed.")
    if not view.wished:
        return _("If you like, say what share each circle should have. It binds nobody.")
    return _("It judges only what leaves a trace here.")


def beside(line: CircleLine) -> str:
    """How one circle stands to its wish."""
    share = part_of(line.share)
    if line.wish is None:
        return _("{share} of what is seen; no wish.").format(share=share)
    wish = language.share(line.wish / 100)
    if not line.is_compared:
        return _("{share} of what is seen, {wish} wished; not compared, since much of it passes unseen.").format(
            share=share, wish=wish
        )
    if line.lacks:
        return _("{share} of what is seen, {wish} wished: it lacks room.").format(share=share, wish=wish)
    if line.share * 100 - line.wish >= CLEARLY_MORE:
        return _("{share} of what is seen, {wish} wished: more than you wished.").format(share=share, wish=wish)
    return _("{share} of what is seen, {wish} wished: about as you wish.").format(share=share, wish=wish)


def part_of(share: float) -> str:
    """A share as it is said: "23%", "less than 1%"."""
    return (
        language.share(share) if not 0.0 < share < 0.005 else _("less than {share}").format(share=language.share(0.01))
    )


def seen_by(view: BalanceView) -> str:
    """What these figures can see at all."""
    if not view.channels:
        return _("Nothing is seen yet.")
    names = language.listed([word("channel", channel) for channel in view.channels])
    told = _("Seen here: {channels}. What leaves no trace, such as Sunday’s supper, is not seen and not judged.")
    return told.format(channels=names)
