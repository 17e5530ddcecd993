"""YAML: what a person means is what is read; the type of the field decides, not the spelling."""

import io
from pathlib import Path
from typing import Any

import pytest
import yaml as reference
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.convert import to_dict
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, InvalidValueError, MissingExtraError, Problem
from schoolenterprise.formats import dump as dump_by_suffix
from schoolenterprise.formats import dumps, yaml
from schoolenterprise.formats import load as load_by_suffix
from schoolenterprise.formats._yaml.text import lines_of
from schoolenterprise.formats._yaml.tree import MOST_REPEATED, documents
from schoolenterprise.formats._yaml.values import values_of
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Program, Record, Source, Visit
from strategies.records import ledgers, plain_values, records


def written(ledger: Any) -> str:
    stream = io.StringIO()
    yaml.dump(ledger, stream)
    return stream.getvalue()


def read(text: str | bytes) -> Ledger:
    stream = io.StringIO(text) if isinstance(text, str) else io.BytesIO(text)
    return yaml.load(stream)


def one(*lines: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """The record that these lines hold, and the problems."""
    body = "".join(f"  {line}\n" for line in lines)
    ledger = read(f"schema: schoolenterprise/1\nrecords:\n- type: {body.lstrip()}")
    return next(iter(ledger), None), ledger.problems


class TestThereAndBack:
    @settings(max_examples=150)
    @given(records)
    def test_a_record_of_any_class_survives(self, record: Record) -> None:
        ledger = read(written([record]))
        assert list(ledger) == [record]
        assert to_dict(next(iter(ledger))) == to_dict(record)

    @settings(max_examples=60)
    @given(ledgers)
    def test_a_ledger_survives(self, ledger: Ledger) -> None:
        again = read(written(ledger))
        assert list(again) == list(ledger)
        assert dumps(again) == dumps(ledger)
        assert read(written(ledger).encode()) == ledger

    @settings(max_examples=150)
    @given(plain_values)
    def test_any_value_of_an_unknown_key_survives(self, value: Any) -> None:
        program = Program(name="计划", extra={"remark": value})
        assert list(read(written([program]))) == [program]

    @settings(max_examples=100)
    @given(st.dictionaries(st.text(max_size=5), plain_values, min_size=1))
    def test_other_readers_of_yaml_see_the_same(self, value: dict[str, Any]) -> None:
        text = "\n".join(lines_of(value))
        assert reference.load(text, Loader=reference.CSafeLoader) == value
        assert reference.load(text, Loader=reference.SafeLoader) == value

    @pytest.mark.parametrize(
        "text",
        [
            "一行\n两行",
            "一行\n\n  缩进\n",
            "a\n",
            "a\n\n",
            "\na",
            " a\nb",
            "\u3000\u3000段落\n段落",
            "a\n ",
            "a\nb\n ",
            "a\tb\nc",
            "a\r\nb",
            "a\x85b\nc",
            "a\u2028b\nc",
            "# a\n- b\n--- \n...\n",
            "\x00\x1b\x7f\x9f\ufeff\ufffe",
            "a: b",
            "a #b",
            "a:",
            "- a",
            "? a",
            "=",
            "<<",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "'a'",
            '"a"',
            "\\",
            "𠮷",
            "y",
            "No",
            "NULL",
            "~",
            ".inf",
            "0x1f",
            "1e3",
            "2022-02-18",
            "12:30",
            "1_000",
            "00123",
        ],
    )
    def test_hard_texts_survive(self, text: str) -> None:
        program = Program(name="计划", aliases=(text,) if text.strip() else (), extra={text: text})
        assert list(read(written([program]))) == [program]
        tree = reference.safe_load(written([program]))
        assert tree["records"][0][text] == text

    def test_long_keys_survive(self) -> None:
        extra = {"k" * 3000: {"k" * 3000: [1]}, "𠮷" * 600: "v", "'" * 900: []}
        program = Program(name="计划", extra=extra)
        assert list(read(written([program]))) == [program]

    def test_the_form_is_readable(self) -> None:
        source = Source(id="source:1", title="访企拓岗", text="我校一行\n\n走访企业。\n")
        visit = Visit(
            date=PartialDate("2022-02-18"),
            visitor="institution:武汉职业技术学院",
            hosts=("enterprise:中软国际",),
            extra={"count": 3, "code": "00123", "list": [[1, []], {"a": None, "b": True}]},
        )
        assert (
            written([source, visit])
            == """\
schema: schoolenterprise/1
records:
- type: Source
  id: source:1
  title: 访企拓岗
  text: |
    我校一行

    走访企业。
  digest: "0c4f11b0d0598db04e2bf91e96eafa8cd208b9fe39b31d9f999f58a55480b8e6"
- type: Visit
  id: visit:2022-02-18/武汉职业技术学院/中软国际
  date: "2022-02-18"
  visitor: institution:武汉职业技术学院
  hosts:
    - enterprise:中软国际
  count: 3
  code: "00123"
  list:
    - - 1
      - []
    - a: null
      b: true
"""
        )
        assert written([]) == "schema: schoolenterprise/1\nrecords: []\n"

    def test_only_records_are_written(self) -> None:
        with pytest.raises(InvalidValueError, match="expected a record"):
            yaml.dump([5], io.BytesIO())  # type: ignore[list-item]  # the point of the test
        with pytest.raises(InvalidValueError, match="records: found int"):
            yaml.dump(5, io.BytesIO())  # type: ignore[arg-type]  # the point of the test

    def test_the_suffix_tells(self, tmp_path: Path) -> None:
        for name in ("a.yaml", "a.yml"):
            dump_by_suffix([Program(name="计划")], tmp_path / name)
            assert load_by_suffix(tmp_path / name) == Ledger([Program(name="计划")])


class TestScalars:
    @pytest.mark.parametrize(
        "text",
        ["00123", "no", "12:30", "1_000", "~", "2022-02-18", "null", "true", "1e3", "0x1f", ".nan"],
    )
    def test_in_a_field_of_text_a_scalar_is_text(self, text: str) -> None:
        for spelling in (text, f"'{text}'", f'"{text}"'):
            assert one("Program", f"name: {spelling}") == (Program(name=text), ())

    def test_a_field_decides_what_a_scalar_is(self) -> None:
        for quote in ("", '"'):
            record, problems = one(
                "Placement",
                "id: placement:1",
                f"since: {quote}2022-02-18{quote}",
                "students:",
                f"  at_least: {quote}100{quote}",
            )
            assert problems == ()
            assert to_dict(record)["students"] == {"at_least": 100}  # type: ignore[arg-type]
        record, problems = one("Visit", "id: visit:1", "more_hosts: yes")
        assert isinstance(record, Visit)
        assert (record.more_hosts, problems) == (True, ())

    @pytest.mark.parametrize("nothing", ["", "~", "null", "NULL"])
    def test_nothing_leaves_a_field_out(self, nothing: str) -> None:
        fields = ("date", "hosts", "visitor", "more_hosts", "evidence")
        record, problems = one("Visit", "id: visit:1", *(f"{field}: {nothing}" for field in fields))
        assert (record, problems) == (Visit(id="visit:1"), ())

    def test_in_an_unknown_key_the_spelling_decides(self) -> None:
        values = {
            "": None, "~": None, "null": None, "true": True, "false": False, "0": 0, "-12": -12,
            "1.5": 1.5, "1e3": 1000.0, "00123": "00123", "no": "no", "12:30": "12:30",
            "1_000": "1_000", "2022-02-18": "2022-02-18", "True": "True", "+1": "+1", ".inf": ".inf",
            "'1'": "1", '"true"': "true", "''": "", "1" * 40: int("1" * 40),
        }  # fmt: skip
        lines = [f"key{number}: {text}" for number, text in enumerate(values)]
        record, _ = one("Program", "name: 计划", *lines)
        assert record == Program(
            name="计划",
            extra={f"key{number}": value for number, value in enumerate(values.values())},
        )

    def test_a_number_that_a_float_cannot_hold_is_told(self) -> None:
        _, problems = one("Program", "name: 计划", "x: 0.12345678901234567890123")
        assert any("taken over as" in str(each) for each in problems)


class TestProblems:
    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["Program", "name:"], "line 4, column 3, name: found nothing, expected text"),
            (["Visit", "id: visit:1", "date: 2022-13"], "line 5, column 9, visit:1, date: found"),
            (
                ["Visit", "id: visit:1", "hosts:", "- enterprise:甲", "- 乙"],
                "line 7, column 5, visit:1, hosts[1]: found",
            ),
            (
                ["Program", "name: 计划", "name: 计划"],
                "line 5, column 9, name: found the key 'name' more than once",
            ),
            (["Program", "name: !!str 计划"], "line 4, column 3, name: found the tag tag:yaml.org"),
            (["Program", "name: 计划", "x: !!python/object:os.system {}"], "found the tag"),
            (
                ["Program", "name: 计划", "x: {[a]: b}"],
                "found an object with a key that is no text",
            ),
            (
                ["Program", "name: 计划", "x: &a [*a]"],
                "found the alias *a of what is not there yet",
            ),
            (["Program", "name: 计划", "x: *b"], "found the alias *b of what is not there yet"),
            (["Program", "name: 计划", f"x: {'[' * 150}{']' * 150}"], "at most 64 lists"),
            (["Programme", "name: 计划"], "line 3, column 9, type: found 'Programme'"),
            (["Program", "name: 计划", "hoost: 1"], "line 5, column 10, hoost: found"),
        ],
    )
    def test_a_fault_is_told_with_its_place_and_takes_no_neighbour(
        self, lines: list[str], message: str
    ) -> None:
        body = "".join(f"  {line}\n" for line in lines).lstrip()
        ledger = read(
            f"schema: schoolenterprise/1\nrecords:\n- type: {body}- {{type: Program, name: 邻}}\n"
        )
        assert "program:邻" in ledger
        assert message in str(ledger.problems[0])

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            (["records:", "- !!map {type: Program}"], "line 3, column 3: found the tag tag:yaml"),
            (["records:", "- []"], "line 3, column 3: found a list of 0"),
            (["records:", "- [[a]]"], "line 3, column 3: found a list of 1"),
            (["records:", "- {}"], "line 3, column 3, type: found nothing"),
            (["records:", "- *a"], "line 3, column 3: found the alias *a"),
            (["records:", "- {[a]: b}"], "line 3, column 3: found an object with a key that is"),
            (["records: !!seq []"], "line 2, column 1: found the tag tag:yaml.org,2002:seq"),
            (["records: {}"], "line 2, column 1: found an object, expected a list"),
            (["records: a"], "line 2, column 10: found 'a', expected a list"),
            (["records: []", "---", "", "[]"], "line 5, column 1: found a list, expected an obj"),
        ],
    )
    def test_what_is_no_record_names_its_line_too(self, lines: list[str], message: str) -> None:
        ledger = read("\n".join(["schema: schoolenterprise/1", *lines]))
        assert str(ledger.problems[0]).startswith(message)

    def test_a_later_form_is_refused_where_it_is_named(self) -> None:
        with pytest.raises(FormatError, match="line 2, column 9: found"):
            read("records: []\nschema: schoolenterprise/2\n")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("\ufeffa: b\ud800c".encode("utf-16-le", "surrogatepass"), "D800"),
            ("\ufeffa: b\udc00\ud800".encode("utf-16-be", "surrogatepass"), "DC00"),
            ("\ufeffa: b".encode("utf-16-le") + b"c", "FFFE"),
        ],
    )
    def test_half_characters_in_utf_16_are_refused(self, text: bytes, message: str) -> None:
        with pytest.raises(FormatError, match=message):
            read(text)

    def test_short_forms_of_tags_take_no_quadratic_time(self) -> None:
        lines = "".join(f"%TAG !a{number}! tag:x,\n" for number in range(200_000))
        with pytest.raises(FormatError, match="line 101, column 1: found more than 100 lines %TAG"):
            read(f"{lines}---\nrecords: []\n")

    def test_a_conflict_names_its_line(self) -> None:
        ledger = read(
            "schema: schoolenterprise/1\nrecords:\n"
            "- {type: Program, id: 'program:1', name: 甲}\n- {type: Program, id: 'program:1', name: 乙}\n"
        )
        (problem,) = ledger.problems
        assert str(problem).startswith("line 4, column 4, program:1: found a different record")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("a: [1", "found no YAML, expected YAML; did not find"),
            ("a: 'b", "found no YAML"),
            ("a:\n\t- b", "line 2, column 1: found no YAML"),
            ("a: b: c", "found no YAML"),
            ("\x00", "line 1, column 1: found the character U+0000, expected it as an escape"),
            ("a\nb\ud800", "line 2, column 2: found the character U+D800"),
            (b"a: \xff", "line 1, column 4: found the byte 0xff, expected text in UTF-8"),
            ("%YAML 3.0\n---\na", "found no YAML"),
            ("schema: schoolenterprise/2\n", "found 'schoolenterprise/2'"),
            ("[" * 100_000, "found lists and objects in one another, deeper than 1000"),
            ("- " * 100_000, "found lists and objects in one another, deeper than 1000"),
            ("{a: " * 100_000, "found lists and objects in one another, deeper than 1000"),
        ],
    )
    def test_what_is_no_yaml_is_refused(self, text: str | bytes, message: str) -> None:
        with pytest.raises(FormatError) as caught:
            read(text)
        assert message in str(caught.value)

    @pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "text", "5"])
    def test_what_holds_no_records_is_told(self, text: str) -> None:
        ledger = read(text)
        assert len(ledger) == 0
        assert 'expected an object with the keys "schema" and "records"' in str(ledger.problems[0])

    def test_the_file_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_text("records: [{type: Program}]", encoding="utf-8")
        assert {problem.place.file for problem in yaml.load(path).problems} == {str(path)}
        for text in ("a: [", "\x01", "[" * 2000):
            path.write_text(text, encoding="utf-8")
            with pytest.raises(FormatError) as caught:
                yaml.load(path)
            assert caught.value.problem.place.file == str(path)

    @settings(max_examples=300)
    @given(
        st.binary(max_size=30)
        | st.text(max_size=30).map(str.encode)
        | st.text("-:[]{}&*!|>'\"a1 \n\t#%?,", max_size=30).map(str.encode)
    )
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        try:
            ledger = read(b"- type: Program\n  name: x\n" + data)
        except FormatError:
            return
        assert ledger.problems


