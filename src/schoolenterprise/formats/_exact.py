"""Text of JSON as a tree that hides nothing: exact numbers, and marks where something was lost.

It is ten times slower than orjson, which keeps the last of two equal keys and rounds large numbers
without a word, and refuses half characters.
"""

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal

import attrs

from schoolenterprise.convert import RepeatedKeys, RoundedNumber, Unreadable
from schoolenterprise.errors import FormatError, Place, Problem

DEEPEST = 100
"""How many lists and objects may lie in one another; a value beyond is `Unreadable`."""

# A string, even one that never ends; or a bracket. Possessive, so that it takes linear time.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)


def exact_tree(text: str | bytes) -> object:
    """Return the tree that the JSON `text` writes, with the marks of `convert` in it.

    Raises:
        FormatError: it is no JSON, or no UTF-8; the place has line and column.
    """
    characters = text if isinstance(text, str) else decoded(text)
    characters = characters.removeprefix("\ufeff")
    try:
        return _tree(characters)
    except RecursionError:
        return _tree_of_deep(characters)
    except json.JSONDecodeError as error:
        raise _no_json(characters, error.pos, error.msg) from None


def decoded(text: bytes) -> str:
    """Return `text`, which is UTF-8.

    Raises:
        FormatError: it is not; the place has line and column.
    """
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        before = text[: error.start].decode()
        found = f"the byte 0x{text[error.start]:02x}"
        place = place_in(before, len(before))
        raise FormatError(
            Problem(code="not-utf-8", found=found, expected="text in UTF-8", place=place)
        ) from None


def _tree(text: str, deep: str | None = None) -> object:
    def made(pairs: list[tuple[str, object]]) -> object:
        if deep is not None and pairs == [(deep, None)]:
            return Unreadable(f"lists and objects in one another, deeper than {DEEPEST}")
        items = dict(pairs)
        return items if len(items) == len(pairs) else RepeatedKeys(pairs)

    return json.loads(
        text,
        object_pairs_hook=made,
        parse_int=whole_number_of,
        parse_float=number_of,
        parse_constant=Unreadable,
    )


def whole_number_of(literal: str) -> object:
    """Return the whole number that `literal` writes; `Unreadable` beyond all bounds."""
    try:
        return int(literal)
    except ValueError:  # the interpreter bounds how many digits it converts
        return Unreadable(f"a number of {len(literal)} digits")


def number_of(literal: str) -> object:
    """Return the number that `literal` writes; `RoundedNumber` where a float keeps less."""
    number = float(literal)
    if not math.isfinite(number):
        return Unreadable(f"the number {literal:.60}, which is too large")
    return number if _is_exact(literal, number) else RoundedNumber.of(literal)


def _is_exact(literal: str, number: float) -> bool:
    try:
        return Decimal(literal) == Decimal(repr(number))
    except ArithmeticError:  # an exponent beyond all bounds
        return False


def _tree_of_deep(text: str) -> object:
    """Return the tree of a text nested so deep that the parser gave up: what is deep is cut out."""
    mark = "deep"
    while mark in text:
        mark += "+"
    stand_in = json.dumps({mark: None})
    spans = list(_deep_spans(text))
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    kept = (text[end:start] for end, start in zip(ends, starts, strict=True))
    try:
        return _tree(stand_in.join(kept), mark)
    except json.JSONDecodeError as error:
        position = error.pos
        for start, end in spans:
            if start < position:
                position += end - start - len(stand_in)
        raise _no_json(text, position, error.msg) from None


def _deep_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every list and object that lies deeper than `DEEPEST`.

    Raises:
        FormatError: the text ends inside one.
    """
    depth = start = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == DEEPEST + 1:
                start = token.start()
        elif token[0] in "]}":
            depth -= 1
            if depth == DEEPEST:
                yield start, token.end()
    if depth > DEEPEST:
        raise _no_json(text, len(text), f"{depth} brackets are never closed")


def in_file(problem: Problem, file: str | None) -> Problem:
    """Return `problem`, of a text, as one of the file that holds the text."""
    return attrs.evolve(problem, place=attrs.evolve(problem.place, file=file))


def _no_json(text: str, position: int, reason: str) -> FormatError:
    found = repr(text[position : position + 20]) if text[position:] else "the end of the text"
    return FormatError(
        Problem(
            code="not-json",
            found=found,
            expected="JSON",
            advice=reason,
            place=place_in(text, position),
        )
    )


def place_in(text: str, position: int) -> Place:
    """Return line and column of a `position` in `text`."""
    line = text.count("\n", 0, position) + 1
    return Place(line=line, column=position - text.rfind("\n", 0, position))


__all__ = [
    "DEEPEST",
    "decoded",
    "exact_tree",
    "in_file",
    "number_of",
    "place_in",
    "whole_number_of",
]
