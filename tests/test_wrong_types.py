"""Arguments of the wrong type: refused with an error of the package that says what was expected."""

from collections.abc import Callable
from typing import Any

import pytest

import schoolenterprise as se
from schoolenterprise.formats import json, jsonlines

anything: Any = se
"""The package, without the types that would keep these calls from being written."""
NO_FILE: Any = {}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: anything.check([]), "ledger: found list, expected a Ledger"),
        (lambda: anything.loads(None), "JSON: found NoneType, expected text or bytes"),
        (lambda: anything.loads(5), "JSON: found int, expected text or bytes"),
        (lambda: anything.dumps(5), "records: found int, expected records"),
        (lambda: anything.Quantity.parse(5), "quantity: found int, expected text such as 10家"),
        (lambda: anything.evolve(5), "record: found int, expected a record, or a value of one"),
        (lambda: anything.Ledger(5), "records: found int, expected records"),
        (lambda: anything.Ledger([], 5), "problems: found int, expected problems"),
        (lambda: se.Ledger().extend(anything.__name__), "found 's', expected a record"),
        (lambda: anything.load(5), "file: found int, expected a path, or an open stream"),
        (lambda: anything.load(5, format="json"), "file: found int, expected a path, or an open"),
        (lambda: anything.load(b"a.json"), "file: found bytes, expected a path, or an open"),
        (lambda: anything.dump([], 5), "file: found int, expected a path, or an open stream"),
        (lambda: json.load(NO_FILE), "file: found dict, expected a path, or an open"),
        (lambda: json.dump([], NO_FILE), "file: found dict, expected a path, or an"),
        (lambda: jsonlines.load(NO_FILE), "file: found dict, expected a path, or an"),
        (lambda: se.load("a\0b.json"), r"file: found 'a\x00b.json', expected a name that a file"),
        (lambda: se.dump([], "\ud800.json"), r"file: found '\ud800.json', expected a name that"),
        (
            lambda: se.Lexicon.default().with_file("a\0b"),
            r"file: found 'a\x00b', expected a name that a file may have",
        ),
        (
            lambda: se.Lexicon.default().with_file(NO_FILE),
            "file: found dict, expected a path",
        ),
    ],
)
def test_the_message_says_what_was_found_and_what_was_expected(
    call: Callable[[], object], message: str
) -> None:
    with pytest.raises(se.InvalidValueError) as caught:
        call()
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_is_no_list_of_records_leaves_the_file_as_it_was(name: str, tmp_path: Any) -> None:
    (tmp_path / name).write_text("before")
    with pytest.raises(se.InvalidValueError, match="records: found int, expected records"):
        anything.dump(5, tmp_path / name)
    assert (tmp_path / name).read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == [name]
