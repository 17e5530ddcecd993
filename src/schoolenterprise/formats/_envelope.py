"""What stands around the records of a document: the name of the form and its version."""

import re
from collections.abc import Container, Iterator, Mapping

from schoolenterprise.convert import RepeatedKeys, described
from schoolenterprise.errors import FormatError, Place, Problem, Severity
from schoolenterprise.model import FORM

_VERSION = re.compile(r"schoolenterprise/([1-9][0-9]{0,8})")


def entries_of(tree: object, place: Place) -> tuple[list[object], list[Problem]]:
    """Return what stands in `tree` where the records should stand, and what is amiss around them.

    Raises:
        FormatError: it is written in a later form than this package knows.
    """
    if isinstance(tree, list):
        expected = 'an object with the keys "schema" and "records"'
        return tree, [_warning("bare-list", "a list", expected, "its items are read", place)]
    if not isinstance(tree, dict):
        expected = 'an object with the keys "schema" and "records"'
        return [], [
            Problem(code="wrong-type", found=described(tree), expected=expected, place=place)
        ]
    problems = [*_form(tree, place), *_unknown(tree, ("schema", "records"), place)]
    records = tree.get("records")
    if isinstance(records, list):
        return records, problems
    found = described(records) if "records" in tree else 'no key "records"'
    problems.append(
        Problem(code="no-records", found=found, expected='a list under "records"', place=place)
    )
    return [], problems


def header_problems(tree: Mapping[str, object], place: Place) -> list[Problem]:
    """Return what is amiss with a header, an object that names the form and holds no records.

    Raises:
        FormatError: it is a later form than this package knows.
    """
    return [*_form(tree, place), *_unknown(tree, ("schema",), place)]


def _form(tree: Mapping[str, object], place: Place) -> list[Problem]:
    form = tree.get("schema")
    if form == FORM:
        return []
    if "schema" not in tree:
        return [_warning("no-schema", 'no key "schema"', f'"{FORM}"', f"read as {FORM}", place)]
    version = _VERSION.fullmatch(form) if isinstance(form, str) else None
    problem = Problem(
        code="unknown-schema",
        found=described(form),
        expected=f'"{FORM}"',
        advice="a later version of this package reads it" if version else f"read as {FORM}",
        place=place,
    )
    if version:
        raise FormatError(problem)
    return [problem]


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


__all__ = ["entries_of", "header_problems"]
