"""The rules on dates of one record or of two that belong together; terms of posts stand elsewhere.

A rule tells only what no day that the dates leave open could mend: `2022` and `2022-05` never
disagree. `check_order` of a single record's `since` and `until` is the model's: it refuses them.
"""

from collections.abc import Iterator

from schoolenterprise.check._finding import warning
from schoolenterprise.dates import When
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Event,
    IndustryCollege,
    Program,
    Record,
    Visit,
)
from schoolenterprise.model.paths import value_at
from schoolenterprise.vocabulary import AgreementStatus, MilestoneKind

_STEPS = (
    MilestoneKind.PLANNED,
    MilestoneKind.SIGNED,
    MilestoneKind.UNVEILED,
    MilestoneKind.OPENED,
)
"""The steps of a college in their order; an authority may approve it before or after any."""
_AHEAD = (AgreementStatus.TALKS, AgreementStatus.INTENT, AgreementStatus.PLANNED)
"""What a page may date to a day that is still to come."""


def check_steps(ledger: Ledger) -> Iterator[Problem]:
    """Yield an `end-before-start` where a step of a college comes before one it follows.

    A college is planned, signed, unveiled and opened in this order. Of several dates of one step,
    which contradict each other anyway, one in order is enough.
    """
    for college in ledger.industry_colleges:
        if len(college.milestones) > 1:
            yield from _steps(college)


def _steps(college: IndustryCollege) -> Iterator[Problem]:
    dates: dict[MilestoneKind, list[tuple[str, When]]] = {}
    for index, step in enumerate(college.milestones):
        if step.date:
            dates.setdefault(step.kind, []).append((f"milestones[{index}].date", step.date))
    for at, later in enumerate(_STEPS):
        for earlier in _STEPS[:at]:
            ends, starts = dates.get(later, []), dates.get(earlier, [])
            if starts and ends and _all_before(ends, starts):
                path, date = ends[0]
                yield warning(
                    "end-before-start",
                    college.id,
                    path,
                    found=f"{later.label} on {date}",
                    expected=f"a date not before {earlier.label} ({starts[0][1]})",
                    advice="compare both dates with their sources",
                )


def _all_before(ends: list[tuple[str, When]], starts: list[tuple[str, When]]) -> bool:
    return all(end.certainly_before(start) for _, end in ends for _, start in starts)


def check_periods(ledger: Ledger) -> Iterator[Problem]:
    """Yield an `outside-period` where a record lies apart from what it belongs to.

    A visit lies in its program's period, a program in that of the program above it, and what came
    about at an event bears the event's date.
    """
    periods = {each.id: each.period for each in ledger.programs if each.period}
    for visit in ledger.visits:
        period = periods.get(visit.program) if visit.program else None
        if visit.date and period and not visit.date.overlaps(period):
            inside = f"a date in the period of {visit.program}, {period}"
            yield _outside(visit, "date", visit.date, inside)
    for program in ledger.programs:
        above = periods.get(program.parent) if program.parent else None
        if program.period and above and not program.period.overlaps(above):
            inside = f"a part of the period of {program.parent}, {above}"
            yield _outside(program, "period", program.period, inside)
    for event in ledger.events:
        yield from _products(ledger, event)


def _products(ledger: Ledger, event: Event) -> Iterator[Problem]:
    for index, identifier in enumerate(event.records if event.date else ()):
        product = ledger.get(identifier)
        date = product.date if isinstance(product, Agreement | Appointment) else None
        if date and event.date and not date.overlaps(event.date):
            on = f"the date of the event, {event.date}"
            yield _outside(event, f"records[{index}]", date, on)


def _outside(record: Visit | Program | Event, path: str, date: When, expected: str) -> Problem:
    return warning(
        "outside-period",
        record.id,
        path,
        found=str(date),
        expected=expected,
        advice="compare both dates with their sources, or take the reference out",
    )


def check_publication(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `dated-after-publication` where a page tells as done what came after it appeared.

    The evidence of a date names its page. What a page may announce is left out: agreements that
    are not signed yet, planned steps, events.
    """
    published = {each.id: each.published for each in ledger.sources if each.published}
    if not published:
        return
    told: tuple[Record, ...] = (
        *ledger.visits,
        *(each for each in ledger.agreements if each.status not in _AHEAD),
        *ledger.appointments,
        *ledger.industry_colleges,
    )
    for record in told:
        for source, path in dict.fromkeys((each.source, each.field) for each in record.evidence):
            day = published.get(source)
            date = _date_at(record, path) if day else None
            if day and date and day.certainly_before(date):
                yield warning(
                    "dated-after-publication",
                    record.id,
                    path,
                    found=str(date),
                    expected=f"a date not after {day}, when {source} was published",
                    advice="find out whether the page announces it or the date is wrong",
                )


def _date_at(record: Record, path: str) -> When | None:
    """Return the date of what has happened that stands at `path`."""
    if path == "date":
        return value_at(record, path) or None
    if not (isinstance(record, IndustryCollege) and path.endswith("].date")):
        return None
    step = value_at(record, path.removesuffix(".date"))
    return step.date if step is not None and step.kind is not MilestoneKind.PLANNED else None


__all__ = ["check_periods", "check_publication", "check_steps"]
