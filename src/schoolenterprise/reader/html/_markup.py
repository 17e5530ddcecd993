"""What the markup of a page says about it beside its text: title, day, publisher, address.

Each value comes with the place in the markup where it stood; the text is not looked at.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader.html._names import body_of_site, is_body, owner_in, pieces_beside


class Finding(NamedTuple):
    """A value and where the page has it."""

    value: str
    where: str
    """The element or the line of script, such as `<meta PubDate>`."""


TITLES = ("articletitle", "og:title", "dc.title", "twitter:title")
"""Names of `meta` elements, in small letters, the surest first."""
DATES = (
    "pubdate",
    "publishdate",
    "publish-date",
    "publishtime",
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:release_date",
    "bytedance:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date",
    "createdate",
)
PUBLISHERS = ("contentsource", "source", "mediaid", "dc.publisher", "publisher")
SITES = ("sitename", "og:site_name", "application-name", "author", "copyright")
ADDRESSES = ("og:url", "url")

_SCRIPTS = {
    "title": re.compile(
        r"""\bmsg_title\s{0,9}=\s{0,9}(?P<q>['"])(?P<value>[^'"\n]{1,300})(?P=q)"""
    ),
    "date": re.compile(
        r"""\b(?:var|let)\s{1,9}(?:ct|publish_time|publishTime|createTime|pubDate)\s{0,9}=\s{0,9}"""
        r"""(?P<q>['"])(?P<value>[^'"\n]{8,40})(?P=q)"""
    ),
    "site": re.compile(
        r"""\bnickname\s{0,9}=\s{0,9}(?:htmlDecode\()?(?P<q>['"])(?P<value>[^'"\n]{2,60})(?P=q)"""
    ),
}
_LONGEST_SCRIPT = 500_000
_LONGEST_VALUE = 1_000
_DEEPEST_DATA = 6
_MOST_DATA = 50
"""So many objects of structured data are looked at; each may hold a title to be looked for."""
_DAY = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.年])(?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})"
    r"(?![0-9])"
)
_EIGHT = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SECONDS = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_IN_ADDRESS = (
    re.compile(r"/(?P<year>20[0-9]{2})[-/]?(?P<month>[01][0-9])[-/]?(?P<day>[0-3][0-9])/"),
    re.compile(r"/t(?P<year>20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])_"),
)
_CHINA = timezone(timedelta(hours=8))


