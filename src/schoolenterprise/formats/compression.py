"""Compressed files as streams: gzip by the standard library, zstd by the extra `zstd`.

What is unpacked is bounded, so that a small file cannot fill the memory; what is packed depends on
nothing but the bytes: no clock, no name, no number of processors.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from attrs import frozen

from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    Place,
    Problem,
    UnknownNameError,
    optional,
    wrong_type,
)
from schoolenterprise.files import Target, name_of, opened

MOST = 2**31
"""How many bytes may be unpacked from one file, unless the caller says otherwise."""
RATIO = 1_000
"""How many times its size a file may unpack to, unless the caller says otherwise.

Nearly equal records come to 300 times in zstd, files made to fill the memory to 10,000 and more.
"""

# So much may come of the smallest file: the ratio of short files says nothing.
_FREE = 2**24
_WINDOW = 2**27


@frozen(kw_only=True)
class _Compression:
    """A way to compress bytes."""

    name: str
    suffix: str
    unpacker: Callable[[], Any]
    """Gives what unpacks one frame: `decompress`, `eof`, `unused_data`."""
    packer: Callable[[], Any]
    """Gives what packs one frame: `compress`, `flush`."""
    errors: Callable[[], type[Exception]]
    """Gives what the unpacker raises."""
    piece: int
    """So many packed bytes are unpacked at once, to 16 MiB at the most."""
    padding: bytes
    """What may fill the file behind its end."""


class _GzipPacker:
    """One gzip member; its header names no time, no file and no system."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._ready = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
        self._sum = self._size = 0

    def compress(self, data: bytes) -> bytes:
        """Return what is to be written next."""
        ready, self._ready = self._ready, b""
        self._sum = zlib.crc32(data, self._sum)
        self._size += len(data)
        return ready + self._deflate.compress(data)

    def flush(self) -> bytes:
        """Return the rest."""
        tail = self._sum.to_bytes(4, "little") + (self._size % 2**32).to_bytes(4, "little")
        return self._ready + self._deflate.flush() + tail


def _zstd() -> Any:
    """Return the module of the standard library or, before Python 3.14, of the extra."""
    try:
        return optional("compression.zstd", "zstd")
    except ImportError:
        return optional("zstandard", "zstd")


def _zstd_unpacker() -> Any:
    zstd = _zstd()
    if hasattr(zstd, "DecompressionParameter"):
        window = zstd.DecompressionParameter.window_log_max
        return zstd.ZstdDecompressor(options={window: _WINDOW.bit_length() - 1})
    return zstd.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()


def _zstd_packer() -> Any:
    zstd = _zstd()
    if hasattr(zstd, "CompressionParameter"):
        return zstd.ZstdCompressor(options={zstd.CompressionParameter.checksum_flag: 1})
    return zstd.ZstdCompressor(write_checksum=True).compressobj()


_COMPRESSIONS = (
    _Compression(
        name="gzip",
        suffix=".gz",
        unpacker=lambda: zlib.decompressobj(wbits=16 + zlib.MAX_WBITS),
        packer=_GzipPacker,
        errors=lambda: zlib.error,
        piece=2**14,
        padding=b"\0",
    ),
    _Compression(
        name="zstd",
        suffix=".zst",
        unpacker=_zstd_unpacker,
        packer=_zstd_packer,
        errors=lambda: _zstd().ZstdError,
        piece=2**9,
        padding=b"",
    ),
)


def decompressed(
    source: Target, compression: str | None = None, *, most: float = MOST, ratio: float = RATIO
) -> IO[bytes]:
    """Return a stream of what is compressed in a file or stream; close it when done.

    Args:
        source: the file, or a stream of bytes, which stays open.
        compression: `gzip` or `zstd`; `None`: the suffix tells.
        most: so many bytes may be unpacked; `math.inf`: any number.
        ratio: so many times the packed size may be unpacked; `math.inf`: any number. It counts
            from 16 MiB on.

    Raises:
        UnknownNameError: there is no such compression, or none for the suffix.
        InvalidValueError: `source` is neither a path nor a stream of bytes, a bound no number.
        MissingExtraError: no package for zstd is installed.
        OSError: it cannot be read.
        FormatError: while reading, when it is not compressed so, cut short, corrupt, or beyond a
            bound.

    >>> packed = io.BytesIO()
    >>> with compressed(packed, "gzip") as stream:
    ...     _ = stream.write(b"{}")
    >>> with decompressed(io.BytesIO(packed.getvalue()), "gzip") as stream:
    ...     stream.read()
    b'{}'
    """
    kind = _named(source, compression)
    for name, bound in (("most", most), ("ratio", ratio)):
        if type(bound) not in (int, float) or not bound > 0:
            raise InvalidValueError(f"{name}: found {bound!r}, expected a number above 0")
    kind.errors()  # a missing package is told of at once
    return io.BufferedReader(_Unpacked(source, kind, most, ratio), 2**16)


