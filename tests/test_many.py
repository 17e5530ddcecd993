"""`read_many`: the order, what goes wrong with a page or a worker, and how it ends."""

import contextlib
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import readers
from schoolenterprise import PageRead, Reading, errors, read_html, read_many, read_news
from schoolenterprise.convert import to_dict
from schoolenterprise.errors import InvalidValueError, WorkerError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Source
from schoolenterprise.reader import reading
from schoolenterprise.scale import Page, processors
from schoolenterprise.scale._wire import pack, unpack
from strategies.records import ledgers

VISIT = "2月{day}日,武汉职业技术学院校长鄢烈洲带队走访武汉华工激光工程有限责任公司。"
SOURCE = Path(errors.__file__).parents[1]

two = partial(read_many, processes=2, read=readers.obedient)


def pages(number: int) -> list[tuple[str, str]]:
    return [(f"{at}.txt", VISIT.format(day=at % 28 + 1)) for at in range(number)]


def told(results: Sequence[PageRead]) -> list[str]:
    return [str(problem) for page in results for problem in page.problems]


def names(results: Sequence[PageRead]) -> list[str]:
    return [page.path for page in results]


def workers() -> list[multiprocessing.process.BaseProcess]:
    return multiprocessing.active_children()


# -- what comes out


def test_a_page_is_read_as_read_news_reads_it(tmp_path: Path) -> None:
    """A path of either kind, and a text at hand."""
    file = tmp_path / "a.txt"
    file.write_text(VISIT.format(day=1), encoding="utf-8")

    results = list(read_many([file, str(file), ("here", VISIT.format(day=1))]))

    assert names(results) == [str(file), str(file), "here"]
    expected = read_news(VISIT.format(day=1))
    assert [page.reading for page in results] == [expected] * 3
    assert told(results) == []


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    """More than fit into the first batches."""
    some = pages(150)
    assert list(read_many(some, processes=2)) == list(read_many(some))


@pytest.mark.parametrize("processes", [1, 2])
def test_the_header_of_a_page_goes_before_the_day_that_the_caller_gives(processes: int) -> None:
    header = "TITLE: 访企\nURL: https://example.org/1\nPUBLISHED: 2023-03-01\n\n"
    some = [("with", header + VISIT.format(day=1)), ("without", VISIT.format(day=2))]

    readings = [page.reading for page in two(some, processes=processes, published="2024-03")]

    dates = [str(visit.date) for each in readings if each for visit in each.visits]
    assert dates == ["2023-02-01", "2024-02-02"]
    assert [each.source.url for each in readings if each] == ["https://example.org/1", None]


def test_bytes_are_decoded_as_those_of_a_file() -> None:
    (page,) = read_many([("gbk", VISIT.format(day=1).encode("gbk"))])
    assert page.reading == read_news(VISIT.format(day=1))
    assert told([page]) == ["gbk: found text that is not UTF-8; read as gb18030"]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_slow_page_keeps_its_place(processes: int) -> None:
    some = pages(8)
    some[0] = ("slow", "SLOW")
    assert names(list(two(some, processes=processes))) == [name for name, _ in some]


def test_pages_are_taken_only_as_they_are_needed() -> None:
    """The first page takes long, and behind it stands an endless row."""
    taken = itertools.count()
    endless = (("slow" if at == 0 else str(at), "SLOW" if at == 0 else "甲") for at in taken)

    with contextlib.closing(two(endless)) as results:
        assert next(results).path == "slow"

    assert next(taken) < 300


def test_pages_that_no_pipe_holds_at_once_go_through_both_ways() -> None:
    """Nobody may wait for a process that waits for it."""
    some = [(str(at), "甲" * 300_000) for at in range(40)]
    results = list(read_many(some, processes=2, read=readers.only_source))
    assert [page.reading and page.reading.source.text for page in results] == [
        text for _, text in some
    ]


@pytest.mark.parametrize("processes", [1, 2, None])
def test_nothing_comes_of_nothing(processes: int | None) -> None:
    assert list(two([], processes=processes)) == []
    assert workers() == []


def test_there_is_a_processor() -> None:
    assert processors() >= 1


