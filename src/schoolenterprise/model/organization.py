"""Bodies that cooperate: any organization, schools as the ministry counts them, and firms."""

from typing import Annotated, ClassVar

from schoolenterprise import ids
from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.model._base import Record, record
from schoolenterprise.model._shape import Checked
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.vocabulary import (
    EnterpriseFlag,
    EnterpriseSize,
    InstitutionLevel,
    OrganizationKind,
    Ownership,
    check_industry_code,
    check_region_code,
    check_school_code,
    check_unified_code,
)

Region = Annotated[
    str, Checked(check_region_code, "a code of GB/T 2260, six digits", r"^[1-9][0-9]{5}$")
]
UnifiedCode = Annotated[
    str,
    Checked(
        check_unified_code,
        "a 统一社会信用代码 of 18 characters (GB 32100-2015)",
        r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$",
    ),
]
SchoolCode = Annotated[
    str, Checked(check_school_code, "a 学校标识码 of ten digits", r"^[0-9]{10}$")
]
Industry = Annotated[
    str,
    Checked(
        check_industry_code,
        "a code of GB/T 4754-2017: section letter, two to four digits, or both",
        r"^([A-T]|[A-T]?[0-9]{2,4})$",
    ),
]

_PREFIXES = {
    OrganizationKind.INSTITUTION: "institution",
    OrganizationKind.ENTERPRISE: "enterprise",
}
"""Kind of body → prefix of its class; every other kind is an `Organization`."""


@record
class Organization(Record):
    """组织：any body that takes part: government office, park, association, institute, other."""

    prefix: ClassVar[str] = "organization"

    name: str
    """名称：the fullest name known."""
    aliases: tuple[str, ...] = ()
    """简称：every other name in use for it, such as 武职."""
    former_names: tuple[str, ...] = ()
    """曾用名：names it bore before."""
    kind: OrganizationKind = OrganizationKind.OTHER
    """类别：what sort of body it is."""
    region: Region | None = None
    """行政区划：code of the place by GB/T 2260, six digits; `None`: not known."""
    uscc: UnifiedCode | None = None
    """统一社会信用代码：18 characters by GB 32100-2015; `None`: not known."""
    parent: OrganizationId | None = None
    """上级组织：the body it belongs to; `None`: none, or not known."""

    def __attrs_post_init__(self) -> None:
        if _PREFIXES.get(self.kind, "organization") != self.prefix:
            expected = f"a kind that class {type(self).__name__} holds"
            raise InvalidFieldError("kind", f"{self.kind.value!r}", expected)
        Record.__attrs_post_init__(self)

    def _identity(self) -> tuple[str, ...]:
        return (ids.part(self.name),)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by: the full one, the short ones, the former ones."""
        return (self.name, *self.aliases, *self.former_names)


@record
class Institution(Organization):
    """院校：a school, as the Ministry of Education counts schools."""

    prefix: ClassVar[str] = "institution"

    kind: OrganizationKind = OrganizationKind.INSTITUTION
    """类别：always `institution`."""
    code: SchoolCode | None = None
    """学校标识码：ten digits given by the ministry; `None`: not known."""
    level: InstitutionLevel | None = None
    """办学层次：such as 高职专科 or 本科; `None`: not known."""
    ownership: Ownership | None = None
    """办学性质：who runs it; `None`: not known."""


@record
class Enterprise(Organization):
    """企业：a firm."""

    prefix: ClassVar[str] = "enterprise"

    kind: OrganizationKind = OrganizationKind.ENTERPRISE
    """类别：always `enterprise`."""
    industry: Industry | None = None
    """行业：code by GB/T 4754-2017; `None`: not known."""
    size: EnterpriseSize | None = None
    """规模：class by 统计上大中小微型企业划分办法 (2017); `None`: not known."""
    flags: tuple[EnterpriseFlag, ...] = ()
    """标签：what it is listed as, such as 专精特新; these are no size classes."""


ORGANIZATION_CLASSES = (Organization, Institution, Enterprise)
_SPECIAL: dict[OrganizationKind, type[Organization]] = {
    OrganizationKind.INSTITUTION: Institution,
    OrganizationKind.ENTERPRISE: Enterprise,
}


def organization_class(kind: OrganizationKind) -> type[Organization]:
    """Return the class that holds organizations of `kind`."""
    return _SPECIAL.get(kind, Organization)


__all__ = [
    "ORGANIZATION_CLASSES",
    "Enterprise",
    "Institution",
    "Organization",
    "organization_class",
]
