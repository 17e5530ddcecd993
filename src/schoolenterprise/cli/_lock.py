"""A lock on the folder of an output, so that two runs do not write it at once; no part is written.

The system frees the lock when the process ends, however it ends: a file left behind by one that is
gone locks nothing. What stands in the file, process, host and time, is for the message only.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from schoolenterprise.cli._ending import Code, Stopped

if sys.platform == "win32":
    import msvcrt

    _BEHIND_ALL = 2**30

    def _seize(descriptor: int) -> None:
        # Others may not read what is locked: a byte that the file does not have.
        os.lseek(descriptor, _BEHIND_ALL, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


NAME = "lock"
"""Name of the file inside the folder."""

_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_LONGEST = 1_000
_TRIES = 100


class Lock:
    """The right to write one output: held from the beginning of a `with` to its end."""

    def __init__(self, output: str, folder: str) -> None:
        self._output = output
        self._folder = folder
        self._path = os.path.join(folder, NAME)
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock, and make the folder if there is none.

        Raises:
            Stopped: another run holds it, or the folder cannot be made.
        """
        try:
            self._descriptor = self._opened()
        except OSError as error:
            reason = error.strerror or str(error)
            raise Stopped(Code.UNWRITTEN, f"{self._output}: cannot be written ({reason})") from None
        # A full disk is told of when something is lost by it.
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, json.dumps(_about_this_run()).encode())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the lock, and remove the folder if nothing else is in it."""
        # Elsewhere it is removed while it is locked, so that nobody finds it free and loses it.
        if sys.platform == "win32":
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            os.unlink(self._path)
        if sys.platform != "win32":
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            os.rmdir(self._folder)

    def _opened(self) -> int:
        """Return the file, open and locked."""
        for _ in range(_TRIES):
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._folder)
            # Who held it may just be removing file and folder: then it is tried again.
            with contextlib.suppress(FileNotFoundError):
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
                self._lock(descriptor)
                if self._is_ours(descriptor):
                    return descriptor
                os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, "its folder comes and goes")

    def _is_ours(self, descriptor: int) -> bool:
        """Say whether the file is still there under its name."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self._path))
        except FileNotFoundError:
            return False

    def _lock(self, descriptor: int) -> None:
        try:
            _seize(descriptor)
        except OSError as error:
            # A file system that knows no locks is no reason to write nothing on it.
            if error.errno not in _HELD:
                return
            holder = _holder(os.read(descriptor, _LONGEST))
            os.close(descriptor)
            advice = "wait for its end, or choose another --output"
            line = f"{self._output}: another run{holder}; {advice}"
            raise Stopped(Code.USAGE, line) from None


def _about_this_run() -> dict[str, object]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": now}


def _holder(data: bytes) -> str:
    """Return in words who holds the lock, as far as `data` tells."""
    try:
        about = json.loads(data)
        return f" (pid {about['pid']}) is writing it, on {about['host']} since {about['since']}"
    except (LookupError, TypeError, ValueError):
        return " is writing it"


__all__ = ["NAME", "Lock"]
