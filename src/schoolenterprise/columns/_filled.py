"""Objects filled from cells in one loop, which is written for each class; it judges nothing.

Cells are the values of one field, one an object, in the form in which they came at the least cost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.columns._packages import arrow, compute
from schoolenterprise.convert import blank, compiled

_WIDTHS = {"i": 4, "q": 8}
_MOST_LOOPS = 512
# Below it codes of several fields can be made one number.
_MOST_KINDS = 2**62


@frozen
class Same:
    """One value, which all objects share."""

    value: Any


@frozen
class Each:
    """A value for each object."""

    values: Sequence[Any]


@frozen
class Keyed:
    """Few different values, and for each object the number of its own."""

    keys: Sequence[Any]
    codes: Any
    """`pyarrow.Array` of int32 without nulls."""


@frozen
class Slices:
    """Tuples that lie one behind the other."""

    items: tuple[Any, ...]
    ends: Sequence[int]
    """Where in `items` the tuple of each object ends."""


Cells: TypeAlias = Same | Each | Keyed | Slices


def filled(cls: type, fields: Mapping[str, Cells], number: int) -> list[Any]:
    """Return `number` objects of `cls`, with these values in all of its fields."""
    if not number:
        return []
    fill = _loop(cls, tuple((name, type(cells)) for name, cells in fields.items()))
    objects: list[Any] = list(map(object.__new__, repeat(blank(cls), number)))
    fill(objects, [_handed(cells) for cells in fields.values()])
    return objects


def shared(cls: type, fields: Mapping[str, Cells], number: int) -> Keyed | None:
    """Return `number` objects of `cls` of which equal ones are one; `None` where that pays not.

    Values inside records cannot be changed, so nobody sees the difference, but most are named again
    and again, and each object costs time here and in the garbage collector.
    """
    keyed = {name: cells for name, cells in fields.items() if isinstance(cells, Keyed)}
    if not keyed or any(isinstance(cells, Each | Slices) for cells in fields.values()):
        return None
    widths = [max(len(cells.keys), 1) for cells in keyed.values()]
    together = _together([cells.codes for cells in keyed.values()], widths)
    if together is None:
        return None
    codes = _apart(together.dictionary, widths)
    own = zip(keyed.items(), codes, strict=True)
    kinds = {name: Keyed(cells.keys, each) for (name, cells), each in own}
    return Keyed(filled(cls, {**fields, **kinds}, len(together.dictionary)), together.indices)


def _together(codes: Sequence[Any], widths: Sequence[int]) -> Any:
    """Return codes side by side as one number each, dictionary-coded; `None`: they are too many."""
    pa, pc = arrow(), compute()
    kinds, both = 1, None
    for own, width in zip(codes, widths, strict=True):
        kinds *= width
        own = own.cast(pa.int64())
        both = own if both is None else pc.add(pc.multiply(both, width), own)
    return None if both is None or kinds >= _MOST_KINDS else both.dictionary_encode()


def _apart(together: Any, widths: Sequence[int]) -> list[Any]:
    """Return the codes that were put together, for each field."""
    pa, pc = arrow(), compute()
    codes = []
    for width in reversed(widths):
        rest = pc.divide(together, width)
        codes.append(pc.subtract(together, pc.multiply(rest, width)).cast(pa.int32()))
        together = rest
    return codes[::-1]


def numbers(column: Any, code: str) -> Sequence[int]:
    """Return whole numbers of Arrow, none of them null, read where they lie in memory.

    `code` is `i` for int32 and `q` for int64.
    """
    memory = column.buffers()[1]
    if memory is None or not len(column):
        return []
    width = _WIDTHS[code]
    view = memoryview(memory)[column.offset * width : (column.offset + len(column)) * width]
    return view.cast(code).tolist()  # type: ignore[call-overload,no-any-return]  # "i" or "q"


def listed(cells: Cells, number: int) -> Iterable[Any]:
    """Return the `number` values that `cells` hold."""
    if isinstance(cells, Each):
        return cells.values
    if isinstance(cells, Keyed):
        keys = cells.keys
        return [keys[code] for code in numbers(cells.codes, "i")]
    if isinstance(cells, Slices):
        starts = [0, *cells.ends]
        return [cells.items[start:end] for start, end in zip(starts, cells.ends, strict=False)]
    return repeat(cells.value, number)


def _handed(cells: Cells) -> Any:
    """Return the cells as the loop takes them."""
    if isinstance(cells, Same):
        return cells.value
    if isinstance(cells, Each):
        return cells.values
    if isinstance(cells, Keyed):
        return cells.keys, numbers(cells.codes, "i")
    return cells.items, cells.ends


@lru_cache(maxsize=_MOST_LOOPS)
def _loop(cls: type, forms: tuple[tuple[str, type[Cells]], ...]) -> Callable[..., None]:
    """Return the loop that fills objects of `blank(cls)` from cells of these forms."""
    name = f"fill_{cls.__name__}"
    return compiled(name, _lines(name, forms), {"cls": cls})


def _lines(name: str, forms: Sequence[tuple[str, type[Cells]]]) -> Iterator[str]:
    yield f"def {name}(objects, cells):"
    for at, (_, form) in enumerate(forms):
        yield f"    {_TAKEN[form].format(at=at)} = cells[{at}]"
    for at in (at for at, (_, form) in enumerate(forms) if form is Slices):
        yield f"    start{at} = 0"
    varying = [(at, form) for at, (_, form) in enumerate(forms) if form is not Same]
    targets = "".join(f", each{at}" for at, _ in varying)
    sources = "".join(f", {_WALKED[form].format(at=at)}" for at, form in varying)
    yield f"    for self{targets or ','} in zip(objects{sources}, strict=True):"
    for at, (field, form) in enumerate(forms):
        yield f"        self.{field} = {_VALUE[form].format(at=at)}"
        if form is Slices:
            yield f"        start{at} = each{at}"
    yield "        self.__class__ = cls"


_TAKEN: Mapping[type[Cells], str] = {
    Same: "value{at}",
    Each: "values{at}",
    Keyed: "keys{at}, codes{at}",
    Slices: "items{at}, ends{at}",
}
_WALKED = {Each: "values{at}", Keyed: "codes{at}", Slices: "ends{at}"}
_VALUE = {
    Same: "value{at}",
    Each: "each{at}",
    Keyed: "keys{at}[each{at}]",
    Slices: "items{at}[start{at}:each{at}]",
}

__all__ = ["Cells", "Each", "Keyed", "Same", "Slices", "filled", "listed", "numbers", "shared"]
