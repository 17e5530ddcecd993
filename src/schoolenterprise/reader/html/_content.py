"""Which of the lines that a page shows are the article: headline, header lines, body, credits.

The body is the element that a known publishing system keeps it in, else the smallest one that holds
nearly all running text; lists of links, navigation and what follows the article stay out.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from attrs import define, field

from schoolenterprise.reader._header import is_credit, is_header
from schoolenterprise.reader.html._elements import KNOWN
from schoolenterprise.reader.html._lines import Box, Line, Lines
from schoolenterprise.reader.html._phrases import AFTER, BEFORE, BUTTON, DATED, FOLLOW_LINK
from schoolenterprise.text import fold

_LEAST_PROSE = 10
"""Characters of running text without which a page has no article."""
_NEARLY_ALL = 0.8
_SENTENCE_END = ("。", "！", "？", "；", "，", "：", ":")
_LONGEST_TITLE = 80
_SHORTEST_HEADER = 3
_LONGEST_HEADER = 160
_SHORTEST_TITLE = 4
_FEW = 3
_CREDIT_WITHIN = 6
_TITLE_WITHIN = 12
_LETTER = re.compile(r"\w")
_NOT_LETTERS = re.compile(r"[\W_]+")


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
    region = _region(lines, titles)
    box = _body(shown, region)
    if box is None:
        return Article()
    inside = range(max(box.first, region[0]), min(box.last, region[1]))
    prose = [number for number in inside if lines[number].prose]
    at = _headline(lines, titles, prose[0])
    start = box.first if at is None else max(box.first, at + 1)
    kept = _head(lines, start if at is None else at + 1, start)
    kept += _body_lines(lines, start, prose[-1], box.last)
    kept += _credits(lines, max(box.last, prose[-1] + 1))
    headline = lines[at].unlinked if at is not None else None
    return Article([*([headline] if headline else []), *kept], headline)


def _region(lines: list[Line], titles: tuple[str, ...]) -> tuple[int, int]:
    """Return the lines from the headline, if the markup names it, to what follows the article."""
    first = _named_headline(lines, titles)
    start = 0 if first is None else first
    seen = False
    for number in range(start, len(lines)):
        if seen and AFTER.match(lines[number].text) and not lines[number].prose:
            return start, number
        seen = seen or lines[number].prose >= _LEAST_PROSE
    return start, len(lines)


def _body(shown: Lines, region: tuple[int, int]) -> Box | None:
    """Return the box of the body; `None`: there is no running text."""
    for limits in (region, (0, len(shown.lines))):
        inside = range(*limits)
        amounts = (line.prose if i in inside else 0 for i, line in enumerate(shown.lines))
        sums = [0, *accumulate(amounts)]
        if sums[-1] >= _LEAST_PROSE and shown.boxes:
            return _known(shown, sums) or _smallest(shown, sums)
    return None


def _known(shown: Lines, sums: list[int]) -> Box | None:
    known = (box for box in shown.boxes if not KNOWN.isdisjoint(box.names))
    return next((box for box in known if sums[box.last] - sums[box.first] >= _LEAST_PROSE), None)


def _smallest(shown: Lines, sums: list[int]) -> Box:
    """Return the smallest box that holds nearly all running text."""
    amounts = [sums[box.last] - sums[box.first] for box in shown.boxes]
    largest: dict[int, int] = {}
    for number, box in enumerate(shown.boxes):
        rival = largest.get(box.parent)
        if rival is None or amounts[number] > amounts[rival]:
            largest[box.parent] = number
    number = largest[-1]
    while number in largest:
        inner = largest[number]
        if amounts[inner] < _NEARLY_ALL * amounts[number] or not _is_many(shown, inner):
            break
        number = inner
    return shown.boxes[number]


def _is_many(shown: Lines, number: int) -> bool:
    """Say whether a box holds more than one line, and so may be more than a paragraph."""
    box = shown.boxes[number]
    return sum(not line.is_links for line in shown.lines[box.first : box.last]) > 1


def _headline(lines: list[Line], titles: tuple[str, ...], body: int) -> int | None:
    """Return the number of the headline, which stands before the line `body`."""
    named = _named_headline(lines[:body], titles)
    return named if named is not None else _nearest_title(lines, body)


def _named_headline(lines: list[Line], titles: tuple[str, ...]) -> int | None:
    """Return the line that shows one of `titles`, or the most of it; the last one among equals."""
    wanted = [letters for title in titles if (letters := _letters(title))]
    best, best_rank = None, (False, False, False, 0)
    for number, line in enumerate(lines):
        if line.is_links or not _SHORTEST_TITLE <= len(line.unlinked) <= 2 * _LONGEST_TITLE:
            continue
        letters = _letters(line.unlinked)
        if len(letters) < _SHORTEST_TITLE or not any(letters in each for each in wanted):
            continue
        begins = any(each.startswith(letters) for each in wanted)
        rank = (letters in wanted, begins, line.is_heading, len(letters))
        if rank >= best_rank:
            best, best_rank = number, rank
    return best


def _nearest_title(lines: list[Line], body: int) -> int | None:
    """Return the line above the body that looks like a headline, of header lines nothing said."""
    for number in range(body - 1, max(-1, body - _TITLE_WITHIN), -1):
        line = lines[number]
        if line.is_links or _is_dated(line) or BEFORE.match(line.text):
            continue
        long_enough = _SHORTEST_TITLE < len(line.text) <= _LONGEST_TITLE
        return number if long_enough and not line.text.endswith(_SENTENCE_END) else None
    return None


def _head(lines: list[Line], first: int, last: int) -> list[str]:
    """Return the header lines between headline and body: when, from where, by whom."""
    between = [line for line in lines[first:last] if not _is_around(line)]
    if len(between) > _FEW:
        between = [line for line in between if _is_dated(line)]
    fitting = range(_SHORTEST_HEADER, _LONGEST_HEADER + 1)
    return [line.spaced for line in between if len(line.text) in fitting]


def _body_lines(lines: list[Line], first: int, last_prose: int, last: int) -> Iterator[str]:
    for number in range(first, last):
        line = lines[number]
        if AFTER.match(line.text):
            if number > last_prose:
                return
            if not line.prose:
                continue
        if not _LETTER.search(line.text) or BUTTON.fullmatch(line.text):
            continue
        if line.is_links and not _is_dated(line):
            continue
        if number < last_prose and BEFORE.match(line.text) and not line.prose:
            continue
        text = line.spaced if _is_dated(line) and not line.prose else line.text
        if line.links and FOLLOW_LINK.search(text):
            text = line.begun
        if text:
            yield text


def _credits(lines: list[Line], first: int) -> list[str]:
    """Return the lines below the body that only name who wrote or edited it."""
    after = lines[first : first + _CREDIT_WITHIN]
    return [line.text for line in after if not line.is_links and is_credit(fold(line.text).text)]


def _is_around(line: Line) -> bool:
    if _is_dated(line):
        return False
    if line.is_links or not _LETTER.search(line.text):
        return True
    return bool(BEFORE.match(line.text) or BUTTON.fullmatch(line.text))


def _is_dated(line: Line) -> bool:
    """Say whether a line tells when and where the page appeared, as the reader understands it."""
    if len(line.text) > _LONGEST_HEADER or line.text.endswith("。"):
        return False
    return is_header(fold(line.spaced).text) or bool(DATED.match(line.text))


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


__all__ = ["Article", "article_of"]
