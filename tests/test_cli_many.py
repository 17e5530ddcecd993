"""The command `read` with many files: who reads them, and what an interruption leaves."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import errors, formats
from schoolenterprise.cli import _parts, _reading, main
from schoolenterprise.cli._ending import Stopped
from schoolenterprise.cli._lock import Lock
from schoolenterprise.cli._parts import FileRead, Parts, Stamp
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.reader import Lexicon
from schoolenterprise.scale import read_many
from strategies.records import ledgers

VISIT = "2月{day}日,武汉职业技术学院校长鄢烈洲带队走访武汉华工激光工程有限责任公司,{number}人同行。"
FOLDER = Path("ledger.json.parts")


class Called(NamedTuple):
    """How a call ended."""

    code: int
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(
    no_terminal: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Calls `read` in an empty folder; every page is a part of its own."""
    monkeypatch.setattr(_parts, "SECONDS", 0)

    def call(*arguments: str, stdin: bytes = b"") -> Called:
        monkeypatch.setattr(sys, "argv", ["schoolenterprise", "read", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        return Called(main(), capsys.readouterr().err)

    return call


def write_pages(number: int, folder: str = "pages") -> list[Path]:
    """Pages that share organizations and contradict each other here and there."""
    Path(folder).mkdir()
    files = [Path(folder, f"{at:03}.txt") for at in range(number)]
    for at, file in enumerate(files):
        file.write_text(VISIT.format(day=at % 7 + 1, number=at), encoding="utf-8")
    return files


def stop_after(pages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C come when so many pages have been read."""

    def read_some(*arguments: object, **options: object) -> object:
        for at, page in enumerate(read_many(*arguments, **options)):  # type: ignore[arg-type]  # passed on
            if at == pages:
                raise KeyboardInterrupt
            yield page

    monkeypatch.setattr(_reading, "read_many", read_some)


def go_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let pages be read again, and return a list that will tell which."""
    read: list[str] = []

    def read_and_tell(*arguments: object, **options: object) -> object:
        for page in read_many(*arguments, **options):  # type: ignore[arg-type]  # passed on
            read.append(page.path)
            yield page

    monkeypatch.setattr(_reading, "read_many", read_and_tell)
    return read


def test_what_an_interrupted_run_has_read_is_not_read_again(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(10)
    assert call("pages", "-o", "clean.json").code == 0
    stop_after(6, monkeypatch)

    assert call("pages", "-o", "ledger.json") == (
        130,
        "note: ledger.json.parts: 6 pages of this run kept; --resume goes on behind them\n"
        "error: interrupted\n",
    )
    read = go_on(monkeypatch)
    code, err = call("pages", "-o", "ledger.json", "--resume")

    assert (code, read) == (0, [f"pages/{at:03}.txt" for at in range(6, 10)])
    assert err.splitlines()[-1].startswith("10 files read: ")
    assert Path("ledger.json").read_bytes() == Path("clean.json").read_bytes()
    assert not FOLDER.exists()


def test_nothing_to_go_on_with_is_a_run_like_any_other(call: Call) -> None:
    write_pages(2)
    assert call("pages", "-o", "ledger.json", "--resume").err.startswith("2 files read: ")


def test_kept_work_is_never_thrown_away_unasked(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(4)
    stop_after(2, monkeypatch)
    call("pages", "-o", "ledger.json")

    assert call("pages", "-o", "ledger.json") == (
        2,
        "error: ledger.json.parts: found work of an interrupted run; give --resume to go on with "
        "it, or remove ledger.json.parts\n",
    )
    assert len(list(FOLDER.iterdir())) == 2


def test_resuming_needs_the_output_to_go_on_with(call: Call) -> None:
    assert call("pages", "--resume") == (
        2,
        "error: --resume: found no --output, expected the one to go on with\n",
    )


def test_a_file_that_has_changed_is_read_anew(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write_pages(5)
    stop_after(3, monkeypatch)
    call("pages", "-o", "ledger.json")
    files[1].write_text("3月1日,星川职业技术学院校长何静走访蓝海公司。", encoding="utf-8")
    read = go_on(monkeypatch)

    _, err = call("pages", "-o", "ledger.json", "--resume")

    assert read == ["pages/001.txt", "pages/003.txt", "pages/004.txt"]
    assert "1 page kept for other files, options or version; read anew\n" in err
    assert "何静" in Path("ledger.json").read_text(encoding="utf-8")


def test_work_done_with_other_options_does_not_count(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(4)
    stop_after(2, monkeypatch)
    call("pages", "-o", "ledger.json")
    read = go_on(monkeypatch)

    _, err = call("pages", "-o", "ledger.json", "--resume", "--published", "2023")

    assert len(read) == 4
    assert "2 pages kept for other files, options or version; read anew\n" in err


def test_work_of_another_version_does_not_count(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(4)
    stop_after(2, monkeypatch)
    with monkeypatch.context() as earlier:
        earlier.setattr(_parts, "__version__", "0.0.0")
        call("pages", "-o", "ledger.json")
    read = go_on(monkeypatch)

    call("pages", "-o", "ledger.json", "--resume")

    assert len(read) == 4


def test_a_bad_file_is_told_of_again_though_it_is_not_read_again(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write_pages(8)
    files[1].write_bytes(b"\0")
    files[2].unlink()
    lines = [
        "error: pages/001.txt: found NUL bytes, as in a binary file, expected text; "
        "turn it into a text file first",
        "error: pages/002.txt: found nothing at this path, expected a file or a folder",
    ]
    stop_after(4, monkeypatch)
    assert call(*map(str, files), "-o", "ledger.json").err.splitlines()[:2] == lines
    read = go_on(monkeypatch)

    code, err = call(*map(str, files), "-o", "ledger.json", "--resume")

    assert code == 3
    assert err.splitlines()[:2] == lines
    assert err.splitlines()[-1] == (
        "error: 2 files could not be read: pages/001.txt, pages/002.txt"
    )
    # What was not there may be there now.
    assert read == ["pages/002.txt", *(f"pages/{at:03}.txt" for at in range(4, 8))]


def test_standard_input_is_not_kept(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(2)
    stop_after(2, monkeypatch)
    call("-", "pages", "-o", "ledger.json", stdin="甲".encode())
    read = go_on(monkeypatch)

    code, _ = call("-", "pages", "-o", "ledger.json", "--resume", stdin="甲".encode())

    assert (code, read) == (0, ["standard input", "pages/001.txt"])


@pytest.mark.parametrize(
    ("line", "sound", "faulty", "told"),
    [
        (
            3,
            b'"records"',
            b'"racords"',
            'line 3: found no key "records", expected a list under "records"',
        ),
        (3, b'"type":"Visit"', b'"type":"Vizit"', "line 3, visit:"),
        (3, b'"quote":"', b'"quote":"","x":"', "line 3, "),
        (3, b"{", b"", "line 3, column 9: found "),
        (2, b"{", b"", "line 2: found a line that is broken or cut off, expected"),
        (
            2,
            b'"doubts"',
            b'"double"',
            "line 2: found a line that says nothing about a page, expected",
        ),
        (1, b"{", b"", "line 1: found a line that is broken or cut off, expected"),
    ],
)
def test_a_page_whose_kept_lines_do_not_load_is_read_again(
    call: Call, monkeypatch: pytest.MonkeyPatch, line: int, sound: bytes, faulty: bytes, told: str
) -> None:
    write_pages(6)
    call("pages", "-o", "clean.json")
    stop_after(4, monkeypatch)
    call("pages", "-o", "ledger.json")
    part = FOLDER / "000002.jsonl"
    lines = part.read_bytes().splitlines(keepends=True)
    assert sound in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(sound, faulty, 1)
    part.write_bytes(b"".join(lines))
    read = go_on(monkeypatch)

    code, err = call("pages", "-o", "ledger.json", "--resume")

    assert (code, read) == (0, ["pages/001.txt", "pages/004.txt", "pages/005.txt"])
    (warning,) = [each for each in err.splitlines() if "parts" in each]
    assert warning.startswith(f"warning: ledger.json.parts/000002.jsonl, {told}")
    assert warning.endswith("; what is not kept is read anew")
    assert Path("ledger.json").read_bytes() == Path("clean.json").read_bytes()
    assert not FOLDER.exists()


def test_one_warning_tells_of_all_damaged_places(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(6)
    stop_after(4, monkeypatch)
    call("pages", "-o", "ledger.json")
    for part in FOLDER.iterdir():
        part.write_bytes(part.read_bytes().replace(b'"records"', b'"racords"'))
    read = go_on(monkeypatch)

    code, err = call("pages", "-o", "ledger.json", "--resume")

    assert (code, len(read)) == (0, 6)
    assert err.count("ledger.json.parts") == 1
    assert err.splitlines()[0].endswith("is read anew (likewise at 3 other places)")


def test_a_part_that_was_cut_off_is_read_anew(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """No run of ours leaves one, but disks do."""
    write_pages(4)
    stop_after(2, monkeypatch)
    call("pages", "-o", "ledger.json")
    part = FOLDER / "000001.jsonl"
    part.write_bytes(part.read_bytes()[:-5])
    (FOLDER / "000002.jsonl").write_bytes(b"{")
    (FOLDER / "000009.jsonl.unfinished").write_bytes(b"{")
    (FOLDER / "notes.txt").touch()
    read = go_on(monkeypatch)

    code, _ = call("pages", "-o", "ledger.json", "--resume")

    assert (code, len(read)) == (0, 4)
    assert [file.name for file in FOLDER.iterdir()] == ["notes.txt"]


def test_an_output_in_no_folder_is_refused_before_anything_is_read(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(2)
    read = go_on(monkeypatch)
    assert call("pages", "-o", "no/ledger.json") == (
        4,
        "error: no/ledger.json: cannot be written (No such file or directory)\n",
    )
    assert read == []


@pytest.mark.parametrize(
    ("output", "better"),
    [("out.csv", ".zip or .xlsx"), ("out.CSV", ".zip or .xlsx"), ("out.parquet", ".parquets")],
)
def test_an_output_of_one_class_is_refused_before_anything_is_read(
    call: Call, monkeypatch: pytest.MonkeyPatch, output: str, better: str
) -> None:
    write_pages(2)
    read = go_on(monkeypatch)
    assert call("pages", "-o", output) == (
        2,
        f"error: --output: found {output}, a file of one class of records, "
        f"expected {better}, for there will be records of several\n",
    )
    assert read == []


def test_a_folder_of_tables_holds_several_classes(call: Call) -> None:
    write_pages(2)
    Path("out.csv").mkdir()
    assert call("pages", "-o", "out.csv")[0] == 0
    assert len(list(Path("out.csv").glob("*.csv"))) > 1


def test_a_part_that_cannot_be_written_is_one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    write_pages(2)
    monkeypatch.setattr(os, "fsync", full)
    assert call("pages", "-o", "ledger.json") == (
        4,
        "error: ledger.json.parts: cannot be written (No space left on device)\n",
    )


def test_few_pages_leave_nothing_behind(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_parts, "SECONDS", 60)
    write_pages(4)
    stop_after(2, monkeypatch)
    assert call("pages", "-o", "ledger.json") == (130, "error: interrupted\n")
    assert not FOLDER.exists()


def test_quiet_says_nothing_when_all_is_well(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(8)
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes any stream for a terminal
    assert call("pages", "-o", "ledger.json", "--quiet") == (0, "")


@pytest.mark.parametrize(
    ("asked", "files", "processes"), [(None, 3, [1]), (None, 500, range(2, 1000)), (1, 500, [1])]
)
def test_many_files_are_read_by_workers_that_a_page_may_kill(
    asked: int | None, files: int, processes: Sequence[int]
) -> None:
    plan = _reading.Plan(published=None, processes=asked, parts=None, lexicon=Lexicon.default())
    assert plan.processes_for(files) in processes


def test_many_unread_files_are_not_all_named_at_the_end(call: Call) -> None:
    _, err = call(*(f"{at}.txt" for at in range(23)))
    assert err.splitlines()[-1].startswith("error: 23 files could not be read: 0.txt, 1.txt, ")
    assert err.splitlines()[-1].endswith(", 19.txt and 3 more")


# -- killed at any moment


def running(*arguments: str) -> "subprocess.Popen[bytes]":
    program = (
        "import sys; from schoolenterprise.cli import _parts, main; "
        "_parts.SECONDS = 0; sys.exit(main())"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(errors.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, "-c", program, "read", *arguments],
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def parts_in(folder: Path) -> int:
    return len(list(folder.glob("*.jsonl"))) if folder.exists() else 0


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_run_that_was_killed_again_and_again_ends_as_if_it_had_not(
    call: Call, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    """Each time a moment after some more pages are kept, whatever it is doing then."""
    chance = Random(int(processes))
    write_pages(150)
    call("pages", "-o", "clean.json")
    arguments = ("pages", "-o", "ledger.json", "--resume", "--processes", processes)
    for goal in (5, 40, 80):
        process = running(*arguments)
        while parts_in(FOLDER) < goal and process.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        process.communicate()
        assert not Path("ledger.json").exists()
        assert parts_in(FOLDER) >= goal

    code, _ = call(*arguments)

    assert code == 0
    assert Path("ledger.json").read_bytes() == Path("clean.json").read_bytes()
    assert not FOLDER.exists()


@pytest.mark.skipif(os.name != "posix", reason="signals to a group of processes are POSIX's")
def test_the_user_stops_it_while_workers_read(call: Call) -> None:
    """Ctrl-C reaches the whole group."""
    write_pages(150)
    call("pages", "-o", "clean.json")
    process = running("pages", "-o", "ledger.json", "--processes", "2")
    while parts_in(FOLDER) < 5:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert process.returncode == 130
    note, line = err.decode().splitlines()
    assert note.endswith(" pages of this run kept; --resume goes on behind them")
    assert line == "error: interrupted"

    assert call("pages", "-o", "ledger.json", "--resume").code == 0
    assert Path("ledger.json").read_bytes() == Path("clean.json").read_bytes()


# -- two runs with one output


@pytest.mark.skipif(os.name != "posix", reason="halting a process is POSIX's")
@pytest.mark.parametrize("arguments", [(), ("--resume",)])
def test_a_second_run_with_the_same_output_is_refused(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """While the first still reads; what it has kept is untouched, and its end as well."""
    write_pages(150)
    call("pages", "-o", "clean.json")
    first = running("pages", "-o", "ledger.json")
    while parts_in(FOLDER) < 5:
        time.sleep(0.002)
    first.send_signal(signal.SIGSTOP)
    kept = sorted(FOLDER.iterdir())

    code, err = call("pages", "-o", "./ledger.json", *arguments)

    assert code == 2
    assert err.startswith(f"error: ./ledger.json: another run (pid {first.pid}) is writing it, on ")
    assert err.endswith("; wait for its end, or choose another --output\n")
    assert sorted(FOLDER.iterdir()) == kept
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert Path("ledger.json").read_bytes() == Path("clean.json").read_bytes()
    assert not FOLDER.exists()


def test_a_lock_that_a_dead_run_has_left_locks_nothing(call: Call) -> None:
    write_pages(2)
    FOLDER.mkdir()
    (FOLDER / "lock").write_text('{"pid": 1, "host": "a", "since": "2024-03-08T00:00:00+00:00"}')

    assert call("pages", "-o", "ledger.json").code == 0
    assert not FOLDER.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]"])
def test_a_lock_that_says_nothing_locks_all_the_same(call: Call, content: bytes) -> None:
    write_pages(2)
    with Lock("ledger.json", str(FOLDER)):
        (FOLDER / "lock").write_bytes(content)
        assert call("pages", "-o", "ledger.json") == (
            2,
            "error: ledger.json: another run is writing it; wait for its end, or choose another "
            "--output\n",
        )
    assert call("pages", "-o", "ledger.json").code == 0


def test_one_lock_is_held_by_one_of_many_at_a_time(tmp_path: Path) -> None:
    """They remove the folder as they go, under the feet of those who come."""
    inside: list[int] = []
    most: list[int] = []

    def come_and_go() -> None:
        for _ in range(200):
            with contextlib.suppress(Stopped), Lock("out", str(tmp_path / "out.parts")):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(most) == {1}
    assert not (tmp_path / "out.parts").exists()


# -- what a part holds

problems = st.builds(
    Problem,
    code=st.just("a"),
    found=st.text(),
    severity=st.sampled_from(Severity),
    place=st.builds(Place, file=st.just("页.txt"), line=st.none() | st.integers(1)),
    alternatives=st.lists(st.text()).map(tuple),
)


@given(st.none() | ledgers, st.lists(problems).map(tuple), st.lists(problems).map(tuple))
def test_what_is_taken_out_of_a_part_is_what_was_put_in(
    tmp_path_factory: pytest.TempPathFactory,
    ledger: Ledger | None,
    doubts: tuple[Problem, ...],
    problems: tuple[Problem, ...],
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    stamp = Stamp("/页\udc80.txt", 7, 8)
    kept = Parts(str(folder / "out"), {"published": ""})
    kept.add(stamp, FileRead("页.txt", ledger, doubts, problems))
    kept.commit()

    found = Parts(str(folder / "out"), {"published": ""})
    found.find()

    taken = found.take(stamp, "页.txt")
    assert taken == FileRead("页.txt", ledger, doubts, problems)
    assert (found.stale, found.damaged) == (0, [])
    if ledger is not None and taken.records is not None:
        assert formats.dumps(taken.records) == formats.dumps(ledger)
