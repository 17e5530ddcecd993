"""Strategies for every class of the model, made from its shapes: what a field may hold is said once."""

from functools import cache
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from stdnum.cn.uscc import calc_check_digit

from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Evidence,
    Institution,
    Organization,
    Record,
    Reference,
    Shape,
    reserved_keys,
    shapes,
)
from schoolenterprise.quantities import LARGEST, Quantity
from schoolenterprise.vocabulary import OrganizationKind, all_institutions, all_regions
from strategies.ground import partial_dates, quantities, whens

names = st.sampled_from(["武汉职业技术学院", "华工激光", "李洪渠", "党委书记", "A/B 公司", "㐂𠮷"])
"""Names as they stand in the news, and some that are hard to write."""

texts = names | st.text(min_size=1, max_size=12).filter(lambda text: not text.isspace())
"""Any text that a field may hold; a lone surrogate is no text."""

numbers = st.integers(0, 1000) | st.integers(0, LARGEST)

plain_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
"""Anything that JSON can say."""

_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_KINDS = {
    Institution: (OrganizationKind.INSTITUTION,),
    Enterprise: (OrganizationKind.ENTERPRISE,),
    Organization: tuple(
        kind for kind in OrganizationKind if kind.value not in ("institution", "enterprise")
    ),
}


@st.composite
def unified_codes(draw: st.DrawFn) -> str:
    """A 统一社会信用代码 with the right check character."""
    some = st.text(_CODE_CHARACTERS, min_size=9, max_size=9)
    code = draw(st.sampled_from(["91", "12", "51", "N2"])) + draw(regions()) + draw(some)
    return code + str(calc_check_digit(code))


def regions() -> st.SearchStrategy[str]:
    """A code of GB/T 2260."""
    return st.sampled_from(sorted(all_regions()))


@cache
def _codes() -> dict[str, st.SearchStrategy[str]]:
    return {
        "region": regions(),
        "uscc": unified_codes(),
        "code": st.sampled_from([row.code for row in all_institutions()[:200]]),
        "industry": st.sampled_from(["C", "C39", "I6510", "83", "T97"]),
        "field": st.sampled_from(["date", "hosts[0]", "participants[0].titles[1]"]),
    }


@cache
def one_value(name: str, shape: Shape) -> st.SearchStrategy[Any]:
    """One value of the field `name`, which has this shape."""
    if isinstance(shape.rule, Reference):
        prefixes = shape.rule.prefixes or ("visit", "agreement", "source")
        return st.tuples(st.sampled_from(prefixes), texts).map(":".join)
    if shape.rule:
        return _codes()[name]
    if shape.kind == "nested":
        return quantities() if shape.type is Quantity else instances(shape.type)
    if shape.kind == "choice":
        return st.sampled_from(list(shape.type))  # type: ignore[call-overload]  # a closed set
    return {
        "text": texts,
        "integer": numbers,
        "flag": st.booleans(),
        "date": partial_dates,
        "when": whens,
    }[shape.kind]


def field_values(cls: type, name: str, shape: Shape) -> st.SearchStrategy[Any]:
    """Any value of the field `name` of `cls`, `None` included where it is allowed."""
    if shape.kind == "extra":
        return extras(cls)
    if name == "id":
        return texts.map(f"{cls.prefix}:{{}}".format)  # type: ignore[attr-defined]  # a record
    if name == "kind" and cls in _KINDS:
        return st.sampled_from(_KINDS[cls])
    one = one_value(name, shape)
    if shape.many:
        return st.lists(one, max_size=2).map(tuple)
    return st.none() | one if shape.optional else one


def extras(cls: type) -> st.SearchStrategy[dict[str, Any]]:
    """Unknown keys that the `extra` of `cls` can hold, mostly none."""
    lent = [f"{name}.remark" for name, shape in shapes(cls).items() if shape.lends_extra]
    keys = (st.text(max_size=6) | st.sampled_from(["remark", "extra", *lent])).filter(
        lambda key: key not in reserved_keys(cls)
    )
    return st.just({}) | st.just({}) | st.dictionaries(keys, plain_values, max_size=2)


@st.composite
def instances(draw: st.DrawFn, cls: type) -> Any:
    """Any record, or value of a record, of the class `cls`."""
    values = {
        name: draw(field_values(cls, name, shape))
        for name, shape in shapes(cls).items()
        if shape.required or draw(st.booleans())
    }
    if cls is Evidence:
        values["start"] = min(values["start"], LARGEST - 100)
        values["end"] = values["start"] + len(values["quote"])
    try:
        return cls(**values)
    except InvalidFieldError:  # a term that ends before it begins
        reject()


records: st.SearchStrategy[Record] = st.one_of([instances(cls) for cls in RECORD_CLASSES])
"""Any record."""

ledgers: st.SearchStrategy[Ledger] = st.lists(
    records, max_size=4, unique_by=lambda record: record.id
).map(Ledger)
"""Any small ledger; its references may lead nowhere."""
