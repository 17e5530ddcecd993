"""Pass 2, the anchor: what a date without a year is dated from; never a clock."""

import datetime

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.reader._date_forms import is_background
from schoolenterprise.reader._pattern import Pattern

_NAMED_YEAR = Pattern("(20[0-9]{2}) {0,2}年(?!级|度?(?:全国|生源))")
_RECENT = datetime.timedelta(days=92)
"""News is published within about three months of its event."""


@frozen
class Anchor:
    """What a date without a year is dated from."""

    published: PartialDate | None
    """The page's own date."""
    year: int | None
    """The year the page is about, where it has no date of its own."""

    def year_for(self, month: int, day: int | None) -> int | None:
        """Return the year of the last such day that is not after the page's own date."""
        if self.published is None or self.published.year is None:
            return self.year
        limit = (self.published.month or 12, self.published.day or 31)
        return self.published.year - ((month, day or 1) > limit)

    def is_recent(self, date: PartialDate) -> bool:
        """Say whether a full date lies within three months before the page's own date."""
        if self.published is None or self.published.last is None or date.first is None:
            return False
        return datetime.timedelta(0) <= self.published.last - date.first < _RECENT

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.published.year if self.published else self.year


def anchor_of(text: str, published: PartialDate | None) -> Anchor:
    """Return what the dates of a page are dated from: its own date, or the year it names first."""
    for match in _NAMED_YEAR.finditer(text):
        if not is_background(text, match.start(), match.end(), month=False, day=False):
            return Anchor(published, int(match[1]))
    return Anchor(published, None)
