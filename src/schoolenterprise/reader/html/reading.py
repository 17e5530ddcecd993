"""`page_of`, which takes the article out of a web page, and `read_html`, which reads it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from importlib import import_module
from types import ModuleType

import attrs

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, Place, Problem, Severity, wrong_type
from schoolenterprise.model import evolve
from schoolenterprise.reader._arguments import check_text, day_published
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader.html.page import WebPage
from schoolenterprise.reader.reading import Reading, read_news
from schoolenterprise.reader.recognizers import Recognition, Recognizer

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
"""What the names of web pages end with, in small or capital letters."""
LONGEST_ARTICLE = 2**17
"""Characters of the longest article that `read_html` reads: some one hundred ordinary ones."""

_BEGINNING = 2_000
_BEGINS = re.compile(
    r"(?:\ufeff|\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?"
    r"<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)


def page_of(html: bytes | str, *, url: str | None = None) -> WebPage:
    """Return the article of a web page, without navigation, lists of links and hidden text.

    Args:
        html: the page, in any encoding that it declares, or an archive of it (.mht). Scripts are
            not run: what they would add is not there.
        url: address of the page; `None`: the one that the page gives itself. The addresses of many
            systems hold the day of publication.

    Raises:
        MissingExtraError: lxml is not installed.
        FormatError: the page has more than 16 Mi characters or 200,000 tags, or is an archive of
            archives inside one another.
        InvalidValueError: `html` is neither bytes nor text, or `url` is no text.
    """
    if not isinstance(html, bytes | str):
        raise wrong_type("html", html, "bytes or text")
    check_text("url", url)
    page: WebPage = _extraction().extract(html, url)
    return page


def read_html(
    html: bytes | str,
    *,
    published: str | PartialDate | date | None = None,
    title: str | None = None,
    url: str | None = None,
    lexicon: Lexicon | None = None,
    recognizer: Recognizer | None = None,
    recognition: Recognition = Recognition.JOIN,
    read: Callable[..., Reading] = read_news,
) -> Reading:
    """Read the article of a web page into records, as `read_news` reads a text.

    What the caller gives goes first, then what the text says, then what the markup says: title,
    day of publication, publisher. Each of these that the markup alone has brings a note that names
    its place; days that text and markup give differently bring a warning.

    Args:
        html: the page, as for `page_of`; every offset of the evidence refers to the text of the
            article, which the source holds.
        published: day of publication, as for `read_news`.
        title: headline; `None`: the one that the page shows, or its markup has.
        url: address of the page; `None`: the one that the page gives itself.
        lexicon: what the reader knows, as for `read_news`.
        recognizer: a function of yours that finds people and bodies, as for `read_news`.
        recognition: what becomes of its names, as for `read_news`.
        read: what reads the text, called as `read_news` is; it is given `lexicon`, `recognizer`
            and `recognition` where they differ from their defaults.

    Raises:
        MissingExtraError: lxml is not installed.
        FormatError: as `page_of` does, or the article is longer than 128 Ki characters.
        InvalidValueError: `published` is no date, or another argument of the wrong type.
        UnknownNameError: `recognition` is no member of `Recognition`.
    """
    check_text("title", title)
    day = day_published(published)
    page = page_of(html, url=url)
    if len(page.text) > LONGEST_ARTICLE:
        raise FormatError(_too_long(page.text))
    given = {"lexicon": lexicon, "recognizer": recognizer, "recognition": recognition}
    known = {name: value for name, value in given.items() if value not in (None, Recognition.JOIN)}
    return _read(page, partial(read, **known), day, title)


def _read(
    page: WebPage, read: Callable[..., Reading], published: PartialDate | None, title: str | None
) -> Reading:
    """Read a page, and fill in from its markup what neither the caller nor the text says."""
    stated = {"title": title or page.title, "url": page.url}
    reading = read(page.text, published=published, **stated)
    taken = [] if title else ["title"]
    if reading.source.published is None and page.published is not None:
        # Dates without a year take it from the day of publication: the text is read once more.
        reading = read(page.text, published=page.published, **stated)
        taken.append("published")
    if reading.source.publisher is None and page.publisher is not None:
        source = evolve(reading.source, publisher=page.publisher)
        reading = attrs.evolve(reading, source=source)
        taken.append("publisher")
    doubts = () if published or "published" in taken else _two_days(page, reading)
    problems = (*page.problems, *_notes(page, reading, taken), *doubts, *reading.problems)
    return attrs.evolve(reading, problems=problems)


def _too_long(text: str) -> Problem:
    return Problem(
        code="too-large",
        found=f"an article of {len(text):,} characters",
        expected=f"at most {LONGEST_ARTICLE:,}",
        advice="read the text that page_of gives in parts",
    )


def _notes(page: WebPage, reading: Reading, fields: list[str]) -> Iterator[Problem]:
    """Yield a note for each of `fields` that comes from the markup and not from the text."""
    for field, where in page.found:
        if field in fields and where != "text":
            yield Problem(
                code="from-markup",
                found=f"{getattr(reading.source, field)} in the markup alone, {where}",
                advice="no character of the text shows it",
                place=Place(record=reading.source.id, path=field),
                severity=Severity.NOTE,
            )


def _two_days(page: WebPage, reading: Reading) -> tuple[Problem, ...]:
    """Return the problem that text and markup give different days, if they do."""
    read, stated = reading.source.published, page.published
    if read is None or stated is None or read == stated:
        return ()
    problem = Problem(
        code="two-days-of-publication",
        found=f"{read} in the text and {stated} in the markup, {page.where('published')}",
        expected="one day",
        advice="the text's is taken",
        place=Place(record=reading.source.id, path="published"),
        severity=Severity.WARNING,
        alternatives=(str(read), str(stated)),
    )
    return (problem,)


def is_web_page(name: str, data: bytes | str) -> bool:
    """Say whether a file called `name` that holds `data` is a web page: by its suffix or beginning.

    >>> is_web_page("page.HTM", ""), is_web_page("-", b"<!DOCTYPE html><p>")
    (True, True)
    """
    if name.lower().endswith(SUFFIXES):
        return True
    start = data[:_BEGINNING]
    text = start.decode("latin-1") if isinstance(start, bytes) else start
    return _BEGINS.match(text) is not None


@cache
def _extraction() -> ModuleType:
    """Return the module that takes pages apart, loaded at the first page."""
    return import_module("schoolenterprise.reader.html._extract")


__all__ = ["SUFFIXES", "is_web_page", "page_of", "read_html"]
