"""What the exchange formats lose: exactly the fields listed here, which their docstrings tell.

Each field of each class is changed, everything else stays; a field is lost when no byte changes.
Whom a record names is there as a record, so that a name alone tells nothing.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import attrs
import pytest

from exchanged import dumped
from schoolenterprise.dates import PartialDate
from schoolenterprise.formats.exchange import (
    followthemoney,
    geojson,
    icalendar,
    jsonld,
    popolo,
)
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Evidence,
    Institution,
    Official,
    Organization,
    Program,
    Record,
    Reference,
    Shape,
    Source,
    shapes,
)
from schoolenterprise.quantities import Quantity

CODES = {
    "region": ("420100", "110000"),
    "uscc": ("91420100177766088X", "N2110000000000000X"),
    "code": ("4142010834", "4111010001"),
    "industry": ("C39", "I65"),
    "url": ("https://example.org/1", "https://example.org/2"),
    "field": ("date", "hosts[0]"),
}
NAMED = [
    record
    for name, region in (("甲", "420100"), ("乙", "110000"))
    for record in (
        Organization(id=f"organization:{name}", name=name, region=region),
        Institution(id=f"institution:{name}", name=name, region=region),
        Enterprise(id=f"enterprise:{name}", name=name, region=region),
        Official(id=f"official:{name}", name=name),
        Program(id=f"program:{name}", name=name),
        Source(id=f"source:{name}", url=f"https://example.org/{name}", title=name),
    )
]
"""Whom the records below may name."""
PLACES = {"420000": (114.0, 30.0), "110000": (116.0, 40.0)}


def one(name: str, shape: Shape, at: int) -> Any:
    """One of two values of a field."""
    if isinstance(shape.rule, Reference):
        return f"{(shape.rule.prefixes or ('program',))[0]}:{'甲乙'[at]}"
    if name in CODES and shape.kind == "text":
        return CODES[name][at]
    if shape.kind == "nested":
        return whole(shape.type, at)
    if shape.kind == "choice":
        return list(shape.type)[at]  # type: ignore[call-overload]  # a closed set
    return {
        "text": ("某文", "别文"),
        "integer": (7, 8),
        "flag": (True, False),
        "date": (PartialDate("2022-02-18"), PartialDate("2022-03-19")),
        "when": (PartialDate("2022-02-18"), PartialDate("2022-03-19")),
    }[shape.kind][at]


def held(name: str, shape: Shape, at: int) -> Any:
    value = one(name, shape, at)
    return (value,) if shape.many else value


def whole(cls: type, at: int = 0) -> Any:
    """A record, or a value of one, that says something in every field."""
    values = {name: held(name, shape, at) for name, shape in fields(cls)}
    later = {"until", "expires"} & set(values)
    values |= dict.fromkeys(later, PartialDate("2025-01-01"))
    if cls is Evidence:
        values["end"] = values["start"] + len(values["quote"])
    if cls is Quantity:
        values["at_most"] = 9
    if issubclass(cls, Record):
        values["id"] = f"{cls.prefix}:某"
    return cls(**values)


def fields(cls: type) -> Iterator[tuple[str, Shape]]:
    """The fields that a caller fills; the kind of an organization goes by its class."""
    fixed = {"id", "extra", *({"digest"} if cls is Source else ())}
    fixed |= {"kind"} if issubclass(cls, Organization) else set()
    return ((name, shape) for name, shape in shapes(cls).items() if name not in fixed)


def changed(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield the path of every field, and `record` with another value of that field alone."""
    for name, shape in fields(type(record)):
        own = getattr(record, name)
        if shape.kind != "nested":
            other = held(name, shape, 1) if name not in ("start", "end") else own + 1
            if name == "quote":
                other = "某句"
            unsaid = {"digest": None} if name == "text" and isinstance(record, Source) else {}
            yield name, {name: other, **unsaid}
            continue
        inner = own[0] if shape.many else own
        for within, change in changed(inner):
            if within == "start":
                change = {"start": inner.start + 1, "end": inner.end + 1}
            if within != "end":
                new = attrs.evolve(inner, **change)
                yield f"{name}.{within}", {name: (new,) if shape.many else new}


PROOF = "evidence.field evidence.start evidence.quote evidence.how"
PEOPLE = "participants.{0} received_by.{0} signatories.{0} witnesses.{0}"
THERE = " ".join(PEOPLE.format(each) for each in ("organization", "role", "titles"))
OPEN = "more_hosts more_parties more_partners"
SOME = f"{OPEN} signatories.party"
VISIT = "outcomes program purposes"

LOST: dict[ModuleType, tuple[str, dict[str, str]]] = {
    jsonld: ("", {}),
    followthemoney: (
        f"{PROOF} {THERE} {SOME} {PEOPLE.format('name')} terms",
        {},
    ),
    popolo: (
        f"{PROOF} {THERE} {SOME} {VISIT}",
        {
            "Source": "*",
            "Institution": "level ownership",
            "Enterprise": "flags industry size",
            "Program": "*",
            "IndustryCollege": "majors milestones",
            "Arrangement": "status",
            "Placement": "*",
            "Event": "records",
            "Count": "*",
        },
    ),
    icalendar: (
        f"{PROOF} {THERE} {SOME} {VISIT} {PEOPLE.format('official')} teachers terms",
        {
            **dict.fromkeys(("Source", "Organization", "Institution", "Enterprise"), "*"),
            **dict.fromkeys(("Official", "Program", "Arrangement", "Count"), "*"),
            "IndustryCollege": "aliases majors",
            "Appointment": "date",
            "Event": "records",
        },
    ),
    geojson: (
        f"evidence {OPEN} {VISIT} teachers terms aliases former_names uscc parent until"
        f" {' '.join(PEOPLE.format(each) for each in ('official', 'name', 'role', 'titles'))}",
        {
            **dict.fromkeys(("Source", "Official", "Program"), "*"),
            "Institution": "code level ownership",
            "Enterprise": "flags industry size",
            "Visit": "participants.organization received_by.organization",
            "Agreement": "expires kind",
            "IndustryCollege": "majors milestones",
            "Arrangement": "status",
            "Event": "kind place records",
            "Count": "text",
        },
    ),
}
"""Format → fields that are lost wherever they occur, and those of single classes; `*`: all."""


@pytest.mark.parametrize("cls", RECORD_CLASSES)
@pytest.mark.parametrize("format", LOST, ids=lambda each: each.__name__[34:])
def test_exactly_these_are_lost(format: ModuleType, cls: type[Record]) -> None:
    options = {"places": PLACES} if format is geojson else {}
    record = whole(cls)
    before = dumped(format, [*NAMED, record], **options)
    everywhere, of_classes = LOST[format]
    told = {*everywhere.split(), *of_classes.get(cls.__name__, "").split()}
    for path, change in changed(record):
        after = dumped(format, [*NAMED, attrs.evolve(record, **change)], **options)
        parts = path.split(".")
        within = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
        assert (after == before) == bool(told & {"*", *within}), path


@pytest.mark.parametrize("cls", RECORD_CLASSES)
@pytest.mark.parametrize("format", LOST, ids=lambda each: each.__name__[34:])
def test_unknown_keys_are_lost(format: ModuleType, cls: type[Record]) -> None:
    record = whole(cls)
    more = attrs.evolve(record, extra={"remark": "某文"})
    assert dumped(format, [*NAMED, more]) == dumped(format, [*NAMED, record])
