"""Dates and periods: what they say, which days they take up, how they compare and move."""

import copy
import datetime
import pickle
import random
import re
from itertools import pairwise, product
from math import inf

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from edtf.parser.grammar import level0Expression, level1Expression
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period, Precision, When, parse, spanning
from schoolenterprise.errors import InvalidValueError
from strategies.ground import (
    any_date_texts,
    date_texts,
    day_texts,
    far_date_texts,
    partial_dates,
    periods,
    whens,
    yearless_texts,
)

# Without its level 2 the edtf package is five times as fast.
ORACLE = level0Expression ^ level1Expression

# The bounds of the edtf package, as (year, month, day) or an infinity.
Bound = tuple[int, int, int] | float


def day_or_none(bound: Bound) -> datetime.date | None:
    """What `first` or `last` shows of a bound: nothing when no `datetime.date` can hold it."""
    if isinstance(bound, float):
        return None
    return datetime.date(*bound) if 1 <= bound[0] <= 9999 else None


# ---- What a date says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "season", "approximate", "uncertain", "precision"),
    [
        ("2022-02-18", 2022, 2, 18, None, False, False, Precision.DAY),
        ("2022-02~", 2022, 2, None, None, True, False, Precision.MONTH),
        ("2022?", 2022, None, None, None, False, True, Precision.YEAR),
        ("2022-02-18%", 2022, 2, 18, None, True, True, Precision.DAY),
        ("2022-21", 2022, None, None, 21, False, False, Precision.SEASON),
        ("2022-24~", 2022, None, None, 24, True, False, Precision.SEASON),
        ("201X", None, None, None, None, False, False, Precision.DECADE),
        ("20XX?", None, None, None, None, False, True, Precision.CENTURY),
        ("2004-XX", 2004, None, None, None, False, False, Precision.MONTH),
        ("1985-04-XX", 1985, 4, None, None, False, False, Precision.DAY),
        ("1985-XX-XX", 1985, None, None, None, False, False, Precision.DAY),
        ("XXXX-03-05", None, 3, 5, None, False, False, Precision.DAY),
        ("XXXX-03", None, 3, None, None, False, False, Precision.MONTH),
        ("-0044-03", -44, 3, None, None, False, False, Precision.MONTH),
        ("0000", 0, None, None, None, False, False, Precision.YEAR),
        ("Y170000002", 170_000_002, None, None, None, False, False, Precision.YEAR),
        ("Y-170000002", -170_000_002, None, None, None, False, False, Precision.YEAR),
        ("-019X", None, None, None, None, False, False, Precision.DECADE),
    ],
)
def test_a_date_says_what_its_text_says(
    text: str,
    year: int | None,
    month: int | None,
    day: int | None,
    season: int | None,
    approximate: bool,
    uncertain: bool,
    precision: Precision,
) -> None:
    date = PartialDate(text)
    assert (date.year, date.month, date.day, date.season) == (year, month, day, season)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)
    assert date.precision is precision
    assert date.edtf == str(date) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-02-29", "February 2023 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2021-04-31", "April 2021 has 30 days"),
        ("2022-12-00", "December 2022 has 31 days"),
        ("XXXX-02-30", "February has at most 29 days"),
        ("XXXX-06-31", "June has at most 30 days"),
        ("2022-13", "there is no month 13"),
        ("2022-00-XX", "there is no month 00"),
        ("2022-03-05T09:30:00", "a time of day is not kept"),
        ("2022-03-05 09:30", "a time of day is not kept"),
        ("2022-03-05T", "a time of day is not kept"),
        ("２０２２-02-18", "only ASCII digits"),
        ("2022年2月18日", "only ASCII digits"),
        (" 2022-02-18", "no blank may stand in it"),
        ("2022-02-18\n", "no blank may stand in it"),
        ("2022-2-18", "month and day take two digits"),
        ("2022-02-8", "month and day take two digits"),
        ("20220218", "hyphens part year, month and day"),
        ("202202", "hyphens part year, month and day"),
        ("2022/02/18", "hyphens part year, month and day"),
        ("2022-02-18/2022-02-19", "it is a period, which Period takes"),
        ("2022-02~?", "approximate and uncertain together are %"),
        ("~2022", "may stand at its end alone"),
        ("2022~-02", "may stand at its end alone"),
        ("201x", "an unknown digit is a capital X"),
        ("[2021,2022]", "sets of dates belong to level 2"),
        ("12022", "a year of more than four digits begins with Y"),
        ("Y12022-03", "a year of more than four digits stands alone"),
        ("201X-05", "a decade or century stands alone"),
        ("2004-XX-05", "a day of an unknown month belongs to level 2"),
        ("XXXX", "without a year it must have a month"),
        ("XXXX-XX-05", "without a year it must have a month"),
        ("XXXX-03-XX", "without a year it must have a month"),
        ("2022-21-05", "a season has no numbered days"),
        ("2022-34", "the part 34 of a year belongs to level 2"),
        ("-0000", "there is no year -0000"),
        ("", "it is empty"),
        ("spring", "expected a form such as 2022-02-18"),
        ("1XXX", "expected a form such as 2022-02-18"),
        ("Y2022", "expected a form such as 2022-02-18"),
        ("Y" + "9" * 13, "expected a form such as 2022-02-18"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        PartialDate(text)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "value", [2022, None, 20.22, b"2022", ["2022"], datetime.date(2022, 2, 18)]
)
def test_what_is_no_text_is_refused(value: str) -> None:
    for make in (parse, PartialDate, Period):
        with pytest.raises(InvalidValueError):
            make(value)


