"""JSON: what is written reads back; any text gives records and problems, or one error of ours."""

import codecs
import gc
import io
import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schoolenterprise.collector import collector_paused
from schoolenterprise.convert import to_dict
from schoolenterprise.errors import FormatError, InvalidValueError, Severity, UnknownNameError
from schoolenterprise.formats import dump, dumps, format_of, load, loads
from schoolenterprise.formats import json as own
from schoolenterprise.formats._exact import DEEPEST, exact_tree
from schoolenterprise.formats._fast import holds_all
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import FORM, Evidence, Participant, Program, Record, Source, Visit
from strategies.records import ledgers, plain_values, records

PROGRAM = Program(name="新春企业行")
WRITTEN = '{"schema":"schoolenterprise/1","records":[{"type":"Program","id":"program:新春企业行","name":"新春企业行"}]}'  # fmt: skip


def document(*written: str) -> str:
    """A document with records written so."""
    return f'{{"schema": "{FORM}", "records": [{", ".join(written)}]}}'


def codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


class TestThereAndBack:
    @settings(max_examples=60)
    @given(ledgers, st.sampled_from([None, 0, 2, 4]))
    def test_a_ledger_survives(self, ledger: Ledger, indent: int | None) -> None:
        text = dumps(ledger, indent=indent)
        again = loads(text)
        assert again == ledger
        assert list(again) == list(ledger)
        assert loads(text.encode()) == ledger
        assert dumps(again, indent=indent) == text
        assert json.loads(text)["records"] == [to_dict(record) for record in ledger]

    @settings(max_examples=30)
    @given(ledgers)
    def test_other_layouts_read_the_same(self, ledger: Ledger) -> None:
        tree = json.loads(dumps(ledger))
        for text in (
            json.dumps(tree),
            json.dumps(tree, indent=1, ensure_ascii=False),
            json.dumps(tree, sort_keys=True),
            "\ufeff" + dumps(ledger),
            f"\n\t {dumps(ledger)}\r\n",
        ):
            assert loads(text) == ledger
            assert loads(text.encode()) == ledger

    def test_the_form_is_short(self) -> None:
        assert dumps([PROGRAM]) == WRITTEN
        assert dumps([]) == '{"schema":"schoolenterprise/1","records":[]}'
        assert loads(WRITTEN) == Ledger([PROGRAM])
        assert loads(WRITTEN).problems == ()

    def test_many_records_are_read_in_pieces(self) -> None:
        made = [
            Program(name=f"专项{number}", extra={"list": [{"type": "x"}, {"type": "y"}]} if number % 7 == 0 else {})
            for number in range(3_000)
        ]  # fmt: skip
        for text in (dumps(made), dumps(made, indent=2)):
            ledger = loads(text)
            assert list(ledger) == made
            assert set(codes(ledger)) == {"unknown-key"}

    def test_a_record_that_is_cut_in_its_middle_is_read_whole(self) -> None:
        made = Visit(
            id="visit:1", extra={"list": [{"type": str(number)} for number in range(9_000)]}
        )
        assert list(loads(dumps([made]))) == [made]

    def test_any_iterable_of_records_is_written(self) -> None:
        def several() -> Iterator[Record]:
            yield PROGRAM

        assert dumps(several()) == dumps((PROGRAM,)) == dumps(Ledger([PROGRAM])) == WRITTEN
        with pytest.raises(InvalidValueError, match="expected a record"):
            dumps([5])  # type: ignore[list-item]  # the point of the test

    @given(st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False))
    def test_numbers_are_exact(self, number: float) -> None:
        visit = Visit(extra={"number": number})
        for text in (dumps([visit]), dumps([visit], indent=2)):
            (again,) = loads(text)
            assert again == visit
            assert repr(again.extra["number"]) == repr(number)


