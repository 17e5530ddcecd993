"""`conflicts`: the values of one thing that contradict each other, read off the records alone.

Nothing is decided and nothing changed. What is said of two records is not compared, except where
one stands beside the other with a number behind the id.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from attrs import frozen

from schoolenterprise.ledger._drafts import GROWING
from schoolenterprise.ledger._families import Families
from schoolenterprise.ledger._joining import fields_of, lists_joined, written
from schoolenterprise.model import Evidence, IndustryCollege, Milestone, Official, Post, Record


@frozen
class Claim:
    """One of the values that contradict each other."""

    record: str
    """记录：id of the record that holds it: the first one, or one beside it, `X#2`."""
    value: Any
    """值：the value, as the field holds it; of a list that contradicts itself, one item."""
    evidence: tuple[Evidence, ...]
    """依据：where it was read; empty when nobody read it from a text."""


@frozen
class Conflict:
    """Values of one field of one thing that cannot all hold."""

    record: str
    """记录：id of the record, without a number."""
    field: str
    """字段：the field; of unknown keys such as `extra['remark']`."""
    claims: tuple[Claim, ...]
    """说法：two or more, in the order of the ledger."""

    def __str__(self) -> str:
        found = " | ".join(_in_words(claim, self.record) for claim in self.claims)
        return f"{self.record}, {self.field}: found {found}, expected one of them"


def conflicts(records: Iterable[Record]) -> tuple[Conflict, ...]:
    """Return every conflict among `records`, each of which bears another id, in their order.

    - A record and those beside it, `X` and `X#2`, that hold different values in a field; of lists
      only those of one occasion, each of which has an item that the first lacks, and lacks one.
    - An industry college with two dates for one kind of milestone that have no day in common.
    - A person with two spells in one post that begin or end at different times and run into each
      other.

    >>> from schoolenterprise.model import Program
    >>> from schoolenterprise.dates import PartialDate
    >>> spring = Program(name="企业行", period=PartialDate("2022"))
    >>> other = Program(id="program:企业行#2", name="企业行", period=PartialDate("2023"))
    >>> print(*conflicts([spring, other]))
    program:企业行, period: found 2022 | 2023 (program:企业行#2), expected one of them
    """
    held = {record.id: record for record in records}
    families = Families(held)
    for record in held.values():
        families.add(record)
    return tuple(conflict for record in held.values() for conflict in _of(record, held, families))


def _of(record: Record, held: dict[str, Record], families: Families) -> Iterator[Conflict]:
    if not families.alone(record.id) and families.base(record.id, ()) == record.id:
        yield from _beside([held[each] for each in families.members(record.id)])
    if isinstance(record, IndustryCollege):
        yield from _inside(record, "milestones", record.milestones, _apart)
    elif isinstance(record, Official):
        yield from _inside(record, "posts", record.posts, _confused)


def _beside(records: list[Record]) -> Iterator[Conflict]:
    """Yield the conflicts of the first of `records` with those beside it, field by field."""
    first = records[0]
    cls: type = type(first)
    for name, shape in fields_of(cls).items():
        told = [each for each in records if getattr(each, name) != shape.default]
        if shape.kind == "extra":
            yield from _of_unknown_keys(first.id, told)
        elif shape.many:
            if not isinstance(first, GROWING) and _lists_contradict(told, name):
                yield _conflict(first.id, name, told)
        elif len({getattr(each, name) for each in told}) > 1:
            yield _conflict(first.id, name, told)


def _conflict(identifier: str, name: str, records: Iterable[Record]) -> Conflict:
    claims = (Claim(each.id, getattr(each, name), _evidence(each, name)) for each in records)
    return Conflict(identifier, name, tuple(claims))


def _lists_contradict(records: list[Record], name: str) -> bool:
    lists = [getattr(each, name) for each in records]
    return any(lists_joined(lists[0], each) is None for each in lists[1:])


def _of_unknown_keys(identifier: str, records: list[Record]) -> Iterator[Conflict]:
    for key in dict.fromkeys(key for record in records for key in record.extra):
        told = [record for record in records if key in record.extra]
        if len({written(each.extra[key]) for each in told}) > 1:
            claims = (Claim(each.id, each.extra[key], ()) for each in told)
            yield Conflict(identifier, f"extra[{key!r}]", tuple(claims))


def _inside(
    record: Record, name: str, items: tuple[Any, ...], clash: Callable[[Any, Any], bool]
) -> Iterator[Conflict]:
    """Yield a conflict for each sort of items of a list among which two clash."""
    if len(items) < 2:
        return
    sorts: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        sorts.setdefault(_sort(item), []).append(place)
    for places in sorts.values():
        clashing = {
            place
            for pair in combinations(places, 2)
            if clash(items[pair[0]], items[pair[1]])
            for place in pair
        }
        if clashing:
            claims = (
                Claim(record.id, items[place], _evidence(record, f"{name}[{place}]"))
                for place in sorted(clashing)
            )
            yield Conflict(record.id, name, tuple(claims))


def _sort(item: Milestone | Post) -> object:
    return item.kind if isinstance(item, Milestone) else (item.title, item.organization)


def _apart(one: Milestone, other: Milestone) -> bool:
    """Whether two steps of one kind have dates without a day in common."""
    return bool(one.date and other.date and not one.date.overlaps(other.date))


def _confused(one: Post, other: Post) -> bool:
    """Whether two spells in one post are told with other bounds, yet do not follow each other."""
    follows = any(
        first.until and second.since and first.until.certainly_before(second.since)
        for first, second in ((one, other), (other, one))
    )
    bounds = ((one.since, other.since), (one.until, other.until))
    return not follows and any(
        mine and theirs and not mine.overlaps(theirs) for mine, theirs in bounds
    )


def _evidence(record: Record, path: str) -> tuple[Evidence, ...]:
    """Return the evidence for the value at `path`, and for what lies inside it."""
    inside = (f"{path}.", f"{path}[")
    return tuple(
        each for each in record.evidence if each.field == path or each.field.startswith(inside)
    )


def _in_words(claim: Claim, identifier: str) -> str:
    value = claim.value
    if isinstance(value, Milestone):
        text = f"{value.kind} {value.date}"
    elif isinstance(value, Post):
        text = f"{value.title} {value.since or ''}/{value.until or ''}"
    elif isinstance(value, tuple):
        text = ", ".join(map(str, value))
    else:
        text = str(value)
    return text if claim.record == identifier else f"{text} ({claim.record})"


__all__ = ["Claim", "Conflict", "conflicts"]
