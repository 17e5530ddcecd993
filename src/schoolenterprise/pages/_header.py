"""The three lines TITLE:, URL: and PUBLISHED: that may open the file of an article; nothing else.

A file either begins with all three, in this order, or has no header.
"""

import re

from attrs import frozen

from schoolenterprise.dates import PartialDate, parse
from schoolenterprise.errors import InvalidValueError, Place, Problem, Severity

_LINES = re.compile(
    r"TITLE:(?P<title>[^\r\n]*)\r?\n"
    r"URL:(?P<url>[^\r\n]*)\r?\n"
    r"PUBLISHED:(?P<published>[^\r\n]*)(?:\r?\n|$)"
    r"(?:\r?\n)?"
)
_LINE_OF_PUBLISHED = 3


@frozen(kw_only=True)
class Article:
    """A page with what its header says about it."""

    text: str
    """The page itself, without the header and the one blank line below it."""
    title: str | None = None
    """Headline; `None`: there is no header, or nothing stands there."""
    url: str | None = None
    """Address of the page; `None`: as above."""
    published: PartialDate | None = None
    """Day of publication; `None`: as above, or what stands there is no day."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the header."""


def article(text: str) -> Article:
    r"""Return the page in `text`, with its header apart.

    >>> page = article("TITLE: 访企拓岗\nURL:\nPUBLISHED: 2022-03\n\n2月18日,…")
    >>> page.title, page.url, str(page.published), page.text
    ('访企拓岗', None, '2022-03', '2月18日,…')
    """
    header = _LINES.match(text)
    if header is None:
        return Article(text=text)
    title, url, published = (value.strip() or None for value in header.groups())
    day, problems = _day(published)
    body = text[header.end() :]
    return Article(text=body, title=title, url=url, published=day, problems=problems)


def _day(text: str | None) -> tuple[PartialDate | None, tuple[Problem, ...]]:
    if text is None:
        return None, ()
    try:
        return one_day(text), ()
    except InvalidValueError as error:
        problem = Problem(
            code="unreadable-header",
            found=f"PUBLISHED: {text:.40}",
            expected="a date such as 2022-02-18, or nothing",
            advice=f"the page is read without it ({error})",
            place=Place(line=_LINE_OF_PUBLISHED),
            severity=Severity.WARNING,
        )
        return None, (problem,)


def one_day(text: str) -> PartialDate:
    """Return the date that `text` writes in EDTF.

    Raises:
        InvalidValueError: it writes none, or a period.
    """
    found = parse(text)
    if not isinstance(found, PartialDate):
        raise InvalidValueError(f"found the period {text}, expected one date")
    return found


__all__ = ["Article", "article", "one_day"]
