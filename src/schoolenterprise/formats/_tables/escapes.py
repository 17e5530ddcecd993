r"""Marks in the text of a cell: what a person must not lose sight of is written as an escape.

- `\；`, `\、`, `\（` …: a mark that would end an item or a part, taken as a character of its own;
- `\\`: a backslash; one before any other character stands for itself: `C:\学校` is as typed;
- `\u0007`: a control character, a blank at either end, and what no workbook can hold.
"""

import re
from collections.abc import Iterator
from functools import cache

_MARKS = r"\\；;、，,（）()：:〔'\n"
_READ = re.compile(rf"\\(?:u([0-9a-f]{{4}})|([{_MARKS}]))")
# Control characters but the line feed, which spreadsheets have; the last are no characters in XML.
_UNSEEN = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_HIDDEN = re.compile(rf"[{_UNSEEN}\ud800-\udfff]")
_OPEN, _CLOSED = "（(", "）)"


def escaped(text: str, marks: str = "") -> str:
    r"""Return `text` as it stands in a cell; `marks` are the characters that would end it there.

    >>> escaped(" 甲；乙\t", "；")
    '\\u0020甲\\；乙\\u0009'
    """
    pattern = _written(marks)
    return pattern.sub(_escape, text) if pattern.search(text) else text


def visible(text: str) -> str:
    r"""Return `text` with everything that no workbook can hold as an escape; it is not read back.

    >>> visible("甲\x07\\")
    '甲\\u0007\\'
    """
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def unescaped(text: str) -> str:
    r"""Return the text that stands in a cell as `text`.

    >>> unescaped("甲\\；乙"), unescaped("C:\\学校")
    ('甲；乙', 'C:\\学校')
    """
    return _READ.sub(_meant, text) if "\\" in text else text


def split(text: str, marks: str) -> Iterator[str]:
    r"""Yield the parts of `text`, still escaped, between `marks` that stand outside brackets.

    >>> list(split("甲（一；二）；乙\\；丙", "；"))
    ['甲（一；二）', '乙\\；丙']
    """
    if "\\" not in text and not any(bracket in text for bracket in _OPEN):
        yield from re.split(f"[{re.escape(marks)}]", text)
        return
    start = depth = at = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character in _OPEN:
            depth += 1
        elif character in _CLOSED:
            depth = max(0, depth - 1)
        elif depth == 0 and character in marks:
            yield text[start:at]
            start = at + 1
        at += 1
    yield text[start:]


def head_and_inside(text: str) -> tuple[str, str | None, bool]:
    """Return what stands before the first bracket, what in it, and whether it ends the text.

    >>> head_and_inside("张三（院长（主持））"), head_and_inside("张三")
    (('张三', '院长（主持）', True), ('张三', None, True))
    """
    start = -1
    depth = at = 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character in _OPEN:
            depth += 1
            start = at if start < 0 else start
        elif character in _CLOSED:
            depth -= 1
            if depth <= 0:
                whole = start >= 0 and depth == 0 and not text[at + 1 :].strip()
                return text[: max(start, 0)], text[start + 1 : at], whole
        at += 1
    return (text, None, True) if start < 0 else (text[:start], text[start + 1 :], False)


def balanced(text: str) -> bool:
    """Whether every bracket in `text` has its other half, so that it may stand in brackets."""
    depth = 0
    for character in text:
        if character in _OPEN:
            depth += 1
        elif character in _CLOSED:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


@cache
def _written(marks: str) -> re.Pattern[str]:
    # `_x0041_` is how workbooks write a character; 〔已截断 is how this package marks a cut.
    inside = rf"[\\{_UNSEEN}{re.escape(marks)}]"
    return re.compile(rf"^\s|\s\Z|{inside}|_(?=x[0-9A-Fa-f]{{4}}_)|〔(?=已截断)")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    plain = character in "\\；;、，,（）()：:〔"
    return f"\\{character}" if plain else f"\\u{ord(character):04x}"


def _meant(match: re.Match[str]) -> str:
    code, mark = match.groups()
    return chr(int(code, 16)) if code else str(mark)


__all__ = ["balanced", "escaped", "head_and_inside", "split", "unescaped", "visible"]
