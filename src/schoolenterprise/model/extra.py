"""`Extra`: keys of an input that the model does not know, as plain JSON values; no fields."""

import math
import reprlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from schoolenterprise.errors import InvalidFieldError

DEEPEST = 64
"""How many lists and objects may lie in one another inside an unknown key."""


class Flaw(NamedTuple):
    """A value that is no plain JSON value: where, what stands there, what should."""

    path: str
    found: str
    expected: str


class Extra(Mapping[str, object]):
    """Keys that the model does not know, kept as they came; read-only, and a copy of its own.

    Values are what JSON has: `None`, `bool`, `int` of any size, finite `float`, `str`, `list` and
    `dict`. In equal ones the types are equal too: `1`, `1.0` and `True` differ.

    Raises:
        InvalidFieldError: on creation, for any other value.

    >>> extra = Extra({"remark": ["seen", 1]})
    >>> extra["remark"], extra == Extra({"remark": ["seen", True]})
    (['seen', 1], False)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, object] | None = None) -> None:
        plain = dict(items or {})
        for flaw in flaws(plain):
            raise InvalidFieldError(*flaw)
        self._items = {key: copied(value) for key, value in plain.items()}

    def __getitem__(self, key: str) -> object:
        return copied(self._items[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extra):
            return NotImplemented
        return _same(self._items, other._items)

    def __repr__(self) -> str:
        return f"Extra({self._items!r})"


_MOST_DIGITS = 4_300
"""So many digits of a whole number Python reads and writes as text."""
_LARGEST = 10**_MOST_DIGITS


def kept(items: Mapping[str, object]) -> Extra:
    """Return `items` as an `Extra`; without any, the one that is empty.

    Raises:
        InvalidFieldError: `items` is no mapping of text to plain JSON values.
    """
    if isinstance(items, Extra):
        return items
    if not isinstance(items, Mapping):
        raise InvalidFieldError("extra", repr(items), "a mapping of unknown keys to their values")
    return Extra(items) if items else NO_EXTRA


def flaws(value: object, path: str = "", depth: int = 0) -> Iterator[Flaw]:
    """Yield everything in `value` that no plain JSON value holds; `path` leads to `value`."""
    if depth > DEEPEST:
        yield Flaw(path, "a deeper one", f"at most {DEEPEST} lists and objects in one another")
    elif type(value) is dict:
        for key, item in value.items():
            told = f"{key}".encode(errors="backslashreplace").decode()
            inner = f"{path}.{told}" if path else told
            yield from _flaws_of_text(key, inner, "a key that is text")
            yield from flaws(item, inner, depth + 1)
    elif type(value) is list:
        for index, item in enumerate(value):
            yield from flaws(item, f"{path}[{index}]", depth + 1)
    elif type(value) is float:
        if not math.isfinite(value):
            yield Flaw(path, str(value), "a finite number")
    elif type(value) is int:
        if abs(value) >= _LARGEST:
            yield Flaw(path, "a longer number", f"at most {_MOST_DIGITS:,} digits")
    elif value is not None and type(value) is not bool:
        yield from _flaws_of_text(value, path, "a plain JSON value")


def has_lone_surrogate(text: str) -> bool:
    """Whether `text` holds half of a surrogate pair, which no UTF-8 file can hold."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _flaws_of_text(value: object, path: str, expected: str) -> Iterator[Flaw]:
    if type(value) is not str:
        yield Flaw(path, reprlib.repr(value), expected)
    elif has_lone_surrogate(value):
        yield Flaw(path, f"a lone surrogate in {reprlib.repr(value)}", "whole characters")


def copied(value: object) -> object:
    """Return a plain JSON value whose lists and objects are new."""
    if type(value) is dict:
        return {key: copied(item) for key, item in value.items()}
    if type(value) is list:
        return [copied(item) for item in value]
    return value


def _same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


NO_EXTRA = Extra()

__all__ = ["DEEPEST", "NO_EXTRA", "Extra", "Flaw", "copied", "flaws", "has_lone_surrogate", "kept"]
