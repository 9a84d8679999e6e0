"""How untidy the sample is: one table, whose figures may only rise."""

from typing import Final, NamedTuple


class Noise(NamedTuple):
    """Shares (0..1) of what makes identity hard."""

    homonyms: float
    """People who share their full name with another person."""
    several_addresses: float
    """People with two mail addresses or more."""
    other_names: float
    """Names on cards, tables and profiles that differ from the name in the mail."""
    linkless_profiles: float
    """Social profiles that carry nothing but a name: no address, and no card holds their link."""


NOISE: Final = Noise(homonyms=0.10, several_addresses=0.25, other_names=0.15, linkless_profiles=0.40)
