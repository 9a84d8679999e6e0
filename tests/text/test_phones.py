"""Phones: canonical form, refusals, display."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.phones import canonical_phone, could_be_phone, phone_display


@pytest.mark.parametrize(
    ("raw", "region", "canonical"),
    [
        ("514 555-0123", "CA", "+15145550123"),
        ("(514) 555-0123", "CA", "+15145550123"),
        ("+1 (514) 555-0123", "FR", "+15145550123"),
        ("1-514-555-0123", "US", "+15145550123"),
        ("514-555-0123 poste 42", "CA", "+15145550123"),
        ("514.555.0123 x42", "CA", "+15145550123"),
        ("tel:+1-418-656-9254;ext=102", "CA", "+14186569254"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "CA", "+33612345678"),
        ("0033 6 12 34 56 78", "CA", "+33612345678"),
        ("030/123456", "DE", "+4930123456"),
        ("1-800-FLOWERS", "US", "+18003569377"),
    ],
)
def test_a_number_is_canonical_however_it_is_written(raw: str, region: str, canonical: str) -> None:
    assert canonical_phone(raw, region) == canonical


@pytest.mark.parametrize(
    "raw",
    [
        *("", "   ", "911", "*#06#", "tel:*#06#", "ann@example.org", "https://example.org/5145550123"),
        *("BusinessPhone", "5145550123" * 8, "1" * 40, "555-0123", "<script>5145550123</script>", "\x005145550123"),
    ],
)
def test_what_is_no_number_is_refused(raw: str) -> None:
    assert canonical_phone(raw, "CA") is None


def test_refusal_needs_no_parser() -> None:
    assert not could_be_phone("Ann Lee, 3rd floor")
    assert could_be_phone("514 555-0123")


def test_a_canonical_number_is_its_own_canonical_form() -> None:
    for number in ("+15145550123", "+33612345678", "+442079460000"):
        assert canonical_phone(number, "CA") == number


def test_a_number_is_shown_as_people_at_home_write_it() -> None:
    assert phone_display("+15145550123", "CA") == "(514) 555-0123"
    assert phone_display("+33612345678", "CA") == "+33 6 12 34 56 78"
    assert phone_display("not a number", "CA") == "not a number"


@given(
    st.sampled_from(["+33", "+34", "+41", "+44", "+1", "0", "1", ""]), st.from_regex(r"[1-9]\d{8,9}", fullmatch=True)
)
def test_short_cuts_say_what_the_parser_says(prefix: str, rest: str) -> None:
    for region in ("FR", "CA", "GB"):
        found = canonical_phone(prefix + " " + rest, region)
        if found is not None:
            number = phonenumbers.parse(prefix + " " + rest, region)
            assert found == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
