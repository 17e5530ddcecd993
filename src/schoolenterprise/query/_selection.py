"""`Selection`: records that answer a question, found when somebody looks; changes none.

What every selection can do stands here; what one class alone can be asked stands in its module.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from operator import index as as_number
from sys import maxsize
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar, overload

from schoolenterprise.columns import (
    ARROW_PAYS,
    Columns,
    arrow_counts,
    arrow_table,
    to_pandas,
    to_polars,
)
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.model import Official, Organization, Record, shapes
from schoolenterprise.query import _by_column, _counting
from schoolenterprise.query._answering import tells_who_answers
from schoolenterprise.query._condition import Condition, bears, fewest
from schoolenterprise.query._counting import if_any
from schoolenterprise.query._names import REFERENCES, find_official, find_organization
from schoolenterprise.query._network import to_networkx
from schoolenterprise.query._rows import Key, Rows
from schoolenterprise.query._store import Store
from schoolenterprise.query._tally import Tally
from schoolenterprise.query._values import check_word, comparable, countable

R = TypeVar("R", bound=Record)


class _Order(NamedTuple):
    key: Callable[[Any], Any]
    descending: bool


@tells_who_answers
class Selection(Sequence[R], Generic[R]):
    """Records of one class in the order of the ledger, chosen by conditions that chain.

    Lazy: nothing is looked for before the selection is walked, counted or indexed. Live: it always
    answers from the ledger as it is now; only what a name means is settled when it is given. It
    equals every sequence of equal records.
    """

    cls: ClassVar[type[Record]] = Record
    """The class of the records."""
    keys: ClassVar[Mapping[str, Key]] = {}
    """What can be counted beside the fields of the class: name → key."""

    __hash__ = None  # type: ignore[assignment]  # it equals other sequences, and it changes

    def __init__(self, store: Store) -> None:
        self._store = store
        self._base: Self | None = None
        self._conditions: tuple[Condition, ...] = ()
        self._order: _Order | None = None
        self._cut: slice | None = None
        self._known: tuple[int, Sequence[int]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        # What was found belongs to the ledger of this process.
        return {**self.__dict__, "_known": None}

    # What Python asks of a sequence.

    def __len__(self) -> int:
        if self._everything:
            return len(self._rows)
        return len(self._numbers())

    def __bool__(self) -> bool:
        return next(self._scan(), None) is not None

    def __iter__(self) -> Iterator[R]:
        if self._everything:
            return iter(self._rows)
        # What it walks stays where it is, even if somebody changes the ledger meanwhile.
        return filter(None, map(self._rows.getter(), self._numbers()))

    @overload
    def __getitem__(self, index: int) -> R: ...

    @overload
    def __getitem__(self, index: slice) -> Self: ...

    def __getitem__(self, index: int | slice) -> R | Self:
        try:
            if isinstance(index, slice):
                index.indices(0)
                return self._changed(_cut=index)
            row = as_number(index)
        except (TypeError, ValueError) as error:
            raise InvalidValueError(f"{type(self).__name__}[{index!r}]: {error}") from None
        return self._at(self._numbers()[row])

    def __contains__(self, item: object) -> bool:
        return any(each == item for each in self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(map(_equal, self, other))

    def __repr__(self) -> str:
        size = len(self)
        shown = ", ".join(record.id for record in islice(self, 3))
        return f"<{type(self).__name__} of {size}: {shown}{', …' if size > 3 else ''}>"

    # What every selection can be asked.

    def where(self, test: Callable[[R], object]) -> Self:
        """Keep the records for which `test` gives something true.

        Raises:
            InvalidValueError: `test` cannot be called.
        """
        if not callable(test):
            raise InvalidValueError(f"where: found {test!r}, expected a function of a record")
        return self._with(Condition(lambda record: bool(test(record))))

    def involving(self, organization: str | Organization) -> Self:
        """Keep the records that name this organization, in whatever role.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
        """
        return self._with(bears(REFERENCES, find_organization(self._store, organization)))

    def naming(self, person: str | Official) -> Self:
        """Keep the records that name this person, in whatever role.

        Raises:
            UnknownNameError: no person, or several, bear the name.
        """
        return self._with(bears(REFERENCES, find_official(self._store, person)))

    def sorted_by(self, by: str | Callable[[R], Any], *, descending: bool = False) -> Self:
        """Put the records in the order of a field, or of what a function gives of each.

        `by` is a word that `count_by` takes as well; `date` is the date that the records go by.
        Dates sort by their first possible day. What has no value comes last, either way; equal
        ones keep their order.

        Raises:
            UnknownNameError: records of the class have no such field.
            InvalidValueError: when somebody looks, and the values have no order.
        """
        key = by if callable(by) else self._sort_key(by)
        return self._changed(_order=_Order(lambda record: comparable(key(record)), descending))

    def count_by(
        self, by: str | Callable[[R], Any], *, distinct: str | Callable[[R], Any] | None = None
    ) -> Tally:
        """Return how many records there are for each value of a field.

        `by` names a field, in the singular or plural (`host` or `hosts`), `year`, or another word
        that the class knows; a function may give the value itself, `None` meaning none. A record
        counts once for each of its values. With `distinct`, the different values of that field are
        counted, not records: `visits.count_by("visitor", distinct="host")`.

        Raises:
            UnknownNameError: records of the class have no such field.
            InvalidValueError: a function gives a value without a hash, such as a list.
        """
        key, of = self._key(by), None if distinct is None else self._key(distinct)
        columns = self._columns(key, of)
        if columns is not None:
            rows = None if self._everything else self._numbers()
            if of is None:
                return _by_column.tally(columns, str(key.field), rows)
            return _by_column.tally_distinct(columns, str(key.field), str(of.field), rows)
        if of is not None:
            return _counting.count_distinct(self, key, of)
        return (
            _counting.count_all(self._rows, key)
            # What one function gives is of no use to the next question, so it is not kept.
            if self._everything and not callable(by)
            else _counting.count(self, key)
        )

    def values(self, of: str | Callable[[R], Any]) -> tuple[Any, ...]:
        """Return the different values of a field, in the order of first appearance.

        Raises:
            UnknownNameError: records of the class have no such field.
        """
        key = self._key(of)
        return tuple(dict.fromkeys(value for record in self for value in key.of(record)))

    def first(self) -> R | None:
        """Return the first record; `None` when there is none."""
        row = next(self._scan(), None)
        return None if row is None else self._at(row)

    def last(self) -> R | None:
        """Return the last record; `None` when there is none."""
        numbers = self._numbers()
        return self._at(numbers[-1]) if numbers else None

    def only(self) -> R:
        """Return the one record.

        Raises:
            UnknownNameError: there is none, or more than one.
        """
        found = tuple(islice(self, 2))
        if len(found) != 1:
            raise UnknownNameError(f"found {self!r}, expected exactly one")
        return found[0]

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`: a column a field, nested as the records are, without evidence.

        Beside each date stand the first and the last day that it may be, as `date_first` and
        `date_last`. `Ledger.sql` asks tables of the same columns.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        return arrow_table(self.cls, tuple(self))

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame` of the columns of `to_arrow`.

        Raises:
            MissingExtraError: pandas or pyarrow is not installed.
        """
        return to_pandas(self.to_arrow())

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame` of the columns of `to_arrow`.

        Raises:
            MissingExtraError: polars or pyarrow is not installed.
        """
        return to_polars(self.to_arrow())

    def to_networkx(self) -> Any:
        """Return a `networkx.MultiDiGraph` of the organizations that the records bring together.

        An edge is one record, with its id as key and its `type` and `date`; a visit leads from the
        visitor to each host. Nodes are ids, with `name` and `type`.

        Raises:
            MissingExtraError: networkx is not installed.
        """
        return to_networkx(self._store, self)

    # How it finds them.

    @property
    def _rows(self) -> Rows[R]:
        rows: Any = self._store.rows(self.cls)
        kept: Rows[R] = rows
        return kept

    @property
    def _everything(self) -> bool:
        return not (self._conditions or self._base is not None or self._order or self._cut)

    def _columns(self, *keys: Key | None) -> Columns | None:
        """Return columns to count by `keys` in, where they pay; `None`: look at the records."""
        fields = [each.field or "" for each in keys if each is not None]
        if not all(fields) or len(self) < ARROW_PAYS or not arrow_counts():
            return None
        columns = self._store.columns(self.cls)
        return columns if columns and all(map(columns.countable, fields)) else None

    def _at(self, row: int) -> R:
        found = self._rows.at(row)
        if found is None:
            raise LookupError(row)  # rows are found and read at one state of the ledger
        return found

    def _with(self, condition: Condition) -> Self:
        if self._cut is not None:
            return self._changed()._with(condition)
        changed = self._copied()
        changed._conditions = (*self._conditions, condition)
        return changed

    def _changed(self, _order: _Order | None = None, _cut: slice | None = None) -> Self:
        """Return a selection from what this one finds."""
        changed = type(self)(self._store)
        changed._base, changed._order, changed._cut = self, _order, _cut
        return changed

    def _copied(self) -> Self:
        copied = type(self)(self._store)
        copied._base, copied._conditions = self._base, self._conditions
        copied._order, copied._cut = self._order, self._cut
        return copied

    def _numbers(self) -> Sequence[int]:
        """Return the rows that are meant, kept until the ledger changes."""
        version = self._store.version
        if self._known is None or self._known[0] != version:
            self._known = (version, self._found())
        return self._known[1]

    def _found(self) -> Sequence[int]:
        found = self._found_rows()
        if self._order:
            found = self._in_order(found)
        return found if self._cut is None else found[self._cut]

    def _in_order(self, rows: Sequence[int]) -> list[int]:
        assert self._order
        key, descending = self._order
        valued = [(key(self._at(row)), row) for row in rows]
        there = [pair for pair in valued if pair[0] is not None]
        try:
            there.sort(key=lambda pair: pair[0], reverse=descending)
        except TypeError as error:
            raise InvalidValueError(
                f"sorted_by: {error}; expected values that can be put in order"
            ) from None
        return [row for _, row in there] + [row for value, row in valued if value is None]

    def _scan(self) -> Iterator[int]:
        """Yield the rows that are meant, looking no further than is asked."""
        if self._order or self._known:
            return iter(self._numbers())
        if self._cut is None:
            return self._passing()
        bounds = (self._cut.start, self._cut.stop, self._cut.step)
        if self._base is None or any(
            each is not None and not 0 <= each <= maxsize for each in bounds
        ):
            return iter(self._numbers())
        return islice(self._base._scan(), *bounds)

    def _found_rows(self) -> Sequence[int]:
        """Return the rows that satisfy every condition."""
        found, tests = self._candidates()
        rows, at = self._rows, self._rows.getter()
        if not rows.whole:
            found = [row for row in found if at(row) is not None]
        for test in tests:
            found = [row for row in found if test(at(row))]
        return found

    def _passing(self) -> Iterator[int]:
        """Yield the same rows, looking no further than is asked."""
        found, tests = self._candidates()
        at = self._rows.getter()
        for row in found:
            record = at(row)
            if record is not None and all(test(record) for test in tests):
                yield row

    def _candidates(self) -> tuple[Sequence[int], list[Callable[[Any], bool]]]:
        """Return rows outside of which none is meant, and what is still to be asked of them."""
        if self._base is None:
            telling, found = fewest(self._conditions, self._rows)
        else:
            telling, found = None, self._base._numbers()
        asked = (each for each in self._conditions if each is not telling or not each.exact)
        return found, [each.holds for each in asked]

    # What can be counted and sorted by.

    def _field(self, name: str) -> str:
        """Return the field that `name` is, in the singular or plural."""
        cls: type = self.cls
        fields = [each for each in shapes(cls) if each != "extra"]
        for each in (name, f"{name}s", f"{name}es"):
            if each in fields:
                return each
        known = ", ".join(dict.fromkeys([*self.keys, *fields]))
        raise UnknownNameError(f"{type(self).__name__}: found {name!r}, expected one of {known}")

    def _key(self, by: str | Callable[[R], Any]) -> Key:
        if callable(by):
            return Key("function", lambda record: if_any(countable(by(record))))
        check_word(by)
        return self.keys.get(by) or _counting.field_key(self.cls, self._field(by))

    def _sort_key(self, by: str) -> Callable[[R], Any]:
        check_word(by)
        if by not in self.keys:
            return attrgetter(self._field(by))
        of = self.keys[by].of
        return lambda record: tuple(of(record))


def _equal(first: object, second: object) -> bool:
    return first is second or first == second


__all__ = ["Selection"]
