"""`Rule`: one dated rule as data, whom it binds and what it measures; it judges nothing itself."""

import attrs
from attrs import frozen

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.rules._counting import Counting
from schoolenterprise.rules._metric import Comparison, Metric
from schoolenterprise.vocabulary import InstitutionLevel, PlacementKind


@frozen(kw_only=True)
class Binding:
    """Whom a rule binds; what is not said leaves nobody out."""

    levels: tuple[InstitutionLevel, ...] = ()
    """办学层次：levels of schools bound as a whole; empty, as is `levels_in_part`: every level."""
    levels_in_part: tuple[InstitutionLevel, ...] = ()
    """部分层次：levels of which only some schools are bound; `condition` says which."""
    region: str | None = None
    """行政区划：code of GB/T 2260 of the place whose schools are bound; `None`: the country."""
    condition: str | None = None
    """条件：what else must hold of the school, in words; `None`: nothing."""

    @property
    def conditional(self) -> bool:
        """Whether only a school of which `condition` holds is bound, whatever its level."""
        return self.condition is not None and not self.levels_in_part


@frozen(kw_only=True)
class Rule:
    """One rule of a notice, as a rule file states it; the names of the fields are its keys."""

    id: str
    """编号：the rule's own name, such as FQ-2022-A."""
    title: str
    """名称：what it asks for, in a short phrase."""
    source: str
    """依据：the notice and its number."""
    article: str | None = None
    """条款：the article of the notice; `None`: it has none, or the number is not known."""
    issued: PartialDate | None = None
    """发文日期：date of the notice; `None`: not known."""
    valid: Period
    """有效期：from `valid_from` to `valid_to`, without which it is open."""
    binds: Binding = attrs.field(factory=Binding)
    """适用对象：whom it binds."""
    metric: Metric
    """指标：what it measures."""
    comparison: Comparison = Comparison.AT_LEAST
    """比较：how what is found must stand to the threshold."""
    threshold: float | None = None
    """标准值：the number asked for; `None`: it asks for none, or `threshold_of` tells it."""
    threshold_of: str | None = None
    """标准值沿用：id of the rule whose threshold holds, for this one states none."""
    unit: str | None = None
    """单位：measure word of the threshold: 家, %, 个月; `None`: none."""
    period: Period | None = None
    """期限：the time over which is counted; `None`: the rule names none."""
    cohort: int | None = None
    """届：year in which the students graduate whom it is about; `None`: no cohort."""
    in_principle: bool = False
    """原则上：whether the text softens it with 原则上 or 一般."""
    verified: bool
    """已核实：whether what the rule says, its number and the article that it names, was read in a
    text of the authority: the notice itself, a copy of it, or one of a province that carries or
    applies it, which then stands in `source` or `note`. A report in the press is none, nor is the
    number of another rule."""
    note: str | None = None
    """备注：what else to know; `None`: nothing."""
    counting: Counting = attrs.field(factory=Counting)
    """计数：how its visits are counted, where it says so."""
    replaces: str | None = None
    """取代：id of the rule of another file whose place it takes; `None`: none."""
    fail_below: float | None = None
    """不合格线：below it there are no points."""
    evenly: bool = False
    """按比例：whether points grow evenly from `fail_below` to the threshold; where the text does
    not say so, nobody can tell the points in between."""
    weight: float | None = None
    """权重：points of one that satisfies it in full; `None`: the text states none."""
    weight_of_size: float = 1
    """规上权重：how much a firm above designated size (规上) counts."""
    weight_of_others: float = 1
    """其他权重：how much any other firm counts, also one whose size is not known."""
    kinds: tuple[PlacementKind, ...] = ()
    """实习类别：kinds of placement that it binds; empty: it is no rule on placements."""
    field: str | None = None
    """字段：field of the placement, or of its terms, that is looked at."""
    of: str | None = None
    """基数：field of the number that `field` is a share of."""
    must_be: bool | None = None
    """应为：what a flag must be."""
    unless: str | None = None
    """除外：flag of the terms that, where it is true, lifts the rule; `None`: none does."""
    one_host: bool = False
    """单一单位：whether the rule can be checked only where a placement names its one host."""
    missing: tuple[str, ...] = ()
    """所缺：what somebody would have to provide, of a rule that no ledger can answer."""

    def __str__(self) -> str:
        return f"{self.id} {self.title}"

    @property
    def standing(self) -> str:
        """Where it stands, and that nobody has read it there if so."""
        said = self.source + (f" {self.article}" if self.article else "")
        return said if self.verified else f"{said}，未核对原文"


def number(value: float) -> str:
    """Return a number as people write it: 100, 0.5."""
    return f"{value:g}" if value < 1_000_000 else f"{value:.0f}"


__all__ = ["Binding", "Rule", "number"]
