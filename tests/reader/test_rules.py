"""Every rule has a name, a meaning and examples of both signs, and does what they say."""

import ast
from pathlib import Path

import pytest

from rule_examples import Example, Made, examples
from schoolenterprise import reader
from schoolenterprise.reader import rules

NAMES = {rule.name for rule in rules()}
EXAMPLES = examples()
READER = Path(reader.__file__).parent

each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{each.rule}{each.sign}{each.text[:30]!r}" for each in EXAMPLES]
)


@each_example
def test_a_rule_does_what_its_example_says(example: Example) -> None:
    made = Made(example.text, example.url)
    if example.sign == "+":
        assert example.expected in made.by(example.rule)
    else:
        assert made.by(example.rule) == []
        assert example.expected in ("", *made.everything())


def test_every_rule_has_examples_of_both_signs_and_every_example_a_rule() -> None:
    assert {(each.rule, each.sign) for each in EXAMPLES} == {
        (name, sign) for name in NAMES for sign in "+-"
    }


def test_no_example_stands_twice_and_every_positive_one_says_what_is_made() -> None:
    assert len({(each.rule, each.text, each.url) for each in EXAMPLES}) == len(EXAMPLES)
    assert all(each.expected for each in EXAMPLES if each.sign == "+")


def test_a_rule_has_one_row_and_a_meaning() -> None:
    assert len(NAMES) == len(rules())
    assert all(rule.meaning and 1 <= rule.number <= 5 for rule in rules())


def test_the_source_names_no_rule_that_the_table_lacks() -> None:
    named = {
        argument.value
        for path in READER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("fired", "refused")
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
    }
    assert len(named) > 50
    assert named <= NAMES


def test_rules_that_refuse_are_those_whose_firings_are_refusals() -> None:
    refusing = {rule.name for rule in rules() if rule.refuses}
    for example in EXAMPLES:
        refused = {each.rule for each in Made(example.text, example.url).explanation.refusals}
        assert refused <= refusing
    assert refusing
