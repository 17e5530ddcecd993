"""The commands `convert` and `formats`."""

import io
import json
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from schoolenterprise import formats
from schoolenterprise.cli.app import app
from schoolenterprise.formats import FORMATS, Format, _front, available
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Program, Visit

LEDGER = Ledger([Program(name="企业行"), Enterprise(name="蓝海智能", aliases=("00123",))])

pytestmark = pytest.mark.usefixtures("no_terminal")


def call(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, input=stdin)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def lossy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adds two formats: one that keeps names alone and is never read, one that is only read."""

    def dump(records: Ledger, target: str) -> None:
        Path(target).write_text("".join(f"{each.id}\n" for each in records), encoding="utf-8")

    added = (
        Format(name="ids", label="名单", suffixes=(".ids",), losses="all but ids", dump=dump),
        Format(name="old", label="旧", suffixes=(".old",), load=lambda source: LEDGER),
        Format(
            name="far",
            label="远",
            suffixes=(".far",),
            extra="far",
            packages=("no_such_package",),
            load=formats.load,
        ),
    )
    monkeypatch.setattr(_front, "FORMATS", (*FORMATS, *added))


LOSSLESS = [each.name for each in available() if each.lossless and each.reads and each.writes]


@pytest.mark.parametrize("name", LOSSLESS)
def test_there_and_back_nothing_is_lost(name: str) -> None:
    formats.dump(LEDGER, "a.json")
    (suffix, *_) = formats.format_of("a", name).suffixes

    assert call("convert", "a.json", f"b{suffix}") == (
        0,
        "",
        f"note: 2 records written to b{suffix}\n",
    )
    assert call("convert", f"b{suffix}", "c.json")[0] == 0
    assert Path("c.json").read_bytes() == Path("a.json").read_bytes()


def test_formats_can_be_named() -> None:
    formats.dump(LEDGER, "a.json")
    Path("a.json").rename("a.txt")

    code, _, _ = call("convert", "a.txt", "b.txt", "--from", "json", "--to", "yaml")
    assert code == 0
    assert formats.load("b.txt", format="yaml") == LEDGER


def test_streams_need_names() -> None:
    data = io.BytesIO()
    formats.dump(LEDGER, data, format="yaml")

    code, out, err = call(
        "convert", "-", "-", "--from", "yaml", "--to", "json", stdin=data.getvalue()
    )
    assert (code, err) == (0, "")
    assert formats.loads(out) == LEDGER
    code, _, err = call("convert", "-", "b.json")
    assert (code, err) == (2, "error: -: a stream has no suffix; name its format with --from\n")


def test_what_the_target_loses_is_told(lossy: None) -> None:
    formats.dump(LEDGER, "a.json")

    code, _, err = call("convert", "a.json", "b.ids")
    assert (code, err) == (
        0,
        "note: what ids loses: all but ids\nnote: 2 records written to b.ids\n",
    )


def test_faults_are_told_and_the_rest_is_written() -> None:
    Path("a.jsonl").write_text('{"type": "Program", "name": "行"}\n{"type": "Program"}\n')

    code, _, err = call("convert", "a.jsonl", "b.json")
    assert code == 1
    assert err.splitlines()[0].startswith("error: a.jsonl, line 2, name: found nothing")
    assert formats.load("b.json") == Ledger([Program(name="行")])


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "a.jsonl", "a.jsonl"),
        ("convert", "a.jsonl", "link.jsonl"),
        ("convert", "a.jsonl", "a.jsonl", "--to", "json"),
        ("merge", "b.json", "a.jsonl", "-o", "a.jsonl"),
        ("resolve", "a.jsonl", "-o", "a.jsonl"),
    ],
)
def test_faulty_records_are_never_lost_by_writing_over_them(arguments: tuple[str, ...]) -> None:
    faulty = '{"type": "Program", "name": "行"}\n{"type": "Program"}\n'
    Path("a.jsonl").write_text(faulty)
    Path("link.jsonl").symlink_to("a.jsonl")
    formats.dump(LEDGER, "b.json")

    code, out, err = call(*arguments)
    assert (code, out, Path("a.jsonl").read_text()) == (4, "", faulty)
    assert err.endswith(
        "holds what cannot be read and would be lost; mend them, or write to another file\n"
    )


def test_a_quote_that_differs_is_kept_by_writing_over_it() -> None:
    Path("a.json").write_text(
        '{"schema": "schoolenterprise/1", "records": ['
        '{"type": "Source", "id": "source:1", "title": "甲", "text": "企业行"},'
        '{"type": "Program", "name": "行", "evidence": [{"source": "source:1", "field": "name",'
        ' "start": 0, "end": 1, "quote": "行"}]}]}'
    )

    assert call("convert", "a.json", "a.json")[0] == 1
    assert len(formats.load("a.json")) == 2


@pytest.mark.parametrize(
    "arguments",
    [("read", "page.txt"), ("resolve", "a.json"), ("merge", "a.json"), ("convert", "a.json")],
)
def test_an_output_that_lacks_its_extra_is_refused_before_the_work(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    formats.dump(LEDGER, "a.json")
    Path("page.txt").write_text("星川学院走访蓝海公司。")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)

    output = ("b.xlsx",) if arguments[0] == "convert" else ("-o", "b.xlsx")
    assert call(*arguments, *output) == (
        2,
        "",
        "error: openpyxl is not installed; "
        "install it with: pip install 'schoolenterprise[excel]'\n",
    )


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Adds formats of another package that fail in ways of their own."""

    def fail(*_: object) -> Any:
        raise ValueError("boom\nsecond line")

    def leave(*_: object) -> Any:
        raise SystemExit(3)

    added = (
        Format(name="boom", label="坏", suffixes=(".boom",), load=fail, dump=fail),
        Format(name="gone", label="走", suffixes=(".gone",), load=leave, dump=leave),
        Format(name="none", label="无", suffixes=(".none",), load=lambda _: cast("Any", None)),
    )
    monkeypatch.setattr(_front, "FORMATS", (*FORMATS, *added))


