"""The command as a person calls it: what it prints, what it writes, how it ends."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

import pytest
from rich.cells import cell_len

from schoolenterprise import formats
from schoolenterprise._version import __version__
from schoolenterprise.cli import _reading, main
from schoolenterprise.cli import app as cli_app
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import ConflictError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Visit

PAGE = """\
武汉职业技术学院开展新春企业行
发布时间:2022-02-25
2月22日,武汉职业技术学院校长鄢烈洲带队走访武汉华工激光工程有限责任公司。
"""

LASER = "enterprise:武汉华工激光工程有限责任公司"


class Called(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(
    no_terminal: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Calls the command in an empty folder, as if no terminal were there."""

    def call(*arguments: str, stdin: bytes | None = b"") -> Called:
        monkeypatch.setattr(sys, "argv", ["schoolenterprise", *arguments])
        stream = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        monkeypatch.setattr(sys, "stdin", stream)
        code = main()
        return Called(code, *capsys.readouterr())

    return call


def write(name: str, text: str | bytes = PAGE) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def visit_of(ledger: Ledger) -> Visit:
    (visit,) = ledger.visits
    return visit


# -- what is read


def test_a_page_becomes_a_table_of_its_visits(call: Call) -> None:
    code, out, err = call("read", write("page.txt"))

    assert (code, err) == (0, "")
    heading, _, row = out.splitlines()[1:4]
    assert heading.split() == ["日期", "走访方", "被访单位", "带队"]
    assert row.split() == [
        "2022-02-22",
        "武汉职业技术学院",
        "武汉华工激光工程有限责任公司",
        "鄢烈洲(校长)",
    ]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (PAGE.encode(), ""),
        (PAGE.encode("utf-8-sig"), ""),
        (PAGE.encode("gbk"), "note: page.txt: found text that is not UTF-8; read as gb18030\n"),
        (
            PAGE.encode("utf-16"),
            "note: page.txt: found text that is not UTF-8; read as utf-16-le\n",
        ),
    ],
    ids=["UTF-8", "UTF-8 with a byte order mark", "GBK", "UTF-16"],
)
def test_a_page_is_the_same_in_whatever_encoding_it_came(
    call: Call, data: bytes, line: str
) -> None:
    code, out, err = call("read", write("page.txt", data), "--format", "json")

    assert (code, err) == (0, line)
    ledger = formats.loads(out)
    assert ledger.sources[0].text == PAGE
    assert visit_of(ledger).hosts == (LASER,)


