"""The closed list of record classes, and the name of the form in which they are written."""

from schoolenterprise.errors import UnknownNameError
from schoolenterprise.model._base import Record
from schoolenterprise.model.agreement import Agreement
from schoolenterprise.model.appointment import Appointment
from schoolenterprise.model.arrangement import Arrangement
from schoolenterprise.model.college import IndustryCollege
from schoolenterprise.model.count import Count
from schoolenterprise.model.event import Event
from schoolenterprise.model.official import Official
from schoolenterprise.model.organization import Enterprise, Institution, Organization
from schoolenterprise.model.placement import Placement
from schoolenterprise.model.program import Program
from schoolenterprise.model.source import Source
from schoolenterprise.model.visit import Visit

FORM = "schoolenterprise/1"
"""Name and version of the form in which records are written; it stands under `schema` in a file."""

RECORD_CLASSES: tuple[type[Record], ...] = (
    Source,
    Organization,
    Institution,
    Enterprise,
    Official,
    Program,
    Visit,
    Agreement,
    IndustryCollege,
    Arrangement,
    Appointment,
    Placement,
    Event,
    Count,
)
_BY_NAME = {cls.__name__: cls for cls in RECORD_CLASSES}


def record_class(name: str) -> type[Record]:
    """Return the record class with this name, as it stands under `type` in a file.

    Raises:
        UnknownNameError: there is no such class.
    """
    if name not in _BY_NAME:
        raise UnknownNameError(f"found {name!r}, expected one of {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


__all__ = ["FORM", "RECORD_CLASSES", "record_class"]
