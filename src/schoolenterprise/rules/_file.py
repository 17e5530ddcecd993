"""Reads rules out of TOML; every fault of a file is told, with its line, and none is let through.

What only other files can decide, whether an id is taken, `_book` checks.
"""

import datetime
import os
import re
import reprlib
import sys
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import evolve, field, frozen

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    UnknownNameError,
    wrong_type,
)
from schoolenterprise.rules._counting import Counting
from schoolenterprise.rules._keys import FLAGS, KEYS, NEEDED, REQUIRED
from schoolenterprise.rules._lines import Lines
from schoolenterprise.rules._metric import Metric
from schoolenterprise.rules._rule import Binding, Rule

_MOST_FAULTS = 20
"""So many faults are told one by one."""
_LONGEST_KEY = 40
_TABLES = ("binds", "counting")
"""Keys of a rule that hold further keys."""
_MOST_BYTES = 1_000_000
"""No file of rules is larger; what is, is none."""
_FIGURES = re.compile("[0-9_]+")
_AT_LINE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)$")


@frozen
class Entry:
    """One `[[rule]]` of a file."""

    values: Mapping[str, object]
    """Path of each key → what it holds."""
    index: int
    """How many came before it."""
    file: str | None
    """Name of the file."""
    lines: Lines
    """Where its keys stand."""
    problems: list[Problem] = field(factory=list)
    """What is wrong with it."""

    def fault(self, path: str, found: str, expected: str, advice: str = "") -> Problem:
        """Return the problem that a key of the rule, or the rule itself, is not as it should be."""
        name = self.values.get("id")
        return Problem(
            code="faulty-rule",
            found=found,
            expected=expected,
            advice=advice,
            place=Place(
                file=self.file,
                line=self.lines.of(self.index, path),
                record=name if isinstance(name, str) and name.strip() else None,
                path=path or None,
            ),
        )


