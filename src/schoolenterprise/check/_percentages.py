"""The rule on percentages: where a text states part and whole, the percentage is theirs."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from attrs import evolve, frozen

from schoolenterprise.check._finding import warning
from schoolenterprise.check._stated import (
    FIGURES,
    WHOLE,
    Stated,
    bounds,
    decimals,
    exact,
    last_place,
    narrow,
    stated_numbers,
)
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.quantities import TOLERANCE

_PERCENT = (
    r"(?P<bound>约为?|近|达到?|为|超过?|逾)?(?P<figures>[0-9]{1,3}(?:\.[0-9]{1,6})?)%(?![-~—–至到])"
)
_SHARE = re.compile(
    r"占(?P<of>(?:[^占。,;、!?\n%]|(?<=[0-9]),(?=[0-9])){0,24}?)"
    + _PERCENT
    + r"(?P<behind>以上|左右|上下)?"
)
_BRACKETED = re.compile(r"\((?P<of>)" + _PERCENT + r"(?P<behind>以上|左右|上下)?\)")
_BETWEEN = re.compile(
    r"(?:[为是][^0-9占,。;、!?()\n%]{1,10}|企业|单位|公司|用人单位|院校|高校|学校|学生|毕业生|教师|岗位|协议|订单班)?[,、(]?(?:约|共|总计)?"
)
_UNNAMED = re.compile(
    r"(?:比|比例|比重|其|其中|全部|总数|总量|总人数|总额)?的?(?:比例)?(?:约|为|达)?"
)
_NAMED = re.compile(r"(?P<name>[^0-9]{1,12}?)(?:总数|总量|总人数)?的")
_RATIO = rf"(?P<part>{FIGURES})[家名人个所份项次位]?/(?P<whole>{FIGURES})[家名人个所份项次位]?"
_FRACTIONS = (
    re.compile(rf"(?P<figures>[0-9]{{1,3}}(?:\.[0-9]{{1,6}})?)%\({_RATIO}\)"),
    re.compile(
        rf"(?<![0-9/.,]){_RATIO}(?:\(|,?占比?|=)(?P<figures>[0-9]{{1,3}}(?:\.[0-9]{{1,6}})?)%"
    ),
)
_PARTED = re.compile(r"其中|中[,有]?")
_OPENED = re.compile(r"\([^()]*")
_TOTAL = re.compile(r"(?:共|总|合计|累计|全部|全省|全市|全校|全国)[^0-9。,;!?]{0,12}$")
_LONGEST_FRONT = 15
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[。!?]")


@frozen
class _Percent:
    """A percentage with its bounds in `WHOLE`ths, and how many decimals it has."""

    least: int
    most: int
    places: int

    def fits(self, part: Stated, whole: Stated) -> bool:
        """Whether some part and whole within their bounds give some percentage within these."""
        return (
            100 * WHOLE * part.least <= self.most * whole.most
            and 100 * WHOLE * part.most >= self.least * whole.least
        )


def check_percentages(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `percentage-does-not-fit` where a text's percentage is not that of its numbers.

    Read are `4557家，占6751家的74.36%`, `74.36%（4557/6751）`, `6751家，其中4557家，占74.36%` and
    `…4557家（74.36%）`: the whole is then the one larger number of that unit before it in the
    sentence, else in the paragraph, that 其中, 共, 总 or a bracket behind it marks as a whole. A
    percentage that fits any number of that unit
    is taken to mean it, and one whose whole the text leaves open, or calls by another name, is
    not checked.

    It fits when it is that of part and whole to within half of its last figure; 余, 约, 近, 超 and
    rounded 万 widen the numbers (see `bounds`).
    """
    for source in ledger.sources:
        if source.text and "%" in (text := narrow(source.text)):
            for line in _LINE.finditer(text):
                if "%" in line[0]:
                    yield from _in_line(source.id, source.text, text, line.start(), line.end())


def _in_line(source: str, given: str, text: str, start: int, end: int) -> Iterator[Problem]:
    for pattern in _FRACTIONS:
        for match in pattern.finditer(text, start, end):
            percent = _percent(match["figures"], "", "")
            part, whole = (_exact(match, name) for name in ("part", "whole"))
            if part.most <= whole.most and whole.least and not percent.fits(part, whole):
                yield _problem(source, given, match.span(), percent, part, whole)
    numbers = list(stated_numbers(text, start, end))
    ends = [number.end for number in numbers]
    for match in chain(*(each.finditer(text, start, end) for each in (_SHARE, _BRACKETED))):
        at = bisect_right(ends, match.start()) - 1
        if at < 0 or not _BETWEEN.fullmatch(text, ends[at], match.start()):
            continue
        part = numbers[at]
        # 约占65% and 占约65% say the same.
        bound = "约" if text.endswith("约", start, match.start()) else match["bound"] or ""
        percent = _percent(match["figures"], bound, match["behind"] or "")
        found = _whole(text, numbers, at, match, percent)
        if found is not None:
            yield _problem(source, given, (part.start, match.end()), percent, part, found)


