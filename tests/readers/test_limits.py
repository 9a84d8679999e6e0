"""Every limit is documented, with its value and its line."""

import ast
import itertools
from pathlib import Path

from entregent.readers import limits

ROOT = Path(__file__).resolve().parents[2]


def documented(value: object) -> str:
    """A limit as the table shows it."""
    if isinstance(value, int) and value >= 1 << 20 and value % (1 << 20) == 0:
        return f"{value >> 30} GiB" if value % (1 << 30) == 0 else f"{value >> 20} MiB"
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def table() -> str:
    """The table of docs/limits.md, from the constants and the line under each."""
    body = ast.parse(Path(limits.__file__).read_text(encoding="utf-8")).body
    rows = []
    for constant, line in itertools.pairwise(body):
        if isinstance(constant, ast.AnnAssign) and isinstance(constant.target, ast.Name) and isinstance(line, ast.Expr):
            assert isinstance(line.value, ast.Constant)
            told = str(line.value.value)
            name = constant.target.id
            rows.append(f"| `{name}` | {documented(getattr(limits, name))} | {told} |")
    return "\n".join(rows)


def test_the_limits_page_is_the_codes_own() -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert table() in page, f"docs/limits.md should hold:\n{table()}"


def test_every_limit_has_its_line() -> None:
    names = {name for name in vars(limits) if name.isupper() and name != "ARCHIVE"}
    assert all(f"`{name}`" in table() for name in names)
