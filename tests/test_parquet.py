"""Parquet and Arrow: columns that lose nothing, that other programs read, and that read theirs."""

import datetime
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise import formats
from schoolenterprise.check import check_quotes
from schoolenterprise.columns import (
    RECORD_TABLES,
    arrow_table,
    records_of,
    to_parquet,
)
from schoolenterprise.columns import _filled as filling
from schoolenterprise.columns import _records as records_module
from schoolenterprise.columns import _storage as storage
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, InvalidValueError, Severity
from schoolenterprise.formats import arrow as arrow_files
from schoolenterprise.formats import parquet, parquets
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Institution,
    Organization,
    Participant,
    Placement,
    Program,
    Record,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import VisitMode
from strategies.records import instances, ledgers

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

each_class = pytest.mark.parametrize("cls", RECORD_CLASSES)
each_format = pytest.mark.parametrize("file", [parquet, arrow_files])

VISIT = Visit(
    id="visit:1",
    date=PartialDate("2022-02"),
    visitor="institution:武汉职院",
    hosts=("enterprise:甲", "enterprise:乙"),
    participants=(Participant(name="李洪渠", titles=("党委书记",)), Participant(name="张伟")),
    mode=VisitMode.ON_SITE,
)
OTHER = Visit(id="visit:2", hosts=("enterprise:丙",), date=PartialDate("2022-03-05"))
SCHOOL, FIRM = Institution(name="武汉职院"), Enterprise(name="华工激光", industry="C39")
PROGRAM = Program(name="访企拓岗")


def evolved(record: Any, **changes: Any) -> Any:
    """The record with some other values."""
    return evolve(record, **changes)


def lists_of(cls: type[Record]) -> st.SearchStrategy[list[Any]]:
    """Records that a table of `cls` may hold."""
    classes = [each for each in RECORD_CLASSES if issubclass(each, cls)]
    one = st.one_of([instances(each) for each in classes])
    return st.lists(one, max_size=4, unique_by=lambda record: record.id)


def written(table: Any, notes: dict[str, str] | None = None) -> io.BytesIO:
    """A file of Parquet as somebody else writes it."""
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(notes), file)
    return io.BytesIO(file.getvalue())


def table_of(*records: Record) -> Any:
    return arrow_table(type(records[0]), records, evidence=True)


def storage_table(file: Any, stream: io.BytesIO) -> Any:
    """The table of a file that `file`, a format, wrote."""
    read = storage.from_parquet if file is parquet else storage.from_arrow
    return read(stream.getvalue())[0]


def spoilt(table: Any, rows: list[int]) -> Any:
    """The table with a date in these rows that is none."""
    dates = [
        "gestern" if row in rows else each for row, each in enumerate(table["date"].to_pylist())
    ]
    return changed(table, "date", pa.array(dates, pa.string()))


def changed(table: Any, name: str, values: Any) -> Any:
    """The table with other values in one column, which may be new."""
    column = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    if name in table.column_names:
        return table.set_column(table.column_names.index(name), name, column)
    return table.append_column(name, column)


def told(table: Any, cls: type[Record]) -> list[str]:
    return [str(each) for each in records_of(table, cls)[1]]


