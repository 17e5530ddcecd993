"""Records as columns: tables that say what the records say, counts, and SQL that only reads."""

import datetime
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.columns import (
    LINK_TABLES,
    RECORD_TABLES,
    Columns,
    _count,
    _tables,
    arrow_schema,
    arrow_table,
    count,
    count_distinct,
    named_tables,
    rows_overlapping,
    rows_within,
    sql,
    to_pandas,
    to_polars,
    top,
)
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError, MissingExtraError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Extra,
    Institution,
    Official,
    Organization,
    Placement,
    Post,
    Program,
    Record,
    Visit,
    shapes,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import VisitMode, VisitPurpose
from strategies.ground import whens
from strategies.records import instances

pa = pytest.importorskip("pyarrow")

each_class = pytest.mark.parametrize("cls", RECORD_CLASSES)


def plain(value: Any) -> Any:
    """What stands in a table for a value of the model."""
    if isinstance(value, PartialDate | Period):
        return value.edtf
    if isinstance(value, Extra):
        return json.dumps(dict(value), ensure_ascii=False) if value else None
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if attrs.has(type(value)):
        fields = (each.name for each in attrs.fields(type(value)) if each.init)
        return {name: plain(getattr(value, name)) for name in fields}
    return str(value) if isinstance(value, str) else value


def row(record: Record, names: Sequence[str]) -> dict[str, Any]:
    """What the columns `names` hold of a record."""
    found: dict[str, Any] = {}
    for name in names:
        field, _, companion = name.rpartition("_")
        if name == "type":
            found[name] = type(record).__name__
        elif companion in ("first", "last"):
            found[name] = getattr(getattr(record, field, None), companion, None)
        else:
            found[name] = plain(getattr(record, name, None))
    return found


def records_of(cls: type[Record]) -> st.SearchStrategy[list[Any]]:
    """Records that a table of `cls` may hold."""
    classes = [each for each in RECORD_CLASSES if issubclass(each, cls)]
    return st.lists(st.one_of([instances(each) for each in classes]), max_size=4)


class TestTables:
    @each_class
    @settings(max_examples=20)
    @given(st.data())
    def test_a_table_says_what_the_records_say(
        self, cls: type[Record], data: st.DataObject
    ) -> None:
        records = data.draw(records_of(cls))
        table = arrow_table(cls, records, evidence=True)
        table.validate(full=True)
        assert table.schema == arrow_schema(cls, evidence=True)
        assert table.to_pylist() == [row(record, table.column_names) for record in records]

    @each_class
    def test_every_field_is_a_column_and_evidence_only_when_asked_for(self, cls: type) -> None:
        members: list[type] = [each for each in RECORD_CLASSES if issubclass(each, cls)]
        fields = {name for member in members for name in shapes(member)}
        names = arrow_schema(cls, evidence=True).names
        assert len(names) == len(set(names))
        assert fields <= set(names)
        assert arrow_schema(cls).names == [name for name in names if name != "evidence"]

    @settings(max_examples=20)
    @given(records_of(Organization))
    def test_many_records_make_chunks(self, records: list[Organization]) -> None:
        with mock.patch.object(_tables, "_ROWS_OF_A_CHUNK", 2):
            table = arrow_table(Organization, records)
        assert table["name"].num_chunks == max(1, (len(records) + 1) // 2)
        assert table.equals(arrow_table(Organization, records))

    @given(instances(Program))
    def test_unknown_keys_read_back_as_they_were(self, program: Program) -> None:
        (text,) = arrow_table(Program, [program])["extra"].to_pylist()
        assert Extra(json.loads(text or "{}")) == program.extra

    @each_class
    @settings(max_examples=10)
    @given(st.data())
    def test_parquet_gives_the_same_table_back(
        self, cls: type[Record], data: st.DataObject
    ) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        table = arrow_table(cls, data.draw(records_of(cls)), evidence=True)
        file = io.BytesIO()
        parquet.write_table(table, file)
        assert parquet.read_table(io.BytesIO(file.getvalue())).equals(table)

    def test_a_table_of_organizations_holds_schools_and_firms(self) -> None:
        records = [
            Enterprise(name="华工激光", industry="C39"),
            Institution(name="武汉职院"),
            Organization(name="教育部"),
        ]
        table = arrow_table(Organization, records).select(["type", "name", "industry", "flags"])
        assert table.to_pylist() == [
            {"type": "Enterprise", "name": "华工激光", "industry": "C39", "flags": []},
            {"type": "Institution", "name": "武汉职院", "industry": None, "flags": None},
            {"type": "Organization", "name": "教育部", "industry": None, "flags": None},
        ]
        assert "type" not in arrow_schema(Institution).names

    @pytest.mark.parametrize(
        ("date", "first", "last"),
        [
            ("2022-02", datetime.date(2022, 2, 1), datetime.date(2022, 2, 28)),
            ("2022-03/..", datetime.date(2022, 3, 1), None),
            ("XXXX-03-05", None, None),
            ("-0044", None, None),
        ],
    )
    def test_a_date_has_its_first_and_last_day_beside_it(
        self, date: str, first: datetime.date | None, last: datetime.date | None
    ) -> None:
        when = Period(date) if "/" in date else PartialDate(date)
        table = arrow_table(Visit, [Visit(date=when)])
        found = (table["date_first"][0].as_py(), table["date_last"][0].as_py())
        assert found == (first, last)

    def test_what_is_of_another_class_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match=r"records\[1\]: found Program, expected Visit"):
            arrow_table(Visit, [Visit(), Program(name="甲")])
        with pytest.raises(InvalidValueError, match="expected a class of records"):
            arrow_schema(Post)