@given(st.text(alphabet="0123456789-/.X~?%YT: ", max_size=24) | st.text(max_size=8))
def test_any_text_is_taken_as_it_stands_or_refused(text: str) -> None:
    try:
        when = parse(text)
    except InvalidValueError:
        return
    assert when.edtf == text


@pytest.mark.parametrize("part", ["9", "?a", "/", "X", "-1", "..", " ", "2022/"])
def test_the_message_about_a_long_text_is_short_and_comes_at_once(part: str) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        parse(part * 1_000_000)
    assert len(str(refusal.value)) < 200


@given(whens)
def test_printing_and_parsing_give_the_same(when: When) -> None:
    assert parse(str(when)) == when
    assert type(parse(when.edtf)) is type(when)
    assert eval(repr(when)) == when
    assert hash(parse(str(when))) == hash(type(when)(str(when)))
    assert pickle.loads(pickle.dumps(when)) == copy.deepcopy(when) == when


def test_dates_are_equal_when_their_texts_are() -> None:
    assert PartialDate("2022") == PartialDate("2022")
    assert PartialDate("2022") != PartialDate("2022-XX")
    assert PartialDate("2022") != PartialDate("2022~")
    assert Period("2022/2022") not in {PartialDate("2022"), "2022/2022"}


def test_a_repeated_text_is_parsed_once() -> None:
    assert parse("2022-02-18~") is parse("2022-02-18~")


