"""What other tools write: front matter of Markdown, and inserts of SQL."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats import sql_dump
from entregent.formats.front_matter import front_matter, one, several
from entregent.formats.sql_dump import Flaw, SqlRow, read_sql

TABLES = frozenset(("contacts", "calls"))


def rows(text: str | bytes) -> list[SqlRow | Flaw]:
    return list(read_sql(io.BytesIO(text.encode() if isinstance(text, str) else text), TABLES))


def quoted(text: str | None) -> str:
    if text is None:
        return "NULL"
    for plain, written in (("\\", "\\\\"), ("'", "\\'"), ('"', '\\"'), ("\0", "\\0")):
        text = text.replace(plain, written)
    return f"'{text}'"


def test_fields_lists_and_the_text_behind_them() -> None:
    found = front_matter(
        "---\nName: Zoé\ntags: [a, \"b, c\"]\nmails:\n  - x\n  - 'it''s'\nnote: |\n  a\n  b\nodd: null\n---\n\nHi\n"
    )
    assert found is not None
    fields, body = found
    assert fields == {"name": "Zoé", "tags": ["a", "b, c"], "mails": ["x", "it's"], "note": "a b", "odd": ""}
    assert (body, one(fields, "odd", "name"), several(fields, "tags", "name")) == ("Hi\n", "Zoé", ["a", "b, c", "Zoé"])


@pytest.mark.parametrize("text", ["", "Hi\n", "---\nname: x\n", "----\nname: x\n---\n", " ---\nname: x\n---\n"])
def test_a_file_that_begins_otherwise_has_none(text: str) -> None:
    assert front_matter(text) is None


@given(st.text())
def test_any_front_matter_is_read_without_harm(text: str) -> None:
    found = front_matter(f"---\n{text}\n---\nbody")
    assert found is not None
    assert all(isinstance(value, str | list) for value in found[0].values())


@given(
    st.lists(
        st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1
    ),
    st.integers(1, 40),
)
def test_rows_come_as_they_were_written(values: list[list[str | None]], step: int) -> None:
    written = ",\n".join(f" ({quoted(one)},{quoted(other)})" for one, other in values)
    before, sql_dump.CHUNK_CHARACTERS = sql_dump.CHUNK_CHARACTERS, step  # type: ignore[misc]
    try:
        found = rows(
            f"# x\nINSERT IGNORE INTO `contacts` (`id`,`name`) VALUES\n{written};\nINSERT INTO calls (id) VALUES (7);"
        )
    finally:
        sql_dump.CHUNK_CHARACTERS = before  # type: ignore[misc]
    kept = [
        {key: text.replace("\0", "") for key, text in zip(("id", "name"), pair, strict=True) if text is not None}
        for pair in values
    ]
    assert [row.values for row in found if isinstance(row, SqlRow)] == [*kept, {"id": "7"}]


def test_a_table_that_nobody_asked_for_is_passed_over() -> None:
    assert rows("INSERT INTO gifts (`id`) VALUES (1);\nINSERT INTO `calls` (`id`) VALUES (2);") == [
        SqlRow("calls", {"id": "2"}, 2)
    ]


def test_a_cut_dump_says_so() -> None:
    assert rows("INSERT INTO calls (`id`) VALUES (1),('two")[-1] == Flaw("row 2", "truncated-sql")


def test_a_row_without_end_is_given_up() -> None:
    assert rows(b"INSERT INTO calls (`id`) VALUES (" + b"'a'," * 500_000) == [Flaw("row 1", "long-sql")]
