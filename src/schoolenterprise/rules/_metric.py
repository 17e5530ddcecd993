"""The closed words of a rule: what it measures, how it compares, and how a check of it ends."""

from fractions import Fraction

from schoolenterprise.vocabulary import Labelled

Number = float | Fraction
"""A number, exact where it is a share."""


class Metric(Labelled):
    """What a rule measures; the list is closed, for each needs code that measures it."""

    EMPLOYERS_VISITED = "employers_visited", "走访用人单位数"
    """Employers that people of a school visited; `quota` counts them, as `counting` says."""
    VISIT_SCORE = "visit_score", "访企拓岗得分"
    """Employers visited, divided by those of the best school; nothing below `threshold`."""
    ENTERPRISES_PER_MAJOR = "enterprises_per_major", "专业均校企合作企业数"
    """Firms that cooperate with a school, divided by its majors; firms of size may weigh more."""
    BASES_PER_MAJOR = "bases_per_major", "专业均校外实习基地数"
    """Off-campus internship bases of a school, divided by its majors."""
    NUMBER = "number", "数值"
    """A number that a placement states, in `field`."""
    RATIO = "ratio", "占比"
    """A number that a placement states, in `field`, in percent of another, in `of`."""
    FLAG = "flag", "是否"
    """A yes or no that a placement states, in `field`, and that must be `must_be`."""
    MONTHS = "months", "月数"
    """Months from the first day of a placement to its last, as 民法典 Arts. 201, 202 count."""
    STATED = "stated", "须另行提供"
    """What no ledger holds; `missing` says what somebody would have to provide."""


class Comparison(Labelled):
    """How what is found must stand to the threshold."""

    AT_LEAST = "at_least", "不少于", "不低于"
    """The threshold or more."""
    AT_MOST = "at_most", "不超过", "不高于"
    """The threshold or less."""
    EQUAL = "equal", "等于"
    """The threshold exactly."""


class Verdict(Labelled):
    """How the check of one rule ends."""

    PASSED = "passed", "符合"
    """What is found satisfies the rule."""
    FAILED = "failed", "不符合"
    """What is found does not satisfy it."""
    NOT_CHECKABLE = "not_checkable", "无法判断"
    """Something that the rule asks about is not known."""


def compare(low: Number, high: Number, comparison: Comparison, threshold: Number) -> Verdict:
    """Return whether a number somewhere from `low` to `high` satisfies the comparison.

    >>> compare(3, 5, Comparison.AT_MOST, 4).label
    '无法判断'
    """
    if comparison is Comparison.AT_LEAST:
        passed, failed = low >= threshold, high < threshold
    elif comparison is Comparison.AT_MOST:
        passed, failed = high <= threshold, low > threshold
    else:
        passed, failed = low == high == threshold, not low <= threshold <= high
    return Verdict.PASSED if passed else Verdict.FAILED if failed else Verdict.NOT_CHECKABLE


__all__ = ["Comparison", "Metric", "Number", "Verdict", "compare"]
