"""Pass 2, organisations by company: names in a list of firms that no ending gives away.

Either the text calls the list one of firms (甲、乙等4家企业), or known names stand on both sides.
"""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

_FIGURE = "0-9一二两三四五六七八九十"
# One set first, which lets the search skip what cannot end a list; a number begins only once.
# Behind 等 stands what describes firms, and nothing that somebody does.
_CLOSED = Pattern(
    rf"[等{_FIGURE}](?<![{_FIGURE}][{_FIGURE}])"
    rf"(?:[{_FIGURE}]{{0,4}}[余多]?[家个][^,。;、\n]{{0,10}}"
    r"|(?<=等)(?![地人])[^,。;、\n了并听进对到参与和向为赴让给由以将问方]{0,14})(?:企业|公司|单位)"
)
_ITEM = Pattern(rf"[{HAN}A-Za-z0-9()·]{{2,20}}")
_NO_FIRM = Pattern(
    r"(?:问题|情况|方面|工作|专业|学院|部门|处室|行业|产业|领域|岗位|地区?|市|省|负责人|教师|学生"
    r"|机构|院校|[部处科室系班]|代表|领导|车间|等|以)$|^[各该本]"
)
_ABSTRACT = Pattern(
    r"(?:合作|实习|实训|办学|会议|考察|走访|交流|就业|招聘|校园|课程|教学|培训|调研|座谈|需求"
    r"|改革|培养|转化|攻关|共享|共建"
    r"|对接|论坛|大赛|竞赛|讲座|宣讲|参观|活动|融合|研究|机制|模式|渠道|平台|资源|优势|待遇"
    r"|文化|要求|标准)$|^[就在对从将把]"
)
"""What no firm is called: a list with such an item is one of things or deeds."""
_NUMBER_OF = Pattern(rf"[{_FIGURE}]+")
_FIGURES = {figure: number for number, figure in enumerate("零一二三四五六七八九十")} | {"两": 2}
_BETWEEN = Pattern(rf"、([{HAN}A-Za-z0-9]{{2,14}})(?=、|和|与|及|以及)")
_LINKS = ("、", "和", "与", "及", "以及")
_LONGEST_LIST = 100


def scan_listed(
    words: PageWords, known: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Yield the items of such lists that no ending gives away."""
    taken = covered(known, len(words.text))
    spans = [
        (*span, "organization-in-closed-list")
        for match in _CLOSED.finditer(words.text)
        for span in _firms(words.text, match, _items(words, match.start()))
    ]
    spans += [(*span, "organization-between-two") for span in _between(words.text, known)]
    for start, end, rule in spans:
        name = words.text[start:end]
        if _is_firm(name, words) and not any(taken[start:end]):
            mention = OrganizationMention(start, end, name, OrganizationKind.ENTERPRISE)
            fired(rule, mention)
            yield mention
            taken[start:end] = b"\1" * (end - start)


def _firms(text: str, match: re.Match[str], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the items if they can be firms: none abstract, and as many as the text says."""
    if any(_ABSTRACT.search(text, start, end) for start, end in items):
        return []
    number = _NUMBER_OF.match(match[0])
    if number and _number(number[0]) not in (len(items), None):
        return []
    return items


def _number(figures: str) -> int | None:
    if figures.isascii():
        return int(figures) if len(figures) < 4 else None
    return _FIGURES.get(figures)


def _is_firm(name: str, words: PageWords) -> bool:
    if not _ITEM.fullmatch(name) or _NO_FIRM.search(name):
        return False
    return name not in words.lexicon.regions and name not in words.lexicon.common


def _between(text: str, known: list[OrganizationMention]) -> Iterator[tuple[int, int]]:
    """Yield the one item of a list between two names: 甲公司、大龙网、乙公司."""
    names = [each for each in known if not each.generic and not each.unit]
    starts = {each.start for each in names}
    for mention in names:
        match = _BETWEEN.match(text, mention.end)
        behind = match and any(
            text.startswith(link, match.end(1)) and match.end(1) + len(link) in starts
            for link in _LINKS
        )
        if match and behind:
            yield match.span(1)


def _items(words: PageWords, end: int) -> list[tuple[int, int]]:
    """Return the items of the list that ends at `end`; a list has at least two."""
    items: list[tuple[int, int]] = []
    while end > 0 and len(items) < _LONGEST_LIST:
        start = words.name_start(end)
        if start >= end:
            break
        items.append((start, end))
        if words.text[start - 1 : start] not in ("、", "和", "与", "及"):
            break
        end = start - 1
    return items if len(items) > 1 else []
