"""`indicator`: points of a school by a provincial indicator, with the numbers behind them."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError, wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Arrangement, Enterprise, Organization
from schoolenterprise.rules._book import RuleBook, book_of
from schoolenterprise.rules._count import count
from schoolenterprise.rules._counting import Counting
from schoolenterprise.rules._institution import binding_note, bound, find
from schoolenterprise.rules._labels import label_of
from schoolenterprise.rules._metric import Metric, Verdict
from schoolenterprise.rules._partners import Partnership, partnerships
from schoolenterprise.rules._rule import Rule, number
from schoolenterprise.vocabulary import ArrangementKind, EnterpriseFlag

_AS_USUAL = Counting()


@frozen(kw_only=True)
class Indicator:
    """What a ledger says to an indicator; `str` gives a report for a person."""

    institution: str
    """院校：id of the school."""
    rule: Rule
    """指标：the rule."""
    year: int
    """年度：the calendar year that is looked at."""
    verdict: Verdict
    """结论：whether the threshold is reached; below it there may still be points."""
    points: float | None
    """得分：points, or the share of them where the rule states no `weight`; `None`: something is
    missing."""
    numbers: tuple[tuple[str, float], ...] = ()
    """数据：the numbers behind the points, each with its name."""
    items: tuple[str, ...] = ()
    """明细：ids of the bodies or records that were counted."""
    missing: tuple[str, ...] = ()
    """所缺：what would have to be known."""
    binds: bool | None = None
    """适用：whether the rule binds the school; `None`: not known."""

    notes: tuple[str, ...] = ()
    """说明：what to know when reading the result, in Chinese."""

    def __str__(self) -> str:
        name = f"{ids.name_of(self.institution)} {self.year}年：{self.rule}（{self.rule.standing}）"
        points = "—" if self.points is None else number(self.points)
        full = "" if self.rule.weight is None else f" / {number(self.rule.weight)} 分"
        said = self.verdict.label
        said = f"不适用于该校（若适用：{said}）" if self.binds is False else said
        share = "得分" if full else "得分率"
        lines = [name, f"{share} {points}{full}：{said}"]
        lines += [f"  {label}：{number(value)}" for label, value in self.numbers]
        lines += [f"  ? {label_of(each)}" for each in self.missing]
        return "\n".join(lines + [f"  * {each}" for each in self.notes])


@frozen
class _Measured:
    """What measuring gives."""

    share: Fraction | None = None
    """Share of the full points; `None`: something is missing."""
    passed: bool | None = None
    """Whether the threshold is reached; `None`: something is missing."""
    numbers: tuple[tuple[str, float], ...] = ()
    items: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def indicator(
    ledger: Ledger,
    institution: str,
    rule: str,
    *,
    year: int,
    majors: int | None = None,
    best: int | None = None,
    rules: RuleBook | None = None,
    counting: Counting = _AS_USUAL,
) -> Indicator:
    """Return the points of a school by an indicator, with the numbers behind them.

    A partnership counts unless it was certainly over before the year, began after it, or has ended
    nobody knows when; a firm weighs as 规上 (above designated size) only where the ledger says so.

    Args:
        ledger: Its records count.
        institution: Id or any name of the school.
        rule: Id of the rule, such as KPI-JX.
        year: The calendar year.
        majors: How many majors the school offers; indicators per major need it.
        best: Employers visited by the best school, with which others are compared.
        rules: The rules; left out, those of the package.
        counting: How visits are counted, in the year unless it names a period.

    Raises:
        InvalidValueError: the rule is no indicator, the body no school, or an argument wrong.
        UnknownNameError: no rule, or no school, bears the name.

    >>> ledger = Ledger([Organization(name="星川职业技术学院")])
    >>> indicator(ledger, "星川职业技术学院", "KPI-JX-FIRMS", year=2023, majors=1).points
    0.0
    """
    school = find(ledger, institution)
    chosen = book_of(rules).rule(rule)
    within = Period(f"{_whole('year', year, 1900, 9999)}/{year}")
    found = _measured(ledger, school, chosen, within, _given(majors=majors, best=best), counting)
    return Indicator(
        institution=school.id,
        rule=chosen,
        year=year,
        verdict=_verdict(found),
        points=_points(found, chosen),
        numbers=found.numbers,
        items=found.items,
        missing=found.missing,
        binds=bound(chosen.binds, school),
        notes=_notes(chosen, school, year),
    )


def _notes(rule: Rule, school: Organization, year: int) -> tuple[str, ...]:
    outside = not rule.valid.overlaps(PartialDate(str(year)))
    every = (
        f"{year}年不在本规则有效期内（{rule.valid}）" if outside else None,
        None if rule.verified else "本规则未核对原文",
        binding_note(rule.binds, school),
        None if rule.weight is not None else "原文未载分值，得分按1分计，即得分率",
        rule.note,
    )
    return tuple(filter(None, every))


def _given(**numbers: int | None) -> dict[str, int | None]:
    for name, value in numbers.items():
        if value is not None:
            _whole(name, value, 1, 10**9)
    return numbers


def _whole(name: str, value: object, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        expected = f"a whole number from {low} to {high}"
        raise InvalidValueError(f"{name}: found {value!r:.60}, expected {expected}")
    return value


def _points(measured: _Measured, rule: Rule) -> float | None:
    weight = 1 if rule.weight is None else rule.weight
    return None if measured.share is None else float(measured.share * Fraction(weight))


def _verdict(measured: _Measured) -> Verdict:
    if measured.passed is None:
        return Verdict.NOT_CHECKABLE
    return Verdict.PASSED if measured.passed else Verdict.FAILED


def _measured(
    ledger: Ledger,
    school: Organization,
    rule: Rule,
    within: Period,
    given: Mapping[str, int | None],
    counting: Counting,
) -> _Measured:
    if rule.metric is Metric.VISIT_SCORE:
        return _visits(ledger, school, rule, within, given["best"], counting)
    if rule.metric is Metric.ENTERPRISES_PER_MAJOR:
        return _per_major(rule, _firms(ledger, school, rule, within), given["majors"])
    if rule.metric is Metric.BASES_PER_MAJOR:
        return _per_major(rule, _bases(ledger, school, within), given["majors"])
    if rule.metric is Metric.STATED and not rule.kinds:
        return _Measured(missing=rule.missing)
    message = f"rule: found {rule.id}, whose metric is {rule.metric} {rule.metric.label}"
    raise InvalidValueError(f"{message}, expected an indicator")


def _visits(
    ledger: Ledger,
    school: Organization,
    rule: Rule,
    within: Period,
    best: int | None,
    counting: Counting,
) -> _Measured:
    if not isinstance(counting, Counting):
        raise wrong_type("counting", counting, "a Counting")
    settled = counting.settled(rule.counting)
    period = settled.period if isinstance(settled.period, Period) else within
    found = count(ledger, school, settled, period)
    items = tuple(dict.fromkeys(each.employer for each in found.counted))
    numbers = (("走访用人单位数", float(found.number)),)
    if found.number < (rule.threshold or 0):
        return _Measured(Fraction(0), False, numbers, items)
    if best is None:
        return _Measured(None, True, numbers, items, ("best",))
    share = min(Fraction(1), Fraction(found.number, best))
    return _Measured(share, True, (*numbers, ("最高走访数", float(best))), items)


def _per_major(rule: Rule, weights: Mapping[str, float], majors: int | None) -> _Measured:
    total = sum(map(Fraction, weights.values()), Fraction(0))
    counted = (("计数", float(len(weights))), ("加权", float(total)))
    if majors is None:
        return _Measured(None, None, counted, tuple(weights), ("majors",))
    each = total / majors
    low, high = Fraction(rule.fail_below or 0), Fraction(rule.threshold or 0)
    numbers = (*counted, ("专业数", float(majors)), ("专业均", float(each)))
    if low <= each < high and not rule.evenly:
        unsaid = f"专业均在 {number(float(low))} 与 {number(float(high))} 之间如何计分，原文未载"
        return _Measured(None, False, numbers, tuple(weights), (unsaid,))
    share = min(Fraction(1), max(Fraction(0), (each - low) / (high - low)))
    return _Measured(share, each >= high, numbers, tuple(weights))


def _firms(ledger: Ledger, school: Organization, rule: Rule, within: Period) -> dict[str, float]:
    """Return the firms that work with the school, each with its weight."""
    weights: dict[str, float] = {}
    for each in partnerships(ledger, school):
        if ids.prefix_of(each.partner) == Enterprise.prefix and _runs(each, within):
            weights[each.partner] = _weight(ledger, each.partner, rule)
    return weights


def _weight(ledger: Ledger, firm: str, rule: Rule) -> float:
    record = ledger.get(firm)
    flags = record.flags if isinstance(record, Enterprise) else ()
    of_size = EnterpriseFlag.ABOVE_DESIGNATED_SIZE in flags
    return rule.weight_of_size if of_size else rule.weight_of_others


def _bases(ledger: Ledger, school: Organization, within: Period) -> dict[str, float]:
    """Return the bases that the school has with others, and so off its campus."""
    bases: dict[str, float] = {}
    for each in partnerships(ledger, school):
        record = ledger.get(each.record)
        is_base = isinstance(record, Arrangement) and record.kind is ArrangementKind.INTERNSHIP_BASE
        if is_base and _runs(each, within):
            bases[each.record] = 1
    return bases


def _runs(each: Partnership, within: Period) -> bool:
    over = each.ended or (each.until is not None and each.until.certainly_before(within))
    to_come = each.since is not None and within.certainly_before(each.since)
    return not over and not to_come


__all__ = ["Indicator", "indicator"]
