"""Pass 2, dates: every day, month, year or period of the text, and what it means there.

The year of a date without one comes from the page (its own date, else the year it names), never
from a clock; where nothing says it, the date stays `XXXX-…`.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from attrs import define
from dateutil.relativedelta import relativedelta

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader._anchor import Anchor, anchor_of
from schoolenterprise.reader._date_forms import date_forms, figure, is_background
from schoolenterprise.reader._mentions import DateMention
from schoolenterprise.vocabulary import MatchKind

_ONE_DAY = relativedelta(days=1)
_ONE_MONTH = relativedelta(months=1)
_Read = tuple[When | None, MatchKind]


def scan_dates(text: str, anchor: Anchor) -> list[DateMention]:
    """Find every date in the folded text; a day that no calendar has is none."""
    scanner = _Scanner(anchor)
    found: list[DateMention] = []
    for match in date_forms(text):
        try:
            found.extend(scanner.read(match))
        except InvalidValueError:
            continue
    return found


@define
class _Scanner:
    """Reads the dates of a text in their order: what was named last settles what follows."""

    anchor: Anchor
    day: When | None = None
    """The last day, or period of days, named: what 当天 and 次日 go by."""
    month: When | None = None
    """The last time of an event that has a month: what `4日上午` goes by."""
    year: int | None = None
    """The last year named: what 同年 and 当年 mean."""

    def read(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Yield what one date as written means: nothing, one date, or several days."""
        form = match.lastgroup or ""
        if form == "broken":
            yield from self._remembered(_broken(match, self.anchor))
        elif match["more"]:
            yield from self._days(match)
        else:
            found = _READERS[form](self, match)
            if found:
                yield from self._remembered(DateMention(*match.span(), *found))

    def _remembered(self, mention: DateMention | None) -> Iterator[DateMention]:
        """Yield a mention after keeping what it settles for those behind it."""
        ...
