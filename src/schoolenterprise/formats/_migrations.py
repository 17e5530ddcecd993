"""Versions of the form: which one a file is written in, and how its records become today's.

The rules by which a version may change, and a new one may come, are in docs/schema-evolution.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from schoolenterprise.convert import Unreadable, described
from schoolenterprise.errors import FormatError, Place, Problem, Severity
from schoolenterprise.model import FORM

Migration: TypeAlias = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
"""Makes of one record of a version, as a tree of plain values, those of the next version.

The tree comes from outside: anything may stand in it, and what the migration does not know it
hands on. In YAML the numbers of the tree are text.
"""

CURRENT = int(FORM.rpartition("/")[2])
"""The version that this package writes."""

MIGRATIONS: dict[int, Migration] = {}
"""Version → what leads from it to the next one; every version since the first that has one."""

_VERSION = re.compile(r"schoolenterprise/(0|[1-9][0-9]{0,8})")
_FAULTS = (AttributeError, LookupError, TypeError, ValueError)


def check_version(text: object, place: Place) -> tuple[int, tuple[Problem, ...]]:
    """Return the version that `text` names, which stands at `place`, and what there is to say.

    A text that names no version is told of, and read as today's; an older version is noted.

    Raises:
        FormatError: it names a later version than this package knows.

    >>> check_version("schoolenterprise/1", Place())
    (1, ())
    """
    if text == FORM:
        return CURRENT, ()
    match = _VERSION.fullmatch(text) if isinstance(text, str) else None
    version = int(match[1]) if match else None
    if version is not None and version > CURRENT:
        advice = "a later version of this package reads it"
        raise FormatError(_problem(text, place, advice, Severity.ERROR))
    if version is None or not _leads_here(version):
        return CURRENT, (_problem(text, place, f"read as {FORM}", Severity.ERROR),)
    advice = "its records are turned into those of the newer form"
    return version, (_problem(text, place, advice, Severity.NOTE),)


def migrated(entry: object, version: int) -> Iterator[object]:
    """Yield the trees of today's version that come of `entry`, the tree of a record of `version`.

    What is no object is handed on as it is. One that its migration cannot handle is `Unreadable`,
    which is a fault of this record alone.
    """
    if version == CURRENT or not isinstance(entry, dict):
        yield entry
        return
    try:
        following: list[object] = list(MIGRATIONS[version](entry))
    except _FAULTS:
        following = [Unreadable(f"a record that the migration from version {version} refuses")]
    for each in following:
        yield from migrated(each, version + 1)


def _leads_here(version: int) -> bool:
    return all(each in MIGRATIONS for each in range(version, CURRENT))


def _problem(found: object, place: Place, advice: str, severity: Severity) -> Problem:
    return Problem(
        code="unknown-schema" if severity is Severity.ERROR else "older-schema",
        found=described(found),
        expected=f'"{FORM}"',
        advice=advice,
        place=place,
        severity=severity,
    )


__all__ = ["CURRENT", "MIGRATIONS", "Migration", "check_version", "migrated"]
