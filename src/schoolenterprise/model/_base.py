"""What every record and every value inside a record has: validation, `extra`, evidence, an id.

No conversion and no input or output: a record refuses a value of the wrong type, it never bends it.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Self, TypeVar, dataclass_transform

import attrs
from attrs import field

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.model._shape import Checked, Shape, shape_of, shapes
from schoolenterprise.model.extra import NO_EXTRA, kept
from schoolenterprise.model.paths import PATH, check_path
from schoolenterprise.model.references import SourceId
from schoolenterprise.quantities import LARGEST
from schoolenterprise.vocabulary import MatchKind

_T = TypeVar("_T")


_Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def _validator(shape: Shape) -> _Validator:
    return _validator_of_many(shape) if shape.many else _validator_of_one(shape)


def _validator_of_one(shape: Shape) -> _Validator:
    """Return a validator: what plainly fits passes, `Shape.check` judges the rest."""
    plainly_fits, optional = _plainly_fits(shape), shape.optional

    def validate(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not plainly_fits(value) and not (value is None and optional):
            shape.check(attribute.name, value)

    return validate


def _validator_of_many(shape: Shape) -> _Validator:
    plainly_fits = _plainly_fits(shape)

    def validate(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if type(value) is not tuple:
            raise InvalidFieldError(attribute.name, repr(value), "a tuple")
        for index, item in enumerate(value):
            if not plainly_fits(item):
                shape.check(f"{attribute.name}[{index}]", item)

    return validate


def _plainly_fits(shape: Shape) -> Callable[[Any], bool]:
    """Return a cheap test: what passes fits, what does not is for `Shape.check` to judge."""
    kind, cls = shape.kind, shape.type
    if kind == "integer":
        return lambda value: type(value) is int and 0 <= value <= LARGEST
    if kind == "when":
        return lambda value: type(value) in (PartialDate, Period)
    if kind != "text":
        return lambda value: type(value) is cls
    if shape.rule is None:
        # No printable text holds a lone surrogate.
        return lambda value: (
            type(value) is str and value.isprintable() and not value.isspace() and value != ""
        )
    passes = _rule_test(shape)
    return lambda value: type(value) is str and passes(value)


def _rule_test(shape: Shape) -> Callable[[str], bool]:
    """Return a test of a field's rule; ids and codes recur, so some answers are kept."""

    @lru_cache(maxsize=4_096)
    def passes(value: str) -> bool:
        try:
            shape.check("", value)
        except InvalidFieldError:
            return False
        return True

    return passes