def test_dates_and_periods_cannot_be_changed() -> None:
    for when in (PartialDate("2022"), Period("2022/2023")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            when.edtf = "2024"  # type: ignore[misc]  # frozen: that is the test


@given(partial_dates)
def test_exact_is_a_day_without_a_mark(date: PartialDate) -> None:
    assert date.is_exact == bool(re.fullmatch(r"-?\d{4}-\d\d-\d\d", date.edtf))


@given(any_date_texts.filter(lambda text: "X" not in text.removeprefix("XXXX")))
def test_of_takes_what_the_date_says(text: str) -> None:
    date = PartialDate(text)
    again = PartialDate.of(
        date.year,
        date.month or date.season,
        date.day,
        approximate=date.approximate,
        uncertain=date.uncertain,
    )
    assert again == date


@pytest.mark.parametrize(
    "parts",
    [
        (2022, None, 5),
        (2022, 0),
        (2022, 13),
        (2022, 2, 30),
        (2022, -1),
        (2022, 100),
        (None,),
        ("2022",),
        (2022.0,),
        (True,),
        (2022, True),
        (2022, 2, 18.0),
        (10**12,),
    ],
)
def test_of_refuses_what_is_no_date(parts: tuple[int, ...]) -> None:
    with pytest.raises(InvalidValueError):
        PartialDate.of(*parts)


def test_precision_has_chinese_labels() -> None:
    assert [precision.label for precision in Precision] == ["日", "月", "季", "年", "年代", "世纪"]


# ---- Periods -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end", "open_start", "open_end"),
    [
        ("2024-09-22/2024-09-26", "2024-09-22", "2024-09-26", False, False),
        ("2022-03/2022-08~", "2022-03", "2022-08~", False, False),
        ("2021/..", "2021", None, False, True),
        ("../2021", None, "2021", True, False),
        ("2021/", "2021", None, False, False),
        ("/2021", None, "2021", False, False),
        ("199X/2004-XX", "199X", "2004-XX", False, False),
        ("XXXX-12-30/XXXX-01-02", "XXXX-12-30", "XXXX-01-02", False, False),
        ("2022-21/2022-22", "2022-21", "2022-22", False, False),
    ],
)
def test_a_period_has_the_ends_of_its_text(
    text: str, start: str | None, end: str | None, open_start: bool, open_end: bool
) -> None:
    period = Period(text)
    assert period.start == (start and PartialDate(start))
    assert period.end == (end and PartialDate(end))
    assert (period.open_start, period.open_end) == (open_start, open_end)
    again = Period.of(period.start, period.end, open_start=open_start, open_end=open_end)
    assert again == period


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-09-26/2024-09-22", "it ends before it begins"),
        ("2024-09/2024-08-31", "it ends before it begins"),
        ("2024/..-05", "sets of dates belong to level 2"),
        ("2024-09-22/2024-09-31", "September 2024 has 30 days"),
        ("/", "at least one end must be a date"),
        ("../..", "at least one end must be a date"),
        ("../", "at least one end must be a date"),
        ("2022/2023/2024", "one / parts its ends"),
        ("2022-02-18", "one / parts its ends"),
        ("2024-09-22 / 2024-09-26", "no blank may stand in it"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason):
        Period(text)


def test_a_period_may_end_within_its_first_date() -> None:
    assert Period("2004-06/2004").end == PartialDate("2004")
    assert Period("2004/2004-06-05").start == PartialDate("2004")


def test_an_end_is_a_date_or_open_not_both() -> None:
    with pytest.raises(InvalidValueError, match="an open end is no date"):
        Period.of(PartialDate("2021"), PartialDate("2022"), open_end=True)


# ---- First and last day --------------------------------------------------------------------------

