"""Zip archives, opened only when what they unpack to is bounded; what lies in them is unknown."""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from schoolenterprise.errors import FormatError, Place, Problem, wrong_type
from schoolenterprise.files import Target, name_of

LARGEST = 2**31
"""How many bytes an archive may unpack to."""
MOST_MEMBERS = 10_000

# What a bomb is told by: sheets are packed some thirty times smaller, zeros a thousand times.
_RATIO = 200
_SMALL = 2**26
# As spreadsheets pack; the errors of other ways are those of a disk that fails.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    zlib.error,
)
# The earliest time that an archive knows.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# The record at the end of an archive: its mark, and where it counts the members.
_END, _END_SIZE, _COUNT_AT, _ZIP64 = b"PK\x05\x06", 22, 10, 0xFFFF


@contextmanager
def archive(source: Target, expected: str) -> Iterator[zipfile.ZipFile]:
    """Open the archive in a file or stream; `expected` says what it should be.

    Raises:
        FormatError: it is no archive, is locked, or unpacks to more than is sensible.
        OSError: it cannot be read.
    """
    place = Place(file=name_of(source))
    with _seekable(source) as stream:
        try:
            opened = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            stream.seek(0)
            raise _refused("no-archive", _told_by(stream.read(8)), expected, place) from None
        with opened:
            if _counted(stream) not in (len(opened.infolist()), _ZIP64):
                found = "an archive whose list of members is damaged"
                raise _refused("damaged-archive", found, expected, place)
            _check(opened, expected, place)
            try:
                yield opened
            except _DAMAGED as error:
                found = f"an archive that is damaged ({error})"
                raise _refused("damaged-archive", found, expected, place) from None


@contextmanager
def _seekable(source: Target) -> Iterator[IO[bytes]]:
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as stream:
            yield stream
        return
    data = source.read()
    if not isinstance(data, bytes):
        raise wrong_type("file", source, "a path, or a stream of bytes")
    yield io.BytesIO(data)


def member(name: str) -> zipfile.ZipInfo:
    """Return a member of an archive, compressed; it tells no time, so that bytes stay the same."""
    made = zipfile.ZipInfo(name, _EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _counted(stream: IO[bytes]) -> int:
    """Return how many members the end of an archive tells; a damaged list hides some."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - 2**16))
    end = stream.read()
    at = end.rfind(_END) + _COUNT_AT
    return int.from_bytes(end[at : at + 2], "little")


def _told_by(start: bytes) -> str:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "an old workbook (.xls), or one with a password"
    return "a file that is cut off or of another kind" if start else "an empty file"


def _check(opened: zipfile.ZipFile, expected: str, place: Place) -> None:
    members = opened.infolist()
    packed = sum(each.compress_size for each in members)
    unpacked = sum(each.file_size for each in members)
    bomb = unpacked > _SMALL and unpacked > packed * _RATIO
    if len(members) > MOST_MEMBERS or unpacked > LARGEST or bomb:
        found = f"{len(members)} parts of {unpacked:,} bytes, packed into {packed:,}"
        raise _refused("archive-bomb", found, f"at most {LARGEST:,}, less densely packed", place)
    if any(each.compress_type not in _METHODS or each.header_offset < 0 for each in members):
        found = "an archive that is damaged, or packed in an unusual way"
        raise _refused("damaged-archive", found, expected, place)
    if any(each.flag_bits & 1 for each in members):
        raise _refused("locked-archive", "a file with a password", expected, place)


def _refused(code: str, found: str, expected: str, place: Place) -> FormatError:
    return FormatError(Problem(code=code, found=found, expected=expected, place=place))


__all__ = ["LARGEST", "MOST_MEMBERS", "archive", "member"]
