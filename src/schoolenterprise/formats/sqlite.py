"""SQLite: a ledger as tables that people query and programs write at once, in one file.

What stands in it:

- a table a class (`visits`, `enterprises` …), one a list inside (`visit_hosts`), one of all
  evidence, and `records`, which knows every id, also those that only references name;
- dates in EDTF, beside each its first and last possible day, which SQLite can compare; members of
  closed sets as their codes; unknown keys as JSON, in `extra`;
- `PRAGMA application_id` and `user_version`, the number of this layout.

How it is read:

- exactly: a faulty row is a problem of its record alone, as in JSON;
- first and last days are made from the date and never read;
- a file of another application, of a later layout, with other tables or with triggers is refused.

What is lost: the problems of the ledger.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Self, TypeVar

from schoolenterprise.collector import collector_paused
from schoolenterprise.errors import (
    ConflictError,
    InvalidRecordError,
    InvalidValueError,
    Problem,
    wrong_type,
)
from schoolenterprise.files import Target, contents, name_of, replaced
from schoolenterprise.formats._intake import Intake
from schoolenterprise.formats._sqlite.connection import (
    PATIENCE,
    Identity,
    check_layout,
    connect,
    identity,
    make_layout,
    opened,
    reading,
    settled,
    told,
)
from schoolenterprise.formats._sqlite.reading import read, read_span
from schoolenterprise.formats._sqlite.writing import known_ids, put, take_out
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import RECORD_CLASSES, Record, record_class
from schoolenterprise.model.extra import has_lone_surrogate

R = TypeVar("R", bound=Record)

_COPIED_AT_ONCE = 2**20
# SQLite counts milliseconds in 32 bits.
_LONGEST = 1_000_000


def load(source: Target) -> Ledger:
    """Return the ledger that a file holds, or the rest of a stream of bytes.

    Programs that write to the file may go on: what is read is the ledger of one moment.

    Raises:
        FormatError: it is no SQLite ledger, or is damaged.
        LockedError: another program kept it locked.
        OSError: it cannot be read.
    """
    file = name_of(source)
    if isinstance(source, str | os.PathLike):
        return _ledger_of(os.fspath(source), os.fspath(source))
    data = contents(source)
    if not isinstance(data, bytes):
        raise wrong_type("file", data, "a stream of bytes")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "ledger.sqlite")
        with open(path, "xb") as copy:
            copy.write(data)
        return _ledger_of(path, file or "a stream")


def dump(records: Iterable[Record], target: Target) -> None:
    """Write `records` to a stream of bytes, or to a file, which is replaced when all are written.

    The file is made anew, without what else stood in it; `LedgerFile` adds to one. It is built in
    the folder of temporary files first.

    Raises:
        ConflictError: two different records bear one id.
        InvalidValueError: one of them is no record.
        LockedError: another program has the ledger open.
        OSError: it cannot be written.
    """
    file = name_of(target) or "a stream"
    with tempfile.TemporaryDirectory() as folder, collector_paused():
        path = os.path.join(folder, "ledger.sqlite")
        with told(file), closing(connect(path, mode="rwc")) as connection:
            # Nobody else sees this file, and nobody misses it if it is lost.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            make_layout(connection)
            connection.execute("BEGIN")
            put(connection, _each_once(records))
            connection.execute("COMMIT")
        # Writers are kept away until the new file is in its place.
        with ExitStack() as held, replaced(target) as stream:
            stream.writelines(_chunks(path))
            if isinstance(target, str | os.PathLike):
                held.enter_context(settled(os.path.realpath(target)))


def _each_once(records: Iterable[Record]) -> Iterator[Record]:
    """Yield `records` without what is there twice."""
    if not isinstance(records, Iterable):
        raise wrong_type("records", records, "records")
    seen: dict[str, Record] = {}
    for record in records:
        if not isinstance(record, Record):
            raise wrong_type("records", record, "a record")
        known = seen.setdefault(record.id, record)
        if known is record:
            yield record
        elif known != record:
            raise ConflictError(f"{record.id}: found two different records with this id")


def _chunks(path: str) -> Iterator[bytes]:
    with open(path, "rb") as stream:
        while chunk := stream.read(_COPIED_AT_ONCE):
            yield chunk


def _ledger_of(path: str, file: str) -> Ledger:
    with told(file), reading(path) as connection:
        check_layout(connection, file)
        connection.execute("BEGIN")
        return _ledger(connection, file)


def _ledger(connection: sqlite3.Connection, file: str) -> Ledger:
    intake = Intake(file)
    with collector_paused():
        for record, problems in read(connection, file, RECORD_CLASSES):
            intake.tell(problems)
            if record is not None:
                intake.take_one(record)
        return intake.ledger()


class LedgerFile:
    """A ledger in a SQLite file, to which several programs write while others read.

    What `upsert` or `remove` has returned from is on the disk: it outlives the end of the program
    by whatever signal, and a power cut if the disk writes what it says it has written. A writer
    waits for another one, a reader for nobody, and each sees whole transactions. The file must lie
    on a local disk. An object serves the thread and the process that opened it.

    >>> import os, tempfile
    >>> from schoolenterprise.model import Program
    >>> path = os.path.join(tempfile.mkdtemp(), "ledger.sqlite")
    >>> with LedgerFile.open(path) as file:
    ...     file.upsert([Program(name="访企拓岗")])
    ...     file.get("program:访企拓岗"), len(file)
    (Program(id='program:访企拓岗', name='访企拓岗'), 1)
    """

    def __init__(
        self, path: str, connection: sqlite3.Connection, which: Identity, patience: float
    ) -> None:
        self.path = path
        """Path of the file, as the caller gave it."""
        # The program may change its folder.
        self._whole_path = os.path.realpath(path)
        self._process = os.getpid()
        self._which = which
        self._patience = patience
        self._connection = connection

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, patience: float = PATIENCE) -> Self:
        """Open the ledger at `path`, which is made if it is missing or empty.

        `patience` is how many seconds every call waits for other programs before it gives up.

        Raises:
            FormatError: it is no SQLite ledger, or is damaged.
            InvalidValueError: `path` is no path, or `patience` no number from 0 to 1,000,000.
            LockedError: another program kept it locked.
            OSError: it cannot be opened or written.
        """
        if not isinstance(path, str | os.PathLike):
            raise wrong_type("file", path, "a path")
        if type(patience) not in (int, float) or not 0 <= patience <= _LONGEST:
            expected = f"seconds from 0 to {_LONGEST:,}"
            raise InvalidValueError(f"patience: found {patience!r}, expected {expected}")
        file = name_of(path) or ""
        with told(file, patience):
            connection, which = opened(os.path.realpath(file), file, patience)
        return cls(file, connection, which, patience)

    def close(self) -> None:
        """Close the file; the last one to do so brings the log into it.

        A process that was forked leaves the file to the one that opened it.
        """
        if os.getpid() == self._process:
            with told(self.path, self._patience):
                self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def upsert(self, records: Iterable[Record]) -> None:
        """Write `records`, each over the one that bears its id: all of them, or none.

        Doing it again changes nothing. A record that is written over keeps its place in the order;
        of several with one id the last stands.

        Raises:
            InvalidValueError: one of them is no record; nothing is written.
            LockedError: another program kept the file locked; nothing is written.
            OSError: it cannot be written, for the disk is full, say, or another file has taken its
                place; nothing is.
        """
        with self._transaction():
            put(self._connection, records)

    def remove(self, ids: Iterable[str]) -> int:
        """Take out the records with these ids, and return how many there were; references stay.

        Raises:
            LockedError, OSError: as for `upsert`.
            InvalidValueError: one of them is no text.
        """
        if not isinstance(ids, Iterable):
            raise wrong_type("ids", ids, "ids")
        asked = [ids] if isinstance(ids, str) else list(ids)
        for each in asked:
            if not isinstance(each, str):
                raise wrong_type("ids", each, "an id")
        with self._transaction():
            return take_out(self._connection, dict.fromkeys(asked))

    def get(self, identifier: str) -> Record | None:
        """Return the record with this id; `None` when there is none.

        Raises:
            InvalidRecordError: somebody changed its rows, so that they make no record.
        """
        given: object = identifier
        if not isinstance(given, str) or has_lone_surrogate(given):
            return None
        with self._reading(self._connection):
            number, cls = known_ids(self._connection, (identifier,)).get(identifier, (0, None))
            classes = (record_class(cls),) if cls else ()
            found = [*read_span(self._connection, self.path, classes, (number, number))]
        for record, problems in found:
            if record is None:
                raise InvalidRecordError(problems)
            return record
        return None

    def records(self, cls: type[R]) -> Iterator[R]:
        """Yield the records of `cls`, and of classes made from it, in the order of the ledger.

        All are of the moment of the first; what is written meanwhile is seen by the next call.

        Raises:
            InvalidRecordError: after the last one, when somebody changed rows so that they make no
                record; its problems tell which.
            InvalidValueError: `cls` is no class of records.
        """
        given: object = cls
        if not (isinstance(given, type) and issubclass(given, Record)):
            raise wrong_type("cls", cls, "a class of records")
        return self._records(cls)

    def _records(self, cls: type[R]) -> Iterator[R]:
        classes = tuple(each for each in RECORD_CLASSES if issubclass(each, cls))
        faults: list[Problem] = []
        with self._snapshot() as connection:
            for record, problems in read(connection, self.path, classes):
                if isinstance(record, cls):
                    yield record
                else:
                    faults += problems
        if faults:
            raise InvalidRecordError(faults)

    def ledger(self) -> Ledger:
        """Return everything as a ledger; its problems say which rows make no record."""
        with self._reading(self._connection):
            return _ledger(self._connection, self.path)

    def __len__(self) -> int:
        with self._told():
            query = "SELECT count(*) FROM records WHERE type IS NOT NULL"
            (number,) = self._connection.execute(query).fetchone()
        return int(number)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Make one transaction of what the block writes, or nothing if it fails."""
        with self._told():
            if self._connection.in_transaction:
                raise InvalidValueError(f"{self.path}: found a call inside another one that writes")
            # Immediate: who first reads and then writes cannot wait for another that does the same.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._check_place()
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Refuse a forked process, whose writes nobody would find; tell errors as `told` does."""
        if os.getpid() != self._process:
            found = "found a call in another process than the one that opened it"
            raise InvalidValueError(f"{self.path}: {found}; each process opens its own")
        with told(self.path, self._patience):
            yield

    def _check_place(self) -> None:
        """Refuse to write what nobody would find, or what would spoil another file."""
        if identity(self._whole_path) != self._which:
            message = "found that the file was removed or replaced; open it anew"
            raise OSError(errno.ESTALE, message, self.path)

    @contextmanager
    def _reading(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Let everything that the block reads be of one moment."""
        with self._told():
            within = connection.in_transaction
            if not within:
                connection.execute("BEGIN")
            try:
                yield
            finally:
                if not within:
                    connection.rollback()

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Give a connection of its own, so that the caller may write while it reads."""
        with self._told():
            connection = connect(self._whole_path, mode="rw", patience=self._patience)
            with closing(connection), self._reading(connection):
                yield connection


__all__ = ["LedgerFile", "dump", "load"]