BOOM = "the format boom: ValueError: boom second line"


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("convert", "a.boom", "b.json"), 3, f"a.boom: cannot be read ({BOOM})"),
        (("convert", "a.json", "b.boom"), 4, f"b.boom: cannot be written ({BOOM})"),
        (
            ("convert", "a.gone", "b.json"),
            3,
            "a.gone: cannot be read (the format gone: SystemExit: 3)",
        ),
        (
            ("convert", "a.none", "b.json"),
            3,
            "a.none: cannot be read (the format none: found NoneType, expected a Ledger)",
        ),
        (("check", "a.boom"), 3, f"a.boom: cannot be read ({BOOM})"),
        (("resolve", "a.json", "-o", "b.boom"), 4, f"b.boom: cannot be written ({BOOM})"),
    ],
)
def test_a_format_of_another_package_that_fails_is_told_in_one_line(
    broken: None, arguments: tuple[str, ...], code: int, line: str
) -> None:
    formats.dump(LEDGER, "a.json")
    assert call(*arguments) == (code, "", f"error: {line}\n")


def test_a_bug_of_our_own_keeps_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    formats.dump(LEDGER, "a.json")
    monkeypatch.setattr("schoolenterprise.formats.json.load", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(app, ["check", "a.json"], catch_exceptions=False)


@pytest.mark.parametrize("command", ["read", "resolve", "merge", "update"])
def test_an_output_in_no_folder_is_refused_before_the_work(command: str) -> None:
    code, out, err = call(command, *["no.json"] * (1 + (command == "update")), "-o", "no/b.json")
    told = "error: no/b.json: cannot be written (No such file or directory)\n"
    assert (code, out, err) == (4, "", told)


@pytest.mark.parametrize("arguments", [("resolve", "a.json"), ("merge", "a.json")])
def test_every_command_writes_every_format_and_tells_what_it_loses(
    arguments: tuple[str, ...],
) -> None:
    formats.dump(LEDGER, "a.json")
    for each in available():
        if each.writes and not each.name.startswith(("parquet", "arrow", "csv")):
            file = f"b{each.suffixes[0]}"
            code, _, err = call(*arguments, "-o", file)
            assert (code, Path(file).exists()) == (0, True)
            assert (f"note: what {each.name} loses: " in err) is not each.lossless


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("no.json", "b.yaml"), 3, "no.json: found nothing at this path"),
        (("a.json", "b.xml"), 2, "found the suffix '.xml' of b.xml, expected one of json"),
        (("a.xml", "b.json"), 2, "found the suffix '.xml' of a.xml, expected one of json"),
        (("a.json", "b.json", "--to", "doc"), 2, "--to: found the format 'doc', expected one of"),
        (("a.json", "b.json", "--from", "yaml"), 0, ""),  # JSON is YAML
        (("a.json", "b.json", "--from", "json.gz"), 3, "found bytes that cannot be unpacked"),
        (("a.json", "no/b.json"), 4, "no/b.json: cannot be written (No such file or directory)"),
        (("a.ids", "b.json"), 2, "files in the format ids are written, never read"),
        (("a.json", "b.parquet"), 4, "b.parquet: cannot be written (records: found Enterprise and"),
        (("a.json", "b.old"), 2, "files in the format old are read, never written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    lossy: None, arguments: tuple[str, ...], code: int, line: str
) -> None:
    formats.dump(LEDGER, "a.json")

    found, out, err = call("convert", *arguments)
    assert (found, out) == (code, "")
    assert len(err.splitlines()) == 1
    assert line in err


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    formats.dump(LEDGER, "a.json")
    Path("a.yaml").write_bytes(Path("a.json").read_bytes())
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)

    for arguments in (("convert", "a.yaml", "b.json"), ("check", "a.yaml")):
        assert call(*arguments) == (
            2,
            "",
            "error: yaml is not installed; install it with: pip install 'schoolenterprise[yaml]'\n",
        )


