"""Twins of frozen classes whose fields can be set; it fills none of them."""

from functools import cache


@cache
def blank(cls: type) -> type:
    """Return a class like `cls` whose fields can be set: an object is filled, then made a `cls`.

    Setting the fields of a frozen class takes five times as long.
    """
    free = {"__init__", "__setattr__", "__delattr__"}
    body = {"__slots__": ()} | {name: getattr(object, name) for name in free}
    return type(f"Blank{cls.__name__}", (cls,), body)


__all__ = ["blank"]