@pytest.mark.parametrize("processes", [1, 2])
def test_a_web_page_is_read_as_read_html_reads_it(processes: int) -> None:
    pytest.importorskip("lxml")
    html = f"<!DOCTYPE html><html><body><h1>访企拓岗</h1><p>{VISIT.format(day=1)}</p></body></html>"

    (page,) = two([("page", html)], processes=processes, published="2024-03")

    assert page.reading == read_html(html, published="2024-03")


# -- pages that cannot be read


@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_page_is_told_of_and_takes_no_neighbour(tmp_path: Path, processes: int) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\0")
    some: list[Page] = [
        ("first", VISIT.format(day=1)),
        str(tmp_path / "no.txt"),
        tmp_path,
        tmp_path / "logo.png",
        "a\0b",
        ("blank", " \n"),
        ("fault", "FAULT"),
        ("last", VISIT.format(day=1)),
    ]

    results = list(two(some, processes=processes))

    assert [page.reading is not None for page in results] == [True, *[False] * 6, True]
    assert told(results) == [
        f"{tmp_path / 'no.txt'}: found nothing at this path, expected a file or a folder",
        f"{tmp_path}: found Is a directory, expected a file that can be read",
        f"{tmp_path / 'logo.png'}: found NUL bytes, as in a binary file, expected text; "
        "turn it into a text file first",
        "a\0b: found no path, embedded null byte, expected a file that can be read",
        "blank: found no text; nothing is read from it",
        "fault: found an exception of readers.obedient, LookupError: no such title, expected "
        "records; the page is passed over",
    ]


