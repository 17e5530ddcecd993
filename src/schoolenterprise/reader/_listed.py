"""Pass 2, organisations by company: names in a list that the text itself calls firms (甲、乙、丙等4家企业)."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import OrganizationMention
from schoolenterprise.reader._organizations import LONGEST_NAME, scan_name_left
from schoolenterprise.vocabulary import OrganizationKind

_CLOSED = re.compile(
    r"等?(?:[0-9]+|[一二两三四五六七八九十]+)[余多]?[家个](?:[^,。;、]{0,10})(?:企业|公司|单位|用人单位)"
    r"|等(?:[^,。;、]{0,14})(?:企业|公司|单位)"
)
_ITEM = re.compile(rf"^[{HAN}A-Za-z0-9()·]{{2,20}}$")
_NO_FIRM = re.compile(
    r"(?:问题|情况|方面|工作|专业|学院|部门|处室|行业|产业|领域|岗位|地区?|市|省|负责人|教师|学生|机构|院校)$"
)


def scan_listed(
    text: str, lexicon: Lexicon, known: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Yield the items of such lists that no ending gives away."""
    taken = {
        position
        for mention in known
        if not mention.generic
        for position in range(mention.start, mention.end)
    }
    for match in _CLOSED.finditer(text):
        for start, end in _items(text, match.start(), lexicon):
            if (
                _ITEM.match(text[start:end])
                and not _NO_FIRM.search(text[start:end])
                and start not in taken
                and end - 1 not in taken
            ):
                yield OrganizationMention(start, end, text[start:end], OrganizationKind.ENTERPRISE)
                taken.update(range(start, end))


def _items(text: str, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the items of the list that ends at `end`; a list has at least two."""
    items: list[tuple[int, int]] = []
    while end > 0:
        start = scan_name_left(text, end, lexicon)
        if start >= end or end - start > LONGEST_NAME:
            break
        items.append((start, end))
        if text[start - 1 : start] not in ("、", "和", "与", "及"):
            break
        end = start - 1
    return items if len(items) > 1 else []
