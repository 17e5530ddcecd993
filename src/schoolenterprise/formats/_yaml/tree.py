"""Text of YAML as a tree of scalars, lists and objects; what a scalar means is not decided here.

Whatever is dangerous or costly is cut off while the events of the parser come in: tags, aliases
that multiply, what lies too deep.
"""

import re
from collections.abc import Iterator
from itertools import islice
from types import ModuleType
from typing import Any

from schoolenterprise.convert import RepeatedKeys, Unreadable
from schoolenterprise.errors import FormatError, Place, Problem, optional
from schoolenterprise.formats._exact import DEEPEST, decoded, in_file, place_in

MOST_REPEATED = 100_000
"""So many values aliases may repeat in one document: aliases of aliases multiply without end."""

# The parser takes quadratic time for brackets in brackets, so it is stopped early.
_DEEPEST_READ = 1_000
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Short forms of tags, which are not read; the parser compares each with all before it.
_SHORT_FORM = re.compile(r"^%TAG", re.MULTILINE)
_MOST_SHORT_FORMS = 100


class Scalar(str):
    """Text of a scalar, with how it was written and where."""

    __slots__ = ("column", "line", "plain")

    line: int
    column: int
    plain: bool
    """Whether it stood without quotes, and may mean something else than text."""


class Cut(Unreadable):
    """What was not taken over, and where it began."""

    def __init__(self, words: str, mark: Any) -> None:
        super().__init__(words)
        self.line: int = mark.line + 1
        self.column: int = mark.column + 1


class Items(list[Any]):
    """A list, and where it began."""

    __slots__ = ("column", "line")

    line: int
    column: int


class Empty(dict[str, Any]):
    """An object without keys, whose places would tell where it began."""

    __slots__ = ("column", "line")

    line: int
    column: int


class _Open:
    """A list or object whose end has not come yet."""

    __slots__ = ("anchor", "height", "items", "mapping", "mark", "size")

    def __init__(self, mapping: bool, event: Any) -> None:
        self.mapping = mapping
        self.anchor: str | None = event.anchor
        self.mark = event.start_mark
        self.items: list[Any] = []
        self.size = self.height = 1

    def add(self, value: object, size: int, height: int) -> None:
        self.items.append(value)
        self.size += size
        self.height = max(self.height, height + 1)

    def closed(self) -> object:
        if not (self.mapping and self.items):
            made = Empty() if self.mapping else Items(self.items)
            made.line, made.column = self.mark.line + 1, self.mark.column + 1
            return made
        pairs = list(zip(self.items[::2], self.items[1::2], strict=True))
        if not all(isinstance(key, str) for key, _ in pairs):
            return Cut("an object with a key that is no text", self.mark)
        items = dict(pairs)
        return items if len(items) == len(pairs) else RepeatedKeys(pairs)


class _Builder:
    """Makes a tree of the events of one document."""

    def __init__(self, file: str | None) -> None:
        self.tree: object = None
        self._file = file
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[object, int, int]] = {}
        self._repeated = 0
        self._skipped = 0
        self._cut: Cut | None = None

    def take(self, event: Any) -> None:
        """Take the next event."""
        kind = type(event).__name__
        if kind.endswith("StartEvent"):
            self._start(event, kind == "MappingStartEvent")
        elif kind.endswith("EndEvent"):
            self._end()
        elif self._skipped:
            pass
        elif kind == "AliasEvent":
            self._alias(event)
        else:
            self._add(_scalar(event), event.anchor)

    def _start(self, event: Any, mapping: bool) -> None:
        if len(self._open) + self._skipped >= _DEEPEST_READ:
            found = f"lists and objects in one another, deeper than {_DEEPEST_READ}"
            raise self._refused("too-deep", found, event)
        if not self._skipped and event.tag is None and len(self._open) < DEEPEST:
            self._open.append(_Open(mapping, event))
            return
        if not self._skipped:
            deep = f"lists and objects in one another, deeper than {DEEPEST}"
            reason = deep if event.tag is None else _tagged(event.tag)
            self._cut = Cut(reason, event.start_mark)
        self._skipped += 1

    def _end(self) -> None:
        if not self._skipped:
            last = self._open.pop()
            self._add(last.closed(), last.anchor, last.size, last.height)
            return
        self._skipped -= 1
        if not self._skipped:
            self._add(self._cut, None)

    def _alias(self, event: Any) -> None:
        value, size, height = self._anchors.get(event.anchor, (None, 0, 0))
        if not size:
            reason = f"the alias *{event.anchor:.60} of what is not there yet"
            self._add(Cut(reason, event.start_mark), None)
            return
        self._repeated += size
        if self._repeated > MOST_REPEATED:
            found = f"aliases that repeat more than {MOST_REPEATED} values"
            raise self._refused("too-many-aliases", found, event)
        if len(self._open) + height > DEEPEST:
            deep = f"lists and objects in one another, deeper than {DEEPEST}"
            value = Cut(deep, event.start_mark)
        self._add(value, None, size, height)

    def _add(self, value: object, anchor: str | None, size: int = 1, height: int = 0) -> None:
        if anchor is not None:
            self._anchors[anchor] = value, size, height
        if self._open:
            self._open[-1].add(value, size, height)
        else:
            self.tree = value

    def _refused(self, code: str, found: str, event: Any) -> FormatError:
        place = _place_of(event.start_mark, self._file)
        advice = "write the values out, or the file as JSON"
        return FormatError(
            Problem(code=code, found=found, expected="less", advice=advice, place=place)
        )


