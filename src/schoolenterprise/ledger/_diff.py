"""`diff`: what differs between two ledgers, by record and field; it decides nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from schoolenterprise.errors import wrong_type
from schoolenterprise.ledger._joining import fields_of
from schoolenterprise.model import Record, Value


@frozen
class Change:
    """One difference: a record that came or went, or a field that holds another value."""

    record: str
    """记录：id of the record."""
    field: str | None
    """字段：the field; of unknown keys `extra['remark']`; `None`: the record as a whole."""
    old: Any
    """旧：the value, or the record, before; `None`: there was none."""
    new: Any
    """新：the value, or the record, afterwards; `None`: there is none."""

    def __str__(self) -> str:
        if self.field is None:
            return f"{self.record}: {'added' if self.old is None else 'removed'}"
        return f"{self.record}, {self.field}: {_in_words(self.old)} → {_in_words(self.new)}"


def diff(old: Iterable[Record], new: Iterable[Record]) -> tuple[Change, ...]:
    """Return what must be changed to make of the records `old` the records `new`.

    Records are matched by their ids. First come those of `old`, in their order: removed, or field
    by field what changed in them; then those that are added, in the order of `new`. What counts is
    what a record says, not where it was read: evidence is not compared. A record that is of another
    class now was removed and another one added.

    Raises:
        InvalidValueError: one of the two is no ledger and no records.

    >>> from schoolenterprise.model import Program
    >>> old = [Program(name="企业行"), Program(name="春风行动")]
    >>> new = [Program(name="企业行", aliases=("走访",)), Program(name="百日冲刺")]
    >>> for change in diff(old, new): print(change)
    program:企业行, aliases: - → 走访
    program:春风行动: removed
    program:百日冲刺: added
    """
    before, after = _by_id("old", old), _by_id("new", new)
    return (*_changes(before, after), *_added(before, after))


def _by_id(name: str, records: Iterable[Record]) -> dict[str, Record]:
    if not isinstance(records, Iterable):
        raise wrong_type(name, records, "a ledger, or records")
    found = {}
    for record in records:
        if not isinstance(record, Record):
            raise wrong_type(name, record, "a record")
        found[record.id] = record
    return found


def _changes(before: dict[str, Record], after: dict[str, Record]) -> Iterator[Change]:
    for identifier, record in before.items():
        other = after.get(identifier)
        if other is record:
            continue
        if other is None or type(other) is not type(record):
            yield Change(identifier, None, record, None)
        else:
            yield from _fields(record, other)


def _added(before: dict[str, Record], after: dict[str, Record]) -> Iterator[Change]:
    for identifier, record in after.items():
        if type(before.get(identifier)) is not type(record):
            yield Change(identifier, None, None, record)


def _fields(old: Record, new: Record) -> Iterator[Change]:
    cls: type = type(old)
    for name, shape in fields_of(cls).items():
        mine, theirs = getattr(old, name), getattr(new, name)
        if mine == theirs:
            continue
        if shape.kind != "extra":
            yield Change(old.id, name, mine, theirs)
            continue
        for key in dict.fromkeys((*mine, *theirs)):
            yield from _key(old.id, key, mine, theirs)


def _key(identifier: str, key: str, old: Any, new: Any) -> Iterator[Change]:
    # `1`, `1.0` and `True` differ in unknown keys, as `Extra` compares them.
    only = ({key: each[key]} if key in each else {} for each in (old, new))
    mine, theirs = (type(old)(each) for each in only)
    if mine != theirs:
        yield Change(identifier, f"extra[{key!r}]", old.get(key), new.get(key))


def _in_words(value: object) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, tuple):
        return ", ".join(map(_in_words, value))
    if isinstance(value, Value):
        return repr(value)
    text = str(value)
    return text if text.isprintable() else repr(text)  # each change is one line


__all__ = ["Change", "diff"]
