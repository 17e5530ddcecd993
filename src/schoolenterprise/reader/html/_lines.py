"""The lines that a web page shows, in their order, and the boxes of markup around them.

Hidden text, scripts, forms and navigation make no lines; what is the article is not decided here.
"""

import re
from typing import Any

from attrs import define, field

from schoolenterprise.reader.html._elements import (
    BLOCKS,
    BOXES,
    FOR_SCREEN_READERS,
    HEADINGS,
    LAID_OUT,
    SHOWN_BY_SCRIPT,
    SKIPPED,
)
from schoolenterprise.reader.html._tree import DEEPEST, lxml_etree

_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_WIDE = "[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]"
# A line end of the source between two Chinese characters shows no blank (CSS Text 3, 4.1.3).
_LINE_END = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")
_NOT_SHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SEAM = "\x1f"
"""Stands where one inline element follows another; header lines show a gap there."""
_SENTENCES = re.compile("[。！？；]")
_CLAUSES = re.compile("，")
"""What makes running text on a page that ends no sentence with a mark."""
_LONGEST_CELL = 60


@define
class Line:
    """A line as the page shows it."""

    text: str
    """Its characters; blanks in a row are one space."""
    spaced: str
    """The same with a space between inline elements that touch, as the rows of a header have."""
    links: int
    """How many of its characters are links."""
    tag: str
    """Element that it stands in directly."""
    unlinked: str
    """The text without its links."""
    begun: str
    """The text without a link at its end."""
    is_links: bool = False
    """Whether most of its letters are in links."""
    prose: int = 0
    """How many characters of running text it holds: sentences that are no link."""

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as a heading."""
        return self.tag in HEADINGS

    def count_prose(self, marks: re.Pattern[str]) -> None:
        """Set `prose` by the marks that make a line running text."""
        is_prose = not self.is_links and marks.search(self.text)
        self.prose = len(self.text) - self.links if is_prose else 0


@define
class Box:
    """An element that may hold the article: the lines from `first` to before `last`."""

    names: frozenset[str]
    """Its id, classes and item property, in small letters."""
    parent: int
    """Number of the box around it; -1 for the outermost."""
    first: int
    last: int = 0


@define
class Lines:
    """What a page shows."""

    lines: list[Line] = field(factory=list)
    boxes: list[Box] = field(factory=list)
    """In the order in which they open."""
    cut: bool = False
    """Whether the markup was nested too deeply to be read to its end."""


def lines_of(root: Any) -> Lines:
    """Return the lines below `root`, an `lxml` element."""
    writer = _Writer()
    walk = lxml_etree().iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if _is_skipped(element):
                walk.skip_subtree()
                writer.skipped.append(element)
            else:
                writer.open(element)
        elif writer.skipped and writer.skipped[-1] is element:
            writer.skipped.pop()
            writer.write(element.tail)
        else:
            writer.close(element)
    writer.end_line()
    for marks in (_SENTENCES, _CLAUSES):
        if not any(line.prose for line in writer.found.lines):
            for line in writer.found.lines:
                line.count_prose(marks)
    for box in writer.found.boxes:
        box.last = min(box.last, len(writer.found.lines))
    return writer.found


class _Writer:
    """Writes lines while the tree is walked through."""

    def __init__(self) -> None:
        self.found = Lines()
        self.skipped: list[Any] = []
        self._parts: list[tuple[str, bool]] = []
        self._tags = ["body"]
        self._open_boxes: list[int] = []
        self._depth = 0
        self._links = 0
        self._seam = False
        self._tables: list[bool] = []
        """Of every open table, whether its rows are lines."""

    def open(self, element: Any) -> None:
        tag = element.tag
        self._depth += 1
        self.found.cut = self.found.cut or self._depth > DEEPEST
        if tag not in BLOCKS:
            self._links += tag == "a"
            if self._seam:
                self._parts.append((_SEAM, False))
        else:
            self._break(tag)
            self._tags.append(tag)
            if tag == "table":
                self._tables.append(_holds_values(element))
        if _is_box(element):
            parent = self._open_boxes[-1] if self._open_boxes else -1
            self._open_boxes.append(len(self.found.boxes))
            self.found.boxes.append(Box(_names(element), parent, len(self.found.lines)))
        self._seam = False
        self.write(element.text)

    def close(self, element: Any) -> None:
        tag = element.tag
        self._depth -= 1
        if tag not in BLOCKS:
            self._links -= tag == "a"
            self._seam = not element.tail
        else:
            self._break(tag)
            self._tags.pop()
            if tag == "table":
                self._tables.pop()
        if _is_box(element):
            # A span may end inside a line, which counts as its own.
            unfinished = any(part.strip() for part, _ in self._parts)
            self.found.boxes[self._open_boxes.pop()].last = len(self.found.lines) + unfinished
        self.write(element.tail)

    def write(self, text: str | None) -> None:
        if not text:
            return
        self._seam = False
        if self._tags[-1] == "pre":
            first, *others = text.split("\n")
            self._parts.append((first, self._links > 0))
            for line in others:
                self.end_line()
                self._parts.append((line, self._links > 0))
        else:
            self._parts.append((_LINE_END.sub("", text), self._links > 0))

    def _break(self, tag: str) -> None:
        """End the line, but keep the cells of one row of values on it."""
        if not self._tables or not self._tables[-1] or tag in ("tr", "table", "caption"):
            self.end_line()
        else:
            self._parts.append((" ", False))

    def end_line(self) -> None:
        """Keep what was written since the last line, if it shows anything."""
        self._seam = False
        if not self._parts:
            return
        parts, self._parts = self._parts, []
        text = _shown("".join(part for part, _ in parts).replace(_SEAM, ""))
        if not text:
            return
        links = sum(len(_BLANKS.sub("", part)) for part, is_link in parts if is_link)
        unlinked = _shown(_unlinked(parts)) if links else text
        self.found.lines.append(
            Line(
                text=text,
                spaced=_shown("".join(part for part, _ in parts).replace(_SEAM, " ")),
                links=links,
                tag=self._tags[-1],
                unlinked=unlinked,
                begun=_shown(_without_link_at_end(parts)) if links else text,
                is_links=links > len(_NOT_LETTERS.sub("", unlinked)) if links else False,
            )
        )


def _shown(text: str) -> str:
    return _BLANKS.sub(" ", _NOT_SHOWN.sub("", text)).strip()


def _unlinked(parts: list[tuple[str, bool]]) -> str:
    return "".join(part for part, is_link in parts if not is_link).replace(_SEAM, "")


def _without_link_at_end(parts: list[tuple[str, bool]]) -> str:
    last = len(parts)
    while last and (parts[last - 1][1] or not parts[last - 1][0].strip()):
        last -= 1
    return "".join(part for part, _ in parts[:last]).replace(_SEAM, "")


def _is_skipped(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in SKIPPED:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    if _HIDDEN.search(attributes.get("style", "")):
        return attributes.get("id") not in SHOWN_BY_SCRIPT
    classes = attributes.get("class")
    return bool(classes) and not FOR_SCREEN_READERS.isdisjoint(classes.split())


def _is_box(element: Any) -> bool:
    """Say whether an element may hold the article; of spans, those that a program can address."""
    return element.tag in BOXES and (element.tag != "span" or "id" in element.attrib)


def _names(element: Any) -> frozenset[str]:
    attributes = element.attrib
    if not attributes:
        return frozenset()
    named = (attributes.get(each, "") for each in ("id", "class", "itemprop"))
    return frozenset(" ".join(named).lower().split())


def _holds_values(table: Any) -> bool:
    """Say whether a table is one of values, and not one that lays out a page."""
    if next(table.iterdescendants(*LAID_OUT), None) is not None:
        return False
    cells = table.iterdescendants("td", "th")
    if any(len("".join(cell.itertext()).strip()) > _LONGEST_CELL for cell in cells):
        return False
    return sum(len(row) > 1 for row in table.iterdescendants("tr")) > 1


__all__ = ["Box", "Line", "Lines", "lines_of"]
