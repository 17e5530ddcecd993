"""Questions to records: selections that chain, tallies, partners and timelines; changes nothing."""

from schoolenterprise.query._agreements import Agreements
from schoolenterprise.query._cooperation import Arrangements, IndustryColleges, Placements
from schoolenterprise.query._dated import DatedSelection
from schoolenterprise.query._dates import Certainty, Date
from schoolenterprise.query._links import Link, links, targets
from schoolenterprise.query._names import (
    REFERENCES,
    find_official,
    find_organization,
    find_program,
)
from schoolenterprise.query._nearest import hint, nearest
from schoolenterprise.query._occasions import Appointments, Counts, Events, Programs, Sources
from schoolenterprise.query._officials import Officials
from schoolenterprise.query._organizations import Enterprises, Institutions, Organizations
from schoolenterprise.query._partners import Partner, partners
from schoolenterprise.query._selection import Selection
from schoolenterprise.query._store import Store
from schoolenterprise.query._tally import Tally
from schoolenterprise.query._timeline import Moment, timeline
from schoolenterprise.query._visits import Visits

__all__ = [
    "REFERENCES",
    "Agreements",
    "Appointments",
    "Arrangements",
    "Certainty",
    "Counts",
    "Date",
    "DatedSelection",
    "Enterprises",
    "Events",
    "IndustryColleges",
    "Institutions",
    "Link",
    "Moment",
    "Officials",
    "Organizations",
    "Partner",
    "Placements",
    "Programs",
    "Selection",
    "Sources",
    "Store",
    "Tally",
    "Visits",
    "find_official",
    "find_organization",
    "find_program",
    "hint",
    "links",
    "nearest",
    "partners",
    "targets",
    "timeline",
]
