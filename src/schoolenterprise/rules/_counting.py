"""`Counting`: how visits are counted, where the notices leave it open; it counts nothing itself."""

import reprlib
from typing import Any

import attrs
from attrs import field, frozen

from schoolenterprise.dates import Period
from schoolenterprise.errors import InvalidFieldError
from schoolenterprise.vocabulary import Labelled, OrganizationKind, VisitMode

EMPLOYERS = (
    OrganizationKind.ENTERPRISE,
    OrganizationKind.INSTITUTE,
    OrganizationKind.ASSOCIATION,
)
"""Kinds of body that count as 用人单位 unless told otherwise: no office, no park, no school."""


class Leaders(Labelled):
    """Who must take part in a visit, so that it counts; each includes the one before."""

    HEADS = "heads", "正职", "书记校长"
    """党委书记 and 校长 or 院长 of the school, jointly."""
    LEADERSHIP = "leadership", "班子", "校领导班子"
    """Every member of the school's leadership, deputy heads among them."""
    ANYONE = "anyone", "全员"
    """Anybody of the school, named or not."""


class CountingUnit(Labelled):
    """What is counted."""

    EMPLOYER = "employer", "家"
    """Each employer once, however often it is visited."""
    TRIP = "trip", "次"
    """Each employer on each trip."""


class Grouping(Labelled):
    """Whether a group and its subsidiaries are one employer; the field `parent` tells."""

    SEPARATE = "separate", "分别计"
    """Each body is one employer."""
    GROUP = "group", "按集团计"
    """All firms under one topmost firm are one employer."""


class Undated(Labelled):
    """What becomes of a visit of which the text gives no date; each includes the one before."""

    REFUSE = "refuse", "不计"
    """It does not count."""
    BY_PAGE = "by_page", "依同篇日期"
    """It counts when the dated visits of the school in the same source all lie in the period."""
    COUNT = "count", "计入"
    """It counts."""


class PeriodBasis(Labelled):
    """Over which time visits are counted."""

    COHORT = "cohort", "届"
    """The year of the cohort: from September to August of the year of graduation."""
    RULE = "rule", "规则期限"
    """The period that the rule itself names."""


def _validator(*kinds: type, many: bool = False, optional: bool = False) -> Any:
    """Return a validator of a field that holds a member of `kinds`, or a tuple of such."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is None and optional:
            return
        items = value if many else (value,)
        if not isinstance(items, tuple) or not all(isinstance(item, kinds) for item in items):
            names = " or ".join(kind.__name__ for kind in kinds)
            expected = f"a tuple of {names}" if many else f"a {names}"
            raise InvalidFieldError(attribute.name, reprlib.repr(value), expected)

    return validate


@frozen(kw_only=True)
class Counting:
    """The options of a count; `None` is what the rule says, each default the usual reading.

    Creation raises InvalidFieldError for a value that is not of its set.

    >>> Counting(leaders=Leaders.LEADERSHIP).unit.label
    '家'
    """

    leaders: Leaders | None = field(default=None, validator=_validator(Leaders, optional=True))
    """带队人：whose visits count; `None`: as the rule says, else `heads`."""
    modes: tuple[VisitMode, ...] | None = field(
        default=None, validator=_validator(VisitMode, many=True, optional=True)
    )
    """方式：which ways of visiting count; `None`: as the rule says, else visits on site alone."""
    only_new: bool | None = field(default=None, validator=_validator(bool, optional=True))
    """新开拓：whether an employer known before the period is left out; `None`: as the rule says."""
    hosts: tuple[OrganizationKind, ...] | None = field(
        default=None, validator=_validator(OrganizationKind, many=True, optional=True)
    )
    """被访单位：which kinds of body count; `None`: as the rule says, else `EMPLOYERS`. With
    `park` a park is one employer, whatever the number of its firms."""
    public: bool = field(default=True, validator=_validator(bool))
    """事业单位：whether hospitals and their like, and 中小学、幼儿园, count besides `hosts`; they
    are 用人单位 too. Vocational and higher schools are not meant."""
    unit: CountingUnit = field(default=CountingUnit.EMPLOYER, validator=_validator(CountingUnit))
    """单位：employers (家) or trips (次)."""
    grouping: Grouping = field(default=Grouping.SEPARATE, validator=_validator(Grouping))
    """集团：whether subsidiaries count apart from their group."""
    undated: Undated = field(default=Undated.BY_PAGE, validator=_validator(Undated))
    """无日期：what becomes of visits without a date."""
    period: PeriodBasis | Period = field(
        default=PeriodBasis.COHORT, validator=_validator(PeriodBasis, Period)
    )
    """统计期：the year of the cohort, the rule's own period, or one that is given here."""

    def settled(self, rule: "Counting") -> "Counting":
        """Return these options, with those of `rule` where they say nothing, and no `None` left."""

        def first(name: str, default: Any) -> Any:
            said = (getattr(each, name) for each in (self, rule))
            return next((value for value in said if value is not None), default)

        return attrs.evolve(
            self,
            leaders=first("leaders", Leaders.HEADS),
            modes=first("modes", (VisitMode.ON_SITE,)),
            only_new=first("only_new", False),
            hosts=first("hosts", EMPLOYERS),
        )


__all__ = [
    "EMPLOYERS",
    "Counting",
    "CountingUnit",
    "Grouping",
    "Leaders",
    "PeriodBasis",
    "Undated",
]
