"""Quantities: their bounds, what contradicts what, and the notation that they are kept in."""

from math import inf

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.quantities import LARGEST, Quantity
from strategies.ground import quantities, units

few = st.integers(0, 30)


@pytest.mark.parametrize(
    ("quantity", "notation"),
    [
        (Quantity.exactly(10, unit="家"), "10家"),
        (Quantity.exactly(0), "0"),
        (Quantity(at_least=10, unit="家"), "≥10家"),
        (Quantity(at_most=1000, unit="人"), "≤1000人"),
        (Quantity(at_least=3, at_most=5, unit="家"), "3–5家"),
        (Quantity(at_least=100, at_most=100, about=True, unit="人"), "约100人"),
        (Quantity(at_least=30, at_most=40, about=True, unit="名"), "约30–40名"),
        (Quantity(at_most=1000, about=True, unit="人"), "约≤1000人"),
        (Quantity(at_least=LARGEST), f"≥{LARGEST}"),
    ],
)
def test_a_quantity_is_written_so(quantity: Quantity, notation: str) -> None:
    assert str(quantity) == notation
    assert Quantity.parse(notation) == quantity


@given(quantities())
def test_parsing_is_the_inverse_of_writing(quantity: Quantity) -> None:
    assert Quantity.parse(str(quantity)) == quantity


@given(st.text(alphabet="约≥≤–0123456789家人 \n", max_size=8))
def test_what_is_parsed_is_written_back_to_the_letter(text: str) -> None:
    try:
        quantity = Quantity.parse(text)
    except InvalidValueError:
        return
    assert str(quantity) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "家",
            "十家",
            "10余家",
            "１０家",
            "010家",
            "3-5家",
            "3–3家",
            "5–3家",
            "约",
            "≥",
            "≥≥3",
        ),
        *(
            "10 家",
            "10家\n",
            "-3",
            "3–",
            "3–家",
            "3.5人",
            "10\x00",
            "10%",
            "10多人",
            "10万人",
            "10十家",
        ),
        str(LARGEST + 1),
    ],
)
def test_other_notations_are_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "neither is given"),
        ({"unit": "家"}, "neither is given"),
        ({"at_least": 5, "at_most": 3}, "at_least 5 is above at_most 3"),
        ({"at_least": -1}, "at_least is below 0"),
        ({"at_most": 2**63}, "at_most is above 9223372036854775807"),
        ({"at_least": True}, "at_least is True, expected a whole number"),
        ({"at_least": 10.0}, "at_least is 10.0, expected a whole number"),
        ({"at_most": "10"}, "at_most is '10', expected a whole number"),
        ({"at_least": 1, "about": 1}, "about is 1, expected true or false"),
        ({"at_least": 1, "unit": ""}, "expected text without blanks around it"),
        ({"at_least": 1, "unit": " 家"}, "expected text without blanks around it"),
        ({"at_least": 1, "unit": "家\n家"}, "expected text without blanks around it"),
        ({"at_least": 1, "unit": 5}, "unit is 5, expected text"),
        ({"at_least": 1, "unit": "3家"}, "begins like a number"),
        ({"at_least": 1, "unit": "–家"}, "begins like a number"),
        ({"at_least": 1, "unit": "余家"}, "begins like a number"),
        ({"at_least": 1, "unit": "万人"}, "begins like a number"),
    ],
)
def test_what_is_no_quantity_is_refused_with_the_reason(
    fields: dict[str, int], reason: str
) -> None:
    with pytest.raises(InvalidValueError, match=reason):
        Quantity(**fields)  # type: ignore[arg-type]  # wrong types are the test


@given(st.integers(0, LARGEST), st.none() | units)
def test_an_exact_quantity_has_a_value(number: int, unit: str | None) -> None:
    quantity = Quantity.exactly(number, unit=unit)
    assert quantity.value == quantity.at_least == quantity.at_most == number
    assert attrs.evolve(quantity, about=True).value is None


@given(quantities())
def test_only_an_exact_quantity_has_a_value(quantity: Quantity) -> None:
    is_exact = quantity.at_least == quantity.at_most and not quantity.about
    assert (quantity.value is not None) == is_exact


@given(quantities(few), st.integers(0, 40))
def test_a_quantity_contains_the_numbers_from_least_to_most(
    quantity: Quantity, number: int
) -> None:
    low = 0 if quantity.at_least is None else quantity.at_least
    high = inf if quantity.at_most is None else quantity.at_most
    slack = 0.1 if quantity.about else 0
    # A tenth of a bound, rounded up to a whole number.
    is_within = low - low * slack - 1 < number < high + high * slack + 1
    assert quantity.contains(number) == (is_within if quantity.about else low <= number <= high)


@given(quantities(few), quantities(few))
def test_quantities_agree_when_a_number_lies_in_both(one: Quantity, other: Quantity) -> None:
    in_both = any(one.contains(number) and other.contains(number) for number in range(50))
    assert one.agrees_with(other) == other.agrees_with(one) == in_both


@pytest.mark.parametrize(
    ("stated", "counted", "agrees"),
    [
        ("≥10家", 12, True),
        ("≥10家", 9, False),
        ("10家", 10, True),
        ("10家", 11, False),
        ("≤1000人", 970, True),
        ("≤1000人", 1001, False),
        ("约100人", 90, True),
        ("约100人", 110, True),
        ("约100人", 89, False),
        ("约100人", 111, False),
        ("约3家", 2, True),
        ("约≤1000人", 1100, True),
        ("约0人", 1, False),
    ],
)
def test_a_stated_number_against_a_counted_one(stated: str, counted: int, agrees: bool) -> None:
    assert Quantity.parse(stated).agrees_with(Quantity.exactly(counted)) is agrees
    assert Quantity.parse(stated).contains(counted) is agrees


def test_units_are_not_compared() -> None:
    assert Quantity.exactly(3, unit="名").agrees_with(Quantity.exactly(3, unit="人"))
