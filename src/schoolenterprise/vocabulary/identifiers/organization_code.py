"""组织机构代码 (GB 11714), the nine characters inside a 统一社会信用代码: checked; no register."""

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary.identifiers._text import shown

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "0X987654321"  # by the remainder of the weighted sum


def check_organization_code(code: str) -> None:
    """Check nine characters: eight digits or capital letters and a check digit, no hyphen.

    Raises:
        InvalidValueError: a wrong length, character or check digit.
    """
    if len(code) != 9 or not all(character in _CHARACTERS for character in code[:8]):
        raise InvalidValueError(
            f"组织机构代码: found {shown(code)}, expected eight digits or letters and a check digit"
        )
    expected = organization_check_digit(code)
    if code[8] != expected:
        raise InvalidValueError(
            f"组织机构代码 {code}: found check digit {code[8]!r}, expected {expected!r}"
        )


def organization_check_digit(code: str) -> str:
    """Return the check digit, 0 to 9 or X, that the first eight characters call for."""
    values = (_CHARACTERS.index(character) for character in code[:8])
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


__all__ = ["check_organization_code", "organization_check_digit"]
