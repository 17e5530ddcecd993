"""学校(机构)标识码, the ten digits of a school: structure checked, and read; no list of schools."""

from typing import Self

from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.vocabulary.identifiers._text import is_digits, normalized, shown
from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.organizations import InstitutionLevel
from schoolenterprise.vocabulary.regions import Region, province_of


class SchoolCategory(Labelled):
    """Sort of school, told by the first two digits of its code (the numbers among the synonyms)."""

    KINDERGARTEN = "kindergarten", "幼儿园", "11"
    """Pre-school."""
    PRIMARY = "primary", "小学", "21"
    """Primary school."""
    ADULT_PRIMARY = "adult_primary", "成人小学", "22"
    """Primary school for adults."""
    JUNIOR_SECONDARY = "junior_secondary", "普通初中", "31"
    """Junior secondary school."""
    VOCATIONAL_JUNIOR = "vocational_junior", "职业初中", "32"
    """Vocational junior secondary school."""
    ADULT_JUNIOR = "adult_junior", "成人初中", "33"
    """Junior secondary school for adults."""
    SENIOR_SECONDARY = "senior_secondary", "普通高中", "34"
    """Senior secondary school."""
    ADULT_SENIOR = "adult_senior", "成人高中", "35"
    """Senior secondary school for adults."""
    SECONDARY_VOCATIONAL = "secondary_vocational", "中等职业学校", "36"
    """Secondary vocational school."""
    REFORM = "reform", "工读学校", "专门学校", "37"
    """School for young people at risk."""
    HIGHER = "higher", "普通高等学校", "41"
    """University or college, vocational ones included."""
    ADULT_HIGHER = "adult_higher", "成人高等学校", "42"
    """Higher education for adults."""
    SPECIAL = "special", "特殊教育学校", "特殊教育", "51"
    """School for pupils with disabilities."""
    RESEARCH = "research", "培养研究生的科研机构", "91"
    """Research body that trains graduate students."""
    PRIVATE_HIGHER = "private_higher", "民办的其他高等教育机构", "民办其他高教机构", "92"
    """Private body of higher education that gives no degrees."""
    VOCATIONAL_TRAINING = "vocational_training", "中等职业培训机构", "中职培训机构", "93"
    """Body of secondary vocational training."""


_LEVELS = {
    SchoolCategory.SECONDARY_VOCATIONAL: InstitutionLevel.SECONDARY_VOCATIONAL,
    SchoolCategory.ADULT_HIGHER: InstitutionLevel.ADULT_HIGHER,
}
_HIGHER = frozenset({SchoolCategory.HIGHER, SchoolCategory.ADULT_HIGHER})


def check_school_code(code: str) -> None:
    """Check a code in its plain form: ten digits, a known category and province.

    Raises:
        InvalidValueError: the message names the part that is wrong.
    """
    if not is_digits(code, 10):
        raise InvalidValueError(f"学校标识码: found {shown(code)}, expected ten digits")
    if _category(code) in _HIGHER and code[4] != "0":
        raise _refusal(code, f"{code[4]!r} as digit 5", "'0' before the five digits of a college")
    _province(code)


def _category(code: str) -> SchoolCategory:
    try:
        return SchoolCategory.named(code[:2])
    except UnknownNameError:
        known = "41 普通高等学校, 36 中等职业学校 or another one of SchoolCategory"
        raise _refusal(code, f"category {code[:2]}", known) from None


def _province(code: str) -> Region:
    try:
        return province_of(code[2:4] + "0000")
    except InvalidValueError:
        known = "the first two digits of a GB/T 2260 code"
        raise _refusal(code, f"province {code[2:4]}", known) from None


def _refusal(code: str, found: str, expected: str) -> InvalidValueError:
    return InvalidValueError(f"学校标识码 {code}: found {found}, expected {expected}")


def _validated(text: str) -> str:
    code = normalized(text)
    check_school_code(code)
    return code


class SchoolCode(str):
    """A 学校(机构)标识码 of sound structure, and what it implies: offers, no authority.

    There is no check digit. A code tells the category of the time when it was given: of the 2,919
    colleges on the ministry's list of 2025-06-20, 21 bear 36 (secondary) or 42 (adult).

    >>> SchoolCode("4142010834").province.name
    '湖北省'
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Make a code of `text`, in which spaces, hyphens and full width do not matter.

        Raises:
            InvalidValueError: `check_school_code` refuses it.
        """
        return super().__new__(cls, _validated(text))

    @property
    def category(self) -> SchoolCategory:
        """The category that the first two digits name."""
        return _category(self)

    @property
    def province(self) -> Region:
        """The province that digits 3 and 4 name."""
        return _province(self)

    @property
    def implied_level(self) -> InstitutionLevel | None:
        """The level that goes with the category; `None` when it has several (41) or none."""
        return _LEVELS.get(self.category)

    @property
    def college_code(self) -> str | None:
        """The five digits (院校代码) of a college; `None` below higher education."""
        return self[5:] if self.category in _HIGHER else None


__all__ = ["SchoolCategory", "SchoolCode", "check_school_code"]
