"""`warning` and `note`: the problems that rules tell; what a rule looks for stands elsewhere."""

from attrs import evolve

from schoolenterprise.errors import Place, Problem, Severity


def warning(
    code: str, record: str, path: str, *, found: str, expected: str, advice: str
) -> Problem:
    """Return a problem at `path` of the record with this id that a person must look at."""
    return Problem(
        code=code,
        found=found,
        expected=expected,
        advice=advice,
        place=Place(record=record, path=path),
        severity=Severity.WARNING,
    )


def note(code: str, record: str, path: str, *, found: str, expected: str, advice: str) -> Problem:
    """Return a problem at `path` of the record with this id that is worth knowing."""
    told = warning(code, record, path, found=found, expected=expected, advice=advice)
    return evolve(told, severity=Severity.NOTE)


__all__ = ["note", "warning"]
