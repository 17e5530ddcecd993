"""Marks of an organization, two of which it cannot have: codes, kind, place; and its rank."""

from collections.abc import Hashable, Iterable

from schoolenterprise.model import Institution, Organization
from schoolenterprise.resolve._clusters import Clusters
from schoolenterprise.resolve._names import folded
from schoolenterprise.vocabulary import InstitutionRow, OrganizationKind, find_institution

_FULL = ("有限公司", "有限责任公司", "总公司", "集团")
Marks = dict[str, frozenset[Hashable]]
_ONE_BODY = frozenset({OrganizationKind.GOVERNMENT, OrganizationKind.PARK})
"""A park and the committee that runs it count as one body."""
_APART = frozenset({OrganizationKind.INSTITUTION, OrganizationKind.ENTERPRISE})
_NOTHING: frozenset[Hashable] = frozenset()


def row_of(record: Organization) -> InstitutionRow | None:
    """Return the row of a school in the ministry's list, by its name or a former one."""
    if record.kind not in (OrganizationKind.INSTITUTION, OrganizationKind.OTHER):
        return None
    for name in (record.name, *record.former_names):
        row = find_institution(name) or find_institution(folded(name))
        if row:
            return row
    return None


def marks_of(record: Organization) -> Marks:
    """Return the marks of one record; those it lacks are left out."""
    found: Marks = {}
    if record.uscc:
        found["uscc"] = frozenset((record.uscc,))
    code = _school_code(record)
    if code:
        found["code"] = frozenset((code,))
    if record.kind is not OrganizationKind.OTHER:
        found["kind"] = frozenset((record.kind,))
    if record.region:
        found["region"] = frozenset((record.region,))
    return found


def _school_code(record: Organization) -> str | None:
    if isinstance(record, Institution) and record.code:
        return record.code
    row = row_of(record)
    return row.code if row else None


def rank_of(record: Organization) -> tuple[object, ...]:
    """Return the place of a record among those that may be kept: the smallest is kept.

    A code first, then an exact kind, the latest name of a school, a full name, a long one.
    """
    row = row_of(record)
    return (
        not (record.uscc or _school_code(record)),
        record.kind is OrganizationKind.OTHER,
        -_age(record.name, row),
        not record.name.endswith(_FULL),
        -len(record.name),
        record.id,
    )


def _age(name: str, row: InstitutionRow | None) -> int:
    """Return how late a school bore the name: 2 and more after the list, 1 on it, 0 before."""
    if row is None or name not in row.all_names or name in row.former_names:
        return 0
    return 1 if name == row.name else 2 + row.later_names.index(name)


def refused(clusters: Clusters, first: str, second: str) -> str:
    """Say why two organizations of like names cannot be one; empty: they can."""
    return refused_codes(clusters, first, second) or _refused_marks(clusters, first, second)


def refused_codes(clusters: Clusters, first: str, second: str) -> str:
    """Say what forbids two organizations to be one, however well they are tied; empty: nothing."""
    if clusters.are_parted(first, second):
        return "a decision parts them"
    mine, theirs = clusters.marks_of(first), clusters.marks_of(second)
    for mark, label in (("uscc", "统一社会信用代码"), ("code", "学校标识码")):
        if _differ(mine.get(mark, _NOTHING), theirs.get(mark, _NOTHING)):
            return f"each has a {label} of its own"
    return ""


def refused_class(clusters: Clusters, first: str, second: str) -> str:
    """Say whether a code, a decision, or school against firm forbids; kinds beside do not."""
    kinds = clusters.marks_of(first).get("kind", _NOTHING) | clusters.marks_of(second).get(
        "kind", _NOTHING
    )
    if kinds >= _APART:
        return "one is a school, the other a firm"
    return refused_codes(clusters, first, second) or _refused_regions(clusters, first, second)


def _refused_marks(clusters: Clusters, first: str, second: str) -> str:
    mine, theirs = clusters.marks_of(first), clusters.marks_of(second)
    kinds = mine.get("kind", _NOTHING) | theirs.get("kind", _NOTHING)
    if len(kinds) > 1 and not kinds <= _ONE_BODY:
        return "they are of two kinds"
    return _refused_regions(clusters, first, second)


def _refused_regions(clusters: Clusters, first: str, second: str) -> str:
    mine = clusters.marks_of(first).get("region", _NOTHING)
    theirs = clusters.marks_of(second).get("region", _NOTHING)
    if any(not _nested(str(one), str(other)) for one in mine for other in theirs):
        return "they are in two places"
    return ""


def _nested(first: str, second: str) -> bool:
    """Say whether one division lies in the other, or both are one."""
    one, other = _significant(first), _significant(second)
    return one.startswith(other) or other.startswith(one)


def _significant(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _differ(mine: frozenset[Hashable], theirs: frozenset[Hashable]) -> bool:
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def agree(clusters: Clusters, identifiers: Iterable[str]) -> bool:
    """Say whether no two of several organizations have contradicting marks."""
    codes: set[Hashable] = set()
    uscc: set[Hashable] = set()
    kinds: set[Hashable] = set()
    regions: set[Hashable] = set()
    for each in identifiers:
        marks = clusters.marks_of(each)
        uscc |= marks.get("uscc", _NOTHING)
        codes |= marks.get("code", _NOTHING)
        kinds |= marks.get("kind", _NOTHING)
        regions |= marks.get("region", _NOTHING)
    if len(uscc) > 1 or len(codes) > 1 or (len(kinds) > 1 and not kinds <= _ONE_BODY):
        return False
    ordered = sorted(map(str, regions), key=lambda code: len(_significant(code)))
    return all(_nested(one, ordered[-1]) for one in ordered)


__all__ = [
    "Marks",
    "agree",
    "marks_of",
    "rank_of",
    "refused",
    "refused_class",
    "refused_codes",
    "row_of",
]
