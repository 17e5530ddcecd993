"""The text in the bytes of a file, whatever encoding it came in, or the word that it is no text."""

import codecs
import re
from types import ModuleType
from typing import NamedTuple

from schoolenterprise.errors import (
    FormatError,
    MissingExtraError,
    Problem,
    Severity,
    optional,
)

LIKELY = ["gb18030", "big5hkscs"]
"""What charset-normalizer tries before every other encoding that it knows."""

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = re.compile(r"[\x00-\x7f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BROKEN = "\ufffd"

# UTF-8 with one broken character in so many is damaged; with more it is another encoding.
_SOUND_PER_BROKEN = 20
# A text with more than one control character in so many is none.
_LETTERS_PER_CONTROL = 20


# The common characters of simplified Chinese make up so much of a page in it; a page in Big5 that
# is misread as GB 18030 has half as many.
_COMMON = "gb2312"
_SHARE_OF_COMMON = 0.9


class Decoded(NamedTuple):
    """A text and how it came out of its bytes."""

    text: str
    """The text, without a byte order mark; line ends as they were."""
    problems: tuple[Problem, ...] = ()
    """As a note, the encoding unless it is UTF-8; as a warning, broken characters."""


def decode(data: bytes) -> Decoded:
    """Return the text in `data`: as its byte order mark says, else as UTF-8, GB 18030 or other.

    A few broken bytes inside UTF-8 do not make it another encoding: each becomes U+FFFD.

    Raises:
        FormatError: `data` is no text.

    >>> text, problems = decode("走访企业,拓展就业岗位。".encode("gbk"))
    >>> print(text, *problems)
    走访企业,拓展就业岗位。 found text that is not UTF-8; read as gb18030
    """
    decoded = _by_mark(data) or _as_utf8(data) or _as_gb18030(data) or _as_it_looks(data)
    if len(_CONTROL.findall(decoded.text)) * _LETTERS_PER_CONTROL > len(decoded.text):
        raise _no_text("control characters, as in a binary file")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            other = () if encoding == "utf-8" else (_read_as(encoding),)
            return Decoded(text, other + _broken(text))
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    if b"\0" in data:
        raise _no_text("NUL bytes, as in a binary file")
    text = data.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    if broken and len(_ASCII.sub("", text)) < broken * (_SOUND_PER_BROKEN + 1):
        return None
    return Decoded(text, _broken(text))


def _as_gb18030(data: bytes) -> Decoded | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    common = text.encode(_COMMON, "ignore").decode(_COMMON)
    beyond_ascii = len(_ASCII.sub("", text))
    if len(_ASCII.sub("", common)) < beyond_ascii * _SHARE_OF_COMMON:
        return None
    return Decoded(text, (_read_as("gb18030"),))


def _as_it_looks(data: bytes) -> Decoded:
    from_bytes = _normalizer().from_bytes
    best = from_bytes(data, cp_isolation=LIKELY).best() or from_bytes(data).best()
    if best is None:
        raise _no_text("bytes that are text in no known encoding")
    return Decoded(str(best), (_read_as(best.encoding),))


def _normalizer() -> ModuleType:
    try:
        return optional("charset_normalizer", "cli")
    except MissingExtraError as error:
        raise _no_text(f"bytes that are neither UTF-8 nor GB 18030 ({error})") from None


def _read_as(encoding: str) -> Problem:
    return Problem(
        code="other-encoding",
        found="text that is not UTF-8",
        advice=f"read as {encoding}",
        severity=Severity.NOTE,
    )


def _broken(text: str) -> tuple[Problem, ...]:
    count = text.count(_BROKEN)
    problem = Problem(
        code="broken-characters",
        found=f"broken characters: {count}",
        advice="U+FFFD stands for each",
        severity=Severity.WARNING,
    )
    return (problem,) if count else ()


def _no_text(found: str) -> FormatError:
    advice = "turn it into a text file first"
    return FormatError(Problem(code="not-text", found=found, expected="text", advice=advice))


__all__ = ["LIKELY", "Decoded", "decode"]
