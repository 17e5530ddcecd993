"""Files and streams as all formats use them: what is refused, and what an error names."""

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schoolenterprise.errors import FormatError, InvalidFieldError, InvalidValueError
from schoolenterprise.formats import dump, dumps, load, loads
from schoolenterprise.formats.sqlite import LedgerFile
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Institution, Program

LEDGER = Ledger([Institution(name="甲校"), Program(name="乙")])
PATHS = ["x.json", "x.jsonl", "x.yaml", "x.xlsx", "x.sqlite", "x.zip"]
posix = pytest.mark.skipif(os.name != "posix", reason="links and forks are POSIX's")


@pytest.mark.parametrize("name", PATHS)
def test_an_error_names_the_file_that_was_asked_for(name: str, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / name
    with pytest.raises(FileNotFoundError) as caught:
        dump(LEDGER, target)
    assert caught.value.filename == os.path.realpath(target)


@posix
@pytest.mark.parametrize("name", PATHS)
def test_links_in_a_circle_are_left_alone(name: str, tmp_path: Path) -> None:
    first, second = tmp_path / name, tmp_path / "other"
    first.symlink_to(second)
    second.symlink_to(first)
    with pytest.raises(OSError, match="symbolic links"):
        dump(LEDGER, first)
    assert first.is_symlink()


def test_a_stream_of_gzip_is_one_of_bytes(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "x", "wb") as stream:
        dump(LEDGER, stream, format="jsonl")
    with gzip.open(tmp_path / "x") as stream:
        assert load(stream, format="jsonl") == LEDGER


@pytest.mark.parametrize(
    ("option", "call"),
    [
        ("indent", lambda: dump(LEDGER, io.BytesIO(), format="json", indent=-1)),
        ("indent", lambda: dumps(LEDGER, indent="x")),  # type: ignore[arg-type]
        ("longest", lambda: load(io.BytesIO(), format="jsonl", longest=0)),
        ("longest", lambda: load(io.BytesIO(), format="jsonl", longest="x")),
    ],
)
def test_an_option_of_no_sense_is_refused(option: str, call: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError, match=f"^{option}: found "):
        call()


def test_a_number_that_no_format_holds_is_refused_at_once() -> None:
    most = Program(name="甲", extra={"k": 10**4300 - 1})
    assert list(loads(dumps([most]))) == [most]
    with pytest.raises(InvalidFieldError, match="4,300 digits"):
        Program(name="甲", extra={"k": [-(10**4300)]})


def test_an_unknown_key_that_is_no_text_can_be_told() -> None:
    with pytest.raises(InvalidFieldError) as caught:
        Program(name="甲", extra={"\ud800": 1})
    assert str(caught.value).encode()


class TestArchives:
    def packed(self) -> bytearray:
        stream = io.BytesIO()
        stream.name = "x.zip"
        with zipfile.ZipFile(stream, "w") as files:
            files.writestr("院校.csv", "名称\r\n甲校\r\n")
            files.writestr("专项.csv", "名称\r\n乙\r\n")
        return bytearray(stream.getvalue())

    def test_it_is_known_without_a_name(self) -> None:
        assert load(io.BytesIO(self.packed()), format="csv") == LEDGER

    def test_a_list_that_hides_a_member_is_damaged(self) -> None:
        data = self.packed()
        data[-22 + 10] = 3
        with pytest.raises(FormatError, match="list of members"):
            load(io.BytesIO(data), format="csv")

    def test_a_name_that_is_no_text_is_damaged(self) -> None:
        data = self.packed()
        data[30] ^= 0x20
        with pytest.raises(FormatError, match="damaged"):
            load(io.BytesIO(data), format="csv")

    def test_a_member_of_another_kind_is_told(self) -> None:
        data = self.packed()
        at = data.rfind(b".csv")
        data[at + 3] = ord("f")
        data[data.find(b".csv", data.find(b"PK\x03\x04", 4)) + 3] = ord("f")
        ledger = load(io.BytesIO(data), format="csv")
        assert len(ledger) == 1
        assert "'专项.csf', which is no CSV file" in [each.found for each in ledger.problems]


class TestLedgerFile:
    @posix
    def test_a_forked_process_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "x.sqlite"
        with LedgerFile.open(path) as file:
            child = os.fork()
            if child == 0:
                try:
                    file.upsert(LEDGER)
                except InvalidValueError:
                    os._exit(7)
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
            file.upsert(LEDGER)
        assert load(path) == LEDGER

    def test_closing_in_another_thread_is_told_in_words(self, tmp_path: Path) -> None:
        with (
            LedgerFile.open(tmp_path / "x.sqlite") as file,
            ThreadPoolExecutor(1) as pool,
            pytest.raises(InvalidValueError, match="found a call that cannot be"),
        ):
            pool.submit(file.close).result()

    def test_an_id_that_no_file_holds_is_not_there(self, tmp_path: Path) -> None:
        with LedgerFile.open(tmp_path / "x.sqlite") as file:
            assert file.get("program:\ud800") is None
