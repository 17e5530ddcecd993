"""What the tests of the exchange formats share: ledgers, hostile ones among them, and their bytes."""

import io
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Enterprise,
    Event,
    Evidence,
    IndustryCollege,
    Institution,
    Official,
    Participant,
    Post,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import EventKind
from strategies.questions import record_lists
from strategies.records import ledgers

some_records: st.SearchStrategy[list[Record]] = record_lists() | ledgers.map(list)
"""Records that name each other, and records of any text at all."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "\"quoted\" 'and' \\back\\slash",
    "two\nlines\r\nand a\ttab\rback\u2028\u2029",
    "nul\x00bell\x07escape\x1bdelete\x7f",
    "\u202eright to left\u200f",
    "<!--&amp;]]>",
    "BEGIN:VEVENT\r\nSUMMARY:forged",
    "\ufffe\uffff\x85",
    "＝1+1，；：,;:",
    "%00%2F#?",
    "𠀀学院",
)
"""Names that try to break out of what holds them."""

UNSAFE_ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>",
    "https://example.org/a b",
    'https://example.org/"><script>',
    "https://example.org/\u202e",
    "https://user:word@example.org/",
    "https://",
    "http://[::1",
    "http://example.org:99999/",
    "//example.org/a",
    "file:///etc/passwd",
    "https://example..org/",
    "https://-/",
)


def hostile_records() -> list[Record]:
    """Return records of every class that bears names, with every hostile name."""
    records: list[Record] = []
    for at, name in enumerate(HOSTILE):
        school, firm = f"institution:{name}", f"enterprise:{name}"
        source = Source(id=f"source:{name}", title=name, url=UNSAFE_ADDRESSES[at], text=name)
        records += [
            source,
            Institution(id=school, name=name, aliases=(name,), region="420100"),
            Enterprise(id=firm, name=name, region="310000"),
            Official(
                id=f"official:{name}", name=name, posts=(Post(title=name, organization=school),)
            ),
            Visit(
                id=f"visit:{name}",
                date=PartialDate("2022-02-18"),
                visitor=school,
                hosts=(firm,),
                participants=(Participant(name=name),),
                evidence=(
                    Evidence(source=source.id, field="date", start=0, end=len(name), quote=name),
                ),
            ),
            Agreement(
                id=f"agreement:{name}",
                date=PartialDate("2022-02"),
                subject=name,
                parties=(school, firm),
                expires=PartialDate("2025-02-01"),
            ),
            Event(id=f"event:{name}", kind=EventKind.MEETING, name=name, place=name),
        ]
    return records


def tangled_records() -> list[Record]:
    """Return records that name themselves, each other, and what is not there."""
    school, firm, program = "institution:甲", "enterprise:乙", "program:丙"
    event, visit = "event:丁", "visit:戊"
    return [
        Institution(id=school, name="甲", parent=firm),
        Enterprise(id=firm, name="乙", parent=school),
        Enterprise(id="enterprise:己", name="己", parent="enterprise:己"),
        Program(id=program, name="丙", parent=program, organizer=school),
        Event(
            id=event,
            kind=EventKind.MEETING,
            date=PartialDate("2022-02-18"),
            organizers=(school, school),
            records=(event, visit, visit, "visit:无", "program:无", school),
        ),
        Visit(
            id=visit,
            date=PartialDate("2022-02-18"),
            visitor=school,
            hosts=(school, firm, firm, "enterprise:无"),
            program=program,
            evidence=(Evidence(source="source:无", field="date", start=0, end=1, quote="日"),),
        ),
        Source(
            id="source:壬",
            url="https://example.org/1",
            evidence=(Evidence(source="source:壬", field="title", start=0, end=1, quote="题"),),
        ),
        Agreement(id="agreement:庚", parties=(school, school, firm)),
        IndustryCollege(name="辛", institution=school, partners=(school, firm, firm)),
        Appointment(official="official:无", by=school, role="产业教授"),
    ]


def dumped(format: ModuleType, records: Any, **options: Any) -> bytes:
    """Return the bytes that `format` writes of `records`."""
    stream = io.BytesIO()
    format.dump(records, stream, **options)
    return stream.getvalue()


__all__ = [
    "HOSTILE",
    "UNSAFE_ADDRESSES",
    "dumped",
    "hostile_records",
    "some_records",
    "tangled_records",
]
