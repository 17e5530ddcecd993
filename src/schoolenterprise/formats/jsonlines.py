"""JSON Lines: a record a line, in files of any length.

What stands in it:

- in the first line the name of the form, `{"schema":"schoolenterprise/1"}`, which may be missing;
- in every other line a record, written as in `json`; empty lines mean nothing.

How it is read:

- line by line, in memory for one line and what is made of it;
- a faulty line is a problem with its number and never takes a neighbour; a line longer than a bound
  is skipped, with a problem.

What is lost: the order of keys, the spelling of numbers (`1.50`), and the problems of the ledger.
"""

from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeAlias

import attrs

from schoolenterprise.collector import collector_paused
from schoolenterprise.convert import from_dict, to_dict
from schoolenterprise.errors import FormatError, InvalidValueError, Place, Problem, wrong_type
from schoolenterprise.files import Target, name_of, opened, write
from schoolenterprise.formats._envelope import header
from schoolenterprise.formats._exact import exact_tree
from schoolenterprise.formats._fast import fast_record
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._migrations import CURRENT, migrated
from schoolenterprise.formats._written import written
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, Record

LONGEST_LINE = 2**26
"""How many bytes (of text: characters) a line may have, unless the caller says otherwise."""

_SKIPPED_AT_ONCE = 2**16

Problems: TypeAlias = tuple[Problem, ...]


def read(source: Target, *, longest: int = LONGEST_LINE) -> Iterator[Record | Problem]:
    """Yield the records of a file or stream, each after the problems of its line.

    `longest` is how many bytes a line may have; a longer one is a problem.

    Raises:
        FormatError: the first line names a later form than this package knows.
        InvalidValueError: `longest` is no number from 1.
        OSError: it cannot be read.
    """
    for _, record, problems in _read(source, longest):
        yield from problems
        if record is not None:
            yield record


def load(source: Target, *, longest: int = LONGEST_LINE) -> Ledger:
    """Return the ledger that a file, or the rest of a stream, holds.

    `longest` is how many bytes a line may have; a longer one is a problem.

    Raises:
        FormatError: the first line names a later form than this package knows.
        InvalidValueError: `longest` is no number from 1.
        OSError: it cannot be read.
    """
    intake = Intake(name_of(source))
    with collector_paused():
        for line, record, problems in _read(source, longest):
            intake.tell(problems)
            if record is not None:
                intake.take_one(record, Place(line=line))
        return intake.ledger()


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records` one by one to a stream, or to a file, which is replaced when all are there.

    Raises:
        InvalidValueError: one of them is no record.
        OSError: it cannot be written.
    """
    write(target, _lines_of(records))


def _lines_of(records: Iterable[Record]) -> Iterator[bytes]:
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    yield written({"schema": FORM}) + b"\n"
    for record in records:
        yield written(to_dict(record)) + b"\n"


def _read(source: Target, longest: int) -> Iterator[tuple[int, Record | None, Problems]]:
    """Yield for each line that says something its number, its record, if any, and its problems."""
    if type(longest) is not int or longest < 1:
        raise InvalidValueError(f"longest: found {longest!r:.80}, expected a number of bytes")
    file = name_of(source)
    version = CURRENT
    first = True
    with opened(source) as stream:
        for number, line in _lines(stream, longest):
            if line is None:
                yield number, None, (_too_long(longest, Place(file=file, line=number)),)
                continue
            if not line or line.isspace():
                continue
            record = _fast(line) if version == CURRENT else None
            if record is not None:
                yield number, record, ()
            else:
                place = Place(file=file, line=number)
                tree, problems = _tree(line, place)
                if first and isinstance(tree, dict) and "schema" in tree and "type" not in tree:
                    version, told = header(tree, place)
                    yield number, None, tuple(told)
                elif problems:
                    yield number, None, problems
                else:
                    for each in migrated(tree, version):
                        yield number, *from_dict(each, place=place)
            first = False


def _lines(stream: IO[Any], longest: int) -> Iterator[tuple[int, str | bytes | None]]:
    """Yield the lines of `stream` with their numbers; `None` for one that is too long."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest or _is_whole(line):
            yield number, line.rstrip("\r\n") if isinstance(line, str) else line.rstrip(b"\r\n")
            continue
        while (rest := stream.readline(_SKIPPED_AT_ONCE)) and not _is_whole(rest):
            pass
        yield number, None


def _is_whole(line: str | bytes) -> bool:
    return line.endswith("\n") if isinstance(line, str) else line.endswith(b"\n")


def _fast(line: str | bytes) -> Record | None:
    """Return the record in `line`; `None` at the least doubt."""
    return fast_record(line if isinstance(line, bytes) else line.encode(errors="surrogatepass"))


def _tree(line: str | bytes, place: Place) -> tuple[object, Problems]:
    """Return what `line` holds, or the problem that it is no JSON."""
    try:
        return exact_tree(line), ()
    except FormatError as error:
        column = error.problem.place.column
        return None, (attrs.evolve(error.problem, place=attrs.evolve(place, column=column)),)


def _too_long(longest: int, place: Place) -> Problem:
    return Problem(
        code="long-line",
        found=f"a line of more than {longest} bytes",
        expected="a shorter one, or a higher bound",
        advice="it is skipped",
        place=place,
    )


__all__ = ["LONGEST_LINE", "dump", "load", "read"]