class TestAnyText:
    @settings(max_examples=300)
    @given(
        st.text(max_size=30)
        | plain_values.map(json.dumps)
        | st.lists(plain_values, max_size=3).map(lambda each: document(*map(json.dumps, each)))
        | st.binary(max_size=20)
    )
    def test_it_gives_records_and_problems_or_one_error(self, text: str | bytes) -> None:
        try:
            ledger = loads(text)
        except FormatError:
            with pytest.raises((ValueError, RecursionError)):
                json.loads(text)
        else:
            assert len(ledger) or ledger.problems or not json.loads(text)["records"]

    @settings(max_examples=300)
    @given(st.lists(records, min_size=1, max_size=2), st.data())
    def test_a_spoilt_text_too(self, made: list[Record], data: st.DataObject) -> None:
        written = own.to_bytes(made)
        at = data.draw(st.integers(0, len(written)))
        pieces = st.sampled_from(
            [b'"', b"\\", b"{", b"]", b",", b":", b"0", b"\\ud800", b"\xff", b""]
        )
        spoilt = written[:at] + data.draw(pieces) + written[at + data.draw(st.integers(0, 2)) :]
        try:
            ledger = loads(spoilt)
        except FormatError:
            return
        assert (
            ledger.problems
            or spoilt.decode().strip() != written.decode()
            or len(ledger) == len({each.id for each in made})
        )

    @pytest.mark.parametrize(
        ("text", "line", "column", "found"),
        [
            ("", 1, 1, "the end of the text"),
            ("\n {]", 2, 3, "']'"),
            (f'{{"schema": "{FORM}",\n "records": [oops]}}', 2, 14, "'oops]}'"),
            (document('{"type": "Program"') + "\n", 1, 64, "']}\\n'"),
            (WRITTEN + "\n\nx", 3, 1, "'x'"),
            (b"\n{\xff", 2, 2, "the byte 0xff"),
            ("[" * 5_000, 1, 5_001, "the end of the text"),
            ("[" * 5_000 + "]" * 4_000, 1, 9_001, "the end of the text"),
            ("[" * 5_000 + "]" * 5_000 + ",", 1, 10_001, "','"),
            ("[\n" + "[" * 5_000 + "]" * 5_000 + "\n, x]", 3, 3, "'x]'"),
            ('["deep", ' + ", x, ".join(["[" * 5_000 + "]" * 5_000] * 2) + "]", 1, 10_012, None),
        ],
    )
    def test_what_is_no_json_says_where(
        self, text: str | bytes, line: int, column: int, found: str | None
    ) -> None:
        with pytest.raises(FormatError) as caught:
            loads(text)
        problem = caught.value.problem
        assert (problem.place.line, problem.place.column) == (line, column)
        assert problem.found == found or found is None

    @pytest.mark.parametrize(
        "top", [None, True, 5, 1.5, "text", {}, {"records": {}}, {"records": None}]
    )
    def test_another_top_level_gives_an_empty_ledger(self, top: object) -> None:
        ledger = loads(json.dumps(top))
        assert len(ledger) == 0
        assert Severity.ERROR in {problem.severity for problem in ledger.problems}

    def test_a_very_deep_top_level_gives_an_empty_ledger(self) -> None:
        ledger = loads("[" * 100_000 + "]" * 100_000)
        assert len(ledger) == 0
        assert codes(ledger) == ["bare-list", "wrong-type"]


class TestAround:
    @pytest.mark.parametrize(
        ("text", "code", "message"),
        [
            (
                WRITTEN[WRITTEN.index("[") : -1],
                "bare-list",
                'found a list, expected an object with the keys "schema" and "records"; its items are read',
            ),
            (
                "{" + WRITTEN[WRITTEN.index('"records"') :],
                "no-schema",
                'found no key "schema", expected "schoolenterprise/1"; read as schoolenterprise/1',
            ),
            (
                WRITTEN.replace(FORM, "other"),
                "unknown-schema",
                "found 'other', expected \"schoolenterprise/1\"; read as schoolenterprise/1",
            ),
            (
                WRITTEN.replace("{", '{"title":"台账",', 1),
                "unknown-key",
                "found the unknown key 'title', expected a record around it; it is not kept",
            ),
            (
                WRITTEN.replace("{", f'{{"schema":"{FORM}",', 1),
                "repeated-key",
                "found the key 'schema' more than once, expected it once; the last is read",
            ),
        ],
    )
    def test_what_is_odd_is_said_and_the_records_are_read(
        self, text: str, code: str, message: str
    ) -> None:
        ledger = loads(text)
        assert ledger == Ledger([PROGRAM])
        assert [(problem.code, str(problem)) for problem in ledger.problems] == [(code, message)]

    @pytest.mark.parametrize("form", ["schoolenterprise/2", "schoolenterprise/17"])
    def test_a_later_form_is_refused(self, form: str) -> None:
        with pytest.raises(FormatError, match="a later version of this package reads it"):
            loads(WRITTEN.replace(FORM, form))


