"""Values of records in words for a person: names for ids, labels for codes, dates as EDTF."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from schoolenterprise import ids
from schoolenterprise.dates import When
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


class _Plan(NamedTuple):
    """What is to be known of a field or property before its values are put into words."""

    holds_ids: bool
    """Whether text in it may be an id."""
    more: str
    """Name of the flag that says whether its list goes on; empty: there is none."""


@cache
def _plan(cls: type, name: str) -> _Plan:
    shape = shapes(cls).get(name)
    # A property such as `organizations` may hold ids as well.
    holds_ids = shape is None or isinstance(shape.rule, Reference)
    return _Plan(holds_ids, f"more_{name}" if hasattr(cls, f"more_{name}") else "")


class Wording:
    """Puts values into words; for an id stands the name that its record in the ledger bears.

    >>> from schoolenterprise.model import Enterprise, Visit
    >>> wording = Wording(Ledger([Enterprise(id="enterprise:hg", name="华工激光")]))
    >>> wording.field(Visit(hosts=("enterprise:hg", "enterprise:绿盟科技")), "hosts")
    '华工激光、绿盟科技'
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names: dict[str, str] = {}

    def field(self, owner: object, name: str) -> str:
        """Return the words for the field or property `name` of `owner`; empty: nothing is there."""
        cls: type = type(owner)
        holds_ids, more = _plan(cls, name)
        held = getattr(owner, name)
        if held is None or held == ():
            words = ""
        elif holds_ids and type(held) is str:
            words = self.name(held)
        elif not isinstance(held, tuple):
            words = self._item(owner, name, held)
        else:
            words = "、".join(self.items(owner, name))
        return words + AND_MORE if more and getattr(owner, more) else words

    def items(self, owner: object, name: str) -> list[str]:
        """Return the words for each value in the field or property `name` of `owner`."""
        held = getattr(owner, name)
        values = held if isinstance(held, tuple) else (held,)
        return [self._item(owner, name, value) for value in values if value is not None]

    def value(self, value: Any) -> str:
        """Return the words for a value, or several, that are no ids; empty for nothing."""
        if value is None:
            return ""
        if isinstance(value, When):
            return str(value)
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
        known = self._names.get(identifier)
        if known is None:
            known = self._names[identifier] = self._name(identifier)
        return known

    def _name(self, identifier: str) -> str:
        record = self._ledger.get(identifier)
        name = getattr(record, "name", None) or getattr(record, "title", None)
        if isinstance(name, str):
            return name
        known = ids.prefix_of(identifier) in _PREFIXES
        return ids.name_of(identifier) if known else identifier

    def _item(self, owner: object, name: str, value: Any) -> str:
        cls: type = type(owner)
        if type(value) is str:
            return self.name(value) if _plan(cls, name).holds_ids else value
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
