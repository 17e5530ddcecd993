"""The shape of a field, read off its annotation: what validation, conversion and the schema share.

A field is described once, by its annotation: `Annotated[str, Reference(("official",))]` names an
official, `tuple[PartialDate, ...]` holds dates. Nothing here converts or writes anything.
"""

import reprlib
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidFieldError, InvalidValueError
from schoolenterprise.model.extra import has_lone_surrogate
from schoolenterprise.quantities import LARGEST
from schoolenterprise.vocabulary import Labelled

Kind = Literal["text", "integer", "flag", "choice", "date", "when", "nested", "extra"]


@frozen
class Reference:
    """Mark of a text field that holds the id of a record of the classes with these prefixes."""

    prefixes: tuple[str, ...]
    """Accepted id prefixes; empty: any class."""

    def check(self, value: str) -> None:
        """Raise InvalidValueError unless `value` is an id with an accepted prefix."""
        prefix = ids.prefix_of(value)
        accepted = prefix in self.prefixes if self.prefixes else prefix
        if not accepted or len(value) <= len(prefix) + len(ids.SEPARATOR):
            raise InvalidValueError("an id is the kind of the record, a colon and its name")

    @property
    def expected(self) -> str:
        """The accepted ids, in words."""
        return " or ".join(f"{prefix}:…" for prefix in self.prefixes) or "an id of a record"


@frozen
class Checked:
    """Mark of a text field with a form of its own, such as a code with a check character."""

    check: Callable[[str], object]
    """Raises InvalidValueError for a text that is not of the form."""
    expected: str
    """The form, in words."""
    pattern: str | None = None
    """The form as far as a regular expression (ECMA 262) can say it; `None`: not at all."""


@frozen
class Shape:
    """What one field may hold."""

    kind: Kind
    """The kind of one value."""
    type: type
    """Class of one value."""
    many: bool
    """Whether the field is a tuple of such values."""
    optional: bool
    """Whether `None` is allowed."""
    rule: Reference | Checked | None
    """What a text must satisfy beyond being text."""
    required: bool
    """Whether the field has no default."""
    default: object
    """What the field holds when it is left out; `None` when `required`."""

    @property
    def expected(self) -> str:
        """What one value of the field is, in words for a person."""
        return self.rule.expected if self.rule else _in_words(self)

    @property
    def lends_extra(self) -> bool:
        """Whether unknown keys inside the value are kept by its owner, for it has no `extra`."""
        return self.kind == "nested" and "extra" not in attrs.fields_dict(self.type)

    def check(self, path: str, value: object) -> None:
        """Refuse `value`, one value of the field, unless it is exactly of its kind.

        Raises:
            InvalidFieldError: it is not; the error bears `path`.
        """
        if not _fits(self, value):
            raise InvalidFieldError(path, reprlib.repr(value), self.expected)
        if self.rule and type(value) is str:
            try:
                self.rule.check(value)
            except InvalidValueError as error:
                found = reprlib.repr(value)
                raise InvalidFieldError(path, found, self.expected, str(error)) from None


def _fits(shape: Shape, value: object) -> bool:
    if type(value) is str:
        blank = value == "" or value.isspace()
        return shape.kind == "text" and not blank and not has_lone_surrogate(value)
    if type(value) is int:
        return shape.kind == "integer" and 0 <= value <= LARGEST
    if shape.kind == "when":
        return type(value) in (PartialDate, Period)
    return shape.kind not in ("text", "integer") and type(value) is shape.type


def _in_words(shape: Shape) -> str:
    if issubclass(shape.type, Labelled):
        return "one of " + ", ".join(f"{code} {name}" for code, name in shape.type.labels().items())
    if shape.kind == "nested":
        return f"an object of class {shape.type.__name__}"
    return {
        "text": "text that is not blank",
        "integer": "a whole number, 0 or more",
        "flag": "true or false",
        "date": "a date in EDTF, such as 2022-02-18 or 2022-02~",
        "when": "a date or period in EDTF, such as 2022-02-18 or 2024-09-22/2024-09-26",
        "extra": "an object",
    }[shape.kind]


@cache
def shapes(cls: type) -> Mapping[str, Shape]:
    """Return the shape of every field of the attrs class `cls`, in the order of declaration."""
    found = {field.name: shape_of(field) for field in attrs.fields(cls) if field.init}
    prefix = getattr(cls, "prefix", None)
    if prefix:
        found["id"] = attrs.evolve(found["id"], rule=_identity(prefix))
    return types.MappingProxyType(found)


def _identity(prefix: str) -> Checked:
    """Return the rule for the id of a record itself, which refers to nothing else."""
    reference = Reference((prefix,))
    return Checked(reference.check, reference.expected, rf"^{prefix}{ids.SEPARATOR}[\s\S]")


def shape_of(attribute: "attrs.Attribute[Any]") -> Shape:
    """Return the shape of one attrs attribute."""
    annotation, optional = _without_none(attribute.type)
    many = get_origin(annotation) is tuple
    if many:
        annotation = get_args(annotation)[0]
    rule = None
    if get_origin(annotation) is Annotated:
        annotation, rule = get_args(annotation)[:2]
    kind, cls = _kind(annotation)
    required = attribute.default is attrs.NOTHING
    default = None if required else attribute.default
    shape = Shape(kind, cls, many, optional, rule, required, default)
    if many and shape.lends_extra:
        raise TypeError(f"{cls.__name__} has no extra, so unknown keys of a tuple would be lost")
    return shape


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation, False
    rest = tuple(part for part in get_args(annotation) if part is not type(None))
    return (rest[0] if len(rest) == 1 else Union[rest]), len(rest) < len(get_args(annotation))  # noqa: UP007  # built at run time


def _kind(annotation: Any) -> tuple[Kind, type]:
    plain: dict[Any, Kind] = {str: "text", int: "integer", bool: "flag", PartialDate: "date"}
    if annotation in plain:
        return plain[annotation], annotation
    if get_args(annotation) == (PartialDate, Period):
        return "when", PartialDate
    if get_origin(annotation) is Mapping:
        return "extra", dict
    if isinstance(annotation, type) and issubclass(annotation, Labelled):
        return "choice", annotation
    if isinstance(annotation, type) and attrs.has(annotation):
        return "nested", annotation
    raise TypeError(f"a field of a record cannot be annotated {annotation!r}")
