"""Values of a record as they stand in one cell, and back; what a table is, it does not know.

- a list: its items with `；` between them;
- a part of a record: what it is about, in brackets the rest, `张三（院长、教授，单位：蓝海公司）`;
- a person at an occasion is the one whose name no other person bears, unless `人员：` says who;
- a member of a closed set: its Chinese label; whether something holds: 是, 否;
- a quantity: `≥10家`; a date that is no full day: EDTF.
"""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.dates import PartialDate, Precision, parse
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats._tables.escapes import (
    balanced,
    escaped,
    head_and_inside,
    split,
    unescaped,
)
from schoolenterprise.formats._tables.names import NONE, Names
from schoolenterprise.model import (
    Milestone,
    Outcome,
    Participant,
    Post,
    Reference,
    Shape,
    Signatory,
    shapes,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.schema import field_label
from schoolenterprise.text import fold
from schoolenterprise.vocabulary.labels import Labelled

Cell: TypeAlias = str | int | datetime.date | None
"""What stands in a cell; `None`: nothing."""

YES, NO = "是", "否"
_FLAGS = {YES: True, NO: False, "TRUE": True, "FALSE": False, "√": True, "×": False}

ITEMS, PARTS, TITLES, COLONS = "；;\n", "，,", "、", "：:"
_BRACKETS = "（）()"

FORMS: dict[type, tuple[str, str]] = {
    Participant: ("name", "titles"),
    Signatory: ("name", "titles"),
    Post: ("title", "organization"),
    Milestone: ("kind", "date"),
    Outcome: ("what", "quantity"),
}
"""Part of a record → the field before its bracket, and the one that opens what stands in it."""

EXAMPLES: dict[type, str] = {
    Participant: "何静（校长、教授，单位：星川学院）",
    Signatory: "何静（校长、教授，单位：星川学院）",
    Post: "校长（星川学院，起任：2020）",
    Milestone: "签约（2022-03）",
    Outcome: "提供岗位数（≥100个）",
    Quantity: "≥10家, 3–5家, 约100人",
}
"""Part of a record → how a cell may write it."""

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月)?")
_DIGITS = re.compile(r"[0-9]{1,19}")


def written(shape: Shape, value: Any, names: Names) -> Cell:
    """Return what stands in the cell of a field with this `shape` that holds `value`."""
    if shape.many:
        return "；".join(_item(shape, each, names) for each in value) or None
    if value is None or type(value) is int:
        return value
    if shape.kind in ("date", "when"):
        day = _full_day(value)
        return day or str(value.edtf)
    return _text(shape, value, names, "")


def read(shape: Shape, text: str, names: Names) -> Any:
    """Return the plain value that stands in a cell as `text`, which is not blank.

    Raises:
        InvalidValueError: it is not written as such a value is.
    """
    if not shape.many:
        return _plain(shape, text.strip(), names)
    parts = (each.strip() for each in split(text, ITEMS))
    return [_plain(shape, each, names) for each in parts if each]


def _full_day(date: Any) -> datetime.date | None:
    if type(date) is PartialDate and date.precision is Precision.DAY and len(date.edtf) == 10:
        try:
            return datetime.date.fromisoformat(date.edtf)
        except ValueError:  # a year before 1, or a day that is not known
            return None
    return None


def _item(shape: Shape, value: Any, names: Names) -> str:
    if shape.kind == "nested":
        return _part(value, names)
    return _text(shape, value, names, ITEMS)


def _text(shape: Shape, value: Any, names: Names, marks: str) -> str:
    """Return one value as text in which none of `marks` ends it."""
    if shape.kind == "choice":
        text = str(value.label)
    elif shape.kind == "flag":
        text = YES if value else NO
    elif shape.kind in ("date", "when"):
        text = str(value.edtf)
    elif shape.kind == "text" and isinstance(shape.rule, Reference):
        text = names.written(value)
    else:
        text = str(value)
    if marks and not balanced(text):
        marks += _BRACKETS
    return escaped(text, marks)


@frozen
class _Form:
    """How one class of parts of a record is written."""

    head: str
    first: str
    labels: dict[str, str]
    """Label → field of everything else."""


@cache
def _form(cls: type) -> _Form:
    head, first = FORMS[cls]
    rest = (name for name in shapes(cls) if name not in (head, first, "extra"))
    return _Form(head, first, {field_label(cls, name): name for name in rest})


