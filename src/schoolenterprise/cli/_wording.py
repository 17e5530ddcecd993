"""Values of records in words for a person: names for ids, labels for codes, dates as EDTF."""

import json
from collections.abc import Mapping
from typing import Any

from schoolenterprise import ids
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Milestone,
    Outcome,
    Participant,
    Post,
    Reference,
    Signatory,
    shapes,
)
from schoolenterprise.vocabulary import Labelled, ParticipantRole

AND_MORE = "等"
"""Stands behind a list that the text ends openly."""

_PREFIXES = frozenset(cls.prefix for cls in RECORD_CLASSES)

# Roles that say nothing beyond the name of their field.
_IMPLIED = {
    "leader": ParticipantRole.LEADER,
    "received_by": ParticipantRole.RECEIVER,
    "signatories": ParticipantRole.SIGNATORY,
    "witnesses": ParticipantRole.WITNESS,
}


class Wording:
    """Puts values into words; for an id stands the name that its record in the ledger bears.

    >>> from schoolenterprise.model import Enterprise, Visit
    >>> wording = Wording(Ledger([Enterprise(id="enterprise:hg", name="华工激光")]))
    >>> wording.field(Visit(hosts=("enterprise:hg", "enterprise:绿盟科技")), "hosts")
    '华工激光、绿盟科技'
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def field(self, owner: object, name: str) -> str:
        """Return the words for the field or property `name` of `owner`; empty: nothing is there."""
        words = "、".join(self.items(owner, name))
        return words + AND_MORE if getattr(owner, f"more_{name}", False) else words

    def items(self, owner: object, name: str) -> list[str]:
        """Return the words for each value in the field or property `name` of `owner`."""
        held = getattr(owner, name)
        values = held if isinstance(held, tuple) else (held,)
        return [self._item(owner, name, value) for value in values if value is not None]

    def value(self, value: Any) -> str:
        """Return the words for a value, or several, that are no ids; empty for nothing."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "、".join(map(self.value, value))
        if isinstance(value, Labelled):
            return value.label
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Mapping):
            return json.dumps(dict(value), ensure_ascii=False) if value else ""
        return self._of_several(value)

    def name(self, identifier: str) -> str:
        """Return the name that the record with this id bears, else the id without its prefix."""
        record = self._ledger.get(identifier)
        name = getattr(record, "name", None) or getattr(record, "title", None)
        if isinstance(name, str):
            return name
        known = ids.prefix_of(identifier) in _PREFIXES
        return ids.name_of(identifier) if known else identifier

    def _item(self, owner: object, name: str, value: Any) -> str:
        cls: type = type(owner)
        shape = shapes(cls).get(name)
        # A property such as `organizations` may hold ids as well.
        may_be_id = shape is None or isinstance(shape.rule, Reference)
        if type(value) is str and may_be_id:
            return self.name(value)
        if isinstance(value, Participant):
            return self._person(value, _IMPLIED.get(name))
        return self.value(value)

    def _of_several(self, value: Any) -> str:
        """Return the words for a value that may have fields of its own."""
        if isinstance(value, Post):
            return self.field(value, "organization") + value.title
        if isinstance(value, Milestone):
            return f"{value.kind.label} {value.date or ''}".strip()
        if isinstance(value, Outcome):
            return f"{value.what.label} {value.quantity}"
        if isinstance(value, Participant):
            return self._person(value, None)
        return str(value)

    def _person(self, person: Participant, implied: ParticipantRole | None) -> str:
        remarks = list(person.titles)
        if person.role not in (implied, ParticipantRole.MEMBER, ParticipantRole.ATTENDEE):
            remarks.append(person.role.label)
        if isinstance(person, Signatory) and person.party:
            remarks.append(f"代表{self.name(person.party)}")
        return f"{person.name}({'、'.join(remarks)})" if remarks else person.name


__all__ = ["AND_MORE", "Wording"]
