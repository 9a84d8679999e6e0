"""The quick look that lets ordinary handles pass: it may never pass an automaton."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.identity import automata
from entregent.identity.automata import judge_automaton
from entregent.identity.automata_words import ORGANISATION_WORDS, ROBOTS, ROLES
from entregent.identity.ordinary import is_ordinary
from entregent.identity.profiles import Profile
from entregent.text.scripts import word_set

PLAIN_WORDS = word_set("anna baker dev users no reply room deadbeefcafe 12345 u_123456 all m")
LOGIN_WORDS = st.sampled_from(sorted(ROBOTS | ROLES | PLAIN_WORDS))
NAME_WORDS = st.sampled_from(
    [*sorted(ORGANISATION_WORDS)[::5], "Anna", "Baker", "The", "Team", "chez", "Acme.com", "acme", "room", "J.", "-"]
)
DOMAINS = st.sampled_from(
    ["acme.com", "gmail.com", "lists.acme.org", "news.acme.com", "noreply.acme.com", "salle.acme.com", "mail.acme.com"]
)


@given(
    st.lists(LOGIN_WORDS, min_size=1, max_size=3),
    st.sampled_from(["", ".", "-", "_", "+"]),
    st.sampled_from(["", "7", "1999", "[bot]"]),
    DOMAINS,
    st.lists(st.lists(NAME_WORDS, min_size=1, max_size=3).map(" ".join), max_size=5, unique=True),
    st.integers(0, 4),
)
def test_what_passes_unseen_is_no_automaton_when_looked_at(
    words: list[str], glue: str, tail: str, domain: str, names: list[str], bulk: int
) -> None:
    shown = tuple((name, 1) for name in names)
    handle = Profile(1, "mail", f"{glue.join(words)}{tail}@{domain}", shown, sent=4, bulk=bulk)
    if is_ordinary(handle):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(automata, "is_ordinary", lambda _: False)
            assert judge_automaton(handle) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [("anna.baker@acme.com", "Anna Baker"), ("abaker42@gmail.com", "Anna O'Brien-Baker"), ("jl.talbot@acme.com", "")],
)
def test_most_people_pass_at_a_glance(address: str, name: str) -> None:
    assert is_ordinary(Profile(1, "mail", address, ((name, 3),) if name else (), sent=3))
