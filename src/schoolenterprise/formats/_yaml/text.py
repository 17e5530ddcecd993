"""Plain values as lines of YAML, in blocks; whether they are a record is not asked.

Written without PyYAML: only what every reader of YAML 1.1 and 1.2 takes for text stands without
quotes.
"""

import re
from collections.abc import Iterator

# Begins with a letter, holds letters, figures and marks that mean nothing to YAML; a colon or a
# blank only before a letter or figure. Each character fits one branch, so it takes linear time.
_PLAIN = re.compile(r"[^\W\d_](?:[\w./()+=%—…·、。，；：？！（）《》“”‘’-]|[: ](?=\w))*+")
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
_TO_ESCAPE = re.compile(
    r'["\\]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_LONGEST_KEY = 500
_STEP = "  "
_BREAK = "\n"
# What a block cannot hold as it is.
_UNFIT = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def lines_of(value: object, indent: str = "") -> Iterator[str]:
    """Yield the lines of a list or object that is not empty, each behind `indent`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _behind(_key(key, indent), item, indent)
    elif isinstance(value, list):
        for item in value:
            yield from _item(item, indent)


def _item(item: object, indent: str) -> Iterator[str]:
    if not (item and isinstance(item, dict | list)):
        yield from _behind(f"{indent}-", item, indent)
        return
    first, *rest = lines_of(item, indent + _STEP)
    yield f"{indent}- {first[len(indent) + len(_STEP) :]}"
    yield from rest


def _key(key: str, indent: str) -> str:
    written = _one_line(key)
    # Readers look so far, and no farther, for the colon.
    return (
        f"{indent}? {written}\n{indent}:" if len(written) > _LONGEST_KEY else f"{indent}{written}:"
    )


def _behind(head: str, value: object, indent: str) -> Iterator[str]:
    """Yield the lines of `value` behind its key or dash."""
    if isinstance(value, dict | list) and value:
        yield head
        yield from lines_of(value, indent + _STEP)
    elif isinstance(value, str) and _is_block(value):
        yield f"{head} {'|' if value.endswith(_BREAK) else '|-'}"
        lines = value.removesuffix(_BREAK).split(_BREAK)
        yield from (f"{indent}{_STEP}{line}" if line else "" for line in lines)
    else:
        yield f"{head} {_one_line(value)}"


def _is_block(text: str) -> bool:
    """Whether `text` may stand as it is, below its key: none of its marks is lost on the way."""
    body = text.removesuffix(_BREAK)
    if _BREAK not in body or _UNFIT.search(body):
        return False
    return not (body[0].isspace() or body.endswith(_BREAK) or body.rpartition(_BREAK)[2].isspace())


def _one_line(value: object) -> str:
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
            return value
        return f'"{_TO_ESCAPE.sub(_escaped, value)}"'
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return "null" if value is None else str(value).lower()


def _number(value: float) -> str:
    """Return `value` so that readers of YAML 1.1, who ask for a point, take it for a number."""
    number, exponent, power = repr(value).partition("e")
    return f"{number}.0e{power}" if exponent and "." not in number else repr(value)


def _escaped(match: re.Match[str]) -> str:
    number = ord(match[0])
    return _ESCAPES.get(match[0]) or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")


__all__ = ["lines_of"]
