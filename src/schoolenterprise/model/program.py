"""Programs: named campaigns and plans."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, record
from schoolenterprise.model.references import OrganizationId, ProgramId


@record
class Program(Record):
    """专项：a named campaign or plan, such as 访企拓岗促就业专项行动."""

    prefix: ClassVar[str] = "program"

    name: str
    """名称：without quotes and without the general word behind it (活动, 工程)."""
    aliases: tuple[str, ...] = ()
    """简称：every other form in use."""
    organizer: OrganizationId | None = None
    """组织单位：who runs it; `None`: the text does not say."""
    period: When | None = None
    """时间：year or period in which it runs; `None`: the text does not say."""
    parent: ProgramId | None = None
    """上级专项：the larger program it belongs to; `None`: none, or not known."""

    def _identity(self) -> tuple[str, ...]:
        return (ids.part(self.name),)


__all__ = ["Program"]