class TestAliases:
    def test_an_alias_repeats_what_it_stands_for(self) -> None:
        ledger = read(
            "schema: schoolenterprise/1\nrecords:\n"
            "- {type: Program, name: &name 计划, aliases: &more [同名]}\n"
            "- {type: Enterprise, name: *name, aliases: *more}\n"
        )
        assert ledger.problems == ()
        assert "enterprise:计划" in ledger
        assert Enterprise(name="计划", aliases=("同名",)) in ledger

    def test_a_bomb_is_refused(self) -> None:
        lines = ["x0: &x0 [a, a, a, a, a, a, a, a, a]"]
        for number in range(1, 60):
            each = f"*x{number - 1}"
            lines.append(f"x{number}: &x{number} [{', '.join([each] * 9)}]")
        with pytest.raises(FormatError) as caught:
            read("\n".join(lines))
        assert str(caught.value).endswith(
            f"found aliases that repeat more than {MOST_REPEATED} values, expected less; "
            "write the values out, or the file as JSON"
        )

    def test_aliases_do_not_deepen_beyond_the_bound(self) -> None:
        lines = ["x0: &x0 [a]"]
        lines += [f"x{n}: &x{n} {'[' * 40}*x{n - 1}{']' * 40}" for n in range(1, 40)]
        (tree,) = documents("\n".join(lines), None)
        assert isinstance(values_of(tree), dict)

    def test_anchors_end_with_their_document(self) -> None:
        ledger = read("- {type: Program, name: &a 甲}\n---\n- {type: Program, name: *a}\n")
        assert [record.id for record in ledger] == ["program:甲"]


class TestDocuments:
    def test_several_documents_are_one_ledger(self) -> None:
        one, two = Program(name="甲"), Program(name="乙")
        assert list(read(f"{written([one])}---\n{written([two])}...\n")) == [one, two]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_other_encodings_with_their_marks_are_read(self, encoding: str) -> None:
        ledger = [Program(name="计划")]
        assert list(read(written(ledger).encode(encoding))) == ledger


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'schoolenterprise\[yaml\]'"):
        read("")


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
def test_without_the_parser_in_c_the_same_is_read(
    monkeypatch: pytest.MonkeyPatch, parser: str
) -> None:
    if parser == "SafeLoader":
        monkeypatch.delattr(reference, "CSafeLoader")
    ledger = read(
        "records:\n- type: Program\n  name: 00123\n  x: no\n  y: 1\n  z: '1'\n  d: !!x 1\n"
    )
    assert [str(problem) for problem in ledger.problems][-1].startswith("line 7, column 3, d: ")