class Markup:
    """The head of a page, its structured data and the few lines of script that state facts."""

    def __init__(self, root: Any) -> None:
        self.metas: dict[str, str] = {}
        self.title = ""
        """The text of the `title` element."""
        self.canonical = ""
        self._data: list[dict[str, Any]] = []
        self._scripts: dict[str, str] = {}
        self._times: list[str] = []
        for element in root.iter("meta", "title", "link", "script", "time"):
            self._take(element)

    def _take(self, element: Any) -> None:
        tag, attributes = element.tag, element.attrib
        if tag == "meta":
            name = attributes.get("name") or attributes.get("property")
            name = (name or attributes.get("itemprop") or "").strip().lower()
            value = _shortened(attributes.get("content", ""))
            if name and value:
                self.metas.setdefault(name, value)
        elif tag == "title":
            self.title = self.title or _shortened(element.text or "")
        elif tag == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self.canonical = self.canonical or attributes.get("href", "").strip()
        elif tag == "time":
            self._times.append(attributes.get("datetime", ""))
        else:
            self._take_script(attributes.get("type", "").lower(), element.text or "")

    def _take_script(self, kind: str, script: str) -> None:
        if len(script) > _LONGEST_SCRIPT:
            return
        if kind == "application/ld+json":
            self._data += _objects(script)[: _MOST_DATA - len(self._data)]
            return
        for name, pattern in _SCRIPTS.items():
            found = pattern.search(script) if name not in self._scripts else None
            if found:
                self._scripts[name] = found["value"].strip()

    def titles(self) -> Iterator[Finding]:
        """Yield what may be the headline, the surest first; the `title` element comes last."""
        yield from self._metas(TITLES)
        yield from self._of_data("headline", "title")
        yield from self._of_script("title")
        if self.title:
            yield Finding(self.title, "<title>")

    def published(self, url: str) -> tuple[PartialDate, str] | None:
        """Return the day of publication and where it stands; `None`: it stands nowhere.

        An address that holds the day, as many systems make them, is asked last.
        """
        for finding in self._dates():
            day = day_of(finding.value)
            if day is not None:
                return day, finding.where
        for pattern in _IN_ADDRESS:
            found = pattern.search(url)
            day = _date(found) if found else None
            if day is not None:
                return day, "the address"
        return None

    def _dates(self) -> Iterator[Finding]:
        yield from self._metas(DATES)
        yield from self._of_data("datePublished", "pubDate")
        yield from self._of_script("date")
        # More than one is a list of pages.
        if len(self._times) == 1:
            yield Finding(self._times[0], "<time>")

    def publisher(self, headline: str, foot: tuple[str, ...]) -> Finding | None:
        """Return who published the page: a body, not a person, a platform or a website's software.

        The source that the page states goes before the site's name, the site's name before the rest
        of the `title` element beside the `headline`, and this before the owner named at the `foot`.
        """
        for finding in (*self._metas(PUBLISHERS), *self._of_script("site")):
            if is_body(finding.value):
                return finding
        sites = (*self._of_publisher(), *self._metas(SITES), *self._beside(headline))
        for value, where in sites:
            name = body_of_site(value)
            if name:
                return Finding(name, where)
        owners = (owner_in(line) for line in reversed(foot))
        return next((Finding(owner, "the foot of the page") for owner in owners if owner), None)

    def _of_publisher(self) -> Iterator[Finding]:
        for each in self._data:
            publisher = each.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                yield Finding(_shortened(publisher["name"]), "<script> publisher")

    def _beside(self, headline: str) -> Iterator[Finding]:
        for piece in pieces_beside(self.title, headline):
            yield Finding(piece, "<title>")

    def url(self) -> Finding | None:
        """Return the address that the page gives itself; `None`: none that is whole."""
        stated = (Finding(self.canonical, "<link canonical>"), *self._metas(ADDRESSES))
        whole = (each for each in stated if each.value.startswith(("http://", "https://")))
        return next(whole, None)

    def _metas(self, names: Iterable[str]) -> Iterator[Finding]:
        for name in names:
            if name in self.metas:
                yield Finding(self.metas[name], f"<meta {name}>")

    def _of_data(self, *keys: str) -> Iterator[Finding]:
        for key in keys:
            for each in self._data:
                value = each.get(key)
                if isinstance(value, str) and _shortened(value):
                    yield Finding(_shortened(value), f"<script> {key}")

    def _of_script(self, name: str) -> Iterator[Finding]:
        if name in self._scripts:
            yield Finding(self._scripts[name], f"<script> {name}")


def _shortened(text: str) -> str:
    return " ".join(text[:_LONGEST_VALUE].split())


def day_of(text: str) -> PartialDate | None:
    """Return the day in Chinese time that `text` states; `None`: it states none.

    >>> str(day_of("2023-09-11T16:30:02+00:00")), str(day_of("1678078800")), day_of("昨天")
    ('2023-09-12', '2023-03-06', None)
    """
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return _in_china(datetime.fromtimestamp(int(text[:10]), _CHINA))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = _DAY.search(text) or _EIGHT.search(text)
        return _date(found) if found else None
    return _in_china(moment.astimezone(_CHINA) if moment.tzinfo else moment)


def _in_china(moment: datetime) -> PartialDate:
    return PartialDate.of(moment.year, moment.month, moment.day)


def _date(found: re.Match[str]) -> PartialDate | None:
    try:
        return PartialDate.of(*(int(found[part]) for part in ("year", "month", "day")))
    except InvalidValueError:
        return None


def _objects(script: str) -> list[dict[str, Any]]:
    """Return the objects of structured data, those inside a list or a `@graph` as well."""
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    waiting = [(data, 0)]
    while waiting and len(found) < _MOST_DATA:
        value, depth = waiting.pop(0)
        if isinstance(value, dict):
            found.append(value)
            value = value.get("@graph")
        if isinstance(value, list) and depth < _DEEPEST_DATA:
            waiting += [(each, depth + 1) for each in value[:100]]
    return found


__all__ = ["Finding", "Markup", "day_of"]
