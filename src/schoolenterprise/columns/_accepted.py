"""Which columns of a table, maybe of others, a class takes: kin types, unknown columns; no rows.

Large strings and views of them, dictionary-coded text, numbers of any width, whole numbers that
went through a data frame and became floats: they say the same, and are cast. Nothing else is bent.
"""

from collections.abc import Iterator
from typing import Any

from schoolenterprise.columns._packages import arrow
from schoolenterprise.columns._types import CLASS, columns_of, field_type, inner_shapes
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.model import Shape

POSITION = "position"
"""Name of the column that says at which place of a ledger a record of several tables stands."""


def fields_of(cls: type) -> dict[str, Shape]:
    """Return the fields of the records that a table of `cls` holds, by the names of columns."""
    columns = columns_of(cls, evidence=True)
    return {each.name: each.shape for each in columns if each.shape and not each.companion}


def companions_of(cls: type) -> dict[str, tuple[str, str]]:
    """Return the columns that tell what a date says: name → the field, and `first` or `last`."""
    columns = columns_of(cls, evidence=True)
    return {each.name: (each.field, each.companion) for each in columns if each.companion}


def accepted(table: Any, cls: type) -> tuple[Any, list[Problem]]:
    """Return `table` with its columns in the types of `cls` where they are kin, and what is amiss.

    Columns that repeat the name of an earlier one are left out.
    """
    first = {name: at for at, name in reversed(list(enumerate(table.column_names)))}
    problems = [
        _warning("repeated-column", name, "two columns of one name", "the first is read")
        for name in first
        if table.column_names.count(name) > 1
    ]
    found = table.select(sorted(first.values()))
    fields = fields_of(cls)
    columns = [
        _cast(column, fields.get(name))
        for name, column in zip(found.column_names, found.columns, strict=True)
    ]
    known = {*fields, *companions_of(cls), CLASS, POSITION}
    for field in found.schema:
        if field.name not in known:
            problems.append(_unknown(field.name))
        elif field.name in fields:
            inside = _unknown_inside(fields[field.name], field.type, field.name)
            problems += map(_unknown, inside)
    return arrow().table(columns, names=found.column_names), problems


def missing(table: Any, cls: type) -> list[Problem]:
    """Return a problem for every column that is missing and that no record can do without."""
    return [
        Problem(
            code="missing-column",
            found="no such column",
            expected=shape.expected,
            advice="no record is made without it",
            place=Place(path=name),
        )
        for name, shape in fields_of(cls).items()
        if shape.required and name not in table.column_names
    ]


def _unknown(path: str) -> Problem:
    return _warning("unknown-key", path, f"the unknown column {path!r}", "kept under extra")


def _warning(code: str, path: str, found: str, advice: str) -> Problem:
    place = Place(path=path)
    return Problem(code=code, found=found, advice=advice, place=place, severity=Severity.WARNING)


def _unknown_inside(shape: Shape, found: Any, path: str) -> Iterator[str]:
    """Yield the paths of the columns inside `found` that the values of a field do not have."""
    types = arrow().types
    if shape.kind != "nested":
        return
    if shape.many:
        if not _is_list(found):
            return
        found, path = found.value_type, f"{path}[]"
    if not types.is_struct(found):
        return
    inner = inner_shapes(shape.type)
    for field in found:
        if field.name in inner:
            yield from _unknown_inside(inner[field.name], field.type, f"{path}.{field.name}")
        else:
            yield f"{path}.{field.name}"


def _cast(column: Any, shape: Shape | None) -> Any:
    pa = arrow()
    if shape is None:
        return column
    target = _kin(column.type, field_type(shape))
    if target == column.type:
        return column
    try:
        return column.cast(target)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # 1.5 people: the row will say so
        return column


def _kin(found: Any, expected: Any) -> Any:
    """Return the type that `found` is cast to: `expected`, as far as the two say the same."""
    pa = arrow()
    types = pa.types
    if types.is_null(found):
        return expected
    if expected == pa.string():
        return _text(found)
    if expected == pa.int64() and (types.is_integer(found) or types.is_floating(found)):
        return expected
    if types.is_list(expected) and _is_list(found):
        return pa.list_(_kin(found.value_type, expected.value_type))
    if types.is_struct(expected) and types.is_struct(found):
        wanted = {each.name: each.type for each in expected}
        return pa.struct(
            [(each.name, _kin(each.type, wanted.get(each.name, each.type))) for each in found]
        )
    return found


def _text(found: Any) -> Any:
    pa = arrow()
    if pa.types.is_dictionary(found):
        inner = _text(found.value_type)
        return pa.dictionary(pa.int32(), inner) if inner == pa.string() else found
    text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return pa.string() if any(is_one(found) for is_one in text) else found


def _is_list(found: Any) -> bool:
    types = arrow().types
    lists = (types.is_list, types.is_large_list, types.is_fixed_size_list)
    return any(is_one(found) for is_one in lists)


__all__ = ["POSITION", "accepted", "companions_of", "fields_of", "missing"]
