"""`Stated`: the numbers of a text with their units and bounds; what they count is not asked.

Only figures are read: 4,557家, 10.02万个, 6700余人, 近百分… with Chinese numerals is left alone.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from schoolenterprise.quantities import TOLERANCE

_NARROW = str.maketrans("０１２３４５６７８９，．％（）／：；！？", "0123456789,.%()/:;!?")
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
"""A number in figures, with or without commas between the thousands."""
UNITS = "家名人个所份项次位台套门本场元"
WHOLE = 10**8
"""What stands for 1: whole numbers of small parts are exact, and faster than fractions."""
_NUMBER = re.compile(
    rf"(?P<bound>约|近|超过?|逾|达)?(?<![0-9.])(?<![0-9],)(?P<figures>{FIGURES})"
    rf"(?P<scale>[百千万亿]?)(?P<more>[余多]?)(?P<unit>[家人](?=次)次|[{UNITS}])"
)


@frozen
class Stated:
    """A number as a text states it; its bounds are exact, in units of one `WHOLE`th."""

    start: int
    """起：offset of its first character."""
    end: int
    """止：offset behind its unit."""
    least: int
    """至少：the smallest number that it may mean."""
    most: int
    """至多：the largest number that it may mean."""
    unit: str
    """单位：its measure word."""


def narrow(text: str) -> str:
    """Return `text` with figures and marks of full width made narrow; offsets stay."""
    return text.translate(_NARROW)


def stated_numbers(text: str, start: int, end: int) -> Iterator[Stated]:
    """Yield the numbers of a text that `narrow` has made, from `start` to `end`."""
    for match in _NUMBER.finditer(text, start, end):
        least, most = bounds(match["bound"] or "", match["figures"], match["scale"], match["more"])
        yield Stated(match.start(), match.end(), least, most, match["unit"])


def bounds(bound: str, figures: str, scale: str, more: str) -> tuple[int, int]:
    """Return the least and the most that a number may mean, in units of one `WHOLE`th.

    A number without scale is exact. 1.3万 has been rounded at its last figure. 6700余 lies below
    6800. 约, 近 and 超 reach a tenth further, as in `Quantity`: no standard says how far.
    """
    value = exact(figures) * _SCALES[scale]
    slack = last_place(figures) * _SCALES[scale] // 2 if scale else 0
    least, most = value - slack, value + slack
    if more:
        least, most = value, value + _step(figures) * _SCALES[scale]
    if bound in ("约", "近"):
        least -= value // TOLERANCE
    if bound in ("约", "超", "超过", "逾"):
        most += value // TOLERANCE
    return least, most


def exact(figures: str) -> int:
    """Return the number that figures with at most six decimals write, in `WHOLE`ths."""
    front, _, behind = figures.replace(",", "").partition(".")
    return int(front + behind) * last_place(figures)


def last_place(figures: str) -> int:
    """Return what 1 at the place of the last figure is worth, in `WHOLE`ths."""
    return WHOLE // int(10 ** decimals(figures))


def decimals(figures: str) -> int:
    """Return how many figures stand behind the point."""
    return len(figures.partition(".")[2])


def _step(figures: str) -> int:
    """Return the place of the last figure that is not 0, in `WHOLE`ths: 100 for 6700."""
    plain = figures.replace(",", "")
    zeros = 0 if "." in plain else len(plain) - len(plain.rstrip("0"))
    return last_place(figures) * int(10 ** min(zeros, len(plain) - 1))


__all__ = [
    "FIGURES",
    "WHOLE",
    "Stated",
    "bounds",
    "decimals",
    "exact",
    "last_place",
    "narrow",
    "stated_numbers",
]
