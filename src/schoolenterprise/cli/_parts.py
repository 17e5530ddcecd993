"""Work kept in a folder beside the output until that is written; nothing is read or merged here.

- The folder is `OUT.parts`. A part is a file that stands there whole or not at all: it gets its
  name when all of it has reached the disk.
- The first line of a part says what wrote it: version and options. Then come two lines a page: what
  the file was (path, size, time of change) and was said about it, and its records as JSON.
- Kept work counts only when version, options and file are still the same, and when it loads: a
  page whose lines are damaged is read anew, and told of.
"""

import contextlib
import json
import os
import re
import time
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import attrs

from schoolenterprise import formats
from schoolenterprise._version import __version__
from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import FormatError, Place, Problem, Severity
from schoolenterprise.model import Record

SECONDS = 5.0
"""After so many seconds what was read becomes a part."""
PAGES = 1_000
"""After so many pages likewise."""

_NAME = re.compile(r"[0-9]{6,}\.jsonl")


class FileRead(NamedTuple):
    """What came of one file."""

    file: str
    """The file, as the arguments name it."""
    records: Iterable[Record] | None
    """What was read; `None`: the file could not be read, or nothing stands in it."""
    doubts: tuple[Problem, ...]
    """The problems of the reading."""
    problems: tuple[Problem, ...]
    """What is to be said about the file itself; an error: it could not be read."""


class Stamp(NamedTuple):
    """What tells whether a file is still what it was."""

    path: str
    size: int
    changed: int
    """Time of the last change, in nanoseconds."""

    @classmethod
    def of(cls, file: str) -> "Stamp | None":
        """Return the stamp of `file`; `None`: it is no file that can be looked at."""
        try:
            found = os.stat(file)
        except (OSError, ValueError):
            return None
        return cls(os.path.abspath(file), found.st_size, found.st_mtime_ns)


class _Spot(NamedTuple):
    """Where the two lines of a page begin, and what its file was."""

    stamp: Stamp
    part: str
    offset: int
    line: int


