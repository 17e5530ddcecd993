"""HTML as a tree, in bounded time whatever the markup is; reads nothing out of it."""

import re
from types import ModuleType
from typing import Any

from schoolenterprise.errors import FormatError, Problem, optional

LARGEST = 16 * 2**20
"""Characters of the largest page that is read; a picture inside its own tag does not count."""
MOST_TAGS = 200_000
"""Tags of the largest page that is read: each takes the time of some ten characters of text."""
DEEPEST = 2_000
"""Elements inside one another; the parser gives up a little deeper and drops the rest."""

_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+>?""")
_LONGEST_TAG = 4_000
"""The parser compares every attribute of a tag with every other; longer tags lose theirs."""
_ANY_TAG = re.compile("</?[a-zA-Z]")
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,20}")
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def lxml_etree() -> ModuleType:
    """Return the module `lxml.etree`.

    Raises:
        MissingExtraError: lxml is not installed.
    """
    optional("lxml", "html")  # so that the message names what is installed
    return optional("lxml.etree", "html")


def parse(html: str) -> Any:
    """Return the root element of `html`, an `lxml` element; `None`: it holds no element.

    Raises:
        MissingExtraError: lxml is not installed.
        FormatError: `html` is longer than `LARGEST`, or has more than `MOST_TAGS` tags.
    """
    etree = lxml_etree()
    tags = sum(1 for _ in _ANY_TAG.finditer(html))
    if tags > MOST_TAGS:
        raise FormatError(_too_large(f"{tags:,} tags", MOST_TAGS))
    html = _tame(html)
    if len(html) > LARGEST:
        raise FormatError(_too_large(f"{len(html):,} characters", LARGEST))
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(html.encode(), parser)


def _tame(html: str) -> str:
    """Take out what HTML cannot hold, and the attributes of tags that are endless."""
    html = _UNWRITTEN.sub("\ufffd", html)
    long = [
        match.span() for match in _TAG.finditer(html) if match.end() - match.start() > _LONGEST_TAG
    ]
    if not long:
        return html
    parts, last = [], 0
    for start, end in long:
        name = _NAME.match(html, start)
        parts += [html[last:start], name[0] if name else "<a", ">"]
        last = end
    return "".join([*parts, html[last:]])


def _too_large(size: str, limit: int) -> Problem:
    return Problem(
        code="too-large",
        found=f"a page of {size}",
        expected=f"at most {limit:,}",
        advice="save the article alone",
    )


__all__ = ["DEEPEST", "LARGEST", "MOST_TAGS", "lxml_etree", "parse"]