class TestLinkTables:
    @settings(max_examples=20)
    @given(st.lists(instances(Visit), max_size=4))
    def test_each_host_is_a_row(self, visits: list[Visit]) -> None:
        assert LINK_TABLES["visit_hosts"].of(visits).to_pylist() == [
            {"visit": visit.id, "host": host, "position": position}
            for visit in visits
            for position, host in enumerate(visit.hosts)
        ]

    @settings(max_examples=20)
    @given(st.lists(instances(Official), max_size=4))
    def test_each_post_is_a_row_with_its_days(self, officials: list[Official]) -> None:
        assert LINK_TABLES["official_posts"].of(officials).to_pylist() == [
            {
                "official": official.id,
                "title": post.title,
                "organization": post.organization,
                **{
                    key: value
                    for name in ("since", "until", "seen")
                    for key, value in (
                        (name, plain(getattr(post, name))),
                        (f"{name}_first", getattr(getattr(post, name), "first", None)),
                        (f"{name}_last", getattr(getattr(post, name), "last", None)),
                    )
                },
                "position": position,
            }
            for official in officials
            for position, post in enumerate(official.posts)
        ]

    @pytest.mark.parametrize("name", LINK_TABLES)
    def test_without_records_a_table_has_its_columns(self, name: str) -> None:
        table = LINK_TABLES[name].of([])
        assert table.num_rows == 0
        assert table.column_names[0] == LINK_TABLES[name].owner
        assert table.column_names[-1] == "position"


HOSTS = ["enterprise:甲", "enterprise:乙", "organization:丙", "institution:丁"]
some_visits = st.lists(
    st.builds(
        Visit,
        visitor=st.none() | st.sampled_from(HOSTS),
        hosts=st.lists(st.sampled_from(HOSTS), max_size=3).map(tuple),
        more_hosts=st.booleans(),
        mode=st.sampled_from(VisitMode),
        purposes=st.lists(st.sampled_from(VisitPurpose), max_size=2).map(tuple),
        program=st.none() | st.sampled_from(["program:甲", "program:乙"]),
    ),
    max_size=12,
)
fields = st.sampled_from(["visitor", "hosts", "more_hosts", "mode", "purposes", "program"])
both_ways = pytest.mark.parametrize("arrow_pays", [0, sys.maxsize], ids=["arrow", "plain"])


@contextmanager
def counting(arrow_pays: int) -> Iterator[None]:
    """Counts by pyarrow from so many rows on."""
    with mock.patch.object(_count, "ARROW_PAYS", arrow_pays):
        yield


def some_rows(data: st.DataObject, visits: Sequence[Visit]) -> list[int] | None:
    every = st.lists(st.sampled_from(range(len(visits)))) if visits else st.just([])
    return data.draw(st.none() | every)


