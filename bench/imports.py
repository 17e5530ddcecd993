"""What `import schoolenterprise` costs, in fresh processes, and which modules it loads."""

import sys
from collections.abc import Callable, Mapping

from fresh import fresh_python
from table import Table
from timing import Timings, in_turns

BARE = "pass"
PACKAGE = "import schoolenterprise"
PROGRAMS: Mapping[str, str] = {
    BARE: "pass",
    "import attrs, dateutil": "import attrs, dateutil.relativedelta",
    PACKAGE: PACKAGE,
    "… and read a first sentence": f"{PACKAGE} as se; se.read_news('我校校长何静走访蓝海公司。')",
}
"""What a process is called in the table → what it runs."""

ALLOWED = frozenset({"attr", "attrs", "cattrs", "dateutil", "six", "typing_extensions"})
"""The third-party modules that importing the package may load."""

_NEW_MODULES = (
    "import sys; before = set(sys.modules); import schoolenterprise; "
    "print(*(set(sys.modules) - before))"
)


def import_times(run: Callable[..., str], *, seconds: float, least: int) -> Timings:
    """Time each of `PROGRAMS` as a process of its own, from start to end."""
    contenders = {
        name: lambda program=program: run("-c", program) for name, program in PROGRAMS.items()
    }
    return in_turns(contenders, seconds=seconds, least=least)


def third_party_modules(run: Callable[..., str]) -> tuple[str, ...]:
    """Return the third-party modules, by their first name, that importing the package loads."""
    loaded = run("-c", _NEW_MODULES).split()
    tops = {name.partition(".")[0] for name in loaded}
    return tuple(sorted(tops - set(sys.stdlib_module_names) - {"schoolenterprise"}))


def table(*, seconds: float, least: int = 10) -> Table:
    """Measure, and tell in a table."""
    with fresh_python() as run:
        times = import_times(run, seconds=seconds, least=least)
        found = third_party_modules(run)
    bare = times.median(BARE)
    rows = [
        (
            name,
            f"{times.median(name) * 1e3:.1f} ms",
            f"{(times.median(name) - bare) * 1e3:+.1f} ms",
            f"{times.times_as_long(name, BARE):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in PROGRAMS
    ]
    beyond = sorted(set(found) - ALLOWED)
    return Table(
        title=f"Importing: python -c '…', {times.rounds} processes each",
        head=("program", "median", "over bare", "times bare", "spread"),
        rows=rows,
        notes=(
            "times bare: how many times as long as a Python that does nothing. Lower is better.",
            f"third-party modules loaded: {', '.join(found)}",
            f"beyond the allowed ones: {', '.join(beyond) or 'none'}",
        ),
    )


__all__ = ["ALLOWED", "PROGRAMS", "import_times", "table", "third_party_modules"]
