"""Pass 2, dates: every form in which the genre writes a day, a month, a year or a period.

The year of a date without one comes from the page (its own date, else the year it names), never
from a clock; where nothing says it, the date stays `XXXX-…`.
"""

import datetime
import re
from collections.abc import Callable, Iterator

from attrs import frozen
from dateutil.relativedelta import relativedelta

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader._mentions import DateMention
from schoolenterprise.vocabulary import MatchKind

_CHINESE_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1
    )
}
_TO = r"\s*(?:至|到|—+|–|~|-|——)\s*"
_M = r"(?P<{0}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?!份?前)"
_D = r"(?P<{0}>[0-3]?[0-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = (
    r"(?P<year>(?:19|20)\s*[0-9]\s*[0-9]|[一二]\s*[〇○零九]\s*[〇○零一二三四五六七八九]{2})\s*年\s*"
)
_RELATIVE = r"(?P<relative>去年|前年|今年|本年|明年|当年|同年)\s*的?\s*"

_PATTERN = re.compile(
    rf"(?:(?:{_YEAR})|(?:{_RELATIVE}))?{_M.format('month')}\s*"
    rf"(?:(?P<third>[上中下初末底]旬?(?:[中下]旬)?|中下旬|初|底)"
    rf"|{_D.format('day')}\s*(?:日|号)?(?:(?:[上下]午|晚上?)?{_TO}(?:(?:{_YEAR.replace('year', 'year2')})?"
    rf"{_M.format('month2')}\s*)?{_D.format('day2')}\s*[日号]|(?<=[日号]))"
    rf"(?P<more>(?:\s*[、和及]\s*[0-3]?[0-9]\s*日)*))?"
    rf"|(?<![0-9.])(?P<y3>20\d\d)\s*[-./]\s*(?P<m3>\d{{1,2}})\s*[-./]\s*(?P<d3>\d{{1,2}})(?![0-9])"
    rf"|(?<![0-9.月年第、和])(?P<broken>[1-9][0-9]{{2,3}})日(?!元)"
    rf"|(?:{_YEAR.replace('year', 'year4')}|(?P<relative4>去年|前年|今年))(?P<tail>底|初|末|来|前|以来)?"
    rf"|(?P<anaphor>次日|翌日|第二天|当日|当天|同日)|(?P<vague>近日|日前|近期|前不久|不久前)"
    rf"|(?P<this>本月|上月|上个月)(?:{_D.format('day5')}\s*日)?"
    rf"|(?<![0-9一二三四五六七八九十月第、和每至到—–~-])(?P<bare>[0-3]?[0-9])日(?=[上下中]午|晚|,|在|,|清晨|一早|至|到|起|赴|为期)"
)
_MAY_BEGIN = re.compile(r"[0-9一二三四五六七八九十〇○零去前今本明当同次翌第近日不上]")
_BACKGROUND_AFTER = re.compile(
    r"\s*(?:届|级|版|度|秋季|春季|学年|生源|招生|起(?!程)|以来|来|来的|至今|前|,?成立|,?建校|,?创办|底前|之前)"
)
_BACKGROUND_BEFORE = re.compile(
    r"(?:自|从|始于|始建于|成立于|创办于|创建于|早在|截至|截止|到|至)\s*$"
)
_ONE_DAY = relativedelta(days=1)
_ONE_MONTH = relativedelta(months=1)
_WORDS_OF_YEAR = re.compile(r"(20\d\d)\s*年(?!级|度?(?:全国|生源))")


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
        return (
            datetime.timedelta(0) <= self.published.last - date.first < datetime.timedelta(days=92)
        )

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means."""
        return self.published.year if self.published else self.year


def anchor_of(text: str, published: PartialDate | None) -> Anchor:
    """Return what the dates of a page are dated from: its own date, or the year it names first."""
    found = _WORDS_OF_YEAR.search(text)
    return Anchor(published, int(found[1]) if found else None)


def scan_dates(text: str, anchor: Anchor) -> list[DateMention]:
    """Find every date in the folded text."""
    found: list[DateMention] = []
    free = 0
    # The long pattern is tried only where a date may begin.
    for place in _MAY_BEGIN.finditer(text):
        match = _PATTERN.match(text, place.start()) if place.start() >= free else None
        if match and match.end() > match.start():
            free = match.end()
            found.extend(_read(match, anchor, found))
    return found


def _read(match: re.Match[str], anchor: Anchor, before: list[DateMention]) -> Iterator[DateMention]:
    readers: dict[str, Callable[[re.Match[str], Anchor, list[DateMention]], DateMention | None]] = {
        "month": _month_day,
        "y3": _numeric,
        "broken": _broken,
        "year4": _year_only,
        "relative4": _year_only,
        "anaphor": _anaphor,
        "vague": _vague,
        "this": _this_month,
        "bare": _bare_day,
    }
    for group, reader in readers.items():
        if match[group] is None:
            continue
        try:
            mention = reader(match, anchor, before)
        except InvalidValueError:
            return
        if mention:
            _set_background(match, mention)
            yield mention
        return


def _set_background(match: re.Match[str], mention: DateMention) -> None:
    text = match.string
    if _BACKGROUND_AFTER.match(text, match.end()):
        mention.background = True
    if match["month"] and text.startswith("以来", match.end()):
        mention.background = False
    exact = isinstance(mention.when, PartialDate) and mention.when.day is not None
    if not exact and _BACKGROUND_BEFORE.search(text, max(0, match.start() - 4), match.start()):
        mention.background = True


def _number(text: str | None) -> int | None:
    if not text:
        return None
    compact = re.sub(r"\s", "", text)
    if compact.isdigit():
        return int(compact)
    if compact in _MONTHS:
        return _MONTHS[compact]
    if all(each in _CHINESE_DIGITS for each in compact) and len(compact) == 4:
        return int("".join(_CHINESE_DIGITS[each] for each in compact))
    tens, _, ones = compact.partition("十")
    return (_MONTHS[tens] if tens else 1) * 10 + (_MONTHS[ones] if ones else 0)


def _year_of(match: re.Match[str], anchor: Anchor, month: int, day: int | None) -> int | None:
    stated = _number(match["year"])
    if stated is not None:
        return stated
    return _relative(match["relative"], anchor, month, day)


def _relative(word: str | None, anchor: Anchor, month: int, day: int | None) -> int | None:
    this = anchor.this_year
    if word is None:
        return anchor.year_for(month, day)
    if this is None:
        return None
    return this + {"去年": -1, "前年": -2, "明年": 1}.get(word, 0)


def _how(match: re.Match[str], anchor: Anchor) -> MatchKind:
    return MatchKind.EXACT if match["year"] else MatchKind.INFERRED


def _month_day(match: re.Match[str], anchor: Anchor, _: list[DateMention]) -> DateMention | None:
    month = _number(match["month"]) or 0
    day = _number(match["day"])
    year = _year_of(match, anchor, month, day)
    how = _how(match, anchor)
    if day is None:
        about = bool(match["third"])
        return DateMention(
            match.start(), match.end(), PartialDate.of(year, month, approximate=about), how
        )
    first = PartialDate.of(year, month, day)
    last = _last_day(match, year, month)
    when = Period.of(first, last) if last and last != first else first
    return DateMention(match.start(), match.end(), when, how)


def _last_day(match: re.Match[str], year: int | None, month: int) -> PartialDate | None:
    if match["day2"]:
        month2 = _number(match["month2"]) or month
        later = year + 1 if year is not None and month2 < month else year
        return PartialDate.of(_number(match["year2"]) or later, month2, _number(match["day2"]))
    more = re.findall(r"[0-9]+", match["more"] or "")
    return PartialDate.of(year, month, int(more[-1])) if more else None


def _numeric(match: re.Match[str], _: Anchor, __: list[DateMention]) -> DateMention:
    when = PartialDate.of(int(match["y3"]), int(match["m3"]), int(match["d3"]))
    return DateMention(match.start(), match.end(), when)


def _broken(match: re.Match[str], anchor: Anchor, _: list[DateMention]) -> DateMention | None:
    """Read `624日`, which lost its 月: kept only where one split is a day of the calendar."""
    readings = tuple(dict.fromkeys(_splits(match["broken"], anchor)))
    if not readings:
        return None
    how = MatchKind.REPAIRED
    # News follows its event: a reading months before the page's date loses to one just before it.
    recent = tuple(reading for reading in readings if anchor.is_recent(reading))
    readings = recent if len(recent) == 1 else readings
    if len(readings) == 1:
        return DateMention(match.start(), match.end(), readings[0], how)
    options = tuple(reading.edtf for reading in readings)
    return DateMention(match.start(), match.end(), None, how, options)


def _splits(digits: str, anchor: Anchor) -> Iterator[PartialDate]:
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if not day or len(day) > 2 or day.startswith("0"):
            continue
        try:
            yield PartialDate.of(anchor.year_for(int(month), int(day)), int(month), int(day))
        except InvalidValueError:
            continue


def _year_only(match: re.Match[str], anchor: Anchor, _: list[DateMention]) -> DateMention | None:
    year = _number(match["year4"])
    how = MatchKind.EXACT
    if year is None:
        if anchor.this_year is None:
            return None
        year, how = (
            anchor.this_year + {"去年": -1, "前年": -2}.get(match["relative4"], 0),
            MatchKind.INFERRED,
        )
    about = match["tail"] in ("底", "初", "末")
    mention = DateMention(match.start(), match.end(), PartialDate.of(year, approximate=about), how)
    mention.background = match["tail"] in ("来", "前", "以来")
    return mention


def _anaphor(match: re.Match[str], _: Anchor, before: list[DateMention]) -> DateMention | None:
    days = [each for each in before if _is_day(each)]
    if not days or days[-1].when is None:
        return None
    when = days[-1].when
    last = when.end if isinstance(when, Period) else when
    if match["anaphor"] in ("次日", "翌日", "第二天") and last is not None:
        when = _next_day(last)
    return DateMention(match.start(), match.end(), when, MatchKind.INFERRED)


def _next_day(date: PartialDate) -> PartialDate:
    if date.year is None:
        return PartialDate.of(None, date.month, (date.day or 0) + 1)
    return date + _ONE_DAY


def _is_day(mention: DateMention) -> bool:
    when = mention.when.end if isinstance(mention.when, Period) else mention.when
    return when is not None and when.day is not None


def _vague(match: re.Match[str], _: Anchor, __: list[DateMention]) -> DateMention:
    return DateMention(match.start(), match.end(), None, MatchKind.INFERRED)


def _this_month(match: re.Match[str], anchor: Anchor, _: list[DateMention]) -> DateMention | None:
    if anchor.published is None or anchor.published.month is None:
        return None
    day = _number(match["day5"])
    base = PartialDate.of(anchor.published.year, anchor.published.month)
    if match["this"] != "本月":
        base = base - _ONE_MONTH
    when = PartialDate.of(base.year, base.month, day) if day else base
    return DateMention(match.start(), match.end(), when, MatchKind.INFERRED)


def _bare_day(match: re.Match[str], _: Anchor, before: list[DateMention]) -> DateMention | None:
    """Read `4日上午`: a day of the month that the text named last."""
    for earlier in reversed(before):
        when = earlier.when.start if isinstance(earlier.when, Period) else earlier.when
        if when is not None and when.month is not None and not earlier.background:
            day = PartialDate.of(when.year, when.month, int(match["bare"]))
            return DateMention(match.start(), match.end(), day, MatchKind.INFERRED)
    return None
