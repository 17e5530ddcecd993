"""Versions of the form: older files become today's, later ones are refused, in every format."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from schoolenterprise.errors import FormatError, Place, Severity
from schoolenterprise.formats import _migrations as own
from schoolenterprise.formats import load
from schoolenterprise.formats._migrations import check_version, migrated
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Program

PLACE = Place(file="a")

OLD_JSON = """{"schema": "schoolenterprise/0", "records": [
  {"type": "Firm", "id": "enterprise:甲", "title": "甲"},
  {"type": "Program", "name": "计划", "also": "同名计划"}
]}"""
OLD_LINES = """{"schema": "schoolenterprise/0"}
{"type": "Firm", "id": "enterprise:甲", "title": "甲"}
{"type": "Program", "name": "计划", "also": "同名计划"}
"""
OLD_YAML = """schema: schoolenterprise/0
records:
- {type: Firm, id: enterprise:甲, title: 甲}
- {type: Program, name: 计划, also: 同名计划}
"""
NEW = Ledger([Enterprise(name="甲"), Program(name="计划"), Program(name="同名计划")])


def from_zero(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Version 0, invented: firms had a `title`, and one record could tell of two programs."""
    if entry.get("type") == "Firm":
        yield {"type": "Enterprise", "id": entry["id"], "name": entry["title"]}
        return
    also = entry.pop("also", None)
    yield entry
    if also is not None:
        yield {"type": entry["type"], "name": also}


@pytest.fixture
def zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes version 0 one that has been."""
    monkeypatch.setitem(own.MIGRATIONS, 0, from_zero)


each_format = pytest.mark.parametrize(
    ("format", "text"), [("json", OLD_JSON), ("jsonl", OLD_LINES), ("yaml", OLD_YAML)]
)


@each_format
def test_an_older_file_becomes_todays(zero: None, format: str, text: str) -> None:
    ledger = load(io.StringIO(text), format=format)
    assert ledger == NEW
    (note,) = ledger.problems
    assert note.severity is Severity.NOTE
    assert str(note).endswith(
        "found 'schoolenterprise/0', expected \"schoolenterprise/1\"; "
        "its records are turned into those of the newer form"
    )


@each_format
def test_a_record_that_cannot_be_turned_over_is_told_alone(
    zero: None, format: str, text: str
) -> None:
    faulty = text.replace("title", "titel")
    ledger = load(io.StringIO(faulty), format=format)
    assert [record.id for record in ledger] == ["program:计划", "program:同名计划"]
    (_, problem) = ledger.problems
    assert "found a record that the migration from version 0 refuses" in str(problem)


@each_format
def test_a_later_file_is_refused(format: str, text: str) -> None:
    later = text.replace("schoolenterprise/0", "schoolenterprise/12")
    with pytest.raises(FormatError) as caught:
        load(io.StringIO(later), format=format)
    assert str(caught.value).endswith(
        "found 'schoolenterprise/12', expected \"schoolenterprise/1\"; "
        "a later version of this package reads it"
    )


@each_format
def test_without_a_way_over_an_older_file_is_read_as_todays(format: str, text: str) -> None:
    ledger = load(io.StringIO(text), format=format)
    assert [record.id for record in ledger] == ["program:计划"]
    assert "read as schoolenterprise/1" in str(ledger.problems[0])


def test_todays_version_needs_nothing() -> None:
    assert check_version("schoolenterprise/1", PLACE) == (1, ())
    entry = {"type": "Program", "name": "计划"}
    (same,) = migrated(entry, 1)
    assert same is entry


@pytest.mark.parametrize(
    "text",
    [None, 1, "", "1", "schoolenterprise", "schoolenterprise/01", "schoolenterprise/-1", "other/1"],
)
def test_what_names_no_version_is_told_and_read_as_todays(text: object) -> None:
    version, (problem,) = check_version(text, PLACE)
    assert version == own.CURRENT
    assert problem.code == "unknown-schema"
    assert str(problem).endswith("; read as schoolenterprise/1")


def test_versions_are_gone_through_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []

    def step(number: int) -> Callable[[dict[str, Any]], list[dict[str, Any]]]:
        def turn(entry: dict[str, Any]) -> list[dict[str, Any]]:
            steps.append(number)
            return [entry]

        return turn

    monkeypatch.setattr(own, "CURRENT", 3)
    for number in (0, 1, 2):
        monkeypatch.setitem(own.MIGRATIONS, number, step(number))
    assert list(migrated({"type": "Program"}, 0)) == [{"type": "Program"}]
    assert steps == [0, 1, 2]
    monkeypatch.delitem(own.MIGRATIONS, 1)
    assert check_version("schoolenterprise/0", PLACE)[0] == 3  # no way leads here any more
    assert check_version("schoolenterprise/2", PLACE)[0] == 2


def test_every_version_that_has_been_has_a_way_over() -> None:
    assert sorted(own.MIGRATIONS) == list(range(1, own.CURRENT))
