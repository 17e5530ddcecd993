"""Strategies for ledgers that tell of the same things: ids, values and items that recur."""

from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.model import RECORD_CLASSES, Post, Record, evolve, shapes
from strategies.ground import whens
from strategies.records import instances

numbers = st.sampled_from(["", "", "", "#2", "#3", "#2#2"])


@st.composite
def pools(draw: st.DrawFn, cls: type) -> list[Any]:
    """A few records of `cls`."""
    pool = draw(st.lists(instances(cls), min_size=1, max_size=3))
    if "posts" in shapes(cls):
        seen = [Post(title="校长", seen=draw(whens)) for _ in range(2)]
        pool = [evolve(each, posts=(*each.posts, post)) for each in pool for post in seen]
    return pool


@st.composite
def mixtures(draw: st.DrawFn, pool: list[Any]) -> Record:
    """A record each of whose values is that of one of `pool`, or left out."""
    cls: Any = type(pool[0])
    values = {}
    for name, shape in shapes(cls).items():
        chosen = [getattr(each, name) for each in pool]
        if not shape.required:
            chosen.append(shape.default)
        if shape.many:
            chosen += [value[:1] for value in chosen] + [sum(chosen, ())]
        values[name] = draw(st.sampled_from(chosen))
    if "digest" in values and values["text"] is not None:
        values["digest"] = None
    values["id"] = f"{cls.prefix}:{draw(st.sampled_from('甲乙'))}{draw(numbers)}"
    try:
        made: Record = cls(**values)
    except InvalidFieldError:  # a term that ends before it begins
        reject()
    return made


@st.composite
def sides(draw: st.DrawFn, count: int = 2) -> tuple[list[Record], ...]:
    """So many lists of records, each id once in each of them, that tell of the same things."""
    classes = draw(st.lists(st.sampled_from(RECORD_CLASSES), min_size=1, max_size=2, unique=True))
    one = st.one_of([mixtures(draw(pools(cls))) for cls in classes])
    side = st.lists(one, max_size=6, unique_by=lambda record: record.id)
    return tuple(draw(side) for _ in range(count))


__all__ = ["sides"]
