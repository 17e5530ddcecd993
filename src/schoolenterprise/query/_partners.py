"""`Partner`: who works with an organization, and the records that say so."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model import Official, Organization, Record
from schoolenterprise.query._dates import dates_of, year_of
from schoolenterprise.query._names import REFERENCES, find_organization
from schoolenterprise.query._store import Store
from schoolenterprise.query._ties import pairs


@frozen(kw_only=True)
class Partner:
    """合作方：one organization that works with another, and what shows it."""

    organization: str
    """单位：id of the partner; there need be no record of it."""
    name: str
    """名称：its full name, as far as the ledger knows it."""
    records: tuple[Record, ...]
    """记录：what brings the two together, in the order of the ledger."""
    first: When | None
    """最早：the earliest date of these records; `None`: none is dated."""
    last: When | None
    """最近：the latest date of these records; `None`: none is dated."""


def partners(store: Store, named: str | Organization) -> tuple[Partner, ...]:
    """Return the partners of an organization: those with the most records first, then by id.

    Raises:
        UnknownNameError: no organization, or several, bear the name.
    """
    own = find_organization(store, named)
    found: dict[str, dict[str, Record]] = {}
    for record in _records_about(store, own):
        for pair in pairs(record, store.records):
            if own & set(pair):
                for other in set(pair) - own:
                    found.setdefault(other, {})[record.id] = record
    made = [_partner(store, other, records.values()) for other, records in found.items()]
    return tuple(sorted(made, key=lambda each: (-len(each.records), each.organization)))


def _records_about(store: Store, own: Iterable[str]) -> Iterator[Record]:
    """Yield the records that refer to an organization, or to a person in a post there."""
    rows = store.rows(Record)
    numbers = {row for each in own for row in rows.bearing(REFERENCES, each)}
    people = [each for each in map(rows.at, numbers) if isinstance(each, Official)]
    numbers |= {row for each in people for row in rows.bearing(REFERENCES, each.id)}
    return filter(None, map(rows.at, sorted(numbers)))


def _partner(store: Store, other: str, records: Iterable[Record]) -> Partner:
    kept = tuple(records)
    dates = [date for each in kept for date in dates_of(each)]
    # What has no known year says neither first nor last beside what has.
    dates = [date for date in dates if year_of(date) is not None] or dates
    return Partner(
        organization=other,
        name=name_of(store, other),
        records=kept,
        first=min(dates, key=lambda date: date.sort_key, default=None),
        last=max(dates, key=_end, default=None),
    )


def _end(date: When) -> tuple[float, float, str]:
    start, end, edtf = date.sort_key
    return (-end, start, edtf)


def name_of(store: Store, identifier: str) -> str:
    """Return the name of the organization with this id; where there is no record, from the id."""
    record = store.records.get(identifier)
    return record.name if isinstance(record, Organization) else ids.name_of(identifier)


__all__ = ["Partner", "name_of", "partners"]