class TestOneRecord:
    """A fault in one record is said with its place and never takes a neighbour."""

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ('{"type": "Program"}', [("missing-field", "records[1]", "name")]),
            ("null", [("wrong-type", "records[1]", None)]),
            ('{"type": "Program", "name": "\\ud800"}', [("lone-surrogate", "records[1]", "name")]),
            ('{"type": "Program", "name": NaN}', [("wrong-type", "records[1]", "name")]),
            ('{"type": "Program", "name": "甲", "a": -Infinity}', [("not-plain", "records[1]", "a")]),
            ('{"type": "Program", "name": "甲", "a": 1e999}', [("not-plain", "records[1]", "a")]),
            ('{"type": "Program", "name": "甲", "a": ' + "9" * 5_000 + "}", [("not-plain", "records[1]", "a")]),
            ('{"type": "Program", "name": "甲", "a": ' + "[" * 70 + "]" * 70 + "}", [("not-plain", "records[1]", "a" + "[0]" * 64)]),
            ('{"type": "Program", "name": "甲", "a": ' + '{"a":' * 9_000 + "1" + "}" * 9_000 + "}", [("not-plain", "records[1]", "a" + ".a" * 64)]),
            ('{"type": "Program", "name": ' + "[" * 9_000 + "]" * 9_000 + "}", [("wrong-type", "records[1]", "name")]),
            ('{"type": "Program", "id": "program:1", "name": ""}', [("blank-text", "program:1", "name")]),
        ],
    )  # fmt: skip
    def test_it_is_kept_out_alone(
        self, written: str, expected: list[tuple[str, str, str | None]]
    ) -> None:
        neighbour = '{"type": "Program", "id": "program:2", "name": "乙"}'
        ledger = loads(document(neighbour, written, neighbour.replace("2", "3")))
        assert [record.id for record in ledger] == ["program:2", "program:3"]
        said = [(each.code, each.place.record, each.place.path) for each in ledger.problems]
        assert said == expected

    @pytest.mark.parametrize(
        ("written", "code", "kept"),
        [
            ('{"type": "Program", "name": "甲", "name": "乙"}', "repeated-key", "乙"),
            ('{"type": "Program", "name": "甲", "na\\u006de": "乙"}', "repeated-key", "乙"),
            ('{"type": "Program", "name" : "甲:", "name":"乙\\u003a"}', "repeated-key", "乙:"),
        ],
    )
    def test_repeated_keys_are_said(self, written: str, code: str, kept: str) -> None:
        for text in (document(written), document(written).replace(", ", ",").replace(": ", ":")):
            ledger = loads(text)
            assert codes(ledger) == [code]
            assert [each.name for each in ledger.programs] == [kept]

    def test_digits_that_a_float_does_not_hold_are_said(self) -> None:
        ledger = loads(
            document(
                '{"type":"Program","name":"甲","a":0.1234567890123456789,"b":1e-400,"c":1e-99999999999999999999}'
            )
        )
        assert codes(ledger)[:2] == ["rounded-number", "unknown-key"]
        assert codes(ledger).count("rounded-number") == 3
        assert ledger.programs[0].extra["a"] == 0.1234567890123456789

    def test_of_two_with_one_id_the_first_is_kept(self) -> None:
        first, other = Program(id="program:1", name="甲"), Program(id="program:1", name="乙")
        ledger = loads(dumps([first, PROGRAM, other, first]))
        assert list(ledger) == [first, PROGRAM]
        (problem,) = ledger.problems
        assert str(problem) == (
            "program:1: found a different record with the id of an earlier one, expected each id "
            "once; the earlier one is kept, this one is left out"
        )
        faulty = to_dict(other) | {"remark": 1}
        assert codes(loads(document(*map(json.dumps, [to_dict(first), faulty])))) == [
            "unknown-key",
            "conflicting-record",
        ]

    def test_quotes_are_compared_with_their_text(self) -> None:
        source = Source(id="source:1", text="李洪渠一行")
        evidence = [
            Evidence(source="source:1", field="participants[0].name", start=at, end=at + 3, quote="李洪渠")
            for at in (0, 1)
        ]  # fmt: skip
        visit = Visit(participants=(Participant(name="李洪渠"),), evidence=tuple(evidence))
        ledger = loads(dumps([visit, source]))
        assert [(each.code, each.place.path) for each in ledger.problems] == [
            ("quote-mismatch", "evidence[1].quote")
        ]
        assert ledger == Ledger([visit, source])


