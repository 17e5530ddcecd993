"""`Ledger`: keeps records in the order in which they came and finds them; it changes none."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from schoolenterprise.columns import Parameters, sql
from schoolenterprise.errors import Place, Problem, Severity, UnknownNameError, wrong_type
from schoolenterprise.ledger._conflicts import Conflict, conflicts
from schoolenterprise.ledger._merge import merged
from schoolenterprise.ledger._policy import OnConflict
from schoolenterprise.ledger._selections import Selections
from schoolenterprise.model import (
    Official,
    Organization,
    Program,
    Record,
)
from schoolenterprise.query import (
    REFERENCES,
    Link,
    Moment,
    Partner,
    Store,
    find_official,
    find_organization,
    find_program,
    hint,
    links,
    nearest,
    partners,
    targets,
    timeline,
)

R = TypeVar("R", bound=Record)


class Ledger(Selections):
    """Records, each id once, in the order in which they were added.

    Two ledgers are equal when they hold equal records, in whatever order; `problems` do not count.
    Looking up an id takes constant time. What a question looks things up in is made when it is
    first asked, and follows what is added and removed. A change happens as a whole or not at all.
    Several threads may ask one ledger at once; whoever changes it sees to it that nobody asks.

    Raises:
        ConflictError: on creation, when two different records bear one id.
        InvalidValueError: on creation, when `records` or `problems` are nothing of the kind.

    >>> from schoolenterprise.model import Enterprise
    >>> ledger = Ledger([Enterprise(name="华工激光", parent="organization:华工")])
    >>> ledger["enterprise:华工激光"].name, len(ledger.organizations)
    ('华工激光', 1)
    >>> print(*ledger.dangling())
    enterprise:华工激光, parent: found organization:华工, expected the id of a record of the ledger
    """

    problems: tuple[Problem, ...]
    """What was found amiss when the records were read; empty when nobody read them."""

    def __init__(self, records: Iterable[Record] = (), problems: Iterable[Problem] = ()) -> None:
        self._store = Store()
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
        self._store.extend((record,))

    def extend(self, records: Iterable[Record]) -> None:
        """Add each of `records`, or none of them; see `add`.

        Raises:
            ConflictError: two different records bear one id; the ledger is as it was.
            InvalidValueError: one is no record; the ledger is as it was.
        """
        if not isinstance(records, Iterable):
            raise wrong_type("records", records, "records")
        self._store.extend(records)

    def merge(self, other: "Ledger", *, on_conflict: OnConflict | str = "keep_both") -> None:
        """Take in what `other` tells, which stays as it is; problems come along.

        Records that share an id become one: lists are united, gaps are filled. Where the two
        contradict each other, the policy says what stands:

        - `keep_both`: the value that is here; the other stands beside it, in a record of its own
          with a number behind the id (`enterprise:甲#2`), and `conflicts` lists both.
        - `ours`, `theirs`: the value that is here, or that of `other`, alone.
        - `refuse`: nothing happens, and an error lists the contradictions.

        Raises:
            ConflictError: by the policy `refuse`, where the two contradict each other.
            InvalidValueError: there is no such policy, or `other` is no ledger.
        """
        if not isinstance(other, Ledger):
            raise wrong_type("other", other, "a Ledger")
        together = Store()
        together.extend(merged(self, other, on_conflict))
        self._store.become(together)
        self.problems = tuple(dict.fromkeys((*self.problems, *other.problems)))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the values of one thing that contradict each other, by record and field.

        They stand side by side in the records themselves: `X` and `X#2`, two openings of one
        college; so they are kept by every format, and nothing is decided here.
        """
        return conflicts(self)

    def remove(self, *items: str | Record) -> tuple[Record, ...]:
        """Take out the records with these ids, and return them; references to them stay.

        Raises:
            UnknownNameError: one is not in the ledger, which is as it was.
        """
        return self._store.remove([self._held(each).id for each in items])

    def snapshot(self) -> "Ledger":
        """Return a ledger of what is in this one now; from here on each changes alone.

        It shares the records, which nobody can change, so it costs little: some ten bytes and ten
        nanoseconds a record.
        """
        copied = Ledger(problems=self.problems)
        copied._store = self._store.copy()
        return copied

    __copy__ = snapshot

    def restore(self, snapshot: "Ledger") -> None:
        """Become what `snapshot` is: its records and its problems; it stays as it is.

        Raises:
            InvalidValueError: it is no ledger.
        """
        if not isinstance(snapshot, Ledger):
            raise wrong_type("snapshot", snapshot, "a Ledger")
        self._store.become(snapshot._store)
        self.problems = snapshot.problems

    def get(self, identifier: str) -> Record | None:
        """Return the record with this id; `None` when there is none."""
        try:
            return self._store.records.get(identifier)
        except TypeError:  # what is no text may have no hash
            return None

    def __getitem__(self, identifier: str) -> Record:
        """Return the record with this id.

        Raises:
            UnknownNameError: there is none; the message names ids that look like it.
        """
        records = self._store.records
        try:
            return records[identifier]
        except (KeyError, TypeError):
            if not isinstance(identifier, str):
                raise UnknownNameError(f"found {identifier!r}, expected an id") from None
            near = hint(nearest(identifier, records))
            raise UnknownNameError(f"no record bears the id {identifier!r}{near}") from None

    def __contains__(self, item: object) -> bool:
        """Whether `item` is the id of a record, or a record, of the ledger."""
        if isinstance(item, Record):
            return self.get(item.id) == item
        return isinstance(item, str) and item in self._store.records

    def __iter__(self) -> Iterator[Record]:
        return iter(self._store.records.values())

    def __len__(self) -> int:
        return len(self._store.records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ledger):
            return NotImplemented
        return self._store.records == other._store.records

    def __repr__(self) -> str:
        counts = (f"{cls.__name__} {number}" for cls, number in self._store.held().items())
        return f"<Ledger of {len(self)}: {', '.join(counts)}>"

    def by_class(self, cls: type[R]) -> tuple[R, ...]:
        """Return every record of `cls`, or of a class made from it, in the order of the ledger.

        Raises:
            InvalidValueError: `cls` is no class of records.
        """
        given: object = cls
        if not (isinstance(given, type) and issubclass(given, Record)):
            raise wrong_type("cls", cls, "a class of records")
        return tuple(self._store.rows(cls))

    def references(self, record: Record) -> tuple[Link, ...]:
        """Return every reference in `record`, in the order of its fields, dangling ones as well."""
        return links(record)

    def referred(self, record: Record) -> tuple[Record, ...]:
        """Return the records that `record` refers to, each once, in the order of its fields."""
        named = dict.fromkeys(link.target for link in links(record))
        found = (self.get(each) for each in named)
        return tuple(each for each in found if each is not None)

    def referrers(self, target: str | Record) -> tuple[Link, ...]:
        """Return every reference to a record or id `target`, which need not be in the ledger.

        The first call looks at every record; later ones take time for what they return.

        Raises:
            InvalidValueError: `target` is neither.
        """
        identifier = target.id if isinstance(target, Record) else target
        if not isinstance(identifier, str):
            raise wrong_type("target", target, "an id or a record")
        rows = self._store.rows(Record)
        origins = map(rows.at, rows.bearing(REFERENCES, identifier))
        return tuple(
            link
            for origin in origins
            if origin is not None
            for link in links(origin)
            if link.target == identifier
        )

    def dangling(self) -> tuple[Problem, ...]:
        """Return a problem for every reference to an id that no record of the ledger bears."""
        known = self._store.records
        return tuple(
            Problem(
                code="dangling-reference",
                found=link.target,
                expected="the id of a record of the ledger",
                place=Place(record=link.origin, path=link.path),
                severity=Severity.WARNING,
            )
            for record in self
            if not targets(record) <= known.keys()
            for link in links(record)
            if link.target not in known
        )

    def organization(self, named: str) -> Organization:
        """Return the organization with this id or name: full, short or former.

        A full name is looked for first; of contradicting records of one organization the first is
        returned.

        Raises:
            UnknownNameError: nothing bears the name, or several organizations do; the message
                names those, or names that look like it.
        """
        return self._one(Organization, find_organization(self._store, named))

    def official(self, named: str) -> Official:
        """Return the person with this id or name; see `organization`.

        Raises:
            UnknownNameError: nobody bears the name, or several people do.
        """
        return self._one(Official, find_official(self._store, named))

    def program(self, named: str) -> Program:
        """Return the program with this id or name; see `organization`.

        Raises:
            UnknownNameError: nothing bears the name, or several programs do.
        """
        return self._one(Program, find_program(self._store, named))

    def partners(self, organization: str | Organization) -> tuple[Partner, ...]:
        """Return who works with an organization, by id or any name: most records first.

        Partners are those whom a visit, agreement, college, other lasting form, placement,
        appointment or event brings together with it; hosts of one trip are no partners of each
        other. Each comes with these records and their first and last date.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return partners(self._store, organization)

    def timeline(self, organization: str | Organization) -> tuple[Moment, ...]:
        """Return what happened to an organization, in the order of time; undated moments last.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return timeline(self._store, organization)

    def sql(self, query: str, parameters: Parameters | None = None) -> Any:
        """Ask the ledger in SQL; return a `pyarrow.Table`.

        The tables are called as the attributes of the ledger (`visits`, `organizations` …), their
        columns as the fields; `visit_hosts`, `agreement_parties` and `official_posts` have a row
        for each item of a list. DuckDB sees nothing else, no file and no variable. Values of
        others belong into `parameters`, for `?` or `$name`, never into the text of the query.

        Raises:
            InvalidValueError: the query is wrong, is no single SELECT, or lacks a parameter.
            MissingExtraError: duckdb or pyarrow is not installed.
        """
        return sql(self._store.tables(), query, parameters)

    def _held(self, item: str | Record) -> Record:
        """Return the record that `item` is or whose id it is."""
        if isinstance(item, Record) and item not in self:
            raise UnknownNameError(f"{item.id}: this record is not in the ledger")
        return self[item.id if isinstance(item, Record) else item]

    def _one(self, cls: type[R], identifiers: Iterable[str]) -> R:
        """Return the first record of these ids."""
        found = [self.get(each) for each in sorted(identifiers, key=len)]
        for each in found:
            if isinstance(each, cls):
                return each
        raise UnknownNameError(f"no record bears the id {', '.join(sorted(identifiers))}")


__all__ = ["Ledger"]
