"""`quota`: whether a school visited as many employers as a rule asks, and which visits count."""

from attrs import evolve, frozen

from schoolenterprise import ids
from schoolenterprise.dates import Period
from schoolenterprise.errors import InvalidValueError, UnknownNameError, wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Organization
from schoolenterprise.rules._book import RuleBook, book_of
from schoolenterprise.rules._count import Count, Counted, Refused, count
from schoolenterprise.rules._counting import Counting, Leaders, PeriodBasis
from schoolenterprise.rules._institution import binding_note, bound, find
from schoolenterprise.rules._metric import Metric, Verdict, compare
from schoolenterprise.rules._rule import Rule, number

_AS_USUAL = Counting()


@frozen(kw_only=True)
class Quota:
    """What a ledger says to a rule on visits; `str` gives a report for a person."""

    institution: str
    """院校：id of the school."""
    rule: Rule
    """规则：the rule."""
    cohort: int | None
    """届：year in which the students graduate; `None`: the rule and the caller name none."""
    period: Period | None
    """统计期：the time over which was counted; `None`: nothing was counted."""
    counting: Counting
    """计数：the options, those of the rule among them."""
    number: int | None
    """数量：employers or trips that count; `None`: no ledger can tell."""
    threshold: float | None
    """标准值：how many the rule asks for; `None`: it names no number."""
    met: bool | None
    """达标：whether the number stands to the threshold as the rule's `comparison` says; `None`:
    that depends on what `missing` says, hosts that a visit hides behind 等 among it."""
    binds: bool | None
    """适用：whether the rule binds the school; `None`: no ledger can tell."""
    counted: tuple[Counted, ...] = ()
    """计入：each visit to an employer that counts, by date."""
    refused: tuple[Refused, ...] = ()
    """不计：each other visit to each body, by date, with the reason."""
    missing: tuple[str, ...] = ()
    """所缺：what would have to be known, in Chinese, to tell `met`; empty when it is told."""
    notes: tuple[str, ...] = ()
    """说明：what to know when reading the result, in Chinese."""

    @property
    def verdict(self) -> Verdict:
        """`met` as the verdict that checks of other rules give."""
        if self.met is None:
            return Verdict.NOT_CHECKABLE
        return Verdict.PASSED if self.met else Verdict.FAILED

    @property
    def employers(self) -> tuple[str, ...]:
        """Ids of the employers that count, each once, by date of the first visit."""
        return tuple(dict.fromkeys(each.employer for each in self.counted))

    def __str__(self) -> str:
        return "\n".join(_report(self))


def quota(
    ledger: Ledger,
    institution: str,
    *,
    cohort: int | None = None,
    rule: str | None = None,
    rules: RuleBook | None = None,
    counting: Counting = _AS_USUAL,
) -> Quota:
    """Return how many employers a school visited, and of every visit whether and why it counts.

    Args:
        ledger: The records; its visits are taken as they are, so resolve who is who before.
        institution: Id of the school, or any name that its record knows.
        cohort: Year in which the students graduate (届); may be left out where `rule` names it.
        rule: Id of the rule; left out, it is the one of the cohort that binds the school: that of
            its own place before that of the country, and none that asks for a condition.
        rules: The rules; left out, those that ship with the package.
        counting: How to count; what it leaves open, the rule decides.

    Raises:
        InvalidValueError: no cohort is told, the rule is not about visits, the body is no school,
            or an argument is of a wrong type.
        UnknownNameError: no rule or no school bears the name, or no rule of the cohort binds it.

    >>> from schoolenterprise.dates import PartialDate
    >>> from schoolenterprise.model import Enterprise, Institution, Participant, Visit
    >>> school, firm = Institution(name="星川职业技术学院"), Enterprise(name="云帆科技")
    >>> visit = Visit(
    ...     date=PartialDate("2022-03-05"), visitor=school.id, hosts=(firm.id,),
    ...     participants=(Participant(name="何静", titles=("院长",)),),
    ... )
    >>> found = quota(Ledger([school, firm, visit]), "星川职业技术学院", cohort=2022)
    >>> found.number, found.threshold, found.met
    (1, 100, False)
    """
    school = find(ledger, institution)
    if not isinstance(counting, Counting):
        raise wrong_type("counting", counting, "a Counting")
    book = book_of(rules)
    chosen = book.rule(rule) if rule is not None else _chosen(book, school, _year(cohort))
    _refuse_other(chosen)
    year = _year(cohort) if cohort is not None else chosen.cohort
    return _answered(ledger, school, book, chosen, year, counting.settled(chosen.counting))


def _answered(
    ledger: Ledger,
    school: Organization,
    book: RuleBook,
    rule: Rule,
    cohort: int | None,
    counting: Counting,
) -> Quota:
    threshold, stated_by = book.threshold(rule)
    known = Quota(
        institution=school.id,
        rule=rule,
        cohort=cohort,
        period=None,
        counting=counting,
        number=None,
        threshold=threshold,
        met=None,
        binds=bound(rule.binds, school),
        missing=rule.missing,
        notes=_notes(rule, stated_by, school, cohort),
    )
    if rule.metric is Metric.STATED:
        return known
    period = _period(counting, rule, cohort)
    found = count(ledger, school, counting, period)
    return evolve(
        known,
        period=period,
        number=found.number,
        met=_met(found, rule, threshold),
        counted=found.counted,
        refused=found.refused,
        missing=_missing(found, rule, threshold),
        notes=(*_open_lists(found), *known.notes),
    )