def read_file(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """Return what stands in the file at `path`, and its name.

    Raises:
        InvalidValueError: `path` is none that a file may have.
        OSError: the file cannot be read.
    """
    if not isinstance(path, str | os.PathLike):
        raise wrong_type("file", path, "a path")
    file = os.fsdecode(path)
    try:
        with open(file, "rb") as opened:
            return opened.read(_MOST_BYTES + 1), file
    except ValueError:  # a name that no file may have
        message = f"file: found {file!r:.80}, expected a name that a file may have"
        raise InvalidValueError(message) from None


def entries(data: bytes, file: str | None) -> list[Entry]:
    """Return the rules of a file as they stand there, of which only the form of TOML is sure.

    Raises:
        FormatError: the file is no TOML, or holds something besides rules.
    """
    if len(data) > _MOST_BYTES:
        found = f"more than {_MOST_BYTES:,} bytes"
        raise FormatError(_problem(file, None, found, "a file of rules of no more than that"))
    text = _decoded(data, file)
    table = _parsed(text, file)
    lines = Lines(text)
    problems = [_no_rule(file, lines.of_top(key), key) for key in table if key != "rule"]
    rules = table.get("rule")
    if not isinstance(rules, list) or not rules or not all(isinstance(x, dict) for x in rules):
        found = f"rule = {_shown(rules)}" if "rule" in table else "no rule"
        told = any(problem.advice for problem in problems)
        expected = "one or more tables that begin with [[rule]]"
        problems += [] if told else [_problem(file, lines.of_top("rule"), found, expected)]
    refuse(problems)
    return [Entry(_flat(rule), index, file, lines) for index, rule in enumerate(rules or ())]


def rule_of(entry: Entry) -> Rule | None:
    """Return the rule that `entry` states; `None` when it is faulty, its `problems` say how."""
    entry.problems.extend(_unknown(entry))
    entry.problems.extend(_missing(entry))
    read: dict[str, Any] = {}
    for path, value in entry.values.items():
        if path in KEYS:
            try:
                read[path] = KEYS[path].read(value)
            except (InvalidValueError, UnknownNameError) as error:
                entry.problems.append(_refused(entry, path, error))
    entry.problems.extend(_misplaced(entry, read))
    if not entry.problems:
        entry.problems.extend(_contradictions(entry, read))
    return None if entry.problems else _made(read)


def refuse(problems: list[Problem]) -> None:
    """Raise FormatError with `problems`, the first twenty of them, if there are any."""
    if len(problems) > _MOST_FAULTS:
        more = f"{len(problems) - _MOST_FAULTS:,} more faults"
        file = problems[0].place.file
        problems = [*problems[:_MOST_FAULTS], _problem(file, None, more, "none")]
    if problems:
        raise FormatError(*problems)


def _decoded(data: bytes, file: str | None) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(_problem(file, line, "bytes that are no UTF-8", "UTF-8")) from None


def _parsed(text: str, file: str | None) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        fault = "brackets that lie too deep in one another"
        raise FormatError(_problem(file, None, fault, "TOML")) from None
    except ValueError as error:  # also a number of thousands of digits
        raise FormatError(_no_toml(str(error), text, file)) from None


def _no_toml(message: str, text: str, file: str | None) -> Problem:
    at = _AT_LINE.search(message)
    end = message.endswith("(at end of document)")
    line = int(at[1]) if at else text.count("\n") + 1 if end else _line_of_long_number(text)
    reason = message.partition(" (at ")[0]
    return Problem(
        code="no-toml",
        found=f"no TOML ({reason})",
        expected="TOML",
        place=Place(file=file, line=line, column=int(at[2]) if at else None),
    )


def _line_of_long_number(text: str) -> int | None:
    """Return the line of the first number that Python does not read for its length."""
    most = sys.get_int_max_str_digits()
    found = (each for each in _FIGURES.finditer(text) if len(each[0]) > most > 0)
    first = next(found, None)
    return text.count("\n", 0, first.start()) + 1 if first else None


def _problem(file: str | None, line: int | None, found: str, expected: str) -> Problem:
    place = Place(file=file, line=line)
    return Problem(code="faulty-rule", found=found, expected=expected, place=place)


def _no_rule(file: str | None, line: int | None, key: str) -> Problem:
    """Return the problem that a file holds something besides rules."""
    problem = _problem(file, line, f"unknown key {key!r:.60}", "nothing but [[rule]] tables")
    near = get_close_matches(key[:_LONGEST_KEY], ("rule",), n=1)
    return evolve(problem, advice="did you mean rule?") if near else problem


def _flat(rule: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in rule.items():
        if key in _TABLES and isinstance(value, dict):
            values |= {f"{key}.{inner}": held for inner, held in value.items()}
        else:
            values[key] = value
    return values


def _unknown(entry: Entry) -> Iterator[Problem]:
    unknown = [path for path in entry.values if path not in KEYS]
    for index, path in enumerate(unknown):
        # Of more faults than are told nobody reads the advice, and it takes its time.
        if index > _MOST_FAULTS:
            yield entry.fault(path, f"unknown key {path!r:.60}", "no such key")
        else:
            near = get_close_matches(path[:_LONGEST_KEY], KEYS, n=1)
            advice = f"did you mean {near[0]}?" if near else ""
            known = f"one of {', '.join(KEYS)}"
            yield entry.fault(path, f"unknown key {path!r}", known, advice)


def _missing(entry: Entry) -> Iterator[Problem]:
    metric = _metric(entry)
    for path in (*REQUIRED, *(NEEDED[metric] if metric else ())):
        if path not in entry.values:
            because = f", for the metric is {metric}" if metric and path not in REQUIRED else ""
            yield entry.fault("", f"no key {path!r}", f"{KEYS[path].expected}{because}")


def _refused(entry: Entry, path: str, error: Exception) -> Problem:
    reason = str(error) if "no date" in str(error) or "no period" in str(error) else ""
    return entry.fault(path, _shown(entry.values[path]), KEYS[path].expected, reason)


def _shown(value: object) -> str:
    """Return a value as TOML has it, where Python has it otherwise."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return reprlib.repr(value)
    except ValueError:  # hexadecimal digits by the thousand
        return "a number too long to show"


def _metric(entry: Entry) -> Metric | None:
    value = entry.values.get("metric")
    return next((each for each in Metric if value in (each.value, each.label)), None)


def _misplaced(entry: Entry, read: Mapping[str, Any]) -> Iterator[Problem]:
    metric = read.get("metric")
    for path in read:
        allowed = KEYS[path].metrics
        if metric and allowed and metric not in allowed:
            names = " or ".join(each.value for each in allowed)
            advice = f"remove it, for the metric is {metric}"
            yield entry.fault(path, f"the key {path!r}", f"it beside a metric {names}", advice)


def _contradictions(entry: Entry, read: Mapping[str, Any]) -> Iterator[Problem]:
    first, last = read["valid_from"], read.get("valid_to")
    if last and last.certainly_before(first):
        yield entry.fault("valid_to", str(last), f"a date not before valid_from ({first})")
    if "threshold" in read and "threshold_of" in read:
        yield entry.fault("threshold_of", "a threshold as well", "one of the two")
    low, high = read.get("fail_below"), read.get("threshold")
    if low is not None and high is not None and low >= high:
        yield entry.fault("fail_below", str(low), f"less than threshold ({high})")
    if "binds.levels_in_part" in read and "binds.condition" not in read:
        yield entry.fault("binds.levels_in_part", "no binds.condition", "one that says which")
    if "field" in read and (read["field"] in FLAGS) != (read["metric"] is Metric.FLAG):
        wanted = "a flag" if read["metric"] is Metric.FLAG else "a number"
        yield entry.fault("field", read["field"], f"{wanted}, for the metric is {read['metric']}")


def _made(read: Mapping[str, Any]) -> Rule:
    parts: dict[str, dict[str, Any]] = {"": {}, "binds": {}, "counting": {}}
    for path, value in read.items():
        table, _, key = path.rpartition(".")
        parts[table][key] = value
    plain = parts[""]
    first, last = plain.pop("valid_from"), plain.pop("valid_to", None)
    return Rule(
        **plain,
        valid=_valid(first, last),
        binds=Binding(**parts["binds"]),
        counting=Counting(**parts["counting"]),
    )


def _valid(first: PartialDate, last: PartialDate | None) -> Period:
    return Period.of(first, last, open_end=last is None)


__all__ = ["Entry", "entries", "read_file", "refuse", "rule_of"]
