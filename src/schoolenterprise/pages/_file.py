"""The bytes in a file, or the problem that it cannot be read; what stands in them is unknown."""

import os
import stat

from schoolenterprise.errors import Place, Problem


def read_bytes(path: str) -> bytes:
    """Return everything in the file at `path`.

    Raises:
        OSError: it cannot be read, or is a pipe or a device, which may never end.
    """
    try:
        # Before it is opened: that alone waits when it is a pipe.
        kind = os.stat(path).st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise OSError("no regular file but a pipe or a device")
        with open(path, "rb") as stream:
            return stream.read()
    except ValueError as error:  # a NUL inside the path
        raise OSError(f"no path, {error}") from None


def unreadable(file: str, error: OSError) -> Problem:
    """Return the problem that `file` cannot be read because of `error`."""
    found, expected = error.strerror or str(error), "a file that can be read"
    if isinstance(error, FileNotFoundError):
        found, expected = "nothing at this path", "a file or a folder"
    place = Place(file=file)
    return Problem(code="unreadable-file", found=found, expected=expected, place=place)


__all__ = ["read_bytes", "unreadable"]
