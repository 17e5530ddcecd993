"""`Format`: what one form of a ledger in files is; which ones there are is in `_front`."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import attrs
from attrs import frozen

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.ledger import Ledger


@frozen(kw_only=True)
class Format:
    """A form in which a ledger stands in a file.

    A package of yours offers one under the entry point group `schoolenterprise.formats`.

    >>> Format(name="names", label="名单", suffixes=(".names",), losses="all but names").lossless
    False
    """

    name: str
    """名称：what to ask for it by, in lower case."""
    label: str
    """说明：what it is called, in a few words."""
    suffixes: tuple[str, ...]
    """后缀：endings of files in it, in lower case, each with its dot: `.json`, `.json.gz`."""
    losses: str = ""
    """损失：what does not come back when it is written and read, in one line; empty: nothing of
    any record is lost."""
    extra: str | None = None
    """附加包：the extra that brings what it needs; `None`: it needs nothing beyond the core."""
    packages: tuple[str, ...] = ()
    """依赖：the modules that it needs beyond the core, by the names they are imported by."""
    load: Callable[..., Ledger] | None = None
    """读：reads a path or an open stream, with options by name; `None`: it is only written."""
    dump: Callable[..., None] | None = None
    """写：writes records to a path or an open stream, with options by name; `None`: it is only
    read."""
    load_options: tuple[str, ...] = ()
    """读取选项：names of the options that `load` takes."""
    dump_options: tuple[str, ...] = ()
    """写入选项：names of the options that `dump` takes."""

    @property
    def lossless(self) -> bool:
        """Whether all of every record comes back."""
        return not self.losses

    @property
    def reads(self) -> bool:
        """Whether files in it can be read."""
        return self.load is not None

    @property
    def writes(self) -> bool:
        """Whether files in it can be written."""
        return self.dump is not None

    @property
    def installed(self) -> bool:
        """Whether every module is there that it needs; none of them is imported."""
        find: Callable[[str], object] = import_module("importlib.util").find_spec
        return all(map(find, self.packages))

    def check_options(self, does: str, options: dict[str, Any]) -> None:
        """Refuse `options` that `load` or `dump`, whichever `does` names, does not take.

        Raises:
            InvalidValueError: one of them it does not take.
        """
        known = self.load_options if does == "load" else self.dump_options
        for option in options:
            if option not in known:
                expected = f"one of {', '.join(known)}" if known else "none"
                raise InvalidValueError(
                    f"{does} as {self.name}: found the option {option!r}, expected {expected}"
                )


def later(module: str, function: str) -> Callable[..., Any]:
    """Return the `function` of a `module` of this room, which is imported at the first call.

    So importing stays cheap however many formats there are.
    """

    def call(*values: Any, **options: Any) -> Any:
        home = import_module(f"schoolenterprise.formats.{module}")
        return getattr(home, function)(*values, **options)

    return call


def own(name: str, label: str, *suffixes: str, module: str = "", **more: Any) -> Format:
    """Return a format of this package; `more` are other fields of `Format`.

    Its module, which is called as it is unless `module` says otherwise, has `load` and `dump`.
    """
    home = module or name
    roads = {"load": later(home, "load"), "dump": later(home, "dump")}
    return Format(name=name, label=label, suffixes=suffixes, **{**roads, **more})


def packed(plain: Format, compression: str, suffix: str, **needs: Any) -> Format:
    """Return the format of files in the format `plain` that are compressed, with this suffix."""
    return attrs.evolve(
        plain,
        name=plain.name + suffix,
        label=f"{plain.label}, {compression}",
        suffixes=tuple(each + suffix for each in plain.suffixes),
        load=partial(later("_packed", "load"), plain.load, compression),
        dump=partial(later("_packed", "dump"), plain.dump, compression),
        **needs,
    )


__all__ = ["Format", "own", "packed"]
