"""Connections to SQLite ledgers: opened with every guard, refused when no ledger; no records."""

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TypeAlias
from urllib.parse import quote

from schoolenterprise.errors import FormatError, InvalidValueError, LockedError, Place, Problem
from schoolenterprise.formats._sqlite.tables import APPLICATION, VERSION, layout

PATIENCE = 30.0
"""Seconds to wait for a lock that another program holds, unless the caller says otherwise."""

Identity: TypeAlias = tuple[int, int]
"""Device and number of a file: what tells it from another one that takes its place."""

_OLDEST = (3, 37, 0)
_COMPANIONS = ("-wal", "-shm", "-journal")
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FAULTY = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
)
_NUMBERS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}

# The file may come from anybody: what its schema defines is not trusted, its pages are looked at.
_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    # With a write-ahead log this syncs the disk at every commit, not only at checkpoints.
    "PRAGMA synchronous = FULL",
)


@contextmanager
def told(file: str, patience: float = PATIENCE) -> Iterator[None]:
    """Raise what SQLite refuses in the block as errors of this package, or as OSError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _error(error, file, patience) from error
    except UnicodeDecodeError as error:  # SQLite quotes names of a damaged schema
        raise _unreadable(file, str(error)) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise InvalidValueError(
            f"{file}: found a value that SQLite cannot hold; {error}"
        ) from error


def _error(error: sqlite3.Error, file: str, patience: float) -> Exception:
    if isinstance(error, sqlite3.ProgrammingError):
        return InvalidValueError(f"{file}: found a call that cannot be; {error}")
    # The module sqlite3 gives no code when it finds text that is no UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        waited = f" for {patience:g} s" if patience else ""
        message = f"found it open or locked elsewhere{waited}; try again later"
        return LockedError(errno.ETIMEDOUT, message, file)
    if code == sqlite3.SQLITE_TOOBIG:
        return InvalidValueError(f"{file}: found a value that is too large for SQLite")
    if code in _FAULTY:
        return _unreadable(file, str(error))
    return OSError(_NUMBERS.get(code, errno.EIO), str(error), file)


def _unreadable(file: str, reason: str) -> FormatError:
    return refused(file, "not-sqlite", "what SQLite cannot read", "a SQLite ledger", reason)


def refused(file: str, code: str, found: str, expected: str, advice: str = "") -> FormatError:
    """Return the error that says why a file is no SQLite ledger."""
    return FormatError(
        Problem(code=code, found=found, expected=expected, advice=advice, place=Place(file=file))
    )


def connect(path: str, *, mode: str, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a guarded connection: `mode` is `rw`, or `rwc` to make a file that is missing.

    `ro&immutable=1` takes no lock and looks at no log: for a file that nobody writes.

    Raises:
        FormatError: it is no regular file.
        InvalidValueError: the library SQLite is too old.
        OSError: it cannot be opened.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        oldest = ".".join(map(str, _OLDEST[:2]))
        raise InvalidValueError(
            f"found SQLite {sqlite3.sqlite_version}, expected {oldest} or later"
        )
    _check_kind(path, mode)
    address = f"file:{quote(os.fsencode(os.path.realpath(path)))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    try:
        for guard in _GUARDS:
            connection.execute(guard)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_kind(path: str, mode: str) -> None:
    # Never by opening it: closing a file drops every lock that this process holds on it.
    try:
        kind = os.stat(path).st_mode
    except FileNotFoundError:
        if mode != "rwc":
            raise
        os.stat(os.path.dirname(os.path.realpath(path)))  # tells that the folder is missing
        return
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(kind):
        raise refused(path, "not-sqlite", "a pipe or device", "a regular file")


def check_layout(connection: sqlite3.Connection, file: str) -> None:
    """Refuse a file that is not a ledger of this layout, as written and untouched.

    Tables, indexes and views beside ours are a person's own; triggers could change what is written.

    Raises:
        FormatError: it belongs to another application, is of another version, or was changed.
    """
    application = _number(connection, "application_id")
    version = _number(connection, "user_version")
    if application != APPLICATION:
        other = f"a file of the application {application:#x}"
        found = "an empty database" if _is_blank(connection) else other
        raise refused(file, "other-application", found, f"one of {APPLICATION:#x}, a ledger")
    if version != VERSION:
        later = "a later version of this package reads it" if version > VERSION else ""
        raise refused(file, "unknown-schema", f"tables {version}", f"tables {VERSION}", later)
    held = _objects(connection)
    for kind, name in held:
        if kind == "trigger":
            raise refused(file, "other-tables", f"the trigger {name!r}", "none", "drop it")
    statements = set(held.values())
    for each in layout():
        if each not in statements:
            expected = each.split(" (")[0].split("\n")[0]
            found = "other tables than this package makes"
            raise refused(file, "other-tables", found, expected.removesuffix(" AS"))


def _is_blank(connection: sqlite3.Connection) -> bool:
    return not _number(connection, "application_id") and not _objects(connection)


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {(kind, name): sql for kind, name, sql in rows}


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)


def make_layout(connection: sqlite3.Connection) -> None:
    """Make the tables in a file that holds nothing; one that holds something is left alone."""
    if not _is_blank(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have been faster.
        if _is_blank(connection):
            for statement in layout():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def identity(path: str) -> Identity | None:
    """Return what tells the file at `path` from any other; `None` when there is none."""
    with suppress(FileNotFoundError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None


def opened(path: str, file: str, patience: float) -> tuple[sqlite3.Connection, Identity]:
    """Return a connection to the ledger at `path`, made if need be, and which file that is.

    Raises:
        FormatError: it is no SQLite ledger, or is damaged.
        OSError: it cannot be opened or written.
    """
    while True:
        known = identity(path)
        if known is not None and not _may_write(path):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), file)
        connection = connect(path, mode="rwc", patience=patience)
        try:
            make_layout(connection)
            check_layout(connection, file)
            # Another file may have taken its place meanwhile: a log beside that would spoil it.
            if known is not None and turn_on_log(connection, path, patience, known):
                return connection, known
        except BaseException:
            connection.close()
            raise
        connection.close()


def turn_on_log(
    connection: sqlite3.Connection, path: str, patience: float, known: Identity | None = None
) -> bool:
    """Let writers append to a log, so that readers need not wait for them.

    Return whether the file that the connection has open, `known`, is still the one at `path`.

    Raises:
        OSError: the file system does not allow it.
    """
    end = time.monotonic() + patience
    # SQLite waits here at some moments and not at others; its waiting would not look at the path.
    connection.execute("PRAGMA busy_timeout = 0")
    while identity(path) == known:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
            continue
        if mode != "wal":
            message = f"found the journal mode {mode}, expected wal; keep it on a local disk"
            raise OSError(errno.ENOTSUP, message, path)
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        return identity(path) == known
    return False


@contextmanager
def reading(path: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that only reads, also where neither file nor folder may be written.

    Raises:
        LockedError: the file may not be written, and another program wrote it meanwhile.
    """
    # Even a reader makes a log. Without one nobody has the file open: it is read as it lies there.
    alone = not (_may_write(path) and _may_write(os.path.dirname(os.path.realpath(path))))
    alone = alone and not any(os.path.lexists(path + each) for each in _COMPANIONS)
    before = _state(path) if alone else None
    mode = "ro&immutable=1" if alone else "rw"
    with closing(connect(path, mode=mode)) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield connection
    if alone and _state(path) != before:
        raise LockedError(errno.ETIMEDOUT, "found it changed while it was read; try again", path)