def _exact(match: "re.Match[str]", name: str) -> Stated:
    least, most = bounds("", match[name], "", "")
    return Stated(match.start(name), match.end(name), least, most, "")


def _percent(figures: str, bound: str, behind: str) -> _Percent:
    value, half = exact(figures), last_place(figures) // 2
    least, most = value - half, value + half
    if bound.startswith(("约", "近")) or behind in ("左右", "上下"):
        least -= value // TOLERANCE
    if bound.startswith("约") or behind in ("左右", "上下"):
        most += value // TOLERANCE
    if bound.startswith(("超", "逾")) or behind == "以上":
        most = 100 * WHOLE
    return _Percent(least, most, decimals(figures))


def _whole(
    text: str, numbers: list[Stated], at: int, match: "re.Match[str]", percent: _Percent
) -> Stated | None:
    """Return the whole that the percentage does not fit; `None`: it fits, or none is certain."""
    part = numbers[at]
    inside = [each for each in numbers[at + 1 : at + 2] if each.end <= match.end("of")]
    if inside:
        (whole,) = inside
        sure = whole.unit == part.unit and part.least <= whole.most
        return whole if sure and whole.most and not percent.fits(part, whole) else None
    return _whole_before(text, numbers, at, match["of"], percent)


def _whole_before(
    text: str, numbers: list[Stated], at: int, of: str, percent: _Percent
) -> Stated | None:
    part = numbers[at]
    near = [
        each
        for each in numbers[max(0, at - _MOST_NEAR) : at]
        if each.unit == part.unit and part.start - each.end <= _FARTHEST
    ]
    if any(percent.fits(part, each) or percent.fits(part, _sum(part, each)) for each in near):
        return None
    larger = [each for each in near if each.least >= part.most and each.least > 0]
    wholes = [each for each in larger if _is_whole(text, each, part, of)]
    beside = [each for each in wholes if not _ENDS.search(text, each.end, part.start)] or wholes
    return beside[0] if len(beside) == 1 else None


def _sum(part: Stated, other: Stated) -> Stated:
    """Return both together: of 3000人 and 2000人 beside each other the latter are 40%."""
    return evolve(other, least=part.least + other.least, most=part.most + other.most)


def _is_whole(text: str, number: Stated, part: Stated, of: str) -> bool:
    """Whether the text calls the number the whole of the part, or calls the whole its name."""
    if not _UNNAMED.fullmatch(of):
        named = _NAMED.fullmatch(of)
        return named is not None and _is_called(text, number, named["name"], of)
    front = text[max(0, number.start - _LONGEST_FRONT) : number.start]
    parted = _PARTED.search(text, number.end, part.start) or _opens(text, number, part)
    return bool(parted) or "总" in of or _TOTAL.search(front) is not None


_MOST_NEAR = 16
_FARTHEST = 400
"""Numbers and characters before a part among which its whole is looked for: a paragraph."""


def _opens(text: str, number: Stated, part: Stated) -> bool:
    """Whether the part stands in a bracket behind the number: 6751家企业（省内4557家）."""
    bracket = text.find("(", number.end, min(part.start, number.end + _LONGEST_FRONT))
    return bracket >= 0 and _OPENED.fullmatch(text, bracket, part.start) is not None


def _is_called(text: str, number: Stated, name: str, of: str) -> bool:
    """Whether `name` stands right before or behind the number, or the text speaks of its total."""
    if "总" in of and name in text[max(0, number.start - _LONGEST_FRONT) : number.start]:
        return True
    return text.endswith(name, 0, number.start) or text.startswith(name, number.end)


def _problem(
    source: str, given: str, span: tuple[int, int], percent: _Percent, part: Stated, whole: Stated
) -> Problem:
    low, high = (
        f"{100 * first / second:.{percent.places}f}%"
        for first, second in ((part.least, whole.most), (part.most, whole.least))
    )
    return warning(
        "percentage-does-not-fit",
        source,
        "text",
        found=f"{given[span[0] : span[1]]} (offset {span[0]})",
        expected=(
            f"{low if low == high else f'{low} to {high}'}, "
            f"{given[part.start : part.end]} of {given[whole.start : whole.end]}"
        ),
        advice="find out which of the three numbers is wrong",
    )


__all__ = ["check_percentages"]
