"""The peer of who-is-who: Splink 5 on DuckDB, trained without labels, in several fair set-ups; its best is taken."""

import importlib
import time
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from entregent.text.scripts import fold


class Row(NamedTuple):
    """One record as Splink gets it."""

    id: int
    given: str
    family: str
    mails: tuple[str, ...]
    phones: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    organisation: str = ""


class Found(NamedTuple):
    """What one set-up needed, and its clusters at one threshold."""

    threshold: float
    cpu_seconds: float
    wall_seconds: float
    groups: dict[int, object]


THRESHOLDS: Final = (0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999)
SETUPS: Final = ("fields", "whole name", "whole name, wide")
"""Stock comparisons field by field; given and family name compared as one with the frequency of the pair; the same
with blocks on family name and initial, too."""


def splink(rows: Sequence[Row], setup: str) -> list[Found]:
    """Train and predict once in this process; cluster at each threshold. CPU counts all threads of DuckDB."""
    peer: Any = importlib.import_module("splink")
    duck: Any = importlib.import_module("splink.internals.duckdb.database_api")
    arrow: Any = importlib.import_module("pyarrow")
    table = arrow.Table.from_pylist([_columns(row) for row in rows])
    has = {name: any(getattr(row, name) for row in rows) for name in ("phones", "pages", "organisation")}
    on = peer.block_on
    lists = [on(name, arrays_to_explode=[name]) for name in ("mails", "phones", "pages") if has.get(name, True)]
    blocks = [*lists, on("first_name", "surname"), on("surname", "substr(email, 1, 5)")]
    if setup.endswith("wide"):
        blocks += [on("surname", "substr(first_name, 1, 1)"), on("login")]
    settings = peer.SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(setup, has),
        blocking_rules_to_generate_predictions=blocks,
    )
    cpu, wall = time.process_time(), time.perf_counter()
    linker = peer.Linker(duck.DuckDBAPI().register(table), settings, log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match([on("email"), on("phone")], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (on("first_name", "surname"), on("email")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLDS[0])
    spent_cpu, spent_wall = time.process_time() - cpu, time.perf_counter() - wall
    found = []
    for threshold in THRESHOLDS:
        cpu, wall = time.process_time(), time.perf_counter()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        groups = {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_list()}
        took = time.process_time() - cpu + spent_cpu, time.perf_counter() - wall + spent_wall
        found.append(Found(threshold, *took, groups))
    return found


def _columns(row: Row) -> dict[str, object]:
    given, family = fold(row.given) or None, fold(row.family) or None
    email = row.mails[0] if row.mails else None
    return {
        "unique_id": row.id,
        "first_name": given,
        "surname": family,
        "first_surname": f"{given} {family}" if given and family else None,
        "email": email,
        "login": email.partition("@")[0] if email else None,
        "mails": list(row.mails),
        "phone": row.phones[0] if row.phones else None,
        "phones": list(row.phones),
        "pages": list(row.pages),
        "organisation": fold(row.organisation) or None,
    }


def _comparisons(setup: str, has: dict[str, bool]) -> list[Any]:
    cl: Any = importlib.import_module("splink.comparison_library")
    if setup == "fields":
        names = [cl.NameComparison(c).configure(term_frequency_adjustments=True) for c in ("first_name", "surname")]
    else:
        whole = cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="first_surname")
        names = [whole.configure(term_frequency_adjustments=True)]
    lists = [cl.ArrayIntersectAtSizes(name, [1]) for name in ("mails", "phones", "pages") if has.get(name, True)]
    work = [cl.ExactMatch("organisation").configure(term_frequency_adjustments=True)] if has["organisation"] else []
    return [*names, *lists, cl.EmailComparison("email"), *work]
