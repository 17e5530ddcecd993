"""GB/T 4754-2017 codes of industries: section and division checked; names of sections only."""

from bisect import bisect_right
from typing import Self

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary.identifiers._text import is_digits, normalized, shown
from schoolenterprise.vocabulary.labels import Labelled


class IndustrySection(Labelled):
    """The twenty sections (门类) of GB/T 4754-2017; the code is the letter of the section."""

    AGRICULTURE = "A", "农、林、牧、渔业", "农林牧渔业"
    """Divisions 01 to 05."""
    MINING = "B", "采矿业"
    """Divisions 06 to 12."""
    MANUFACTURING = "C", "制造业"
    """Divisions 13 to 43."""
    UTILITIES = "D", "电力、热力、燃气及水生产和供应业", "电力热力燃气及水"
    """Divisions 44 to 46."""
    CONSTRUCTION = "E", "建筑业"
    """Divisions 47 to 50."""
    TRADE = "F", "批发和零售业"
    """Divisions 51 and 52."""
    TRANSPORT = "G", "交通运输、仓储和邮政业", "交通运输仓储邮政"
    """Divisions 53 to 60."""
    HOSPITALITY = "H", "住宿和餐饮业"
    """Divisions 61 and 62."""
    INFORMATION = "I", "信息传输、软件和信息技术服务业", "信息传输软件信息技术"
    """Divisions 63 to 65."""
    FINANCE = "J", "金融业"
    """Divisions 66 to 69."""
    REAL_ESTATE = "K", "房地产业"
    """Division 70."""
    BUSINESS_SERVICES = "L", "租赁和商务服务业"
    """Divisions 71 and 72."""
    SCIENCE = "M", "科学研究和技术服务业"
    """Divisions 73 to 75."""
    ENVIRONMENT = "N", "水利、环境和公共设施管理业", "水利环境公共设施"
    """Divisions 76 to 79."""
    RESIDENT_SERVICES = "O", "居民服务、修理和其他服务业", "居民服务修理其他服务"
    """Divisions 80 to 82."""
    EDUCATION = "P", "教育"
    """Division 83."""
    HEALTH = "Q", "卫生和社会工作"
    """Divisions 84 and 85."""
    CULTURE = "R", "文化、体育和娱乐业", "文化体育娱乐"
    """Divisions 86 to 90."""
    PUBLIC_ADMINISTRATION = "S", "公共管理、社会保障和社会组织", "公共管理社会保障社会组织"
    """Divisions 91 to 96."""
    INTERNATIONAL = "T", "国际组织"
    """Division 97."""


_SECTIONS = tuple(IndustrySection)
_LETTERS = frozenset(section.value for section in _SECTIONS)
_FIRST_DIVISIONS = (1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 80, 83, 84, 86, 91, 97)
_LAST_DIVISION = 97


def check_industry_code(code: str) -> None:
    """Check a code in its plain form: a section letter, two to four digits, or both.

    Raises:
        InvalidValueError: another form, an unknown division, a letter that does not fit it.
    """
    _with_section(code)


def _with_section(code: str) -> str:
    letter, digits = (code[:1], code[1:]) if code[:1] in _LETTERS else ("", code)
    if letter and not digits:
        return letter
    if not (2 <= len(digits) <= 4 and is_digits(digits, len(digits))):
        raise _refusal(code, "another form", "a letter A to T, two to four digits, or both")
    section = _section_of_division(code, int(digits[:2]))
    if letter and letter != section:
        raise _refusal(code, f"section {letter}", f"{section} for division {digits[:2]}")
    return section + digits


def _section_of_division(code: str, division: int) -> IndustrySection:
    if not 1 <= division <= _LAST_DIVISION:
        raise _refusal(code, f"division {division:02}", f"01 to {_LAST_DIVISION}")
    return _SECTIONS[bisect_right(_FIRST_DIVISIONS, division) - 1]


def _refusal(code: str, found: str, expected: str) -> InvalidValueError:
    return InvalidValueError(f"GB/T 4754 code {shown(code)}: found {found}, expected {expected}")


def _validated(text: str) -> str:
    return _with_section(normalized(text))


class IndustryCode(str):
    """A GB/T 4754-2017 code; section and division are checked, group and class only for their form.

    >>> str(IndustryCode("3912")), IndustryCode("3912").section.label
    ('C3912', '制造业')
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Make a code of `text`, in which spaces, hyphens and full width do not matter.

        Raises:
            InvalidValueError: `check_industry_code` refuses it.
        """
        return super().__new__(cls, _validated(text))

    @property
    def section(self) -> IndustrySection:
        """The section (门类)."""
        return IndustrySection(self[0])

    @property
    def division(self) -> str | None:
        """The two digits of the division (大类); `None` when the code is a section alone."""
        return self[1:3] or None


__all__ = ["IndustryCode", "IndustrySection", "check_industry_code"]
