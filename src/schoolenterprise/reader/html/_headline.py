"""Which line that a page shows is the headline, and which ones say when and where it appeared."""

import re

from schoolenterprise.reader._header import is_header
from schoolenterprise.reader.html._lines import Line
from schoolenterprise.reader.html._phrases import BEFORE, DATED
from schoolenterprise.text import fold

LONGEST_HEADER = 160
"""Characters of the longest line that tells when and where a page appeared."""

_LONGEST_TITLE = 80
_SHORTEST_TITLE = 4
_SENTENCE_END = ("。", "！", "？", "；", "，", "：", ":")
_TITLE_WITHIN = 12
"""So many lines above the body are looked through for a headline."""
_DATE_WITHIN = 3
"""So many lines below a heading are looked through for the day of publication."""
_NOT_LETTERS = re.compile(r"[\W_]+")


def is_dated(line: Line) -> bool:
    """Say whether a line tells when and where the page appeared, as the reader understands it."""
    if len(line.text) > LONGEST_HEADER or line.text.endswith("。"):
        return False
    return is_header(fold(line.spaced).text) or bool(DATED.match(line.text))


def title_in(line: Line) -> str:
    """Return what of a line may be a headline; a link is none, unless it is marked as a heading."""
    if line.is_links:
        return line.text if line.is_heading else ""
    return line.unlinked


def sure_headline(lines: list[Line], titles: tuple[str, ...]) -> int | None:
    """Return the number of the headline: the markup names it, or it is a heading above the day.

    `titles` are what the markup has for it; `None`: neither shows one.
    """
    named = _named(lines, titles)
    return named if named is not None else _above_the_day(lines)


def headline(lines: list[Line], titles: tuple[str, ...], body: int) -> int | None:
    """Return the number of the headline, which stands before the line `body`."""
    sure = sure_headline(lines[:body], titles)
    return sure if sure is not None else _nearest(lines, body)


def _named(lines: list[Line], titles: tuple[str, ...]) -> int | None:
    """Return the line that shows one of `titles`, or the most of it; the last one among equals."""
    wanted = [letters for title in titles if (letters := _letters(title))]
    together = "\n".join(wanted)
    best, best_rank = None, (False, False, False, 0)
    for number, line in enumerate(lines):
        text = title_in(line)
        if not _SHORTEST_TITLE <= len(text) <= 2 * _LONGEST_TITLE:
            continue
        letters = _letters(text)
        if len(letters) < _SHORTEST_TITLE or letters not in together:
            continue
        begins = any(each.startswith(letters) for each in wanted)
        rank = (letters in wanted, begins, line.is_heading, len(letters))
        if rank >= best_rank:
            best, best_rank = number, rank
    return best


def _above_the_day(lines: list[Line]) -> int | None:
    """Return the first heading that a line with the day of publication follows closely."""
    for number, line in enumerate(lines):
        if line.is_heading and _is_title(line):
            below = lines[number + 1 : number + 1 + _DATE_WITHIN]
            if any(DATED.search(each.text) and is_dated(each) for each in below):
                return number
    return None


def _nearest(lines: list[Line], body: int) -> int | None:
    """Return the line above the body that looks like a headline, of header lines nothing said."""
    for number in range(body - 1, max(-1, body - _TITLE_WITHIN), -1):
        line = lines[number]
        if not (line.is_links or is_dated(line) or BEFORE.match(line.text)):
            return number if _is_title(line) else None
    return None


def _is_title(line: Line) -> bool:
    long_enough = _SHORTEST_TITLE < len(line.text) <= _LONGEST_TITLE
    return long_enough and not line.is_links and not line.text.endswith(_SENTENCE_END)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


__all__ = ["LONGEST_HEADER", "headline", "is_dated", "sure_headline", "title_in"]
