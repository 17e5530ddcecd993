"""Events: ceremonies and meetings at which records come about."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, record, when
from schoolenterprise.model.official import Participant
from schoolenterprise.model.references import OrganizationId, RecordId
from schoolenterprise.vocabulary import EventKind


@record
class Event(Record):
    """活动：a ceremony or meeting: 签约, 揭牌, 开学典礼, 座谈会."""

    prefix: ClassVar[str] = "event"

    kind: EventKind
    """类别：what sort of occasion."""
    name: str | None = None
    """名称：as written; `None`: it has none."""
    date: When | None = None
    """日期：when; `None`: the text does not say."""
    place: str | None = None
    """地点：as written; `None`: the text does not say."""
    organizers: tuple[OrganizationId, ...] = ()
    """主办单位：who holds it."""
    participants: tuple[Participant, ...] = ()
    """参加人员：named people, each with a role."""
    records: tuple[RecordId, ...] = ()
    """产生的记录：agreements, colleges, appointments … that came about there."""

    def _identity(self) -> tuple[str, ...]:
        return (when(self.date), self.kind.value, ids.part(self.name or self.place))


__all__ = ["Event"]