def _check_id(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    cls: type = type(instance)
    if value != "":
        shapes(cls)["id"].check("id", value)


def _check_extra(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    cls: type = type(instance)
    if value:
        for key in reserved_keys(cls).intersection(value):
            raise InvalidFieldError(f"extra[{key!r}]", "a name of the model", "an unknown key")


def _validated(_: type, fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    special = {"id": _check_id, "extra": _check_extra}
    return [
        each
        if getattr(each, "inherited", False)
        else each.evolve(validator=special.get(each.name) or _validator(shape_of(each)))
        for each in fields
    ]


@cache
def reserved_keys(cls: type) -> frozenset[str]:
    """Return the keys that the `extra` of `cls` cannot hold: the model gives them a meaning.

    `students.unit` is one: unknown keys of a value that has no `extra` of its own, such as
    `students`, are kept by its owner under such names.
    """
    inner = (
        f"{name}.{key}"
        for name, shape in shapes(cls).items()
        if shape.lends_extra
        for key in shapes(shape.type)
    )
    own = {"type"} if issubclass(cls, Record) else set()
    return frozenset({*shapes(cls), *inner} | own) - {"extra"}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """Make `cls` a frozen, slotted, keyword-only attrs class whose annotations are enforced."""
    # Nobody refers weakly to one of millions of records, and each would pay eight bytes for it.
    # Equality, hash and text come from the bases: made anew for each class, they would be a good
    # part of the time that importing the model takes.
    make = attrs.frozen(
        kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=_validated
    )
    return make(cls)


class _Compared:
    """Equality, hash and text of records and values, by their fields."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        cls: type = type(self)
        fields = _fields(cls)
        return bool(fields(self) == fields(other))

    def __hash__(self) -> int:
        cls: type = type(self)
        return hash(_hashed(cls)(self))

    def __repr__(self) -> str:
        return _shown(self)


@cache
def _fields(cls: type) -> "attrgetter[Any]":
    """Return what reads every field of a record of `cls`."""
    return attrgetter(*(each.name for each in attrs.fields(cls)))


@cache
def _hashed(cls: type) -> "attrgetter[Any]":
    """Return what reads the fields that hash: unknown keys may hold lists."""
    return attrgetter(*(each.name for each in attrs.fields(cls) if each.name != "extra"))


def _shown(instance: Any) -> str:
    """Return a record as text: what differs from the defaults, without evidence."""
    parts = []
    for attribute in attrs.fields(type(instance)):
        value = getattr(instance, attribute.name)
        if attribute.name != "evidence" and value != attribute.default:
            parts.append(f"{attribute.name}={_brief(value)}")
    return f"{type(instance).__name__}({', '.join(parts)})"


def _brief(value: object) -> str:
    if isinstance(value, tuple):
        inner = ", ".join(_brief(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(str(value)) if isinstance(value, str) else repr(value)


@record
class Value(_Compared):
    """值：a part of a record, such as an official's post; it has no id of its own."""

    extra: Mapping[str, object] = field(default=NO_EXTRA, converter=kept)
    """其他：keys of the input that the model does not know, kept as they came."""


@record
class Evidence(Value):
    """依据：the characters of a source from which one value of a record was read."""

    source: SourceId
    """来源：id of the `Source`."""
    field: Annotated[str, Checked(check_path, "the path of a field", PATH)]
    """字段：path of the value in its record, such as `date` or `participants[0].titles[1]`."""
    start: int
    """起：offset of the first character, in code points of the source's text as it was given."""
    end: int
    """止：offset behind the last character (half-open)."""
    quote: str
    """原文：the characters themselves; `text[start:end] == quote` holds."""
    how: MatchKind = MatchKind.EXACT
    """方式：how the value follows from the quote."""

    @classmethod
    def cut(
        cls, text: str, place: tuple[int, int], source: str, field: str, how: MatchKind
    ) -> Self:
        """Return the evidence for `text[start:end]`, for readers that make thousands.

        The quote is cut here, so that it cannot be wrong; `source` and `field` are trusted to be an
        id and a path, and nothing is checked.
        """
        start, end = place
        made: Any = _Draft()
        made.extra = NO_EXTRA
        made.source = source
        made.field = field
        made.start = start
        made.end = end
        made.quote = text[start:end]
        made.how = how
        made.__class__ = cls
        cut: Self = made
        return cut

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidFieldError("end", str(self.end), f"{self.start} or more, as start is")
        if self.end - self.start != len(self.quote):
            raise InvalidFieldError(
                "quote",
                f"{len(self.quote)} characters",
                f"{self.end - self.start} (from start {self.start} to end {self.end})",
            )


class _Draft(Evidence):
    """Evidence in the making: its fields can be written, each at the cost of one plain store."""

    __slots__ = ()
    __init__ = object.__init__
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


@record
class Record(_Compared):
    """记录：base of everything a ledger holds."""

    prefix: ClassVar[str] = "record"
    """First part of the id of every record of this class."""

    id: str = ""
    """编号：legible and made from content; left out, it is made from the other fields."""
    evidence: tuple[Evidence, ...] = ()
    """依据：where the values of this record were read; empty when nobody read them from a text."""
    extra: Mapping[str, object] = field(default=NO_EXTRA, converter=kept)
    """其他：keys of the input that the model does not know, kept as they came."""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", ids.make(self.prefix, *self._identity()))

    def _identity(self) -> tuple[str, ...]:
        """Return the parts of the id that follow the prefix."""
        raise TypeError(f"{type(self).__name__} is no class of records")


def when(date: object) -> str:
    """Return the part of an id that a date gives."""
    return ids.part(getattr(date, "edtf", None), ids.UNDATED)


def check_order(instance: object, earlier: str, later: str) -> None:
    """Refuse a record whose date `later` certainly comes before its date `earlier`.

    Raises:
        InvalidFieldError: it does.
    """
    first, last = getattr(instance, earlier), getattr(instance, later)
    if first and last and last.certainly_before(first):
        expected = f"a date not before {earlier} ({first})"
        raise InvalidFieldError(later, str(last), expected)


__all__ = ["Evidence", "Record", "Value", "check_order", "record", "reserved_keys", "when"]