def _part(value: Any, names: Names) -> str:
    cls: type = type(value)
    form, known = _form(cls), shapes(cls)
    inside = [*_first(known[form.first], getattr(value, form.first), names)]
    for label, name in form.labels.items():
        text = _labelled(value, name, known[name], names)
        if text is not None:
            inside.append(f"{label}：{text}")
    head = _text(known[form.head], getattr(value, form.head), names, ITEMS + _BRACKETS)
    return f"{head}（{'，'.join(inside)}）" if inside else head


def _first(shape: Shape, value: Any, names: Names) -> Iterator[str]:
    marks = ITEMS + PARTS + COLONS
    if shape.many and value:
        yield "、".join(_text(shape, each, names, marks + TITLES) for each in value)
    elif not shape.many and value is not None:
        yield _text(shape, value, names, marks)


def _labelled(value: Any, name: str, shape: Shape, names: Names) -> str | None:
    """Return what follows the label of a field; `None`: it goes without saying."""
    held = getattr(value, name)
    if name == "official":
        if held is None:
            return NONE if names.is_person(value.name) else None
        if names.person(value.name) == held:
            return None
    elif held == shape.default:
        return None
    return _text(shape, held, names, ITEMS + PARTS)


def _plain(shape: Shape, text: str, names: Names) -> Any:
    if shape.kind == "nested":
        if shape.type is Quantity:
            return _quantity(text)
        return _read_part(shape.type, text, names)
    if shape.kind == "integer":
        digits = fold(text).text
        return int(digits) if _DIGITS.fullmatch(digits) else text
    if shape.kind == "flag":
        return _FLAGS.get(text.upper(), text)
    if shape.kind in ("date", "when"):
        return _date(text)
    plain = unescaped(text)
    if shape.kind == "choice" and issubclass(shape.type, Labelled):
        # What is no member is for the conversion to refuse, in its words.
        return next((each.value for each in shape.type if each.label == plain), plain)
    return names.meant(plain, shape.rule) if isinstance(shape.rule, Reference) else plain


def _read_part(cls: type, text: str, names: Names) -> dict[str, Any]:
    form, known = _form(cls), shapes(cls)
    head, inside, whole = head_and_inside(text)
    if not whole:
        raise InvalidValueError("brackets do not match, or something stands behind the last")
    data: dict[str, Any] = {form.head: _plain(known[form.head], head.strip(), names)}
    for part in split(inside, PARTS) if inside else ():
        label, colon, rest = _label_of(part.strip())
        name = form.labels.get(label) if colon else None
        if name is not None:
            data[name] = None if rest == NONE else _plain(known[name], rest.strip(), names)
        elif part.strip():
            _read_first(data, form.first, known[form.first], part, names)
    if "official" in form.labels.values() and "official" not in data:
        data["official"] = names.person(data["name"])
    return {name: value for name, value in data.items() if value is not None}


def _label_of(part: str) -> tuple[str, str, str]:
    match = re.match(r"([^：:\\（(]{1,12})([：:])", part)
    return (match[1].strip(), match[2], part[match.end() :].strip()) if match else ("", "", part)


def _read_first(data: dict[str, Any], name: str, shape: Shape, part: str, names: Names) -> None:
    if shape.many:
        titles = (each.strip() for each in split(part, TITLES))
        data.setdefault(name, []).extend(_plain(shape, each, names) for each in titles if each)
    elif name in data:
        raise InvalidValueError(f"{part.strip()!r:.60} is one part too many")
    else:
        data[name] = _plain(shape, part.strip(), names)


def _quantity(text: str) -> dict[str, Any]:
    quantity = Quantity.parse(unescaped(text))
    held = {name: getattr(quantity, name) for name in shapes(Quantity)}
    return {name: value for name, value in held.items() if value != shapes(Quantity)[name].default}


def _date(text: str) -> str:
    """Return a date in EDTF where it is written in another usual way; else `text`."""
    folded = fold(text).text.strip()
    match = _DAY.fullmatch(folded)
    if match is None or _is_edtf(folded):
        return folded
    year, month, day = match.groups()
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except InvalidValueError:
        return False
    return True


__all__ = ["EXAMPLES", "FORMS", "NO", "YES", "Cell", "read", "written"]
