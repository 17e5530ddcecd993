"""`json_schema`: the written form of a ledger as a JSON Schema, made from the model alone."""

from typing import Any

from schoolenterprise.model import (
    FORM,
    RECORD_CLASSES,
    Checked,
    Record,
    Reference,
    Shape,
    shapes,
)
from schoolenterprise.quantities import LARGEST, Quantity
from schoolenterprise.schema._documentation import documentation, words
from schoolenterprise.schema._patterns import DATE, NOT_BLANK, WHEN, identifier
from schoolenterprise.vocabulary import Labelled

_PATTERNS = {"text": NOT_BLANK, "date": DATE, "when": WHEN}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a document as this package writes it.

    It accepts whatever is written and refuses most of what reading refuses. What it cannot say:
    check characters of codes and which codes exist; that a month has such a day; that a period, a
    post or a term begins before it ends and that evidence is as long as its quote; that 1.0 is no
    whole number; that an id occurs once and a reference leads somewhere. Reading takes some more:
    Chinese labels for codes, `null` for what is not known, a missing `id`.

    >>> json_schema()["$defs"]["Visit"]["properties"]["hosts"]["title"]
    '被访单位'
    """
    definitions: dict[str, Any] = {
        "Record": {"oneOf": [_reference(cls) for cls in RECORD_CLASSES]},
    }
    for cls in RECORD_CLASSES:
        _define(cls, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORM.replace('/', ':')}",
        "title": "校企合作台账",
        "description": "A ledger of school-enterprise cooperation.",
        "type": "object",
        "required": ["schema", "records"],
        "properties": {
            "schema": {"const": FORM},
            "records": {"type": "array", "items": {"$ref": "#/$defs/Record"}},
        },
        "$defs": definitions,
    }


def _define(cls: type, definitions: dict[str, Any]) -> None:
    """Add the definition of `cls`, and those of the values in it, unless they are there."""
    if cls.__name__ in definitions:
        return
    fields = {name: shape for name, shape in shapes(cls).items() if shape.kind != "extra"}
    tag = {"type": {"const": cls.__name__}} if issubclass(cls, Record) else {}
    said = documentation(cls)
    definitions[cls.__name__] = _described(cls.__doc__) | {
        "type": "object",
        "required": [*tag, *(name for name, shape in fields.items() if shape.required)],
        "properties": tag
        | {name: _described(said.get(name)) | _field(shape) for name, shape in fields.items()},
    }
    for shape in fields.values():
        if shape.kind == "nested":
            _define(shape.type, definitions)
    if cls is Quantity:
        definitions["Quantity"]["anyOf"] = [
            {"required": [name]} for name in ("at_least", "at_most")
        ]


def _described(docstring: str | None) -> dict[str, str]:
    said = words((docstring or "").split("\n\n")[0])
    return {
        key: text for key, text in (("title", said.label), ("description", said.meaning)) if text
    }


def _field(shape: Shape) -> dict[str, Any]:
    return {"type": "array", "items": _one(shape)} if shape.many else _one(shape)


def _one(shape: Shape) -> dict[str, Any]:
    if shape.kind == "nested":
        return _reference(shape.type)
    if issubclass(shape.type, Labelled):
        labels = shape.type.labels().items()
        return {"oneOf": [{"const": code, "title": label} for code, label in labels]}
    if shape.kind == "integer":
        return {"type": "integer", "minimum": 0, "maximum": LARGEST}
    if shape.kind == "flag":
        return {"type": "boolean"}
    return {"type": "string", "pattern": _pattern(shape)}


def _pattern(shape: Shape) -> str:
    if isinstance(shape.rule, Reference):
        return identifier(shape.rule)
    if isinstance(shape.rule, Checked) and shape.rule.pattern:
        return shape.rule.pattern
    return _PATTERNS[shape.kind]


def _reference(cls: type) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{cls.__name__}"}


__all__ = ["json_schema"]