def values(record: Record, field: str) -> Sequence[Any]:
    """The different values of a field: what a record names twice counts once."""
    value = getattr(record, field)
    return list(dict.fromkeys(value)) if isinstance(value, tuple) else [value]


@both_ways
class TestCounting:
    @given(some_visits, fields, st.data())
    def test_a_count_is_that_of_a_counter(
        self, arrow_pays: int, visits: list[Visit], field: str, data: st.DataObject
    ) -> None:
        rows = some_rows(data, visits)
        with counting(arrow_pays):
            found = count(Columns(Visit, visits), field, rows)
        chosen = visits if rows is None else [visits[row] for row in rows]
        expected = Counter(value for visit in chosen for value in values(visit, field))
        assert list(found.items()) == list(expected.items())

    @given(some_visits, fields, st.integers(0, 5), st.data())
    def test_the_most_frequent_come_first_of_equal_ones_the_first(
        self, arrow_pays: int, visits: list[Visit], field: str, number: int, data: st.DataObject
    ) -> None:
        rows = some_rows(data, visits)
        with counting(arrow_pays):
            columns = Columns(Visit, visits)
            found = top(columns, field, number, rows)
            expected = Counter(count(columns, field, rows)).most_common()[:number]
        assert found == expected

    @given(some_visits, fields, fields, st.data())
    def test_a_distinct_count_is_the_size_of_a_set(
        self, arrow_pays: int, visits: list[Visit], by: str, of: str, data: st.DataObject
    ) -> None:
        rows = some_rows(data, visits)
        with counting(arrow_pays):
            found = count_distinct(Columns(Visit, visits), by, of, rows)
        expected: dict[Any, set[Any]] = {}
        for visit in visits if rows is None else [visits[row] for row in rows]:
            for key in values(visit, by):
                for value in values(visit, of):
                    if value is not None:
                        expected.setdefault(key, set()).add(value)
        assert list(found.items()) == [(key, len(each)) for key, each in expected.items()]

    @given(st.lists(st.none() | whens, max_size=8), whens)
    def test_rows_are_those_that_the_dates_say(
        self, arrow_pays: int, dates: list[Any], time: PartialDate | Period
    ) -> None:
        known = [None, time, *dates]
        with counting(arrow_pays):
            columns = Columns(Visit, [Visit(date=date) for date in known])
            within = rows_within(columns, "date", time)
            overlapping = rows_overlapping(columns, "date", time)
        dated = [(row, date) for row, date in enumerate(known) if date is not None]
        assert list(within) == [row for row, date in dated if time.contains(date)]
        assert list(overlapping) == [row for row, date in dated if time.overlaps(date)]

    def test_what_one_class_alone_has_is_none_for_the_others(self, arrow_pays: int) -> None:
        columns = Columns(
            Organization, [Enterprise(name="甲", industry="C39"), Institution(name="乙")]
        )
        with counting(arrow_pays):
            assert count(columns, "industry") == {"C39": 1, None: 1}
            assert count(columns, "flags") == {}


class TestColumns:
    def test_fields_are_coded_when_first_asked_for_and_kept(self) -> None:
        columns = Columns(Visit, [Visit(visitor="institution:甲")])
        assert columns.coded("visitor") is columns.coded("visitor")
        assert columns.days("date") is columns.days("date")

    @pytest.mark.parametrize("field", ["date", "participants", "extra", "evidence"])
    def test_a_field_without_single_values_is_not_counted(self, field: str) -> None:
        with pytest.raises(
            InvalidValueError, match=f"Visit.{field} holds .*, which is no single value"
        ):
            count(Columns(Visit, []), field)

    def test_a_field_that_there_is_not_is_named(self) -> None:
        with pytest.raises(
            UnknownNameError, match="Visit: found the field 'host', expected one of id, "
        ):
            count(Columns(Visit, []), "host")

    def test_a_time_is_a_date_and_so_is_the_field(self) -> None:
        columns = Columns(Visit, [])
        with pytest.raises(
            InvalidValueError, match=r"Visit.mode holds .*, expected a field of dates"
        ):
            rows_within(columns, "mode", PartialDate("2022"))
        with pytest.raises(
            InvalidValueError, match="time: found str, expected a PartialDate or Period"
        ):
            rows_within(columns, "date", "2022")  # type: ignore[arg-type]  # on purpose

    def test_counting_needs_no_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow.compute", None)
        with counting(0):
            assert count(Columns(Visit, [Visit()]), "mode") == {VisitMode.ON_SITE: 1}

    def test_a_table_names_the_package_that_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'schoolenterprise\[arrow\]'"):
            arrow_table(Visit, [])


