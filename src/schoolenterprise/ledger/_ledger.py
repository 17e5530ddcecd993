"""`Ledger`: keeps records in the order in which they came and finds them; it changes none."""

import reprlib
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from schoolenterprise.errors import (
    ConflictError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
    UnknownNameError,
    wrong_type,
)
from schoolenterprise.ledger._links import Link, links, targets
from schoolenterprise.ledger._nearest import nearest
from schoolenterprise.model import (
    RECORD_CLASSES,
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Enterprise,
    Event,
    IndustryCollege,
    Institution,
    Official,
    Organization,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)

R = TypeVar("R", bound=Record)


class Ledger:
    """Records, each id once, in the order in which they were added.

    Two ledgers are equal when they hold equal records, in whatever order; `problems` do not count.
    Looking up an id takes constant time; what a ledger keeps grows with its records alone.

    Raises:
        ConflictError: on creation, when two different records bear one id.
        InvalidValueError: on creation, when `records` or `problems` are nothing of the kind.

    >>> ledger = Ledger([Enterprise(name="华工激光", parent="organization:华工")])
    >>> ledger["enterprise:华工激光"].name, len(ledger.organizations)
    ('华工激光', 1)
    >>> print(*ledger.dangling())
    enterprise:华工激光, parent: found organization:华工, expected the id of a record of the ledger
    """

    problems: tuple[Problem, ...]
    """What was found amiss when the records were read; empty when nobody read them."""

    def __init__(self, records: Iterable[Record] = (), problems: Iterable[Problem] = ()) -> None:
        self._records: dict[str, Record] = {}
        self._by_class: dict[type[Record], list[Record]] = {}
        self._lists_of: dict[type[Record], tuple[list[Record], ...]] = {}
        # Who refers to an id; made when first asked for, for it is as large as the records.
        self._referrers: dict[str, list[str]] | None = None
        if not isinstance(problems, Iterable):
            raise wrong_type("problems", problems, "problems")
        self.problems = tuple(problems)
        self.extend(records)

    def add(self, record: Record) -> None:
        """Add `record`; one that is in the ledger already changes nothing.

        Raises:
            ConflictError: another record bears its id; the ledger is as it was.
            InvalidValueError: it is no record.
        """
        self.extend((record,))

    def extend(self, records: Iterable[Record]) -> None:
        """Add each of `records`; see `add`.

        Raises:
            ConflictError: as `add` does; the records before are in the ledger, those behind not.
            InvalidValueError: as `add` does.
        """
        # The plain test first: `add` comes here with a tuple for each record.
        if type(records) is not tuple and not isinstance(records, Iterable):
            raise wrong_type("records", records, "records")
        held, lists_of, referrers = self._records, self._lists_of, self._referrers
        for record in records:
            lists = lists_of.get(type(record)) or self._lists(record)
            size = len(held)
            known = held.setdefault(record.id, record)
            if len(held) > size:
                for each in lists:
                    each.append(record)
                if referrers is not None:
                    _note(record, referrers)
            elif known is not record and known != record:
                raise ConflictError(f"{record.id}: found a different record with this id")

    def get(self, identifier: str) -> Record | None:
        """Return the record with this id; `None` when there is none."""
        return self._records.get(identifier)

    def __getitem__(self, identifier: str) -> Record:
        """Return the record with this id.

        Raises:
            UnknownNameError: there is none; the message names ids that look like it.
        """
        try:
            return self._records[identifier]
        except (KeyError, TypeError):
            if not isinstance(identifier, str):
                raise UnknownNameError(f"found {identifier!r}, expected an id") from None
            near = nearest(identifier, self._records)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UnknownNameError(f"no record bears the id {identifier!r}{hint}") from None

    def __contains__(self, item: object) -> bool:
        """Whether `item` is the id of a record, or a record, of the ledger."""
        if isinstance(item, Record):
            return self._records.get(item.id) == item
        return item in self._records

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __eq__(self, other: object) -> bool:
        return self._records == other._records if isinstance(other, Ledger) else NotImplemented

    def __repr__(self) -> str:
        counts = (f"{cls.__name__} {len(held)}" for cls, held in self._by_class.items() if held)
        return f"<Ledger of {len(self)}: {', '.join(counts)}>"

    def by_class(self, cls: type[R]) -> tuple[R, ...]:
        """Return every record of `cls`, or of a class made from it, in the order of the ledger."""
        held = self._records.values() if cls is Record else self._by_class.get(cls, ())
        return cast(tuple[R, ...], tuple(held))

    def references(self, record: Record) -> tuple[Link, ...]:
        """Return every reference in `record`, in the order of its fields, dangling ones as well."""
        return links(record)

    def referred(self, record: Record) -> tuple[Record, ...]:
        """Return the records that `record` refers to, each once, in the order of its fields."""
        named = dict.fromkeys(link.target for link in links(record))
        return tuple(self._records[each] for each in named if each in self._records)

    def referrers(self, target: str | Record) -> tuple[Link, ...]:
        """Return every reference to a record or id `target`, which need not be in the ledger.

        The first call looks at every record; later ones take time for what they return.
        """
        identifier = target.id if isinstance(target, Record) else target
        if self._referrers is None:
            found: dict[str, list[str]] = {}
            for record in self:
                _note(record, found)
            self._referrers = found
        origins = (self._records[each] for each in self._referrers.get(identifier, ()))
        return tuple(
            link for origin in origins for link in links(origin) if link.target == identifier
        )

    def dangling(self) -> tuple[Problem, ...]:
        """Return a problem for every reference to an id that no record of the ledger bears."""
        return tuple(
            Problem(
                code="dangling-reference",
                found=link.target,
                expected="the id of a record of the ledger",
                place=Place(record=link.origin, path=link.path),
                severity=Severity.WARNING,
            )
            for record in self
            if not targets(record) <= self._records.keys()
            for link in links(record)
            if link.target not in self._records
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents that records come from."""
        return self.by_class(Source)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Every organization, schools and firms among them."""
        return self.by_class(Organization)

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """The schools."""
        return self.by_class(Institution)

    @property
    def enterprises(self) -> tuple[Enterprise, ...]:
        """The firms."""
        return self.by_class(Enterprise)

    @property
    def officials(self) -> tuple[Official, ...]:
        """The people in posts."""
        return self.by_class(Official)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The named campaigns and plans."""
        return self.by_class(Program)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """The visits."""
        return self.by_class(Visit)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements."""
        return self.by_class(Agreement)

    @property
    def industry_colleges(self) -> tuple[IndustryCollege, ...]:
        """The industry colleges."""
        return self.by_class(IndustryCollege)

    @property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """The other lasting forms of cooperation."""
        return self.by_class(Arrangement)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """The roles that people received."""
        return self.by_class(Appointment)

    @property
    def placements(self) -> tuple[Placement, ...]:
        """The placements of students."""
        return self.by_class(Placement)

    @property
    def events(self) -> tuple[Event, ...]:
        """The ceremonies and meetings."""
        return self.by_class(Event)

    @property
    def counts(self) -> tuple[Count, ...]:
        """The numbers that texts state."""
        return self.by_class(Count)

    def _lists(self, record: Record) -> tuple[list[Record], ...]:
        """Return the lists by class that `record` belongs to."""
        cls = type(record)
        if cls not in RECORD_CLASSES:
            raise InvalidValueError(f"found {reprlib.repr(record)}, expected a record")
        own = [each for each in RECORD_CLASSES if issubclass(cls, each)]
        self._lists_of[cls] = tuple(self._by_class.setdefault(each, []) for each in own)
        return self._lists_of[cls]


def _note(record: Record, referrers: dict[str, list[str]]) -> None:
    """Write down in `referrers` whom `record` refers to."""
    for target in targets(record):
        referrers.setdefault(target, []).append(record.id)


__all__ = ["Ledger"]
