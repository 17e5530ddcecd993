"""`check_placements`: what the dated rules on internships say to every placement of a ledger."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from math import inf

from attrs import frozen
from dateutil.relativedelta import relativedelta

from schoolenterprise import ids
from schoolenterprise.dates import Period, When
from schoolenterprise.errors import wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Institution, InternshipTerms, Organization, Placement
from schoolenterprise.quantities import TOLERANCE, Quantity
from schoolenterprise.rules._book import RuleBook, book_of
from schoolenterprise.rules._institution import binding_note, bound
from schoolenterprise.rules._labels import label_of
from schoolenterprise.rules._metric import Metric, Number, Verdict, compare
from schoolenterprise.rules._rule import Rule

_Range = tuple[Number, Number]
"""The least and the most that a number may be."""
_OWN = ("students", "teachers")
"""Fields that a placement has itself; the others are those of its terms."""
_NOTHING_KNOWN = InternshipTerms()


@frozen(kw_only=True)
class PlacementFinding:
    """What one rule says to one placement."""

    placement: str
    """实习：id of the placement."""
    rule: Rule
    """规则：the rule; `verified` says whether it was read in its source."""
    verdict: Verdict
    """结论：passed, failed, or not checkable."""
    found: str
    """实际：what the placement states, in a few words of Chinese; empty when it states nothing."""
    missing: tuple[str, ...] = ()
    """所缺：fields that would have to be known, so that the rule can be checked, or in Chinese what
    else would."""
    note: str | None = None
    """说明：why it is in doubt whether the rule binds it, in Chinese; `None`: it is not."""

    def __str__(self) -> str:
        softened = "（一般/原则上）" if self.rule.in_principle else ""
        said = f"{self.verdict.label}{softened}"
        parts = [f"{self.placement}：{self.rule}（{self.rule.standing}）：{said}"]
        parts += [f"实际 {self.found}"] if self.found else []
        parts += [f"所缺 {'、'.join(map(label_of, self.missing))}"] if self.missing else []
        parts += [self.note] if self.note else []
        return "；".join(parts)


@frozen
class _Answer:
    """What looking at the fields of a placement gives."""

    verdict: Verdict
    found: str = ""
    missing: tuple[str, ...] = ()


def check_placements(
    ledger: Ledger, *, rules: RuleBook | None = None
) -> tuple[PlacementFinding, ...]:
    """Return a finding for every placement and every rule that binds its kind at its date.

    A rule binds a placement that may have begun while it was in force; one without a date is
    judged by the rules that are in force without an end. A rule that does not bind the school of
    the placement is left out; where nobody can tell whether it does, the finding's note says so.
    Findings follow the placements of the ledger, and the rules of the book.

    Args:
        ledger: The records.
        rules: The rules; left out, those that ship with the package.

    Raises:
        InvalidValueError: `ledger` is none.

    >>> from schoolenterprise.dates import PartialDate
    >>> terms = InternshipTerms(youngest_age=15)
    >>> placement = Placement(since=PartialDate("2022-09-01"), terms=terms)
    >>> found = check_placements(Ledger([placement]))
    >>> [each.rule.id for each in found if each.verdict is Verdict.FAILED]
    ['SX-2021-AGE']
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a Ledger")
    book = book_of(rules)
    about = [rule for rule in book if rule.kinds]
    return tuple(
        _finding(placement, rule, school)
        for placement, school in _with_schools(ledger)
        for rule in about
        if placement.kind in rule.kinds
        and _in_force(rule, placement.since)
        and (school is None or bound(rule.binds, school) is not False)
    )


def _with_schools(ledger: Ledger) -> Iterator[tuple[Placement, Organization | None]]:
    """Yield each placement with its school; of one that is no record only the name is known."""
    for placement in ledger.placements:
        identifier = placement.institution
        school = ledger.get(identifier) if identifier else None
        if identifier and not isinstance(school, Organization):
            school = Institution(name=ids.name_of(identifier))
        yield placement, school if isinstance(school, Organization) else None


def _in_force(rule: Rule, since: When | None) -> bool:
    return rule.valid.open_end if since is None else rule.valid.overlaps(since)


def _finding(placement: Placement, rule: Rule, school: Organization | None) -> PlacementFinding:
    answer = _exempted(_answer(placement, rule), placement, rule)
    dated = None
    if placement.since is None:
        dated = "无起始日期，按现行规则判断"
    elif not rule.valid.contains(placement.since):
        dated = f"起始日期可能不在 {rule.valid} 内"
    notes = (dated, _doubt(rule, school))
    note = "；".join(filter(None, notes)) or None
    return PlacementFinding(
        placement=placement.id,
        rule=rule,
        verdict=answer.verdict,
        found=answer.found,
        missing=answer.missing,
        note=note,
    )


def _doubt(rule: Rule, school: Organization | None) -> str | None:
    """Return why nobody can tell whether the rule binds the school; `None`: it does."""
    if school is not None:
        return binding_note(rule.binds, school)
    named = rule.binds.levels or rule.binds.levels_in_part or rule.binds.region
    return "是否适用，此处无从得知：学校不明" if named or rule.binds.condition else None