SCHOOL, FIRM = Institution(name="武汉职业技术学院"), Enterprise(name="华工激光")
LEDGER = Ledger(
    [
        SCHOOL,
        FIRM,
        Enterprise(name='O\'Neil "量具"'),
        Official(name="李洪渠", posts=(Post(title="党委书记", organization=SCHOOL.id),)),
        Visit(date=PartialDate("2022-02-18"), visitor=SCHOOL.id, hosts=(FIRM.id, "enterprise:乙")),
        Visit(date=PartialDate("2023"), visitor=SCHOOL.id, hosts=(FIRM.id,)),
    ]
)
TABLES = named_tables(LEDGER.by_class)


def answer(query: str, parameters: Any = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sql(TABLES, query, parameters).to_pylist()
    return found


class TestSql:
    @pytest.fixture(autouse=True)
    def _duckdb(self) -> None:
        pytest.importorskip("duckdb")

    def test_it_joins_groups_and_compares_days(self) -> None:
        query = """
            with seen as (select * from visits where date_first >= date '2022-01-01')
            select name, count(distinct seen.id) as number
            from seen join visit_hosts on visit = seen.id join Organizations o on o.id = host
            where o.type = $kind group by name
        """
        assert answer(query, {"kind": "Enterprise"}) == [{"name": "华工激光", "number": 2}]

    @pytest.mark.parametrize(("name", "cls"), RECORD_TABLES.items())
    @settings(max_examples=5)
    @given(st.data())
    def test_a_query_gives_what_the_records_say(
        self, name: str, cls: type[Record], data: st.DataObject
    ) -> None:
        records = data.draw(records_of(cls))
        tables = named_tables(lambda wanted: records if wanted is cls else [])
        found = sql(tables, f"select * from {name}").to_pylist()
        assert found == [row(record, arrow_schema(cls).names) for record in records]

    @pytest.mark.parametrize("name", [*RECORD_TABLES, *LINK_TABLES])
    def test_a_table_is_made_when_the_query_names_it(self, name: str) -> None:
        made: list[str] = []

        def make(wanted: str) -> Any:
            made.append(wanted)
            return TABLES[wanted]()

        tables = {each: (lambda each=each: make(each)) for each in TABLES}
        (row,) = sql(tables, f'SELECT count(*) AS number FROM "{name.upper()}"').to_pylist()
        assert (row["number"], made) == (TABLES[name]().num_rows, [name])

    def test_tables_can_be_listed(self) -> None:
        assert {row["name"] for row in answer("show tables")} == set(TABLES)

    @pytest.mark.parametrize("name", ['O\'Neil "量具"', "'; drop table visits; --", "$1 ? {}"])
    def test_a_parameter_is_data_whatever_stands_in_it(self, name: str) -> None:
        expected = [each.name for each in LEDGER.enterprises if each.name == name]
        assert [
            row["name"] for row in answer("select name from enterprises where name = ?", [name])
        ] == expected
        assert answer("select $name as name", {"name": name}) == [{"name": name}]

    def test_dates_and_members_of_closed_sets_can_be_parameters(self) -> None:
        query = "select count(*) as number from visits where date = ? and mode = ?"
        assert answer(query, [PartialDate("2023"), VisitMode.ON_SITE]) == [{"number": 1}]

    @pytest.mark.parametrize(
        "query",
        [
            "select * from '{}'",
            "select * from read_csv('{}')",
            "select * from read_text('{}')",
            "select * from glob('{}')",
            "select * from read_json_auto('{}')",
            "select * from sniff_csv('{}')",
            "copy visits to '{}'",
            "copy (select 1) to '{}'",
            "attach '{}' as other",
            "export database '{}'",
            "create table stolen as select 1",
            "insert into visits select * from visits",
            "drop table visits",
            "set enable_external_access = true",
            "reset all",
            "install httpfs",
            "load httpfs",
            "pragma version",
            "call pragma_version()",
            "explain select 1",
            "begin transaction",
            "select 1; select 2",
            "select 1; copy visits to '{}'",
            "",
            "-- nothing",
            "select * from pandas_scan(null)",
            "select * from query('select 1')",
        ],
    )
    def test_what_is_no_single_select_over_tables_is_refused(
        self, query: str, tmp_path: Any
    ) -> None:
        file = tmp_path / "secret.csv"
        file.write_text("secret\n1\n", encoding="utf-8")
        with pytest.raises(InvalidValueError, match=r"^query: "):
            answer(query.format(file))
        assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["secret\n1\n"]

    def test_a_variable_of_the_program_is_no_table(self) -> None:
        stolen = arrow_table(Program, [Program(name="甲")])
        with pytest.raises(InvalidValueError, match="Table with name stolen does not exist"):
            answer("select * from stolen")
        assert stolen.num_rows == 1

    @pytest.mark.parametrize(
        ("query", "parameters", "message"),
        [
            ("selec 1", None, 'query: Parser Error: syntax error at or near "selec"'),
            ("select * from visit", None, "Table with name visit does not exist!; did you mean visits or"),
            ("select * from 啊", None, "does not exist!; the tables are sources, organizations,"),
            ("select visiter from visits", None, '"visiter" not found .*; did you mean visitor'),
            ("select v.visiter from visits v", None, '"visiter"; did you mean visitor'),
            ("select id + date_first from visits", None, "query: Binder Error: No function matches"),
            ("select name::integer from enterprises", None, "query: Conversion Error: Could not convert"),
            ("select ? + ?", [1], "query: "),
            ("select ?", [1, 2], "query: "),
            ("select ?", None, "query: "),
            ("select $year", {"yaer": 2022}, "query: "),
            ("select ?", [object()], "query: Not implemented Error: Unable to transform python value"),
            ("select ?", ["\ud800"], "query: .*surrogates not allowed"),
            ("select '\ud800'", None, "query: .*surrogates not allowed"),
            ("select ?", "text", "parameters: found str, expected a list of values, or values by name"),
            (7, None, "query: found int, expected a SELECT as text"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told_in_one_line(
        self, query: Any, parameters: Any, message: str
    ) -> None:
        with pytest.raises(InvalidValueError, match=message) as caught:
            answer(query, parameters)
        assert len(str(caught.value).splitlines()) == 1

    def test_a_table_that_cannot_be_made_says_why_itself(self) -> None:
        def fail() -> Any:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            sql({"visits": fail}, "select * from visits")


class TestFrames:
    def test_pandas_keeps_whole_numbers_text_days_and_categories(self) -> None:
        pandas = pytest.importorskip("pandas")
        records = [
            Placement(students=Quantity.exactly(2**53 + 1), since=PartialDate("2022-02")),
            Placement(),
        ]
        frame = to_pandas(arrow_table(Placement, records))
        assert str(frame["since_first"].dtype).startswith("datetime64")
        assert frame["since_first"][0] == pandas.Timestamp(2022, 2, 1)
        assert (str(frame["kind"].dtype), str(frame["since"].dtype)) == ("category", "string")

    def test_pandas_keeps_whole_numbers_whole_where_some_are_missing(self) -> None:
        pandas = pytest.importorskip("pandas")
        numbers = to_pandas(pa.table({"number": [2**53 + 1, None]}))["number"]
        assert (str(numbers.dtype), numbers[0], numbers[1] is pandas.NA) == (
            "Int64",
            2**53 + 1,
            True,
        )

    @each_class
    @settings(max_examples=5)
    @given(st.data())
    def test_polars_holds_what_the_table_holds(
        self, cls: type[Record], data: st.DataObject
    ) -> None:
        pytest.importorskip("polars")
        table = arrow_table(cls, data.draw(records_of(cls)), evidence=True)
        assert to_polars(table).to_dicts() == table.to_pylist()

    @each_class
    @settings(max_examples=5)
    @given(st.data())
    def test_pandas_takes_every_class(self, cls: type[Record], data: st.DataObject) -> None:
        pytest.importorskip("pandas")
        records = data.draw(records_of(cls))
        frame = to_pandas(arrow_table(cls, records, evidence=True))
        assert list(frame["id"]) == [record.id for record in records]
