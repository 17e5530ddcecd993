"""`Directory`: the records of a ledger, none of whose references leads nowhere; writes nothing."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.errors import wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Enterprise,
    Institution,
    Official,
    Organization,
    Program,
    Record,
    Source,
)
from schoolenterprise.query import links
from schoolenterprise.vocabulary import nearest_region, region

_NAMED: Mapping[str, type[Organization] | type[Program]] = {
    "organization": Organization,
    "institution": Institution,
    "enterprise": Enterprise,
    "program": Program,
}


@frozen
class Directory:
    """Records by id, and what a format asks of those that they name."""

    records: Mapping[str, Record]
    """The records, then the stand-ins for those that are named but not there."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Directory":
        """Return the directory of `records`.

        Raises:
            InvalidValueError: one of them is no record.
            ConflictError: two different ones bear one id.
        """
        if not isinstance(records, Iterable):
            raise wrong_type("records", records, "records")
        held = {each.id: each for each in Ledger(records)}
        absent: dict[str, Record] = {}
        for record in held.values():
            for identifier in (link.target for link in links(record)):
                if identifier not in held and identifier not in absent:
                    absent.update(_stand_in(identifier))
        return cls({**held, **absent})

    def name(self, identifier: str) -> str:
        """Return the name of an organization, person or program; else what its id says."""
        record = self.records.get(identifier)
        if isinstance(record, Organization | Official | Program):
            return record.name
        return ids.name_of(identifier)

    def names(self, identifiers: Iterable[str | None]) -> str:
        """Return the names of these, in Chinese enumeration."""
        return "、".join(self.name(each) for each in identifiers if each)

    def sources(self, record: Record) -> tuple[Source, ...]:
        """Return the sources that the evidence of `record` names, each once."""
        found = dict.fromkeys(each.source for each in record.evidence)
        named = (self.records.get(each) for each in found)
        return tuple(each for each in named if isinstance(each, Source))


def region_name(code: str) -> str:
    """Return the full name of a division with those of the divisions above it: 湖北省武汉市."""
    parts: list[str] = []
    place = nearest_region(code)
    while place is not None:
        parts.insert(0, place.name)
        place = region(place.parent) if place.parent else None
    return "".join(dict.fromkeys(parts))


def _stand_in(identifier: str) -> dict[str, Record]:
    """Return a record for an id that names one; nothing for a class that needs more than a name."""
    prefix, name = ids.prefix_of(identifier), ids.name_of(identifier)
    if prefix == "source":
        return {identifier: Source(id=identifier)}
    if prefix == "official":
        name = name.partition("@")[0]
        return {identifier: Official(id=identifier, name=name if name.strip() else identifier)}
    if prefix in _NAMED:
        name = name if name.strip() else identifier
        return {identifier: _NAMED[prefix](id=identifier, name=name)}
    return {}


__all__ = ["Directory", "region_name"]
