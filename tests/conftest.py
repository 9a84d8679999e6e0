"""What every test may ask for."""

import os
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on speed, so no example has a deadline.
# The same examples each time, so that a change is judged by what it changes; `make night` looks at new ones.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.register_profile("night", deadline=None)
settings.load_profile(os.environ.get("EXAMPLES", "unhurried"))

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Unpack a shared data set by name, once; skip the test where the sets are absent."""
    root = tmp_path_factory.mktemp("shared")

    def unpack(name: str) -> Path:
        archive = SHARED / f"{name}.tar.gz"
        if not archive.exists():
            pytest.skip(f"the shared data set {name} is not on this machine")
        if not (root / name).exists():
            with tarfile.open(archive) as packed:
                packed.extractall(root, filter="data")
        return root / name

    return unpack
