"""What stands around the records of a document: the name of the form and its version."""

from collections.abc import Container, Iterator, Mapping

from schoolenterprise.convert import RepeatedKeys, described
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.formats._migrations import CURRENT, check_version, migrated
from schoolenterprise.model import FORM


def entries_of(tree: object, place: Place) -> tuple[list[object], list[Problem]]:
    """Return what stands in `tree` where the records should stand, and what is amiss around them.

    What is written in an older version of the form is returned as today's has it.

    Raises:
        FormatError: it is written in a later version than this package knows.
    """
    if isinstance(tree, list):
        expected = 'an object with the keys "schema" and "records"'
        return tree, [_warning("bare-list", "a list", expected, "its items are read", place)]
    if not isinstance(tree, dict):
        expected = 'an object with the keys "schema" and "records"'
        return [], [
            Problem(code="wrong-type", found=described(tree), expected=expected, place=place)
        ]
    version, told = _version(tree, place)
    problems = [*told, *_unknown(tree, ("schema", "records"), place)]
    records = tree.get("records")
    if isinstance(records, list):
        return [each for record in records for each in migrated(record, version)], problems
    found = described(records) if "records" in tree else 'no key "records"'
    problems.append(
        Problem(code="no-records", found=found, expected='a list under "records"', place=place)
    )
    return [], problems


def header(tree: Mapping[str, object], place: Place) -> tuple[int, list[Problem]]:
    """Return the version that a header names, an object without records, and what is amiss in it.

    Raises:
        FormatError: it is a later version than this package knows.
    """
    version, problems = _version(tree, place)
    return version, [*problems, *_unknown(tree, ("schema",), place)]


def _version(tree: Mapping[str, object], place: Place) -> tuple[int, tuple[Problem, ...]]:
    if "schema" in tree:
        return check_version(tree["schema"], place)
    missing = _warning("no-schema", 'no key "schema"', f'"{FORM}"', f"read as {FORM}", place)
    return CURRENT, (missing,)


def _unknown(tree: Mapping[str, object], known: Container[str], place: Place) -> Iterator[Problem]:
    for key in tree.repeated if isinstance(tree, RepeatedKeys) else ():
        found = f"the key {key!r} more than once"
        yield _warning("repeated-key", found, "it once", "the last is read", place)
    for key in tree:
        if key not in known:
            found = f"the unknown key {key!r}"
            yield _warning("unknown-key", found, "a record around it", "it is not kept", place)


def _warning(code: str, found: str, expected: str, advice: str, place: Place) -> Problem:
    return Problem(
        code=code,
        found=found,
        expected=expected,
        advice=advice,
        place=place,
        severity=Severity.WARNING,
    )


__all__ = ["entries_of", "header"]
