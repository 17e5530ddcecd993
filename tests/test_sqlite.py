"""SQLite: real tables, several programs at once, no acknowledged record ever lost."""

import errno
import io
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from schoolenterprise.dates import parse
from schoolenterprise.errors import (
    ConflictError,
    FormatError,
    InvalidRecordError,
    InvalidValueError,
    LockedError,
)
from schoolenterprise.formats import (
    sqlite,
)
from schoolenterprise.formats._sqlite import connection as connection_module
from schoolenterprise.formats._sqlite import reading as reading_module
from schoolenterprise.formats._sqlite import rows as rows_module
from schoolenterprise.formats._sqlite.tables import VERSION, layout
from schoolenterprise.formats.sqlite import LedgerFile
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    RECORD_CLASSES,
    Enterprise,
    Evidence,
    InternshipTerms,
    Official,
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Source,
    Visit,
    evolve,
)
from sqlite_writer import pair
from strategies.records import instances, ledgers, records

DEEP = settings.default is not None and settings.default.max_examples > 1_000
KILLS = 200 if DEEP else 10

FIRST = Program(id="program:1", name="甲")
SECOND = Program(id="program:2", name="乙", parent="program:3")
VISIT = Visit(
    date=None,
    visitor="institution:星川学院",
    hosts=("enterprise:江城蓝海", "enterprise:蓝海二厂"),
    participants=(Participant(name="何静", titles=("校长", "教授")), Participant(name="高明")),
    evidence=(
        Evidence(source="source:甲", field="visitor", start=0, end=4, quote="星川学院"),
        Evidence(source="source:甲", field="hosts[0]", start=6, end=10, quote="江城蓝海"),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "台账 #1?%20.sqlite")


def there_and_back(ledger: Ledger) -> Ledger:
    stream = io.BytesIO()
    sqlite.dump(ledger, stream)
    return sqlite.load(io.BytesIO(stream.getvalue()))


@contextmanager
def person(path: str) -> Iterator[sqlite3.Connection]:
    """Somebody with the plain module sqlite3, which checks no foreign keys."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def ask(path: str, query: str) -> list[tuple[Any, ...]]:
    with person(path) as connection:
        return connection.execute(query).fetchall()


def tampered(path: str, *statements: str, ledger: Ledger | None = None) -> None:
    """Write a ledger, and change it behind the back of this package, types and all."""
    sqlite.dump(ledger or Ledger([FIRST, VISIT, SECOND]), path)
    with person(path) as connection:
        for each in statements:
            connection.execute(each)


@contextmanager
def user(number: int) -> Iterator[None]:
    """Be another user, for the administrator may write everything."""
    mine = os.geteuid()
    os.seteuid(number)
    try:
        yield
    finally:
        os.seteuid(mine)


def nobody() -> AbstractContextManager[None]:
    return user(65_534 if os.geteuid() == 0 else os.geteuid())


def changed(path: str) -> None:
    """Let somebody who may write to the file do so."""
    with user(0) if os.getuid() == 0 else nullcontext():
        os.utime(path, ns=(1, 1))


@pytest.fixture
def reader_alone() -> Iterator[str]:
    """A folder that others may enter, unlike those of pytest."""
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    yield folder
    os.chmod(folder, 0o755)
    shutil.rmtree(folder)


class TestThereAndBack:
    @settings(max_examples=60)
    @given(ledgers)
    def test_a_ledger_survives(self, ledger: Ledger) -> None:
        again = there_and_back(ledger)
        assert list(again) == list(ledger)
        assert [each for each in again.problems if each.severity == "error"] == []

    @pytest.mark.parametrize("cls", RECORD_CLASSES)
    @settings(max_examples=15)
    @given(data=st.data())
    def test_every_class_survives(self, cls: type[Record], data: st.DataObject) -> None:
        record = data.draw(instances(cls))
        assert list(there_and_back(Ledger([record]))) == [record]

    def test_what_is_there_and_empty_differs_from_what_is_not_there(self) -> None:
        for terms in (None, InternshipTerms(), InternshipTerms(forced=False, youngest_age=0)):
            record = Placement(terms=terms, hosts=("enterprise:甲",))
            assert list(there_and_back(Ledger([record]))) == [record]

    def test_the_order_holds_though_ids_are_known_before_their_records_come(self) -> None:
        parent = Program(id="program:3", name="丙")
        ledger = Ledger([SECOND, FIRST, *(Program(name=f"{at}号") for at in range(700)), parent])
        assert list(there_and_back(ledger)) == list(ledger)

    def test_unknown_keys_are_kept_and_told_as_in_json(self, path: str) -> None:
        record = Program(name="甲", extra={"remark": [1, 10**30, None], "a.b": "c"})
        sqlite.dump([record], path)
        again = sqlite.load(path)
        assert list(again) == [record]
        assert {problem.code for problem in again.problems} == {"unknown-key"}

    def test_values_of_ten_megabytes(self, path: str) -> None:
        text = "校企合作" * 2_500_000
        source = Source(title="长", text=text)
        sqlite.dump([source], path)
        assert list(sqlite.load(path)) == [source]

    def test_names_with_quotes_stay_names(self, path: str) -> None:
        names = ["'); DROP TABLE visits; --", '"甲"', "a\0b", "%_?:1", "[x]", "`"]
        written = [
            Enterprise(name=name, aliases=(name,), parent=f"organization:{name}") for name in names
        ]
        with LedgerFile.open(path) as file:
            file.upsert(written)
            assert [file.get(each.id) for each in written] == written
            assert list(file.records(Enterprise)) == written
            assert file.remove(each.id for each in written) == len(written)
            assert len(file) == 0

    def test_two_records_with_one_id_are_refused(self, path: str) -> None:
        sqlite.dump([FIRST, FIRST, Program(id="program:1", name="甲")], path)
        with pytest.raises(ConflictError, match=r"^program:1: found two different records"):
            sqlite.dump([FIRST, Program(id="program:1", name="不同")], path)
        assert list(sqlite.load(path)) == [FIRST]

    @pytest.mark.parametrize("records", [[FIRST, "x"], [None], 7])
    def test_what_is_no_record_leaves_the_old_file(self, records: Any, path: str) -> None:
        sqlite.dump([FIRST], path)
        with pytest.raises(InvalidValueError):
            sqlite.dump(records, path)
        assert list(sqlite.load(path)) == [FIRST]
        with LedgerFile.open(path) as file:
            with pytest.raises(InvalidValueError):
                file.upsert(records)
            assert list(file.ledger()) == [FIRST]

    def test_equal_ledgers_make_equal_files(self) -> None:
        one, two = io.BytesIO(), io.BytesIO()
        sqlite.dump([FIRST, VISIT, SECOND], one)
        sqlite.dump([FIRST, VISIT, SECOND], two)
        assert one.getvalue() == two.getvalue()

    def test_a_stream_of_text_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="expected a stream of bytes"):
            sqlite.load(io.StringIO("x"))


class TestForPeople:
    def test_plain_sql_answers(self, path: str) -> None:
        visit = Visit(
            id="visit:1",
            date=None,
            hosts=("enterprise:甲", "enterprise:乙"),
            visitor="institution:星川学院",
        )
        sqlite.dump([Enterprise(name="甲"), visit], path)
        assert ask(path, "SELECT id, host, host_name FROM visits_with_names ORDER BY position") == [
            ("visit:1", "enterprise:甲", "甲"),
            ("visit:1", "enterprise:乙", None),
        ]
        assert ask(path, "SELECT id FROM dangling ORDER BY id") == [
            ("enterprise:乙",),
            ("institution:星川学院",),
        ]

    def test_dates_are_edtf_with_days_to_compare(self, path: str) -> None:
        edtf = ["2022-02", "2024-09-22/2024-09-26", "2023~", "XXXX-03-05"]
        sqlite.dump([Visit(date=parse(each)) for each in edtf], path)
        assert ask(path, "SELECT date, date_first, date_last FROM visits ORDER BY number") == [
            ("2022-02", "2022-02-01", "2022-02-28"),
            ("2024-09-22/2024-09-26", "2024-09-22", "2024-09-26"),
            ("2023~", "2023-01-01", "2023-12-31"),
            ("XXXX-03-05", None, None),
        ]

    def test_the_layout_has_a_number(self, path: str) -> None:
        """Whoever changes the model changes tables: raise VERSION, write the way over, then this."""
        digest = sha256("\n".join(layout()).encode()).hexdigest()[:12]
        assert (VERSION, digest) == (1, "6eb63e138da5")

    def test_foreign_keys_hold_though_references_dangle(self, path: str) -> None:
        sqlite.dump([VISIT, SECOND], path)
        assert ask(path, "PRAGMA foreign_key_check") == []
        assert ask(path, "PRAGMA integrity_check") == [("ok",)]


class TestLedgerFile:
    def test_a_replay_is_harmless(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            for _ in range(3):
                file.upsert([FIRST, VISIT])
            assert list(file.ledger()) == [FIRST, VISIT]
            assert len(file) == 2
        assert ask(path, "SELECT count(*) FROM evidence") == [(2,)]

    def test_what_is_written_over_keeps_its_place_and_forgets_the_rest(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([VISIT, FIRST])
            short = Visit(id=VISIT.id, hosts=("enterprise:新",))
            file.upsert([short])
            assert list(file.ledger()) == [short, FIRST]
        assert ask(path, "SELECT id FROM dangling") == [("enterprise:新",)]
        assert ask(path, "SELECT count(*) FROM visit_participant_titles") == [(0,)]

    def test_of_several_with_one_id_the_last_stands(self, path: str) -> None:
        other = Program(id=FIRST.id, name="后")
        with LedgerFile.open(path) as file:
            file.upsert([FIRST, other])
            assert file.get(FIRST.id) == other

    def test_a_removed_record_that_is_referred_to_stays_known(self, path: str) -> None:
        parent = Program(id="program:3", name="丙")
        with LedgerFile.open(path) as file:
            file.upsert([parent, SECOND, FIRST])
            assert file.remove(["program:3", "program:1", "program:nobody", "program:3"]) == 2
            assert [file.get(each) for each in ("program:3", "program:nobody")] == [None, None]
            assert file.get(7) is None  # type: ignore[arg-type]
            assert list(file.ledger()) == [SECOND]
            file.upsert([parent])
            assert list(file.ledger()) == [SECOND, parent]
            assert file.remove("program:2") == 1
        assert ask(path, "SELECT id, type FROM records") == [("program:3", "Program")]

    def test_records_of_a_class_come_with_those_made_from_it(self, path: str) -> None:
        body, firm = Organization(name="协会"), Enterprise(name="甲")
        with LedgerFile.open(path) as file:
            file.upsert([firm, FIRST, body])
            assert list(file.records(Organization)) == [firm, body]
            assert list(file.records(Record)) == [firm, FIRST, body]
            with pytest.raises(InvalidValueError, match="expected a class of records"):
                file.records(str)  # type: ignore[type-var]

    def test_an_iteration_is_of_one_moment(self, path: str) -> None:
        many = [Program(name=f"{at:04}") for at in range(1_500)]
        with LedgerFile.open(path) as file:
            file.upsert(many)
            seen: list[Record] = []
            for record in file.records(Program):
                if not seen:
                    file.remove(each.id for each in many)
                seen.append(record)
            assert seen == many
            assert list(file.records(Program)) == []

    def test_a_failing_source_of_records_writes_nothing(self, path: str) -> None:
        def failing() -> Iterator[Record]:
            yield from (Program(name=f"{at:04}") for at in range(1_200))
            raise RuntimeError("no more")

        with LedgerFile.open(path) as file:
            with pytest.raises(RuntimeError):
                file.upsert(failing())
            assert len(file) == 0
            file.upsert([FIRST])
            assert len(file) == 1

    def test_a_write_inside_a_write_is_refused(self, path: str) -> None:
        with LedgerFile.open(path) as file:

            def nested() -> Iterator[Record]:
                yield FIRST
                file.upsert([SECOND])

            with pytest.raises(InvalidValueError, match="inside another one that writes"):
                file.upsert(nested())
            assert len(file) == 0

            def asking() -> Iterator[Record]:
                yield from (Program(name=f"{at:04}") for at in range(500))
                assert file.get("program:0001") is not None
                assert len(file.ledger()) == len(file) == 500
                yield FIRST

            file.upsert(asking())
            assert len(file) == 501

    def test_ids_are_text(self, path: str) -> None:
        with LedgerFile.open(path) as file, pytest.raises(InvalidValueError, match="found int"):
            file.remove([7])  # type: ignore[list-item]
        with LedgerFile.open(path) as file, pytest.raises(InvalidValueError, match="found int"):
            file.remove(7)  # type: ignore[arg-type]
        with pytest.raises(InvalidValueError, match="expected a path"):
            LedgerFile.open(io.BytesIO())  # type: ignore[arg-type]

    @pytest.mark.parametrize("patience", ["1", None, -1, float("inf"), float("nan"), True])
    def test_patience_is_seconds(self, patience: Any, path: str) -> None:
        with pytest.raises(InvalidValueError, match="expected seconds from 0 to 1,000,000"):
            LedgerFile.open(path, patience=patience)

    def test_an_empty_file_becomes_a_ledger(self, path: str) -> None:
        Path(path).touch()
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
        assert list(sqlite.load(path)) == [FIRST]

    def test_nothing_stays_beside_a_closed_file(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
        assert os.listdir(os.path.dirname(path)) == [os.path.basename(path)]

    def test_a_commit_is_synced(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            connection = file._connection
            pragmas = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
            asked = [connection.execute(f"PRAGMA {each}").fetchone()[0] for each in pragmas]
            assert asked == ["wal", 2, 1, 0]


class Model(RuleBasedStateMachine):
    """A file against a dictionary, which keeps the order in which ids first came."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "ledger.sqlite")
        self.known: dict[str, Record] = {}

    @initialize()
    def begin(self) -> None:
        self.file = LedgerFile.open(self.path)

    @rule(some=st.lists(records, max_size=3))
    def upsert(self, some: list[Record]) -> None:
        self.file.upsert(some)
        self.known |= {each.id: each for each in some}

    @rule(data=st.data(), new=records)
    def write_over(self, data: st.DataObject, new: Record) -> None:
        same = [each for each in self.known.values() if type(each) is type(new)]
        if same:
            each = evolve(new, id=data.draw(st.sampled_from(same)).id)
            self.file.upsert([each])
            self.known[each.id] = each

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from([*self.known, "program:nobody"]), unique=True))
        held = [each for each in ids if self.known.pop(each, None)]
        assert self.file.remove(ids) == len(held)

    @rule()
    def reopen(self) -> None:
        self.file.close()
        self.file = LedgerFile.open(self.path)

    @invariant()
    def all_is_there(self) -> None:
        assert list(self.file.ledger()) == list(self.known.values())
        assert list(self.file.records(Record)) == list(self.known.values())
        assert all(self.file.get(each) == record for each, record in self.known.items())
        assert ask(self.path, "PRAGMA foreign_key_check") == []

    @invariant()
    def nothing_is_known_that_nobody_names(self) -> None:
        named = {link.target for each in self.known.values() for link in Ledger().references(each)}
        held = {each for (each,) in ask(self.path, "SELECT id FROM records")}
        assert held == named | self.known.keys()

    def teardown(self) -> None:
        self.file.close()
        self.folder.cleanup()


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=500 if DEEP else 15, stateful_step_count=12)


