"""Chinese labels of classes and fields, with which their docstrings open; no values, no tables."""

from schoolenterprise.schema._documentation import documentation, words


def class_label(cls: type) -> str:
    """Return the Chinese label of a record class; its name when it has none.

    >>> from schoolenterprise.model import Visit
    >>> class_label(Visit), field_label(Visit, "hosts"), field_label(Visit, "evidence")
    ('走访', '被访单位', '依据')
    """
    return words(cls.__doc__).label or cls.__name__


def field_label(cls: type, name: str) -> str:
    """Return the Chinese label of the field `name` of `cls`; `name` itself when it has none."""
    return words(documentation(cls).get(name)).label or name


__all__ = ["class_label", "field_label"]
