"""The error of a question that records of a class cannot be asked: which classes can."""

from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


def tells_who_answers(cls: type[T]) -> type[T]:
    """Let an attribute that a selection lacks say which selections have it.

    The method is set here and not written into the class, where type checkers would take it to
    mean that a selection has every attribute.
    """

    def __getattr__(self: Any, name: str) -> NoReturn:  # what Python calls it
        others = [] if name.startswith("_") else _having(cls, name)
        hint = f"; {', '.join(others)} can" if others else ""
        message = f"{type(self).__name__} cannot be asked {name!r}{hint}"
        raise AttributeError(message, name=name, obj=self)

    cls.__getattr__ = __getattr__  # type: ignore[attr-defined]  # see above
    return cls


def _having(cls: type, name: str) -> list[str]:
    """Return the last classes made from `cls` that have an attribute, by name."""
    return sorted({each.__name__ for each in _last_of(cls) if hasattr(each, name)})


def _last_of(cls: type[Any]) -> Iterator[type[Any]]:
    heirs: list[type[Any]] = cls.__subclasses__()
    for each in heirs:
        yield from _last_of(each)
    if not heirs:
        yield cls


__all__ = ["tells_who_answers"]
