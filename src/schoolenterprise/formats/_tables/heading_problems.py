"""What is said of the headings of a table: what is not known there, and what is not there."""

from collections.abc import Iterator, Sequence

import attrs

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.formats._tables.table import Column
from schoolenterprise.model import Record

_TOLD = 6
"""So many columns that are not there are named."""


def unknown(heading: str, known: Column | None, kept: str, place: Place) -> Problem:
    """Return what is said of a heading that is not `known`, or known and there a second time."""
    if known is not None:
        found, code = f"the heading {heading.strip()!r:.60} a second time", "repeated-heading"
    elif heading.strip():
        found, code = f"the unknown heading {heading.strip()!r:.60}", "unknown-heading"
    else:
        found, code = "a column without a heading", "no-heading"
    return Problem(
        code=code,
        found=found,
        advice=f"kept under extra as {kept!r:.60}",
        place=place,
        severity=Severity.WARNING,
    )


def missing(column: Column, place: Place) -> Problem:
    """Return what is said of a column without which no record can be."""
    return Problem(
        code="missing-column",
        found=f"no column {column.heading}",
        expected="it, for no record is without",
        place=place,
    )


def not_shown(cls: type[Record], missing: Sequence[Column], place: Place) -> Iterator[Problem]:
    """Yield the word by which `ledger.updated` knows which fields of every record stay."""
    if missing:
        some = ", ".join(each.heading for each in missing[:_TOLD])
        rest = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
        paths = ", ".join(each.path for each in missing)
        yield Problem(
            code="columns-not-shown",
            found=f"no column {some}{rest}",
            advice="what stands there stays in an update",
            place=attrs.evolve(place, record=f"{cls.prefix}:*", path=paths),
            severity=Severity.NOTE,
        )


def no_rows(place: Place) -> Problem:
    """Return what is said of a table whose rows are all gone, or were never there."""
    return Problem(
        code="no-rows",
        found="no row below the headings",
        advice="records of this class stay in an update",
        place=place,
        severity=Severity.NOTE,
    )


__all__ = ["missing", "no_rows", "not_shown", "unknown"]
