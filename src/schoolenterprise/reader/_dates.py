"""Pass 2, dates: every day, month, year or period of the text, and what it means there.

The year of a date without one comes from the page (its own date, else the year it names), never
from a clock; where nothing says it, the date stays `XXXX-…`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from attrs import define
from dateutil.relativedelta import relativedelta

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader._anchor import Anchor, anchor_of
from schoolenterprise.reader._date_forms import DAYS, date_forms, figure, is_background
from schoolenterprise.reader._mentions import DateMention
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import MatchKind

_ONE_DAY = relativedelta(days=1)
_SAME_STORY = 2
"""Months within which a day without a year belongs with the last one that has one."""
_ONE_MONTH = relativedelta(months=1)


def scan_dates(text: str, anchor: Anchor) -> list[DateMention]:
    """Find every date in the folded text; a day that no calendar has is none."""
    scanner = _Scanner(anchor)
    return [mention for match in date_forms(text) for mention in scanner.mentions(match)]


@define
class _Scanner:
    """Reads the dates of a text in their order: what was named last settles what follows."""

    anchor: Anchor
    day: When | None = None
    """The last day, or period of days, named: what 当天 and 次日 go by."""
    month: When | None = None
    """The last time of an event that has a month: what `4日上午` goes by."""
    stated: PartialDate | None = None
    """The last day that the text gives with its year: days of close months are of that year."""
    year: int | None = None
    """The last year named: what 同年, 当年 and 次年 go by."""

    def mentions(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Yield what one date as written means: nothing, one date, or several days."""
        try:
            found = list(_READERS[match.lastgroup or ""](self, match))
        except InvalidValueError:
            return
        for mention in found:
            when = mention.when
            first = when.start if isinstance(when, Period) else when
            month, day = (first.month, first.day) if first else (None, None)
            mention.background = is_background(
                match.string, mention.start, match.end(), month=bool(month), day=bool(day)
            )
            self._remember(mention, first)
            _trace(match, mention)
            yield mention

    def _remember(self, mention: DateMention, start: PartialDate | None) -> None:
        """Keep what a mention settles for those behind it."""
        if start is None:
            return
        self.year = start.year or self.year
        if mention.how is MatchKind.EXACT and start.day and not mention.background:
            self.stated = start if start.year else self.stated
        if start.day is not None:
            self.day = mention.when
        if start.month is not None and not mention.background:
            self.month = mention.when

    def month_day(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 3月5日, 去年十一月, 2月中旬, 3月5日至8日, 3-5月, 5月6日、7日."""
        month, day = figure(match["month"]) or 0, figure(match["day"])
        year, how = self._year_of(match, month, day)
        first = _date(year, month, day, about=match["part"] is not None)
        last = self._last_of(match, year, month)
        if match["more"]:
            yield from _days(match, first, how)
        else:
            yield DateMention(*match.span(), _period(first, last), how)

    def _year_of(
        self, match: re.Match[str], month: int, day: int | None
    ) -> tuple[int | None, MatchKind]:
        """Return the year of the date, of a period its first year, and whether it is read."""
        stated = figure(match["year"])
        if stated is not None:
            return stated, MatchKind.EXACT
        last_year = figure(match["last_year"])
        if last_year is not None:
            return last_year - (month > (figure(match["last_month"]) or 0)), MatchKind.INFERRED
        year = self._relative(match["relative"], month, day)
        return year, MatchKind.EXACT if year is None else MatchKind.INFERRED

    def _relative(self, word: str | None, month: int, day: int | None) -> int | None:
        if word is None:
            stated = self.stated
            if stated is not None and abs(month - (stated.month or 0)) <= _SAME_STORY:
                return stated.year
            return self.anchor.year_for(month, day)
        this = self.anchor.this_year
        if word in ("同年", "当年"):
            return self.year or this
        if word in ("次年", "翌年"):
            return self.year and self.year + 1
        return None if this is None else this + _YEARS_OFF.get(word, 0)

    def _last_of(self, match: re.Match[str], year: int | None, month: int) -> PartialDate | None:
        """Return the last day, or month, of a period; `None`: the date is no period."""
        day = figure(match["last_day"])
        last_month = figure(match["to_month"] or match["last_month"])
        if day is None and last_month is None:
            return None
        last_month = last_month or month
        if year is not None and last_month < month:
            year += 1
        return _date(figure(match["last_year"]) or year, last_month, day)

    def numeric(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 2024-03-05."""
        when = _date(int(match["y"]), int(match["m"]), int(match["d"]))
        yield DateMention(*match.span(), when)

    def broken(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read `624日`, which lost its 月: kept only where a split is a day of the calendar."""
        readings = tuple(_splits(match["digits"], self.anchor, figure(match["its_year"])))
        # News follows its event: a day just before the page's own date wins over one long before.
        recent = tuple(each for each in readings if self.anchor.is_recent(each))
        readings = recent if len(recent) == 1 else readings
        if len(readings) == 1:
            yield DateMention(*match.span(), readings[0], MatchKind.REPAIRED)
        elif readings:
            options = tuple(reading.edtf for reading in readings)
            yield DateMention(*match.span(), None, MatchKind.REPAIRED, options)

    def year_only(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 2024年, 去年底."""
        year, how = figure(match["only"]), MatchKind.EXACT
        if year is None:
            year, how = self._relative(match["which"], 12, 31), MatchKind.INFERRED
        if year is not None:
            when = _date(year, about=match["tail"] is not None)
            yield DateMention(*match.span(), when, how)

    def anaphor(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 当天, 次日: the day named last, or the one behind it."""
        when = self.day
        if when is None:
            return
        if match[0] in ("次日", "翌日", "第二天"):
            when = _next_day(when.end if isinstance(when, Period) else when)
        yield DateMention(*match.span(), when, MatchKind.INFERRED)

    def vague(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 近日: a time that nothing settles."""
        yield DateMention(*match.span(), None, MatchKind.INFERRED)

    def this_month(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read 本月, 上月12日: by the page's own date."""
        published = self.anchor.published
        if published is None or published.month is None:
            return
        month = _date(published.year, published.month)
        if match["this"] != "本月":
            month -= _ONE_MONTH
        when = _date(month.year, month.month, figure(match["its_day"]))
        yield DateMention(*match.span(), when, MatchKind.INFERRED)

    def bare(self, match: re.Match[str]) -> Iterator[DateMention]:
        """Read `4日上午`: a day of the month named last, else the last one before the news."""
        day = int(match["bare_day"])
        base = self.month or self._published_month(day)
        if isinstance(base, Period):
            base = base.end if base.start and day < (base.start.day or 0) else base.start
        when = _date(base.year, base.month, day) if base is not None else None
        lost = "month" if when is None else None
        yield DateMention(*match.span(), when, MatchKind.INFERRED, lost=lost)

    def _published_month(self, day: int) -> PartialDate | None:
        """Return the month of the last such day before the page's own date."""
        published = self.anchor.published
        if published is None or published.month is None:
            return None
        month = _date(published.year, published.month)
        return month - _ONE_MONTH if published.day and day > published.day else month


def _trace(match: re.Match[str], mention: DateMention) -> None:
    """Note the form of the date, and what made it mean what it does."""
    form = match.lastgroup or ""
    fired(f"date-{_CALLED.get(form, form.replace('_', '-'))}", mention)
    if mention.background:
        fired("date-background", mention)
    if match["relative"] or match["which"]:
        fired("date-year-by-word", mention)
    if match["more"]:
        fired("date-list-of-days", mention)
    elif isinstance(mention.when, Period) and match["month"]:
        fired("date-period", mention)
    if mention.alternatives:
        fired("date-left-open", mention)


@lru_cache(maxsize=4096)
def _date(
    year: int | None, month: int | None = None, day: int | None = None, *, about: bool = False
) -> PartialDate:
    """Return a date; a page names the same few ones again and again."""
    return PartialDate.of(year, month, day, approximate=about)


def _period(first: PartialDate, last: PartialDate | None) -> When:
    """Return the period, or its first day where it would end before it begins."""
    if last is None or last == first:
        return first
    backwards = last.month == first.month and (last.day or 31) < (first.day or 0)
    if backwards and last.year == first.year:
        return first
    try:
        return Period.of(first, last)
    except InvalidValueError:
        return first


def _days(match: re.Match[str], first: PartialDate, how: MatchKind) -> Iterator[DateMention]:
    """Read 5月6日、7日 as a period where day follows day, else every day for itself."""
    others = list(DAYS.finditer(match.string, *match.span("more")))
    dates = [_date(first.year, first.month, int(each[1])) for each in others]
    if [date.day for date in dates] == [(first.day or 0) + n for n in range(1, len(dates) + 1)]:
        yield DateMention(*match.span(), Period.of(first, dates[-1]), how)
        return
    yield DateMention(match.start(), match.start("more"), first, how)
    for place, date in zip(others, dates, strict=True):
        yield DateMention(*place.span(), date, how)


def _splits(digits: str, anchor: Anchor, year: int | None) -> Iterator[PartialDate]:
    """Yield the days that digits without a 月 may write: 113 is January 13th or November 3rd.

    They are of the `year` that stands before them, else of the page's.
    """
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if len(day) > 2 or day.startswith("0"):
            continue
        try:
            yield _date(year or anchor.year_for(int(month), int(day)), int(month), int(day))
        except InvalidValueError:
            continue


def _next_day(date: PartialDate | None) -> PartialDate | None:
    """Return the day behind `date`; of an unknown year, within the month only."""
    if date is None or date.year is not None:
        return date and date + _ONE_DAY
    return _date(None, date.month, (date.day or 0) + 1)


_CALLED = {
    "broken": "lost-month",
    "anaphor": "same-or-next-day",
    "bare": "day-of-month-before",
}
"""Form of a date → name of its rule behind `date-`, where that is not the form's own."""
_YEARS_OFF = {"去年": -1, "前年": -2, "明年": 1}
_READERS: Mapping[str, Callable[[_Scanner, re.Match[str]], Iterator[DateMention]]] = {
    "month_day": _Scanner.month_day,
    "numeric": _Scanner.numeric,
    "broken": _Scanner.broken,
    "year_only": _Scanner.year_only,
    "anaphor": _Scanner.anaphor,
    "vague": _Scanner.vague,
    "this_month": _Scanner.this_month,
    "bare": _Scanner.bare,
}

__all__ = ["Anchor", "anchor_of", "scan_dates"]
