"""What the docstrings beneath the fields of a class say; they are written once, in the source."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from attrs import frozen

_COLON = "："


@frozen
class Words:
    """What a docstring of the model says about a class or a field."""

    label: str
    """The Chinese name, which stands before the full-width colon; empty when there is none."""
    meaning: str
    """What stands behind it, on one line."""


@cache
def documentation(cls: type) -> Mapping[str, str]:
    """Return field → docstring of the class `cls`, with those of the classes that it is made from.

    A field without a docstring is missing; all are where the source of the class cannot be read.

    >>> from schoolenterprise.model import Program
    >>> documentation(Program)["aliases"]
    '简称：every other form in use.'
    """
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__[:-1]):
        found.update(_own(each))
    return MappingProxyType(found)


def words(docstring: str | None) -> Words:
    """Return the Chinese label and the meaning that `docstring` gives.

    >>> words("简称：every other form in use.")
    Words(label='简称', meaning='every other form in use.')
    """
    text = " ".join((docstring or "").split())
    label, colon, meaning = text.partition(_COLON)
    return Words(label, meaning) if colon else Words("", text)


def _own(cls: type) -> Iterator[tuple[str, str]]:
    try:
        source = inspect.getsource(cls)
    except (OSError, TypeError):
        return
    definition = ast.parse(textwrap.dedent(source)).body[0]
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    for field, beneath in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = _docstring(beneath)
            if text is not None:
                yield field.target.id, inspect.cleandoc(text)


def _docstring(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        value = statement.value.value
        return value if isinstance(value, str) else None
    return None


__all__ = ["Words", "documentation", "words"]
