"""JSON of visits in and out, against pydantic and msgspec on classes with the same fields.

The classes of the others are made from the model, field by field, with plain text for dates. So
they leave out what ours does on the way in: EDTF dates checked and parsed, ids and references
checked for the kind of record they name, blank text and half characters refused, unknown and
repeated keys noticed, evidence compared with its source, and a ledger that finds records by id.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import msgspec
from pydantic import TypeAdapter

import schoolenterprise as se
from sample import made_visits
from schoolenterprise.formats.json import to_bytes
from schoolenterprise.model import Record, Shape, Visit, shapes
from table import Table
from timing import Timings, in_turns

OURS_IN, OURS_OUT = "schoolenterprise.loads", "schoolenterprise.dumps"
PYDANTIC_IN, PYDANTIC_OUT = "pydantic validate_json", "pydantic dump_json"
MSGSPEC_IN, MSGSPEC_OUT = "msgspec decode", "msgspec encode"
OURS_OUT_BYTES = "schoolenterprise to_bytes"
PYDANTIC_OUT_SHORT = "pydantic dump_json, exclude_defaults"

Maker = Callable[[str, Mapping[str, tuple[Any, Any]]], type]
"""Makes a class of a name and its fields, each with its annotation and its default."""


def slotted_dataclass(name: str, fields: Mapping[str, tuple[Any, Any]]) -> type:
    """Make a slotted dataclass; not frozen, which would cost pydantic time."""
    specified: list[Any] = [
        (field, annotation)
        if default is attrs.NOTHING
        else (field, annotation, dataclasses.field(default=default))
        for field, (annotation, default) in fields.items()
    ]
    return dataclasses.make_dataclass(name, specified, slots=True, kw_only=True)


def frozen_attrs_class(name: str, fields: Mapping[str, tuple[Any, Any]]) -> type:
    """Make a frozen, slotted attrs class without validators."""
    specified = {
        field: attrs.field(type=annotation, default=default)
        for field, (annotation, default) in fields.items()
    }
    made: type = attrs.make_class(name, specified, frozen=True, slots=True, kw_only=True)
    return made


def twin(cls: type, make: Maker) -> type:
    """Return a class made by `make` with the fields of the model's `cls`, but without `extra`."""
    fields: dict[str, tuple[Any, Any]] = {}
    if issubclass(cls, Record):
        fields["type"] = (str, attrs.NOTHING)
    for name, shape in shapes(cls).items():
        if shape.kind != "extra":
            default = attrs.NOTHING if shape.required else shape.default
            fields[name] = (_annotation(shape, make), default)
    return make(cls.__name__, fields)


def _annotation(shape: Shape, make: Maker) -> Any:
    one: Any = {"date": str, "when": str}.get(shape.kind, shape.type)
    if shape.kind == "nested":
        one = twin(shape.type, make)
    if shape.many:
        one = tuple[one, ...]
    return one | None if shape.optional else one


def _list_of(cls: type) -> Any:
    return list[cls]  # type: ignore[valid-type]  # made at run time


@attrs.frozen
class Contest:
    """What each contender does with the same visits."""

    size: float
    """Bytes of JSON a visit."""
    decoders: Mapping[str, Callable[[], Any]]
    """Name → from text to objects."""
    encoders: Mapping[str, Callable[[], str | bytes]]
    """Name → from objects to text."""


def contest(number: int) -> Contest:
    """Prepare everything that is not measured, for `number` visits."""
    visits = made_visits(number)
    document = se.dumps(visits)
    bare = json.dumps(json.loads(document)["records"], ensure_ascii=False, separators=(",", ":"))
    adapter = TypeAdapter[Any](_list_of(twin(Visit, slotted_dataclass)))
    decoder = msgspec.json.Decoder[Any](_list_of(twin(Visit, frozen_attrs_class)))
    encoder = msgspec.json.Encoder()
    validated, decoded = adapter.validate_json(bare), decoder.decode(bare)
    return Contest(
        size=len(bare.encode()) / number,
        decoders={
            OURS_IN: lambda: se.loads(document),
            PYDANTIC_IN: lambda: adapter.validate_json(bare),
            MSGSPEC_IN: lambda: decoder.decode(bare),
        },
        encoders={
            OURS_OUT: lambda: se.dumps(visits),
            OURS_OUT_BYTES: lambda: to_bytes(visits),
            PYDANTIC_OUT: lambda: adapter.dump_json(validated),
            PYDANTIC_OUT_SHORT: lambda: adapter.dump_json(validated, exclude_defaults=True),
            MSGSPEC_OUT: lambda: encoder.encode(decoded),
        },
    )


def tables(*, number: int = 10_000, seconds: float) -> list[Table]:
    """Measure, and tell in a table for each direction."""
    prepared = contest(number)
    size = f"{number:,} visits of {prepared.size:.0f} bytes"
    return [
        _table(
            f"JSON in: {size}",
            in_turns(prepared.decoders, seconds=seconds / 2),
            number,
            "Ours alone checks dates, ids and references and makes a ledger; msgspec runs no"
            " converter or validator.",
        ),
        _table(
            f"JSON out: {size}",
            in_turns(prepared.encoders, seconds=seconds / 2),
            number,
            "dumps gives text, the others bytes. Ours and exclude_defaults leave out what equals"
            " its default; the other two write it.",
        ),
    ]


def _table(title: str, times: Timings, number: int, note: str) -> Table:
    ours = next(iter(times.seconds))
    rows = [
        (
            name,
            f"{times.median(name) / number * 1e6:.2f} µs",
            f"{number / times.median(name):,.0f}",
            f"{times.times_as_fast(ours, name):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"{title}, {times.rounds} rounds",
        head=("contender", "a visit", "visits/s", "ours/it", "spread"),
        rows=rows,
        notes=(f"ours/it: how many times as fast as it {ours} is. Higher is better for us.", note),
    )


__all__ = ["Contest", "contest", "frozen_attrs_class", "slotted_dataclass", "tables", "twin"]
