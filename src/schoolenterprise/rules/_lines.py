"""Line numbers of the tables and keys of a TOML file, which the parser does not tell.

It expects a file that the parser has taken; what it does not understand has no line.
"""

import re
from collections.abc import Iterator

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_PATH = rf"({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*{_PATH}[ \t]*\]")
_KEY = re.compile(rf"[ \t]*{_PATH}[ \t]*=")
_BLANKS = re.compile(r"[ \t]*\.[ \t]*")
# Strings and comments whole, so that a bracket or an end of line inside them counts for nothing.
_TOKEN = re.compile(
    r"""
    \"{3} (?: [^"\\] | \\. | \"{1,2}(?!\") )* \"{3,5}
    | '{3} .*? '{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | ' [^'\n]* '
    | \# [^\n]*
    | [\[\]{}\n]
    """,
    re.VERBOSE | re.DOTALL,
)


class Lines:
    """Where the keys of the n-th `[[rule]]` of a file stand."""

    def __init__(self, text: str) -> None:
        self._found: dict[tuple[int | None, str], int] = {}
        self._top: dict[str, int] = {}
        index, table = -1, ""
        for number, line in _starts(text):
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                name = _plain(header[2])
                index += header[1] == "[[" and name == "rule"
                inside = header[1] == "[[" or "." in name
                table = name[5:] if inside and f"{name}.".startswith("rule.") else name
                self._note(index, table, number)
            elif key:
                self._note(index, ".".join(filter(None, (table, _plain(key[1])))), number)

    def _note(self, index: int, path: str, number: int) -> None:
        self._found.setdefault((index, path), number)
        self._top.setdefault(path, number)

    def of(self, index: int, path: str) -> int | None:
        """Return the line of a key of the n-th rule, from 0; else that of what holds it."""
        while path and (index, path) not in self._found:
            path = path.rpartition(".")[0]
        return self._found.get((index, path)) or self._found.get((-1, "rule"))

    def of_top(self, path: str) -> int | None:
        """Return the line of a key that stands in no rule."""
        return self._top.get(path)


def _plain(key: str) -> str:
    return _BLANKS.sub(".", key).replace('"', "").replace("'", "")


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines on which something begins: in no long string, in no open bracket."""
    lines = text.split("\n")
    yield 1, lines[0]
    number, depth = 1, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        depth += (token in ("[", "{")) - (token in ("]", "}"))
        number += token.count("\n")
        if token == "\n" and depth == 0:
            yield number, lines[number - 1]


__all__ = ["Lines"]