def _may_write(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _state(path: str) -> tuple[object, ...]:
    """Return what differs when a file was written meanwhile."""
    if not os.path.exists(path):
        return ()
    found = os.stat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns, os.path.lexists(f"{path}-wal")


@contextmanager
def settled(path: str) -> Iterator[None]:
    """Keep writers away while another file takes the place of the one at `path`.

    Nothing stays beside it that could be taken for a part of the new one: a log that another
    program left is brought into the old file first, for the new one may never come.

    Raises:
        LockedError: another program has the ledger open.
        OSError: the ledger may not be written, and a log stands beside it.
    """
    with ExitStack() as held:
        if os.path.isfile(path) and os.path.getsize(path):
            if _may_write(path):
                # What is no database has nothing to bring home, and nobody writes to it.
                with suppress(FormatError):
                    held.enter_context(_held(path))
            elif os.path.lexists(f"{path}-wal"):
                message = "found a log beside it that may not be brought into it"
                raise OSError(errno.EACCES, message, path)
        for each in _COMPANIONS:
            with suppress(FileNotFoundError):
                os.unlink(path + each)
        yield


@contextmanager
def _held(path: str) -> Iterator[None]:
    with told(path, 0), closing(connect(path, mode="rw", patience=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        yield


__all__ = [
    "PATIENCE",
    "Identity",
    "check_layout",
    "connect",
    "identity",
    "make_layout",
    "opened",
    "reading",
    "refused",
    "settled",
    "told",
    "turn_on_log",
]