def documents(text: str | bytes, file: str | None) -> Iterator[object]:
    """Yield the tree of each document of `text`.

    Raises:
        FormatError: it is no YAML, no UTF-8 or UTF-16, nested beyond all reason, or its aliases
            repeat too much.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = optional("yaml", "yaml")
    characters = _characters(text, file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(file)
    try:
        for event in yaml.parse(characters, Loader=loader):
            if isinstance(event, yaml.DocumentEndEvent):
                yield builder.tree
            elif isinstance(event, yaml.DocumentStartEvent):
                builder = _Builder(file)
            elif not isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent):
                builder.take(event)
    except yaml.YAMLError as error:
        raise _no_yaml(yaml, error, file) from None


def _characters(text: str | bytes, file: str | None) -> str:
    """Return `text` as characters that YAML may hold."""
    try:
        characters = _decoded(text) if isinstance(text, bytes) else text
    except FormatError as error:
        raise FormatError(in_file(error.problem, file)) from None
    characters = characters.removeprefix("\ufeff")
    bad = _UNPRINTABLE.search(characters)
    if bad is not None:
        found = f"the character U+{ord(bad[0]):04X}"
        expected = "it as an escape between double quotes"
        raise _refused(characters, bad.start(), found, expected, file)
    last = next(islice(_SHORT_FORM.finditer(characters), _MOST_SHORT_FORMS, None), None)
    if last is not None:
        found = f"more than {_MOST_SHORT_FORMS} lines %TAG"
        raise _refused(characters, last.start(), found, "none, for tags are not read", file)
    return characters


def _refused(text: str, at: int, found: str, expected: str, file: str | None) -> FormatError:
    place = place_in(text, at)
    problem = Problem(code="not-yaml", found=found, expected=expected, place=place)
    return FormatError(in_file(problem, file))


def _decoded(text: bytes) -> str:
    for mark, encoding in _MARKS:
        if text.startswith(mark):
            # What is no whole character stays a half one, which no YAML holds.
            even = text[: len(text) // 2 * 2]
            odd = "\ufffe" if len(text) % 2 else ""
            return even.decode(encoding, errors="surrogatepass") + odd
    return decoded(text)


def _scalar(event: Any) -> object:
    if event.tag is not None:
        return Cut(_tagged(event.tag), event.start_mark)
    scalar = Scalar(event.value)
    scalar.line = event.start_mark.line + 1
    scalar.column = event.start_mark.column + 1
    # The parser in C says '' where the one in Python says None.
    scalar.plain = not event.style
    return scalar


def _tagged(tag: str) -> str:
    return f"the tag {tag:.80}, and tags are not read"


def _no_yaml(yaml: ModuleType, error: Any, file: str | None) -> FormatError:
    marked = isinstance(error, yaml.MarkedYAMLError)
    reason = " ".join(filter(None, (error.problem, error.context))) if marked else str(error)
    mark = (error.problem_mark or error.context_mark) if marked else None
    place = _place_of(mark, file) if mark else Place(file=file)
    return FormatError(
        Problem(code="not-yaml", found="no YAML", expected="YAML", advice=reason, place=place)
    )


def _place_of(mark: Any, file: str | None) -> Place:
    return Place(file=file, line=mark.line + 1, column=mark.column + 1)


__all__ = ["MOST_REPEATED", "Cut", "Empty", "Items", "Scalar", "documents"]
