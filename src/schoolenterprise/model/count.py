"""Counts: numbers that a text states about cooperation and that belong to no other record."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.model._base import Record, record, when
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import CountKind


@record
class Count(Record):
    """数据：a number that a text states, such as 10 agreements signed or 150 interns."""

    prefix: ClassVar[str] = "count"

    what: CountKind
    """项目：what is counted."""
    quantity: Quantity
    """数量：how many, with its bounds."""
    organization: OrganizationId | None = None
    """单位：whose number it is; `None`: the text does not say."""
    date: When | None = None
    """日期：when it held; `None`: the text does not say."""
    text: str | None = None
    """原文：the words that state it; `None`: it was not read from a text."""

    def _identity(self) -> tuple[str, ...]:
        owner = ids.part(ids.name_of(self.organization) if self.organization else None)
        return (when(self.date), self.what.value, owner, ids.part(str(self.quantity)))


__all__ = ["Count"]
