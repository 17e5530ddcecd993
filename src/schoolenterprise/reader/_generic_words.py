"""Pass 2, organisations: words that stand for a body (我校, 公司); for which, see `_identity`."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import OrganizationKind

_OF_NAMED = {"管委会": ("管委会", "管理委员会"), "酒店(?!管理)": ("酒店",)}
"""Words for a body → the ends of full names that they can mean."""
# One set first, which lets the search skip what cannot begin such a word.
_GENERIC = Pattern(
    r"[我本该贵学公集园医协研产创商高经开校](?:"
    r"(?<=[我本])\s?(?:校|院|系|司|公司|园区|园|区|县|市|局|集团|中心|协会)"
    r"|(?<=[该贵])(?:校|院|公司|园区|集团|企业|中心|协会|学校|学院)"
    r"|(?<=学)[校院会]|(?<=公)司|(?<=集)团|(?<=园)区|(?<=医)院|(?<=协)会|(?<=商)会"
    r"|(?<=研)究院|(?<=[产创])业园|(?<=高)新区|(?<=经)开区|(?<=开)发区"
    r"|(?<=校)(?=党委|领导|团委|行政|工会))"
)
SCHOOL_WORD = Pattern(r"(?:[我本该贵][校院]|学校)(?=..)")
"""Words for a school that no name begins with: 我校|商学院, 学校|联合江苏…公司."""
_POINTING = frozenset("我本该贵")
_HAN_BEFORE = Pattern(rf"[{HAN}A-Za-z0-9]")


def with_generic(text: str, named: list[OrganizationMention]) -> list[OrganizationMention]:
    taken = covered(named, len(text))
    generic = []
    for match in [*_GENERIC.finditer(text), *_of_named(text, named)]:
        start, end = match.span()
        if taken[start] or taken[end - 1]:
            continue
        if text[start] not in _POINTING and not _is_bare(text, start):
            continue
        kind = _generic_kind(match[0])
        name = match[0].replace(" ", "")
        generic.append(OrganizationMention(start, end, name, kind, generic=True))
        fired("organization-word-for-one", generic[-1])
    return sorted([*named, *generic], key=lambda mention: mention.start)


def _of_named(text: str, named: list[OrganizationMention]) -> Iterator[re.Match[str]]:
    """Yield the words that mean a body only where a full name with that end is on the page."""
    for word, ends in _OF_NAMED.items():
        if word[:2] in text and any(each.name.endswith(ends) for each in named):
            yield from re.finditer(word, text)


def _is_bare(text: str, start: int) -> bool:
    """Say whether a word like 学院 stands by itself and ends no longer word."""
    if start == 0 or not _HAN_BEFORE.match(text[start - 1]):
        return True
    if text.startswith("学校", start):
        return text[start - 1] not in "高等职中小技本专各所类专些业"
    return text[start - 1] in "与和及同在到对向由为以将于从给让被把的了是使等并就还表访成助至据赴下"


def _generic_kind(word: str) -> OrganizationKind:
    if word == "研究院":
        return OrganizationKind.INSTITUTE
    if word.endswith(("校", "院", "系")) and not word.endswith("医院"):
        return OrganizationKind.INSTITUTION
    if word.endswith(("司", "集团", "企业", "酒店")):
        return OrganizationKind.ENTERPRISE
    if word.endswith(("园", "园区", "区")):
        return OrganizationKind.PARK
    if word.endswith(("县", "市", "局", "管委会")):
        return OrganizationKind.GOVERNMENT
    return OrganizationKind.ASSOCIATION if word.endswith("会") else OrganizationKind.OTHER
