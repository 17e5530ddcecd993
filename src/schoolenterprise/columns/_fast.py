"""Counting over coded columns by pyarrow, which reads them where they are: for many rows.

`_plain` has the same functions and gives the same answers. numpy is not needed.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from schoolenterprise.columns._coded import Coded, Days, Numbers
from schoolenterprise.columns._packages import arrow, compute

_Format = Literal["i", "q", "Q"]
_FORMATS: Mapping[str, _Format] = {"int32": "i", "int64": "q", "uint64": "Q"}
"""Type of an Arrow array → how Python reads its memory."""


def tally(coded: Coded, rows: "Numbers | None") -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the keys in these rows as they first appear, and how often each is."""
    items = _field(coded)
    if rows is not None:
        items = items.take(_array(rows))
    if coded.offsets is not None:
        items = items.flatten()
    return _counted(items)


def pairs(
    by: Coded, of: Coded, rows: "Numbers | None", ignored: int
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers of the keys of `by`, and with how many keys of `of` each shares a row.

    The key of `of` with the number `ignored` does not count.
    """
    pc = compute()
    ones, others = _field(by), _field(of)
    if rows is not None:
        ones, others = ones.take(_array(rows)), others.take(_array(rows))
    ones, others = _side_by_side(ones, others)
    others, ones = _side_by_side(others, ones)
    width = len(of.keys)
    both = pc.add(pc.multiply(ones.cast("int64"), width), others.cast("int64"))
    if ignored >= 0:
        both = both.filter(pc.not_equal(others, ignored))
    return _counted(pc.divide(pc.unique(both), max(width, 1)))


def largest(counts: Sequence[int], number: int) -> list[int]:
    """Return where the `number` largest counts stand, largest first, of equal ones the first."""
    pa, pc = arrow(), compute()
    if not counts or number < 1:
        return []
    values = pa.Array.from_buffers(pa.int64(), len(counts), [None, pa.py_buffer(counts)])
    least = values.take(pc.top_k_unstable(values, min(number, len(counts))))[-1]
    found = _numbers(pc.indices_nonzero(pc.greater_equal(values, least)))
    return sorted(found, key=counts.__getitem__, reverse=True)[:number]


def between(days: Days, earliest: tuple[int, int], latest: tuple[int, int]) -> Numbers:
    """Return the rows whose first and last day lie in `earliest` and in `latest`, bounds included.

    Each is a pair of bounds: the first day from … to, the last day from … to.
    """
    pc = compute()
    mask = None
    for numbers, (low, high) in ((days.first, earliest), (days.last, latest)):
        values = _array(numbers)
        inside = pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))
        mask = inside if mask is None else pc.and_(mask, inside)
    found = array("i")
    found.frombytes(_numbers(pc.indices_nonzero(mask).cast("int32")).cast("B"))
    return found


def _array(numbers: Numbers) -> Any:
    """Return `numbers` as an Arrow array over the same memory."""
    pa = arrow()
    kind = pa.int32() if numbers.typecode == "i" else pa.int64()
    return pa.Array.from_buffers(kind, len(numbers), [None, pa.py_buffer(numbers)])


def _field(coded: Coded) -> Any:
    """Return a coded field as an Arrow array: of numbers, or of lists of them."""
    codes = _array(coded.codes)
    if coded.offsets is None:
        return codes
    return arrow().ListArray.from_arrays(_array(coded.offsets), codes)


def _side_by_side(lists: Any, beside: Any) -> tuple[Any, Any]:
    """Return the items of all lists, and beside each what belongs to its row."""
    pa, pc = arrow(), compute()
    if not pa.types.is_list(lists.type):
        return lists, beside
    return lists.flatten(), beside.take(pc.list_parent_indices(lists))


def _counted(values: Any) -> tuple[Sequence[int], Sequence[int]]:
    counts = compute().value_counts(values)
    return _numbers(counts.field("values")), _numbers(counts.field("counts"))


def _numbers(values: Any) -> "memoryview[int]":
    """Return the memory of an Arrow array of whole numbers as a sequence."""
    code = _FORMATS[str(values.type)]
    content = values.buffers()[1]
    if content is None or not len(values):
        return memoryview(b"").cast(code)
    return memoryview(content).cast("B").cast(code)[values.offset : values.offset + len(values)]


__all__ = ["between", "largest", "pairs", "tally"]