class TestThereAndBack:
    @each_class
    @settings(max_examples=25)
    @given(st.data())
    def test_the_records_of_a_table_are_those_it_was_made_of(
        self, cls: type[Record], data: st.DataObject
    ) -> None:
        records = data.draw(lists_of(cls))
        assert records_of(arrow_table(cls, records, evidence=True), cls) == (tuple(records), ())

    @each_class
    @settings(max_examples=15)
    @given(st.data())
    def test_the_slow_way_makes_the_same_records(
        self, cls: type[Record], data: st.DataObject
    ) -> None:
        records = data.draw(lists_of(cls))
        table = arrow_table(cls, records, evidence=True)
        with mock.patch.object(records_module, "made", side_effect=ValueError):
            assert records_of(table, cls) == (tuple(records), ())

    @settings(max_examples=40)
    @given(st.data())
    def test_both_ways_give_the_same_records_and_problems(self, data: st.DataObject) -> None:
        visits = data.draw(st.lists(instances(Visit), max_size=8, unique_by=lambda each: each.id))
        faulty = data.draw(st.sets(st.integers(0, 7)))
        table = spoilt(arrow_table(Visit, visits, evidence=True), sorted(faulty))
        with mock.patch.object(records_module, "made", side_effect=ValueError):
            slow = records_of(table, Visit)
        at_once = data.draw(st.integers(1, 8))
        with mock.patch.multiple(records_module, _ROWS_AT_ONCE=at_once, _ROWS_EXAMINED=2):
            assert records_of(table, Visit) == slow
        sound = [each for row, each in enumerate(visits) if row not in faulty]
        assert list(slow[0]) == sound
        errors = [each for each in slow[1] if each.severity is Severity.ERROR]
        lines = [row + 1 for row in sorted(faulty) if row < len(visits)]
        assert [each.place.line for each in errors] == lines

    def test_values_of_more_kinds_than_one_number_tells_are_made_one_by_one(self) -> None:
        with mock.patch.object(filling, "_MOST_KINDS", 1):
            assert records_of(table_of(VISIT, OTHER), Visit) == ((VISIT, OTHER), ())

    def test_cells_of_every_form_list_their_values(self) -> None:
        codes = pa.array([1, 0], pa.int32())
        cells: dict[tuple[object, ...], filling.Cells] = {
            ("a", "a"): filling.Same("a"),
            ("b", "a"): filling.Keyed(["a", "b"], codes),
            ("a", "b"): filling.Each(["a", "b"]),
            ((1,), (2, 3)): filling.Slices((1, 2, 3), [1, 3]),
        }
        assert [tuple(filling.listed(each, 2)) for each in cells.values()] == list(cells)

    def test_equal_people_are_one_object(self) -> None:
        table = table_of(VISIT, evolved(VISIT, id="visit:3"))
        (one, two), _ = records_of(table, Visit)
        assert one.participants[0] is two.participants[0]
        assert one.participants == VISIT.participants

    @each_format
    @each_class
    @settings(max_examples=10)
    @given(st.data())
    def test_a_file_gives_the_ledger_back(
        self, file: Any, cls: type[Record], data: st.DataObject
    ) -> None:
        records = data.draw(lists_of(cls))
        stream = io.BytesIO()
        file.dump(records, stream, cls=cls)
        again = file.load(io.BytesIO(stream.getvalue()))
        assert list(again) == records
        # What the evidence of invented records says of sources is looked at as in every format.
        assert again.problems == tuple(check_quotes(again))

    @settings(max_examples=25, deadline=None)
    @given(ledger=ledgers)
    def test_a_folder_gives_a_whole_ledger_back_in_its_order(
        self, ledger: Ledger, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        path = tmp_path_factory.mktemp("folder") / "ledger.parquets"
        formats.dump(ledger, path)
        assert list(formats.load(path)) == list(ledger)

    @each_format
    def test_many_row_groups_and_chunks_give_the_same(self, file: Any) -> None:
        visits = [evolved(VISIT, id=f"visit:{number}") for number in range(7)]
        stream = io.BytesIO()
        with mock.patch.object(storage, "ROWS_OF_A_GROUP", 2):
            file.dump(visits, stream)
        with mock.patch.object(records_module, "_ROWS_AT_ONCE", 3):
            again = file.load(io.BytesIO(stream.getvalue()))
        assert list(again) == visits

    @each_format
    def test_the_same_records_give_the_same_bytes(self, file: Any) -> None:
        one, two = io.BytesIO(), io.BytesIO()
        file.dump([VISIT, OTHER], one)
        file.dump([VISIT, OTHER], two)
        assert one.getvalue() == two.getvalue()

    def test_a_file_of_schools_and_firms_tells_them_apart(self) -> None:
        stream = io.BytesIO()
        parquet.dump([FIRM, SCHOOL, Organization(name="教育部")], stream)
        again = parquet.load(io.BytesIO(stream.getvalue()))
        assert list(again) == [FIRM, SCHOOL, Organization(name="教育部")]
        assert again.problems == ()


class TestWriting:
    def test_records_of_several_classes_need_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidValueError, match=r"found Program and Visit.*NAME\.parquets"):
            formats.dump([VISIT, PROGRAM], tmp_path / "all.parquet")
        assert os.listdir(tmp_path) == []

    def test_no_records_need_their_class(self) -> None:
        with pytest.raises(InvalidValueError, match=r"found none.*`cls`"):
            parquet.dump([], io.BytesIO())
        stream = io.BytesIO()
        parquet.dump([], stream, cls=Visit)
        assert parquet.load(io.BytesIO(stream.getvalue())) == Ledger()

    @each_format
    def test_an_empty_selection_tells_its_class(self, file: Any) -> None:
        stream = io.BytesIO()
        file.dump(Ledger([PROGRAM]).visits, stream)
        assert records_of(storage_table(file, stream), Visit) == ((), ())
        assert file.load(io.BytesIO(stream.getvalue())) == Ledger()

    @each_format
    def test_records_may_come_from_a_generator(self, file: Any) -> None:
        stream = io.BytesIO()
        file.dump((each for each in (VISIT, OTHER)), stream)
        assert list(file.load(io.BytesIO(stream.getvalue()))) == [VISIT, OTHER]

    def test_a_folder_is_written_from_a_generator_and_from_nothing(self, tmp_path: Path) -> None:
        parquets.dump((each for each in (VISIT, PROGRAM)), tmp_path / "a.parquets")
        assert list(parquets.load(tmp_path / "a.parquets")) == [VISIT, PROGRAM]
        parquets.dump(iter(()), tmp_path / "a.parquets")
        assert parquets.load(tmp_path / "a.parquets") == Ledger()

    @each_format
    def test_a_stream_of_text_takes_no_columns(self, file: Any, tmp_path: Path) -> None:
        with pytest.raises(InvalidValueError, match="expected a path, or a stream of bytes"):
            file.dump([VISIT], io.StringIO())
        with (
            tempfile.NamedTemporaryFile("w", dir=tmp_path) as stream,
            pytest.raises(InvalidValueError, match="expected a path, or a stream of bytes"),
        ):
            file.dump([VISIT], stream)

    def test_only_records_are_written(self, tmp_path: Path) -> None:
        for dump, target in ((parquet.dump, io.BytesIO()), (parquets.dump, tmp_path / "x")):
            with pytest.raises(InvalidValueError, match="expected a record"):
                dump([5], target)  # type: ignore[list-item]  # the point of the test
            with pytest.raises(InvalidValueError, match="records: found int"):
                dump(5, target)  # type: ignore[arg-type]  # the point of the test

    def test_the_file_names_its_form_and_states_how_it_is_written(self) -> None:
        stream = io.BytesIO()
        parquet.dump([VISIT], stream)
        file = pq.ParquetFile(io.BytesIO(stream.getvalue()))
        notes = file.schema_arrow.metadata
        assert notes[b"schoolenterprise.schema"] == b"schoolenterprise/1"
        assert notes[b"schoolenterprise.class"] == b"Visit"
        column = file.metadata.row_group(0).column(0)
        assert column.compression == "ZSTD"
        assert column.has_dictionary_page


