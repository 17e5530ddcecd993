"""What every test may use: the Hypothesis profiles and the real pages beside the checkout."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run and every machine; how long one takes depends on the machine.
settings.register_profile("standard", derandomize=True, database=None, deadline=None)
# Chosen by `make deep`: new examples on every run, many of them.
settings.register_profile("deep", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile("standard")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Puts the test into an empty folder, as if no terminal were there."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the retold pages and the ledger expected of each."""
    return REPOSITORY / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real pages, which stay outside the repository; skips where it is not."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the real pages are not on this machine: there is no folder {folder}")
    return folder
