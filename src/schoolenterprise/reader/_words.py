"""Pass 2, the words of a page that bound names: cuts, titles and endings, each looked up once."""

import re
from bisect import bisect_right

from attrs import frozen

from schoolenterprise.reader._lexicon import Lexicon
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

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> "PageWords":
        """Look a text through."""
        titles = {end: start for start, end, kept in lexicon.title_finder.find(text) if not kept}
        endings = [
            Mention(start, end) for start, end, kept in lexicon.ending_finder.find(text) if not kept
        ]
        return cls(text, lexicon, _cuts(text, lexicon), titles, endings)

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


def _cuts(text: str, lexicon: Lexicon) -> list[int]:
    words = list(lexicon.cut_finder.find(text))
    taken = bytearray(len(text) + 1)
    for start, end, _ in words:
        taken[start:end] = b"\1" * (end - start)
    ends = {end for start, end, kept in words if not kept}
    for match in lexicon.mark_pattern.finditer(text):
        if match["cut"] and not taken[match.start()] and not _inside_name(text, match, lexicon):
            ends.add(match.end())
    return sorted(ends)


def _inside_name(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Say whether a word that usually parts names stands inside one: 武汉同沛…, 药品与健康学院."""
    cut = match["cut"]
    if cut not in ("同", "与", "和"):
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    if cut == "同":
        return before in lexicon.regions
    disciplines = lexicon.words["discipline"]
    return before in disciplines and text[match.end() : match.end() + 2] in disciplines
