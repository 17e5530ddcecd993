"""Who is who: one record for each organization, person and program, a reason for each merge."""

from schoolenterprise.resolve.decisions import (
    Decision,
    Decisions,
    dump_decisions,
    load_decisions,
)
from schoolenterprise.resolve.findings import Doubt, Merge, MergeReason
from schoolenterprise.resolve.resolution import Resolution, resolve

__all__ = [
    "Decision",
    "Decisions",
    "Doubt",
    "Merge",
    "MergeReason",
    "Resolution",
    "dump_decisions",
    "load_decisions",
    "resolve",
]
