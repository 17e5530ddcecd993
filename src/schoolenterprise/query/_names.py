"""Which record a name means: of an organization, a person or a program; ids are taken as well."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.model import Official, Organization, Program, Record
from schoolenterprise.query._links import targets
from schoolenterprise.query._nearest import hint, nearest_names
from schoolenterprise.query._rows import Key
from schoolenterprise.query._store import Store
from schoolenterprise.text import fold

_PLAIN = re.compile(r"[0-9a-z\u4e00-\u9fff]+")


def folded(name: str) -> str:
    """Return `name` as it is compared: width, case and blanks do not count.

    >>> folded("有家实业（湖北） 有限公司") == folded("有家实业(湖北)有限公司")
    True
    """
    # Nearly every name is of characters alone that fold to themselves.
    if _PLAIN.fullmatch(name):
        return name
    return "".join(fold(name).text.split()).casefold()


NAME = Key("name", lambda record: (folded(record.name),))
"""The full name."""
OTHER_NAMES = Key("names", lambda record: dict.fromkeys(map(folded, _others(record))))
"""Short and former names."""
_BESIDE = Key("beside", lambda record: _bases(record.id))
"""The id beside which a record stands: `X` for `X#2`; few records have one."""
REFERENCES = Key("references", targets)
"""Every id that a record refers to."""


def _bases(identifier: str) -> tuple[str, ...]:
    base, number = ids.unnumbered(identifier)
    return (base,) if number > 1 else ()


def _others(record: Record) -> Sequence[str]:
    if isinstance(record, Organization):
        return record.names[1:]
    return record.aliases if isinstance(record, Program) else ()


@frozen
class _Sort:
    """One sort of thing that bears names."""

    noun: str
    cls: type[Record]
    prefixes: tuple[str, ...]


_ORGANIZATION = _Sort("organization", Organization, ("institution", "enterprise", "organization"))
_OFFICIAL = _Sort("person", Official, ("official",))
_PROGRAM = _Sort("program", Program, ("program",))


def find_organization(store: Store, named: str | Organization) -> frozenset[str]:
    """Return the id of the organization that `named` is: its record, its id, any name of it.

    There are several ids when contradicting records of one organization stand side by side. A full
    name is looked for first, then short and former ones.

    Raises:
        UnknownNameError: nothing bears the name, or several organizations do.
    """
    return _meant(store, named, _ORGANIZATION)


def find_official(store: Store, named: str | Official) -> frozenset[str]:
    """Return the id of the person that `named` is; see `find_organization`."""
    return _meant(store, named, _OFFICIAL)


def find_program(store: Store, named: str | Program) -> frozenset[str]:
    """Return the id of the program that `named` is; see `find_organization`."""
    return _meant(store, named, _PROGRAM)


def _meant(store: Store, named: str | Record, sort: _Sort) -> frozenset[str]:
    if isinstance(named, sort.cls):
        # A record of another time means what bears its id now; without that, nothing.
        named = named.id
    if not isinstance(named, str) or not named:
        raise UnknownNameError(f"found {named!r}, expected the name or id of {_a(sort.noun)}")
    if ids.prefix_of(named) in sort.prefixes and named in store.records:
        return frozenset({named})
    bearers = list(_bearers(store, named, sort))
    found = bearers or _mentioned(store, named, sort)
    bases = {base_of(each, store): None for each in found}
    if not found:
        raise _unknown(store, named, sort)
    if len(bases) > 1:
        raise UnknownNameError(
            f"{len(bases)} {sort.noun}s are called {named!r}; name one by its id: "
            f"{', '.join(list(bases)[:5])}{', …' if len(bases) > 5 else ''}"
        )
    if not bearers:
        return frozenset(found)
    (base,) = bases
    return frozenset({base, *found, *_beside(store, base, sort)})


def _beside(store: Store, base: str, sort: _Sort) -> Iterator[str]:
    """Yield the ids of the records that stand beside the one of id `base`."""
    rows = store.rows(sort.cls)
    found = map(rows.at, rows.bearing(_BESIDE, base))
    return (record.id for record in found if record)


def organizations_of(store: Store, identifier: str) -> Iterator[Organization]:
    """Yield the record with this id, and those that contradict it and stand beside it."""
    own = store.records.get(identifier)
    if isinstance(own, Organization):
        yield own
        rows = store.rows(Organization)
        found = map(rows.at, rows.bearing(_BESIDE, identifier))
        yield from (record for record in found if record)


def find_acting(
    store: Store, person: str | Official, cls: type[Record], acting: Key
) -> frozenset[str]:
    """Return what `acting` gives of records of `cls` in which a person acts: the id, or the name.

    Who acts without a record of the person is known by name alone.

    Raises:
        UnknownNameError: nobody bears the name, or several people do.
    """
    rows = store.rows(cls)
    if not isinstance(person, str):
        return find_official(store, person)
    alone = any(map(rows.at, rows.bearing(acting, person)))
    if alone and next(_bearers(store, person, _OFFICIAL), None) is None:
        return frozenset({person})
    return find_official(store, person) | {person}


def base_of(identifier: str, store: Store) -> str:
    """Return the id of the first of several contradicting records; `identifier` when it is one."""
    base, _ = ids.unnumbered(identifier)
    return base if base in store.records else identifier


def _bearers(store: Store, name: str, sort: _Sort) -> Iterator[str]:
    rows = store.rows(sort.cls)
    for key in (NAME, OTHER_NAMES):
        found = [rows.at(row) for row in rows.bearing(key, folded(name))]
        if any(found):
            yield from (record.id for record in found if record)
            return


def _mentioned(store: Store, named: str, sort: _Sort) -> list[str]:
    """Return the ids that records refer to, though no record bears them."""
    rows = store.rows(Record)
    known = ids.prefix_of(named) in sort.prefixes
    possible = [named] if known else [ids.make(each, ids.part(named)) for each in sort.prefixes]
    return [each for each in possible if any(map(rows.at, rows.bearing(REFERENCES, each)))]


def nobody(store: Store, named: str) -> UnknownNameError:
    """Return the error that no person is called `named`, with the names that look like it."""
    return _unknown(store, named, _OFFICIAL)


def _unknown(store: Store, named: str, sort: _Sort) -> UnknownNameError:
    names = (name for record in store.rows(sort.cls) for name in _all_names(record))
    near = hint(nearest_names(ids.name_of(named), names))
    return UnknownNameError(f"no {sort.noun} is called {named!r}{near}")


def _all_names(record: Record) -> Iterable[str]:
    return (getattr(record, "name", ""), *_others(record))


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


__all__ = [
    "NAME",
    "OTHER_NAMES",
    "REFERENCES",
    "base_of",
    "find_acting",
    "find_official",
    "find_organization",
    "find_program",
    "folded",
    "nobody",
    "organizations_of",
]
