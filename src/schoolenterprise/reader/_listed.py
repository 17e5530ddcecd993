"""Pass 2, organisations by company: names in a list that the text calls firms (甲、乙等4家企业)."""

from collections.abc import Iterator

from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

_FIGURE = "0-9一二两三四五六七八九十"
# One set first, which lets the search skip what cannot end a list; a number begins only once.
_CLOSED = Pattern(
    rf"[等{_FIGURE}](?<![{_FIGURE}][{_FIGURE}])"
    rf"(?:[{_FIGURE}]{{0,4}}[余多]?[家个][^,。;、\n]{{0,10}}|(?<=等)[^,。;、\n]{{0,14}})"
    r"(?:企业|公司|单位)"
)
_ITEM = Pattern(rf"[{HAN}A-Za-z0-9()·]{{2,20}}")
_NO_FIRM = Pattern(
    r"(?:问题|情况|方面|工作|专业|学院|部门|处室|行业|产业|领域|岗位|地区?|市|省|负责人|教师|学生"
    r"|机构|院校)$"
)
_LONGEST_LIST = 100


def scan_listed(
    words: PageWords, known: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Yield the items of such lists that no ending gives away."""
    text = words.text
    taken = covered(known, len(text))
    for match in _CLOSED.finditer(text):
        for start, end in _items(words, match.start()):
            name = text[start:end]
            if _ITEM.fullmatch(name) and not _NO_FIRM.search(name) and not any(taken[start:end]):
                yield OrganizationMention(start, end, name, OrganizationKind.ENTERPRISE)
                taken[start:end] = b"\1" * (end - start)


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
