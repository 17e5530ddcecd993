"""Pass 2, organisations by company: names in a list that the text itself calls firms (甲、乙、丙等4家企业)."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

# One set first, which lets the search skip what cannot end a list.
_CLOSED = re.compile(
    r"[等0-9一二两三四五六七八九十](?:"
    r"[0-9一二两三四五六七八九十]*[余多]?[家个][^,。;、]{0,10}(?:企业|公司|单位)"
    r"|(?<=等)[^,。;、]{0,14}(?:企业|公司|单位))"
)
_ITEM = re.compile(rf"^[{HAN}A-Za-z0-9()·]{{2,20}}$")
_NO_FIRM = re.compile(
    r"(?:问题|情况|方面|工作|专业|学院|部门|处室|行业|产业|领域|岗位|地区?|市|省|负责人|教师|学生|机构|院校)$"
)


def scan_listed(
    words: PageWords, known: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Yield the items of such lists that no ending gives away."""
    text = words.text
    taken = covered(known, len(text))
    for match in _CLOSED.finditer(text):
        for start, end in _items(words, match.start()):
            name = text[start:end]
            if _ITEM.match(name) and not _NO_FIRM.search(name) and not any(taken[start:end]):
                yield OrganizationMention(start, end, name, OrganizationKind.ENTERPRISE)
                taken[start:end] = b"\1" * (end - start)


def _items(words: PageWords, end: int) -> list[tuple[int, int]]:
    """Return the items of the list that ends at `end`; a list has at least two."""
    items: list[tuple[int, int]] = []
    while end > 0:
        start = words.name_start(end)
        if start >= end:
            break
        items.append((start, end))
        if words.text[start - 1 : start] not in ("、", "和", "与", "及"):
            break
        end = start - 1
    return items if len(items) > 1 else []
