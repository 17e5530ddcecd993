"""Which terms of schema.org, W3C ORG and PROV stand for the classes and fields of the model."""

from collections.abc import Mapping

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
    InternshipTerms,
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
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import ArrangementKind, InstitutionLevel, OrganizationKind

PREFIXES: Mapping[str, str] = {
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "se": "urn:uuid:43bd1dcf-be6d-4876-a692-beb2ac8f16d0#",
}
"""Prefix → vocabulary; `se` holds the fields that no standard has a term for, by their names.

`se` is a UUID drawn for this purpose (RFC 9562), its fragments are the fields (RFC 8141 §2.3.3): it
can be had without a domain or a registered namespace, and no other vocabulary can have it.
"""

TYPES: Mapping[type, tuple[str, ...]] = {
    Source: ("schema:NewsArticle", "prov:Entity"),
    Organization: ("schema:Organization", "org:FormalOrganization"),
    Institution: ("schema:EducationalOrganization", "org:FormalOrganization"),
    Enterprise: ("schema:Corporation", "org:FormalOrganization"),
    Official: ("schema:Person", "foaf:Person"),
    Program: ("schema:EventSeries",),
    Visit: ("schema:Event", "prov:Activity"),
    Agreement: ("schema:CreativeWork", "schema:AgreeAction"),
    IndustryCollege: ("schema:EducationalOrganization", "org:OrganizationalCollaboration"),
    Arrangement: ("schema:Project",),
    Appointment: ("schema:OrganizationRole", "org:Membership"),
    Placement: ("schema:WorkBasedProgram",),
    Event: ("schema:BusinessEvent", "prov:Activity"),
    Count: ("schema:Observation",),
    Evidence: ("schema:Quotation", "prov:Entity"),
    Post: ("schema:OrganizationRole", "org:Membership"),
    Participant: ("schema:Role", "prov:Association"),
    Signatory: ("schema:Role", "prov:Association"),
    Milestone: ("schema:Event",),
    Outcome: ("schema:Observation",),
    Quantity: ("schema:QuantitativeValue",),
    InternshipTerms: ("schema:StructuredValue",),
}
"""Class → its types, unless the kind of the record has others."""

ABOUT_IT = "schema:subjectOf"
"""Record → a source or quotation that tells of it.

Not prov:wasDerivedFrom: that makes an entity of what it is said of, and in PROV no activity, such
as a visit, is an entity. Not prov:generated for what came about at an event either: a visit may.
"""

_ALLIANCE = ("schema:Organization", "org:OrganizationalCollaboration")
_FACILITY = ("schema:Place", "org:Site")
_SCHEME = ("schema:WorkBasedProgram",)

TYPES_OF_KINDS: Mapping[str, tuple[str, ...]] = {
    OrganizationKind.GOVERNMENT: ("schema:GovernmentOrganization", "org:FormalOrganization"),
    OrganizationKind.PARK: ("schema:Organization", "schema:Place", "org:FormalOrganization"),
    OrganizationKind.ASSOCIATION: ("schema:NGO", "org:FormalOrganization"),
    OrganizationKind.INSTITUTE: ("schema:ResearchOrganization", "org:FormalOrganization"),
    ArrangementKind.CITY_ALLIANCE: _ALLIANCE,
    ArrangementKind.SECTOR_COMMUNITY: _ALLIANCE,
    ArrangementKind.EDUCATION_GROUP: _ALLIANCE,
    ArrangementKind.PRACTICE_CENTER: _FACILITY,
    ArrangementKind.TRAINING_BASE: _FACILITY,
    ArrangementKind.INTERNSHIP_BASE: _FACILITY,
    ArrangementKind.EMPLOYMENT_BASE: _FACILITY,
    ArrangementKind.PRACTICE_BASE: _FACILITY,
    ArrangementKind.FACTORY_IN_SCHOOL: _FACILITY,
    ArrangementKind.SCHOOL_IN_FACTORY: _FACILITY,
    ArrangementKind.STUDIO: _FACILITY,
    ArrangementKind.JOINT_LABORATORY: _FACILITY,
    ArrangementKind.ORDER_CLASS: _SCHEME,
    ArrangementKind.MODERN_APPRENTICESHIP: _SCHEME,
    ArrangementKind.NEW_APPRENTICESHIP: _SCHEME,
    ArrangementKind.CHINESE_APPRENTICESHIP: _SCHEME,
    ArrangementKind.FIELD_ENGINEER: _SCHEME,
}
"""Kind of an organization or arrangement → its types, where they differ from those of the class."""

