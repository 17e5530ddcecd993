"""Pass 2, the words of a page that bound names: cuts, titles and endings, each looked up once."""

import re
from bisect import bisect_right
from itertools import compress

from attrs import frozen

from schoolenterprise.reader._finder import Found
from schoolenterprise.reader._lexicon import BRACKET, LINK, NUMBER, Lexicon
from schoolenterprise.reader._mentions import Mention

LONGEST_NAME = 40
"""Characters of the longest name of a body that is believed."""


@frozen(slots=False)
class PageWords:
    """The words of one page that bound names: cuts, titles and endings, each found once."""

    text: str
    lexicon: Lexicon
    cuts: list[int]
    """Ascending: where something ends that no name holds."""
    titles: dict[int, int]
    """End of each title → its start."""
    endings: list[Mention]
    """Ends of names of bodies, such as 有限公司."""
    firms: list[Found]
    """Names of well-known firms."""

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> "PageWords":
        """Look a text through, once for all tables."""
        found = lexicon.bounds_finder.find(text)
        titles = {end: start for start, end, kept in found[1] if not kept}
        endings = [Mention(start, end) for start, end, kept in found[2] if not kept]
        return cls(text, lexicon, _cuts(text, lexicon, found[0]), titles, endings, found[3])

    def left_edge(self, position: int) -> int:
        """Return where a name that ends at `position` may begin: behind the last cut."""
        index = bisect_right(self.cuts, position)
        return self.cuts[index - 1] if index else 0

    def name_start(self, position: int) -> int:
        """Return `left_edge`, but no further left than a name reaches."""
        return max(self.left_edge(position), position - LONGEST_NAME, 0)

    def is_edge(self, position: int) -> bool:
        """Say whether a word may begin at `position`: behind a cut, or at the start."""
        return position == 0 or self.left_edge(position) == position

    def title_at(self, position: int) -> str | None:
        """Return the title that begins at `position`; `None`: none does."""
        return self.lexicon.title_finder.match(self.text, position)


def _cuts(text: str, lexicon: Lexicon, words: list[Found]) -> list[int]:
    """Return where cuts end: the longer words, and the marks that stand in none."""
    ends = [end for _, end, kept in words if not kept]
    # 1 behind each character that stands in no longer word.
    free = bytearray(b"\1") * (len(text) + 2)
    for start, end, _ in words:
        free[start + 1 : end + 1] = bytes(end - start)
    for match in BRACKET.finditer(text):
        start, end = match.span()
        free[start + 1 : end + 1] = bytes(end - start)
    ends += [match.end() for match in NUMBER.finditer(text) if free[match.start() + 1]]
    # A mark is one character long.
    marks = list(map(re.Match.end, lexicon.mark_pattern.finditer(text)))
    ends += compress(marks, map(free.__getitem__, marks))
    for match in LINK.finditer(text):
        start = match.start()
        if free[start + 1] and not _inside_name(text, start, lexicon):
            ends.append(start + 1)
    # Few sorted runs one behind the other: merged in one walk.
    ends.sort()
    return ends


def _inside_name(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a word that usually parts names stands inside one: 武汉同沛…, 药品与健康学院."""
    before = text[max(0, start - 2) : start]
    if text[start] == "同":
        return before in lexicon.regions
    disciplines = lexicon.words["discipline"]
    return before in disciplines and text[start + 1 : start + 3] in disciplines