# Published by the edtf package among its own tests, as strict bounds.
PUBLISHED: list[tuple[str, Bound, Bound]] = [
    ("2001-02-03", (2001, 2, 3), (2001, 2, 3)),
    ("2008-12", (2008, 12, 1), (2008, 12, 31)),
    ("2008", (2008, 1, 1), (2008, 12, 31)),
    ("-0999", (-999, 1, 1), (-999, 12, 31)),
    ("0000", (0, 1, 1), (0, 12, 31)),
    ("1964/2008", (1964, 1, 1), (2008, 12, 31)),
    ("2004-06/2006-08", (2004, 6, 1), (2006, 8, 31)),
    ("2004-02-01/2005-02-08", (2004, 2, 1), (2005, 2, 8)),
    ("2004-02-01/2005-02", (2004, 2, 1), (2005, 2, 28)),
    ("2004-02-01/2005", (2004, 2, 1), (2005, 12, 31)),
    ("2005/2006-02", (2005, 1, 1), (2006, 2, 28)),
    ("-2005/-1999-02", (-2005, 1, 1), (-1999, 2, 28)),
    ("1984?", (1984, 1, 1), (1984, 12, 31)),
    ("2004-06-11?", (2004, 6, 11), (2004, 6, 11)),
    ("2004-06?", (2004, 6, 1), (2004, 6, 30)),
    ("1984~", (1984, 1, 1), (1984, 12, 31)),
    ("1984%", (1984, 1, 1), (1984, 12, 31)),
    ("199X", (1990, 1, 1), (1999, 12, 31)),
    ("19XX", (1900, 1, 1), (1999, 12, 31)),
    ("1999-XX", (1999, 1, 1), (1999, 12, 31)),
    ("1999-01-XX", (1999, 1, 1), (1999, 1, 31)),
    ("1999-XX-XX", (1999, 1, 1), (1999, 12, 31)),
    ("-0275~", (-275, 1, 1), (-275, 12, 31)),
    ("-0001~", (-1, 1, 1), (-1, 12, 31)),
    ("0000~", (0, 1, 1), (0, 12, 31)),
    ("../2006", -inf, (2006, 12, 31)),
    ("2004-01-01/..", (2004, 1, 1), inf),
    ("1984~/2004-06", (1984, 1, 1), (2004, 6, 30)),
    ("1984/2004-06~", (1984, 1, 1), (2004, 6, 30)),
    ("1984?/2004%", (1984, 1, 1), (2004, 12, 31)),
    ("1984-06-02?/2004-08-08~", (1984, 6, 2), (2004, 8, 8)),
    ("Y170000002", (170_000_002, 1, 1), (170_000_002, 12, 31)),
    ("Y-170000002", (-170_000_002, 1, 1), (-170_000_002, 12, 31)),
    ("2001-21", (2001, 3, 1), (2001, 5, 31)),
    ("2003-22", (2003, 6, 1), (2003, 8, 31)),
    ("2000-23", (2000, 9, 1), (2000, 11, 30)),
    ("2010-24", (2010, 12, 1), (2010, 12, 31)),
    ("2004-06-XX/2004-07-03", (2004, 6, 1), (2004, 7, 3)),
]


@pytest.mark.parametrize(("text", "first", "last"), PUBLISHED)
def test_first_and_last_day_are_the_published_bounds(text: str, first: Bound, last: Bound) -> None:
    when = parse(text)
    assert (when.first, when.last) == (day_or_none(first), day_or_none(last))


def some_date(chance: random.Random) -> str:
    """A date in a form in which the edtf package can be trusted.

    Left out, because there it gives other bounds than the standard: unspecified months and days of
    negative years (it leans the wrong way), -000X, and qualified seasons and long years (refused).
    """
    year = chance.choice([chance.randint(1, 9999), chance.randint(1900, 2100)])
    day = datetime.date(year, 1, 1) + datetime.timedelta(days=chance.randint(0, 364))
    full = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    plain = [full, full[:7], full[:4], f"-{full}" if full[5:] != "02-29" else full, f"-{full[:7]}"]
    unspecified = [full[:7] + "-XX", full[:4] + "-XX", full[:4] + "-XX-XX", full[:3] + "X"]
    unspecified += [full[:2] + "XX", f"-{chance.randint(1, 99):02d}XX"]
    qualified = chance.choice(plain + plain + unspecified) + chance.choice(["", "", "~", "?", "%"])
    bare = [f"{full[:4]}-2{chance.randint(1, 4)}", f"Y{chance.choice(['', '-'])}{10_000 + year}"]
    return chance.choice([qualified, qualified, qualified, *bare])


def some_period(chance: random.Random) -> str:
    """A period in a form in which the edtf package can be trusted.

    Left out: unknown ends, for which it takes ten years, and unspecified digits, which it counts as
    level 2.
    """
    start, end = sorted(
        f"{chance.randint(1, 9998):04d}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        for _ in range(2)
    )
    ends = [half[: chance.choice([4, 7, 10])] for half in (start, end)]
    halves = [half + chance.choice(["", "", "~", "?", "%"]) for half in ends]
    if chance.random() < 0.2:
        halves[chance.randrange(2)] = ".."
    return "/".join(halves)


@pytest.mark.parametrize("seed", range(4))
def test_first_and_last_day_are_the_strict_bounds_of_the_edtf_package(seed: int) -> None:
    # Strict bounds: its fuzzy ones widen ~, ? and % by amounts that no standard gives.
    chance = random.Random(seed)
    texts = [some_date(chance) for _ in range(500)] + [some_period(chance) for _ in range(100)]
    for text in texts:
        when, oracle = parse(text), ORACLE.parse_string(text, parse_all=True)[0]
        low, high = (
            bound if isinstance(bound, float) else tuple(bound)[:3]
            for bound in (oracle.lower_strict(), oracle.upper_strict())
        )
        assert (text, when.first, when.last) == (text, day_or_none(low), day_or_none(high))


