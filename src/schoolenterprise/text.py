"""Places in a text (`Span`) and its folding for comparison (`fold`), which keeps the way back.

Cuts no words or sentences and decodes no bytes; a folded text is for matching, never for display.
"""

import os
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cache

from attrs import field, frozen

from schoolenterprise.errors import InvalidValueError


@frozen(order=True)
class Span:
    """A place in a text: half-open offsets, counted in code points from 0.

    Spans sort by start, then by end. `Span(start, end)` raises InvalidValueError unless both are
    `int` and 0 <= start <= end.

    >>> Span(2, 4).of("我校与华工激光签约")
    '与华'
    """

    start: int
    """起：offset of the first character."""
    end: int
    """止：offset behind the last character; equal to `start` for an empty place."""

    def __attrs_post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int:
            raise InvalidValueError(f"offsets {self.start!r} and {self.end!r} are no whole numbers")
        if not 0 <= self.start <= self.end:
            raise InvalidValueError(f"no text lies from offset {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """Return what stands here in `text`.

        Raises:
            InvalidValueError: `text` ends before this does.
        """
        if self.end > len(text):
            raise InvalidValueError(f"{self} lies outside a text of {len(text)} characters")
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside, edges included.

        >>> Span(0, 4).contains(Span(2, 4)), Span(0, 4).contains(Span(2, 5))
        (True, False)
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one character belongs to both.

        >>> Span(0, 4).overlaps(Span(3, 6)), Span(0, 4).overlaps(Span(4, 6))
        (True, False)
        """
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> "Span":
        """Return the span `by` characters further on, or back when `by` is negative.

        Raises:
            InvalidValueError: it would begin before the text.

        >>> Span(2, 4).shift(10)
        Span(start=12, end=14)
        """
        return Span(self.start + by, self.end + by)


@frozen(kw_only=True)
class Folded:
    """A folded text and the way back to the text it was made from; `fold` makes it."""

    original: str
    """原文：the text as it was given."""
    text: str
    """折叠文本：the folded text."""
    _cuts: tuple[int, ...] = field(default=(), repr=False)
    """Offset in `text`, ascending, of each place where one character of `original` was removed."""

    @property
    def lost_characters(self) -> bool:
        """Whether characters were removed, so that offsets in the two texts differ."""
        return bool(self._cuts)

    def original_span(self, start: int, end: int) -> Span:
        """Return the place in `original` of `text[start:end]`.

        Removed characters beside it are left out, those inside it belong to it.

        Raises:
            InvalidValueError: `text` has no such place.

        >>> folded = fold("\ufeff２０２２年２月\u200b中旬")
        >>> folded.text, folded.original_span(5, 9).of(folded.original)
        ('2022年2月中旬', '２月\u200b中旬')
        """
        return Span(*self.original_offsets(start, end))

    def original_offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and end of `original_span(start, end)`, for callers in a hurry.

        Raises:
            InvalidValueError: `text` has no such place.
        """
        if not 0 <= start <= end <= len(self.text):
            message = f"no text lies from offset {start} to {end} of {len(self.text)} characters"
            raise InvalidValueError(message)
        if not self._cuts:
            return start, end
        first = start + bisect_right(self._cuts, start)
        return (first, first) if start == end else (first, end + bisect_right(self._cuts, end - 1))

    def folded_offsets(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and end in `text` of `original[start:end]`, the way back reversed.

        Raises:
            InvalidValueError: `original` has no such place.

        >>> folded = fold("\ufeff２０２２年２月\u200b中旬")
        >>> folded.folded_offsets(6, 10), folded.text[5:8]
        ((5, 8), '2月中')
        """
        if not 0 <= start <= end <= len(self.original):
            length = len(self.original)
            raise InvalidValueError(f"no text lies from offset {start} to {end} of {length}")
        return start - self._removed_before(start), end - self._removed_before(end)

    def _removed_before(self, offset: int) -> int:
        # The removed character of a cut stood where the cut is, behind those removed before it.
        places = range(len(self._cuts))
        return bisect_left(places, offset, key=lambda index: self._cuts[index] + index)


def fold(text: str, *, variants: bool = False) -> Folded:
    r"""Return `text` with the characters that mean the same to a reader made the same.

    - Full-width ASCII, small and vertical forms, half-width Chinese punctuation: the usual form.
    - Every blank but the tab: a space. Every line end, CRLF included: one LF.
    - Dashes: `-`; wave dashes: `~`; middle dots and bullets: `·`; ratio sign: `:`; the circles that
      stand for a zero: `〇`.
    - Corner and ornamental quotation marks: `“ ” ‘ ’`; tortoise-shell and lenticular brackets:
      `[ ]`.
    - Radicals and compatibility ideographs, as they come out of PDF: the unified ideograph.
    - Zero-width characters, byte order marks, soft hyphens, variation selectors: removed.

    With `variants`, traditional characters become simplified ones, one for one, whatever the word
    (著 and 乾, which simplified text has too, stay); 後, 於 and 徵 do not stay.

    What is folded stays so: `fold(fold(text).text).text == fold(text).text`.

    >>> fold("（２０２２）３—５家").text, fold("華中科技大學", variants=True).text
    ('(2022)3-5家', '华中科技大学')
    """
    found = set((_foldable_or_traditional() if variants else _FOLDABLE).findall(text))
    # Most texts lose no character; an empty tuple is their way back.
    folded, cuts = (text, ()) if found.isdisjoint(_REMOVABLE) else _without_removable(text)
    folded = _replaced(folded, found, _FORMS)
    if variants:
        # What a compatibility ideograph became may itself be traditional.
        found.update([_FORMS[character] for character in found if character in _FORMS])
        folded = _replaced(folded, found, _simplified())
    return Folded(original=text, text=folded, cuts=cuts)


def _without_removable(text: str) -> tuple[str, tuple[int, ...]]:
    removed = (match.start() for match in _REMOVED.finditer(text))
    cuts = tuple(offset - before for before, offset in enumerate(removed))
    return _REMOVED.sub("", text), cuts


def _replaced(text: str, found: Iterable[str], forms: Mapping[str, str]) -> str:
    """Replace the characters `found` by their `forms`, one for one."""
    needed = [character for character in found if character in forms]
    if len(needed) > _MANY:
        return text.translate({ord(character): forms[character] for character in needed})
    for character in needed:
        text = text.replace(character, forms[character])
    return text


@cache
def _simplified() -> Mapping[str, str]:
    """The table of traditional characters; its head tells its source and licence."""
    # Not pathlib: its import takes longer than all else here.
    with open(
        os.path.join(os.path.dirname(__file__), "traditional.tsv"), encoding="utf-8"
    ) as lines:
        return dict(line.split() for line in lines if not line.startswith("#"))


@cache
def _foldable_or_traditional() -> re.Pattern[str]:
    """Return the pattern of all characters that folding with variants may change."""
    return re.compile(f"{_FOLDABLE.pattern[:-1]}{''.join(_simplified())}]")


# Each replacement walks the text once, faster than translate as long as there are few.
_MANY = 24

# The form that all marks behind it take.
_MARKS = {
    " ": "\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
    "\n": "\r\x0b\x0c\x85\u2028\u2029",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501",
    "~": "\u02dc\u223c\u301c",
    "·": "\u0387\u2022\u2027\u2219\u22c5\u30fb",
    "/": "\u2044\u2215",
    ":": "\u2236",
    "…": "\u22ef",
    "〇": "○◯",
    "“": "「〝❝",
    "”": "」〞〟❞",
    "‘": "『❛",
    "’": "』❜\u02bc",
    "'": "\u2032",
    '"': "\u2033",
    "[": "〔【〖〘〚",
    "]": "〕】〗〙〛",
    "《": "⟪",
    "》": "⟫",
    "〈": "⟨",
    "〉": "⟩",
}

# Where Unicode names another single character as the same in another form (NFKC): radicals,
# compatibility ideographs, vertical, small, full-width and half-width forms, the last in part.
_COMPATIBILITY = (
    *((0x2E9F, 0x2E9F), (0x2EF3, 0x2EF3), (0x2F00, 0x2FD5), (0xF900, 0xFAD9)),
    *((0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF65), (0xFFE0, 0xFFE6), (0x2F800, 0x2FA1D)),
)

_ZERO_WIDTH = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F)),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF)),
)


def _characters(ranges: Iterable[tuple[int, int]]) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(first, last + 1)]


def _forms() -> dict[str, str]:
    forms = {mark: form for form, marks in _MARKS.items() for mark in marks}
    for character in _characters(_COMPATIBILITY):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and plain != character:
            forms[character] = forms.get(plain, plain)
    return forms


def _inside(ranges: Iterable[tuple[int, int]]) -> str:
    """Return the inside of a bracket expression; ranges compile faster than their characters."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_FORMS = _forms()
_REMOVABLE = frozenset({*_characters(_ZERO_WIDTH), "\r"})
_REMOVED = re.compile(rf"[{_inside(_ZERO_WIDTH)}]|\r(?=\n)")
_FOLDABLE = re.compile(
    f"[{_inside(_ZERO_WIDTH)}{_inside(_COMPATIBILITY)}{''.join(_MARKS.values())}]"
)

__all__ = ["Folded", "Span", "fold"]
