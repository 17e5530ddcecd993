"""The exchange formats, what holds for all of them: safe, the same on every run, whole or not at all."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from exchanged import (
    UNSAFE_ADDRESSES,
    dumped,
    hostile_records,
    some_records,
    tangled_records,
)
from schoolenterprise import errors
from schoolenterprise.errors import ConflictError, InvalidValueError
from schoolenterprise.formats.exchange import (
    followthemoney,
    geojson,
    graphml,
    icalendar,
    jsonld,
    popolo,
)
from schoolenterprise.formats.exchange._safe import percent, web_address
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Program, Record

FORMATS = (jsonld, followthemoney, popolo, icalendar, geojson, graphml)
JSON = (jsonld, followthemoney, popolo, geojson)
every_format = pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.__name__[34:])

PROGRAM = Program(id="program:1", name="访企拓岗")
OTHER = Program(id="program:1", name="新春企业行")

_IN_ANOTHER_PROCESS = """
import sys
from importlib import import_module
from exchanged import dumped, hostile_records
sys.stdout.buffer.write(dumped(import_module(sys.argv[1]), hostile_records()))
"""


@every_format
@settings(max_examples=15, deadline=None)
@given(some_records)
def test_no_record_is_changed_or_too_much(format: ModuleType, records: list[Record]) -> None:
    ledger = Ledger(records)
    assert dumped(format, ledger) == dumped(format, iter(records))
    assert list(ledger) == records


@every_format
def test_who_names_each_other_and_themselves(format: ModuleType) -> None:
    records = tangled_records()
    assert dumped(format, Ledger(records)) == dumped(format, records)


@every_format
def test_other_processes_write_the_same_bytes(format: ModuleType) -> None:
    path = os.pathsep.join(map(str, (Path(errors.__file__).parents[1], Path(__file__).parent)))
    told = [
        subprocess.run(
            [sys.executable, "-c", _IN_ANOTHER_PROCESS, format.__name__],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told == [dumped(format, hostile_records())] * 2


@every_format
def test_a_file_holds_what_a_stream_holds(format: ModuleType, tmp_path: Path) -> None:
    file, text = tmp_path / "台账", io.StringIO()
    format.dump(hostile_records(), file)
    assert file.read_bytes() == dumped(format, hostile_records())
    format.dump(hostile_records(), text)
    assert text.getvalue().encode() == file.read_bytes()


@every_format
def test_when_it_fails_the_file_is_as_it_was(format: ModuleType, tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield PROGRAM
        raise OSError("the disk is gone")

    file = tmp_path / "台账"
    file.write_bytes(b"before")
    with pytest.raises(OSError, match="the disk is gone"):
        format.dump(broken(), file)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@every_format
@pytest.mark.parametrize("records", [[7], [PROGRAM, None], 7, None], ids=str)
def test_what_is_no_record_is_refused(format: ModuleType, records: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"expected .*record"):
        dumped(format, records)


@every_format
def test_two_records_of_one_id_are_refused(format: ModuleType) -> None:
    with pytest.raises(ConflictError, match=r"^program:1: found a different record"):
        dumped(format, [PROGRAM, OTHER])


@every_format
def test_an_empty_ledger_is_a_whole_document(format: ModuleType) -> None:
    assert dumped(format, []) == dumped(format, Ledger())


@every_format
def test_the_docstring_says_what_is_kept_and_lost(format: ModuleType) -> None:
    assert format.__doc__ is not None
    assert "What stands in it:" in format.__doc__
    assert "What is lost:" in format.__doc__


@pytest.mark.parametrize("format", JSON, ids=lambda each: each.__name__[34:])
def test_no_name_ends_the_script_that_holds_the_document(format: ModuleType) -> None:
    assert b"<" not in dumped(format, hostile_records())


@pytest.mark.parametrize("url", UNSAFE_ADDRESSES)
def test_addresses_that_are_none_of_the_web(url: str) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    "url", ["http://example.org", "HTTPS://例子.example:8080/新闻?id=1&a=%20#top"]
)
def test_addresses_of_the_web(url: str) -> None:
    assert web_address(url) == url


def test_different_ids_are_different_iris() -> None:
    ids = ["visit:a/b", "visit:a%2Fb", "visit:a b", "visit:a+b", "visit:a%20b", "visit:a#b"]
    assert len({percent(each) for each in ids}) == len(ids)
    assert all(set(percent(each)).isdisjoint("/#? <>") for each in ids)