@given(whens)
def test_the_first_day_is_not_after_the_last(when: When) -> None:
    if when.first and when.last:
        assert when.first <= when.last


@given(yearless_texts())
def test_without_a_year_there_is_no_first_or_last_day(text: str) -> None:
    date = PartialDate(text)
    assert date.first is date.last is None


@given(date_texts(st.integers(100, 9999)))
def test_a_known_year_has_a_first_and_last_day(text: str) -> None:
    date = PartialDate(text)
    assert date.first is not None
    assert date.last is not None


def test_days_beyond_datetime_are_none() -> None:
    assert PartialDate("000X").first is None
    assert PartialDate("000X").last == datetime.date(9, 12, 31)
    assert Period("-0001/0001").first is None
    assert Period("9999/Y10000").last is None


# ---- Comparison ----------------------------------------------------------------------------------

# Few days, so that borders meet often, over the turn of a leap year.
near_dates = date_texts(st.sampled_from([2019, 2020, 2021])).map(PartialDate)
near_periods = periods(date_texts(st.sampled_from([2019, 2020, 2021]))).filter(
    lambda period: period.start is not None and period.end is not None
)
near_whens = near_dates | near_periods


def days(when: When) -> set[int]:
    """Every day that `when`, a date or a period with known ends, may take up."""
    assert when.first is not None
    assert when.last is not None
    return set(range(when.first.toordinal(), when.last.toordinal() + 1))


def starts_and_ends(when: When) -> tuple[set[int], set[int]]:
    """Every day on which `when` may begin, and every one on which it may end."""
    if isinstance(when, PartialDate):
        return days(when), days(when)
    assert when.start is not None
    assert when.end is not None
    starts, ends = days(when.start), days(when.end)
    earliest, latest = min(starts), max(ends)
    return {day for day in starts if day <= latest}, {day for day in ends if day >= earliest}


@given(near_whens, near_whens)
def test_comparison_is_that_of_the_sets_of_days(one: When, other: When) -> None:
    assert one.contains(other) == (days(other) <= days(one))
    assert one.overlaps(other) == bool(days(one) & days(other))
    assert one.certainly_before(other) == (max(days(one)) < min(days(other)))
    (_, ends), (starts, _) = starts_and_ends(one), starts_and_ends(other)
    assert one.possibly_before(other) == (min(ends) < max(starts))


@given(whens, whens, whens)
def test_containing_is_reflexive_and_transitive(one: When, two: When, three: When) -> None:
    assert one.contains(one)
    for a, b, c in product((one, two, three), repeat=3):
        if a.contains(b) and b.contains(c):
            assert a.contains(c)


@given(near_whens, near_whens, near_whens)
def test_containing_is_transitive_where_it_is_frequent(one: When, two: When, three: When) -> None:
    for a, b, c in product((one, two, three), repeat=3):
        if a.contains(b) and b.contains(c):
            assert a.contains(c)


@given(whens, whens)
def test_comparisons_fit_each_other(one: When, other: When) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
    if one.certainly_before(other):
        assert one.possibly_before(other)
        assert not one.overlaps(other)
        assert not other.possibly_before(one)


@given(yearless_texts(), near_whens)
def test_without_a_year_any_year_may_be_meant(text: str, when: When) -> None:
    date = PartialDate(text)
    dates = map(datetime.date.fromordinal, days(when))
    met = {day for day in dates if day.month == date.month and date.day in (None, day.day)}
    assert date.overlaps(when) == when.overlaps(date) == bool(met)
    assert not date.contains(when)
    assert not when.contains(date)
    assert not date.certainly_before(when)
    assert not when.certainly_before(date)
    assert date.possibly_before(when)
    assert when.possibly_before(date)


