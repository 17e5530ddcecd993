"""Folders that are written whole: made beside, then put in the place of the old one."""

import ctypes
import os
import shutil
import sys
from collections.abc import Container, Iterable
from contextlib import suppress

from schoolenterprise.errors import InvalidValueError

# Linux: renameat2(2), with the current folder and the flag that lets two names change places.
_CURRENT_FOLDER = -100
_EXCHANGE = 2


def write_folder(path: str, files: Iterable[tuple[str, bytes]], known: Container[str]) -> None:
    """Write a folder of `files`, each a name and its bytes; it replaces one that is there.

    When making or writing the files fails, the folder that was there is untouched. On Linux the two
    are exchanged in one step; elsewhere there is a moment between two renamings in which neither
    bears the name, and both lie beside it, whole.

    Raises:
        InvalidValueError: the folder that is there holds files that are not among the `known`, and
            would be lost.
        OSError: it cannot be written, or is no folder.
    """
    path = os.path.realpath(path)
    _refuse_others(path, known)
    part = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}.part")
    try:
        os.mkdir(part)
        for name, data in files:
            with open(os.path.join(part, name), "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        _sync(part)
        _put(part, path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _sync(os.path.dirname(path))


def _refuse_others(path: str, known: Container[str]) -> None:
    if not os.path.lexists(path):
        return
    others = sorted(name for name in os.listdir(path) if name not in known)
    if others:
        raise InvalidValueError(
            f"{path}: found {others[0]!r} in the folder, expected nothing but the tables of a"
            " ledger; replacing the folder would lose it"
        )


def _put(part: str, path: str) -> None:
    """Put `part` in the place of `path`, and what was there in the place of `part`."""
    if not os.path.lexists(path):
        os.rename(part, path)
        return
    os.chmod(part, os.stat(path).st_mode)
    if _exchanged(part, path):
        return
    old = f"{part}.old"
    os.rename(path, old)
    try:
        os.rename(part, path)
    except BaseException:
        os.rename(old, path)
        raise
    os.rename(old, part)


def _exchanged(one: str, other: str) -> bool:
    """Whether the two names have changed places in one step; not every system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        exchange = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(exchange(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _EXCHANGE) == 0)


def _sync(folder: str) -> None:
    """Let the names in `folder` outlast a loss of power, where the system can promise that."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


__all__ = ["write_folder"]
