"""YAML: a ledger as a document that people write and read.

What stands in it:

- what stands in JSON: `schema`, then `records`, each tagged with its class by `type`; in blocks,
  Chinese as it is, text of several lines as it is;
- text is between quotes wherever some reader of YAML takes it for something else: `"00123"`,
  `"no"`, `"12:30"`, `"2022-02-18"`.

How it is read:

- a scalar is text, with or without quotes, and the type of the field decides: in a field of text
  00123, no, 12:30, 1_000, ~, null and 2022-02-18 are the text that stands there; a number is
  written as in JSON, a flag as true, false, yes or no;
- a field with nothing behind its colon is left out; so is one that holds `~` or `null` and is no
  free text but a list, an id, a code, a date, a number;
- in an unknown key the spelling decides, for no field does: without quotes null, ~, nothing, true,
  false and the numbers of JSON are what they are in JSON, all else is text, 00123 and no as well;
- several documents in one file are one ledger;
- problems name line and column; of equal keys the last is read, with a warning; a tag, an alias of
  what is not there yet, a key that is no text, and what lies deeper than 64 lists and objects in an
  unknown key are faults of their record alone; aliases that repeat more than 100,000 values, or
  brackets deeper than 1,000, make the file unreadable.

What is lost: comments, anchors, unknown keys beside `schema` and `records` (with a warning), the
order of keys, the spelling of numbers (`1.50`), and the problems of the ledger.
"""

from collections.abc import Iterable, Iterator

import attrs

from schoolenterprise.collector import collector_paused
from schoolenterprise.convert import from_dict, to_dict
from schoolenterprise.errors import FormatError, Place, Problem, wrong_type
from schoolenterprise.files import Target, contents, name_of, write
from schoolenterprise.formats._envelope import entries_of
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._yaml.text import lines_of
from schoolenterprise.formats._yaml.tree import documents
from schoolenterprise.formats._yaml.values import place_of, values_of
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, Record

# Code of a problem → the key whose value it is about; of others the place is that of the document.
_AROUND = {"unknown-schema": "schema", "older-schema": "schema", "no-records": "records"}


def load(source: Target) -> Ledger:
    """Return the ledger that a file, or the rest of a stream, holds.

    Raises:
        FormatError: it is no YAML, no UTF-8 or UTF-16, of a later form than this package knows, or
            repeats or nests without end.
        MissingExtraError: PyYAML is not installed.
        OSError: it cannot be read.
    """
    place = Place(file=name_of(source))
    intake = Intake(place.file)
    with collector_paused():
        trees = list(documents(contents(source), place.file))
        for tree in trees or [None]:
            try:
                entries, problems = entries_of(tree, place)
            except FormatError as error:
                raise FormatError(_around(error.problem, tree)) from None
            intake.tell(_around(problem, tree) for problem in problems)
            for entry in entries:
                _take(entry, place, intake)
        return intake.ledger()


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records` to a stream, or to a file, which is replaced only when all are written.

    Raises:
        InvalidValueError: one of them is no record.
        OSError: it cannot be written.
    """
    write(target, _chunks(records))


def _chunks(records: Iterable[Record]) -> Iterator[bytes]:
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    head = f"schema: {FORM}\nrecords:"
    for record in records:
        yield "\n".join([head, *lines_of([to_dict(record)])]).encode()
        head = ""
    yield f"{head} []\n".encode() if head else b"\n"


def _take(entry: object, place: Place, intake: Intake) -> None:
    """Take the record in `entry`, if there is one, and tell the problems with line and column."""
    record, problems = from_dict(values_of(entry), place=place)
    intake.tell(_placed(problem, entry) for problem in problems)
    if record is not None:
        line, column = place_of(entry) or (None, None)
        intake.take_one(record, Place(line=line, column=column))


def _around(problem: Problem, tree: object) -> Problem:
    """Return `problem`, of what stands around the records, with line and column."""
    place = attrs.evolve(problem.place, path=_AROUND.get(problem.code))
    found = _placed(attrs.evolve(problem, place=place), tree)
    return attrs.evolve(found, place=attrs.evolve(found.place, path=None))


def _placed(problem: Problem, entry: object) -> Problem:
    line, column = place_of(entry, problem.place.path or "") or (None, None)
    return attrs.evolve(problem, place=attrs.evolve(problem.place, line=line, column=column))


__all__ = ["dump", "load"]