@given(yearless_texts(), yearless_texts())
def test_two_dates_without_a_year_overlap_when_some_year_has_them_so(one: str, other: str) -> None:
    in_leap_year = [PartialDate(text.replace("XXXX", "2000")) for text in (one, other)]
    assert PartialDate(one).overlaps(PartialDate(other)) == in_leap_year[0].overlaps(
        in_leap_year[1]
    )


def test_29_february_of_an_unknown_year_falls_in_leap_years() -> None:
    leap_day = parse("XXXX-02-29")
    assert leap_day.overlaps(parse("2020"))
    assert not leap_day.overlaps(parse("2021/2023"))
    assert not leap_day.overlaps(parse("1896-03/1904-02-28"))
    assert leap_day.overlaps(parse("1896-03/1904-02"))
    assert leap_day.overlaps(parse("1897/1905"))
    assert leap_day.overlaps(parse("2021/.."))
    assert leap_day.overlaps(parse("../2021"))
    assert leap_day.overlaps(parse("2021/"))


def test_an_open_end_bounds_nothing_and_an_unknown_one_is_not_certain() -> None:
    assert parse("2021/..").contains(parse("2025-03"))
    assert parse("2021/..").contains(parse("2022/"))
    assert not parse("2021/").contains(parse("2025-03"))
    assert parse("2021/").contains(parse("2021-03"))
    assert parse("2021/").overlaps(parse("2025-03"))
    assert not parse("2021/").overlaps(parse("2020"))
    assert parse("../2021").contains(parse("1900"))
    assert not parse("/2021").contains(parse("1900"))
    assert parse("/2021").contains(parse("2021-05"))
    assert parse("2021-05-01").certainly_before(parse("2021-06/.."))
    assert not parse("2021/..").possibly_before(parse("Y10000"))
    assert parse("2021/").possibly_before(parse("2022"))
    assert not parse("2022").possibly_before(parse("../2030"))


def test_years_before_christ_count_backwards() -> None:
    assert parse("-019X").contains(parse("-0199-05"))
    assert parse("-019X").certainly_before(parse("-0189"))
    assert parse("-0200").certainly_before(parse("-019X"))
    # There is no year -0000.
    assert parse("-000X").certainly_before(parse("0000"))
    assert parse("-000X").contains(parse("-0001-12-31"))


def test_a_qualifier_widens_nothing() -> None:
    assert parse("2022-02~").contains(parse("2022-02-18?"))
    assert not parse("2022-02~").overlaps(parse("2022-03-01"))


@given(far_date_texts(), far_date_texts())
def test_dates_beyond_datetime_compare_by_their_years(one: str, other: str) -> None:
    a, b = PartialDate(one), PartialDate(other)
    assert a.year is not None
    assert b.year is not None
    if a.year < b.year:
        assert a.certainly_before(b)
        assert not a.overlaps(b)
    if a.year == b.year and a.month is None:
        assert a.contains(b)


@given(st.lists(whens, max_size=8), st.randoms(use_true_random=False))
def test_the_sort_key_gives_one_order(dates: list[When], chance: random.Random) -> None:
    in_order = sorted(dates, key=lambda date: date.sort_key)
    shuffled = dates.copy()
    chance.shuffle(shuffled)
    assert sorted(shuffled, key=lambda date: date.sort_key) == in_order
    assert not any(later.certainly_before(earlier) for earlier, later in pairwise(in_order))


def test_the_wider_of_two_dates_comes_first_and_the_yearless_last() -> None:
    in_order = ["../2022-06", "/2022-06", "2022", "2022-01", "2022-01-01", "2022-01-01~", "2022-02"]
    in_order += ["XXXX-03", "XXXX-03-05", "XXXX-03-05/XXXX-03-09", "XXXX-04"]
    dates = sorted(map(parse, reversed(in_order)), key=lambda date: date.sort_key)
    assert [date.edtf for date in dates] == in_order


def test_dates_have_no_order_of_their_own() -> None:
    with pytest.raises(TypeError):
        max(parse("2022"), parse("2022-05"))


# ---- Arithmetic ----------------------------------------------------------------------------------

