"""The front door: `load` and `dump` find the format of a file and leave the rest to it.

Those of this package are in `_own`; those of others in `_plugins`, which is asked when none of
this one will do.
"""

import os
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any, Literal

from schoolenterprise.errors import Problem, UnknownNameError
from schoolenterprise.files import Target, name_of
from schoolenterprise.formats._format import Format
from schoolenterprise.formats._own import FORMATS
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record


def load(source: Target, *, format: str | None = None, **options: Any) -> Ledger:
    """Return the ledger that a file or stream holds; its `problems` say what was amiss.

    `format` names the format; `None`: the suffix tells, which a stream does not have. `options`
    are those of the format.

    Raises:
        UnknownNameError: there is no such format, none for the suffix, or it is only written.
        InvalidValueError: `source` is neither a stream nor a path, or the format takes no such
            option.
        MissingExtraError: the format needs a package that is not installed.
        FormatError: what stands there is not of the format at all.
        OSError: it cannot be read.
    """
    found = format_of(source, format, does="load")
    if found.load is None:
        raise UnknownNameError(f"files in the format {found.name} are written, never read")
    found.check_options("load", options)
    return found.load(source, **options)


def dump(
    records: Iterable[Record], target: Target, *, format: str | None = None, **options: Any
) -> None:
    """Write `records`, a ledger for one, to a file or stream.

    A file is replaced only when all is written. `format` and `options` are as for `load`.

    Raises:
        UnknownNameError: there is no such format, none for the suffix, or it is only read.
        InvalidValueError: one of them is no record, `target` neither a stream nor a path, or the
            format takes no such option.
        MissingExtraError: the format needs a package that is not installed.
        OSError: it cannot be written.
    """
    found = format_of(target, format, does="dump")
    if found.dump is None:
        raise UnknownNameError(f"files in the format {found.name} are read, never written")
    found.check_options("dump", options)
    found.dump(records, target, **options)


def format_of(
    target: Target, name: str | None = None, *, does: Literal["load", "dump"] | None = None
) -> Format:
    """Return the format with this `name`; when it is `None`, the one of the suffix of `target`.

    Of several suffixes that fit the longest counts: `.json.gz` before `.gz`. `does` says what it is
    wanted for: when there is none, the message lists only formats that do it; `None`: it lists all.

    Raises:
        UnknownNameError: there is none.
        InvalidValueError: `target` is neither a stream nor a path.

    >>> format_of("台账.json").name, format_of("台账.JSON.gz").name
    ('json', 'json.gz')
    """
    name_of(target)  # refuses what is neither
    if name is not None:
        found = _named(name, FORMATS) or _named(name, _others().formats())
        asked = f"the format {name!r}"
    elif isinstance(target, str | os.PathLike):
        path = os.fspath(target)
        file = os.path.basename(path.rstrip(os.sep)).lower()
        found = _ending(file, FORMATS) or _ending(file, _others().formats())
        asked = f"the suffix {os.path.splitext(file)[1]!r} of {path}"
    else:
        raise _unknown("a stream, which has no suffix", does)
    if found is None:
        raise _unknown(asked + _hint(target, name, does), does)
    return found


def available() -> tuple[Format, ...]:
    """Return every format that there is, those of other packages last.

    >>> [each.name for each in available() if ".json" in each.suffixes]
    ['json']
    """
    return (*FORMATS, *_others().formats())


def plugin_problems() -> tuple[Problem, ...]:
    """Return what is amiss with the formats that other packages offer, a problem each."""
    problems: tuple[Problem, ...] = _others().problems()
    return problems


def _named(name: str, formats: Iterable[Format]) -> Format | None:
    return next((each for each in formats if each.name == name), None)


def _ending(file: str, formats: Iterable[Format]) -> Format | None:
    fitting = [
        (len(suffix), each)
        for each in formats
        for suffix in each.suffixes
        if file.endswith(suffix) and file != suffix
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _hint(target: Target, name: str | None, does: str | None) -> str:
    """Return how to name the one format whose folders need no suffix, when `target` is a folder."""
    if name is not None or not (isinstance(target, str | os.PathLike) and os.path.isdir(target)):
        return ""
    option = "--to" if does == "dump" else "--from"
    return f' (a folder of CSV tables needs format="csv", at the command convert {option} csv)'


def _unknown(asked: str, does: str | None) -> UnknownNameError:
    able = (each for each in available() if does is None or getattr(each, does) is not None)
    known = ", ".join(f"{each.name} ({' '.join(each.suffixes)})" for each in able)
    amiss = "".join(f"; {each}" for each in plugin_problems())
    return UnknownNameError(f"found {asked}, expected one of {known}{amiss}")


def _others() -> ModuleType:
    """Return the module of the formats of other packages, which takes long to look for them."""
    return import_module("schoolenterprise.formats._plugins")


__all__ = ["Format", "available", "dump", "format_of", "load", "plugin_problems"]
