"""Words for the problems of a conversion: what a value is, where it stands; no judgement."""

import reprlib

from schoolenterprise.convert._marks import Unreadable


def described(value: object) -> str:
    """Return what `value` is, in the terms of JSON."""
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Unreadable):
        return value.words
    if isinstance(value, int | float):
        return f"the number {reprlib.repr(value)}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return "an object" if isinstance(value, dict) else reprlib.repr(value)


def joined(path: str, name: object) -> str:
    """Return the path of `name` inside what stands at `path`."""
    return f"{path}.{name}" if path else f"{name}"


def printable(text: str) -> str:
    """Return `text` with half characters, which nothing can print, written as escapes."""
    return text.encode(errors="backslashreplace").decode()


__all__ = ["described", "joined", "printable"]
