"""Files and streams, replaced only when all is written; what stands in them is unknown."""

import errno
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import IO, Any, TypeAlias, cast

from schoolenterprise.errors import InvalidValueError, wrong_type

Target: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str] | io.BufferedIOBase
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
    if isinstance(source, str | os.PathLike):
        return open(source, "rb")
    return nullcontext(cast(IO[Any], source))


def write(target: Target, chunks: Iterable[bytes]) -> None:
    """Write `chunks` of UTF-8 to a stream, or to a file that takes its place when it is whole.

    A stream is left open. When making the chunks or writing them fails, the file that was there
    before is untouched.
    """
    if _takes_text(target):
        target.writelines(chunk.decode() for chunk in chunks)  # type: ignore[union-attr,misc]  # a stream of text
        return
    with replaced(target) as stream:
        stream.writelines(chunks)


@contextmanager
def replaced(target: Target) -> Iterator[IO[bytes]]:
    """Yield a stream of bytes for what is to stand in `target`; see `write`.

    Raises:
        InvalidValueError: `target` is a stream of text, or neither a stream nor a path.
    """
    name_of(target)  # refuses what is neither
    if _takes_text(target):
        raise wrong_type("file", target, "a path, or a stream of bytes")
    if not isinstance(target, str | os.PathLike):
        yield target  # type: ignore[misc]  # no text stream, so one of bytes
        return
    path = _real_path(target)
    with open(path, "wb") if _is_device(path) else _part(path) as stream:
        yield stream


def _takes_text(target: Target) -> bool:
    # Streams of `tempfile` and `codecs` are wrapped, so that their class does not tell.
    return isinstance(target, io.TextIOBase) or hasattr(target, "encoding")


def _real_path(target: str | os.PathLike[str]) -> str:
    """Return where links lead, which stay links when the file is replaced."""
    path = os.path.realpath(target)
    if os.path.islink(path):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(target))
    return path


def _is_device(path: str) -> bool:
    """Whether a pipe or a device stands there: nothing may take its place."""
    return os.path.exists(path) and not os.path.isfile(path)


# By os alone: pathlib, shutil and secrets take longer to import than the rest of the formats; and
# not by tempfile, whose files nobody else may read.
@contextmanager
def _part(path: str) -> Iterator[IO[bytes]]:
    """Yield a stream whose bytes stand at `path` when the block ends well."""
    part = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}.part")
    try:
        with open(part, "xb", opener=_as_private_as(path)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if os.path.exists(path):
            os.chmod(part, os.stat(path).st_mode)
        os.replace(part, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(part)
        if isinstance(error, OSError) and error.filename == part:
            error.filename, error.filename2 = path, None
        raise


def _as_private_as(path: str) -> Callable[[str, int], int]:
    """Return what makes a file that nobody may read who may not read the one at `path`."""
    mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666
    return lambda part, flags: os.open(part, flags, mode | 0o200)


__all__ = ["Target", "contents", "name_of", "opened", "replaced", "write"]
