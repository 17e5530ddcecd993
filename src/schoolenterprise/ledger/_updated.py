"""`updated`: a ledger with the edits of a table that did not show all of it; no files."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from schoolenterprise.errors import InvalidFieldError, Problem, Severity, wrong_type
from schoolenterprise.ledger._joining import SAME, fields_of, moved
from schoolenterprise.ledger._ledger import Ledger
from schoolenterprise.model import (
    NO_EXTRA,
    Evidence,
    Participant,
    Record,
    Signatory,
    Source,
    Value,
    evolve,
    shapes,
)
from schoolenterprise.model.paths import value_at


def updated(original: Ledger, edited: Ledger) -> Ledger:
    """Return `edited`, as it was read from a table of `original`, with what the table lacked.

    - What a table does not show comes from `original`: evidence of values that did not change,
      unknown keys, the text of a source whose digest is the same.
    - A record that `edited` lacks was removed, unless an error among its problems names the record:
      then its row could not be read, and the record stays as it was.
    - A field that another problem of `edited` names, for its cell was cut or its column is not
      there, stays as it was.
    - Who took part in something is still the same person when the row that tells of the person
      could not be read, or is in no table.
    - A class of which `edited` has no record was in no table: its records stay.

    Records stand in the order of `original`, new ones behind them. Both ledgers stay as they are;
    the problems are those of `edited`.

    Raises:
        InvalidValueError: one of the two is no ledger.

    >>> from schoolenterprise.model import Program
    >>> original = Ledger([Program(name="企业行", extra={"remark": "seen"})])
    >>> edited = Ledger([Program(name="企业行", aliases=("走访",))])
    >>> updated(original, edited)["program:企业行"]
    Program(id='program:企业行', extra=Extra({'remark': 'seen'}), name='企业行', aliases=('走访',))
    """
    for name, ledger in (("original", original), ("edited", edited)):
        if not isinstance(ledger, Ledger):
            raise wrong_type(name, ledger, "a Ledger")
    shown = {type(record) for record in edited}
    unread, doubtful = _named(edited.problems)
    staying = {
        record.id
        for record in original
        if edited.get(record.id) is None and (type(record) not in shown or record.id in unread)
    }
    whole = Ledger(problems=edited.problems)
    for record in original:
        other = edited.get(record.id)
        if record.id in staying:
            whole.add(record)
        elif other is not None and type(other) is type(record):
            stay = doubtful.get(record.id, set()) | doubtful.get(f"{record.prefix}:*", set())
            whole.add(_Completing(stay, staying).completed(record, other))
    for record in edited:
        if record.id not in whole:
            whole.add(record)
    return whole


def _named(problems: Iterable[Problem]) -> tuple[set[str], dict[str, set[str]]]:
    """Return the ids of records that were refused, and the doubtful fields of others."""
    unread: set[str] = set()
    doubtful: dict[str, set[str]] = {}
    for each in problems:
        identifier = each.place.record
        if identifier is None:
            continue
        if each.severity is Severity.ERROR:
            unread.add(identifier)
        elif each.code in ("cut-cell", "columns-not-shown") and each.place.path:
            doubtful.setdefault(identifier, set()).update(each.place.path.split(", "))
    return unread, doubtful


@frozen
class _Completing:
    """Brings back what a table did not show of one record."""

    doubtful: Container[str]
    """Fields that stay as they were."""
    staying: Container[str]
    """Ids of the records of which the table tells nothing, so that nobody knew their names."""

    def completed(self, original: Record, edited: Record) -> Record:
        """Return `edited` with what a table of `original` did not show."""
        cls: type = type(original)
        changes: dict[str, Any] = {}
        places: dict[str, list[str]] = {}
        for name, shape in fields_of(cls).items():
            mine, theirs = getattr(original, name), getattr(edited, name)
            if shape.kind == "extra":
                changes[name] = {**mine, **theirs}
            elif name in self.doubtful:
                changes[name] = mine
            elif shape.many:
                changes[name], places[name] = self._items(mine, theirs, name)
            else:
                changes[name] = self._one(mine, self._with_inner(name, mine, theirs))
        if isinstance(original, Source) and original.digest == changes["digest"]:
            changes["text"] = original.text
        try:
            whole = evolve(edited, **changes)
        except InvalidFieldError:  # what was doubtful contradicts what was edited
            whole = edited
        evidence = (*_evidence(original, whole, places), *edited.evidence)
        return evolve(whole, evidence=tuple(dict.fromkeys(evidence)))

    def _with_inner(self, name: str, mine: Any, theirs: Any) -> Any:
        """Return a value whose fields have columns of their own, with those that were not there."""
        if not isinstance(mine, Value):
            return theirs
        cls: type = type(mine)
        stay = [each for each in shapes(cls) if f"{name}.{each}" in self.doubtful]
        held = {each: getattr(mine, each) for each in stay if getattr(mine, each) is not None}
        return evolve(cls() if theirs is None else theirs, **held) if held else theirs

    def _one(self, mine: Any, theirs: Any) -> Any:
        """Return a value with what a table hid of it."""
        if isinstance(mine, Participant | Signatory) and mine.official in self.staying:
            same = type(mine) is type(theirs) and mine.name == theirs.name
            if same and theirs.official is None:
                theirs = evolve(theirs, official=mine.official)
        if _seen(mine) == _seen(theirs):
            return mine
        hidden = isinstance(mine, Value) and type(mine) is type(theirs) and mine.extra
        return evolve(theirs, extra={**mine.extra, **theirs.extra}) if hidden else theirs

    def _items(
        self, mine: tuple[Any, ...], theirs: tuple[Any, ...], name: str
    ) -> tuple[Any, list[str]]:
        """Return a list with what its items hid, and where each item of the original stands in it.

        An item is the one that shows the same, else the one about the same person, post or step.
        """
        whole = list(theirs)
        places = [""] * len(mine)
        for known in (_seen, _about):
            waiting: dict[object, list[int]] = {}
            for index, item in enumerate(theirs):
                if f"{name}[{index}]" not in places:
                    waiting.setdefault(known(item), []).append(index)
            for index, item in enumerate(mine):
                found = None if places[index] else waiting.get(known(item))
                if found:
                    at = found.pop(0)
                    whole[at] = self._one(item, whole[at])
                    places[index] = f"{name}[{at}]"
        return tuple(whole), places


def _about(item: Any) -> object:
    same = SAME.get(type(item))
    return (type(item), getattr(item, same[0])) if same else _seen(item)


def _seen(value: Any) -> Any:
    """Return what a table shows of a value: all but its unknown keys."""
    if not isinstance(value, Value):
        return value
    cls: type = type(value)
    blank = all(getattr(value, name) is None for name in shapes(cls) if name != "extra")
    return None if blank else evolve(value, extra=NO_EXTRA)


def _evidence(
    original: Record, whole: Record, places: Mapping[str, list[str]]
) -> Iterator[Evidence]:
    """Yield the evidence of what is in `whole` as it was, with the place where it is now."""
    for each in original.evidence:
        path = moved(each.field, places)
        if not path or path.startswith("."):
            continue
        if _seen(value_at(original, each.field)) == _seen(value_at(whole, path)):
            yield each if path == each.field else evolve(each, field=path)


__all__ = ["updated"]