class Parts:
    """The parts beside one output."""

    def __init__(self, output: str, options: Mapping[str, object]) -> None:
        self.folder = f"{output}.parts"
        self.kept = 0
        """How many pages this run has put into parts."""
        self._header = {"version": __version__, **options}
        self._spots: dict[str, _Spot] = {}
        self.stale = 0
        """How many kept pages count no more: file, options or version are not the same."""
        self.damaged: list[Problem] = []
        """What is wrong with parts that do not load."""
        self._lines: list[bytes] = []
        self._since = time.monotonic()

    def exist(self) -> bool:
        """Whether an interrupted run has left parts."""
        return bool(self._names())

    def find(self) -> None:
        """Look through the parts that an interrupted run has left."""
        for name in self._names():
            part = os.path.join(self.folder, name)
            try:
                self._look_through(part)
            except OSError as error:
                self.damaged.append(_damaged(part, None, error.strerror or str(error)))

    def take(self, stamp: Stamp | None, file: str) -> FileRead | None:
        """Return what is kept of `file`, if it is still what it was; `None`: read it."""
        spot = self._spots.get(stamp.path) if stamp else None
        if spot is None:
            return None
        if spot.stamp != stamp:
            self.stale += 1
            return None
        try:
            return _taken(spot, file)
        except OSError as error:
            fault = _damaged(spot.part, spot.line, error.strerror or str(error))
        except FormatError as error:
            fault = _in_part(spot, error.problem)
        except (LookupError, TypeError, ValueError, AttributeError):
            fault = _damaged(spot.part, spot.line, "a line that says nothing about a page")
        self.damaged.append(fault)
        return None

    def add(self, stamp: Stamp | None, page: FileRead) -> None:
        """Keep `page`, whose file was as `stamp` says before it was read.

        Raises:
            Stopped: the part cannot be written.
        """
        again = any(problem.code == "unreadable-file" for problem in page.problems)
        if stamp is None or again:
            return
        self._lines += _lines_of(stamp, page)
        waited = time.monotonic() - self._since
        if len(self._lines) >= 2 * PAGES or waited >= SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make a part of what was added since the last one.

        Raises:
            Stopped: it cannot be written.
        """
        self._since = time.monotonic()
        if not self._lines:
            return
        try:
            self._write(b"".join([_line(self._header), *self._lines]))
        except OSError as error:
            reason = error.strerror or str(error)
            raise Stopped(Code.UNWRITTEN, f"{self.folder}: cannot be written ({reason})") from None
        self.kept += len(self._lines) // 2
        self._lines.clear()

    def stopped(self) -> None:
        """Keep the rest when the run ends too early; without a part so far, it is too little.

        Raises:
            Stopped: the part cannot be written.
        """
        if self.kept:
            self.commit()

    def remove(self) -> None:
        """Remove the parts, and the folder if nothing else is in it."""
        for name in (*self._names(), *self._names(unfinished=True)):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(self.folder, name))
        with contextlib.suppress(OSError):
            os.rmdir(self.folder)

    def _names(self, *, unfinished: bool = False) -> list[str]:
        """Return the names of the parts in their order, or of those that were never finished."""
        if not os.path.isdir(self.folder):
            return []
        ending = ".unfinished" if unfinished else ""
        names = sorted(os.listdir(self.folder))
        return [
            each
            for each in names
            if each.endswith(ending) and _NAME.fullmatch(each.removesuffix(ending))
        ]

    def _write(self, data: bytes) -> None:
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.folder)
        names = self._names()
        number = int(names[-1].partition(".")[0]) + 1 if names else 1
        path = os.path.join(self.folder, f"{number:06}.jsonl")
        with open(f"{path}.unfinished", "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(f"{path}.unfinished", path)

    def _look_through(self, part: str) -> None:
        with open(part, "rb") as stream:
            header = _parsed(stream.readline())
            if not isinstance(header, dict):
                self.damaged.append(_damaged(part, 1, _NO_LINE))
                return
            fits = header == self._header
            line, offset = 2, stream.tell()
            while (about := stream.readline()) and (records := stream.readline()):
                stamp = _stamp(about) if records.endswith(b"\n") else None
                if not fits:
                    self.stale += 1
                elif stamp is None:
                    self.damaged.append(_damaged(part, line, _NO_LINE))
                else:
                    self._spots[stamp.path] = _Spot(stamp, part, offset, line)
                line, offset = line + 2, stream.tell()
            if about and fits:
                self.damaged.append(_damaged(part, line, _NO_LINE))


_NO_LINE = "a line that is broken or cut off"


def _damaged(part: str, line: int | None, found: str) -> Problem:
    return Problem(
        code="damaged-part",
        found=found,
        expected="what an earlier run has kept",
        advice="what is not kept is read anew",
        place=Place(file=part, line=line),
        severity=Severity.WARNING,
    )


def _in_part(spot: _Spot, problem: Problem) -> Problem:
    """Return `problem`, which lies in the records of a page, as one of the part."""
    fault = _damaged(spot.part, spot.line + 1, problem.found)
    # The page of the problem is all in one line.
    place = attrs.evolve(problem.place, file=spot.part, line=spot.line + 1)
    return attrs.evolve(fault, place=place, expected=problem.expected or fault.expected)


def _taken(spot: _Spot, file: str) -> FileRead:
    with open(spot.part, "rb") as stream:
        stream.seek(spot.offset)
        about, document = json.loads(stream.readline()), stream.readline()
    ledger = formats.loads(document) if document.strip() else None
    for problem in ledger.problems if ledger is not None else ():
        if problem.severity is Severity.ERROR:
            raise FormatError(problem)
    return FileRead(
        file=file,
        records=ledger,
        doubts=tuple(map(_problem, about["doubts"])),
        problems=tuple(_problem(each).in_file(file) for each in about["problems"]),
    )


def _lines_of(stamp: Stamp, page: FileRead) -> tuple[bytes, bytes]:
    about = {
        "stamp": stamp,
        "doubts": list(map(attrs.asdict, page.doubts)),
        "problems": list(map(attrs.asdict, page.problems)),
    }
    document = "" if page.records is None else formats.dumps(page.records)
    return _line(about), f"{document}\n".encode()


def _line(tree: Mapping[str, object]) -> bytes:
    # A path may hold halves of characters, which ASCII can write and UTF-8 cannot.
    return f"{json.dumps(tree)}\n".encode()


def _parsed(line: bytes) -> Any:
    """Return the JSON of `line`; `None`: it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _stamp(about: bytes) -> Stamp | None:
    """Return the stamp in the first line of a page; `None`: there is none."""
    tree = _parsed(about)
    try:
        path, size, changed = tree["stamp"]
    except (LookupError, TypeError, ValueError):
        return None
    return Stamp(path, size, changed) if isinstance(path, str) else None


def _problem(tree: Mapping[str, Any]) -> Problem:
    return Problem(
        **{
            **tree,
            "place": Place(**tree["place"]),
            "severity": Severity(tree["severity"]),
            "alternatives": tuple(tree["alternatives"]),
        }
    )


__all__ = ["PAGES", "SECONDS", "FileRead", "Parts", "Stamp"]
