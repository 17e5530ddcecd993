"""The ledger (台账): records by id and class, and the references between them; no files."""

from schoolenterprise.ledger._ledger import Ledger
from schoolenterprise.query import Link, links

__all__ = ["Ledger", "Link", "links"]
