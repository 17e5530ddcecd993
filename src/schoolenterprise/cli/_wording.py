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
# What the column or the field says already.
_PLAIN_ROLES = {ParticipantRole.MEMBER, ParticipantRole.ATTENDEE, ParticipantRole.SIGNATORY}


class Wording:
    """Puts values into words; for an id stands the name that its record in the ledger bears."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def field(self, owner: object, name: str) -> str:
        """Return the words for the field or property `name` of a record or value; empty: nothing.

        >>> from schoolenterprise.model import Enterprise, Visit
        >>> ledger = Ledger([Enterprise(id="enterprise:hg", name="华工激光")])
        >>> Wording(ledger).field(Visit(hosts=("enterprise:hg", "enterprise:绿盟科技")), "hosts")
        '华工激光、绿盟科技'
        """
        cls: type = type(owner)
        shape = shapes(cls).get(name)
        value = getattr(owner, name)
        if shape is not None and not isinstance(shape.rule, Reference):
            return self.value(value)
        return self.value(self._named(value))

    def value(self, value: Any) -> str:
        """Return the words for a value that is no id; empty when there is nothing to say."""
        if value is None or value == ():
            return ""
        if isinstance(value, tuple):
            return "、".join(self.value(item) for item in value)
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

    def _named(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._named(item) for item in value)
        return self.name(value) if type(value) is str else value

    def _of_several(self, value: Any) -> str:
        """Return the words for a value that has fields of its own."""
        if isinstance(value, Post):
            return self.field(value, "organization") + value.title
        if isinstance(value, Milestone):
            return f"{value.kind.label} {value.date or ''}".strip()
        if isinstance(value, Outcome):
            return f"{value.what.label} {value.quantity}"
        if isinstance(value, Participant):
            return self._person(value)
        return str(value)

    def _person(self, person: Participant) -> str:
        remarks = list(person.titles)
        if person.role not in _PLAIN_ROLES:
            remarks.append(person.role.label)
        if isinstance(person, Signatory) and person.party:
            remarks.append(f"代表{self.name(person.party)}")
        return f"{person.name}({'、'.join(remarks)})" if remarks else person.name


__all__ = ["AND_MORE", "Wording"]
