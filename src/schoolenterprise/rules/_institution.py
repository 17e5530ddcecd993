"""Which school is meant, where it lies, what it teaches, and whether a rule binds it."""

from collections.abc import Iterator
from typing import TypeVar

from schoolenterprise.errors import wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Institution, Organization, Record, evolve
from schoolenterprise.rules._rule import Binding
from schoolenterprise.vocabulary import (
    InstitutionLevel,
    InstitutionRow,
    SchoolCode,
    all_institutions,
    find_institution,
)

R = TypeVar("R", bound=Record)


def find(ledger: Ledger, name: str) -> Organization:
    """Return the school, or the other body, with this id or name.

    Raises:
        InvalidValueError: `ledger` is no ledger.
        UnknownNameError: none bears the name, or several do.
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a Ledger")
    return ledger.organization(name)


def about(ledger: Ledger, school: Organization, cls: type[R]) -> Iterator[R]:
    """Yield the records of `cls` that refer to the school, in the order of the ledger.

    Of records that contradict each other (`X`, `X#2`) all are told; see `version_of`.
    """
    for origin in dict.fromkeys(link.origin for link in ledger.referrers(school)):
        record = ledger[origin]
        if isinstance(record, cls):
            yield record


def version_of(ledger: Ledger, record: Record) -> str | None:
    """Return the id of the record that this one contradicts; `None`: it is no second version."""
    first, mark, number = record.id.rpartition("#")
    if not mark or not number.isdecimal() or first not in ledger:
        return None
    # A name that itself ends with #2 is a name.
    return None if evolve(record, id="").id == record.id else first


def level_of(school: Organization) -> InstitutionLevel | None:
    """Return what the school teaches, by its record, else the ministry's list; `None`: unknown."""
    if isinstance(school, Institution) and school.level:
        return school.level
    row = _row(school)
    if row is None:
        return None
    if school.name in row.former_names:
        # Before a college became a university it taught something else.
        vocational = "职业" in school.name or "专科" in school.name
        return InstitutionLevel.HIGHER_VOCATIONAL if vocational else row.level
    return row.implied_level


def region_of(school: Organization) -> str | None:
    """Return the code of the place of the school, of its province at least; `None`: not known."""
    if school.region:
        return school.region
    code = school.code if isinstance(school, Institution) else None
    row = _row(school)
    code = code or (row.code if row else None)
    return SchoolCode(code).province.code if code else None


def bound(binding: Binding, school: Organization) -> bool | None:
    """Return whether a rule with `binding` binds the school; `None`: nobody can tell from here."""
    answers = [_level_bound(binding, level_of(school)), _region_bound(binding, region_of(school))]
    if False in answers:
        return False
    return None if None in answers or binding.conditional else True


def _level_bound(binding: Binding, level: InstitutionLevel | None) -> bool | None:
    if not binding.levels and not binding.levels_in_part:
        return True
    if level is None or level in binding.levels_in_part:
        return None
    return level in binding.levels


def _region_bound(binding: Binding, region: str | None) -> bool | None:
    if binding.region is None:
        return True
    if region is None:
        return None
    wide, narrow = _digits(binding.region), _digits(region)
    if narrow.startswith(wide):
        return True
    return None if wide.startswith(narrow) else False


def _digits(code: str) -> str:
    """Return the digits of a code of GB/T 2260 that say something: 42 of 420000."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _row(school: Organization) -> InstitutionRow | None:
    code = school.code if isinstance(school, Institution) else None
    rows = (row for row in all_institutions() if code and row.code == code)
    return next(rows, None) or find_institution(school.name)


__all__ = ["about", "bound", "find", "level_of", "region_of", "version_of"]
