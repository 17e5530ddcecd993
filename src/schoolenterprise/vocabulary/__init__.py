"""The words of the field: closed sets with Chinese labels, checked codes, tables of facts."""

from schoolenterprise.vocabulary.agreements import AgreementKind, AgreementStatus
from schoolenterprise.vocabulary.arrangements import (
    ArrangementKind,
    ArrangementStatus,
    MilestoneKind,
    PlacementKind,
)
from schoolenterprise.vocabulary.counts import CountKind
from schoolenterprise.vocabulary.events import EventKind, ParticipantRole
from schoolenterprise.vocabulary.identifiers import (
    IndustryCode,
    IndustrySection,
    MajorCategory,
    MajorCode,
    Registration,
    SchoolCategory,
    SchoolCode,
    UnifiedSocialCreditCode,
    check_industry_code,
    check_major_code,
    check_organization_code,
    check_school_code,
    check_unified_code,
)
from schoolenterprise.vocabulary.institutions import (
    InstitutionRow,
    all_institutions,
    find_institution,
)
from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.matches import MatchKind
from schoolenterprise.vocabulary.organizations import (
    EnterpriseFlag,
    EnterpriseSize,
    InstitutionLevel,
    OrganizationKind,
    Ownership,
    UnitNature,
)
from schoolenterprise.vocabulary.regions import (
    Region,
    RegionLevel,
    all_regions,
    check_region_code,
    find_region,
    nearest_region,
    place_names,
    province_of,
    region,
)
from schoolenterprise.vocabulary.surnames import surnames
from schoolenterprise.vocabulary.titles import TitleRow, all_titles, title_rank
from schoolenterprise.vocabulary.visits import VisitMode, VisitPurpose

__all__ = [
    "AgreementKind",
    "AgreementStatus",
    "ArrangementKind",
    "ArrangementStatus",
    "CountKind",
    "EnterpriseFlag",
    "EnterpriseSize",
    "EventKind",
    "IndustryCode",
    "IndustrySection",
    "InstitutionLevel",
    "InstitutionRow",
    "Labelled",
    "MajorCategory",
    "MajorCode",
    "MatchKind",
    "MilestoneKind",
    "OrganizationKind",
    "Ownership",
    "ParticipantRole",
    "PlacementKind",
    "Region",
    "RegionLevel",
    "Registration",
    "SchoolCategory",
    "SchoolCode",
    "TitleRow",
    "UnifiedSocialCreditCode",
    "UnitNature",
    "VisitMode",
    "VisitPurpose",
    "all_institutions",
    "all_regions",
    "all_titles",
    "check_industry_code",
    "check_major_code",
    "check_organization_code",
    "check_region_code",
    "check_school_code",
    "check_unified_code",
    "find_institution",
    "find_region",
    "nearest_region",
    "place_names",
    "province_of",
    "region",
    "surnames",
    "title_rank",
]
