"""The text in the bytes of a saved web page: its encoding, and the page inside a web archive.

What the page itself says comes first, as in browsers; nobody is asked over the network.
"""

import codecs
import re
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from schoolenterprise.errors import FormatError, Problem, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
_DECLARED_WITHIN = 4096
"""Browsers look for the declaration in the first 1,024 bytes; long comments push it further."""
_CHINESE = frozenset(["gb2312", "gbk", "x-gbk", "gb_2312-80", "gb2312-80", "csgb2312", "cp936"])
"""Labels that mean GB 18030, as the WHATWG Encoding Standard has it."""
_OTHERS = {
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "euc_jp": "euc_jp",
    "euc_kr": "euc_kr",
    "gb18030": "gb18030",
    "hz": "hz",
    "shift_jis": "cp932",
}
"""What pages may be in beside UTF-8; a Latin encoding is mostly declared by mistake."""
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_ARCHIVE = re.compile(
    rb"(?:[A-Za-z-]{1,40}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,20}){0,40}?"
    rb"content-type:\s{0,9}multipart/related",
    re.I,
)
_BROKEN = "\ufffd"
_ASCII = re.compile(r"[\x00-\x7f]+")
_TOO_DEEP = Problem(
    code="nested-too-deep",
    found="an archive of archives inside one another, too deep to be taken apart",
    expected="one page and its pictures",
    advice="open the page in a browser and save it anew",
)
_SOUND_PER_BROKEN = 20
"""UTF-8 with one broken character in so many is damaged; with more it is another encoding."""


class Decoded(NamedTuple):
    """A page as text, and how it came out of its bytes."""

    text: str
    url: str | None = None
    """Address that a web archive states."""
    problems: tuple[Problem, ...] = ()
    """As a warning, broken characters."""


def decode(data: bytes) -> Decoded:
    """Return the page in `data`: of an archive (.mht) its first part that is HTML.

    Bytes that are UTF-8 are read as that, whatever they declare: a page saved anew often keeps a
    declaration that no longer holds.

    Raises:
        FormatError: the parts of an archive are nested too deeply.
    """
    if _ARCHIVE.match(data):
        try:
            part = _page_in(message_from_bytes(data))
        except RecursionError:
            raise FormatError(_TOO_DEEP) from None
        if part is not None:
            return part
    return _decoded(data, _declared(data))


def _page_in(archive: Message) -> Decoded | None:
    for part in archive.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() in _HTML_TYPES and isinstance(payload, bytes):
            stated = part.get_content_charset() or _declared(payload)
            url = archive["Snapshot-Content-Location"] or part["Content-Location"]
            return _decoded(payload, stated)._replace(url=str(url).strip() if url else None)
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii", "ignore").lower() if found else None


def _decoded(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    utf_8 = _lenient(data, "utf-8")
    if _is_nearly_sound(utf_8.text):
        return utf_8
    # A page that is not in the UTF-8 that it declares is in what such pages are mostly in.
    stated = _known(declared) or "gb18030"
    for encoding in (stated, "gb18030"):
        try:
            return Decoded(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _lenient(data, stated)


def _is_nearly_sound(text: str) -> bool:
    """Say whether hardly any of the characters beyond ASCII is a broken one."""
    broken = text.count(_BROKEN)
    return broken == 0 or len(_ASCII.sub("", text)) > broken * _SOUND_PER_BROKEN


def _known(declared: str | None) -> str | None:
    """Return the codec that a declaration means; `None`: it means none, UTF-8 or a Latin one."""
    if declared in _CHINESE:
        return "gb18030"
    try:
        return _OTHERS.get(codecs.lookup(declared or "utf-8").name)
    except LookupError:
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    count = text.count(_BROKEN)
    problem = Problem(
        code="broken-characters",
        found=f"broken characters: {count}",
        advice=f"read as {encoding}; U+FFFD stands for each",
        severity=Severity.WARNING,
    )
    return Decoded(text, problems=(problem,) if count else ())


__all__ = ["Decoded", "decode"]
