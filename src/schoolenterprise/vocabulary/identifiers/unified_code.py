"""统一社会信用代码 (GB 32100-2015): checked, with the kind and place it implies; no register."""

from typing import Self

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary.identifiers._text import normalized, shown
from schoolenterprise.vocabulary.identifiers.organization_code import organization_check_digit
from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.organizations import OrganizationKind
from schoolenterprise.vocabulary.regions import Region, nearest_region

_DIGITS = "0123456789"
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Registration(Labelled):
    """As what a body was registered, told by the first characters of its code (the synonyms).

    The list is field knowledge, not compared with the text of the standard and its amendments.
    """

    GOVERNMENT_ORGAN = "government_organ", "机关", "11"
    """An organ of state or party."""
    PUBLIC_INSTITUTION = "public_institution", "事业单位", "12"
    """A public school, research institute, hospital, employment service centre."""
    MASS_ORGANIZATION = "mass_organization", "群众团体", "13"
    """A people's organisation on the state's establishment."""
    SOCIAL_ORGANIZATION = "social_organization", "社会团体", "51"
    """An association or society."""
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise", "民办非企业单位", "52"
    """A private body not run for profit: most private schools, some research institutes."""
    FOUNDATION = "foundation", "基金会", "53"
    """A foundation."""
    TRADE_UNION = "trade_union", "工会", "81"
    """A trade union."""
    ENTERPRISE = "enterprise", "企业", "91"
    """A firm; also a private school run for profit."""
    SOLE_TRADER = "sole_trader", "个体工商户", "92"
    """A person in business on their own."""
    FARMER_COOPERATIVE = "farmer_cooperative", "农民专业合作社", "93"
    """A cooperative of farmers."""
    RURAL_COLLECTIVE = "rural_collective", "农村集体经济组织", "N"
    """A rural collective; any second character."""
    OTHER = "other", "其他", "Y"
    """A body registered elsewhere; any second character."""


_BY_PREFIX = {prefix: one for one in Registration for prefix in one.synonyms}

_POSSIBLE_KINDS = {
    Registration.GOVERNMENT_ORGAN: (OrganizationKind.GOVERNMENT, OrganizationKind.PARK),
    Registration.PUBLIC_INSTITUTION: (
        OrganizationKind.INSTITUTION,
        OrganizationKind.INSTITUTE,
        OrganizationKind.GOVERNMENT,
        OrganizationKind.PARK,
        OrganizationKind.OTHER,
    ),
    Registration.MASS_ORGANIZATION: (OrganizationKind.ASSOCIATION, OrganizationKind.GOVERNMENT),
    Registration.SOCIAL_ORGANIZATION: (OrganizationKind.ASSOCIATION,),
    Registration.PRIVATE_NON_ENTERPRISE: (
        OrganizationKind.INSTITUTION,
        OrganizationKind.INSTITUTE,
        OrganizationKind.OTHER,
    ),
    Registration.FOUNDATION: (OrganizationKind.OTHER,),
    Registration.TRADE_UNION: (OrganizationKind.ASSOCIATION,),
    Registration.ENTERPRISE: (
        OrganizationKind.ENTERPRISE,
        OrganizationKind.INSTITUTION,
        OrganizationKind.PARK,
    ),
    Registration.SOLE_TRADER: (OrganizationKind.ENTERPRISE,),
    Registration.FARMER_COOPERATIVE: (OrganizationKind.ENTERPRISE,),
    Registration.RURAL_COLLECTIVE: (OrganizationKind.OTHER,),
}

# Registrations that bodies of several kinds share without one of them being the rule.
_UNDECIDED = frozenset({Registration.PUBLIC_INSTITUTION, Registration.PRIVATE_NON_ENTERPRISE})


def check_unified_code(code: str) -> None:
    """Check a code in its plain form: 18 characters, upper case, nothing between them.

    Characters 1 and 2 may be letters (N…, Y…), 3 to 8 are digits, the last one is the check.

    Raises:
        InvalidValueError: the message names the character that is wrong and what it should be.
    """
    if len(code) != 18:
        raise _refusal(code, f"{len(code)} characters", "18")
    for position, character in enumerate(code, start=1):
        if 3 <= position <= 8 and character not in _DIGITS:
            raise _refusal(code, f"{character!r} as character {position}", "a digit of the region")
        if character not in _CHARACTERS:
            expected = "a digit or a capital letter other than I O S V Z"
            raise _refusal(code, f"{character!r} as character {position}", expected)
    _check_last_character(code)


def _check_last_character(code: str) -> None:
    from stdnum.cn.uscc import calc_check_digit  # only who checks a code pays for this import

    # Not stdnum's validate: it refuses the codes that begin with a letter.
    expected = calc_check_digit(code[:17])
    if code[17] != expected:
        raise _refusal(
            code, f"{code[17]!r} as check character", f"{expected!r}; compare it with the licence"
        )


def _refusal(code: str, found: str, expected: str) -> InvalidValueError:
    return InvalidValueError(f"统一社会信用代码 {shown(code)}: found {found}, expected {expected}")


def _validated(text: str) -> str:
    code = normalized(text)
    check_unified_code(code)
    return code


class UnifiedSocialCreditCode(str):
    """A valid 统一社会信用代码 and what it implies: offers, never stronger than a source.

    >>> UnifiedSocialCreditCode("9111 0000 6000 3734 1L").implied_kind.label
    '企业'
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Make a code of `text`, in which spaces, hyphens, full width and lower case do not matter.

        Raises:
            InvalidValueError: `check_unified_code` refuses it.
        """
        return super().__new__(cls, _validated(text))

    @property
    def registration(self) -> Registration | None:
        """As what the body was registered; `None` for a prefix that the list lacks."""
        return _BY_PREFIX.get(self[:2]) or _BY_PREFIX.get(self[0])

    @property
    def implied_kind(self) -> OrganizationKind | None:
        """The kind that goes with the registration; `None` when several share it or none is known.

        Schools and research institutes share 事业单位 (12) and 民办非企业单位 (52).
        """
        if self.registration in _UNDECIDED:
            return None
        return next(iter(self.possible_kinds), None)

    @property
    def possible_kinds(self) -> tuple[OrganizationKind, ...]:
        """Kinds that fit the registration, likeliest first; empty when anything may be.

        The committee of a park is registered as 机关, a private school run for profit as 企业.
        """
        registration = self.registration
        return _POSSIBLE_KINDS.get(registration, ()) if registration else ()

    @property
    def implied_region(self) -> Region | None:
        """Where the register is, as near as the region table knows; not where the body works.

        `None` for registers of the whole country (100000).
        """
        return nearest_region(self[2:8])

    @property
    def organization_code(self) -> str:
        """Characters 9 to 17: the organisation code of GB 11714."""
        return self[8:17]

    @property
    def organization_code_checks(self) -> bool:
        """Whether the organisation code has its own check digit right.

        The code as a whole is taken as valid either way, because its own check character is right.
        """
        return self.organization_code[8] == organization_check_digit(self.organization_code)


__all__ = ["Registration", "UnifiedSocialCreditCode", "check_unified_code"]
