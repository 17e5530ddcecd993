"""Rules (规则) as dated data, and what a ledger says to them: quotas, internships, indicators."""

from schoolenterprise.rules._book import RuleBook, load_rules
from schoolenterprise.rules._count import Counted, Reason, Refused
from schoolenterprise.rules._counting import (
    EMPLOYERS,
    Counting,
    CountingUnit,
    Grouping,
    Leaders,
    PeriodBasis,
    Undated,
)
from schoolenterprise.rules._indicator import Indicator, indicator
from schoolenterprise.rules._metric import Comparison, Metric, Verdict
from schoolenterprise.rules._placements import PlacementFinding, check_placements
from schoolenterprise.rules._quota import Quota, quota
from schoolenterprise.rules._rule import Binding, Rule

__all__ = [
    "EMPLOYERS",
    "Binding",
    "Comparison",
    "Counted",
    "Counting",
    "CountingUnit",
    "Grouping",
    "Indicator",
    "Leaders",
    "Metric",
    "PeriodBasis",
    "PlacementFinding",
    "Quota",
    "Reason",
    "Refused",
    "Rule",
    "RuleBook",
    "Undated",
    "Verdict",
    "check_placements",
    "indicator",
    "load_rules",
    "quota",
]
