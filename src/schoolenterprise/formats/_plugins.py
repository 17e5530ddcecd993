"""Formats that other packages offer as entry points; what they do is up to them.

Whatever is wrong with one is one problem, and never keeps another from being used.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from schoolenterprise.errors import Place, Problem
from schoolenterprise.formats._format import Format
from schoolenterprise.formats._own import FORMATS

GROUP = "schoolenterprise.formats"
"""The group of entry points: each leads to a `Format` and bears its name."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SUFFIX = re.compile(r"(\.[^./\\\s]+)+")

_KINDS = {
    "label": str,
    "losses": str,
    "suffixes": tuple,
    "packages": tuple,
    "load_options": tuple,
    "dump_options": tuple,
}


def formats() -> tuple[Format, ...]:
    """Return the formats of other packages that can be used, by name."""
    return tuple(each for each in _found() if isinstance(each, Format))


def problems() -> tuple[Problem, ...]:
    """Return what is wrong with those that cannot."""
    return tuple(each for each in _found() if isinstance(each, Problem))


@cache
def _found() -> tuple[Format | Problem, ...]:
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(_each(points))


def _each(points: list[EntryPoint]) -> Iterator[Format | Problem]:
    taken = {each.name for each in FORMATS}
    for point in points:
        if point.name in taken:
            yield _problem(point, "a name that another format bears", "a name of its own")
            continue
        taken.add(point.name)
        yield _loaded(point)


def _loaded(point: EntryPoint) -> Format | Problem:
    try:
        found = point.load()
    except (Exception, SystemExit) as error:  # whatever the other package does
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return _problem(point, f"an error at its import, {reason:.200}", "a Format")
    if not isinstance(found, Format):
        return _problem(point, f"an object of class {type(found).__name__}", "a Format")
    return _flaw(point, found) or found


def _flaw(point: EntryPoint, found: Format) -> Problem | None:
    if found.name != point.name or not _NAME.fullmatch(found.name):
        expected = "the name of the entry point, in lower case"
        return _problem(point, f"the name {found.name!r}", expected)
    for name, kind in _KINDS.items():
        value = getattr(found, name)
        if not isinstance(value, kind) or (kind is tuple and not all(map(_is_text, value))):
            expected = "text" if kind is str else "a tuple of text"
            return _problem(point, f"{value!r:.80} as its {name}", expected)
    if not all(each is None or callable(each) for each in (found.load, found.dump)):
        return _problem(point, "a load or dump that cannot be called", "functions, or None")
    for suffix in found.suffixes:
        if not _SUFFIX.fullmatch(suffix) or suffix != suffix.lower():
            return _problem(point, f"the suffix {suffix!r}", "one such as .json, in lower case")
    if not (found.reads or found.writes):
        return _problem(point, "neither load nor dump", "at least one of them")
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _problem(point: EntryPoint, found: str, expected: str) -> Problem:
    return Problem(
        code="broken-format",
        found=found,
        expected=expected,
        advice="the format is left out; ask those who made the package",
        place=Place(record=f"{GROUP} {point.name} = {point.value}"),
    )


__all__ = ["GROUP", "formats", "problems"]