def test_a_reader_that_gives_no_reading_is_at_fault() -> None:
    (page,) = read_many([("a", "甲")], read=readers.gives_nothing)  # type: ignore[arg-type]  # the point
    assert told([page]) == [
        "a: found an exception of readers.gives_nothing, TypeError: it gave NoneType, not a "
        "Reading, expected records; the page is passed over"
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_exception_of_the_recognizer_is_told_as_such_with_its_notes(processes: int) -> None:
    read = partial(read_news, recognizer=readers.unable)
    (page,) = read_many([("a", "甲乙")], read=read, processes=processes)
    assert told([page]) == [
        "a: found an exception of the recognizer, RuntimeError: no model; set MODEL; raised by the "
        "recognizer, over a page of 2 characters, expected records; the page is passed over"
    ]


def test_an_argument_that_the_reader_refuses_is_no_fault_of_the_reader() -> None:
    wrong: Any = "mine.csv"
    (page,) = read_many([("a", "甲")], read=partial(read_news, lexicon=wrong))
    assert told([page]) == [
        "a: found what the reader refuses, InvalidValueError: lexicon: found str, expected a "
        "Lexicon, expected records; the page is passed over"
    ]


def test_a_fault_of_the_reader_is_to_be_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise LookupError("no such title")

    monkeypatch.setattr(reading, "_passes", broken)
    (page,) = read_many([("a", "甲")])
    assert told([page]) == [
        "a: found a fault of the reader, LookupError: no such title, expected records; the page is "
        "passed over; report it with the page"
    ]


def test_an_exception_over_a_web_page_is_that_of_the_function_that_raised_it() -> None:
    pytest.importorskip("lxml")
    html = f"<!DOCTYPE html><html><body><p>{VISIT.format(day=1)}FAULT</p></body></html>"
    (page,) = read_many([("page", html)], read=readers.obedient)
    assert told([page])[0].startswith("page: found an exception of readers.obedient, LookupError:")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX's")
def test_a_pipe_or_a_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.txt"
    os.mkfifo(fifo)
    advice = "found no regular file but a pipe or a device, expected a file that can be read"
    results = list(read_many([fifo, "/dev/zero", ("a", "甲")]))
    assert told(results) == [f"{fifo}: {advice}", f"/dev/zero: {advice}"]


@pytest.mark.parametrize(
    ("order", "how"),
    [("DIE", "ended by SIGKILL"), ("EXIT", "ended with code 7"), ("FULL", "out of memory")],
)
def test_a_page_that_kills_its_worker_is_named_and_passed_over(order: str, how: str) -> None:
    some = pages(12)
    some[9] = ("deadly", order)

    results = list(two(some))

    assert names(results) == [name for name, _ in some]
    assert [page.path for page in results if page.reading is None] == ["deadly"]
    assert told(results) == [
        f"deadly: found a page that ends the process which reads it ({how}; tries: 3, by itself: "
        "2), expected records; the page is passed over; report it with the page"
    ]


def test_a_page_that_never_ends_is_named_and_passed_over() -> None:
    some = [("a", "甲"), ("endless", "HANG"), ("b", "乙")]

    results = list(two(some, patience=1, tries=1))

    assert names(results) == ["a", "endless", "b"]
    assert "(no answer in 1 seconds; tries: 1, by itself: 1)" in told(results)[0]


@pytest.mark.parametrize(("at", "lives"), [(0, 2), (9, 3)])
def test_as_many_tries_are_told_as_processes_died(tmp_path: Path, at: int, lives: int) -> None:
    """The first page travels by itself, the tenth with others."""
    some = pages(12)
    some[at] = ("deadly", "DIE")
    read = partial(readers.counts_deaths, str(tmp_path))

    results = list(read_many(some, processes=2, read=read))

    assert len(list(tmp_path.iterdir())) == lives
    assert f"; tries: {lives}, by itself: 2)" in told(results)[0]


@pytest.mark.parametrize("patience", [float("inf"), 1e300, 10**30])
def test_patience_may_have_no_end(patience: float) -> None:
    assert told(list(two(pages(3), patience=patience))) == []


def test_a_page_whose_worker_died_by_chance_is_read_after_all(tmp_path: Path) -> None:
    read = partial(readers.dies_once, str(tmp_path / "mark"))

    results = list(read_many([("a", "DIE" + VISIT.format(day=1))], processes=2, read=read))

    assert told(results) == []
    assert results[0].reading == read_news(VISIT.format(day=1))


@given(st.lists(st.sampled_from(["甲", "FAULT", " "]), max_size=40))
def test_every_page_comes_out_once_and_in_its_place(texts: list[str]) -> None:
    some = [(str(at), text) for at, text in enumerate(texts)]
    results = list(read_many(some, read=readers.obedient))
    assert names(results) == [name for name, _ in some]
    assert [bool(page.problems) for page in results] == [text != "甲" for text in texts]


# -- how it ends


def test_closing_it_ends_the_workers() -> None:
    results = two(itertools.cycle(pages(3)))
    next(results)
    assert len(workers()) == 2

    results.close()

    assert workers() == []


def test_an_exception_of_the_pages_comes_behind_the_pages_before_it() -> None:
    def broken() -> Iterator[Page]:
        yield from pages(3)
        raise OSError("the list is gone")

    seen: list[str] = []
    with pytest.raises(OSError, match="the list is gone"):
        seen.extend(page.path for page in two(broken()))

    assert seen == ["0.txt", "1.txt", "2.txt"]
    assert workers() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_no_page_is_refused_when_it_is_reached(processes: int) -> None:
    results = two([("a", "甲"), 7], processes=processes)  # type: ignore[list-item]  # the point
    assert next(results).path == "a"
    with pytest.raises(InvalidValueError, match="pages: found 7, expected a path, or a name"):
        next(results)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"processes": 0}, "processes: found 0, expected a whole number from 1"),
        ({"tries": 0}, "tries: found 0, expected a whole number from 1"),
        ({"patience": 0}, "patience: found 0, expected seconds, more than 0"),
        ({"processes": True}, "processes: found True, expected a whole number from 1"),
        ({"processes": "2"}, "processes: found '2', expected a whole number from 1"),
        ({"tries": 1.5}, "tries: found 1.5, expected a whole number from 1"),
        ({"patience": None}, "patience: found None, expected seconds, more than 0"),
        ({"patience": "x"}, "patience: found 'x', expected seconds, more than 0"),
        ({"patience": float("nan")}, "patience: found nan, expected seconds, more than 0"),
        ({"patience": 10**400}, "patience: found 1000"),
        ({"patience": True}, "patience: found True, expected seconds, more than 0"),
        ({"published": "昨天"}, "published: '昨天' is no EDTF date"),
        ({"published": "2024-01/2024-02"}, "published: found the period"),
        ({"published": 2024}, "published: found 2024, expected a date as EDTF, a PartialDate"),
        ({"read": "read_news"}, "read: found 'read_news', expected a function such as read_news"),
        ({"processes": 2, "read": lambda text: text}, "expected a function of a module"),
    ],
)
def test_a_wrong_argument_is_refused_at_once(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_many([], **arguments)  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("a.txt", r"pages: found one path, expected a list of paths, .*; write \[path\]"),
        (Path("a.txt"), r"pages: found one path, expected a list of paths, .*; write \[path\]"),
        (b"\xe7", r"pages: found bytes, expected a list of paths, .*; write \[\(name, bytes\)\]"),
        (7, "pages: found 7, expected a list of paths"),
        (None, "pages: found None, expected a list of paths"),
    ],
)
def test_what_is_no_list_of_pages_is_refused_at_once(argument: object, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_many(argument)  # type: ignore[arg-type]  # the point


def run(program: str, tmp_path: Path) -> "subprocess.Popen[str]":
    """Start a script that sees the package as these tests do."""
    script = tmp_path / "script.py"
    script.write_text(program, encoding="utf-8")
    path = os.pathsep.join([str(SOURCE), str(Path(__file__).parent)])
    return subprocess.Popen(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    program = (
        "from schoolenterprise import read_many\nprint(*read_many([('a', '甲')], processes=2))"
    )
    running = run(program, tmp_path)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert err.splitlines()[-1].startswith("schoolenterprise.errors.WorkerError: worker processes:")
    assert 'if __name__ == "__main__":' in err.splitlines()[-1]


ENDLESS = """
import itertools, multiprocessing
import readers
from schoolenterprise import read_many
if __name__ == "__main__":
    for page in read_many(itertools.repeat(("a", "SLOW")), processes=2, read=readers.obedient):
        print(*(each.pid for each in multiprocessing.active_children()), flush=True)
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def gone_within(seconds: float, processes: Sequence[int]) -> bool:
    end = time.monotonic() + seconds
    while any(map(is_alive, processes)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, processes))


@pytest.mark.skipif(os.name != "posix", reason="signals to a group of processes are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_workers_go_with_the_program(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C reaches the whole group; a kill only the program, so that its workers must notice."""
    running = run(ENDLESS, tmp_path)
    assert running.stdout is not None
    started = [int(each) for each in running.stdout.readline().split()]
    assert started

    if number is signal.SIGINT:
        os.killpg(running.pid, number)
    else:
        running.kill()
    _, err = running.communicate(timeout=20)

    assert running.returncode == -number
    assert gone_within(10, started)
    assert err.count("Traceback") == (number is signal.SIGINT)


def test_it_runs_beside_threads() -> None:
    """Started anew, a worker inherits no lock that a thread of this process holds."""
    results: list[list[PageRead]] = []
    threads = [
        threading.Thread(target=lambda: results.append(list(read_many(pages(20), processes=2))))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [list(read_many(pages(20)))] * 2


def test_a_worker_of_others_cannot_ask_for_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]  # as in a pool
    with pytest.raises(WorkerError, match="expected 1 in a worker"):
        list(two(pages(1)))


# -- on the wire


@given(st.lists(ledgers, max_size=3))
def test_any_reading_arrives_as_it_was_sent(held: list[Ledger]) -> None:
    sent = [PageRead(path="none", problems=(errors.Problem(code="a", found="b"),))]
    for ledger in held:
        reading = Reading(
            source=Source(text="甲"), records=tuple(ledger), publisher="organization:甲"
        )
        sent.append(PageRead(path=f"{len(sent)}", reading=reading))
    assert unpack(pack(sent)) == sent


def test_what_arrives_is_what_was_sent_in_every_slot(seeds: Path) -> None:
    """Equality does not look at everything: here nothing may be missing."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    sent = [PageRead(path="a", reading=read_news(text)) for text in texts]
    arrived = unpack(pack(sent))
    for one, other in zip(sent, arrived, strict=True):
        assert list(map(to_dict, one.reading or ())) == list(map(to_dict, other.reading or ()))
