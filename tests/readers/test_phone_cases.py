"""Golden cases of the readers of telephones and of WhatsApp: input beside what it must give."""

import json
from pathlib import Path

import pytest
from tests.readers.test_message_cases import items

CASES = Path(__file__).resolve().parents[1] / "cases"
READERS = ("phone_sms", "phone_calls", "phone_csv", "chat_whatsapp")


@pytest.mark.parametrize(
    "path",
    [path for name in READERS for path in sorted((CASES / name).glob("*/input*"))],
    ids=lambda path: f"{path.parent.parent.name}-{path.parent.name}",
)
def test_a_case_gives_what_it_must(path: Path) -> None:
    assert list(items(path)) == json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
