"""Compressed ledgers: the same bytes always, bounded when unpacked, one clear error when broken."""

import gzip
import io
import math
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    UnknownNameError,
)
from schoolenterprise.formats import compression as own
from schoolenterprise.formats import dump, format_of, jsonlines, load
from schoolenterprise.formats.compression import compressed, decompressed
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Program
from strategies.records import ledgers

PROGRAM = Program(name="新春企业行")
KINDS = ["gzip", "zstd"]
SUFFIXES = [".json.gz", ".jsonl.gz", ".ndjson.gz", ".json.zst", ".jsonl.zst", ".ndjson.zst"]

each_kind = pytest.mark.parametrize("kind", KINDS)
each_suffix = pytest.mark.parametrize("suffix", SUFFIXES)


def packed(kind: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with compressed(stream, kind) as inner:
        inner.write(data)
    return stream.getvalue()


def unpacked(kind: str, data: bytes, **bounds: float) -> bytes:
    with decompressed(io.BytesIO(data), kind, **bounds) as stream:
        return stream.read()


def reference(kind: str, data: bytes) -> bytes:
    """What the reference library unpacks."""
    if kind == "gzip":
        return gzip.decompress(data)
    return zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()


class TestThereAndBack:
    @settings(max_examples=30)
    @given(ledgers, st.sampled_from(["json.gz", "jsonl.gz", "json.zst", "jsonl.zst"]))
    def test_a_ledger_survives(self, ledger: Ledger, format: str) -> None:
        stream = io.BytesIO()
        dump(ledger, stream, format=format)
        assert load(io.BytesIO(stream.getvalue()), format=format) == ledger

    @each_suffix
    def test_the_suffix_tells(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"台账{suffix.upper()}"
        dump([PROGRAM], path)
        assert load(path) == Ledger([PROGRAM])
        assert [each.name for each in tmp_path.iterdir()] == [path.name]

    def test_options_reach_the_format_inside(self, tmp_path: Path) -> None:
        dump([PROGRAM], tmp_path / "a.json.gz", indent=2)
        assert b'\n  "records"' in gzip.decompress((tmp_path / "a.json.gz").read_bytes())

    @settings(max_examples=60)
    @given(st.binary(max_size=300), st.sampled_from(KINDS))
    def test_the_reference_libraries_agree(self, data: bytes, kind: str) -> None:
        assert reference(kind, packed(kind, data)) == unpacked(kind, packed(kind, data)) == data

    @each_kind
    def test_frames_may_follow_one_another(self, kind: str) -> None:
        data = packed(kind, b"one ") + packed(kind, b"") + packed(kind, b"two")
        assert unpacked(kind, data) == b"one two"

    def test_zeros_may_fill_a_gzip_file(self) -> None:
        assert unpacked("gzip", packed("gzip", b"one") + bytes(100_000)) == b"one"

    def test_lines_stream(self) -> None:
        data = io.BytesIO()
        dump((Program(name=f"计划{number}") for number in range(1000)), data, format="jsonl.gz")
        with decompressed(io.BytesIO(data.getvalue()), "gzip") as stream:
            assert next(iter(jsonlines.read(stream))) == Program(name="计划0")


class TestDeterminism:
    def test_nothing_but_the_records_counts(self, tmp_path: Path) -> None:
        dump([PROGRAM], tmp_path / "a.json.gz")
        dump([PROGRAM], tmp_path / "other.json.gz")
        data = (tmp_path / "a.json.gz").read_bytes()
        assert data == (tmp_path / "other.json.gz").read_bytes()
        # No name, no time, no system.
        assert data[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


class TestBroken:
    @each_kind
    @pytest.mark.parametrize("length", [0, 1, 5, 20, -1])
    def test_a_file_cut_short_is_refused(self, tmp_path: Path, kind: str, length: int) -> None:
        suffix = {"gzip": ".gz", "zstd": ".zst"}[kind]
        path = tmp_path / f"a.json{suffix}"
        dump([PROGRAM], path)
        path.write_bytes(path.read_bytes()[:length])
        with pytest.raises(FormatError) as caught:
            load(path)
        assert str(caught.value) == (
            f"{path}: found the end of the file, expected more of what {kind} packed; "
            "the file is cut short; get it anew"
        )

    @each_suffix
    def test_what_is_not_compressed_is_refused(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"a{suffix}"
        path.write_text("{}")
        with pytest.raises(FormatError, match="found bytes that cannot be unpacked"):
            load(path)

    @each_kind
    def test_one_wrong_byte_is_found(self, kind: str) -> None:
        data = packed(kind, bytes(range(256)) * 20)
        for place in range(4, len(data)):
            wrong = bytearray(data)
            wrong[place] ^= 0xFF
            try:
                assert unpacked(kind, bytes(wrong)) == bytes(range(256)) * 20  # in the header
            except FormatError:
                continue

    @settings(max_examples=200)
    @given(st.binary(max_size=60), st.sampled_from(KINDS), st.booleans())
    def test_any_bytes_are_read_or_refused(self, tail: bytes, kind: str, whole: bool) -> None:
        data = packed(kind, b"abc") + tail if whole else tail
        try:
            assert unpacked(kind, data).startswith(b"abc" if whole else b"")
        except FormatError:
            assert not whole or tail

    def test_a_stream_of_text_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="expected a stream of bytes"):
            load(io.StringIO("{}"), format="json.gz")
        with pytest.raises(InvalidValueError, match="expected a path, or a stream of bytes"):
            dump([PROGRAM], io.StringIO(), format="json.gz")

    def test_a_failure_leaves_the_file_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl.gz"
        dump([PROGRAM], path)
        with pytest.raises(InvalidValueError):
            dump([PROGRAM, 5], path)  # type: ignore[list-item]  # the point of the test
        assert load(path) == Ledger([PROGRAM])
        assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl.gz"]


class TestBounds:
    @each_kind
    def test_a_bomb_is_refused_before_it_goes_off(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / ("a.json.gz" if kind == "gzip" else "a.json.zst")
        path.write_bytes(packed(kind, bytes(2**25)))
        with pytest.raises(FormatError) as caught:
            load(path)
        assert str(caught.value) == (
            f"{path}: found more than 1000 times its bytes when unpacked, expected no more; "
            "if you trust it, load the stream that "
            f"formats.compression.decompressed(file, '{kind}', ratio=…) gives"
        )

    @each_kind
    def test_a_bomb_of_frames_is_refused(self, kind: str) -> None:
        data = packed(kind, bytes(2**22)) * 20
        with pytest.raises(FormatError, match="more than 1000 times"):
            unpacked(kind, data)

    @each_kind
    def test_a_bound_can_be_raised(self, kind: str) -> None:
        data = packed(kind, bytes(2**25))
        assert len(unpacked(kind, data, ratio=math.inf)) == 2**25
        with pytest.raises(FormatError, match=r"found more than 1000 bytes when unpacked"):
            unpacked(kind, data, most=1000)
        with pytest.raises(InvalidValueError, match="most: found 0, expected a number above 0"):
            unpacked(kind, data, most=0)

    @each_kind
    def test_small_files_may_be_dense(self, kind: str) -> None:
        assert len(unpacked(kind, packed(kind, bytes(2**20)))) == 2**20


class TestNames:
    def test_the_suffix_tells_the_compression(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt.gz"
        path.write_bytes(gzip.compress(b"one"))
        with decompressed(path) as stream:
            assert stream.read() == b"one"
            assert stream.name == str(path)
        with pytest.raises(UnknownNameError, match=r"found the name 'a.txt', expected one of gzip"):
            decompressed("a.txt")
        with pytest.raises(UnknownNameError, match="found the compression 'rar'"):
            decompressed(path, "rar")

    def test_a_missing_package_names_its_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
        monkeypatch.setitem(__import__("sys").modules, "compression.zstd", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'schoolenterprise\[zstd\]'"):
            load(io.BytesIO(b""), format="json.zst")

    def test_a_suffix_of_compression_alone_tells_no_format(self) -> None:
        with pytest.raises(UnknownNameError, match=r"found the suffix '.gz' of a.gz"):
            format_of("a.gz")
        assert own.MOST > own.RATIO
