"""Making records out of values that are known to fit: what is computed stays, nothing is checked.

For readers that make thousands of records; everybody else calls the class itself.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import attrs

_P = ParamSpec("_P")
_T = TypeVar("_T")


def unchecked(cls: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return what makes records or values of `cls` out of the same arguments, without validators.

    The caller answers for the types and forms of the values. The id is made as ever, and what was
    made this way is an ordinary instance of `cls`.

    >>> from schoolenterprise.model import Program
    >>> unchecked(Program)(name="访企拓岗") == Program(name="访企拓岗")
    True
    """
    kind = cast(type[Any], cls)
    finish: Callable[[Any], None] = getattr(kind, "__attrs_post_init__", _nothing)

    def become(draft: Any) -> None:
        draft.__class__ = kind
        finish(draft)

    # A draft has the slots of the class but may be written to: each field costs one plain store.
    body = {
        "__slots__": (),
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
        "__attrs_post_init__": become,
    }
    make = attrs.define(
        kw_only=True,
        eq=False,
        repr=False,
        weakref_slot=False,
        on_setattr=attrs.setters.NO_OP,
        field_transformer=_plain,
    )
    return cast(Callable[_P, _T], make(type(kind.__name__, (kind,), body)))


def _nothing(instance: object) -> None:
    """Finish a value that has nothing to compute."""


def _plain(_: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    return [each.evolve(validator=None, converter=None, on_setattr=None) for each in fields]


__all__ = ["unchecked"]
