"""Numbered migrations: each brings a book from the version before it, in one transaction."""

from typing import Final

from entregent.store.schema import COMMITMENT_SCHEMA, FIRST_SCHEMA, INTRODUCTION_SCHEMA, MAP_SCHEMA

MIGRATIONS: Final[dict[int, str]] = {
    1: FIRST_SCHEMA,
    2: COMMITMENT_SCHEMA,
    3: MAP_SCHEMA,
    4: INTRODUCTION_SCHEMA,
}
"""Number → SQL. Append; never edit one that was released (a kept old book tests each)."""

SCHEMA_VERSION: Final = max(MIGRATIONS)
