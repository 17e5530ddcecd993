"""Appointments: somebody receives a role from a school or a firm."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.model._base import Record, check_order, record, when
from schoolenterprise.model.references import OfficialId, OrganizationId


@record
class Appointment(Record):
    """聘任：somebody receives a role, such as 客座教授, 产业教授 or 教学总监."""

    prefix: ClassVar[str] = "appointment"

    official: OfficialId
    """受聘人：who is appointed."""
    role: str
    """受聘角色：the role, in the words of the text."""
    by: OrganizationId | None = None
    """聘任单位：who appoints; `None`: the text does not say."""
    date: When | None = None
    """日期：when; `None`: the text does not say."""
    until: PartialDate | None = None
    """聘期止：last day of the term; `None`: not known, or no term."""

    def __attrs_post_init__(self) -> None:
        check_order(self, "date", "until")
        Record.__attrs_post_init__(self)

    def _identity(self) -> tuple[str, ...]:
        person = ids.name_of(self.official).partition("@")[0]
        return (when(self.date), ids.part(person), ids.part(self.role))


__all__ = ["Appointment"]
