"""The JSON Schema: it accepts what is written, and refuses what reading refuses."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schoolenterprise.convert import from_dict, to_dict
from schoolenterprise.dates import PartialDate, When, parse
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats import dumps
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    FORM,
    RECORD_CLASSES,
    Evidence,
    Milestone,
    Outcome,
    Participant,
    Post,
    Signatory,
    shapes,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.schema import Words, documentation, json_schema, words
from strategies.ground import any_date_texts, whens
from strategies.records import instances, ledgers, plain_values

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
VALUE_CLASSES = (Evidence, Post, Participant, Signatory, Milestone, Outcome, Quantity)

every_class = pytest.mark.parametrize("cls", RECORD_CLASSES)


def document(*records: object) -> dict[str, Any]:
    return {"schema": FORM, "records": list(records)}


def sample(cls: type) -> dict[str, Any]:
    """The shortest record of a class."""
    given_values: dict[str, Any] = {
        "name": "甲", "official": "official:李", "role": "教授", "what": "interns",
        "quantity": {"at_least": 1}, "kind": "other",
    }  # fmt: skip
    required = [name for name, shape in shapes(cls).items() if shape.required]
    return {"type": cls.__name__} | {name: given_values[name] for name in required}


class TestAccepting:
    def test_it_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)
        assert json.loads(json.dumps(SCHEMA)) == SCHEMA

    @settings(max_examples=60)
    @given(ledgers)
    def test_every_ledger_that_is_written_is_valid(self, ledger: Ledger) -> None:
        VALIDATOR.validate(json.loads(dumps(ledger)))

    @every_class
    @settings(max_examples=25)
    @given(data=st.data())
    def test_every_record_is_valid(self, cls: type, data: st.DataObject) -> None:
        VALIDATOR.validate(document(to_dict(data.draw(instances(cls)))))

    @every_class
    def test_the_shortest_record_is_valid(self, cls: type) -> None:
        VALIDATOR.validate(document(sample(cls)))
        record, problems = from_dict(sample(cls))
        assert type(record) is cls
        assert problems == ()

    @given(whens)
    def test_every_date_is_valid(self, date: When) -> None:
        VALIDATOR.validate(document({"type": "Visit", "date": date.edtf}))


class TestRefusing:
    @every_class
    def test_each_field_refuses_what_reading_refuses(self, cls: type) -> None:
        wrong: dict[str, list[object]] = {
            "text": [5, "", " \n", None, ["x"]],
            "integer": [-1, 1.5, "1", None, 2**63],
            "flag": [0, "true"],
            "choice": ["no such code", 5],
            "date": ["2022-13", "2022-2", "20220218", "2022/2023", 2022, ""],
            "when": ["2022-13", "2022/2023/2024", "/", "../..", "2022-02-18T10:00", 2022],
            "nested": ["x", 5, []],
        }
        for name, shape in shapes(cls).items():
            if shape.kind == "extra":
                continue
            values = wrong[shape.kind] + (["no code, no id"] if shape.rule else [])
            for value in [*values, *([] if shape.many else [[]])]:
                faulty = sample(cls) | {name: [value] if shape.many else value}
                if value is None and shape.optional:
                    continue
                assert not VALIDATOR.is_valid(document(faulty)), (name, value)
                assert from_dict(faulty)[0] is None, (name, value)

    @every_class
    def test_each_required_field_is_required(self, cls: type) -> None:
        for name in sample(cls):
            short = {key: value for key, value in sample(cls).items() if key != name}
            assert not VALIDATOR.is_valid(document(short)), name
            assert from_dict(short)[0] is None, name

    @every_class
    def test_an_id_has_the_prefix_of_its_class(self, cls: Any) -> None:
        assert VALIDATOR.is_valid(document(sample(cls) | {"id": f"{cls.prefix}:x"}))
        for identifier in ("x", "other:x", f"{cls.prefix}:", f"{cls.prefix}"):
            faulty = sample(cls) | {"id": identifier}
            assert not VALIDATOR.is_valid(document(faulty))
            assert from_dict(faulty)[0] is None

    def test_a_quantity_has_a_bound(self) -> None:
        faulty = sample(next(cls for cls in RECORD_CLASSES if cls.__name__ == "Count"))
        faulty["quantity"] = {"unit": "家"}
        assert not VALIDATOR.is_valid(document(faulty))
        assert from_dict(faulty)[0] is None

    @settings(max_examples=200)
    @given(data=st.data())
    def test_whatever_it_accepts_of_a_spoilt_record_reading_finds_no_wrong_type_in(
        self, data: st.DataObject
    ) -> None:
        cls: type = data.draw(st.sampled_from(RECORD_CLASSES))
        fields = [name for name, shape in shapes(cls).items() if shape.kind != "extra"]
        spoilt = sample(cls) | {data.draw(st.sampled_from(fields)): data.draw(plain_values)}
        if VALIDATOR.is_valid(document(spoilt)):
            codes = {problem.code for problem in from_dict(spoilt)[1]}
            assert codes <= {"unknown-key", "invalid-value", "contradiction", "wrong-type"}
            assert "wrong-type" not in codes or 1.0 in wholes(spoilt)

    @pytest.mark.parametrize(
        "top", [None, [], {}, {"schema": FORM}, {"schema": "x", "records": []}]
    )
    def test_the_document_has_its_form(self, top: object) -> None:
        assert not VALIDATOR.is_valid(top)
        assert VALIDATOR.is_valid(document())

    @given(any_date_texts | st.text("0123456789-XY~?/. ", max_size=14))
    def test_a_text_that_is_no_date_is_mostly_refused(self, text: str) -> None:
        valid = VALIDATOR.is_valid(document({"type": "Visit", "date": text}))
        assert valid or not is_read(text, parse)
        single = VALIDATOR.is_valid(document({"type": "Agreement", "expires": text}))
        assert single or not is_read(text, PartialDate)
        if valid and not is_read(text, parse):
            assert "-29" in text or "-30" in text or "-31" in text or "/" in text


class TestWords:
    @pytest.mark.parametrize("cls", [*RECORD_CLASSES, *VALUE_CLASSES])
    def test_every_field_has_a_chinese_label_and_a_meaning(self, cls: type) -> None:
        said = documentation(cls)
        assert list(said.keys() - shapes(cls).keys() - {"prefix"}) == []
        for name in shapes(cls):
            label, meaning = words(said[name]).label, words(said[name]).meaning
            assert label, name
            assert not label.isascii(), name
            assert meaning.endswith((".", "…")), name

    @every_class
    def test_every_class_has_a_chinese_label(self, cls: type) -> None:
        assert SCHEMA["$defs"][cls.__name__]["title"] == words(cls.__doc__).label != ""

    def test_labels_stand_in_the_schema(self) -> None:
        hosts = SCHEMA["$defs"]["Visit"]["properties"]["hosts"]
        assert hosts["title"] == "被访单位"
        assert hosts["description"].startswith("every organization visited")
        modes = SCHEMA["$defs"]["Visit"]["properties"]["mode"]["oneOf"]
        assert {"const": "on_site", "title": "实地走访"} in modes

    def test_words_without_a_label(self) -> None:
        assert words("No label\n here.") == Words("", "No label here.")
        assert words(None) == Words("", "")

    def test_a_class_without_source_says_nothing(self) -> None:
        namespace: dict[str, Any] = {}
        exec("class Made:\n    name: str\n    'meaning'\n", namespace)
        assert dict(documentation(namespace["Made"])) == {}

    def test_what_is_no_docstring_is_none(self) -> None:
        class Odd:
            first: int
            5  # noqa: B018  # beneath a field, yet no text
            second: int = 0
            """Second."""
            first_call = print

        assert dict(documentation(Odd)) == {"second": "Second."}


def is_read(text: str, read: Callable[[str], object]) -> bool:
    try:
        read(text)
    except InvalidValueError:
        return False
    return True


def wholes(tree: Any) -> list[float]:
    """1.0 for every float in a tree that is a whole number, which JSON Schema takes for an integer."""
    if isinstance(tree, float):
        return [1.0] if tree.is_integer() else []
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [each for item in inner for each in wholes(item)]