class TestFolders:
    def test_there_is_a_file_a_class_even_when_it_is_empty(self, tmp_path: Path) -> None:
        parquets.dump([VISIT, SCHOOL], tmp_path / "a.parquets")
        names = sorted(os.listdir(tmp_path / "a.parquets"))
        tables = RECORD_TABLES.keys() - {"institutions", "enterprises"}
        assert names == sorted(f"{name}.parquet" for name in tables)
        assert parquet.load(tmp_path / "a.parquets" / "visits.parquet").problems == ()

    def test_a_folder_is_replaced_as_a_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT, SCHOOL], path)
        parquets.dump([PROGRAM], path)
        assert list(parquets.load(path)) == [PROGRAM]
        assert os.listdir(tmp_path) == ["a.parquets"]

    def test_where_names_cannot_change_places_the_old_one_steps_aside(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT], path)
        with mock.patch("sys.platform", "darwin"):
            parquets.dump([PROGRAM], path)
        assert list(parquets.load(path)) == [PROGRAM]
        assert os.listdir(tmp_path) == ["a.parquets"]

    def test_a_write_that_fails_leaves_the_old_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT], path)
        with (
            mock.patch("os.fsync", side_effect=OSError("full")),
            pytest.raises(OSError, match="full"),
        ):
            parquets.dump([PROGRAM], path)
        assert list(parquets.load(path)) == [VISIT]
        assert os.listdir(tmp_path) == ["a.parquets"]

    def test_other_files_in_the_folder_are_never_lost(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT], path)
        (path / "notes.txt").write_text("会议记录")
        with pytest.raises(InvalidValueError, match=r"found 'notes.txt' in the folder"):
            parquets.dump([PROGRAM], path)
        assert [str(each).split(": ", 1)[1] for each in parquets.load(path).problems] == [
            "found the file 'notes.txt', expected a table of records; it is not read"
        ]

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT, PROGRAM], path)
        (path / "programs.parquet").unlink()
        again = parquets.load(path)
        assert list(again) == [VISIT]
        (problem,) = again.problems
        assert "found no programs.parquet" in str(problem)

    def test_rows_that_somebody_adds_come_last(self, tmp_path: Path) -> None:
        path = tmp_path / "a.parquets"
        parquets.dump([VISIT, PROGRAM], path)
        file = path / "visits.parquet"
        table = pq.read_table(file)
        row = changed(table_of(OTHER), "position", pa.array([None], pa.int64()))
        pq.write_table(pa.concat_tables([row.cast(table.schema), table]), file)
        assert list(parquets.load(path)) == [VISIT, PROGRAM, OTHER]

    def test_a_folder_without_tables_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FormatError, match="found no table of records"):
            parquets.load(tmp_path)

    def test_a_stream_is_no_folder(self) -> None:
        with pytest.raises(InvalidValueError, match="a folder is no stream"):
            parquets.load(io.BytesIO())


