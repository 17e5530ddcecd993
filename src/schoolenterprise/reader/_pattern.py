"""Regular expressions that are compiled when first used, so that importing stays cheap."""

import re
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression; its methods are those of a compiled one, bound at the first use."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    findall: Callable[..., list[str]]

    def __init__(self, source: str) -> None:
        self.source = source
        """The expression."""

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.source)
        for method in ("search", "match", "fullmatch", "finditer", "sub", "findall"):
            setattr(self, method, getattr(compiled, method))
        return object.__getattribute__(self, name)
