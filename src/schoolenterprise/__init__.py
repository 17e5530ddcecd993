"""School-enterprise cooperation (校企合作) as typed records: read, kept in a ledger, exchanged.

A table of contents: start at `read_news` (a page in, records out), `Ledger` (records kept) and
`load` / `dump` (files in and out); the classes of `schoolenterprise.model` are the records.
"""

from schoolenterprise._version import __version__
from schoolenterprise.check import check
from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import (
    ConflictError,
    FormatError,
    InvalidRecordError,
    InvalidValueError,
    MissingExtraError,
    Place,
    Problem,
    SchoolEnterpriseError,
    Severity,
    UnknownNameError,
)
from schoolenterprise.formats import dump, dumps, load, loads
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Enterprise,
    Event,
    Evidence,
    IndustryCollege,
    Institution,
    Milestone,
    Official,
    Organization,
    Outcome,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Signatory,
    Source,
    Visit,
    evolve,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.reader import Lexicon, Reading, read_news

__all__ = [
    "Agreement",
    "Appointment",
    "Arrangement",
    "ConflictError",
    "Count",
    "Enterprise",
    "Event",
    "Evidence",
    "FormatError",
    "IndustryCollege",
    "Institution",
    "InvalidRecordError",
    "InvalidValueError",
    "Ledger",
    "Lexicon",
    "Milestone",
    "MissingExtraError",
    "Official",
    "Organization",
    "Outcome",
    "PartialDate",
    "Participant",
    "Period",
    "Place",
    "Placement",
    "Post",
    "Problem",
    "Program",
    "Quantity",
    "Reading",
    "Record",
    "SchoolEnterpriseError",
    "Severity",
    "Signatory",
    "Source",
    "UnknownNameError",
    "Visit",
    "When",
    "__version__",
    "check",
    "dump",
    "dumps",
    "evolve",
    "load",
    "loads",
    "read_news",
]
