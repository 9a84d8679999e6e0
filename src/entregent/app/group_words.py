"""Group words: what a group is called on screen."""

from collections.abc import Mapping

from entregent.app.language import gettext as _
from entregent.app.network_views import GroupLabel


def group_name(label: GroupLabel, names: Mapping[int, str]) -> str:
    """A group's name: the owner's, what its people share, or whom it is around."""
    if label.kind != "around":
        return label.text
    some = [names.get(person, "") for person in label.people]
    if len(some) > 1:
        return _("around {one} and {other}").format(one=some[0], other=some[1])
    return _("around {one}").format(one=some[0] if some else "")
