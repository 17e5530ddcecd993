"""Rules (规则) as dated data, and what a ledger says to them: quotas, internships, indicators."""

from schoolenterprise.rules._book import RuleBook, load_rules

__all__ = ["RuleBook", "load_rules"]
