"""Connections to SQLite ledgers: opened with every guard, refused when no ledger; no records."""

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote

from schoolenterprise.errors import FormatError, InvalidValueError, LockedError, Place, Problem
from schoolenterprise.formats._sqlite.tables import APPLICATION, VERSION, layout

PATIENCE = 30.0
"""Seconds to wait for a lock that another program holds, unless the caller says otherwise."""

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
        message = f"found it locked by another program for {patience:g} s; try again later"
        return LockedError(errno.ETIMEDOUT, message, file)
    if code == sqlite3.SQLITE_TOOBIG:
        return InvalidValueError(f"{file}: found a value that is too large for SQLite")
    if code in _FAULTY:
        return _unreadable(file, str(error))
    return OSError(errno.EIO, str(error), file)


def _unreadable(file: str, reason: str) -> FormatError:
    return refused(file, "not-sqlite", "what SQLite cannot read", "a SQLite ledger", reason)


def refused(file: str, code: str, found: str, expected: str, advice: str = "") -> FormatError:
    """Return the error that says why a file is no SQLite ledger."""
    return FormatError(
        Problem(code=code, found=found, expected=expected, advice=advice, place=Place(file=file))
    )


def connect(path: str, *, mode: str, patience: float = PATIENCE) -> sqlite3.Connection:
    """Return a guarded connection: `mode` is `rw`, or `rwc` to make a file that is missing.

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
    for guard in _GUARDS:
        connection.execute(guard)
    return connection


def _check_kind(path: str, mode: str) -> None:
    # Never by opening it: closing a file drops every lock that this process holds on it.
    try:
        kind = os.stat(path).st_mode
    except FileNotFoundError:
        if mode == "rwc":
            return
        raise
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


def turn_on_log(connection: sqlite3.Connection, file: str, patience: float) -> None:
    """Let writers append to a log, so that readers need not wait for them.

    Raises:
        OSError: the file system does not allow it.
    """
    end = time.monotonic() + patience
    while True:
        # SQLite does not wait by itself when another connection is changing the mode as well.
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
    if mode != "wal":
        message = f"found the journal mode {mode}, expected wal; keep it on a local disk"
        raise OSError(errno.ENOTSUP, message, file)


def settle(path: str) -> None:
    """Make sure that nothing beside the file at `path` could be taken for a part of a new one.

    A log that another program left is brought into the old file first, for the new one may never
    come.

    Raises:
        LockedError: another program has the ledger open.
    """
    beside = [path + each for each in _COMPANIONS]
    if not any(map(os.path.lexists, beside)):
        return
    if os.path.isfile(path) and os.path.getsize(path):
        # What is no ledger, and no database either, has nothing to bring home.
        with suppress(FormatError):
            _bring_log_home(path)
    for each in beside:
        with suppress(FileNotFoundError):
            os.unlink(each)


def _bring_log_home(path: str) -> None:
    with told(path, 0), closing(connect(path, mode="rw", patience=0)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


__all__ = [
    "PATIENCE",
    "check_layout",
    "connect",
    "make_layout",
    "refused",
    "settle",
    "told",
    "turn_on_log",
]
