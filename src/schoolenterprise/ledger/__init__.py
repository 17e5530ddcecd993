"""The ledger (台账): records by id and class, and the references between them; no files."""

from schoolenterprise.ledger._ledger import Ledger
from schoolenterprise.ledger._links import Link, links
from schoolenterprise.ledger._merge import OnConflict, merged

__all__ = ["Ledger", "Link", "OnConflict", "links", "merged"]
