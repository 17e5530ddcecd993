"""`Partners`: with whom an organization appears on which day; what ties a short name to a body."""

from collections.abc import Callable, Iterable

from attrs import define, field

from schoolenterprise.dates import PartialDate
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Agreement, Event, Record, Visit
from schoolenterprise.query import targets

_ORGANIZATIONS = ("organization:", "institution:", "enterprise:")
_MOST_RECORDS = 200
"""Of so many records of one organization the partners are looked at."""
Meeting = tuple[str, str]
"""Id of a partner, and the day as EDTF."""


@define
class Partners:
    """The partners of organizations by day; looked up in the ledger when first asked for."""

    ledger: Ledger
    _found: dict[str, frozenset[Meeting]] = field(factory=dict)
    _origins: dict[str, list[str]] | None = None

    def meetings(
        self, identifiers: Iterable[str], root: Callable[[str], str]
    ) -> frozenset[Meeting]:
        """Return whom several ids, which are one body, met on which day."""
        found: set[Meeting] = set()
        for each in identifiers:
            found.update((root(partner), day) for partner, day in self._of(each))
        return frozenset(found)

    def _of(self, identifier: str) -> frozenset[Meeting]:
        if identifier not in self._found:
            origins = self._by_target().get(identifier, ())[:_MOST_RECORDS]
            records = (self.ledger.get(each) for each in origins)
            self._found[identifier] = frozenset(
                (partner, day)
                for record in records
                if record is not None
                for day in _day(record)
                for partner in targets(record)
                if partner != identifier and partner.startswith(_ORGANIZATIONS)
            )
        return self._found[identifier]

    def _by_target(self) -> dict[str, list[str]]:
        """Return organization → ids of the dated records that name it, sorted."""
        if self._origins is None:
            self._origins = {}
            dated: list[Record] = [
                *self.ledger.by_class(Visit),
                *self.ledger.by_class(Agreement),
                *self.ledger.by_class(Event),
            ]
            for record in sorted(dated, key=lambda one: one.id):
                for target in targets(record):
                    self._origins.setdefault(target, []).append(record.id)
        return self._origins


def exact_day(date: object) -> str | None:
    """Return a date as EDTF if it is one certain day: not 2022-02, 2022-02-2X or 2022-02-22~."""
    if not isinstance(date, PartialDate) or len(date.edtf) != len("2022-02-22"):
        return None
    return date.edtf if date.edtf.replace("-", "").isdigit() else None


def _day(record: Record) -> tuple[str, ...]:
    """Return the day of a record; nothing when it is not dated to the day."""
    day = exact_day(getattr(record, "date", None))
    return (day,) if day else ()


__all__ = ["Meeting", "Partners", "exact_day"]