def _answer(placement: Placement, rule: Rule) -> _Answer:
    if rule.one_host and (len(placement.hosts) != 1 or placement.more_hosts):
        return _Answer(Verdict.NOT_CHECKABLE, "", ("按单位分列的实习",))
    if rule.metric is Metric.FLAG:
        return _flag(placement, rule)
    if rule.metric is Metric.MONTHS:
        return _months(placement, rule)
    if rule.metric is Metric.RATIO:
        return _ratio(placement, rule)
    if rule.metric is Metric.NUMBER:
        return _number(placement, rule)
    return _Answer(Verdict.NOT_CHECKABLE, "", rule.missing)


def _exempted(answer: _Answer, placement: Placement, rule: Rule) -> _Answer:
    """Return the answer as it is when the flag `unless` is looked at too."""
    if rule.unless is None or answer.verdict is Verdict.PASSED:
        return answer
    lifted = _value(placement, rule.unless)
    if lifted is True:
        found = "，".join(filter(None, (answer.found, f"{label_of(rule.unless)} 是")))
        return _Answer(Verdict.PASSED, found)
    if lifted is None:
        return _Answer(Verdict.NOT_CHECKABLE, answer.found, (*answer.missing, rule.unless))
    return answer


def _flag(placement: Placement, rule: Rule) -> _Answer:
    value = _value(placement, rule.field)
    if value is None:
        return _unknown(rule.field)
    verdict = Verdict.PASSED if value is rule.must_be else Verdict.FAILED
    return _Answer(verdict, f"{label_of(rule.field)} {'是' if value else '否'}")


def _number(placement: Placement, rule: Rule) -> _Answer:
    value = _value(placement, rule.field)
    if value is None:
        return _unknown(rule.field)
    low, high = _bounds(value)
    label = label_of(rule.field)
    return _compared((low, high), rule, f"{label} {value}", f"{label}的确切数")


def _ratio(placement: Placement, rule: Rule) -> _Answer:
    value, whole = _value(placement, rule.field), _value(placement, rule.of)
    if value is None or whole is None:
        return _unknown(rule.field if value is None else None, rule.of if whole is None else None)
    (low, high), (least, most) = _bounds(value), _bounds(whole)
    if least == 0:
        return _unknown(rule.of)
    part, base = label_of(rule.field), label_of(rule.of)
    found = f"{part} {value}，{base} {whole}"
    percent = (_percent(low, most), _percent(high, least))
    return _compared(percent, rule, found, f"{part}与{base}的确切数")


def _months(placement: Placement, rule: Rule) -> _Answer:
    begun = placement.since
    since = begun.start if isinstance(begun, Period) else begun
    until = placement.until or (begun.end if isinstance(begun, Period) else None)
    if since is None or until is None:
        return _unknown(None if since else "since", None if until else "until")
    found, inexact = f"{since} 至 {until}", "确切的起止日期"
    early, late, first, last = since.first, since.last, until.first, until.last
    if early is None or late is None or first is None or last is None:
        return _Answer(Verdict.NOT_CHECKABLE, found, (inexact,))
    return _compared(
        (_months_between(late, first), _months_between(early, last)), rule, found, inexact
    )


def _compared(range_: _Range, rule: Rule, found: str, inexact: str) -> _Answer:
    verdict = compare(*range_, rule.comparison, rule.threshold or 0)
    missing = (inexact,) if verdict is Verdict.NOT_CHECKABLE else ()
    return _Answer(verdict, found, missing)


def _unknown(*fields: str | None) -> _Answer:
    return _Answer(Verdict.NOT_CHECKABLE, "", tuple(each for each in fields if each))


def _value(placement: Placement, field: str | None) -> int | bool | Quantity | None:
    owner: object = placement if field in _OWN else placement.terms or _NOTHING_KNOWN
    value: int | bool | Quantity | None = getattr(owner, field or "")
    return value


def _bounds(value: int | Quantity) -> _Range:
    """Return the least and the most that a number may be; an approximate one is taken wider."""
    if isinstance(value, int):
        return value, value
    low, high = value.at_least or 0, value.at_most
    if value.about:
        low, high = low + -low // TOLERANCE, high and high - -high // TOLERANCE
    return low, inf if high is None else high


def _percent(part: Number, whole: Number) -> Number:
    """Return a share exactly, so that 10 % of 150 is no more than 10 %."""
    if isinstance(part, int) and isinstance(whole, int):
        return Fraction(part * 100, whole)
    return part / whole


def _months_between(first: datetime.date, last: datetime.date) -> Fraction:
    """Return the months from one day to another; a part of one in days of 31.

    They are counted as 民法典 Arts. 201 and 202 count them, the first day left out: a month is over
    on the day of the same number, on the last one of the month where there is none. So a term
    that runs through its last day, from 1 March to 31 August, and one that ends on the day on
    which it began, from 15 March to 15 September, both are six months.
    """
    gone = relativedelta(last, first)
    if gone.days and last != datetime.date.max:
        through = relativedelta(last + datetime.timedelta(days=1), first)
        gone = gone if through.days else through
    whole = gone.years * 12 + gone.months
    # 31 August to 28 February: the months end on a last day.
    days = 0 if first + relativedelta(months=whole) >= last else gone.days
    return max(Fraction(0), Fraction(whole) + Fraction(days, 31))


__all__ = ["PlacementFinding", "check_placements"]
