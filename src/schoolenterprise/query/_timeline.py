"""`Moment`: what happened to an organization, in the order of time."""

from collections.abc import Iterator
from math import inf

from attrs import frozen

from schoolenterprise.dates import When
from schoolenterprise.model import IndustryCollege, Official, Organization, Program, Record, Source
from schoolenterprise.query._dates import date_of
from schoolenterprise.query._links import links
from schoolenterprise.query._names import REFERENCES, find_organization
from schoolenterprise.query._store import Store
from schoolenterprise.vocabulary import MilestoneKind

STANDING = (Organization, Official, Program, Source)
"""Classes whose records tell what is, not what happened."""


@frozen(kw_only=True)
class Moment:
    """One entry of a timeline."""

    date: When | None
    """日期：when; `None`: the record does not say."""
    record: Record
    """记录：what happened."""
    roles: tuple[str, ...]
    """角色：the fields of the record that name the organization: `hosts`, `parties`."""
    milestone: MilestoneKind | None = None
    """节点：which step in the life of a college; `None`: the record is none, or has no steps."""


def timeline(store: Store, named: str | Organization) -> tuple[Moment, ...]:
    """Return what the ledger tells of an organization, by first possible day; undated last.

    A college has an entry for each of its milestones.

    Raises:
        UnknownNameError: no organization, or several, bear the name.
    """
    own = find_organization(store, named)
    rows = store.rows(Record)
    numbers = sorted({row for each in own for row in rows.bearing(REFERENCES, each)})
    records = filter(None, map(rows.at, numbers))
    found = [moment for each in records for moment in _moments(each, own)]
    return tuple(sorted(found, key=_place))


def _moments(record: Record, own: frozenset[str]) -> Iterator[Moment]:
    if isinstance(record, STANDING):
        return
    named = (link.path for link in links(record) if link.target in own)
    roles = tuple(dict.fromkeys(path.partition("[")[0].partition(".")[0] for path in named))
    if isinstance(record, IndustryCollege) and record.milestones:
        for each in record.milestones:
            yield Moment(date=each.date, record=record, roles=roles, milestone=each.kind)
    else:
        yield Moment(date=date_of(record), record=record, roles=roles)


def _place(moment: Moment) -> tuple[float, float, str]:
    return (inf, inf, "") if moment.date is None else moment.date.sort_key


__all__ = ["Moment", "timeline"]
