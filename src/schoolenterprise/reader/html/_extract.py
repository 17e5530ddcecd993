"""Takes a web page apart: bytes, tree, lines, article and markup, in this order."""

import re
from typing import Any

from schoolenterprise.errors import Problem, Severity
from schoolenterprise.reader.html._content import article_of
from schoolenterprise.reader.html._decoding import Decoded, decode
from schoolenterprise.reader.html._lines import Lines, lines_of
from schoolenterprise.reader.html._markup import Finding, Markup
from schoolenterprise.reader.html._names import without_site
from schoolenterprise.reader.html._tree import DEEPEST, parse
from schoolenterprise.reader.html.page import Found, WebPage

_FEW_CHARACTERS = 200
"""A page that shows no more than this may wait for its scripts to show more."""
_FOOT_LINES = 12
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:saved from url=\([0-9]{1,6}\)|Page saved with SingleFile\s{1,9}url:\s{0,9})"
    r"(?P<url>https?://[^\s<>]{1,2000})"
)
_SAVED_WITHIN = 4_000
_NEEDS_SCRIPT = re.compile("javascript|脚本", re.I)


def extract(html: bytes | str, url: str | None) -> WebPage:
    """Return the article of `html` and what its markup says; see `page_of`."""
    decoded = decode(html) if isinstance(html, bytes) else Decoded(html)
    root = parse(decoded.text)
    if root is None:
        return WebPage(url=url, problems=(*decoded.problems, _no_article()))
    shown = lines_of(root)
    markup = Markup(root)
    titles = tuple(markup.titles())
    article = article_of(shown, tuple(title.value for title in titles))
    problems = list(decoded.problems)
    if shown.cut:
        problems.append(_too_deep())
    if not article.lines:
        problems.append(_needs_script() if _waits_for_script(root, shown) else _no_article())
    address = Finding(url, "the caller") if url else _address(decoded) or markup.url()
    published = markup.published(address.value if address else "")
    foot = tuple(line.text for line in shown.lines[-_FOOT_LINES:])
    values = {
        "title": _title(article.headline, titles),
        "published": Finding(str(published[0]), published[1]) if published else None,
        "publisher": markup.publisher(article.headline or "", foot),
        "url": address,
    }
    texts = {field: value.value if value else None for field, value in values.items()}
    return WebPage(
        text="\n".join(article.lines),
        title=texts["title"],
        published=published[0] if published else None,
        publisher=texts["publisher"],
        url=texts["url"],
        found=tuple(Found(field, value.where) for field, value in values.items() if value),
        problems=tuple(problems),
    )


def _address(decoded: Decoded) -> Finding | None:
    """Return the address that the program which saved the page wrote into it."""
    if decoded.url:
        return Finding(decoded.url, "the archive")
    found = _SAVED_FROM.search(decoded.text, 0, _SAVED_WITHIN)
    return Finding(found["url"], "the comment of the browser") if found else None


def _title(headline: str | None, titles: tuple[Finding, ...]) -> Finding | None:
    if headline is not None:
        return Finding(headline, "text")
    return next((Finding(without_site(each.value)[0], each.where) for each in titles), None)


def _waits_for_script(root: Any, shown: Lines) -> bool:
    """Say whether a page shows hardly anything because its text is written by a script."""
    if sum(len(line.text) for line in shown.lines) > _FEW_CHARACTERS:
        return False
    if any(_NEEDS_SCRIPT.search("".join(each.itertext())) for each in root.iter("noscript")):
        return True
    return not shown.lines and next(root.iter("script"), None) is not None


def _needs_script() -> Problem:
    return Problem(
        code="script-only-page",
        found="a page whose text is written by a script",
        expected="the text in the page",
        advice="open it in a browser and save it from there, complete or as an archive",
        severity=Severity.WARNING,
    )


def _no_article() -> Problem:
    return Problem(
        code="no-article",
        found="no running text outside lists of links",
        expected="the page of one article",
        advice="nothing is read from it",
        severity=Severity.WARNING,
    )


def _too_deep() -> Problem:
    return Problem(
        code="nested-too-deep",
        found=f"more than {DEEPEST:,} elements inside one another",
        advice="what follows the deepest one may be missing",
        severity=Severity.WARNING,
    )


__all__ = ["extract"]
