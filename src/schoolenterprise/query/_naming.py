"""Conditions on one field of records: that it names something, or holds a member of a set."""

from typing import Any

from schoolenterprise.model import Official, Organization, Program
from schoolenterprise.query._condition import Condition, bears
from schoolenterprise.query._counting import field_key
from schoolenterprise.query._names import find_official, find_organization, find_program
from schoolenterprise.query._selection import Selection
from schoolenterprise.vocabulary import Labelled

Asked = Selection[Any]
"""What a condition is made for."""


def names_organization(asked: Asked, field: str, named: str | Organization) -> Condition:
    """Return the condition that `field` names this organization, alone or among others.

    Raises:
        UnknownNameError: no organization, or several, bear the name.
    """
    return bears(field_key(asked.cls, field), find_organization(asked._store, named))


def names_official(asked: Asked, field: str, named: str | Official) -> Condition:
    """Return the condition that `field` names this person; see `names_organization`."""
    return bears(field_key(asked.cls, field), find_official(asked._store, named))


def names_program(asked: Asked, field: str, named: str | Program) -> Condition:
    """Return the condition that `field` names this program; see `names_organization`."""
    return bears(field_key(asked.cls, field), find_program(asked._store, named))


def holds(asked: Asked, field: str, choices: type[Labelled], named: str) -> Condition:
    """Return the condition that `field` holds the member of `choices` of this code or label.

    Raises:
        UnknownNameError: there is no such member.
    """
    return bears(field_key(asked.cls, field), {choices.named(named)})


__all__ = ["holds", "names_official", "names_organization", "names_program"]