class TestExactness:
    """How the fast way knows that it has lost nothing."""

    json_texts = st.recursive(
        st.sampled_from(['"a"', '":"', '"\\":"', '"\\u003a"', '"\\"\\u003A"', '"\\\\"', "1", "null", '"\\u0022:"']),
        lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{','.join(items)}]")
        | st.lists(
            st.tuples(st.sampled_from(['"a"', '"b"', '"a:"', '"\\u0061"', '":"', '"\\"', '"b\\u003a"']), st.sampled_from([":", " :", ": ", "\t:\n"]), inner),
            max_size=4,
        ).map(lambda items: "{" + ",".join(map("".join, items)) + "}"),
        max_leaves=10,
    )  # fmt: skip

    @settings(max_examples=1_000)
    @given(json_texts)
    @example('{"a":1,"a":1}')
    @example('{"a":"\\"\\u003a","b":":","b":1}')
    @example('{"a" :1}')
    def test_no_repeated_key_is_overlooked(self, text: str) -> None:
        repeated = False

        def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
            nonlocal repeated
            made = dict(items)
            repeated = repeated or len(made) < len(items)
            return made

        try:
            tree = json.loads(text, object_pairs_hook=pairs)
        except ValueError:
            return
        assert not (repeated and holds_all(text.encode(), orjson.dumps(orjson.loads(text))))
        compact = json.dumps(tree, separators=(",", ":"), ensure_ascii=False)
        if "\\u003" not in compact:
            assert holds_all(compact.encode(), orjson.dumps(tree))

    @given(plain_values)
    def test_a_tree_without_marks_is_that_of_the_standard_library(self, value: object) -> None:
        text = json.dumps(value)
        assert exact_tree(text) == exact_tree(text.encode()) == json.loads(text)

    def test_reading_a_deep_text_takes_linear_time(self) -> None:
        text = '["' + '\\"' * 50_000 + '", ' + "[" * (DEEPEST + 900) + "]" * (DEEPEST + 900) + "]"
        assert isinstance(exact_tree(text), list)


class TestCollector:
    def test_it_runs_again_whatever_happens(self) -> None:
        assert gc.isenabled()

        def fail() -> None:
            with collector_paused():
                assert not gc.isenabled()
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert gc.isenabled()

    def test_it_stays_off_where_it_was_off(self) -> None:
        gc.disable()
        try:
            with collector_paused():
                assert not gc.isenabled()
            assert not gc.isenabled()
        finally:
            gc.enable()


