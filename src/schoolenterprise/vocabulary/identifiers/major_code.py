"""Codes of the 职业教育专业目录 (2021): range checked, level and 大类 told; no list of majors."""

from typing import Self

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary.identifiers._text import is_digits, normalized, shown
from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.organizations import InstitutionLevel


class MajorCategory(Labelled):
    """The nineteen 专业大类, in the order of the catalogue, which is the same at every level."""

    AGRICULTURE = "agriculture", "农林牧渔", "农林牧渔大类", "农林牧渔类"
    """21 · 41 · 61."""
    RESOURCES = "resources", "资源环境与安全", "资源环境与安全大类"
    """22 · 42 · 62."""
    ENERGY = "energy", "能源动力与材料", "能源动力与材料大类"
    """23 · 43 · 63."""
    CONSTRUCTION = "construction", "土木建筑", "土木建筑大类"
    """24 · 44 · 64."""
    WATER = "water", "水利", "水利大类"
    """25 · 45 · 65."""
    MANUFACTURING = "manufacturing", "装备制造", "装备制造大类"
    """26 · 46 · 66."""
    CHEMISTRY = "chemistry", "生物与化工", "生物与化工大类"
    """27 · 47 · 67."""
    LIGHT_INDUSTRY = "light_industry", "轻工纺织", "轻工纺织大类"
    """28 · 48 · 68."""
    FOOD_AND_MEDICINES = "food_and_medicines", "食品药品与粮食", "食品药品与粮食大类"
    """29 · 49 · 69."""
    TRANSPORT = "transport", "交通运输", "交通运输大类"
    """30 · 50 · 70."""
    ELECTRONICS = "electronics", "电子与信息", "电子与信息大类"
    """31 · 51 · 71."""
    HEALTH = "health", "医药卫生", "医药卫生大类"
    """32 · 52 · 72."""
    BUSINESS = "business", "财经商贸", "财经商贸大类"
    """33 · 53 · 73."""
    TOURISM = "tourism", "旅游", "旅游大类"
    """34 · 54 · 74."""
    ARTS = "arts", "文化艺术", "文化艺术大类"
    """35 · 55 · 75."""
    MEDIA = "media", "新闻传播", "新闻传播大类"
    """36 · 56 · 76."""
    EDUCATION_AND_SPORT = "education_and_sport", "教育与体育", "教育与体育大类"
    """37 · 57 · 77."""
    SECURITY_AND_LAW = "security_and_law", "公安与司法", "公安与司法大类"
    """38 · 58 · 78."""
    PUBLIC_SERVICES = "public_services", "公共管理与服务", "公共管理与服务大类"
    """39 · 59 · 79."""


_CATEGORIES = tuple(MajorCategory)

# First number of the nineteen categories of each level.
_LEVELS = {
    21: InstitutionLevel.VOCATIONAL_UNDERGRADUATE,
    41: InstitutionLevel.HIGHER_VOCATIONAL,
    61: InstitutionLevel.SECONDARY_VOCATIONAL,
}


def check_major_code(code: str) -> None:
    """Check six digits that begin with a 大类 of the vocational catalogue.

    Raises:
        InvalidValueError: another form, or a number outside the ranges.
    """
    if not is_digits(code, 6):
        raise InvalidValueError(f"专业代码: found {shown(code)}, expected six digits")
    _level_and_category(code)


def _level_and_category(code: str) -> tuple[InstitutionLevel, MajorCategory]:
    number = int(code[:2])
    for first, level in _LEVELS.items():
        if first <= number < first + len(_CATEGORIES):
            return level, _CATEGORIES[number - first]
    raise InvalidValueError(
        f"专业代码 {code}: found category {code[:2]}, expected 21-39 (高职本科), 41-59 (高职专科) "
        "or 61-79 (中职); the general undergraduate catalogue has codes of its own"
    )


def _validated(text: str) -> str:
    code = normalized(text)
    check_major_code(code)
    return code


class MajorCode(str):
    """A code within the ranges of the vocational catalogue; the major itself may not exist.

    The ranges are field knowledge, compared with single majors (510203 软件技术), not with all.

    >>> MajorCode("510203").category.label
    '电子与信息'
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Make a code of `text`, in which spaces, hyphens and full width do not matter.

        Raises:
            InvalidValueError: `check_major_code` refuses it.
        """
        return super().__new__(cls, _validated(text))

    @property
    def level(self) -> InstitutionLevel:
        """The level at which the major is taught: 职业本科, 高职专科 or 中职."""
        return _level_and_category(self)[0]

    @property
    def category(self) -> MajorCategory:
        """The 专业大类; internships should stay within that of the student's major."""
        return _level_and_category(self)[1]


__all__ = ["MajorCategory", "MajorCode", "check_major_code"]
