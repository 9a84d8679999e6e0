"""Weighing while others write."""

from pathlib import Path

import pytest
from tests.cast import LUC, NOW, filled

from entregent.app import weighing
from entregent.app.book import Book
from entregent.app.opening import open_at
from entregent.store import people


def test_an_edit_in_the_middle_of_weighing_everybody_refuses_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "solene.book").close()
    weigh_rows = weighing.weigh_rows
    notes: list[object] = []

    def interrupted(*given: object) -> object:
        with Book.open(tmp_path / "solene.book", now=NOW) as other:
            notes.append(other.note(LUC.mail, f"note {len(notes)}"))
        return weigh_rows(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(weighing, "weigh_rows", interrupted)
    monkeypatch.setattr(weighing, "_AT_ONCE", 1)
    inner = open_at(tmp_path / "solene.book", now=NOW, as_of="")
    weighing.weigh(inner, people.human_ids(inner.connection))
    inner.close()
    assert len(notes) > 1
