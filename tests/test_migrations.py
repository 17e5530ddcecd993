"""Versions of the form: older files become today's, later ones are refused, in every format."""

import io
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schoolenterprise.columns import to_arrow, to_parquet
from schoolenterprise.errors import FormatError, Place, Severity
from schoolenterprise.formats import _migrations as own
from schoolenterprise.formats import available, dump, format_of, load
from schoolenterprise.formats._columnar import CLASS_NOTE, SCHEMA_NOTE
from schoolenterprise.formats._migrations import check_version, migrated
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Program

pa = pytest.importorskip("pyarrow")

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


def written_as_columns(folder: Path, format: str) -> str:
    """Write OLD_JSON as tables of that time, whose columns today's tables do not have."""
    firms = pa.table({"id": ["enterprise:甲"], "title": ["甲"], "position": [0]})
    programs = pa.table(
        {
            "name": ["计划"],
            "also": ["同名计划"],
            "hosts": [None],
            "aliases": [["别名"]],
            "met": ["2022"],
            "met_first": [date(2022, 1, 1)],
            "met_last": [date(2022, 12, 31)],
            "extra": ['{"remark": [1, null]}'],
            "position": [1],
        }
    )
    path = folder / f"programs.{format}"
    tables = {"programs": ("Program", programs)}
    if format == "parquets":
        path.mkdir()
        tables["enterprises"] = ("Firm", firms)
    for name, (cls, table) in tables.items():
        notes = {SCHEMA_NOTE: "schoolenterprise/0", CLASS_NOTE: cls}
        data = to_arrow(table, notes) if format == "arrow" else to_parquet(table, notes)
        (path / f"{name}.parquet" if format == "parquets" else path).write_bytes(data)
    return str(path)


@pytest.mark.parametrize("format", ["parquet", "arrow", "parquets"])
def test_an_older_table_becomes_todays(zero: None, format: str, tmp_path: Path) -> None:
    ledger = load(written_as_columns(tmp_path, format))
    kept = Program(name="计划", aliases=("别名",), extra={"met": "2022", "remark": [1, None]})
    programs = [kept, Program(name="同名计划")]
    firm = Enterprise(name="甲")
    assert list(ledger) == ([firm, *programs] if format == "parquets" else programs)
    notes = [each for each in ledger.problems if each.code == "older-schema"]
    assert len(notes) == (2 if format == "parquets" else 1)


def test_an_older_table_with_values_beyond_all_bounds_is_refused(
    zero: None, tmp_path: Path
) -> None:
    table = pa.table({"name": ["计划"], "since": pa.array([2**62], pa.timestamp("s"))})
    path = tmp_path / "a.arrow"
    path.write_bytes(to_arrow(table, {SCHEMA_NOTE: "schoolenterprise/0", CLASS_NOTE: "Program"}))
    with pytest.raises(FormatError, match="found a table that cannot be read"):
        load(path)


@pytest.mark.parametrize("extra", ["[1]", "{"])
def test_extra_of_an_older_table_that_is_no_object_is_told(
    zero: None, extra: str, tmp_path: Path
) -> None:
    notes = {SCHEMA_NOTE: "schoolenterprise/0", CLASS_NOTE: "Program"}
    path = tmp_path / "a.arrow"
    path.write_bytes(to_arrow(pa.table({"name": ["计划"], "extra": [extra]}), notes))
    ledger = load(path)
    assert [each.place.path for each in ledger.problems[1:]] == ["extra"]


@pytest.mark.parametrize("format", ["parquet", "arrow", "parquets"])
def test_a_row_that_cannot_be_turned_over_is_told_alone(
    zero: None, format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(own.MIGRATIONS, 0, lambda entry: [{**entry, "name": entry["nome"]}])
    ledger = load(written_as_columns(tmp_path, format))
    assert len(ledger) == 0
    told = [str(each) for each in ledger.problems if each.severity is Severity.ERROR]
    assert all(
        "line 1: found a record that the migration from version 0 refuses" in e for e in told
    )
    assert len(told) == (2 if format == "parquets" else 1)


@pytest.mark.parametrize("name", [each.name for each in available() if each.reads])
def test_every_format_refuses_or_tells_a_later_form(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is written as if it were of the form after today's, which exists tomorrow."""
    (suffix, *_) = format_of("x", name).suffixes
    path = str(tmp_path / f"programs{suffix}")
    for module in list(sys.modules.values()):
        if module.__name__.startswith("schoolenterprise.") and hasattr(module, "FORM"):
            monkeypatch.setattr(module, "FORM", "schoolenterprise/2")
    dump([Program(name="计划")], path)
    monkeypatch.undo()
    if name in NAMELESS:
        assert list(load(path)) == [Program(name="计划")]
        return
    with pytest.raises(FormatError, match="found 'schoolenterprise/2', expected"):
        load(path)


NAMELESS = {"csv", "sqlite"}
"""Formats that do not name the form: CSV has no place for it, SQLite numbers its tables."""


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