@pytest.mark.parametrize(
    ("name", "data", "line", "ends"),
    [
        ("empty.txt", b"", "warning: empty.txt: found no text; nothing is read from it", 0),
        ("blank.txt", b" \r\n", "warning: blank.txt: found no text; nothing is read from it", 0),
        (
            "logo.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "error: logo.png: found NUL bytes, as in a binary file, expected text; "
            "turn it into a text file first",
            3,
        ),
        (
            "[red]nothing[/].txt",
            None,
            "error: [red]nothing[/].txt: found nothing at this path, expected a file or a folder",
            3,
        ),
        (
            "a\x1b[2J\n.txt",
            None,
            r"error: a\x1b[2J\n.txt: found nothing at this path, expected a file or a folder",
            3,
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_and_takes_no_neighbour(
    call: Call, name: str, data: bytes | None, line: str, ends: int
) -> None:
    if data is not None:
        write(name, data)

    code, out, err = call("read", name, write("page.txt"), "--format", "jsonl")

    assert (code, err) == (ends, line + "\n")
    assert '"type":"Visit"' in out


def test_when_nothing_can_be_read_nothing_is_written(call: Call) -> None:
    write("ledger.json", "as it was")

    code, out, err = call("read", "no.txt", "-o", "ledger.json")

    assert (code, out) == (3, "")
    assert err == "error: no.txt: found nothing at this path, expected a file or a folder\n"
    assert Path("ledger.json").read_text() == "as it was"


def test_a_folder_stands_for_the_texts_in_it(call: Call) -> None:
    write("pages/b.txt")
    write("pages/2022/a.TXT", PAGE.replace("22日", "23日"))
    write("pages/.hidden.txt")
    write("pages/.git/a.txt")
    write("pages/notes.pdf")

    code, out, err = call("read", "pages", "--format", "json")

    assert code == 0
    assert err == (
        "note: pages: found other files: 1 (notes.pdf), expected *.txt or *.html; "
        "they are passed over; to read one, name it itself\n"
    )
    assert [str(visit.date) for visit in formats.loads(out).visits] == ["2022-02-23", "2022-02-22"]


def test_a_folder_without_a_text_is_an_input_that_cannot_be_read(call: Call) -> None:
    Path("pages").mkdir()

    assert call("read", "pages") == (
        3,
        "",
        "error: pages: found nothing to read, expected at least one file *.txt or *.html\n",
    )


def test_standard_input_is_read_like_a_file(call: Call) -> None:
    code, out, err = call("read", "-", "--format", "json", stdin=PAGE.encode())

    assert (code, err) == (0, "")
    assert visit_of(formats.loads(out)).date == PartialDate("2022-02-22")


def test_nothing_on_standard_input_is_an_empty_file(call: Call) -> None:
    line = "warning: standard input: found no text; nothing is read from it\n"
    assert call("read", "-") == (0, "", line)


def test_standard_input_may_be_closed(call: Call) -> None:
    line = (
        "error: standard input: found no stream, it is closed, expected a file that can be read\n"
    )
    assert call("read", "-", stdin=None) == (3, "", line)


def test_a_header_gives_title_address_and_day(call: Call) -> None:
    header = "TITLE: 新春企业行\nURL: https://www.example.edu.cn/1\nPUBLISHED: 2023-03-01\n\n"
    body = "2月22日,武汉职业技术学院校长鄢烈洲走访武汉华工激光工程有限责任公司。"

    _, out, _ = call("read", write("page.txt", header + body), "--format", "json")

    (source,) = formats.loads(out).sources
    assert (source.title, source.url) == ("新春企业行", "https://www.example.edu.cn/1")
    assert source.text == body
    assert visit_of(formats.loads(out)).date == PartialDate("2023-02-22")


def test_published_dates_the_pages_that_do_not_say(call: Call) -> None:
    text = "2月22日,武汉职业技术学院校长鄢烈洲走访武汉华工激光工程有限责任公司。"

    _, out, _ = call("read", write("page.txt", text), "--published", "2021-03", "--format", "json")

    assert visit_of(formats.loads(out)).date == PartialDate("2021-02-22")


def test_one_page_under_two_names_is_read_once(call: Call) -> None:
    write("pages/a.txt")

    _, _, err = call("read", "pages/a.txt", "pages", "pages/../pages/a.txt", "-o", "ledger.json")

    assert err.startswith("1 file read: ")


# -- what is written


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".ndjson"])
def test_a_written_ledger_is_the_one_that_was_read(call: Call, suffix: str) -> None:
    _, shown, _ = call("read", write("page.txt"), "--format", "json")

    code, out, err = call("read", "page.txt", "-o", f"ledger{suffix}")

    written = formats.load(f"ledger{suffix}")
    assert written == formats.loads(shown)
    assert (code, out) == (0, "")
    assert err == (f"1 file read: {len(written)} records, no problems; written to ledger{suffix}\n")


def test_format_and_output_together_must_agree(call: Call) -> None:
    call("read", write("page.txt"), "--format", "jsonl", "-o", "ledger.txt")
    code, _, err = call("read", "page.txt", "--format", "jsonl", "-o", "ledger.json")

    assert formats.load("ledger.txt", format="jsonl").visits
    assert (code, Path("ledger.json").exists()) == (2, False)
    assert err.startswith("error: --format jsonl does not fit the file ledger.json;")


def test_standard_output_holds_nothing_but_the_ledger(call: Call) -> None:
    _, as_json, _ = call("read", write("page.txt"), "--format", "json")
    _, as_lines, _ = call("read", "page.txt", "--format", "jsonl")

    records = json.loads(as_json)["records"]
    assert [json.loads(line) for line in as_lines.splitlines()[1:]] == records


@pytest.mark.parametrize(
    ("output", "line", "ends"),
    [
        ("no/ledger.json", "no/ledger.json: cannot be written (No such file or directory)", 4),
        (
            "ledger.txt",
            "--output: found the suffix '.txt' of ledger.txt, expected one of "
            + ", ".join(
                f"{each.name} ({' '.join(each.suffixes)})"
                for each in formats.available()
                if each.writes
            ),
            2,
        ),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line(
    call: Call, output: str, line: str, ends: int
) -> None:
    assert call("read", write("page.txt"), "-o", output) == (ends, "", f"error: {line}\n")


def test_a_table_goes_to_standard_output_only(call: Call) -> None:
    code, _, err = call("read", write("page.txt"), "--format", "table", "-o", "ledger.json")

    assert code == 2
    assert err.startswith("error: --format table goes to standard output only; leave")


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2022-13-01", "'2022-13-01' is no date: there is no month 13"),
        ("2022-01/2022-02", "found the period 2022-01/2022-02, expected one date"),
    ],
)
def test_published_must_be_a_date(call: Call, date: str, reason: str) -> None:
    ended = call("read", write("page.txt"), "--published", date)
    assert ended == (2, "", f"error: --published: {reason}\n")


# -- what reaches the terminal


@pytest.mark.parametrize("width", [60, 80, 120])
def test_tables_fit_the_terminal(
    call: Call, monkeypatch: pytest.MonkeyPatch, seeds: Path, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    code, out, _ = call("read", str(seeds))

    assert code == 0
    assert max(map(cell_len, out.splitlines())) <= width


def test_without_a_terminal_tables_are_100_columns_wide_and_plain(call: Call, seeds: Path) -> None:
    _, out, _ = call("read", str(seeds))

    assert max(map(cell_len, out.splitlines())) <= 100
    assert "\x1b" not in out


def test_what_a_page_holds_is_no_command_to_the_terminal(call: Call) -> None:
    write("page.txt", "TITLE: \x1b[2J[bold]访企[/]:smile:\u202e\nURL: \nPUBLISHED:\n\n" + PAGE)

    _, out, _ = call("read", "page.txt")

    assert r"\x1b[2J[bold]访企[/]:smile:\u202e" in out
    assert "\x1b" not in out


def test_a_progress_bar_stands_on_a_terminal_when_files_are_many(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write(f"pages/{number}.txt", PAGE + str(number)) for number in range(6)]
    assert "reading" not in call("read", *files).err

    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes any stream for a terminal

    assert "reading" in call("read", *files).err
    assert "reading" not in call("read", *files[1:]).err


def test_problems_stand_below_the_tables_or_on_standard_error(call: Call) -> None:
    write("page.txt", "TITLE:\nURL:\nPUBLISHED: 昨天\n\n" + PAGE)
    words = "found PUBLISHED: 昨天, expected a date such as 2022-02-18, or nothing"

    assert f"warning: page.txt, line 3: {words}" in call("read", "page.txt").err


def test_two_pages_that_contradict_each_other_end_in_a_problem(call: Call) -> None:
    files = write("a.txt"), write("b.txt", PAGE.replace("鄢烈洲", "李洪渠"))

    code, out, err = call("read", *files, "--format", "json")

    assert code == 0
    leaders = [visit.leader.name for visit in formats.loads(out).visits if visit.leader]
    assert leaders == ["鄢烈洲", "李洪渠"]
    assert err.startswith("warning: b.txt, visit:2022-02-22/武汉职业技术学院/")
    assert "both are kept, this one with the number" in err

    _, table, err = call("read", *files)

    assert err == ""
    assert "问题 1\n" in table
    assert "\n警告 " in table


# -- how it ends


def test_without_a_command_the_help_is_shown(call: Call) -> None:
    code, out, err = call()

    assert code == 2
    assert "Exit codes:" in out + err


@pytest.mark.parametrize("name", ["read", "check", "show", "schema"])
def test_every_command_shows_examples(call: Call, name: str) -> None:
    code, out, _ = call(name, "--help")

    assert code == 0
    assert f"Examples:\n    schoolenterprise {name}" in out


def test_the_help_lists_the_exit_codes(call: Call) -> None:
    code, out, _ = call("--help")

    assert code == 0
    assert "  3  at least one input could not be read; the others were\n" in out


def test_the_version_is_that_of_the_package(call: Call) -> None:
    assert call("--version") == (0, f"schoolenterprise {__version__}\n", "")


def test_an_unknown_option_is_wrong_usage(call: Call) -> None:
    code, out, err = call("read", "--colour")

    assert (code, out) == (2, "")
    assert "No such option" in err


def test_the_user_stops_it(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_reading, "read_many", stopped)

    assert call("read", write("page.txt")) == (130, "", "error: interrupted\n")


def test_the_user_stops_it_while_it_starts(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_app, "run", stopped)

    assert call("schema") == (130, "", "error: interrupted\n")


def test_an_exception_of_ours_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise ConflictError("visit:1: found another")

    monkeypatch.setattr(_reading, "read_many", refused)

    assert call("read", write("page.txt")) == (1, "", "error: visit:1: found another\n")


class Failing(io.RawIOBase):
    """A stream that takes nothing."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise self.error


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
@pytest.mark.parametrize(
    ("error", "ends", "line"),
    [
        (BrokenPipeError(), 141, ""),
        (OSError(5, "Input/output error"), 4, "standard output: cannot be written (Input/output"),
    ],
)
def test_an_output_that_breaks_off_leaves_no_traceback(
    call: Call, monkeypatch: pytest.MonkeyPatch, form: str, error: OSError, ends: int, line: str
) -> None:
    raw = Failing(error)
    with contextlib.suppress(OSError), io.TextIOWrapper(io.BufferedWriter(raw)) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        code, _, err = call("read", write("page.txt"), "--format", form)

    assert code == ends
    assert line in err
    assert "Traceback" not in err


def process(*arguments: str, stdout: int | IO[bytes]) -> "subprocess.Popen[bytes]":
    program = "import sys; from schoolenterprise.cli import main; sys.exit(main())"
    environment = os.environ | {"PYTHONPATH": str(Path(formats.__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def test_whoever_reads_the_output_may_go_away(seeds: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:
        running = process("read", *map(str, seeds.glob("*.txt")), stdout=pipe)
        assert running.communicate(timeout=60)[1] == b""

    assert running.returncode == 141


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")
def test_with_every_stream_closed_the_code_still_tells() -> None:
    program = "import sys; from schoolenterprise.cli import main; sys.exit(main())"
    shell = 'exec "$0" -c "$1" read no.txt >&- 2>&- <&-'
    environment = os.environ | {"PYTHONPATH": str(Path(formats.__file__).parents[2])}
    done = subprocess.run(["sh", "-c", shell, sys.executable, program], env=environment, timeout=60)

    assert done.returncode == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_a_full_disk_is_one_line(seeds: Path, form: str) -> None:
    with open("/dev/full", "wb") as full:
        running = process("read", str(seeds / "000.txt"), "--format", form, stdout=full)
        lines = running.communicate(timeout=60)[1].decode().splitlines()

    assert running.returncode == 4
    assert lines[-1] == "error: standard output: cannot be written (No space left on device)"
    assert not any("Traceback" in line or "Exception" in line for line in lines)


def test_read_knows_the_names_of_a_file(call: Call, tmp_path: Path) -> None:
    Path("page.txt").write_text("2月22日，武汉职业技术学院校长鄢烈洲走访云造。", encoding="utf-8")
    Path("firms.csv").write_text("name,kind,short_names\n云帆智造,企业,云造\n", encoding="gbk")
    Path("more.csv").write_text("name,kind\n蓝海谷,园区\n", encoding="utf-8")
    assert "云帆智造" not in call("read", "page.txt").out
    done = call("read", "page.txt", "--lexicon", "firms.csv", "--lexicon", "more.csv")
    assert (done.code, "云帆智造" in done.out) == (0, True)


def test_read_reads_nothing_with_a_faulty_lexicon(call: Call, tmp_path: Path) -> None:
    Path("page.txt").write_text(PAGE, encoding="utf-8")
    Path("firms.csv").write_text("name,kind\n云,企业\n云帆,厂\n", encoding="utf-8")
    done = call("read", "page.txt", "--lexicon", "firms.csv")
    assert (done.code, done.out) == (2, "")
    assert "firms.csv, line 2, name: found '云'" in done.err
    assert "firms.csv, line 3, kind: found '厂'" in done.err
    assert "--lexicon: firms.csv has 2 faults; nothing was read" in done.err


def test_read_names_a_lexicon_that_is_not_there(call: Call) -> None:
    done = call("read", "-", "--lexicon", "firms.csv")
    assert done.code == 2
    assert "--lexicon: firms.csv: found nothing at this path" in done.err


WEB_PAGE = f"<!DOCTYPE html><title>新春企业行</title>{''.join(f'<p>{line}</p>' for line in PAGE.splitlines())}"


def test_a_web_page_is_read_for_its_article(call: Call) -> None:
    write("page.html", WEB_PAGE.encode("gb18030"))

    for arguments, stdin in ((["page.html"], b""), (["-"], WEB_PAGE.encode())):
        code, out, err = call("read", *arguments, "--format", "json", stdin=stdin)

        assert (code, err) == (0, "")
        (source,) = formats.loads(out).sources
        assert source.text == PAGE.strip()


def test_a_folder_stands_for_its_web_pages_without_what_was_saved_beside_them(call: Call) -> None:
    write("pages/a.HTM", WEB_PAGE)
    write("pages/b.html", WEB_PAGE.replace("22日", "23日"))
    write("pages/b_files/frame.html", WEB_PAGE.replace("22日", "24日"))

    code, out, _ = call("read", "pages", "--format", "json")

    assert code == 0
    assert [str(visit.date) for visit in formats.loads(out).visits] == ["2022-02-22", "2022-02-23"]


def test_a_web_page_without_an_article_is_a_warning(call: Call) -> None:
    write("page.html", "<a href=1>新闻</a>")

    code, _, err = call("read", "page.html", "--format", "json")

    assert code == 0
    assert err == (
        "warning: page.html: found no running text outside lists of links, "
        "expected the page of one article; nothing is read from it\n"
    )


def test_a_web_page_needs_the_extra(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    write("page.html", WEB_PAGE)

    assert call("read", "page.html") == (
        3,
        "",
        "error: page.html: found a web page, expected the extra html; "
        "lxml is not installed; install it with: pip install 'schoolenterprise[html]'\n",
    )


def test_python_runs_the_package_as_the_command() -> None:
    command = [sys.executable, "-m", "schoolenterprise", "--help"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "read" in ended.stdout) == (0, True)
