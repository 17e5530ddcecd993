"""Bringing the records of two ledgers together: what is united, what stays apart, what is refused."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.errors import ConflictError
from schoolenterprise.formats import dumps, loads
from schoolenterprise.ledger import Ledger, OnConflict, merged
from schoolenterprise.model import Record, shapes
from strategies.overlapping import sides

policies = st.sampled_from([OnConflict.KEEP_BOTH, OnConflict.OURS, OnConflict.THEIRS])


@given(sides(1))
def test_a_ledger_merged_with_itself_or_with_nothing_is_as_it_was(
    records: tuple[list[Record]],
) -> None:
    (own,) = records

    assert merged(own, own) == merged(own, []) == merged([], own) == own


@given(sides(), policies)
def test_the_same_told_again_changes_nothing(
    records: tuple[list[Record], list[Record]], policy: OnConflict
) -> None:
    own, other = records

    once = merged(own, other, policy)

    assert merged(once, other, policy) == once


@given(sides())
def test_nothing_is_lost(records: tuple[list[Record], list[Record]]) -> None:
    own, other = records

    result = merged(own, other)

    told = {fact for record in result for fact in facts(record)}
    assert {fact for record in own + other for fact in facts(record)} <= told


@given(sides(), policies)
def test_the_result_is_a_ledger_in_the_order_of_our_own(
    records: tuple[list[Record], list[Record]], policy: OnConflict
) -> None:
    own, other = records

    result = merged(own, other, policy)

    ledger = Ledger(result)
    assert list(loads(dumps(ledger))) == result
    mine = {record.id for record in own}
    assert [each.id for each in result if each.id in mine] == [each.id for each in own]


@given(sides())
def test_what_is_refused_is_what_would_stand_beside(
    records: tuple[list[Record], list[Record]],
) -> None:
    own, other = records
    try:
        result = merged(own, other, "refuse")
    except ConflictError:
        assert merged(own, other) != own
    else:
        assert result == merged(own, other)


def facts(value: Any) -> set[Any]:
    """Every single value that a record states, and every quote behind one."""
    cls: type = type(value)
    found: set[Any] = set()
    for name, shape in shapes(cls).items():
        held = getattr(value, name)
        if name in ("id", "field", "seen") or held == shape.default:
            continue
        for item in held if shape.many else (held,):
            if shape.kind == "extra":
                found |= {(key, repr(each)) for key, each in item.items()}
            elif shape.kind == "nested" and hasattr(item, "extra"):
                found |= facts(item)
            else:
                found.add((name if name != "aliases" else "name", item))
    return found
