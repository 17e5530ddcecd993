"""The rules on totals: the parts of a whole, in counts and in texts, add up to it."""

import re
from collections.abc import Iterator

from schoolenterprise.check._finding import warning
from schoolenterprise.check._stated import WHOLE, Stated, narrow, stated_numbers
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Count
from schoolenterprise.vocabulary import CountKind

_ADDITIVE = (
    CountKind.INTERNS,
    CountKind.GRADUATES_HIRED,
    CountKind.POSTS_OFFERED,
    CountKind.AGREEMENTS_SIGNED,
    CountKind.ORDER_CLASSES,
    CountKind.TEACHERS_SENT,
)
"""What two bodies never count twice; two schools may well visit one firm."""
_OPPOSITES = (
    ("省内", "省外"),
    ("市内", "市外"),
    ("区内", "区外"),
    ("校内", "校外"),
    ("线上", "线下"),
    ("国内", "国外"),
    ("境内", "境外"),
    ("公办", "民办"),
    ("本科", "专科"),
    ("男", "女"),
)
_OPPOSITE = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}
_LABEL = re.compile(rf"({'|'.join(_OPPOSITE)})[^0-9。,;、!?()\n]{{0,10}}$")
_OPENS = re.compile(r"[^0-9。!?\n]{0,12}?(?:其中|包括|\()[^0-9。!?\n]{0,14}")
_JOINS = re.compile(r"[^0-9。!?\n]{0,20}")
_REST = re.compile(r"[^0-9。!?\n]{0,10}?(?:其余|其他|其它|另有|另外|还有|剩余)")
_LINE = re.compile(r"[^\n]+")
_LONGEST_LABEL = 14


def check_totals(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `total-does-not-add-up` where the counts of the parts of a body exceed its own.

    The parts are the organizations whose `parent` it is, the counts those of one kind, one date
    and one source. Fewer is no fault: a part may have stated nothing. Kinds that two bodies may
    count twice, such as firms visited, are compared one by one and not added.
    """
    parents = {each.id: each.parent for each in ledger.organizations if each.parent}
    wholes: dict[tuple[object, ...], list[Count]] = {}
    parts: dict[tuple[object, ...], dict[str, Count]] = {}
    for count in ledger.counts:
        body = count.organization
        about = (count.what, count.date, frozenset(each.source for each in count.evidence))
        wholes.setdefault((body, *about), []).append(count)
        if body is not None and body in parents:
            largest = parts.setdefault((parents[body], *about), {})
            largest[body] = max(largest.get(body, count), count, key=_weight)
    for key, found in parts.items():
        whole = wholes.get(key, [])
        if len(whole) == 1:
            yield from _compared(whole[0], list(found.values()))


def _weight(count: Count) -> tuple[int, str]:
    """Return the key by which the largest of several counts of one body is taken."""
    return (0 if count.quantity.about else count.quantity.at_least or 0, count.id)


def _compared(whole: Count, parts: list[Count]) -> Iterator[Problem]:
    numbers = [part.quantity.at_least or 0 for part in parts if not part.quantity.about]
    adds = whole.what in _ADDITIVE
    least = sum(numbers) if adds else max(numbers, default=0)
    most = whole.quantity.at_most
    if most is not None and least > most and not whole.quantity.contains(least):
        yield warning(
            "total-does-not-add-up",
            whole.id,
            "quantity",
            found=f"{whole.quantity}, below the {least} of {'all' if adds else 'one'} of "
            f"{', '.join(sorted(part.id for part in parts)[:_MOST_TOLD])}",
            expected=f"{least} or more",
            advice="find out which count is wrong, or whether they count the same",
        )


_MOST_TOLD = 5


def check_sums(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `total-does-not-add-up` where a text parts a whole in two that do not make it up.

    Read is a number with two of its parts behind 其中, 包括 or in brackets, when these are each
    other's opposite and leave nothing third: `10家，其中省内6家、省外5家`. Units must be the same.
    Where a further number of that unit follows, or 其余, there may be a third part: then only parts
    that exceed the whole are told.
    """
    for source in ledger.sources:
        if source.text and _OPPOSITE_WORDS.search(source.text):
            text = narrow(source.text)
            for line in _LINE.finditer(text):
                yield from _in_line(source.id, source.text, text, line.start(), line.end())


_OPPOSITE_WORDS = re.compile("其中|包括|[(（]")


def _in_line(source: str, given: str, text: str, start: int, end: int) -> Iterator[Problem]:
    numbers = list(stated_numbers(text, start, end))
    behind: list[Stated | None] = [*numbers[3:], None]
    for whole, first, second, third in zip(numbers, numbers[1:], numbers[2:], behind, strict=False):
        if not whole.unit == first.unit == second.unit:
            continue
        if not _OPENS.fullmatch(text, whole.end, first.start):
            continue
        label = _label(text, first)
        other = _label(text, second)
        joined = _JOINS.fullmatch(text, first.end, second.start)
        if joined and label and other == _OPPOSITE[label]:
            more = _goes_on(text, second, third)
            if not _adds_up(whole, first, second, more=more):
                yield _problem(source, given, whole, first, second)


def _goes_on(text: str, second: Stated, third: Stated | None) -> bool:
    """Whether a third part may follow."""
    if third and third.unit == second.unit and _JOINS.fullmatch(text, second.end, third.start):
        return True
    return _REST.match(text, second.end) is not None


def _label(text: str, number: Stated) -> str | None:
    front = text[max(0, number.start - _LONGEST_LABEL) : number.start]
    found = _LABEL.search(front)
    return found[1] if found else None


def _adds_up(whole: Stated, first: Stated, second: Stated, *, more: bool) -> bool:
    least, most = first.least + second.least, first.most + second.most
    return least <= whole.most and (more or whole.least <= most)


def _problem(source: str, given: str, whole: Stated, first: Stated, second: Stated) -> Problem:
    parts = [given[each.start : each.end] for each in (first, second)]
    total = (first.least + second.least) // WHOLE
    return warning(
        "total-does-not-add-up",
        source,
        "text",
        found=f"{given[whole.start : second.end]} (offset {whole.start})",
        expected=f"{total}, the sum of {' and '.join(parts)}",
        advice="find out which of the three numbers is wrong",
    )


__all__ = ["check_sums", "check_totals"]
