"""Industry colleges (产业学院), which a school runs with partners."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, Value, record
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.vocabulary import MilestoneKind


@record
class Milestone(Value):
    """节点：a dated step in the life of an industry college."""

    kind: MilestoneKind
    """类别：signed, unveiled, opened …"""
    date: When | None = None
    """日期：when; `None`: the text does not say."""


@record
class IndustryCollege(Record):
    """产业学院：a college that a school runs with firms or a park (also 企业学院, 行业学院)."""

    prefix: ClassVar[str] = "industry_college"

    name: str
    """名称：the fullest form known."""
    aliases: tuple[str, ...] = ()
    """简称：every other form in use."""
    institution: OrganizationId | None = None
    """举办院校：the school whose college it is; `None`: the text does not say."""
    partners: tuple[OrganizationId, ...] = ()
    """共建单位：the others who run it."""
    more_partners: bool = False
    """另有：whether the text ends its list of partners openly, with 等."""
    milestones: tuple[Milestone, ...] = ()
    """节点：signing, unveiling, opening, each dated; contradicting ones stay side by side."""
    majors: tuple[str, ...] = ()
    """专业：majors taught there, as written."""

    def _identity(self) -> tuple[str, ...]:
        return (ids.part(self.name),)

    @property
    def established(self) -> When | None:
        """Date of the unveiling, else of the opening; `None` when neither is dated."""
        for kind in (MilestoneKind.UNVEILED, MilestoneKind.OPENED):
            for milestone in self.milestones:
                if milestone.kind is kind and milestone.date:
                    return milestone.date
        return None


__all__ = ["IndustryCollege", "Milestone"]