def test_the_formats_are_listed(lossy: None) -> None:
    code, out, _ = call("formats", "--format", "json")
    assert code == 0
    listed = json.loads(out)["formats"]
    assert [each["name"] for each in listed] == [each.name for each in available()]
    assert listed[0] == {
        "name": "json",
        "label": "JSON",
        "suffixes": [".json"],
        "reads": True,
        "writes": True,
        "extra": None,
        "installed": True,
        "lossless": True,
        "losses": "",
    }
    _, out, _ = call("formats", "--format", "csv")
    assert "ids,名单,.ids,写,,all but ids" in out
    assert "far,远,.far,读,[far] (未安装),无" in out
    code, out, _ = call("formats")
    assert code == 0
    assert "json.gz" in out


def test_a_form_is_written_as_a_table() -> None:
    firm = Enterprise(name="蓝海公司")
    formats.dump([firm, Visit(hosts=(firm.id,))], "a.json")

    assert call("convert", "a.json", "b.csv", "--form", "visits-2024") == (
        0,
        "",
        "note: the form visits-2024 keeps what has a field there, and nothing else\n"
        "note: the form visits-2024 written to b.csv\n",
    )
    assert "蓝海公司" in Path("b.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("output", "form", "told"),
    [
        ("b.csv", "visits-1999", "--form: found the form 'visits-1999', expected visits-2024"),
        ("b.csv", "none.toml", "--form: none.toml: "),
        ("b.yaml", "visits-2024", "--form: yaml holds no forms; .xlsx and .csv do"),
    ],
)
def test_a_form_that_cannot_be_written_is_told(output: str, form: str, told: str) -> None:
    formats.dump(LEDGER, "a.json")
    code, _, problems = call("convert", "a.json", output, "--form", form)
    assert (code, told in problems, Path(output).exists()) == (2, True, False)


def test_a_form_that_somebody_filled_in_is_read() -> None:
    firm = Enterprise(name="蓝海公司")
    visit = Visit(hosts=(firm.id,))
    formats.dump([firm, visit], "a.json")
    call("convert", "a.json", "b.xlsx", "--form", "visits-2024")
    code, _, told = call("convert", "b.xlsx", "c.json", "--from-form", "visits-2024")
    assert (code, told) == (0, "note: 2 records written to c.json\n")
    assert formats.load("c.json") == Ledger([firm, visit])
    code, _, told = call("convert", "a.json", "c.json", "--from-form", "visits-2024")
    assert (code, told) == (2, "error: --from-form: json holds no forms; .xlsx and .csv do\n")
