"""Names that stand in a table for ids, and back; no names of other languages, no guessing.

A reference is written as the full name of what it refers to, where exactly one record of the same
table file bears it, else as the id.
"""

from collections.abc import Iterable

from schoolenterprise import ids
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.model import (
    Official,
    Organization,
    Program,
    Record,
    Reference,
)

NONE = "无"
"""What says that somebody with a known name is none of the people that bear it."""

ORGANIZATIONS = ("organization", "institution", "enterprise")
_GROUP = {
    **dict.fromkeys(ORGANIZATIONS, "organization"),
    "official": "official",
    "program": "program",
}


class Names:
    """The names that the records of one file bear."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._full: dict[tuple[str, str], dict[str, None]] = {}
        self._other: dict[tuple[str, str], dict[str, None]] = {}
        self._name: dict[str, str] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Learn the names of `record`, which may be of any class."""
        if isinstance(record, Organization):
            self.learn(record.id, record.name, (*record.aliases, *record.former_names))
        elif isinstance(record, Official | Program):
            others = record.aliases if isinstance(record, Program) else ()
            self.learn(record.id, record.name, others)

    def learn(self, identifier: str, name: str, others: Iterable[str] = ()) -> None:
        """Learn that `identifier` bears the full name `name` and `others`."""
        group = _GROUP[ids.prefix_of(identifier)]
        self._name[identifier] = name
        self._full.setdefault((group, name), {})[identifier] = None
        for other in others:
            self._other.setdefault((group, other), {})[identifier] = None

    def written(self, identifier: str) -> str:
        """Return the name that stands for `identifier` in a table, or `identifier` itself."""
        name = self._name.get(identifier)
        if name is None or name == NONE or ids.prefix_of(name):
            return identifier
        group = _GROUP[ids.prefix_of(identifier)]
        return name if len(self._full[group, name]) == 1 else identifier

    def meant(self, text: str, rule: Reference) -> str:
        """Return the id that `text`, an id or a name, means in a field with this `rule`.

        Raises:
            InvalidValueError: it is no id, and not the name of exactly one record.
        """
        group = _GROUP.get(rule.prefixes[0]) if rule.prefixes else None
        if group is None or ids.prefix_of(text):
            return text
        found = self._full.get((group, text)) or self._other.get((group, text)) or {}
        if len(found) == 1:
            return next(iter(found))
        if found:
            told = f"{text!r:.40} is the name of {', '.join(found)}; write the id"
            raise InvalidValueError(told)
        raise InvalidValueError(f"no row bears the name {text!r:.40}; add one, or write an id")

    def person(self, name: str) -> str | None:
        """Return the id of the one person with this name; `None`: there is none, or several."""
        found = self._full.get(("official", name), {})
        return next(iter(found)) if len(found) == 1 else None

    def is_person(self, name: str) -> bool:
        """Whether anybody bears this name."""
        return ("official", name) in self._full


__all__ = ["NONE", "ORGANIZATIONS", "Names"]
