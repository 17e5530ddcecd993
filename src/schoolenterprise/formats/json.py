"""JSON: a ledger as one document.

What stands in it:

- one object: `schema` names the form and its version, `records` lists the records;
- each record is an object, tagged with its class by `type`; what equals its default is left out;
- dates are text in EDTF, members of closed sets their codes;
- unknown keys stand where they came from.

How it is read:

- exactly: text is no number, numbers keep every digit, nothing is dropped without a problem;
- a bare list of records, and a document that does not name its form, are read with a warning;
- of equal keys the last is read, with a warning; half characters, NaN, infinite numbers and what
  lies deeper than 64 lists and objects in an unknown key are faults of their record alone.

What is lost: unknown keys beside `schema` and `records` (with a warning), the order of keys, the
spelling of numbers (`1.50`), and the problems of the ledger.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from schoolenterprise.collector import collector_paused
from schoolenterprise.convert import to_dict
from schoolenterprise.errors import FormatError, InvalidValueError, Place, wrong_type
from schoolenterprise.files import Target, contents, name_of, write
from schoolenterprise.formats._envelope import entries_of
from schoolenterprise.formats._exact import exact_tree, in_file
from schoolenterprise.formats._fast import fast_records
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._written import written
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, Record

# Possessive throughout, so that they take linear time; these four blanks are those of JSON.
_HEAD = re.compile(
    rb'[ \t\r\n]*+\{[ \t\r\n]*+"schema"[ \t\r\n]*+:[ \t\r\n]*+"%b"[ \t\r\n]*+,'
    rb'[ \t\r\n]*+"records"[ \t\r\n]*+:[ \t\r\n]*+\[[ \t\r\n]*+' % FORM.encode()
)
_TAIL = re.compile(rb"\][ \t\r\n]*+\}[ \t\r\n]*+\Z")
_TAIL_LENGTH = 64
# A string would hold these quotes as \", so that this stands between objects of a list only.
_BETWEEN = re.compile(rb'\}([ \t\r\n]*+,[ \t\r\n]*+)(?=\{[ \t\r\n]*+"type")')
# A document is read in pieces of so many bytes, for memory that is used again is faster.
_PIECE = 8_192
_WRITTEN_AT_ONCE = 100
_WIDEST = 100


def loads(text: str | bytes) -> Ledger:
    """Return the ledger that the JSON `text` holds; what was amiss is in its `problems`.

    Raises:
        FormatError: `text` is no JSON, no UTF-8, or of a later form than this package knows.
        InvalidValueError: `text` is neither text nor bytes.

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
    place = Place(file=name_of(source))
    return _read(contents(source), place)


def dumps(records: Iterable[Record], *, indent: int | None = None) -> str:
    """Return `records`, a ledger for one, as JSON; with `indent`, spread over lines.

    Raises:
        InvalidValueError: one of them is no record, or `indent` no number of blanks, 0 to 100.

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
    with collector_paused():
        write(target, _chunks(records, indent))


def to_bytes(records: Iterable[Record], *, indent: int | None = None) -> bytes:
    """Return what `dumps` returns, in UTF-8, which is what a file holds."""
    with collector_paused():
        return b"".join(_chunks(records, indent))


def _chunks(records: Iterable[Record], indent: int | None) -> Iterator[bytes]:
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    if indent is not None and (type(indent) is not int or not 0 <= indent <= _WIDEST):
        raise InvalidValueError(f"indent: found {indent!r:.80}, expected 0 to {_WIDEST}, or None")
    rest = iter(records)
    if indent is not None:
        document = {"schema": FORM, "records": [to_dict(record) for record in rest]}
        yield json.dumps(document, ensure_ascii=False, indent=indent).encode() + b"\n"
        return
    yield b'{"schema":"%b","records":[' % FORM.encode()
    separator = b""
    while some := [to_dict(record) for record in islice(rest, _WRITTEN_AT_ONCE)]:
        yield separator + written(some)[1:-1]
        separator = b","
    yield b"]}"


def _read(text: str | bytes, place: Place) -> Ledger:
    if not isinstance(text, str | bytes):
        raise wrong_type("JSON", text, "text or bytes")
    with collector_paused():
        data = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
        ledger = _read_in_pieces(data.removeprefix(codecs.BOM_UTF8), place)
        return _read_whole(text, place) if ledger is None else ledger


def _read_in_pieces(data: bytes, place: Place) -> Ledger | None:
    """Return the ledger of a document laid out as `dumps` writes it; `None` for any other text."""
    head = _HEAD.match(data)
    tail = _TAIL.search(data, max(head.end(), len(data) - _TAIL_LENGTH)) if head else None
    if head is None or tail is None:
        return None
    intake = Intake(place.file)
    for piece in _pieces(data, head.end(), tail.start()):
        records = fast_records(piece)
        if records is not None:
            intake.take(records)
            continue
        try:
            entries, _ = entries_of(exact_tree(piece), place)
        except FormatError:  # cut in the wrong place, or no JSON: the whole text tells
            return None
        intake.take_entries(entries)
    return intake.ledger()


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield lists of JSON that make up the one whose items stand from `start` to `end`."""
    while start < end:
        between = _BETWEEN.search(data, min(start + _PIECE, end), end)
        stop, following = between.span(1) if between else (end, end)
        yield b"[%b]" % data[start:stop]
        start = following


def _read_whole(text: str | bytes, place: Place) -> Ledger:
    try:
        entries, problems = entries_of(exact_tree(text), place)
    except FormatError as error:
        raise FormatError(in_file(error.problem, place.file)) from None
    intake = Intake(place.file)
    intake.tell(problems)
    intake.take_entries(entries)
    return intake.ledger()


__all__ = ["dump", "dumps", "load", "loads", "to_bytes"]
