"""One file read from its bytes to its records; what becomes of them is decided elsewhere."""

from functools import partial
from typing import NamedTuple

from schoolenterprise.cli._decoding import decode
from schoolenterprise.cli._header import article
from schoolenterprise.cli._inputs import name_of, read_bytes, unreadable
from schoolenterprise.cli._problems import in_file
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, MissingExtraError, Problem, Severity
from schoolenterprise.reader import Lexicon, Reading, read_news
from schoolenterprise.reader.html import is_web_page, read_html


class Page(NamedTuple):
    """What came of one file."""

    reading: Reading | None
    """What was read; `None`: the file could not be read, or nothing stands in it."""
    problems: tuple[Problem, ...]
    """What is to be said about the file itself; an error: it could not be read."""


def read_page(file: str, published: PartialDate | None, lexicon: Lexicon | None = None) -> Page:
    """Read `file`, published on the day `published` unless its header says otherwise."""
    try:
        data = read_bytes(file)
        if is_web_page(file, data):
            return _web_page(file, data, published, lexicon)
        text, problems = decode(data)
    except OSError as error:
        return Page(None, (unreadable(file, error),))
    except FormatError as error:
        return Page(None, (in_file(error.problem, name_of(file)),))
    page = article(text)
    problems += page.problems
    reading = None
    if page.text.strip():
        day = page.published or published
        reading = read_news(
            page.text, published=day, title=page.title, url=page.url, lexicon=lexicon
        )
    else:
        problems += (_empty(),)
    return Page(reading, tuple(in_file(problem, name_of(file)) for problem in problems))


def _web_page(
    file: str, data: bytes, published: PartialDate | None, lexicon: Lexicon | None
) -> Page:
    try:
        reading = read_html(data, published=published, read=partial(read_news, lexicon=lexicon))
    except MissingExtraError as error:
        problem = Problem(
            code="missing-extra",
            found="a web page",
            expected=f"the extra {error.extra}",
            advice=str(error),
        )
        return Page(None, (in_file(problem, name_of(file)),))
    if reading.source.text is None:
        return Page(None, tuple(in_file(problem, name_of(file)) for problem in reading.problems))
    return Page(reading, ())


def _empty() -> Problem:
    return Problem(
        code="empty-file",
        found="no text",
        advice="nothing is read from it",
        severity=Severity.WARNING,
    )


__all__ = ["Page", "read_page"]