class TestOthersRead:
    """Values as pandas, polars and DuckDB see them, without a word about this package."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        parquet.dump([VISIT, OTHER], tmp_path / "visits.parquet")
        return tmp_path / "visits.parquet"

    def test_pandas(self, path: Path) -> None:
        pandas = pytest.importorskip("pandas")
        frame = pandas.read_parquet(path)
        assert frame["date"].tolist() == ["2022-02", "2022-03-05"]
        assert frame["date_last"].tolist() == [
            datetime.date(2022, 2, 28),
            datetime.date(2022, 3, 5),
        ]
        assert frame["hosts"].map(list).tolist() == [list(VISIT.hosts), list(OTHER.hosts)]
        assert frame["mode"].tolist() == ["on_site", "on_site"]
        assert frame["participants"][0][0]["name"] == "李洪渠"

    def test_polars(self, path: Path) -> None:
        polars = pytest.importorskip("polars")
        frame = polars.read_parquet(path)
        assert frame["date"].to_list() == ["2022-02", "2022-03-05"]
        assert frame["date_first"].to_list() == [
            datetime.date(2022, 2, 1),
            datetime.date(2022, 3, 5),
        ]
        assert frame["hosts"].to_list() == [list(VISIT.hosts), list(OTHER.hosts)]
        assert frame["mode"].to_list() == ["on_site", "on_site"]
        assert frame["participants"].to_list()[0][0]["titles"] == ["党委书记"]

    def test_duckdb(self, path: Path) -> None:
        duckdb = pytest.importorskip("duckdb")
        query = f"select date, date_last, hosts[1], mode, participants[1].name from '{path}'"
        assert duckdb.connect().execute(query).fetchall() == [
            ("2022-02", datetime.date(2022, 2, 28), "enterprise:甲", "on_site", "李洪渠"),
            ("2022-03-05", datetime.date(2022, 3, 5), "enterprise:丙", "on_site", None),
        ]

    def test_what_pandas_writes_is_read(self, path: Path) -> None:
        pandas = pytest.importorskip("pandas")
        pandas.read_parquet(path).to_parquet(path, index=False)
        again = parquet.load(path)
        assert list(again) == [VISIT, OTHER]
        assert [each.code for each in again.problems] == []

    def test_what_polars_writes_is_read(self, path: Path) -> None:
        polars = pytest.importorskip("polars")
        polars.read_parquet(path).write_parquet(path)
        again = parquet.load(path)
        assert list(again) == [VISIT, OTHER]
        assert [each.code for each in again.problems] == []

    def test_a_day_of_no_calendar_is_a_warning(self) -> None:
        table = table_of(VISIT)
        days = pa.array([2**31 - 1], pa.int32()).cast(pa.date32())
        at = table.schema.get_field_index("date_first")
        records, problems = records_of(table.set_column(at, "date_first", days), Visit)
        assert records == (VISIT,)
        assert [each.found for each in problems] == ["a day that no calendar has"]

    def test_a_column_whose_name_is_no_text_is_damage(self) -> None:
        stream = io.BytesIO()
        arrow_files.dump([VISIT], stream)
        damaged = io.BytesIO(stream.getvalue().replace(b"quote", b"\xffuote"))
        with pytest.raises(FormatError, match="no UTF-8"):
            arrow_files.load(damaged)

    def test_what_duckdb_writes_is_read(self, path: Path) -> None:
        duckdb = pytest.importorskip("duckdb")
        other = path.with_name("besuche.parquet")
        duckdb.connect().execute(f"copy (from '{path}') to '{other}'")
        again = parquet.load(other)
        assert list(again) == [VISIT, OTHER]
        assert [each.code for each in again.problems] == []

    @settings(max_examples=15, deadline=None)
    @given(lists_of(Visit))
    def test_polars_gives_every_visit_back(self, visits: list[Visit]) -> None:
        polars = pytest.importorskip("polars")
        file = io.BytesIO()
        polars.from_arrow(arrow_table(Visit, visits, evidence=True)).write_parquet(file)
        assert list(parquet.load(io.BytesIO(file.getvalue()), cls=Visit)) == visits


class TestTablesOfOthers:
    def test_text_may_be_coded_or_large(self) -> None:
        table = table_of(VISIT, OTHER)
        for kind in (
            pa.large_string(),
            pa.string_view(),
            pa.dictionary(pa.int8(), pa.string()),
            pa.dictionary(pa.uint32(), pa.large_string()),
        ):
            for name in ("id", "date", "visitor", "mode"):
                plain = table[name].cast(pa.string())
                column = plain.cast(pa.string()).combine_chunks()
                if pa.types.is_dictionary(kind):
                    coded = column.dictionary_encode()
                    indices = coded.indices.cast(kind.index_type)
                    keys = coded.dictionary.cast(kind.value_type)
                    column = pa.DictionaryArray.from_arrays(indices, keys)
                else:
                    column = column.cast(kind)
                assert records_of(changed(table, name, column), Visit) == ((VISIT, OTHER), ())

    def test_an_unknown_column_is_kept_under_extra_with_one_warning(self) -> None:
        table = changed(table_of(VISIT, OTHER), "费用", [None, 12])
        table = changed(table, "day", [datetime.date(2022, 2, 1)] * 2)
        (one, two), problems = records_of(table, Visit)
        assert dict(one.extra) == {"day": "2022-02-01"}
        assert dict(two.extra) == {"费用": 12, "day": "2022-02-01"}
        assert [str(each) for each in problems] == [
            "费用: found the unknown column '费用'; kept under extra",
            "day: found the unknown column 'day'; kept under extra",
        ]
        assert {each.severity for each in problems} == {Severity.WARNING}

    def test_an_unknown_column_in_a_struct_is_kept_in_the_extra_of_its_value(self) -> None:
        people = [[{"name": "李洪渠", "age": 50}], []]
        (one, _), problems = records_of(
            changed(table_of(VISIT, OTHER), "participants", people), Visit
        )
        assert dict(one.participants[0].extra) == {"age": 50}
        assert [str(each) for each in problems] == [
            "participants[].age: found the unknown column 'participants[].age'; kept under extra"
        ]

    def test_what_is_missing_or_null_has_its_default(self) -> None:
        table = pa.table({"id": ["visit:1"], "mode": [None], "hosts": [None], "date": [None]})
        assert records_of(table, Visit) == ((Visit(id="visit:1"),), ())

    def test_without_ids_they_are_made(self) -> None:
        table = table_of(Program(name="访企拓岗"), Program(name="新春企业行")).drop(["id"])
        assert [each.id for each in records_of(table, Program)[0]] == [
            "program:访企拓岗",
            "program:新春企业行",
        ]

    def test_a_missing_column_that_no_record_can_do_without_is_one_problem(self) -> None:
        table = table_of(PROGRAM).drop(["name"])
        assert records_of(table, Program)[0] == ()
        assert told(table, Program) == [
            "name: found no such column, expected text that is not blank;"
            " no record is made without it"
        ]

    def test_whole_numbers_that_became_floats_are_whole_numbers(self) -> None:
        placement = Placement(students=Quantity.exactly(3, unit="人"))
        table = table_of(placement)
        as_floats = [{"at_least": 3.0, "at_most": 3.0, "about": False, "unit": "人"}]
        assert records_of(changed(table, "students", as_floats), Placement)[0] == (placement,)
        as_floats[0]["at_most"] = 3.5
        assert told(changed(table, "students", as_floats), Placement) == [
            f"line 1, {placement.id}, students.at_most: found the number 3.5,"
            " expected a whole number, 0 or more"
        ]

    @pytest.mark.parametrize(
        ("name", "values", "message"),
        [
            ("date", [5, 5], "line 1, visit:1, date: found the number 5, expected"),
            ("date", ["2022-02", "gestern"], "line 2, visit:2, date: found 'gestern', expected"),
            ("mode", ["on_site", "fly"], "line 2, visit:2, mode: found 'fly', expected one of"),
            (
                "hosts",
                ["enterprise:甲"] * 2,
                "line 1, visit:1, hosts: found 'enterprise:甲', expected a list",
            ),
            (
                "hosts",
                [["enterprise:甲"], [None]],
                "line 2, visit:2, hosts[0]: found null, expected",
            ),
            (
                "visitor",
                ["institution:一", "visit:1"],
                "line 2, visit:2, visitor: found 'visit:1', expected",
            ),
            (
                "participants",
                [[], [None]],
                "line 2, visit:2, participants[0]: found null, expected",
            ),
            ("id", ["visit:1", "firm:1"], "line 2, firm:1, id: found 'firm:1', expected visit:…"),
            (
                "extra",
                [None, "[]"],
                "line 2, visit:2, extra: found unknown keys that cannot be kept",
            ),
            ("extra", [None, '{"date": 1}'], "line 2, visit:2, extra: found unknown keys"),
            ("extra", [None, '{"a": 1, "a": 2}'], "line 2, visit:2, extra: found unknown keys"),
            ("extra", [None, '{"a": NaN}'], "line 2, visit:2, extra: found unknown keys"),
            ("extra", [None, "[" * 100_000], "line 2, visit:2, extra: found unknown keys"),
            ("bytes", [None, b"\xff"], "line 2, visit:2, bytes: found"),
        ],
    )
    def test_a_faulty_row_is_told_and_never_takes_a_neighbour(
        self, name: str, values: list[Any], message: str
    ) -> None:
        table = changed(table_of(VISIT, OTHER), name, values)
        records, problems = records_of(table, Visit)
        errors = [each for each in problems if each.severity is Severity.ERROR]
        assert str(errors[0]).startswith(message)
        assert len(records) == 2 - len({each.place.line for each in errors})

    def test_text_that_is_no_utf_8_is_a_fault_of_its_row(self) -> None:
        raw = pa.array([b"institution:\xff", "institution:一".encode()])
        text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
        records, (problem,) = records_of(changed(table_of(VISIT, OTHER), "visitor", text), Visit)
        assert [each.id for each in records] == ["visit:2"]
        assert str(problem).startswith("line 1: found a row that cannot be read")

    def test_two_columns_of_one_name_are_told_and_the_first_is_read(self) -> None:
        table = table_of(VISIT).append_column("date", pa.array(["1999"]))
        assert records_of(table, Visit)[0] == (VISIT,)
        assert told(table, Visit) == ["date: found two columns of one name; the first is read"]

    def test_days_that_contradict_their_date_are_told_and_not_read(self) -> None:
        days = [datetime.date(2022, 2, 2), datetime.date(2022, 3, 5)]
        table = changed(table_of(VISIT, OTHER), "date_first", days)
        assert records_of(table, Visit)[0] == (VISIT, OTHER)
        assert told(table, Visit) == [
            "line 1, date_first: found 2022-02-02, expected 2022-02-01, as 2022-02 says;"
            " the date is read, this is not"
        ]
        assert told(changed(table, "date_first", ["morgen", None]), Visit) == [
            "date_first: found a column of the type string, expected days, the first of each date;"
            " the date is read, this is not"
        ]

    def test_timestamps_of_old_programs_are_read_as_what_they_are(self) -> None:
        table = table_of(VISIT, OTHER)
        stamps = pa.array(
            [datetime.datetime(2022, 2, 1), datetime.datetime(2022, 3, 5)], pa.timestamp("ns")
        )
        table = changed(changed(table, "date_first", stamps), "seen", stamps)
        file = io.BytesIO()
        pq.write_table(table, file, use_deprecated_int96_timestamps=True)
        again = parquet.load(io.BytesIO(file.getvalue()))
        assert [dict(each.extra) for each in again] == [
            {"seen": "2022-02-01T00:00:00"},
            {"seen": "2022-03-05T00:00:00"},
        ]

    def test_a_type_of_another_class_is_a_fault_of_its_row(self) -> None:
        table = arrow_table(Organization, [SCHOOL, FIRM], evidence=True)
        (record,), (problem,) = records_of(
            changed(table, "type", ["Institution", "Visit"]), Organization
        )
        assert record == SCHOOL
        assert str(problem).startswith("line 2, type: found 'Visit', expected one of Organization")

    def test_a_field_of_another_kind_of_organization_is_kept_as_unknown(self) -> None:
        table = changed(table_of(SCHOOL), "industry", ["C39"])
        (record,), problems = records_of(table, Institution)
        assert dict(record.extra) == {"industry": "C39"}
        assert [each.code for each in problems] == ["unknown-key"]


class TestFilesOfOthers:
    @each_format
    @pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"ARROW1", b"{}", b"\0" * 100])
    def test_what_is_no_such_file_is_refused(self, file: Any, data: bytes) -> None:
        with pytest.raises(FormatError, match="bytes that are none, or are damaged"):
            file.load(io.BytesIO(data))

    @each_format
    def test_a_file_cut_anywhere_is_refused(self, file: Any) -> None:
        stream = io.BytesIO()
        file.dump([VISIT, OTHER], stream)
        data = stream.getvalue()
        for end in range(0, len(data), 97):
            with pytest.raises(FormatError):
                file.load(io.BytesIO(data[:end]))

    def test_the_error_names_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.parquet").write_bytes(b"PAR1")
        with pytest.raises(FormatError, match=r"a\.parquet: found 4 bytes"):
            formats.load(tmp_path / "a.parquet")

    def test_a_later_form_is_refused(self) -> None:
        notes = {"schoolenterprise.schema": "schoolenterprise/2"}
        with pytest.raises(FormatError, match=r"found 'schoolenterprise/2'.*a later version"):
            parquet.load(written(table_of(VISIT), notes))

    def test_another_form_is_told(self) -> None:
        ledger = parquet.load(written(table_of(VISIT), {"schoolenterprise.schema": "x"}))
        assert [each.code for each in ledger.problems] == ["unknown-schema"]
        assert list(ledger) == [VISIT]

    def test_the_class_is_told_by_the_name_of_the_file_or_by_ids(self, tmp_path: Path) -> None:
        bare = table_of(VISIT).drop(["id"])
        (tmp_path / "visits.parquet").write_bytes(written(bare).getvalue())
        (visit,) = parquet.load(tmp_path / "visits.parquet")
        assert evolved(visit, id="visit:1") == VISIT
        assert list(parquet.load(written(table_of(VISIT)))) == [VISIT]
        organizations = arrow_table(Organization, [SCHOOL, FIRM], evidence=True)
        assert list(parquet.load(written(organizations))) == [SCHOOL, FIRM]

    def test_where_nothing_tells_the_class_it_must_be_named(self) -> None:
        bare = written(table_of(VISIT).drop(["id"]))
        with pytest.raises(FormatError, match="name it by `cls`"):
            parquet.load(bare)
        bare.seek(0)
        assert len(parquet.load(bare, cls=Visit)) == 1
        with pytest.raises(FormatError, match="found 'Trip', expected one of Source"):
            parquet.load(written(table_of(VISIT), {"schoolenterprise.class": "Trip"}))

    def test_more_than_is_taken_is_refused(self) -> None:
        data = to_parquet(table_of(VISIT, OTHER), {})
        for bound in ("MOST_ROWS", "LARGEST"):
            with (
                mock.patch.object(storage, bound, 1),
                pytest.raises(FormatError, match="at most 1"),
            ):
                parquet.load(io.BytesIO(data))

    def test_a_stream_of_text_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="a stream of bytes"):
            parquet.load(io.StringIO("PAR1"))

    def test_of_two_records_with_one_id_the_first_is_kept(self) -> None:
        twin = evolved(OTHER, id="visit:1")
        ledger = parquet.load(written(table_of(VISIT, twin)))
        assert list(ledger) == [VISIT]
        assert "conflicting-record" in [each.code for each in ledger.problems]

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_tables_of_any_columns_never_crash(self, data: st.DataObject) -> None:
        names = [
            "id",
            "date",
            "date_first",
            "hosts",
            "participants",
            "extra",
            "evidence",
            "x",
            "type",
        ]
        columns = st.sampled_from(
            [
                pa.array([None, None]),
                pa.array([1, None]),
                pa.array([1.5, float("nan")]),
                pa.array([True, None]),
                pa.array(["visit:1", "a"]),
                pa.array([b"a", None]),
                pa.array([["visit:1"], None]),
                pa.array([[None], []]),
                pa.array([{"name": "a"}, None]),
                pa.array([[{"name": "a"}, None], [{"name": None}]]),
                pa.array([[{"titles": [None]}], []]),
                pa.array([datetime.datetime(2022, 2, 1), None]),
                pa.array([datetime.timedelta(1), None]),
                pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["a", None])),
                pa.array([[("a", 1)], None], pa.map_(pa.string(), pa.int64())),
            ]
        )
        table = pa.table(data.draw(st.dictionaries(st.sampled_from(names), columns, min_size=1)))
        records, problems = records_of(table, Visit)
        assert all(type(each) is Visit for each in records)
        assert all(str(each) for each in problems)
        assert len(records) + len({each.place.line for each in problems}) >= 2

    def test_unknown_keys_are_json(self) -> None:
        visit = evolved(VISIT, extra={"费用": {"元": [10**30, 1.5]}})
        (text,) = table_of(visit)["extra"].to_pylist()
        assert json.loads(text) == {"费用": {"元": [10**30, 1.5]}}
        assert records_of(table_of(visit), Visit) == ((visit,), ())
