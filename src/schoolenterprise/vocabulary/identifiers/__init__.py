"""Codes that standards give to organisations, schools, industries and majors: checked, and read."""

from schoolenterprise.vocabulary.identifiers.industry_code import (
    IndustryCode,
    IndustrySection,
    check_industry_code,
)
from schoolenterprise.vocabulary.identifiers.major_code import (
    MajorCategory,
    MajorCode,
    check_major_code,
)
from schoolenterprise.vocabulary.identifiers.organization_code import check_organization_code
from schoolenterprise.vocabulary.identifiers.school_code import (
    SchoolCategory,
    SchoolCode,
    check_school_code,
)
from schoolenterprise.vocabulary.identifiers.unified_code import (
    Registration,
    UnifiedSocialCreditCode,
    check_unified_code,
)

__all__ = [
    "IndustryCode",
    "IndustrySection",
    "MajorCategory",
    "MajorCode",
    "Registration",
    "SchoolCategory",
    "SchoolCode",
    "UnifiedSocialCreditCode",
    "check_industry_code",
    "check_major_code",
    "check_organization_code",
    "check_school_code",
    "check_unified_code",
]
