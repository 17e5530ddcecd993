"""Files and streams, as every format reads and writes them; what stands in them is unknown."""

import io
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import IO, Any, TypeAlias

from schoolenterprise.errors import InvalidValueError, wrong_type

Target: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str]
"""A path, or an open stream of bytes or of text."""


def name_of(target: Target) -> str | None:
    """Return the name of the file, as the caller gave it; `None` for a stream without one.

    Raises:
        InvalidValueError: `target` is no stream, and no path that any file may have.
    """
    if isinstance(target, str | os.PathLike):
        _check_path(os.fspath(target))
    elif not (hasattr(target, "read") or hasattr(target, "write")):
        raise wrong_type("file", target, "a path, or an open stream")
    if isinstance(target, str | os.PathLike):
        return os.fspath(target)
    name = getattr(target, "name", None)
    return name if isinstance(name, str) else None


def _check_path(path: str | bytes) -> None:
    if isinstance(path, bytes):
        raise wrong_type("file", path, "a path as text, or an open stream")
    try:
        possible = "\0" not in path and os.fsencode(path) is not None
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise InvalidValueError(f"file: found {path!r:.80}, expected a name that a file may have")


def contents(source: Target) -> str | bytes:
    """Return everything that stands in a file or is left in a stream."""
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as stream:
            return stream.read()
    return source.read()


def opened(source: Target) -> AbstractContextManager[IO[Any]]:
    """Return `source` open for reading; a file is closed with the block, a stream left open."""
    return open(source, "rb") if isinstance(source, str | os.PathLike) else nullcontext(source)


def write(target: Target, chunks: Iterable[bytes]) -> None:
    """Write `chunks` of UTF-8 to a stream, or to a file that takes its place when it is whole.

    A stream is left open. When making the chunks or writing them fails, the file that was there
    before is untouched.
    """
    name_of(target)  # refuses what is neither
    if isinstance(target, str | os.PathLike):
        _write_file(os.path.realpath(target), chunks)
    elif isinstance(target, io.TextIOBase):
        target.writelines(chunk.decode() for chunk in chunks)
    else:
        target.writelines(chunks)  # type: ignore[arg-type]  # no text stream, so one of bytes


# By os alone: pathlib, shutil and secrets take longer to import than the rest of the formats.
def _write_file(path: str, chunks: Iterable[bytes]) -> None:
    exists = os.path.exists(path)
    if exists and not os.path.isfile(path):
        # A pipe or a device: nothing may take its place.
        with open(path, "wb") as stream:
            stream.writelines(chunks)
        return
    # Not by tempfile, whose files nobody else may read.
    part = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}.part")
    try:
        with open(part, "xb") as stream:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
        if exists:
            os.chmod(part, os.stat(path).st_mode)
        os.replace(part, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)
        raise


__all__ = ["Target", "contents", "name_of", "opened", "write"]
