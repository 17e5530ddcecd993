"""Checks across the records of a ledger; what one record must satisfy its own class refuses."""

from schoolenterprise.check._check import RULES, Rule, check
from schoolenterprise.check._evidence import check_fields, check_quotes
from schoolenterprise.check._exclusive import check_exclusive_posts
from schoolenterprise.check._lists import check_lists, check_outcomes
from schoolenterprise.check._names import check_names
from schoolenterprise.check._order import check_periods, check_publication, check_steps
from schoolenterprise.check._parties import check_signatories
from schoolenterprise.check._percentages import check_percentages
from schoolenterprise.check._references import check_references
from schoolenterprise.check._signings import check_signings
from schoolenterprise.check._terms import check_terms
from schoolenterprise.check._totals import check_sums, check_totals

__all__ = [
    "RULES",
    "Rule",
    "check",
    "check_exclusive_posts",
    "check_fields",
    "check_lists",
    "check_names",
    "check_outcomes",
    "check_percentages",
    "check_periods",
    "check_publication",
    "check_quotes",
    "check_references",
    "check_signatories",
    "check_signings",
    "check_steps",
    "check_sums",
    "check_terms",
    "check_totals",
]
