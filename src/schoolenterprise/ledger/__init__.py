"""The ledger (台账): records by id and class, and the references between them; no files."""

from schoolenterprise.ledger._conflicts import Claim, Conflict, conflicts
from schoolenterprise.ledger._diff import Change, diff
from schoolenterprise.ledger._drafts import GROWING, Draft, of_occasion, united
from schoolenterprise.ledger._ledger import Ledger
from schoolenterprise.ledger._merge import merged
from schoolenterprise.ledger._merging import Clash, Merging
from schoolenterprise.ledger._numbering import base_of
from schoolenterprise.ledger._policy import OnConflict
from schoolenterprise.ledger._updated import updated
from schoolenterprise.query import Link, links

__all__ = [
    "GROWING",
    "Change",
    "Claim",
    "Clash",
    "Conflict",
    "Draft",
    "Ledger",
    "Link",
    "Merging",
    "OnConflict",
    "base_of",
    "conflicts",
    "diff",
    "links",
    "merged",
    "of_occasion",
    "united",
    "updated",
]
