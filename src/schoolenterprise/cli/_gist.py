"""What tells a person which record is meant: a line of its most telling fields, a name, an id."""

from schoolenterprise import ids
from schoolenterprise.cli._wording import Wording
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    Placement,
    Record,
    Source,
    Visit,
)

_TELLING: dict[type[Record], tuple[str, ...]] = {
    Visit: ("visitor", "hosts"),
    Agreement: ("parties", "subject"),
    Arrangement: ("institution", "partners", "name"),
    Appointment: ("official", "role"),
    Placement: ("institution", "hosts", "students"),
    Event: ("name", "kind"),
    Count: ("what", "quantity"),
    Source: ("title",),
}
"""Class → fields whose words stand one behind another; the others have a name."""


def gist(record: Record, wording: Wording) -> str:
    """Return what `record` is about.

    >>> from schoolenterprise.ledger import Ledger
    >>> visit = Visit(visitor="institution:甲学院", hosts=("enterprise:乙公司",), more_hosts=True)
    >>> gist(visit, Wording(Ledger()))
    '甲学院 乙公司等'
    """
    fields = _TELLING.get(type(record), ("name",))
    words = (wording.field(record, name) for name in fields)
    return " ".join(filter(None, words))


def is_told(identifier: str, name: str) -> bool:
    """Say whether `name` alone tells the id of an organization or person.

    >>> is_told("enterprise:华工激光", "华工激光"), is_told("official:何静@institution:甲", "何静")
    (True, False)
    """
    return ids.name_of(identifier) == name


__all__ = ["gist", "is_told"]
