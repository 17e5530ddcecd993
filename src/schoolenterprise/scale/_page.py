"""A page on its way: what names it, and what came of it; how it is read is not here."""

import os
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.reader import Reading

Page: TypeAlias = str | os.PathLike[str] | tuple[str, str | bytes]
"""A page to read: the path of its file, or a pair of a name and the text or bytes themselves."""

Named: TypeAlias = tuple[str, str | bytes | None]
"""A page as it travels: its name, and its text or bytes; `None`: they are in the file so named."""


@frozen(kw_only=True)
class PageRead:
    """What came of one page."""

    path: str
    """The path, or the name of a pair, as it was given."""
    reading: Reading | None = None
    """What was read; `None`: the page could not be read, or nothing stands in it."""
    problems: tuple[Problem, ...] = ()
    """What is to be said about the file itself; an error: it could not be read."""


def named(page: Any) -> Named:
    """Return `page` as it travels.

    Raises:
        InvalidValueError: it is neither a path nor a pair of a name and a text.
    """
    if isinstance(page, str | os.PathLike):
        path = os.fspath(page)
        if isinstance(path, str):
            return path, None
    if isinstance(page, tuple) and len(page) == 2:
        name, content = page
        if isinstance(name, str) and isinstance(content, str | bytes):
            return name, content
    found = f"{page!r:.60}"
    raise InvalidValueError(f"pages: found {found}, expected a path, or a name with its text")


__all__ = ["Named", "Page", "PageRead", "named"]
