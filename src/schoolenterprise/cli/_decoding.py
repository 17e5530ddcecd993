"""The text in the bytes of a file, whatever encoding it came in, or the word that it is no text."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

LIKELY = ("gb18030", "big5hkscs")
"""Encodings of Chinese pages beside UTF-8; tried before every other that charset-normalizer knows."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_REPLACEMENT = "\ufffd"
_WHOLE_PER_BROKEN = 20


class NotTextError(ValueError):
    """Bytes that are no text in any encoding; the message says what they look like instead."""


class Decoded(NamedTuple):
    """A text and how it came out of its bytes."""

    text: str
    """The text, without a byte order mark."""
    remark: str = ""
    """What a person should know: the encoding, or broken characters; empty for sound UTF-8."""


def decode(data: bytes) -> Decoded:
    r"""Return the text in `data`: by its byte order mark, else UTF-8, else as it looks.

    A few broken bytes inside UTF-8 do not make it something else: each becomes U+FFFD.

    Raises:
        NotTextError: `data` is no text.

    >>> decode("访企拓岗".encode()), decode("走访企业,拓展岗位。".encode("gbk")).remark
    (Decoded(text='访企拓岗', remark=''), 'not UTF-8, read as gb18030')
    """
    decoded = _by_mark(data) or _as_utf8(data) or _as_it_looks(data)
    if len(_CONTROL.findall(decoded.text)) * 100 > len(decoded.text):
        raise NotTextError("control characters as in a binary file")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            named = "" if encoding == "utf-8" else f"not UTF-8, read as {encoding}"
            remarks = (named, _broken(text))
            return Decoded(text, "; ".join(filter(None, remarks)))
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        raise NotTextError("NUL bytes as in a binary file")
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACEMENT)
    beyond_ascii = len(text) - len(re.findall(r"[\x00-\x7f]", text)) if broken else 0
    if beyond_ascii < broken * _WHOLE_PER_BROKEN:
        return None
    return Decoded(text, _broken(text))


def _broken(text: str) -> str:
    count = text.count(_REPLACEMENT)
    return f"{count} broken characters, each read as {_REPLACEMENT}" if count else ""


def _as_it_looks(data: bytes) -> Decoded:
    best = from_bytes(data, cp_isolation=list(LIKELY)).best() or from_bytes(data).best()
    if best is None:
        raise NotTextError("bytes that are text in no known encoding")
    return Decoded(str(best), f"not UTF-8, read as {best.encoding}")


__all__ = ["LIKELY", "Decoded", "NotTextError", "decode"]