_BODY = {
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "uscc": "schema:taxID",
    "parent": "schema:parentOrganization",
}
_PERSON = {
    "official": "prov:agent",
    "name": "schema:name",
    "titles": "schema:jobTitle",
    "organization": "schema:affiliation",
    "role": "schema:roleName",
}

TERMS: Mapping[type, Mapping[str, str]] = {
    Source: {
        "title": "schema:headline",
        "publisher": "schema:publisher",
        "authors": "schema:author",
        "url": "schema:url",
        "published": "schema:datePublished",
        "text": "schema:articleBody",
        "digest": "schema:sha256",
    },
    Organization: _BODY,
    Institution: {**_BODY, "code": "schema:identifier"},
    Enterprise: _BODY,
    Official: {"name": "schema:name", "posts": "org:hasMembership"},
    Program: {
        "name": "schema:name",
        "aliases": "schema:alternateName",
        "organizer": "schema:organizer",
        "period": "schema:startDate",
        "parent": "schema:superEvent",
    },
    Visit: {
        "date": "schema:startDate",
        "visitor": "schema:organizer",
        "hosts": "schema:attendee",
        "program": "schema:superEvent",
    },
    Agreement: {
        "date": "schema:dateCreated",
        "parties": "schema:participant",
        "kind": "schema:additionalType",
        "subject": "schema:description",
        "status": "schema:creativeWorkStatus",
        "expires": "schema:expires",
    },
    IndustryCollege: {
        "name": "schema:name",
        "aliases": "schema:alternateName",
        "institution": "schema:parentOrganization",
        "partners": "schema:sponsor",
    },
    Arrangement: {"name": "schema:name"},
    Appointment: {
        "official": "org:member",
        "role": "schema:roleName",
        "by": "org:organization",
        "date": "schema:startDate",
        "until": "schema:endDate",
    },
    Placement: {
        "institution": "schema:provider",
        "since": "schema:startDate",
        "until": "schema:endDate",
    },
    Event: {
        "name": "schema:name",
        "date": "schema:startDate",
        "place": "schema:location",
        "organizers": "schema:organizer",
        "records": "schema:about",
    },
    Count: {
        "what": "schema:measuredProperty",
        "organization": "schema:observationAbout",
        "date": "schema:observationDate",
    },
    Evidence: {"source": "prov:wasQuotedFrom", "quote": "schema:text"},
    Post: {
        "title": "schema:roleName",
        "organization": "org:organization",
        "since": "schema:startDate",
        "until": "schema:endDate",
    },
    Participant: _PERSON,
    Signatory: _PERSON,
    Milestone: {"date": "schema:startDate"},
    Outcome: {"what": "schema:measuredProperty"},
    Quantity: {
        "at_least": "schema:minValue",
        "at_most": "schema:maxValue",
        "unit": "schema:unitText",
    },
    InternshipTerms: {},
}
"""Class → field → term; a field that is missing here goes by its own name, in `se`."""


_COLLEGES = frozenset(
    {
        InstitutionLevel.UNDERGRADUATE,
        InstitutionLevel.VOCATIONAL_UNDERGRADUATE,
        InstitutionLevel.HIGHER_VOCATIONAL,
        InstitutionLevel.ADULT_HIGHER,
    }
)


def types_of(record: object) -> tuple[str, ...]:
    """Return the types of a record or of a value inside one."""
    if isinstance(record, Institution) and record.level in _COLLEGES:
        return ("schema:CollegeOrUniversity", "org:FormalOrganization")
    kind = getattr(record, "kind", "")
    if isinstance(record, Organization | Arrangement) and kind in TYPES_OF_KINDS:
        return TYPES_OF_KINDS[kind]
    return TYPES[type(record)]


def term_of(cls: type, field: str) -> str:
    """Return the term for a field of a record or value of `cls`."""
    if field == "evidence" and issubclass(cls, Record):
        return ABOUT_IT
    return TERMS[cls].get(field, f"se:{field}")


__all__ = ["ABOUT_IT", "PREFIXES", "TERMS", "TYPES", "TYPES_OF_KINDS", "term_of", "types_of"]
