"""Fresh Python processes that start as they would after an installation; nothing is timed here."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import schoolenterprise


@contextmanager
def fresh_python() -> Iterator[Callable[..., str]]:
    """Give a function that runs Python with some arguments and returns what that prints.

    All runs share a folder of compiled modules, which the first one fills; variables that change
    how Python starts are left out.
    """
    with tempfile.TemporaryDirectory() as compiled:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        source = Path(schoolenterprise.__file__).parents[1]
        environment = kept | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(source)}

        def run(*arguments: str) -> str:
            done = subprocess.run(
                [sys.executable, *arguments],
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
            return done.stdout

        yield run


__all__ = ["fresh_python"]
