"""`Stated`: the numbers of a text with their units and bounds; what they count is not asked.

Only figures are read: 4,557家, 10.02万个, 6700余人, 近百分… with Chinese numerals is left alone.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from schoolenterprise.quantities import TOLERANCE

_NARROW = str.maketrans("０１２３４５６７８９，．％（）／：；！？", "0123456789,.%()/:;!?")
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
"""A number in figures, with or without commas between the thousands."""
UNITS = "家名人个所份项次位台套门本场元"
_NUMBER = re.compile(
    rf"(?P<bound>约|近|超过?|逾|达)?(?<![0-9.])(?<![0-9],)(?P<figures>{FIGURES})"
    rf"(?P<scale>[百千万亿]?)(?P<more>[余多]?)(?P<unit>[{UNITS}])"
)


@frozen
class Stated:
    """A number as a text states it."""

    start: int
    """起：offset of its first character."""
    end: int
    """止：offset behind its unit."""
    least: Fraction
    """至少：the smallest number that it may mean."""
    most: Fraction
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


def bounds(bound: str, figures: str, scale: str, more: str) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a number may mean.

    A number without scale is exact. 1.3万 has been rounded at its last figure. 6700余 lies below
    6800. 约, 近 and 超 reach a tenth further, as in `Quantity`: no standard says how far.
    """
    value = Fraction(figures.replace(",", "")) * _SCALES[scale]
    slack = Fraction(_SCALES[scale], 2 * 10 ** decimals(figures)) if scale else Fraction(0)
    least, most = value - slack, value + slack
    if more:
        least, most = value, value + _step(figures) * _SCALES[scale]
    tenth = value / TOLERANCE
    if bound in ("约", "近"):
        least -= tenth
    if bound in ("约", "超", "超过", "逾"):
        most += tenth
    return least, most


def decimals(figures: str) -> int:
    """Return how many figures stand behind the point."""
    return len(figures.partition(".")[2])


def _step(figures: str) -> Fraction:
    """Return the place of the last figure that is not 0: 100 for 6700."""
    if "." in figures:
        return Fraction(1, 10 ** decimals(figures))
    plain = figures.replace(",", "")
    return Fraction(10 ** (len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else 1)


__all__ = ["FIGURES", "Stated", "bounds", "decimals", "narrow", "stated_numbers"]
