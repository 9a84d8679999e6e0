"""What `today` imports stays light."""

import subprocess
import sys


def test_index_agenda_channels_reasons_and_steady_load_without_numpy() -> None:
    names = ", ".join(f"entregent.attention.{name}" for name in ("index", "agenda", "channels", "reasons", "steady"))
    heavy = ("numpy", "asyncio", "email", "rich", "dataclasses")
    code = f"import sys, {names}; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