@contextmanager
def compressed(stream: IO[bytes], compression: str) -> Iterator[IO[bytes]]:
    """Yield a stream that writes what it is given to `stream`, compressed, which stays open.

    Raises:
        UnknownNameError: there is no such compression.
        MissingExtraError: no package for zstd is installed.
    """
    packer = _named(stream, compression).packer()
    with io.BufferedWriter(_Packed(stream, packer), 2**16) as packed:
        yield packed
        packed.flush()
        stream.write(packer.flush())


def _named(source: Target, name: str | None) -> _Compression:
    file = name_of(source) or ""
    for each in _COMPRESSIONS:
        if each.name == name or (name is None and file.lower().endswith(each.suffix)):
            return each
    asked = f"the name {file!r}" if name is None else f"the compression {name!r}"
    known = ", ".join(f"{each.name} ({each.suffix})" for each in _COMPRESSIONS)
    raise UnknownNameError(f"found {asked}, expected one of {known}")


class _Packed(io.RawIOBase):
    """Packs what is written."""

    def __init__(self, stream: IO[bytes], packer: Any) -> None:
        self._stream = stream
        self._packer = packer

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._stream.write(self._packer.compress(bytes(data)))
        return len(data)


class _Unpacked(io.RawIOBase):
    """Unpacks what is read, frame after frame, never far ahead."""

    def __init__(self, source: Target, kind: _Compression, most: float, ratio: float) -> None:
        self.name = name_of(source)
        self._closing = opened(source)
        self._stream = self._closing.__enter__()
        self._kind = kind
        self._most = most
        self._ratio = ratio
        self._unpacker: Any = None
        self._packed = b""
        self._ready = memoryview(b"")
        self._taken = self._given = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            self._closing.__exit__(None, None, None)
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not (self._ready or self._ended):
            self._ready = memoryview(self._next())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self) -> bytes:
        """Return what the next piece unpacks to, which may be nothing."""
        packed, self._packed = self._packed or self._read(), b""
        if not packed:
            return self._at_end()
        if self._unpacker is None and self._taken:
            packed = packed.lstrip(self._kind.padding)
        return self._within_bounds(self._unpack(packed)) if packed else b""

    def _read(self) -> bytes:
        packed = self._stream.read(self._kind.piece)
        if not isinstance(packed, bytes):
            raise wrong_type("file", packed, "a stream of bytes")
        return packed

    def _at_end(self) -> bytes:
        if self._unpacker is not None or not self._taken:
            found, advice = "the end of the file", "the file is cut short; get it anew"
            raise self._fault("cut-short", found, f"more of what {self._kind.name} packed", advice)
        self._ended = True
        return b""

    def _unpack(self, packed: bytes) -> bytes:
        if self._unpacker is None:
            self._unpacker = self._kind.unpacker()
        try:
            data: bytes = self._unpacker.decompress(packed)
        except self._kind.errors() as error:
            found = f"bytes that cannot be unpacked ({error})"
            advice = "the file is damaged or no such file"
            raise self._fault("corrupt", found, self._kind.name, advice) from None
        self._taken += len(packed)
        if self._unpacker.eof:
            self._packed = self._unpacker.unused_data
            self._taken -= len(self._packed)
            self._unpacker = None
        return data

    def _within_bounds(self, data: bytes) -> bytes:
        self._given += len(data)
        allowed = max(self._ratio * self._taken, _FREE)
        if self._given > self._most:
            found = f"more than {self._most:g} bytes when unpacked"
            raise self._fault("too-large", found, "no more", self._advice("most"))
        if self._given > allowed:
            found = f"more than {self._ratio:g} times its bytes when unpacked"
            raise self._fault("too-dense", found, "no more", self._advice("ratio"))
        return data

    def _advice(self, bound: str) -> str:
        call = f"formats.compression.decompressed(file, {self._kind.name!r}, {bound}=…)"
        return f"if you trust it, load the stream that {call} gives"

    def _fault(self, code: str, found: str, expected: str, advice: str) -> FormatError:
        place = Place(file=self.name)
        return FormatError(
            Problem(code=code, found=found, expected=expected, advice=advice, place=place)
        )


__all__ = ["MOST", "RATIO", "compressed", "decompressed"]
