"""Chinese labels of classes and fields, with which their docstrings open; no values, no tables."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise


def class_label(cls: type) -> str:
    """Return the Chinese label of a record class; its name when it has none.

    >>> from schoolenterprise.model import Visit
    >>> class_label(Visit), field_label(Visit, "hosts"), field_label(Visit, "evidence")
    ('走访', '被访单位', '依据')
    """
    return _label(cls.__doc__ or "") or cls.__name__


def field_label(cls: type, name: str) -> str:
    """Return the Chinese label of the field `name` of `cls`; `name` itself when it has none."""
    labels = (_field_labels(each).get(name) for each in cls.__mro__)
    return next(filter(None, labels), name)


@cache
def _field_labels(cls: type) -> dict[str, str]:
    """Return the labels of the fields that `cls` itself declares."""
    try:
        tree = ast.parse(inspect.getsource(cls))
    except (OSError, TypeError):  # no source beside the program, or a class of Python itself
        return {}
    return dict(_labelled(tree.body[0]))


def _labelled(declaration: ast.stmt) -> Iterator[tuple[str, str]]:
    body = declaration.body if isinstance(declaration, ast.ClassDef) else []
    for field, beneath in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = beneath.value if isinstance(beneath, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield field.target.id, _label(text.value)


def _label(docstring: str) -> str:
    label, colon, _ = docstring.partition("：")
    return label if colon and not label.isascii() else ""


__all__ = ["class_label", "field_label"]
