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
_PLAIN = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BROKEN = "\ufffd"

# UTF-8 with one broken character in so many is damaged; with more it is another encoding.
_SOUND_PER_BROKEN = 20
# A text with more than one control character in so many is none.
_LETTERS_PER_CONTROL = 20


# The common characters of simplified Chinese make up so much of a page in it; a page in Big5 that
# is misread as GB 18030 has half as many.
_COMMON = "gb2312"
_SHARE_OF_COMMON = 0.9
# With fewer sound characters a damaged text tells nothing of its encoding.
_FEWEST = 4


class Decoded(NamedTuple):
    """A text and how it came out of its bytes."""

    text: str
    """The text, without a byte order mark; line ends as they were."""
    problems: tuple[Problem, ...] = ()
    """As a note, the encoding unless it is UTF-8; as a warning, broken characters."""


def decode(data: bytes) -> Decoded:
    """Return the text in `data`: as its byte order mark says, else as UTF-8, GB 18030 or other.

    A few broken bytes inside UTF-8 or GB 18030, or some lines of UTF-8 that are in something else,
    do not make it another encoding: each becomes U+FFFD.

    Raises:
        FormatError: `data` is no text.

    >>> text, problems = decode("走访企业,拓展就业岗位。".encode("gbk"))
    >>> print(text, *problems)
    走访企业,拓展就业岗位。 found text that is not UTF-8; read as gb18030
    """
    decoded = _by_mark(data) or _as_utf8(data) or _as_another(data)
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
    text = data.decode("utf-8", "replace")
    broken = text.count(_BROKEN)
    if "\0" in text or _beyond_ascii(text) < broken * (_SOUND_PER_BROKEN + 1):
        return None
    return Decoded(text, _broken(text))


def _as_another(data: bytes) -> Decoded:
    sound = None if b"\0" in data else _as_gb18030(data)
    if sound is not None:
        return sound
    if any(_is_utf_16(data, encoding) for encoding in ("utf-16-le", "utf-16-be")):
        raise _no_text("UTF-16 without a byte order mark", "save it as UTF-8")
    if b"\0" in data:
        raise _no_text("NUL bytes, as in a binary file")
    return _as_lines_of_utf8(data) or _as_broken_gb18030(data) or _as_it_looks(data)


def _is_utf_16(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    plain = len(_PLAIN.findall(_common_part(text)))
    return plain >= max(_FEWEST, len(text) * _SHARE_OF_COMMON)


def _as_gb18030(data: bytes) -> Decoded | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return Decoded(text, (_read_as("gb18030"),)) if _is_common(text) else None


def _as_lines_of_utf8(data: bytes) -> Decoded | None:
    """Take it for UTF-8 with some lines in another encoding, if its sound lines are the most."""
    lines = data.decode("utf-8", "replace").splitlines()
    sound = sum(_beyond_ascii(line) for line in lines if _BROKEN not in line)
    if sound < _FEWEST or sound < sum(line.count(_BROKEN) for line in lines):
        return None
    text = data.decode("utf-8", "replace")
    return Decoded(text, _broken(text))


def _as_broken_gb18030(data: bytes) -> Decoded | None:
    """Take it for GB 18030 that was cut in a character or damaged in a few."""
    text = data.decode("gb18030", "replace")
    sound = text.replace(_BROKEN, "")
    broken = len(text) - len(sound) - text.endswith(_BROKEN)
    if _beyond_ascii(sound) < max(_FEWEST, broken * _SOUND_PER_BROKEN // 2):
        return None
    return Decoded(text, (_read_as("gb18030"), *_broken(text))) if _is_common(sound) else None


def _is_common(text: str) -> bool:
    """Say whether it reads like a page in simplified Chinese."""
    return _beyond_ascii(_common_part(text)) >= _beyond_ascii(text) * _SHARE_OF_COMMON


def _common_part(text: str) -> str:
    return text.encode(_COMMON, "ignore").decode(_COMMON)


def _beyond_ascii(text: str) -> int:
    return len(_ASCII.sub("", text))


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


def _no_text(found: str, advice: str = "turn it into a text file first") -> FormatError:
    return FormatError(Problem(code="not-text", found=found, expected="text", advice=advice))


__all__ = ["LIKELY", "Decoded", "decode"]
