"""JSON: a ledger as one document.

What stands in it
- one object: `schema` names the form and its version, `records` lists the records;
- each record is an object, tagged with its class by `type`; what equals its default is left out;
- dates are text in EDTF, members of closed sets their codes, unknown keys stand where they came from.

How it is read
- exactly: text is no number, numbers keep every digit, nothing is dropped without a problem;
- a bare list of records, and a document that does not name its form, are read with a warning;
- of equal keys the last is read, with a warning; half characters, NaN, infinite numbers and what
  lies deeper than 64 lists and objects in an unknown key are faults of their record alone.

What is lost: unknown keys beside `schema` and `records` (with a warning), the order of keys, the
spelling of numbers (`1.50`), and the problems of the ledger.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import attrs

from schoolenterprise.convert import from_dict, to_dict
from schoolenterprise.errors import Place
from schoolenterprise.formats._collector import collector_paused
from schoolenterprise.formats._envelope import entries_of
from schoolenterprise.formats._exact import exact_tree
from schoolenterprise.formats._fast import fast_records
from schoolenterprise.formats._files import Target, contents, name_of, write
from schoolenterprise.formats._intake import Intake
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, Record

_HEAD = re.compile(rb'\s*+\{\s*+"schema"\s*+:\s*+"%b"\s*+,\s*+"records"\s*+:\s*+\[\s*+' % FORM.encode())
_TAIL = re.compile(rb"\s*+\]\s*+\}\s*+\Z")
# In a string the quotes would be written \", so that this is always between two objects of a list.
_BETWEEN = re.compile(rb'\}(\s*+,\s*+)(?=\{\s*+"type")')
# A document is read in pieces of so many bytes, for memory that is used again is faster.
_PIECE = 65_536
_WRITTEN_AT_ONCE = 100


def loads(text: str | bytes) -> Ledger:
    """Return the ledger that the JSON `text` holds; what was amiss is in its `problems`.

    Raises:
        FormatError: `text` is no JSON, no UTF-8, or of a later form than this package knows.

    >>> ledger = loads('{"schema": "schoolenterprise/1", "records": [{"type": "Program"}]}')
    >>> print(*ledger.problems)
    records[0], name: found nothing, expected text that is not blank
    """
    return _read(text, Place())


def load(source: Target) -> Ledger:
    """Return the ledger that a file, or the rest of a stream, holds; see `loads`.

    Raises:
        FormatError: as `loads` does.
        OSError: it cannot be read.
    """
    return _read(contents(source), Place(file=name_of(source)))


def dumps(records: Iterable[Record], *, indent: int | None = None) -> str:
    """Return `records`, a ledger for one, as JSON; with `indent`, spread over lines.

    Raises:
        InvalidValueError: one of them is no record.

    >>> from schoolenterprise.model import Program
    >>> dumps([Program(name="新春企业行")])
    '{"schema":"schoolenterprise/1","records":[{"type":"Program","id":"program:新春企业行","name":"新春企业行"}]}'
    """
    return to_bytes(records, indent=indent).decode()


def dump(records: Iterable[Record], target: Target, *, indent: int | None = None) -> None:
    """Write `records` to a stream, or to a file, which is replaced only when all are written.

    Raises:
        InvalidValueError: one of them is no record.
        OSError: it cannot be written.
    """
    write(target, _chunks(records, indent))


def to_bytes(records: Iterable[Record], *, indent: int | None = None) -> bytes:
    """Return what `dumps` returns, in UTF-8, which is what a file holds."""
    with collector_paused():
        return b"".join(_chunks(records, indent))


def _chunks(records: Iterable[Record], indent: int | None) -> Iterator[bytes]:
    rest = iter(records)
    if indent is not None:
        document = {"schema": FORM, "records": [to_dict(record) for record in rest]}
        yield json.dumps(document, ensure_ascii=False, indent=indent).encode() + b"\n"
        return
    yield b'{"schema":"%b","records":[' % FORM.encode()
    separator = b""
    while some := [to_dict(record) for record in islice(rest, _WRITTEN_AT_ONCE)]:
        yield separator + _written(some)[1:-1]
        separator = b","
    yield b"]}"


def _written(trees: list[dict[str, Any]]) -> bytes:
    import orjson

    try:
        return orjson.dumps(trees)
    except orjson.JSONEncodeError:  # an unknown key holds a number of more than 64 bits
        return json.dumps(trees, ensure_ascii=False, separators=(",", ":")).encode()


def _read(text: str | bytes, place: Place) -> Ledger:
    with collector_paused():
        ledger = _read_in_pieces(_as_bytes(text), place)
        return _read_exactly(text, place) if ledger is None else ledger


def _as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode(errors="surrogatepass")


def _read_in_pieces(text: bytes, place: Place) -> Ledger | None:
    """Return the ledger of a document such as `dumps` writes; `None` for any other, even no JSON."""
    head = _HEAD.match(text)
    tail = _TAIL.search(text, len(text.rstrip()) - 1 ...)
