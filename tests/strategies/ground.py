"""Strategies for the values that stand below every record: dates, periods, quantities."""

import calendar

from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.quantities import LARGEST, Quantity

qualifiers = st.sampled_from(["", "", "~", "?", "%"])
"""What may stand at the end of a date."""

units = st.sampled_from(
    ["家", "名", "人", "个", "项", "人次", "元", "m²", "square metres", "约", "年3"]
)
"""Units that people count in, and some that look like notation."""


@st.composite
def day_texts(draw: st.DrawFn, years: st.SearchStrategy[int] | None = None) -> str:
    """The EDTF text of one full day, without qualifier; of the years 1 to 9999 unless told."""
    year = draw(st.integers(1, 9999) if years is None else years)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return f"{year:04d}-{month:02d}-{day:02d}"


@st.composite
def date_texts(draw: st.DrawFn, years: st.SearchStrategy[int] | None = None) -> str:
    """The EDTF text of a date of a known year (or decade, or century), in every form with ASCII years."""
    day = draw(day_texts(years))
    form = draw(st.sampled_from(["day", "month", "year", "season", "XX", "XX-XX", "dd", "X", "YY"]))
    core = {
        "day": day,
        "month": day[:7],
        "year": day[:4],
        "season": f"{day[:4]}-2{draw(st.integers(1, 4))}",
        "XX": f"{day[:4]}-XX",
        "XX-XX": f"{day[:4]}-XX-XX",
        "dd": f"{day[:7]}-XX",
        "X": f"{day[:3]}X",
        "YY": f"{day[:2]}XX",
    }[form]
    return core + draw(qualifiers)


@st.composite
def far_date_texts(draw: st.DrawFn) -> str:
    """The EDTF text of a date that `datetime.date` cannot hold."""
    long = st.integers(10_000, 10**12 - 1).flatmap(lambda n: st.sampled_from([f"Y{n}", f"Y-{n}"]))
    early = st.integers(1, 9999).map(lambda n: f"-{n:04d}")
    months = st.integers(1, 12).map(lambda n: f"-{n:02d}")
    return draw(long | early | st.tuples(early, months).map("".join)) + draw(qualifiers)


@st.composite
def yearless_texts(draw: st.DrawFn) -> str:
    """The EDTF text of a day or month of an unknown year."""
    day = draw(day_texts(st.just(2000)))
    return "XXXX" + draw(st.sampled_from([day[4:], day[4:7]])) + draw(qualifiers)


@st.composite
def periods(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> Period:
    """Periods between dates with the given `texts` (any, unless told), or with one end missing."""
    dates = any_date_texts if texts is None else texts
    first, second = PartialDate(draw(dates)), PartialDate(draw(dates))
    match draw(st.sampled_from(["both", "both", "from", "to"])):
        case "from":
            return Period(f"{first}/" + draw(st.sampled_from(["", ".."])))
        case "to":
            return Period(draw(st.sampled_from(["", ".."])) + f"/{first}")
    start, end = (second, first) if second.certainly_before(first) else (first, second)
    return Period.of(start, end)


any_date_texts = date_texts() | date_texts() | far_date_texts() | yearless_texts()
"""The EDTF text of any date."""

partial_dates: st.SearchStrategy[PartialDate] = any_date_texts.map(PartialDate)
"""Any date."""

whens: st.SearchStrategy[When] = partial_dates | periods()
"""Any date or period."""


@st.composite
def quantities(draw: st.DrawFn, numbers: st.SearchStrategy[int] | None = None) -> Quantity:
    """Any quantity, with bounds out of `numbers` (all that are allowed, unless told)."""
    bounds = st.integers(0, 1000) | st.integers(0, LARGEST) if numbers is None else numbers
    low, high = sorted([draw(bounds), draw(bounds)])
    at_least, at_most = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
    return Quantity(
        at_least=at_least, at_most=at_most, about=draw(st.booleans()), unit=draw(st.none() | units)
    )