def writer(path: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start `sqlite_writer.py` in a process of its own."""
    program = Path(__file__).with_name("sqlite_writer.py")
    return subprocess.Popen(
        [sys.executable, str(program), path, *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class TestSeveralPrograms:
    def test_every_acknowledged_record_outlives_a_kill(self, path: str) -> None:
        """KILLS times a program is killed while it writes to one file, at a moment of chance."""
        chance = random.Random(5)
        promised: set[str] = set()
        for attempt in range(KILLS):
            process = writer(path, f"{attempt}")
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(chance.uniform(0, 0.1))
            process.kill()
            rest, errors = process.communicate()
            assert errors == ""
            # A line that the kill cut short was no promise.
            for line in (lines[0] + rest).splitlines(keepends=True):
                if line.endswith("\n"):
                    promised |= {each.id for each in pair(f"{attempt}", int(line))}
            assert ask(path, "PRAGMA integrity_check") == [("ok",)]
            assert ask(path, "PRAGMA foreign_key_check") == []
            with LedgerFile.open(path) as file:
                held = {each.id for each in file.records(Program)}
                assert len(held) == len(file)
            assert promised <= held
            assert {each.removesuffix("甲") + "乙" for each in held if each.endswith("甲")} == {
                each for each in held if each.endswith("乙")
            }
        assert len(promised) >= 2 * KILLS

    def test_a_kill_during_a_dump_leaves_the_old_file_or_the_new_one(self, path: str) -> None:
        old, new = Ledger([FIRST]), Ledger(Program(name=f"{at:05}号") for at in range(3_000))
        program = (
            "import sys; from schoolenterprise.formats import sqlite;"
            "from schoolenterprise.model import Program;"
            "new = [Program(name=f'{at:05}号') for at in range(3_000)];"
            "print('go', flush=True);"
            "[sqlite.dump(new, sys.argv[1]) for _ in iter(int, 1)]"
        )
        chance = random.Random(7)
        for _ in range(KILLS):
            sqlite.dump(old, path)
            process = subprocess.Popen(
                [sys.executable, "-c", program, path],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
            )
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))
            process.kill()
            process.communicate()
            assert sqlite.load(path) in (old, new)

    def test_two_programs_write_at_once_and_a_third_reads(self, path: str) -> None:
        number = 40
        writers = [writer(path, name, f"{number}") for name in "AB"]
        seen = [0]
        while any(each.poll() is None for each in writers):
            if os.path.exists(path) and os.path.getsize(path):
                with LedgerFile.open(path) as file:
                    names = [each.id for each in file.records(Program)]
                assert len(names) % 2 == 0, "half a transaction"
                seen.append(len(names))
        assert [each.communicate()[1] for each in writers] == ["", ""]
        assert seen == sorted(seen)
        with LedgerFile.open(path) as file:
            assert len(file) == 2 * 2 * number
            held = {each.id.partition("-")[0] for each in file.records(Program)}
        assert held == {"program:A", "program:B"}
        assert ask(path, "PRAGMA integrity_check") == [("ok",)]

    def test_a_reader_waits_for_no_writer(self, path: str) -> None:
        with LedgerFile.open(path) as file, LedgerFile.open(path, patience=0) as reader:
            file.upsert([FIRST])

            def reading() -> Iterator[Record]:
                yield SECOND
                assert list(reader.ledger()) == [FIRST]
                assert list(sqlite.load(path)) == [FIRST]

            file.upsert(reading())
            assert list(reader.ledger()) == [FIRST, SECOND]

    def test_a_lock_held_too_long_is_one_clear_error(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
            with person(path) as other:
                other.execute("BEGIN IMMEDIATE")
                with (
                    LedgerFile.open(path, patience=0.05) as second,
                    pytest.raises(LockedError) as caught,
                ):
                    second.upsert([SECOND])
            message = "found it open or locked elsewhere for 0.05 s; try again later"
            assert str(caught.value).endswith(f"{message}: {path!r}")
            assert isinstance(caught.value, OSError)
            assert list(file.ledger()) == [FIRST]

    def test_who_makes_the_tables_second_waits_for_the_first(self, path: str) -> None:
        def second() -> None:
            with LedgerFile.open(path) as file:
                file.upsert([FIRST])

        with ThreadPoolExecutor(1) as pool, person(path) as other:
            other.execute("BEGIN IMMEDIATE")
            waiting = pool.submit(second)
            time.sleep(0.3)
            for each in (
                *layout(),
                "PRAGMA application_id = 0x53636845",
                "PRAGMA user_version = 1",
            ):
                other.execute(each)
            other.commit()
            waiting.result()
        assert list(sqlite.load(path)) == [FIRST]

    def test_who_turns_on_the_log_waits_for_a_reader(self, path: str) -> None:
        sqlite.dump([FIRST], path)
        with person(path) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM programs").fetchall()
            with pytest.raises(LockedError):
                LedgerFile.open(path, patience=0.05)
        LedgerFile.open(path).close()

    def test_a_dump_does_not_take_the_place_of_an_open_ledger(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
            with pytest.raises(LockedError):
                sqlite.dump([SECOND], path)
            assert list(file.ledger()) == [FIRST]
        sqlite.dump([SECOND], path)
        assert list(sqlite.load(path)) == [SECOND]

    def test_who_opens_the_ledger_while_another_is_dumped_keeps_it(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its log would be taken for that of the new file."""
        sqlite.dump([FIRST], path)
        writing = sqlite._chunks
        with ExitStack() as files:

            def writing_and_meeting(built: str) -> Iterator[bytes]:
                yield from writing(built)
                files.enter_context(LedgerFile.open(path)).upsert([SECOND])

            monkeypatch.setattr(sqlite, "_chunks", writing_and_meeting)
            with pytest.raises(LockedError):
                sqlite.dump([VISIT], path)
        assert list(sqlite.load(path)) == [FIRST, SECOND]
        assert os.listdir(os.path.dirname(path)) == [os.path.basename(path)]

    def test_who_opens_the_ledger_last_gets_the_new_file(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sqlite.dump([FIRST], path)
        check = connection_module.check_layout

        def check_while_another_dumps(*arguments: Any) -> None:
            check(*arguments)
            monkeypatch.undo()
            sqlite.dump([SECOND], path)

        monkeypatch.setattr(connection_module, "check_layout", check_while_another_dumps)
        with LedgerFile.open(path) as file:
            file.upsert([VISIT])
        assert list(sqlite.load(path)) == [SECOND, VISIT]

    @pytest.mark.parametrize("becomes", ["removed", "replaced"])
    def test_nothing_is_promised_in_a_file_that_nobody_finds(self, becomes: str, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
            os.unlink(path)
            if becomes == "replaced":
                Path(path).write_bytes(b"x")
            with pytest.raises(OSError, match="the file was removed or replaced; open it anew"):
                file.upsert([SECOND])
            assert list(file.ledger()) == [FIRST]

    def test_a_path_leads_to_the_same_file_from_everywhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "other").mkdir()
        monkeypatch.chdir(tmp_path)
        sqlite.dump([SECOND], "other/a.sqlite")
        with LedgerFile.open("a.sqlite") as file:
            file.upsert([FIRST])
            os.chdir("other")
            assert list(file.records(Program)) == [FIRST]
            file.upsert([VISIT])
            assert len(file) == 2

    @pytest.mark.parametrize("folder_too", [False, True])
    def test_a_ledger_that_may_not_be_written_is_read(
        self, folder_too: bool, reader_alone: str
    ) -> None:
        path = os.path.join(reader_alone, "a.sqlite")
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
        os.chmod(path, 0o444)
        os.chmod(reader_alone, 0o555 if folder_too else 0o777)
        with nobody():
            assert list(sqlite.load(path)) == [FIRST]
        assert os.listdir(reader_alone) == ["a.sqlite"]
        with nobody(), pytest.raises(PermissionError):
            LedgerFile.open(path)

    def test_what_changes_while_it_may_only_be_read_is_told(self, reader_alone: str) -> None:
        path = os.path.join(reader_alone, "a.sqlite")
        LedgerFile.open(path).close()
        os.chmod(path, 0o444)
        os.chmod(reader_alone, 0o555)
        with (
            nobody(),
            pytest.raises(LockedError, match="found it changed while it was read"),
            connection_module.reading(path),
        ):
            changed(path)

    def test_a_log_that_may_not_be_read_is_not_passed_over(self, reader_alone: str) -> None:
        path = os.path.join(reader_alone, "a.sqlite")
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
            os.chmod(f"{path}-wal", 0)
            os.chmod(f"{path}-shm", 0)
            os.chmod(reader_alone, 0o555)
            for attempt in (lambda: sqlite.load(path), lambda: sqlite.dump([SECOND], path)):
                with nobody(), pytest.raises(PermissionError):
                    attempt()
                os.chmod(path, 0o444)
                os.chmod(reader_alone, 0o777)

    def test_a_file_that_may_not_be_written_is_replaced(self, reader_alone: str) -> None:
        path = os.path.join(reader_alone, "a.sqlite")
        LedgerFile.open(path).close()
        os.chmod(path, 0o444)
        os.chmod(reader_alone, 0o777)
        with nobody():
            sqlite.dump([FIRST], path)
            assert list(sqlite.load(path)) == [FIRST]

    def test_a_log_that_was_left_never_gets_into_a_new_file(self, path: str) -> None:
        process = writer(path, "A")
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate()
        assert os.path.exists(path + "-wal")
        sqlite.dump([FIRST], path)
        assert not os.path.exists(path + "-wal")
        assert list(sqlite.load(path)) == [FIRST]

    @pytest.mark.parametrize("old", [None, b"", b"no database at all" * 100])
    def test_a_log_without_its_ledger_goes(self, old: bytes | None, path: str) -> None:
        if old is not None:
            Path(path).write_bytes(old)
        Path(path + "-wal").write_bytes(b"x" * 5_000)
        sqlite.dump([FIRST], path)
        assert os.listdir(os.path.dirname(path)) == [os.path.basename(path)]
        assert list(sqlite.load(path)) == [FIRST]


def whole_file() -> bytes:
    stream = io.BytesIO()
    sqlite.dump([VISIT, *(Program(name=f"{at:05}号") for at in range(300))], stream)
    return stream.getvalue()


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"", "found an empty database, expected one of 0x53636845, a ledger"),
            (b"id,name\n1,a\n" * 50, "found what SQLite cannot read, expected a SQLite ledger"),
            (random.Random(1).randbytes(8_192), "found what SQLite cannot read"),
            (whole_file()[:2_000], "found what SQLite cannot read"),
            (whole_file()[:150_000], "found what SQLite cannot read"),
        ],
    )
    def test_what_is_no_ledger(self, data: bytes, message: str, path: str) -> None:
        Path(path).write_bytes(data)
        with pytest.raises(FormatError) as caught:
            sqlite.load(path)
        assert str(caught.value).startswith(f"{path}: {message}")
        assert Path(path).read_bytes() == data
        if data:
            with pytest.raises(FormatError):
                LedgerFile.open(path)
            assert Path(path).read_bytes() == data

    @settings(max_examples=60)
    @given(st.data())
    def test_flipped_bytes_never_crash_or_hang(self, data: st.DataObject) -> None:
        changed = bytearray(whole_file())
        for _ in range(data.draw(st.integers(1, 20))):
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
        with suppress(FormatError):
            ledger = sqlite.load(io.BytesIO(bytes(changed)))
            assert all(isinstance(each, Record) for each in ledger)

    def test_no_file_and_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            sqlite.load(tmp_path / "none.sqlite")
        for attempt in (sqlite.load, LedgerFile.open):
            with pytest.raises(IsADirectoryError):
                attempt(tmp_path)
        with pytest.raises(FileNotFoundError):
            LedgerFile.open(tmp_path / "none" / "ledger.sqlite")

    def test_a_pipe_is_not_waited_for(self, path: str) -> None:
        os.mkfifo(path)
        assert stat.S_ISFIFO(os.stat(path).st_mode)
        with pytest.raises(FormatError, match="found a pipe or device, expected a regular file"):
            sqlite.load(path)

    @pytest.mark.parametrize(
        ("statement", "message"),
        [
            ("PRAGMA application_id = 7", "found a file of the application 0x7"),
            ("PRAGMA application_id = 0", "found a file of the application 0x0"),
            ("PRAGMA user_version = 2", "found tables 2, expected tables 1; a later version"),
            ("PRAGMA user_version = 0", "found tables 0, expected tables 1"),
            (
                "CREATE TRIGGER t AFTER INSERT ON visits BEGIN DELETE FROM programs; END",
                "found the trigger 't', expected none; drop it",
            ),
            ("ALTER TABLE visits ADD COLUMN more TEXT", "expected CREATE TABLE visits"),
            ("DROP INDEX visits_visitor", "expected CREATE INDEX visits_visitor ON visits"),
            ("DROP VIEW dangling", "expected CREATE VIEW dangling"),
        ],
    )
    def test_other_files_are_refused_and_left_alone(
        self, statement: str, message: str, path: str
    ) -> None:
        tampered(path, statement)
        data = Path(path).read_bytes()
        for attempt in (sqlite.load, LedgerFile.open):
            with pytest.raises(FormatError, match=message):
                attempt(path)
        assert Path(path).read_bytes() == data

    def test_a_view_planted_in_the_place_of_a_table(self, path: str) -> None:
        tampered(
            path,
            "DROP VIEW visits_with_names",
            "ALTER TABLE visits RENAME TO v",
            "CREATE VIEW visits AS SELECT *, load_extension('x') FROM v",
        )
        with pytest.raises(FormatError, match="found other tables than this package makes"):
            sqlite.load(path)

    def test_tables_of_a_person_beside_ours_are_welcome(self, path: str) -> None:
        tampered(path, "CREATE TABLE notes (visit TEXT)", "CREATE VIEW v AS SELECT 1")
        assert len(sqlite.load(path)) == 3
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])

    @pytest.mark.parametrize(
        ("statement", "message"),
        [
            (
                "UPDATE programs SET name = ' ' WHERE number = 1",
                "program:1, name: found ' ', expected text that is not blank",
            ),
            (
                "UPDATE programs SET name = CAST(x'e794ff' AS TEXT) WHERE number = 1",
                "program:1, name: found ",
            ),
            (
                "UPDATE programs SET period = '昨天' WHERE number = 1",
                "program:1, period: found '昨天'",
            ),
            (
                "UPDATE programs SET extra = '[1]' WHERE number = 1",
                "program:1, extra: found no JSON object with each key once",
            ),
            (
                'UPDATE programs SET extra = \'{"a":1,"a":2}\' WHERE number = 1',
                "program:1, extra: found no JSON object with each key once",
            ),
            (
                "UPDATE programs SET extra = '{' WHERE number = 1",
                "program:1, extra: found no JSON object with each key once",
            ),
            (
                'UPDATE programs SET extra = \'{"name":"x"}\' WHERE number = 1',
                "program:1, extra: found the key 'name', which the model knows",
            ),
            (
                "UPDATE programs SET id = 'visit:1' WHERE number = 1",
                "visit:1, id: found 'visit:1', expected program:…",
            ),
        ],
    )
    def test_a_faulty_row_is_a_problem_of_its_record_alone(
        self, statement: str, message: str, path: str
    ) -> None:
        tampered(path, statement)
        ledger = sqlite.load(path)
        assert list(ledger) == [VISIT, SECOND]
        (problem,) = ledger.problems
        assert str(problem).startswith(f"{path}, {message}")
        with LedgerFile.open(path) as file:
            assert file.get("program:2") == SECOND
            seen: list[Record] = []
            with pytest.raises(InvalidRecordError) as caught:
                seen += file.records(Record)
            assert caught.value.problems == (problem,)

    def test_evidence_out_of_range_and_a_type_that_is_none(self, path: str) -> None:
        tampered(path, "UPDATE evidence SET start = -1", 'UPDATE evidence SET "end" = 3')
        ledger = sqlite.load(path)
        assert list(ledger) == [FIRST, SECOND]
        assert "evidence[0].start: found the number -1" in str(ledger.problems[0])
        with LedgerFile.open(path) as file, pytest.raises(InvalidRecordError):
            file.get(VISIT.id)

    def test_rows_whose_record_is_gone_are_told(self, path: str) -> None:
        tampered(path, "DELETE FROM visits")
        ledger = sqlite.load(path)
        assert list(ledger) == [FIRST, SECOND]
        told = [str(each) for each in ledger.problems]
        assert f"{path}, visit_hosts, visit 2, position 0: found a row of no record" in told[0]
        assert len(told) == 6

    def test_wrong_types_by_a_schema_that_was_loose_for_a_while(self, path: str) -> None:
        tampered(
            path,
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'programs'",
        )
        with person(path) as connection:
            connection.execute("UPDATE programs SET name = x'00ff' WHERE number = 1")
            connection.execute("UPDATE programs SET parent = 1.5 WHERE number = 3")
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute(
                "UPDATE sqlite_schema SET sql = sql || 'STRICT' WHERE name = 'programs'"
            )
        ledger = sqlite.load(path)
        assert list(ledger) == [VISIT]
        assert [problem.place.path for problem in ledger.problems] == ["name", "parent"]

    def test_parents_in_a_circle_are_no_trouble(self, path: str) -> None:
        one = Program(id="program:1", name="甲", parent="program:2")
        two = Program(id="program:2", name="乙", parent="program:1")
        with LedgerFile.open(path) as file:
            file.upsert([one, two])
            assert list(file.ledger()) == [one, two]
            assert file.remove(["program:1", "program:2"]) == 2
        assert ask(path, "SELECT * FROM records") == []

    def test_a_unique_index_of_a_person_refuses_a_write_as_a_whole(self, path: str) -> None:
        tampered(path, "CREATE UNIQUE INDEX mine ON programs (name)")
        with LedgerFile.open(path) as file:
            with pytest.raises(FormatError, match="UNIQUE constraint failed"):
                file.upsert([Program(name="新"), Program(id="program:9", name="甲")])
            assert len(file) == 3

    def test_a_quote_with_half_a_character_is_refused(self, path: str) -> None:
        half = Evidence.cut("\ud800x", (0, 1), "source:甲", "name", VISIT.evidence[0].how)
        with LedgerFile.open(path) as file:
            with pytest.raises(InvalidValueError, match="found a value that SQLite cannot hold"):
                file.upsert([FIRST, Program(name="新", evidence=(half,))])
            assert len(file) == 0

    def test_a_value_beyond_the_bound_of_sqlite(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000)
            with pytest.raises(InvalidValueError, match="found a value that is too large"):
                file.upsert([Program(name="甲" * 10_000)])
            assert len(file) == 0

    def test_a_full_disk_is_told_and_nothing_is_lost(self, path: str) -> None:
        with LedgerFile.open(path) as file:
            file.upsert([FIRST])
            (pages,) = file._connection.execute("PRAGMA page_count").fetchone()
            file._connection.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(OSError, match="disk is full") as caught:
                file.upsert([SECOND, Program(name="甲" * 100_000)])
            assert caught.value.errno == errno.ENOSPC
            assert list(file.ledger()) == [FIRST]

    def test_a_layout_that_fails_leaves_the_file_empty(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(connection_module, "layout", lambda: (*layout(), "CREATE nonsense"))
            with pytest.raises(FormatError, match="syntax error"):
                LedgerFile.open(path)
        LedgerFile.open(path).close()

    def test_a_file_system_without_shared_memory_is_refused(self) -> None:
        with (
            closing(sqlite3.connect(":memory:")) as connection,
            pytest.raises(OSError, match="found the journal mode memory, expected wal"),
        ):
            connection_module.turn_on_log(connection, "ledger.sqlite", 0)

    def test_an_error_while_reading_is_not_taken_for_bad_text(self) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE TABLE records (number, id, type)")
            with pytest.raises(sqlite3.OperationalError, match="no such table: sources"):
                list(reading_module.read(connection, None, [Source]))

    @pytest.mark.parametrize("name", ["name", "region", "visits"])
    def test_a_schema_with_bytes_that_are_no_text(self, name: str, path: str) -> None:
        data = whole_file()
        for at in range(len(data)):
            if data.startswith(name.encode(), at) and b"CREATE" in data[at - 90 : at]:
                changed = data[:at] + b"\xff" + data[at + 1 :]
                with pytest.raises(FormatError):
                    sqlite.load(io.BytesIO(changed))

    def test_a_busy_change_of_the_mode_is_tried_again(self) -> None:
        busy = sqlite3.OperationalError("database is locked")
        busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
        connection = Mock()
        done = Mock(fetchone=lambda: ("wal",))
        connection.execute.side_effect = [Mock(), busy, done, Mock()]
        assert connection_module.turn_on_log(connection, "ledger.sqlite", 10)
        assert connection.execute.call_count == 4

    def test_a_closed_file_says_so(self, path: str) -> None:
        file = LedgerFile.open(path)
        file.close()
        for attempt in (file.ledger, lambda: file.get("program:1"), lambda: file.upsert([FIRST])):
            with pytest.raises(InvalidValueError, match="closed database"):
                attempt()

    def test_many_dates_need_no_more_memory(
        self, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows_module, "_MOST_DATES", 2)
        visits = [Visit(date=parse(f"2022-02-{day:02}")) for day in range(1, 9)]
        sqlite.dump(visits, path)
        assert len(rows_module._dates) <= 2
        assert list(sqlite.load(path)) == visits

    def test_an_old_library_is_named(self, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
        with pytest.raises(InvalidValueError, match=r"expected 3\.37 or later"):
            LedgerFile.open(path)


def test_people_in_posts_are_found_by_plain_sql(path: str) -> None:
    official = Official(
        name="何静", posts=(Post(title="校长", organization="institution:星川学院"),)
    )
    sqlite.dump([official], path)
    assert ask(
        path, "SELECT name, title FROM officials JOIN official_posts ON official = number"
    ) == [("何静", "校长")]
