"""What is taken from a web page: the text of its article, and what its markup says about it.

Only the class; `page_of` makes it.
"""

from typing import NamedTuple

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import Problem


class Found(NamedTuple):
    """Where in a page a value stands."""

    field: str
    """`title`, `published`, `publisher` or `url`."""
    where: str
    """`text` for a line of the text, else the place in the markup, such as `<meta pubdate>`."""


@frozen(kw_only=True)
class WebPage:
    """The article of a web page; of each value, `None` means that the page does not have it."""

    text: str = ""
    """正文：headline and header lines if the page shows them, then one line for each paragraph,
    caption, list item or row of a table; empty: the page has no article."""
    title: str | None = None
    """标题：the headline as it is shown, else as the markup has it."""
    published: PartialDate | None = None
    """发布日期：day of publication, in Chinese time, as the markup states it; a date that stands in
    the text alone is for `read_news` to read."""
    publisher: str | None = None
    """发布者：the body that published the page, as the markup states it."""
    url: str | None = None
    """网址：the caller's, else the address that the page gives itself."""
    found: tuple[Found, ...] = ()
    """出处：of each of these values, where it stands."""
    problems: tuple[Problem, ...] = ()
    """问题：what stands in the way of reading the page."""

    def where(self, field: str) -> str | None:
        """Return where the value of `field` stands; `None`: there is no value."""
        return next((each.where for each in self.found if each.field == field), None)


__all__ = ["Found", "WebPage"]
