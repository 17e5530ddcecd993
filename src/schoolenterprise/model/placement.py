"""Placements: students, and teachers with them, at work in firms."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, record, when
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import PlacementKind


@record
class Placement(Record):
    """实习：students of a school at work in firms, by 职业学校学生实习管理规定 (2021)."""

    prefix: ClassVar[str] = "placement"

    institution: OrganizationId | None = None
    """派出院校：whose students; `None`: the text does not say."""
    hosts: tuple[OrganizationId, ...] = ()
    """实习单位：where they work."""
    more_hosts: bool = False
    """另有：whether the text names only some of the hosts, or none by name."""
    students: Quantity | None = None
    """学生人数：how many students; `None`: the text does not say."""
    teachers: Quantity | None = None
    """带队教师人数：how many teachers; `None`: the text does not say."""
    since: When | None = None
    """起始：when it began; `None`: the text does not say."""
    kind: PlacementKind = PlacementKind.POST
    """类别：认识实习, 岗位实习 …"""

    def _identity(self) -> tuple[str, ...]:
        school = ids.part(ids.name_of(self.institution) if self.institution else None)
        return (
            when(self.since),
            school,
            ids.several(self.hosts),
            ids.part(str(self.students or "")),
        )


__all__ = ["Placement"]
