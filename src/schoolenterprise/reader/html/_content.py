"""The article of a page as lines of text: headline, header lines, body, credits.

Lists of links, navigation, buttons and what follows the article stay out.
"""

import re
from collections.abc import Iterator

from attrs import define, field

from schoolenterprise.reader._header import is_credit
from schoolenterprise.reader.html._body import body_of
from schoolenterprise.reader.html._headline import (
    LONGEST_HEADER,
    headline,
    is_dated,
    sure_headline,
    title_in,
)
from schoolenterprise.reader.html._lines import Line, Lines
from schoolenterprise.reader.html._phrases import AFTER, BEFORE, BUTTON, FOLLOW_LINK
from schoolenterprise.text import fold

_SHORTEST_HEADER = 3
_FEW = 3
"""So many lines between headline and body are kept whatever they say, a subtitle for example."""
_CREDIT_WITHIN = 6
"""So many lines below the body are looked through for credits."""
_LETTER = re.compile(r"\w")


@define
class Article:
    """The article of a page."""

    lines: list[str] = field(factory=list)
    """Headline and header where the page shows them, then the body; empty: there is none."""
    headline: str | None = None
    """The line that is the headline; `None`: the page shows none."""


def article_of(shown: Lines, titles: tuple[str, ...]) -> Article:
    """Return the article among the lines that a page shows.

    `titles` are what the markup has for a headline, the surest first, the `title` element last.
    """
    lines = shown.lines
    body = body_of(shown, sure_headline(lines, titles) or 0)
    if body is None:
        return Article()
    box, prose = body
    at = headline(lines, titles, prose[0])
    if at is None:
        start, kept = box.first, []
    else:
        # A box with the headline in it is more than the body.
        start = box.first if box.first > at else prose[0]
        kept = _head(lines, at + 1, start)
    kept += _body_lines(lines[start : box.last], prose[-1] - start)
    kept += _credits(lines, box.last)
    title = title_in(lines[at]) if at is not None else None
    return Article([*([title] if title else []), *kept], title)


def _head(lines: list[Line], first: int, last: int) -> list[str]:
    """Return the header lines between headline and body: when, from where, by whom."""
    between = [line for line in lines[first:last] if not _is_around(line)]
    if len(between) > _FEW:
        between = [line for line in between if is_dated(line)]
    fitting = range(_SHORTEST_HEADER, LONGEST_HEADER + 1)
    return [line.spaced for line in between if len(line.text) in fitting]


def _is_around(line: Line) -> bool:
    """Say whether a line leads to the article or is a tool for it."""
    if is_dated(line):
        return False
    if line.is_links or not _LETTER.search(line.text):
        return True
    return bool(BEFORE.match(line.text) or BUTTON.fullmatch(line.text))


def _body_lines(lines: list[Line], last_prose: int) -> Iterator[str]:
    """Yield the lines of the body; behind `last_prose`, up to what follows the article."""
    for number, line in enumerate(lines):
        if line.prose:
            yield _without_follow_link(line)
        elif AFTER.match(line.text):
            if number > last_prose:
                return
        elif is_dated(line):
            yield line.spaced
        elif _is_of_body(line, number < last_prose):
            yield _without_follow_link(line)


def _is_of_body(line: Line, inside: bool) -> bool:
    """Say whether a line that is no sentence, a caption or a heading, belongs to the body."""
    if line.is_links or not _LETTER.search(line.text):
        return False
    if BUTTON.fullmatch(line.text):
        return inside and line.text.isdigit()
    return not (inside and BEFORE.match(line.text))


def _without_follow_link(line: Line) -> str:
    return line.begun if line.links and FOLLOW_LINK.search(line.text) else line.text


def _credits(lines: list[Line], first: int) -> list[str]:
    """Return the lines below the body that only name who wrote or edited it."""
    below = (line for line in lines[first : first + _CREDIT_WITHIN] if not line.is_links)
    return [line.text for line in below if is_credit(fold(line.text).text)]


__all__ = ["Article", "article_of"]