def _year(cohort: object) -> int:
    if type(cohort) is not int or not 1900 <= cohort <= 9999:
        raise InvalidValueError(f"cohort: found {cohort!r}, expected a year, such as 2022")
    return cohort


def _chosen(book: RuleBook, school: Organization, cohort: int) -> Rule:
    """Return the rule of the cohort that binds the school, the nearest one."""
    about_visits = [rule for rule in book if rule.metric is Metric.EMPLOYERS_VISITED]
    of_cohort = [rule for rule in about_visits if rule.cohort == cohort]
    if not of_cohort:
        years = "、".join(map(str, sorted({rule.cohort for rule in about_visits if rule.cohort})))
        found = f"cohort: found {cohort}, of which there is no rule"
        raise UnknownNameError(
            f"{found}; expected one of {years or 'none, for there are no rules'}"
        )
    open_to = [rule for rule in of_cohort if not rule.binds.conditional and _may_bind(rule, school)]
    if not open_to:
        named = ", ".join(rule.id for rule in of_cohort)
        message = f"rule: found none of cohort {cohort} that binds {school.id}"
        raise UnknownNameError(f"{message}, expected one that is named: {named}")
    return max(open_to, key=lambda rule: len((rule.binds.region or "").rstrip("0")))


def _may_bind(rule: Rule, school: Organization) -> bool:
    answer = bound(rule.binds, school)
    # A rule of one place is no guess for a school of which the place is not known.
    return answer is True or (answer is None and rule.binds.region is None)


def _refuse_other(rule: Rule) -> None:
    counts = rule.metric in (Metric.EMPLOYERS_VISITED, Metric.VISIT_SCORE)
    if not counts and (rule.metric is not Metric.STATED or rule.kinds):
        message = f"rule: found {rule.id}, whose metric is {rule.metric} {rule.metric.label}"
        raise InvalidValueError(f"{message}, expected a rule on visits")


def _period(counting: Counting, rule: Rule, cohort: int | None) -> Period:
    if isinstance(counting.period, Period):
        return counting.period
    if counting.period is PeriodBasis.RULE:
        return rule.period or rule.valid
    year = _year(cohort)
    return Period(f"{year - 1}-09/{year}-08")


def _met(found: Count, rule: Rule, threshold: float | None) -> bool | None:
    if threshold is None:
        return None
    most = found.number + found.possible + found.hidden
    answers = {Verdict.PASSED: True, Verdict.FAILED: False}
    return answers.get(compare(found.number, most, rule.comparison, threshold))


def _missing(found: Count, rule: Rule, threshold: float | None) -> tuple[str, ...]:
    if threshold is None:
        return ("标准值",)
    if _met(found, rule, threshold) is not None:
        return ()
    unlisted = (f"{each}：未列全的单位（等）" for each in found.unlisted)
    return (*(_line(each) for each in found.refused if each.reason.is_open), *unlisted)


def _notes(
    rule: Rule, stated_by: Rule, school: Organization, cohort: int | None
) -> tuple[str, ...]:
    every = (
        None if rule.verified else "本规则未核对原文",
        None if stated_by is rule else f"标准值沿用 {stated_by.id}",
        None if rule.cohort in (None, cohort) else f"本规则针对{rule.cohort}届",
        binding_note(rule.binds, school),
        rule.note,
    )
    return tuple(filter(None, every))


def _open_lists(found: Count) -> tuple[str, ...]:
    """Return a note if visits that count, or may, name only some of their hosts."""
    number = len(found.unlisted)
    return (f"计入或可能计入的走访中，有{number}次只列了部分单位（等）",) if number else ()


def _report(quota: Quota) -> list[str]:
    leaders = quota.counting.leaders or Leaders.HEADS
    head = f"{ids.name_of(quota.institution)}：{quota.rule}（{quota.rule.standing}）"
    lines = [head, _result(quota)]
    if quota.period:
        lines.append(f"统计期 {quota.period}，{leaders.label}，{quota.counting.unit.label}")
    lines += [f"  + {_counted_line(each)}" for each in quota.counted]
    lines += [f"  - {_line(each)}" for each in quota.refused]
    lines += [f"  ? {each}" for each in quota.missing if quota.number is None]
    return lines + [f"  * {each}" for each in quota.notes]


def _result(quota: Quota) -> str:
    unit = quota.rule.unit or quota.counting.unit.label
    wanted = "—" if quota.threshold is None else number(quota.threshold)
    reached = "—" if quota.number is None else str(quota.number)
    asked = "原则上" if quota.rule.in_principle else ""
    said = quota.verdict.label
    said = f"不适用于该校（若适用：{said}）" if quota.binds is False else said
    return f"{reached} / {asked}{wanted} {unit}：{said}"


def _counted_line(each: Counted) -> str:
    leader = f" {each.title or ''}{each.leader}" if each.leader else ""
    return f"{each.date or '无日期'} {ids.name_of(each.employer)}{leader}"


def _line(each: Refused) -> str:
    host = ids.name_of(each.host) if each.host else "—"
    return f"{each.date or '无日期'} {host}：{each.reason.label}（{each.detail}）"


__all__ = ["Quota", "quota"]
