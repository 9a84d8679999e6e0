"""Streams of contacts that the properties of ties are tried on."""

from hypothesis import strategies as st

from entregent.model.interaction import Channel, Contact
from entregent.ties.state import DAY, TieState, fold_all

NOON = 20_000 * DAY + DAY // 2

weights = st.sampled_from([0.0, 0.02, 0.2, 0.5, 1.0, 3.4])
contacts = st.builds(
    Contact,
    at=st.integers(1, 4_000 * DAY),
    channel=st.sampled_from([int(channel) for channel in Channel]),
    out=weights,
    inward=weights,
    direct=st.booleans(),
    amount=st.integers(0, 10_000),
)
streams = st.lists(contacts, max_size=40).map(sorted)
shifts = st.sampled_from([-5 * 3600, 0, 7200])
recent = contacts.map(lambda contact: contact._replace(at=19_000 * DAY + contact.at % (1_000 * DAY)))
states = st.lists(recent, max_size=30).map(sorted).map(fold_all)
"""States as of day 20,000 or shortly before."""


def mail(at: int, *, out: float = 0.0, inward: float = 0.0, direct: bool = True) -> Contact:
    return Contact(at, int(Channel.MAIL), out, inward, direct, 1_000)


def assert_close(left: TieState, right: TieState) -> None:
    for name, one, other in zip(TieState._fields, left, right, strict=True):
        assert abs(one - other) <= 1e-9 * max(1.0, abs(one)), name
