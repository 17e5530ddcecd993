"""Every other lasting form of cooperation: order classes, bases, laboratories, alliances."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, record
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.vocabulary import ArrangementKind, ArrangementStatus


@record
class Arrangement(Record):
    """合作载体：a lasting form: 订单班, 学徒制, 基地, 工作室, 联合实验室, 联合体, 共同体."""

    prefix: ClassVar[str] = "arrangement"

    kind: ArrangementKind
    """类别：which form."""
    name: str | None = None
    """名称：its own name; `None`: it has none."""
    institution: OrganizationId | None = None
    """院校：the school that takes part; `None`: the text does not say."""
    partners: tuple[OrganizationId, ...] = ()
    """合作单位：the others who take part."""
    status: ArrangementStatus = ArrangementStatus.RUNNING
    """状态：proposed, planned, running or ended."""
    since: When | None = None
    """设立：when it began; `None`: the text does not say."""

    def _identity(self) -> tuple[str, ...]:
        owner = ids.part(ids.name_of(self.institution) if self.institution else None)
        return (self.kind.value, owner, ids.part(self.name, ids.several(self.partners)))


__all__ = ["Arrangement"]
