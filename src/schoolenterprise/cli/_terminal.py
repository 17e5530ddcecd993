"""What reaches the terminal: safe text, lines on standard error, consoles for tables."""

import io
import os
import sys
import unicodedata
from typing import TextIO

from rich.console import Console
from rich.text import Text

WIDTH = 100
"""Columns of a table where there is no terminal and COLUMNS is not set."""
NARROWEST = 20
"""Columns of a table at least, however narrow the terminal says it is."""

# Control characters, invisible ones that turn the direction of text, halves of pairs, line ends.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class _Console(Console):
    """A console that leaves a closed pipe to its caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def safe(text: str) -> str:
    r"""Return `text` with everything escaped that a terminal would obey instead of showing it.

    >>> print(safe("武职\x1b[2J.txt"), safe("a\u202eb"), safe("两 行\n"))
    武职\x1b[2J.txt a\u202eb 两 行\n
    """
    if text.isprintable():
        return text
    return "".join(
        each.encode("unicode_escape").decode() if is_obeyed(each) else each for each in text
    )


def is_obeyed(character: str) -> bool:
    """Say whether a terminal would obey `character` instead of showing it."""
    return unicodedata.category(character) in _UNSAFE


def plain(text: str, style: str = "") -> Text:
    """Return `text` as rich shows it: safe, and without a meaning for square brackets."""
    return Text(safe(text), style=style)


def say(line: str) -> None:
    """Print one line on standard error."""
    print(safe(line), file=sys.stderr)


def prepare_streams() -> None:
    """Make standard output and error take any text.

    What their encoding cannot hold is escaped; what goes to a closed one goes nowhere.
    """
    sys.stdout = prepared(sys.stdout)
    sys.stderr = prepared(sys.stderr)


def prepared(stream: TextIO | None) -> TextIO:
    """Return a stream in the place of `stream`, which is `None` when it is closed."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, COLUMNS or `WIDTH`."""
    made = _Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    named = os.environ.get("COLUMNS", "").isdigit()
    made.width = max(NARROWEST, made.width if made.is_terminal or named else WIDTH)
    return made


__all__ = [
    "NARROWEST",
    "WIDTH",
    "console",
    "is_obeyed",
    "plain",
    "prepare_streams",
    "prepared",
    "safe",
    "say",
]
