"""Pass 2, organisations: stretches of text that may be names, from the edge in front to the ending.

Whether such a stretch is a name is for `_organizations` to decide.
"""

from collections.abc import Iterator

from schoolenterprise.reader._fronts import is_discipline, is_generic, is_of_known_firm
from schoolenterprise.reader._lexicon import Ending, Lexicon
from schoolenterprise.reader._mentions import Mention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._words import LONGEST_NAME, PageWords
from schoolenterprise.vocabulary import OrganizationKind

_LONGEST_FIELD = 10
"""Characters of a place and half a field before 和 in the name of a bureau."""
_MAY_STAND_INSIDE = frozenset("而的过对在以为将同和")
_LONGEST_FIRST_PART = 6
_NEARBY = 4096
"""A name recurs within about so many characters: in its page, not in a whole book."""
_BRACKETED = Pattern(r".{3}[(（]")
"""A firm with a bracket in its legal name, right behind the park where it is."""
_WORKSHOP = Pattern(r"厂[长区房内外商家级务里]")
"""厂 of a longer word that ends no name: 制造厂长."""
_FIELDS = (OrganizationKind.ASSOCIATION, OrganizationKind.INSTITUTE)
_BRANCH = Pattern(r"(?:[东西][北南]|华[东南西北中])|第[一二三四五六七八九十]+")


class Span:
    """A stretch of text that may be a name."""

    __slots__ = ("end", "ending", "ending_start", "follows", "start")

    def __init__(self, start: int, ending_start: int, end: int, ending: Ending) -> None:
        self.start = start
        self.ending_start = ending_start
        self.end = end
        self.ending = ending
        self.follows = False
        """Whether another name ends where this one begins."""


def endings(words: PageWords) -> Iterator[Span]:
    for found in words.endings:
        ending = words.lexicon.endings[words.text[found.start : found.end]]
        if ending.strength in ("none", "short"):
            continue
        if words.text[found.end - 1] == "厂" and _WORKSHOP.match(words.text, found.end - 1):
            continue
        # A cut word that reaches into the ending ("…的学院") leaves nothing in front.
        start = words.left_edge(found.start)
        if ending.kind is OrganizationKind.ENTERPRISE:
            start = _across_cut(words, start, found)
        start = _across_link(words, start, found.start, ending)
        front = words.text[start : found.start]
        works = words.text.startswith("工厂", found.start)
        if works and not is_of_known_firm(front, words.lexicon):
            continue
        if found.end - start <= LONGEST_NAME:
            yield Span(start, found.start, found.end, ending)


def _across_cut(words: PageWords, start: int, ending: Mention) -> int:
    """Return where a firm's name begins that has a cut character in it: 福建恒|而|达新材料….

    Either the name begins with a place, or it stands more than once and always whole.
    """
    text, lexicon = words.text, words.lexicon
    if start < 2 or text[start - 1] not in _MAY_STAND_INSIDE:
        return start
    before = words.left_edge(start - 1)
    front = text[before : start - 1]
    if not 0 < len(front) <= _LONGEST_FIRST_PART or front in lexicon.common:
        return start
    place = lexicon.place_finder.match(front, 0) or ""
    rest, behind = front[len(place) :], text[start : ending.start]
    if place and 0 < len(rest) < 3 and rest not in lexicon.common:
        bare = not behind or behind in lexicon.endings or is_generic(behind, lexicon)
        # One character is no name beside another: 本溪颐|和|堂制药有限公司.
        if text[start - 1] == "而" or bare or len(rest) == 1:
            return before
    if (
        text[start - 1] == "和"
        or lexicon.endings[text[ending.start : ending.end]].strength != "strong"
    ):
        return start
    name, part = text[before : ending.end], text[start : ending.end]
    window = max(0, before - _NEARBY), before + _NEARBY
    often = text.count(name, *window)
    known = any(front.endswith(word) for word in ("公司", "集团", "学院", "学校", "企业", "大学"))
    return before if often > 1 and often == text.count(part, *window) and not known else start


def _across_link(words: PageWords, start: int, end: int, ending: Ending) -> int:
    """Return where a name begins whose field has an 和 in it: 某市科技和工业信息化局."""
    if start < 1 or words.text[start - 1] not in "和与":
        return start
    # Behind the link stands half a field: no name by itself.
    half = ending.strength == "bureau" or (
        ending.kind in _FIELDS and is_discipline(words.text[start:end], words.lexicon)
    )
    before = words.left_edge(start - 1)
    front = words.text[before : start - 1]
    if not half or not 2 < len(front) <= _LONGEST_FIELD or front[-1] in "局委厅院校司会":
        return start
    placed = words.lexicon.starts_with_place(front) or ending.strength != "bureau"
    return before if placed else start


def absorbed(spans: list[Span], text: str, lexicon: Lexicon) -> list[Span]:
    """Settle names that begin at one place: 某集团|某省电力有限公司 is one, 某校|商学院 is two."""
    kept: list[Span] = []
    for span in spans:
        while kept and kept[-1].end > span.start and kept[-1].start <= span.start:
            inner = kept[-1]
            branch = _is_branch(span, inner, text, lexicon)
            apart = _stands_alone(inner, text, lexicon) and not branch
            if apart and not _swallows(span, inner, text):
                span.start = inner.end
                span.follows = True
                break
            kept.pop()
        if span.start < span.end:
            kept.append(span)
    return kept


def _stands_alone(span: Span, text: str, lexicon: Lexicon) -> bool:
    front = text[span.start : span.ending_start]
    return not is_generic(front, lexicon) and (
        len(front) > 1 or span.ending.kind is OrganizationKind.GOVERNMENT
    )


def _swallows(outer: Span, inner: Span, text: str) -> bool:
    """Say whether the later ending makes one longer name of both."""
    if inner.end >= outer.end:
        return False
    between = text[inner.end : outer.end]
    if inner.end == outer.ending_start and (
        outer.ending.strength == "strong" or (between == "集团" and not _ends_legally(inner, text))
    ):
        return True
    if inner.ending.kind is OrganizationKind.PARK and _BRACKETED.search(between):
        return False
    if outer.ending.strength == "strong" and outer.ending.kind is OrganizationKind.ENTERPRISE:
        return True
    if text.endswith(("校友会", "校友总会"), inner.end, outer.end):
        return True
    if outer.ending.strength == "bureau" and inner.ending.kind is OrganizationKind.ENTERPRISE:
        return False
    if outer.ending.kind in (OrganizationKind.GOVERNMENT, OrganizationKind.ASSOCIATION):
        return (
            inner.ending.kind in (OrganizationKind.PARK, OrganizationKind.GOVERNMENT)
            or len(between) < 4
        )
    if (
        outer.ending.kind is OrganizationKind.INSTITUTE
        and text[inner.start - 1 : inner.start] == "“"
    ):
        return text[outer.end : outer.end + 1] == "”"
    return outer.ending.kind is OrganizationKind.OTHER and "附属" in between


def _ends_legally(span: Span, text: str) -> bool:
    return text.endswith("公司", span.start, span.end)


def _is_branch(outer: Span, inner: Span, text: str, lexicon: Lexicon) -> bool:
    """Say whether the later name is a branch of the firm before it: 某集团公司|西北公司."""
    firms = {outer.ending.kind, inner.ending.kind} == {OrganizationKind.ENTERPRISE}
    between = text[inner.end : outer.ending_start]
    if not firms or not between or inner.end > outer.ending_start:
        return False
    return bool(_BRANCH.match(between)) or lexicon.place_finder.match(between, 0) == between