steps = st.builds(
    relativedelta,
    years=st.integers(-30, 30),
    months=st.integers(-30, 30),
    days=st.integers(-800, 800),
)
HALF_A_DAY = relativedelta(days=0.5)  # type: ignore[arg-type]  # its stubs know whole days only
month_steps = st.builds(relativedelta, years=st.integers(-30, 30), months=st.integers(-30, 30))


@given(day_texts(st.integers(1900, 2100)), st.sampled_from(["", "~", "?", "%"]), steps)
def test_a_day_moves_as_dateutil_moves_it(text: str, qualifier: str, step: relativedelta) -> None:
    date, plain = PartialDate(text + qualifier), datetime.date.fromisoformat(text)
    assert str(date + step) == (plain + step).isoformat() + qualifier
    assert str(date - step) == (plain - step).isoformat() + qualifier
    assert step + date == date + step


@given(day_texts(st.integers(1900, 2100)), st.sampled_from(["", "-XX", "~"]), month_steps)
def test_a_month_moves_by_months_and_stays_a_month(
    text: str, rest: str, step: relativedelta
) -> None:
    month = PartialDate(text[:7] + rest)
    first = datetime.date.fromisoformat(text[:7] + "-01")
    assert str(month + step) == (first + step).isoformat()[:7] + rest
    assert month + step - step == month


@pytest.mark.parametrize(
    ("text", "step", "moved"),
    [
        ("2022", relativedelta(years=3), "2025"),
        ("2022~", relativedelta(years=-22), "2000~"),
        ("2022-21", relativedelta(years=1), "2023-21"),
        ("2022-24?", relativedelta(years=-1), "2021-24?"),
        ("2004-XX", relativedelta(years=1), "2005-XX"),
        ("1985-XX-XX%", relativedelta(months=24), "1987-XX-XX%"),
        ("201X", relativedelta(years=10), "202X"),
        ("20XX~", relativedelta(years=-100), "19XX~"),
        ("2022-02", relativedelta(year=2024), "2024-02"),
        ("2022-02", relativedelta(month=5), "2022-05"),
        ("2022-02-18", relativedelta(day=31), "2022-02-28"),
        ("2022-02-18", relativedelta(days=1, weekday=0), "2022-02-21"),
        ("0999-12-31", relativedelta(days=1), "1000-01-01"),
        ("XXXX-03-05", relativedelta(days=1), "XXXX-03-06"),
        ("XXXX-12-31~", relativedelta(days=1), "XXXX-01-01~"),
        ("XXXX-03", relativedelta(months=-4), "XXXX-11"),
        ("XXXX-02-29", relativedelta(months=1), "XXXX-03-29"),
        ("2022-03/2022-08", relativedelta(years=1), "2023-03/2023-08"),
        ("2022-03/..", relativedelta(months=-3), "2021-12/.."),
        ("/2022-03-31", relativedelta(days=1), "/2022-04-01"),
        ("XXXX-03-05/XXXX-03-09", relativedelta(days=7), "XXXX-03-12/XXXX-03-16"),
    ],
)
def test_moving_keeps_precision_and_qualifier(text: str, step: relativedelta, moved: str) -> None:
    assert (parse(text) + step).edtf == moved
    assert (step + parse(text)).edtf == moved


