"""CSV and XLSX give every record back, but for what they say they lose."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolenterprise.errors import Severity
from schoolenterprise.formats import csv, xlsx
from schoolenterprise.formats._tables.table import columns
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import RECORD_CLASSES, Record
from shown import shown
from strategies.records import instances, ledgers

each_class = pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.__name__)
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def lists_of(cls: type[Record]) -> st.SearchStrategy[list[Any]]:
    return st.lists(instances(cls), max_size=4, unique_by=lambda record: record.id)


def amiss(ledger: Ledger) -> list[str]:
    return [str(each) for each in ledger.problems if each.severity is not Severity.NOTE]


@each_class
def test_headings_of_a_class_differ(cls: type[Record]) -> None:
    known: type = cls
    found = [column.heading for column in columns(known)]
    assert len(set(found)) == len(found)


@each_class
@few
@given(data=st.data())
def test_csv_of_one_class(cls: type[Record], data: st.DataObject, tmp_path: Path) -> None:
    records = data.draw(lists_of(cls))
    csv.dump(records, tmp_path / "x.csv")
    loaded = csv.load(tmp_path / "x.csv")
    # Without a record no class says which headings there are.
    assert [each.code for each in loaded.problems if each.severity is not Severity.NOTE] == (
        [] if records else ["no-rows"]
    )
    assert list(loaded) == [shown(record) for record in records]


@few
@given(ledgers)
def test_csv_of_every_class_in_an_archive(tmp_path: Path, ledger: Ledger) -> None:
    csv.dump(ledger, tmp_path / "x.zip")
    loaded = csv.load(tmp_path / "x.zip")
    assert amiss(loaded) == []
    assert loaded == Ledger(shown(record) for record in ledger)


@each_class
@few
@given(data=st.data())
def test_xlsx_of_one_class(cls: type[Record], data: st.DataObject) -> None:
    records = data.draw(lists_of(cls))
    stream = io.BytesIO()
    xlsx.dump(records, stream)
    loaded = xlsx.load(io.BytesIO(stream.getvalue()))
    assert amiss(loaded) == []
    assert list(loaded) == [shown(record) for record in records]


@few
@given(ledgers)
def test_xlsx_of_every_class(ledger: Ledger) -> None:
    stream = io.BytesIO()
    xlsx.dump(ledger, stream)
    loaded = xlsx.load(io.BytesIO(stream.getvalue()))
    assert amiss(loaded) == []
    assert loaded == Ledger(shown(record) for record in ledger)


@few
@given(ledgers)
def test_the_same_records_are_the_same_bytes(ledger: Ledger) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    xlsx.dump(ledger, first)
    xlsx.dump(ledger, second)
    assert first.getvalue() == second.getvalue()
