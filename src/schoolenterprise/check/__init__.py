"""Checks across the records of a ledger; what one record must satisfy its own class refuses."""

from schoolenterprise.check._check import RULES, check
from schoolenterprise.check._evidence import check_fields, check_quotes
from schoolenterprise.check._references import check_references

__all__ = ["RULES", "check", "check_fields", "check_quotes", "check_references"]
