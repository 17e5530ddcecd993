"""The front door: `load` and `dump` find the format of a file and leave the rest to it."""

import os
from collections.abc import Callable, Iterable

from attrs import frozen

from schoolenterprise.errors import UnknownNameError
from schoolenterprise.formats import csv, json, jsonlines, xlsx
from schoolenterprise.formats._files import Target, name_of
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


@frozen
class Format:
    """A form in which a ledger stands in a file."""

    name: str
    """Name to ask for it by."""
    suffixes: tuple[str, ...]
    """Endings of files in it, in lower case, with their dot."""
    load: Callable[[Target], Ledger]
    """Reads a file or stream."""
    dump: Callable[[Iterable[Record], Target], None]
    """Writes a file or stream."""


FORMATS = (
    Format("json", (".json",), json.load, json.dump),
    Format("jsonl", (".jsonl", ".ndjson"), jsonlines.load, jsonlines.dump),
    Format("csv", (".csv", ".zip"), csv.load, csv.dump),
    Format("xlsx", (".xlsx",), xlsx.load, xlsx.dump),
)
"""Every format that there is."""


def load(source: Target, *, format: str | None = None) -> Ledger:
    """Return the ledger that a file or stream holds; its `problems` say what was amiss.

    `format` names the format; `None`: the suffix tells, which a stream does not have.

    Raises:
        UnknownNameError: there is no such format, or none for the suffix.
        InvalidValueError: `source` is neither a stream nor a path.
        FormatError: what stands there is not of the format at all.
        OSError: it cannot be read.
    """
    return format_of(source, format).load(source)


def dump(records: Iterable[Record], target: Target, *, format: str | None = None) -> None:
    """Write `records`, a ledger for one, to a file or stream.

    A file is replaced only when all is written. `format` is as for `load`.

    Raises:
        UnknownNameError: there is no such format, or none for the suffix.
        InvalidValueError: one of them is no record, or `target` neither a stream nor a path.
        OSError: it cannot be written.
    """
    format_of(target, format).dump(records, target)


def format_of(target: Target, name: str | None = None) -> Format:
    """Return the format with this `name`; when it is `None`, the one of the suffix of `target`.

    Raises:
        UnknownNameError: there is none.
        InvalidValueError: `target` is neither a stream nor a path.

    >>> format_of("台账.json").name
    'json'
    """
    name_of(target)  # refuses what is neither
    if name is None and isinstance(target, str | os.PathLike):
        suffix = os.path.splitext(target)[1].lower()
        found = next((each for each in FORMATS if suffix in each.suffixes), None)
        asked = f"the suffix {suffix!r} of {os.fspath(target)}"
    else:
        found = next((each for each in FORMATS if name == each.name), None)
        asked = f"the format {name!r}" if name else "a stream, which has no suffix"
    if found is None:
        known = ", ".join(f"{each.name} ({' '.join(each.suffixes)})" for each in FORMATS)
        raise UnknownNameError(f"found {asked}, expected one of {known}")
    return found


__all__ = ["FORMATS", "Format", "dump", "format_of", "load"]
