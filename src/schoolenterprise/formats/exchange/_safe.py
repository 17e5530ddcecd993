"""Ids, addresses and text made fit for other formats; what a format says of them is not known."""

import re
from urllib.parse import quote, urlsplit

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, wrong_type
from schoolenterprise.formats._written import written

_UNFIT_IN_ADDRESSES = frozenset('<>"{}|\\^`')
_WHOLE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# One `#` at most; percent signs that say a byte; in the end what parts it from an id.
_BASE = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s#%]|%[0-9A-Fa-f]{2})*(?:#(?:[^\s#%]|%[0-9A-Fa-f]{2})*)?"
    r"(?<=[/#?=:])"
)


def percent(identifier: str) -> str:
    """Return an id as one segment of an IRI; different ids give different segments.

    >>> percent("visit:2022-02-22/武职")
    'visit:2022-02-22%2F%E6%AD%A6%E8%81%8C'
    """
    return quote(identifier, safe=":@")


def web_address(url: str | None) -> str | None:
    """Return `url` when it is a whole address of the web that may stand in a link, else `None`.

    >>> web_address("https://example.org/a?b=1"), web_address("javascript:alert(1)")
    ('https://example.org/a?b=1', None)
    """
    if not url or not url.isprintable() or " " in url or _UNFIT_IN_ADDRESSES.intersection(url):
        return None
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and _is_host(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return None
    return url if fit and "@" not in parts.netloc else None


def _is_host(name: str | None) -> bool:
    """Whether a name has labels between its dots; one of IPv6 has colons."""
    labels = (name or "").removesuffix(".").split(".")
    return all(each and each[0] != "-" and each[-1] != "-" for each in labels)


def check_base(base: str) -> str:
    """Return `base`, the beginning of IRIs.

    Raises:
        InvalidValueError: it is no absolute IRI.
    """
    if not isinstance(base, str):
        raise wrong_type("base", base, "the beginning of an absolute IRI")
    fit = _BASE.fullmatch(base) and base.isprintable()
    if not fit or _UNFIT_IN_ADDRESSES.intersection(base) or not _is_split(base):
        raise InvalidValueError(
            f"base: found {base!r:.80}, expected the beginning of an absolute IRI up to a slash, "
            "colon, `#`, `?` or `=`, such as https://example.org/ledger/"
        )
    return base


def _is_split(address: str) -> bool:
    """Whether an address has its parts; an http one without a host, or a bracket, has not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) or parts.scheme not in ("http", "https")


def plain(text: str) -> str:
    r"""Return `text` with U+FFFD for each control character; tabs and ends of lines stay.

    >>> plain("武\x00职")
    '武\ufffd职'
    """
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def embeddable(tree: object) -> bytes:
    """Return plain JSON values as JSON that may stand in a page of HTML: no `<` is in it."""
    return written(tree).replace(b"<", b"\\u003c")


def whole(date: object) -> str | None:
    """Return a day, month or year of the years 1 to 9999 that is stated without doubt.

    `None`: it is no date, or an approximate, uncertain, unspecified or partly unknown one.

    >>> whole(PartialDate("2022-02")), whole(PartialDate("2022-02~")), whole(PartialDate("2022-21"))
    ('2022-02', None, None)
    """
    if not isinstance(date, PartialDate) or not _WHOLE.fullmatch(date.edtf):
        return None
    return None if date.edtf.startswith("0000") else date.edtf


__all__ = ["check_base", "embeddable", "percent", "plain", "web_address", "whole"]
