"""`Quantity`: a count as people state it, with bounds and unit; it reads its notation, no prose."""

import re
from math import inf

from attrs import frozen

from schoolenterprise.errors import InvalidValueError, wrong_type

LARGEST = 2**63 - 1
"""The largest count: what a signed 64-bit integer of JSON, Arrow and SQLite holds."""

TOLERANCE = 10
"""An approximate bound is taken one part in so many wider: a convention, no standard fixes one."""

_NOTATION = re.compile(
    r"(约?)(?:≥([0-9]{1,19})|≤([0-9]{1,19})|([0-9]{1,19})(?:–([0-9]{1,19}))?)([^0-9–].*)?"
)
# 10余家 is prose for ≥10家 and 10万人 for 100000人: neither 余家 nor 万人 is a unit.
_PARTS_OF_NUMBERS = frozenset("〇零一二两三四五六七八九十百千万亿余多来几数")


@frozen(kw_only=True, weakref_slot=False)
class Quantity:
    """How many: at least, at most, about, of what.

    What stands in prose, and how it is written:

    - 10家: `10家`
    - 10余家, 不少于10家: `≥10家`
    - 不超过1000人: `≤1000人`
    - 约100人, 近百人: `约100人`
    - 3至5家: `3–5家`

    The constructor raises InvalidValueError when both bounds are missing or when they cross, for
    counts that are no `int` from 0 to 2**63 - 1, and for a unit that begins like a number or with
    no letter: the unit of 10万人 is 人, its number 100000.

    >>> str(Quantity(at_least=10, unit="家")), Quantity.exactly(10, unit="家").value
    ('≥10家', 10)
    """

    at_least: int | None = None
    """至少：the smallest number possible; `None`: no lower bound is stated."""
    at_most: int | None = None
    """至多：the largest number possible; `None`: no upper bound is stated."""
    about: bool = False
    """约数：whether the bounds are themselves approximate."""
    unit: str | None = None
    """单位：measure word of what is counted (家, 名, 人, 个); `None`: none is stated."""

    def __attrs_post_init__(self) -> None:
        _refuse_bad_count("at_least", self.at_least)
        _refuse_bad_count("at_most", self.at_most)
        if self.at_least is None and self.at_most is None:
            raise InvalidValueError("a quantity needs at_least, at_most or both; neither is given")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise InvalidValueError(f"at_least {self.at_least} is above at_most {self.at_most}")
        if type(self.about) is not bool:
            raise InvalidValueError(f"about is {self.about!r}, expected true or false")
        _refuse_bad_unit(self.unit)

    @classmethod
    def exactly(cls, number: int, *, unit: str | None = None) -> "Quantity":
        """Return the quantity that is `number` and nothing else.

        Raises:
            InvalidValueError: `number` is no `int` from 0 to 2**63 - 1, or `unit` is unfit.
        """
        return cls(at_least=number, at_most=number, unit=unit)

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """Return the quantity that `str` writes as `text`.

        Raises:
            InvalidValueError: `text` is no text, or `str` writes no quantity so.

        >>> Quantity.parse("约3–5家")
        Quantity(at_least=3, at_most=5, about=True, unit='家')
        """
        if not isinstance(text, str):
            raise wrong_type("quantity", text, "text such as 10家")
        match = _NOTATION.fullmatch(text)
        if match:
            about, least, most, first, last, unit = match.groups()
            quantity = cls(
                at_least=_number(least or first),
                at_most=_number(most or last or first),
                about=bool(about),
                unit=unit,
            )
            if str(quantity) == text:
                return quantity
        message = f"{text!r:.60} is no quantity"
        raise InvalidValueError(
            f"{message}: expected a form such as 10家, ≥10家, ≤10家, 3–5家, 约10家"
        )

    @property
    def value(self) -> int | None:
        """The number when it is exact; `None`: it is a range or approximate.

        >>> Quantity(at_least=3, at_most=5).value is None
        True
        """
        return self.at_least if self.at_least == self.at_most and not self.about else None

    def contains(self, number: int) -> bool:
        """Whether the number may be `number`; of an approximate one, a tenth more or less may be.

        >>> Quantity(at_least=10, unit="家").contains(12)
        True
        """
        low, high = self._range
        return low <= number <= high

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether the two may be one number, so that neither contradicts the other.

        The units are not compared: 名 and 人 count the same.

        >>> Quantity(at_least=10, unit="家").agrees_with(Quantity.exactly(9, unit="家"))
        False
        >>> Quantity(at_least=100, at_most=100, about=True).agrees_with(Quantity.exactly(96))
        True
        """
        low, high = self._range
        other_low, other_high = other._range
        return low <= other_high and other_low <= high

    @property
    def _range(self) -> tuple[float, float]:
        low = 0 if self.at_least is None else self.at_least
        high = inf if self.at_most is None else self.at_most
        if not self.about:
            return low, high
        # Negated floor division rounds up: even 约3 reaches from 2 to 4.
        return low + -low // TOLERANCE, high - -high // TOLERANCE if high < inf else inf

    def __str__(self) -> str:
        return f"{'约' if self.about else ''}{self._bounds()}{self.unit or ''}"

    def _bounds(self) -> str:
        if self.at_most is None:
            return f"≥{self.at_least}"
        if self.at_least is None:
            return f"≤{self.at_most}"
        if self.at_least == self.at_most:
            return str(self.at_least)
        return f"{self.at_least}–{self.at_most}"


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _refuse_bad_count(name: str, number: int | None) -> None:
    if number is None:
        return
    if type(number) is not int:
        raise InvalidValueError(f"{name} is {number!r}, expected a whole number")
    if not 0 <= number <= LARGEST:
        found = "below 0" if number < 0 else f"above {LARGEST}"
        raise InvalidValueError(f"{name} is {found}, expected 0 to {LARGEST}")


def _refuse_bad_unit(unit: str | None) -> None:
    if unit is None:
        return
    if not isinstance(unit, str):
        raise InvalidValueError(f"unit is {unit!r}, expected text")
    if not unit or unit != unit.strip() or not unit.isprintable():
        raise InvalidValueError(f"unit is {unit!r}, expected text without blanks around it")
    if not unit[0].isalpha() or unit[0] in _PARTS_OF_NUMBERS:
        raise InvalidValueError(f"unit {unit!r} begins like a number, expected a measure word")


__all__ = ["LARGEST", "TOLERANCE", "Quantity"]
