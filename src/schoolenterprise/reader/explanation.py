"""Why a page was read as it was: every mention and record with the rules that made it.

Reads the page once more with the rules noting where they fire; a plain `read_news` notes nothing.
"""

from collections.abc import Iterator
from datetime import date
from enum import unique
from functools import cache
from importlib import import_module
from types import ModuleType

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._rules import Rule, rules
from schoolenterprise.reader.reading import Reading, read_news
from schoolenterprise.reader.recognizers import Recognition, Recognizer
from schoolenterprise.text import Span
from schoolenterprise.vocabulary import Labelled, MatchKind


@unique
class MarkKind(Labelled):
    """What a marked stretch of a page is."""

    DATE = "date", "日期"
    """A day, month, year or period."""
    ORGANIZATION = "organization", "单位"
    """A body under any of its names, or a word like 我校."""
    PERSON = "person", "人员"
    """A name of a person."""
    TITLE = "title", "职务"
    """What a person is, the department included."""
    QUANTITY = "quantity", "数量"
    """A number that counts something the field reports."""
    COLLEGE = "college", "产业学院"
    """A name of an industry college."""
    PROGRAM = "program", "专项"
    """A name of a campaign or plan."""
    TRIGGER = "trigger", "触发词"
    """A word that opens a record, such as a verb of going."""


@frozen(kw_only=True)
class Mark:
    """A stretch of the page that means something."""

    span: Span
    """Where it stands in the text as it was given."""
    quote: str
    """The characters there."""
    kind: MarkKind
    meaning: str
    """What it stands for: a date as EDTF, the full name of a body, the body of a person or title,
    what a number counts; empty where that stays open."""
    how: MatchKind
    rules: tuple[str, ...]
    """Names of the rules that found it and settled its meaning."""


@frozen(kw_only=True)
class Firing:
    """A place where a rule fired."""

    rule: str
    """Name of the rule."""
    span: Span
    """The characters that made it fire, in the text as it was given."""
    quote: str
    """The characters there."""


@frozen(kw_only=True)
class Origin:
    """Where a record comes from."""

    record: str
    """Id of the record."""
    firings: tuple[Firing, ...]
    """Rules that made or extended it, in the order in which they did; mentions come first."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules, each once."""
        return tuple(dict.fromkeys(firing.rule for firing in self.firings))


@frozen(kw_only=True)
class Explanation:
    """A reading with its reasons."""

    reading: Reading
    """What `read_news` gives for the page."""
    marks: tuple[Mark, ...]
    """What means something in the text, in its order; a mark may lie inside another one."""
    origins: tuple[Origin, ...]
    """Where each record comes from, in the order of the records."""
    page: tuple[Firing, ...]
    """Lines that are no prose: headline, header, credits, captions."""
    refusals: tuple[Firing, ...]
    """What looked like something and was refused: a verb of going in a plan, a title without a
    name."""
    unused: tuple[Firing, ...]
    """What was begun and came to nothing: a trip whose hosts are never named, a name that gave way
    to a longer one."""

    def origin(self, record: str) -> Origin:
        """Return where the record with the id `record` comes from.

        Raises:
            KeyError: the page gave no such record.
        """
        return {origin.record: origin for origin in self.origins}[record]

    @property
    def rules(self) -> frozenset[str]:
        """Names of all rules that shaped the reading, those that refused among them."""
        return frozenset(self._names())

    def _names(self) -> Iterator[str]:
        for firings in (self.page, self.refusals, *(each.firings for each in self.origins)):
            yield from (firing.rule for firing in firings)
        for mark in self.marks:
            yield from mark.rules


def explain_news(
    text: str,
    *,
    published: str | PartialDate | date | None = None,
    title: str | None = None,
    url: str | None = None,
    lexicon: Lexicon | None = None,
    recognizer: Recognizer | None = None,
    recognition: Recognition = Recognition.JOIN,
) -> Explanation:
    """Read one page as `read_news` does, and tell which rules made what.

    The arguments and what is raised are those of `read_news`.
    """
    with _part("_trace").tracing() as trace:
        reading = read_news(
            text,
            published=published,
            title=title,
            url=url,
            lexicon=lexicon,
            recognizer=recognizer,
            recognition=recognition,
        )
    explanation: Explanation = _part("_origins").explained(reading, trace)
    return explanation


@cache
def _part(name: str) -> ModuleType:
    """Return a module of the reader, loaded at the first explanation: importing stays cheap."""
    return import_module(f"schoolenterprise.reader.{name}")


__all__ = [
    "Explanation",
    "Firing",
    "Mark",
    "MarkKind",
    "Origin",
    "Rule",
    "explain_news",
    "rules",
]
