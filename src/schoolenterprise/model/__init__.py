"""The domain model: typed, frozen records of school-enterprise cooperation; no input, no output."""

from schoolenterprise.model._base import Evidence, Record, Value, reserved_keys
from schoolenterprise.model._classes import FORM, RECORD_CLASSES, record_class
from schoolenterprise.model._shape import Checked, Reference, Shape, shapes
from schoolenterprise.model.agreement import Agreement
from schoolenterprise.model.appointment import Appointment
from schoolenterprise.model.arrangement import Arrangement
from schoolenterprise.model.changes import evolve
from schoolenterprise.model.college import IndustryCollege, Milestone
from schoolenterprise.model.count import Count
from schoolenterprise.model.event import Event
from schoolenterprise.model.extra import NO_EXTRA, Extra
from schoolenterprise.model.official import Official, Participant, Post, Signatory
from schoolenterprise.model.organization import (
    Enterprise,
    Institution,
    Organization,
    organization_class,
)
from schoolenterprise.model.placement import InternshipTerms, Placement
from schoolenterprise.model.program import Program
from schoolenterprise.model.source import Source, digest
from schoolenterprise.model.unchecked import unchecked
from schoolenterprise.model.visit import Outcome, Visit

__all__ = [
    "FORM",
    "NO_EXTRA",
    "RECORD_CLASSES",
    "Agreement",
    "Appointment",
    "Arrangement",
    "Checked",
    "Count",
    "Enterprise",
    "Event",
    "Evidence",
    "Extra",
    "IndustryCollege",
    "Institution",
    "InternshipTerms",
    "Milestone",
    "Official",
    "Organization",
    "Outcome",
    "Participant",
    "Placement",
    "Post",
    "Program",
    "Record",
    "Reference",
    "Shape",
    "Signatory",
    "Source",
    "Value",
    "Visit",
    "digest",
    "evolve",
    "organization_class",
    "record_class",
    "reserved_keys",
    "shapes",
    "unchecked",
]
