"""Where a person's name ends: by surname, by what follows, by whether the name recurs."""

import re
from collections.abc import Iterator, Mapping

from schoolenterprise.reader._lexicon import HAN, Lexicon

_FOREIGN = re.compile(
    rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,4}}"
    r"|[A-Z][a-zA-Z.'-]{1,20}(?: [A-Z][a-zA-Z.'-]{0,20}){1,3}"
)
_NEVER_GIVEN = frozenset("说将率对的了是在及等被把从到并也都又且或这那我你他她它们个各所之其与、,")
_NEVER_LAST = frozenset("处部科系办室组队局会率对将")
_RARE = 6
"""Surnames with fewer bearers per 100,000 count only for a name that recurs."""


class NameFinder:
    """Decides on names of people in one text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self._counts: dict[str, int] = {}
        self._starters = lexicon.starters

    def length_at(self, start: int, *, strict: bool = False) -> int:
        """Return the length of the name at `start`, 0 when none stands there.

        With `strict` what follows must end the name: used where no title stands before it.
        """
        foreign = _FOREIGN.match(self.text, start)
        if foreign:
            return self._trimmed(foreign[0])
        lengths = [length for length in self._lengths(start) if self._possible(start, length)]
        if lengths and not self._starts_word(start):
            return self._choose(start, lengths, strict)
        return self._steady(start)

    def _steady(self, start: int) -> int:
        """Return 3 for a name that looks like a word but recurs whole: 党建国, 龙在田."""
        name = self.text[start : start + 3]
        if len(name) < 3 or self.lexicon.surnames.get(name[0], 0) < _RARE:
            return 0
        if not all("\u3400" <= each <= "\u9fff" for each in name):
            return 0
        recurs = self._count(name) > 1 and self._count(name) == self._count(name[:2])
        places = (match.end() for match in re.finditer(re.escape(name), self.text))
        return (
            3
            if recurs and all(self.lexicon.after_name.match(self.text, end) for end in places)
            else 0
        )

    def is_name(self, text: str) -> bool:
        """Say whether `text` by itself looks like a name."""
        share = self.lexicon.surnames.get(text[:1], 0)
        double = text[:2] in self.lexicon.surnames and len(text) > 2
        if not double and share < _RARE:
            return False
        return (
            text[-1] not in _NEVER_LAST
            and not _NEVER_GIVEN & set(text[1:])
            and text[:2] not in self._starters
        )

    def _trimmed(self, name: str) -> int:
        """Cut what follows a foreign name without a mark: 彼得·沃克一行."""
        parts = name.split("·")
        last = parts[-1]
        if name.isascii() or len(last) < 2:
            return len(name)
        for length in range(1, len(last)):
            follows = self.lexicon.after_name.match(last, length)
            if length > 1 and follows and follows.end() > length:
                return len(name) - len(last) + length
        return len(name)

    def _lengths(self, start: int) -> Iterator[int]:
        if self.text[start : start + 2] in self.lexicon.surnames:
            yield from (4, 3)
        if self.text[start : start + 1] in self.lexicon.surnames:
            yield from (3, 2)

    def _possible(self, start: int, length: int) -> bool:
        name = self.text[start : start + length]
        if len(name) < length or not all("\u3400" <= each <= "\u9fff" for each in name):
            return False
        return not _NEVER_GIVEN & set(name[1:]) and name not in self.lexicon.words["no_name"]

    def _starts_word(self, start: int) -> bool:
        return any(self.text[start : start + length] in self._starters for length in (2, 3, 4))

    def _choose(self, start: int, lengths: list[int], strict: bool) -> int:
        after = self.lexicon.after_name
        ends = {length: after.match(self.text, start + length) for length in lengths}
        fitting = [length for length, end in ends.items() if end and not (strict and _is_weak(end))]
        counts = {length: self._count(self.text[start : start + length]) for length in lengths}
        longest = max(lengths)
        if fitting:
            best = self._best(fitting, ends)
            shorter = [length for length in lengths if length < best]
            # A name that also stands without its last character ends before it.
            if shorter and counts[shorter[-1]] > counts[best] and self._common(start, shorter[-1]):
                return min(fitting) if min(fitting) in shorter else best
            recurs = counts[longest] == counts[best] > 1 and not strict
            if best < longest and recurs and not self._ends_surely(ends[best]):
                return longest
            ended = not self.text[start + best : start + best + 1].isalpha()
            return best if ended or self._common(start, best) or counts[best] > 1 else 0
        if strict or counts[longest] < 2:
            return 0
        steady = [length for length in lengths if counts[length] == counts[longest]]
        return max(steady) if self._common(start, longest) else 0

    def _best(self, lengths: list[int], ends: Mapping[int, re.Match[str] | None]) -> int:
        """Return the longest of `lengths`, but none that cuts a word: 何静|走访, 周明|为客座教授."""
        sure = [length for length in lengths if self._ends_surely(ends[length])]
        plain = [length for length in lengths if not self._is_title(ends[length])]
        return min(sure, default=max(plain, default=max(lengths)))

    def _ends_surely(self, end: re.Match[str] | None) -> bool:
        return bool(end and len(end[0]) > 1 and not self._is_title(end))

    def _is_title(self, end: re.Match[str] | None) -> bool:
        return bool(end and end[0] in self.lexicon.titles and not self._is_word(end[0]))

    def _is_word(self, text: str) -> bool:
        return text in self.lexicon.words["after_name"]

    def _common(self, start: int, length: int) -> bool:
        name = self.text[start : start + length]
        return self.lexicon.surnames.get(name[:1], 0) >= _RARE or name[:2] in self.lexicon.surnames

    def _count(self, name: str) -> int:
        if name not in self._counts:
            self._counts[name] = self.text.count(name)
        return self._counts[name]


def _is_weak(end: re.Match[str]) -> bool:
    """Say whether what follows is one character that may as well belong to a name or a word."""
    return len(end[0]) == 1 and end[0].isalpha() and end[0] not in "等率带"
