"""JSON-LD: a ledger as linked data, in the terms of schema.org, W3C ORG and PROV; write-only.

What stands in it:

- one object: `@context`, written out, so that nobody needs the network to read it, and `@graph`;
- each record is a node, its `@id` the percent-encoded id behind a base; who publishes a ledger
  gives the address where it stands; else the base is a UUID of this package (`BASE`), under which
  a record of the same id in another ledger is the same node;
- what lies inside a record (posts, participants, quantities, evidence) is a node too, its `@id`
  that of the record and the path: `…#posts.0`, or `…/posts.0` when the base has a `#` already;
- an `Institution` is a schema:EducationalOrganization, an `Enterprise` a schema:Corporation, a
  `Visit` a schema:Event and prov:Activity, an `IndustryCollege` an org:OrganizationalCollaboration;
  a post or an `Appointment` is an org:Membership and a schema:OrganizationRole; `_terms` has all;
- a field for which these vocabularies have no term goes by its own name under the prefix `se`;
- text with Chinese characters is tagged `@zh-Hans`; a member of a closed set is its code and its
  Chinese label side by side;
- a day, month or year without doubt is an xsd:date, xsd:gYearMonth or xsd:gYear; every other date
  and every period is text typed edtf:EDTF; ends of a period stand under startDate and endDate
  too, the latter unless the class has a field of its own for it;
- evidence is a schema:Quotation, prov:wasQuotedFrom its source; both stand under schema:subjectOf
  of the record;
- `url` becomes a link only when it is an http or https address, else it stays text;
- `<` is written as an escape, so that the document may stand inside a page of HTML;
- who is named and has no record becomes a node with a name alone.

What is lost: unknown keys (`extra`), the order of names, titles, hosts and parties, equal ones
among them, and the problems of the ledger. Text in traditional characters is tagged
`@zh-Hans` as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.files import Target, write
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.formats.exchange._safe import (
    check_base,
    embeddable,
    percent,
    web_address,
    whole,
)
from schoolenterprise.formats.exchange._terms import ABOUT_IT, PREFIXES, TERMS, term_of, types_of
from schoolenterprise.model import Record, Reference, shapes
from schoolenterprise.vocabulary import Labelled

BASE = "urn:uuid:981337a1-2ed7-4231-8fe5-13eec5f368c8#"
"""What stands before the id of a record, unless the caller says otherwise.

A UUID drawn for this purpose, so that it names nothing that belongs to somebody else, and not a
relative IRI, which a reader without the address of the document must drop.
"""

Node = dict[str, Any]

_CHINESE = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TYPES_OF_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def dump(records: Iterable[Record], target: Target, *, base: str = BASE) -> None:
    """Write `records` as linked data whose ids begin with `base`.

    Raises:
        InvalidValueError: one of them is no record, or `base` is no absolute IRI, or begins with a
            prefix of the vocabularies.
        ConflictError: two different records bear one id.
        OSError: it cannot be written.
    """
    if check_base(base).partition(":")[0] in PREFIXES:
        raise InvalidValueError(
            f"base: found {base!r:.80}, expected an IRI that begins with none of "
            f"{', '.join(PREFIXES)}, which stand for vocabularies here"
        )
    write(target, _chunks(Directory.of(records), base))


def _chunks(directory: Directory, base: str) -> Iterator[bytes]:
    yield b'{"@context":%b,"@graph":[' % embeddable(dict(PREFIXES))
    separator = b"\n"
    for record in directory.records.values():
        yield separator + embeddable(_node(record, base))
        separator = b",\n"
    yield b"\n]}\n"


def _node(record: Record, base: str) -> Node:
    node = _described(record, base + percent(record.id), base)
    sources = dict.fromkeys(each.source for each in record.evidence)
    if sources:
        node[ABOUT_IT].extend({"@id": base + percent(each)} for each in sources)
    return node


def _described(record: Any, identifier: str, base: str) -> Node:
    """Return the node of a record, or of a value inside one."""
    cls: type = type(record)
    node: Node = {"@id": identifier, "@type": list(types_of(record))}
    mark = "/" if "#" in base else "#"  # an IRI has one `#`; an id has none, nor a `/`
    separator = "." if mark in identifier.removeprefix(base) else mark
    for field, held in _held(record):
        within = f"{identifier}{separator}{field}"
        for term, value in _values(cls, field, held, within, base):
            node.setdefault(term, []).append(value)
    return node


def _held(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields of `record` that say something, and what they hold."""
    cls: type = type(record)
    for field, shape in shapes(cls).items():
        held = getattr(record, field)
        says = held not in (None, ()) and (held is not False or shape.optional)
        if says and field not in ("id", "extra"):
            yield field, held


def _values(
    cls: type, field: str, held: Any, within: str, base: str
) -> Iterator[tuple[str, object]]:
    """Yield the terms of one field, each with a value."""
    term, shape = term_of(cls, field), shapes(cls)[field]
    if isinstance(held, PartialDate | Period):
        yield from _dates(cls, term, held)
        return
    if field == "url" and web_address(held) is None:
        yield "se:url", _text(held)
        return
    for at, item in enumerate(held if shape.many else (held,)):
        if shape.kind == "nested":
            yield term, _described(item, f"{within}.{at}" if shape.many else within, base)
        elif isinstance(shape.rule, Reference):
            yield term, {"@id": base + percent(item)}
        elif isinstance(item, Labelled):
            yield term, item.value
            yield term, _text(item.label)
        else:
            yield term, _scalar(item, field)


def _scalar(value: str | int, field: str) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):  # as text, for readers of JSON may make it a rounded number
        return {"@type": "xsd:integer", "@value": str(value)}
    return {"@id": value} if field == "url" else _text(value)


def _text(text: str) -> str | Mapping[str, str]:
    return {"@language": "zh-Hans", "@value": text} if _CHINESE.search(text) else text


def _dates(cls: type, term: str, date: When) -> Iterator[tuple[str, object]]:
    if isinstance(date, PartialDate):
        yield term, _date(date)
        return
    if term != "schema:startDate":
        yield term, {"@type": "edtf:EDTF", "@value": date.edtf}
        return
    yield "se:period", {"@type": "edtf:EDTF", "@value": date.edtf}
    if date.start is not None:
        yield term, _date(date.start)
    if date.end is not None and "schema:endDate" not in TERMS[cls].values():
        yield "schema:endDate", _date(date.end)


def _date(date: PartialDate) -> object:
    exact = whole(date)
    kind = _TYPES_OF_DATES[len(exact)] if exact else "edtf:EDTF"
    return {"@type": kind, "@value": date.edtf}


__all__ = ["BASE", "dump"]