@pytest.mark.parametrize(
    ("text", "step", "reason"),
    [
        ("2022-02", relativedelta(days=1), "by days: it is known to the month only"),
        ("2022-02", relativedelta(day=1), "by day: it is known to the month only"),
        ("2022-02-XX", relativedelta(weeks=1), "by days: it is known to the month only"),
        ("2022-02", relativedelta(leapdays=1), "by leapdays: it is known to the month only"),
        ("2022", relativedelta(months=1), "by months: it is known to the year only"),
        ("2022-XX", relativedelta(months=1), "by months: it is known to the year only"),
        ("2022-XX-XX", relativedelta(days=1), "by days: it is known to the year only"),
        ("2022-21", relativedelta(months=3), "by months: it is known to the season only"),
        ("201X", relativedelta(years=5), "by years: it is known to the decade only"),
        ("201X", relativedelta(year=2020), "by years: it is known to the decade only"),
        ("20XX", relativedelta(years=10), "by years: it is known to the century only"),
        ("2022-02-18", relativedelta(hours=5), "by hours: it is known to the day only"),
        ("2022-02-18", relativedelta(hour=0), "by hour: it is known to the day only"),
        ("2022-02-18", HALF_A_DAY, "by hours: it is known to the day only"),
        ("2022-03/2022-08", relativedelta(days=1), "by days: it is known to the month only"),
        ("9999-12-31", relativedelta(days=1), "only the years 1 to 9999"),
        ("0001", relativedelta(years=-1), "only the years 1 to 9999"),
        ("999X", relativedelta(years=10), "only the years 1 to 9999"),
        ("-0044", relativedelta(years=1), "only the years 1 to 9999"),
        ("Y12000", relativedelta(years=1), "only the years 1 to 9999"),
        ("XXXX-02-28", relativedelta(days=1), "the answer depends on its year"),
        ("XXXX-03-31", relativedelta(months=-1), "the answer depends on its year"),
        ("XXXX-03-05", relativedelta(years=1), "its year is unknown"),
        ("XXXX-03-05", relativedelta(days=400), "its year is unknown"),
        ("XXXX-03-05", relativedelta(year=2022), "its year is unknown"),
    ],
)
def test_a_step_that_the_date_cannot_take_is_refused(
    text: str, step: relativedelta, reason: str
) -> None:
    with pytest.raises(InvalidValueError, match=reason):
        parse(text) + step


@given(
    day_texts(st.just(2000)),
    st.builds(relativedelta, months=st.integers(-11, 11), days=st.integers(-365, 365)),
)
def test_without_a_year_a_date_moves_as_in_every_year(text: str, step: relativedelta) -> None:
    answers = set()
    for year in range(1995, 2010):
        try:
            answers.add((datetime.date.fromisoformat(f"{year}{text[4:]}") + step).isoformat()[5:])
        except ValueError:
            assert text.endswith("02-29")
    date = PartialDate("XXXX" + text[4:])
    if len(answers) == 1:
        assert str(date + step) == f"XXXX-{answers.pop()}"
    else:
        with pytest.raises(InvalidValueError, match="the answer depends on its year"):
            date + step


@pytest.mark.parametrize("step", [1, datetime.timedelta(days=1), "1 day", None])
def test_only_relativedelta_moves_a_date(step: relativedelta) -> None:
    for when in (PartialDate("2022-02-18"), Period("2022-02-18/2022-02-19")):
        with pytest.raises(TypeError):
            when + step
        with pytest.raises(TypeError):
            when - step


@given(periods(day_texts(st.integers(1900, 2100))), steps)
def test_a_period_moves_with_both_ends(period: Period, step: relativedelta) -> None:
    moved = period + step
    assert moved.start == (period.start and period.start + step)
    assert moved.end == (period.end and period.end + step)
    assert (moved.open_start, moved.open_end) == (period.open_start, period.open_end)
    assert period - step == period + -step


@given(st.lists(whens, max_size=3))
def test_what_spans_dates_contains_each(dates: list[When]) -> None:
    whole = spanning(dates)
    if whole is not None:
        assert all(whole.contains(date) for date in dates)
        assert spanning([whole, *dates]) == whole


@pytest.mark.parametrize(
    ("dates", "whole"),
    [
        (["2022-03", "2022-03-05"], "2022-03"),
        (["2022-03-05", "2022-03"], "2022-03"),
        (["2022-05~", "2021-11-02"], "2021-11-02/2022-05~"),
        (["2022-01/2022-03", "2022-02/2022-06"], "2022-01/2022-06"),
        (["2021/..", "2022"], "2021/.."),
        (["XXXX-03-05", "XXXX-03-05"], "XXXX-03-05"),
        (["XXXX-03-05", "2022"], None),
        (["2021/", "2023"], None),
        (["2021/..", "2020"], None),
        ([], None),
    ],
)
def test_dates_are_spanned_where_no_year_must_be_guessed(
    dates: list[str], whole: str | None
) -> None:
    assert spanning(map(parse, dates)) == (parse(whole) if whole else None)