class TestFiles:
    @pytest.mark.parametrize("name", ["台账.json", "台账.JSON", "a.jsonl", "a.ndjson"])
    def test_the_suffix_tells_the_format(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        dump([PROGRAM], path)
        assert load(path) == load(str(path)) == Ledger([PROGRAM])
        assert os.listdir(tmp_path) == [name]

    def test_a_file_is_named_in_its_problems(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(document('{"type": "Program"}'), encoding="utf-8")
        (problem,) = load(path).problems
        assert problem.place.file == str(path)
        path.write_text("oops", encoding="utf-8")
        with pytest.raises(FormatError, match=r"a\.json, line 1, column 1: found 'oops'"):
            load(path)

    @pytest.mark.parametrize("name", ["a.xml", "a", ".json"])
    def test_an_unknown_suffix_names_the_formats(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(UnknownNameError, match=r"expected one of json \(\.json\), jsonl"):
            dump([PROGRAM], tmp_path / name)
        with pytest.raises(UnknownNameError, match="found the suffix"):
            load(tmp_path / name)
        assert os.listdir(tmp_path) == []

    def test_only_formats_that_will_do_are_named(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownNameError) as reading:
            load(tmp_path / "a.xml")
        with pytest.raises(UnknownNameError) as writing:
            dump([PROGRAM], tmp_path / "a.xml")
        assert "sqlite (" in str(reading.value)
        assert "popolo (" not in str(reading.value)
        assert "popolo (" in str(writing.value)

    def test_a_folder_without_a_suffix_is_told_how_to_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownNameError, match=r'tables needs format="csv", at .* --from csv'):
            load(tmp_path)
        with pytest.raises(UnknownNameError, match=r'tables needs format="csv", at .* --to csv'):
            dump([PROGRAM], tmp_path)

    def test_a_format_can_be_named(self, tmp_path: Path) -> None:
        dump([PROGRAM], tmp_path / "a.txt", format="json")
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == WRITTEN
        assert load(tmp_path / "a.txt", format="json") == Ledger([PROGRAM])
        assert format_of("a.json", "jsonl").name == "jsonl"
        with pytest.raises(UnknownNameError, match="found the format 'xml', expected one of json"):
            load(tmp_path / "a.txt", format="xml")
        with pytest.raises(UnknownNameError, match="found a stream, which has no suffix"):
            load(io.BytesIO())

    @pytest.mark.parametrize("format", ["json", "jsonl"])
    def test_streams_of_bytes_and_of_text_will_do(self, format: str) -> None:
        data, text = io.BytesIO(), io.StringIO()
        dump([PROGRAM], data, format=format)
        dump([PROGRAM], text, format=format)
        assert data.getvalue().decode() == text.getvalue()
        data.seek(0)
        text.seek(0)
        assert load(data, format=format) == load(text, format=format) == Ledger([PROGRAM])

    def test_wrapped_streams_of_text_are_streams_of_text(self, tmp_path: Path) -> None:
        with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as wrapped:
            dump([PROGRAM], wrapped, format="json")
            wrapped.seek(0)
            assert wrapped.read() == WRITTEN
        with codecs.open(str(tmp_path / "a"), "w", "utf-8") as stream:
            dump([PROGRAM], stream, format="json")
            with pytest.raises(InvalidValueError, match="expected a path, or a stream of bytes"):
                dump([PROGRAM], stream, format="sqlite")
        assert (tmp_path / "a").read_text(encoding="utf-8") == WRITTEN

    def test_a_failure_leaves_the_file_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        dump([PROGRAM], path)
        with pytest.raises(InvalidValueError):
            dump([PROGRAM, 5], path)  # type: ignore[list-item]  # the point of the test
        assert path.read_text(encoding="utf-8") == WRITTEN
        assert os.listdir(tmp_path) == ["a.json"]

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
    def test_a_file_keeps_its_permissions(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        dump([PROGRAM], path)
        umask = os.umask(0)
        os.umask(umask)
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
        path.chmod(0o440)

        def watching() -> Iterator[Record]:
            """Whoever may not read the old file never reads the new one, however early."""
            (part,) = (each for each in tmp_path.iterdir() if each != path)
            assert stat.S_IMODE(part.stat().st_mode) & 0o077 & ~0o040 == 0
            yield PROGRAM

        dump(watching(), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o440
        path.chmod(0o640)
        dump([], path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        link = tmp_path / "a.json"
        link.symlink_to(tmp_path / "folder" / "b.json")
        dump([PROGRAM], link)
        assert link.is_symlink()
        assert (tmp_path / "folder" / "b.json").read_text(encoding="utf-8") == WRITTEN

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
    def test_a_device_is_written_to(self) -> None:
        dump([PROGRAM], "/dev/null", format="json")
        assert Path("/dev/null").is_char_device()

    def test_what_is_not_there_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            load(tmp_path / "a.json")
        with pytest.raises(FileNotFoundError):
            dump([], tmp_path / "none" / "a.json")
