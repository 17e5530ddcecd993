"""The last touch: when the page saw somebody in a post; reads nothing, dates no post's term."""

from collections.abc import Iterable, Iterator

from schoolenterprise.dates import PartialDate, Period, When, spanning
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Event,
    IndustryCollege,
    Official,
    Placement,
    Record,
    Visit,
    evolve,
)

_DATED = {
    Visit: "date",
    Agreement: "date",
    Appointment: "date",
    Event: "date",
    Placement: "since",
}


def set_seen(records: dict[str, Record], published: PartialDate | None) -> None:
    """Date the posts of all officials among `records`: by the page, else by what it tells of.

    Without a day of publication that is the time that takes in all that the page dates, when all of
    it lies in one year; else nobody knows.
    """
    officials = [each for each in records.values() if isinstance(each, Official) and each.posts]
    seen = published or (_told(records.values()) if officials else None)
    if seen is None:
        return
    for official in officials:
        posts = tuple(evolve(post, seen=seen) for post in official.posts)
        records[official.id] = evolve(official, posts=posts)


def _told(records: Iterable[Record]) -> When | None:
    """Return the time that takes in all that is dated; `None`: nothing is, or not in one year."""
    seen = spanning(date for record in records for date in _dates(record))
    first, last = (seen.start, seen.end) if isinstance(seen, Period) else (seen, seen)
    return seen if first and last and first.year and first.year == last.year else None


def _dates(record: Record) -> Iterator[When]:
    """Yield the dates of what a record tells."""
    if isinstance(record, IndustryCollege):
        yield from (each.date for each in record.milestones if each.date)
    field = _DATED.get(type(record))
    date: When | None = getattr(record, field) if field else None
    if date:
        yield date


__all__ = ["set_seen"]
