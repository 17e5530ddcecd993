"""Pass 2, the forms of dates: one pattern for every way in which the genre writes a time.

Says what stands where; what day it means is for `_dates` to say.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from schoolenterprise.reader._pattern import Pattern

_FIGURES = "一二三四五六七八九"
_CHINESE_DIGITS = {digit: str(value) for value, digit in enumerate("〇" + _FIGURES)} | {"零": "0"}
_BLANK = "[ \t]{0,2}"
_TO = rf"{_BLANK}(?:至|到|-{{1,2}}|~){_BLANK}"
_YEAR = (
    rf"(?<![0-9])(?:(?:19|20){_BLANK}[0-9]{_BLANK}[0-9]"
    rf"|[一二]{_BLANK}[〇零九]{_BLANK}[〇零{_FIGURES}]{{2}}){_BLANK}年"
)
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{_FIGURES}])"
_DAY = rf"(?:[0-3]?[0-9]|三十一?|二?十[{_FIGURES}]?|[{_FIGURES}])"
_HALF = r"(?:\((?:周|星期)[一二三四五六日天]\))?(?:[上下]午|晚上?)?"

# 2024年3月5日至8日, 去年十一月, 2月中旬, 3-5月, 5月6日、7日
_MONTH_DAY = (
    rf"(?P<month_day>(?:(?P<year>{_YEAR}){_BLANK}"
    rf"|(?P<relative>去年|前年|今年|本年|明年|当年|同年|次年|翌年){_BLANK}的?{_BLANK}|(?<![0-9.]))"
    rf"(?P<month>{_MONTH})(?:"
    rf"(?:{_BLANK}月)?{_TO}(?P<to_month>{_MONTH}){_BLANK}月(?!{_BLANK}{_DAY}{_BLANK}[日号])"
    rf"|{_BLANK}月(?:(?P<part>(?:上|中|下|上中|中下)旬|[初末底])"
    rf"|{_BLANK}(?P<day>{_DAY}){_BLANK}[日号]?(?:"
    rf"{_HALF}{_TO}(?:(?P<last_year>{_YEAR})?{_BLANK}(?P<last_month>{_MONTH}){_BLANK}月)?{_BLANK}"
    rf"(?P<last_day>{_DAY}){_BLANK}[日号]"
    rf"|(?<=[日号])(?P<more>(?:{_BLANK}[、和及]{_BLANK}[0-3]?[0-9]{_BLANK}[日号])*)))?))"
)
# 2024-03-05, 2024.3.5
_NUMERIC = (
    rf"(?P<numeric>(?<![0-9.])(?P<y>20[0-9]{{2}}){_BLANK}[-./]{_BLANK}(?P<m>[0-9]{{1,2}})"
    rf"{_BLANK}[-./]{_BLANK}(?P<d>[0-9]{{1,2}})(?!\.?[0-9]))"
)
# 624日, 2023年624日, which lost its 月
_BROKEN = (
    rf"(?P<broken>(?:(?P<its_year>{_YEAR}){_BLANK}|(?<![0-9.月年第、和近约满超达逾足共]))"
    r"(?P<digits>[1-9][0-9]{2,3})日(?![元内]))"
)
_YEAR_ONLY = (
    rf"(?P<year_only>(?:(?P<only>{_YEAR})|(?P<which>去年|前年|今年))"
    r"(?P<tail>[底初末](?![一-九]))?)"
)
_ANAPHOR = "(?P<anaphor>(?:次日|翌日|第二天|当日|当天|同日)(?!本))"
_VAGUE = "(?P<vague>(?<![最附临邻靠])近日|(?<![0-9节假生作明今昔])日前|近期|前不久|不久前)"
_THIS_MONTH = rf"(?P<this_month>(?P<this>本月|上月|上个月)(?:(?P<its_day>{_DAY}){_BLANK}[日号])?)"
# 4日上午, and as the heading of a diary: 18日 杭州
_BARE = (
    r"(?P<bare>(?<![0-9一二三四五六七八九十月第、和每至到~-])(?P<bare_day>[0-3]?[0-9])日"
    r"(?:(?=[上下中]午|晚|[,在至到起赴]|清晨|一早|为期)"
    r"|(?=[ (\n]|$)(?:(?<=\s[0-9]日)|(?<=\s[0-9][0-9]日))))"
)
_FORM = Pattern(
    "|".join((_MONTH_DAY, _NUMERIC, _BROKEN, _YEAR_ONLY, _ANAPHOR, _VAGUE, _THIS_MONTH, _BARE))
)
DAYS = Pattern(f"([0-9]{{1,2}}){_BLANK}[日号]")
"""Finds the days of a list: 、7日、9日."""
_MAY_BEGIN = Pattern(
    f"[0-9{_FIGURES}十去前今本明当同次翌第近日不上]"
    f"(?=[0-9〇零{_FIGURES}十 \t]{{0,8}}[-年月日号./~至到]|[天期前]|不久|久前|个月|二天)"
)

_AFTER_ANY = Pattern("[ ,]?(?:成立|建校|创办|创建|始建)|之?前(?!往|来|去|赴|后)|底前|至今")
_AFTER_MONTH = Pattern("起(?!程|草|航|步)|来(?!校|访|到|院|我|自)")
_AFTER_YEAR = Pattern("以来|[届级版度]|秋季|春季|学年|生源|招生")
_BEFORE = Pattern("(?:自|从|始于|始建于|成立于|创办于|创建于|早在|截至|截止|[到至~-]) {0,2}$")


def date_forms(text: str) -> Iterator[re.Match[str]]:
    """Yield every date as written; the last group of a match names its form."""
    end = 0
    # The long pattern is tried only where a date may begin.
    for place in _MAY_BEGIN.finditer(text):
        match = _FORM.match(text, place.start()) if place.start() >= end else None
        if match:
            end = match.end()
            yield match


def is_background(text: str, start: int, end: int, *, month: bool, day: bool) -> bool:
    """Say whether the words around a date tell of no event: 2019年成立, 自3月, 2022年以来.

    `month` and `day`: whether the date has them; a day is nearly always an event's.
    """
    if _AFTER_ANY.match(text, end):
        return True
    if day:
        return False
    if _AFTER_MONTH.match(text, end) or (not month and _AFTER_YEAR.match(text, end)):
        return True
    return _BEFORE.search(text, max(0, start - 4), start) is not None


@lru_cache(maxsize=4096)
def figure(text: str | None) -> int | None:
    """Return the number of a year, month or day as written; `None`: nothing is.

    >>> figure("2024"), figure("二〇二四年"), figure("十一"), figure("二十"), figure(None)
    (2024, 2024, 11, 20, None)
    """
    if not text:
        return None
    compact = re.sub("[ \t年]", "", text)
    if compact.isdigit():
        return int(compact)
    if len(compact) == 4:
        return int("".join(_CHINESE_DIGITS[each] for each in compact))
    tens, ten, ones = compact.rpartition("十")
    value = int(_CHINESE_DIGITS.get(ones, "0"))
    return value + (10 * int(_CHINESE_DIGITS.get(tens, "1")) if ten else 0)
