"""Whoever is killed while writing leaves the old file or the new one, never half of one."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

import killed
from schoolenterprise import errors
from schoolenterprise.formats import load
from schoolenterprise.ledger import Ledger

SUFFIXES = (".json", ".jsonl", ".json.gz", ".jsonl.zst", ".yaml")
PART = re.compile(r"\.[0-9a-f]{16}\.part")


def rounds() -> int:
    """How often somebody is killed: in `make deep` often enough to hit every moment."""
    return 200 if settings().max_examples > 1_000 else 10


def killed_while_writing(path: Path, seconds: float) -> int:
    """Let a program write to `path` for so long; return the number of the last ledger it told of."""
    environment = os.environ | {"PYTHONPATH": str(Path(errors.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, killed.__file__, str(path)], stdout=subprocess.PIPE, env=environment
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        time.sleep(seconds)
        program.kill()
        told = first + program.stdout.read()
    # The last line may be cut short.
    return int(told[: told.rindex(b"\n")].splitlines()[-1])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_old_file_or_the_new_one_is_there(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ledger{suffix}"
    moments = random.Random(suffix)
    for _ in range(rounds() // len(SUFFIXES)):
        last = killed_while_writing(path, moments.uniform(0, 0.05))
        found = load(path)
        assert found.problems == ()
        assert found in (Ledger(killed.ledger(last)), Ledger(killed.ledger(last + 1)))
        left = [name for name in os.listdir(tmp_path) if name != path.name]
        assert all(map(PART.fullmatch, left))


def test_the_old_folder_or_the_new_one_is_there(tmp_path: Path) -> None:
    """A folder of Parquet changes places with the one before, so that none is half of each."""
    pytest.importorskip("pyarrow")
    path = tmp_path / "ledger.parquets"
    moments = random.Random("parquets")
    for _ in range(rounds()):
        last = killed_while_writing(path, moments.uniform(0, 0.1))
        found = load(path)
        assert found.problems == ()
        assert found in (Ledger(killed.ledger(last)), Ledger(killed.ledger(last + 1)))
        left = [name for name in os.listdir(tmp_path) if name != path.name]
        assert all(map(PART.fullmatch, left))
