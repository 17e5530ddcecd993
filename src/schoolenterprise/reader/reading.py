"""What reading a page gives, and `read_news`, which reads one."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import Problem, Severity, wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    IndustryCollege,
    Official,
    Organization,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.model.extra import has_lone_surrogate
from schoolenterprise.reader._arguments import check_text, day_published
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader.recognizers import Recognition, Recognizer

_HALF = re.compile("[\ud800-\udfff]")
_BROKEN = Problem(
    code="lone-surrogate",
    found="half a character in the text",
    expected="characters that UTF-8 can hold",
    advice="U+FFFD stands in its place; decode the page anew",
    severity=Severity.WARNING,
)


@frozen(kw_only=True)
class Reading:
    """What was read from one page: the records, the page itself, and every doubt."""

    source: Source
    """来源：the page, with the text to which all evidence refers."""
    records: tuple[Record, ...]
    """记录：everything read, in a stable order; the source is not among them."""
    problems: tuple[Problem, ...] = ()
    """问题：doubts, contradictions, and what could not be read."""
    publisher: str | None = None
    """发布方：id of the organization that 我校 or 我司 means; `None`: the page shows none."""

    def __iter__(self) -> Iterator[Record]:
        yield self.source
        yield from self.records

    def __len__(self) -> int:
        return 1 + len(self.records)

    def ledger(self) -> Ledger:
        """Return a ledger with the source and the records, and the problems of the reading."""
        return Ledger(self, problems=self.problems)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Schools, firms and every other body."""
        return tuple(record for record in self.records if isinstance(record, Organization))

    @property
    def officials(self) -> tuple[Official, ...]:
        """People."""
        return tuple(record for record in self.records if isinstance(record, Official))

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Trips."""
        return tuple(record for record in self.records if isinstance(record, Visit))

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """Agreements."""
        return tuple(record for record in self.records if isinstance(record, Agreement))

    @property
    def industry_colleges(self) -> tuple[IndustryCollege, ...]:
        """Industry colleges."""
        return tuple(record for record in self.records if isinstance(record, IndustryCollege))

    @property
    def arrangements(self) -> tuple[Arrangement, ...]:
        """Order classes, bases, laboratories."""
        return tuple(record for record in self.records if isinstance(record, Arrangement))

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Appointments."""
        return tuple(record for record in self.records if isinstance(record, Appointment))

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Students at work."""
        return tuple(record for record in self.records if isinstance(record, Placement))

    @property
    def events(self) -> tuple[Event, ...]:
        """Ceremonies and meetings."""
        return tuple(record for record in self.records if isinstance(record, Event))

    @property
    def programs(self) -> tuple[Program, ...]:
        """Named campaigns."""
        return tuple(record for record in self.records if isinstance(record, Program))

    @property
    def counts(self) -> tuple[Count, ...]:
        """Numbers that the page states."""
        return tuple(record for record in self.records if isinstance(record, Count))


def read_news(
    text: str,
    *,
    published: str | PartialDate | date | None = None,
    title: str | None = None,
    url: str | None = None,
    lexicon: Lexicon | None = None,
    recognizer: Recognizer | None = None,
    recognition: Recognition = Recognition.JOIN,
) -> Reading:
    """Read one page of news into records; deterministic, offline, without a clock.

    Args:
        text: the page as it stands, header and all; every offset of the evidence refers to it.
            Half a character (a lone surrogate) is read as U+FFFD, with a problem.
        published: day of publication where the caller knows it, as EDTF (2024-03-08),
            `PartialDate` or `datetime.date` (of a `datetime`, its date); `None`: the page's own
            header decides, and dates without a year stay `XXXX-…` when it has none.
        title: headline where the caller knows it; `None`: the page's first line may be one.
        url: address of the page; only kept.
        lexicon: what the reader knows; `None`: the packaged tables, `Lexicon.default()`.
        recognizer: a function of yours that finds people and bodies; `None`: none is asked.
        recognition: whether its names join those that the reader finds, or replace them.

    Raises:
        InvalidValueError: `published` is no date, another argument no text, or `recognizer` gives
            something else than `Recognized` values.
        UnknownNameError: `recognition` is no member of `Recognition`.
    """
    check_text("text", text, needed=True)
    check_text("title", title)
    check_text("url", url)
    if lexicon is None:
        lexicon = Lexicon.default()
    elif not isinstance(lexicon, Lexicon):
        raise wrong_type("lexicon", lexicon, "a Lexicon")
    day = day_published(published)
    whole = [_whole(each or "") for each in (text, title, url)]
    halves = whole != [text, title or "", url or ""]
    source, records, problems, publisher = _passes().read_page(
        whole[0],
        day,
        whole[1].strip() or None,
        whole[2].strip() or None,
        lexicon,
        recognizer,
        Recognition.named(recognition),
    )
    problems = (_BROKEN, *problems) if halves else problems
    return Reading(source=source, records=records, problems=problems, publisher=publisher)


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text) if has_lone_surrogate(text) else text


@cache
def _passes() -> ModuleType:
    """Return the module of the five passes, loaded at the first page: importing stays cheap."""
    return import_module("schoolenterprise.reader._cascade")


__all__ = ["Reading", "read_news"]
