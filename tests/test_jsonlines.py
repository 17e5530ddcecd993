"""JSON Lines: a record a line, in any number; a bad line is a problem and never takes a neighbour."""

import io
import itertools
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.convert import to_dict
from schoolenterprise.errors import FormatError, InvalidValueError, Problem
from schoolenterprise.formats import jsonlines
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Program, Record, Source, Visit
from strategies.records import ledgers, plain_values

FIRST, SECOND = Program(id="program:1", name="甲"), Program(id="program:2", name="乙")
ONE, TWO = (json.dumps(to_dict(each), ensure_ascii=False) for each in (FIRST, SECOND))


def read(*lines: str | bytes) -> list[Record | Problem]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(jsonlines.read(io.BytesIO(data)))


def problems(*lines: str | bytes) -> list[str]:
    return [str(each) for each in read(*lines) if isinstance(each, Problem)]


class TestThereAndBack:
    @settings(max_examples=60)
    @given(ledgers)
    def test_a_ledger_survives(self, ledger: Ledger) -> None:
        data = io.BytesIO()
        jsonlines.dump(ledger, data)
        again = jsonlines.load(io.BytesIO(data.getvalue()))
        assert again == ledger
        assert list(again) == list(ledger)
        assert jsonlines.load(io.StringIO(data.getvalue().decode())) == ledger
        streamed = [
            each for each in jsonlines.read(io.BytesIO(data.getvalue())) if isinstance(each, Record)
        ]
        assert streamed == list(ledger)
        assert data.getvalue().count(b"\n") == len(ledger) + 1

    def test_the_form_is_short(self) -> None:
        data = io.BytesIO()
        jsonlines.dump([FIRST], data)
        assert data.getvalue().decode() == (
            '{"schema":"schoolenterprise/1"}\n{"type":"Program","id":"program:1","name":"甲"}\n'
        )

    def test_large_numbers_are_written_exactly(self) -> None:
        data = io.BytesIO()
        jsonlines.dump([Visit(extra={"number": 10**30})], data)
        assert b'"number":1000000000000000000000000000000}' in data.getvalue()

    def test_only_records_are_written(self) -> None:
        with pytest.raises(InvalidValueError, match="expected a record"):
            jsonlines.dump([5], io.BytesIO())  # type: ignore[list-item]  # the point of the test


class TestReading:
    def test_records_come_line_by_line(self) -> None:
        assert read(ONE, "", "  \t", TWO, "") == [FIRST, SECOND]
        assert read() == []

    def test_a_first_line_may_name_the_form(self) -> None:
        assert read('{"schema": "schoolenterprise/1"}', ONE) == [FIRST]
        assert read("\ufeff" + '{"schema": "schoolenterprise/1"}', ONE) == [FIRST]
        assert read("", '{"schema": "schoolenterprise/1"}', ONE) == [FIRST]

    def test_a_later_form_is_refused(self) -> None:
        with pytest.raises(FormatError, match="line 1: found 'schoolenterprise/2'"):
            read('{"schema": "schoolenterprise/2"}', ONE)

    def test_a_whole_document_on_a_line_is_no_header(self) -> None:
        document = json.dumps({"schema": "schoolenterprise/1", "records": [to_dict(FIRST)]})
        assert problems(document) == [
            "line 1: found the unknown key 'records', expected a record around it; it is not kept"
        ]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("oops", "line 2, column 1: found 'oops', expected JSON; Expecting value"),
            (b'{"type": "\xff"}', "line 2, column 11: found the byte 0xff, expected text in UTF-8"),
            ("[]", "line 2: found a list of 0, expected an object that holds a record"),
            (
                '{"schema": "schoolenterprise/1"}',
                "line 2, type: found nothing, expected one of Source, Organization, ",
            ),
            (
                '{"type": "Program", "name": "\\ud800"}',
                "line 2, name: found '\\ud800', expected text of whole characters",
            ),
            (
                '{"type": "Program", "id": "program:3", "name": "", "name": "丙"}',
                "line 2, program:3, name: found the key 'name' more than once; the last value is taken",
            ),
            ('{"type": "Program", "name": 5', "line 2, column 30: found the end of the text"),
        ],
    )
    def test_a_bad_line_is_told_and_its_neighbours_are_read(
        self, line: str | bytes, message: str
    ) -> None:
        items = read(ONE, line, TWO)
        assert [each for each in items if each in (FIRST, SECOND)] == [FIRST, SECOND]
        (problem,) = (each for each in items if isinstance(each, Problem))
        assert str(problem).startswith(message)

    def test_half_characters_of_a_text_stream_are_told(self) -> None:
        bad = '{"type": "Program", "name": "\ud800"}'
        items = list(jsonlines.read(io.StringIO(f"{ONE}\n{bad}\n{TWO}")))
        assert [type(each) for each in items] == [Program, Problem, Program]

    @settings(max_examples=200)
    @given(
        st.lists(
            st.binary(max_size=20) | plain_values.map(lambda each: json.dumps(each).encode()),
            max_size=4,
        )
    )
    def test_any_lines_give_records_and_problems(self, lines: list[bytes]) -> None:
        items = read(ONE, *lines)
        assert items[0] == FIRST
        said = [line for each in lines for line in each.split(b"\n") if line.strip()]
        assert len({each.place.line for each in items[1:] if isinstance(each, Problem)}) == len(
            said
        )


class TestLength:
    def test_a_line_that_is_too_long_is_skipped(self) -> None:
        lines = f"{ONE}\n{' ' * 200_000}{TWO}\n{TWO}".encode()
        for stream in (io.BytesIO(lines), io.StringIO(lines.decode())):
            first, problem, second = jsonlines.read(stream, longest=100)
            assert (first, second) == (FIRST, SECOND)
            assert str(problem) == (
                "line 2: found a line of more than 100 bytes, expected a shorter one, or a higher "
                "bound; it is skipped"
            )

    def test_a_long_last_line_ends_the_file(self) -> None:
        items = list(jsonlines.read(io.BytesIO(b" " * 200_000), longest=100))
        assert [type(each) for each in items] == [Problem]

    @pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
    def test_a_line_may_be_as_long_as_the_bound(self, ending: str) -> None:
        longest = len(ONE.encode()) + len(ending.rstrip("\n"))
        stream = io.BytesIO((ONE + ending).encode())
        assert list(jsonlines.read(stream, longest=longest)) == [FIRST]

    def test_memory_does_not_grow_with_the_file(self, tmp_path: Path) -> None:
        def many(number: int) -> Iterator[Record]:
            return (Source(id=f"source:{each}", text="走访" * 500) for each in range(number))

        peaks = []
        for number in (50, 1_000):
            path = tmp_path / f"{number}.jsonl"
            jsonlines.dump(many(number), path)
            tracemalloc.start()
            assert sum(1 for _ in jsonlines.read(path)) == number
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < 2 * peaks[0]


class TestFiles:
    def test_problems_name_file_and_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(f"{ONE}\noops\n{ONE.replace('甲', '丙')}\n", encoding="utf-8")
        ledger = jsonlines.load(path)
        assert list(ledger) == [FIRST]
        assert [str(each).partition(": ")[0] for each in ledger.problems] == [
            f"{path}, line 2, column 1",
            f"{path}, line 3, program:1",
        ]

    def test_a_file_is_closed_when_reading_ends_early(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        jsonlines.dump([FIRST, SECOND], path)
        reading = jsonlines.read(path)
        assert list(itertools.islice(reading, 1)) == [FIRST]
        reading.close()  # type: ignore[attr-defined]  # a generator; an open file would warn
