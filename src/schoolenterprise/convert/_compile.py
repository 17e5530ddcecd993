"""Functions made from source text, which tracebacks can show; it knows no class and no field."""

import linecache
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def compiled(name: str, lines: Iterable[str], names: Mapping[str, object]) -> Callable[..., Any]:
    """Return the function `name` that `lines` define, for which `names` are the global names."""
    text = "\n".join(lines) + "\n"
    file = f"<schoolenterprise {name}>"
    # Without a time of change the entry stays when the cache is checked against the disk.
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    namespace = dict(names)
    exec(compile(text, file, "exec"), namespace)
    made: Callable[..., Any] = namespace[name]  # type: ignore[assignment]  # `lines` define it
    return made


__all__ = ["compiled"]
