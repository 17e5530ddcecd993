"""JSON-LD: rdflib reads back every triple, and no other."""

import json
import re
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings

from exchanged import UNSAFE_ADDRESSES, dumped, some_records
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats.exchange import jsonld
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.formats.exchange._safe import percent, web_address
from schoolenterprise.formats.exchange._terms import (
    ABOUT_IT,
    PREFIXES,
    TERMS,
    TYPES,
    TYPES_OF_KINDS,
    term_of,
    types_of,
)
from schoolenterprise.model import (
    RECORD_CLASSES,
    Appointment,
    Evidence,
    Institution,
    Official,
    Placement,
    Post,
    Program,
    Record,
    Source,
    Visit,
    shapes,
)
from schoolenterprise.vocabulary import InstitutionLevel, Labelled

# rdflib warns of what it uses itself when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

XSD = rdflib.XSD
EDTF = rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
Triple = tuple[rdflib.URIRef, rdflib.URIRef, Any]


def graph(records: Any, **options: Any) -> set[Triple]:
    read = rdflib.Graph()
    read.parse(data=dumped(jsonld, records, **options), format="json-ld")
    return set(read)  # type: ignore[arg-type]  # every subject is an IRI


def iri(term: str) -> rdflib.URIRef:
    prefix, _, name = term.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + name)


def node(identifier: str) -> rdflib.URIRef:
    return rdflib.URIRef(jsonld.BASE + percent(identifier))


def text(value: str) -> rdflib.Literal:
    blocks = (
        ("〇", "〇"),
        ("㐀", "䶿"),
        ("一", "\u9fff"),
        ("\uf900", "\ufaff"),
        ("\U00020000", "\U0003ffff"),
    )
    chinese = any(first <= each <= last for first, last in blocks for each in value)
    return rdflib.Literal(value, lang="zh-Hans") if chinese else rdflib.Literal(value)


def date(value: PartialDate) -> rdflib.Literal:
    for pattern, kind in (
        (r"\d{4}", XSD.gYear),
        (r"\d{4}-(0\d|1[012])", XSD.gYearMonth),
        (r"\d{4}-\d\d-\d\d", XSD.date),
    ):
        if re.fullmatch(pattern, value.edtf) and value.edtf[:4] != "0000":
            return rdflib.Literal(value.edtf, datatype=kind)
    return rdflib.Literal(value.edtf, datatype=EDTF)


def expected(record: Any, subject: rdflib.URIRef) -> set[Triple]:
    """What stands in a record, said in triples by the table of terms."""
    found: set[Triple] = {(subject, rdflib.RDF.type, iri(each)) for each in types_of(record)}
    cls: type = type(record)
    for name, shape in shapes(cls).items():
        held = getattr(record, name)
        if name in ("id", "extra") or held is None or (held is False and not shape.optional):
            continue
        term = iri(term_of(cls, name))
        for at, each in enumerate(held if shape.many else (held,)):
            inside = f"{name}.{at}" if shape.many else name
            within = rdflib.URIRef(f"{subject}{'.' if '/' in subject else '/'}{inside}")
            if shape.kind == "nested":
                found |= {(subject, term, within)} | expected(each, within)
            elif isinstance(each, Period):
                whole = rdflib.Literal(each.edtf, datatype=EDTF)
                if str(term).endswith("startDate"):
                    found.add((subject, iri("se:period"), whole))
                    found |= {(subject, term, date(each.start))} if each.start else set()
                    end = iri("schema:endDate")
                    if each.end and not isinstance(record, Appointment | Placement):
                        found.add((subject, end, date(each.end)))
                else:
                    found.add((subject, term, whole))
            elif isinstance(each, PartialDate):
                found.add((subject, term, date(each)))
            elif isinstance(each, Labelled):
                found |= {(subject, term, text(each.value)), (subject, term, text(each.label))}
            elif type(each) is bool:
                found.add((subject, term, rdflib.Literal(each)))
            elif type(each) is int:
                found.add((subject, term, rdflib.Literal(str(each), datatype=XSD.integer)))
            elif name == "url" and web_address(each):
                found.add((subject, term, rdflib.URIRef(each)))
            elif name == "url":
                found.add((subject, iri("se:url"), text(each)))
            elif "Reference" in type(shape.rule).__name__:
                found.add((subject, term, node(each)))
            else:
                found.add((subject, term, text(each)))
    if isinstance(record, Record):
        tells = iri("schema:subjectOf")
        found |= {(subject, tells, node(each.source)) for each in record.evidence}
    return found


class TestReadBackByRdflib:
    @settings(max_examples=60, deadline=None)
    @given(some_records)
    def test_every_triple_and_no_other(self, records: list[Record]) -> None:
        everything = Directory.of(records).records.values()
        wanted = set().union(*(expected(each, node(each.id)) for each in everything))
        assert graph(records) == wanted

    def test_a_visit_in_full(self) -> None:
        visit = Visit(
            id="visit:1",
            date=PartialDate("2022-02"),
            visitor="institution:星川学院",
            evidence=(Evidence(source="source:1", field="date", start=0, end=2, quote="二月"),),
        )
        lines = dumped(jsonld, [visit]).decode().splitlines()
        base = jsonld.BASE
        assert json.loads(lines[1].rstrip(",")) == {
            "@id": f"{base}visit:1",
            "@type": ["schema:Event", "prov:Activity"],
            "schema:subjectOf": [
                {
                    "@id": f"{base}visit:1/evidence.0",
                    "@type": ["schema:Quotation", "prov:Entity"],
                    "prov:wasQuotedFrom": [{"@id": f"{base}source:1"}],
                    "se:field": ["date"],
                    "se:start": [{"@type": "xsd:integer", "@value": "0"}],
                    "se:end": [{"@type": "xsd:integer", "@value": "2"}],
                    "schema:text": [{"@language": "zh-Hans", "@value": "二月"}],
                    "se:how": ["exact", {"@language": "zh-Hans", "@value": "原样"}],
                },
                {"@id": f"{base}source:1"},
            ],
            "schema:startDate": [{"@type": "xsd:gYearMonth", "@value": "2022-02"}],
            "schema:organizer": [
                {"@id": f"{base}institution:%E6%98%9F%E5%B7%9D%E5%AD%A6%E9%99%A2"}
            ],
            "se:mode": ["on_site", {"@language": "zh-Hans", "@value": "实地走访"}],
        }
        stand_ins = [json.loads(line.rstrip(",")) for line in lines[2:-1]]
        assert [each["@type"][0] for each in stand_ins] == [
            "schema:NewsArticle",
            "schema:EducationalOrganization",
        ]

    @pytest.mark.parametrize(
        ("edtf", "kind"),
        [
            ("2022-02-18", XSD.date),
            ("2022-02", XSD.gYearMonth),
            ("2022", XSD.gYear),
            ("2022-02~", EDTF),
            ("2022?", EDTF),
            ("2022-21", EDTF),
            ("202X", EDTF),
            ("2022-XX", EDTF),
            ("XXXX-03-05", EDTF),
            ("-0044", EDTF),
            ("0000", EDTF),
            ("Y170000002", EDTF),
        ],
    )
    def test_only_what_is_exact_is_a_date_of_xsd(self, edtf: str, kind: rdflib.URIRef) -> None:
        visit = Visit(id="visit:1", date=PartialDate(edtf))
        (found,) = (o for s, p, o in graph([visit]) if p == iri("schema:startDate"))
        assert (str(found), found.datatype) == (edtf, kind)

    def test_a_period_keeps_its_ends_and_itself(self) -> None:
        visit = Visit(id="visit:1", date=Period("2022-02-18/2022-03~"))
        said = {(p, str(o)) for s, p, o in graph([visit])}
        assert (iri("se:period"), "2022-02-18/2022-03~") in said
        assert (iri("schema:startDate"), "2022-02-18") in said
        assert (iri("schema:endDate"), "2022-03~") in said

    def test_a_college_is_told_from_a_school(self) -> None:
        made = [
            Institution(id="institution:1", name="甲", level=InstitutionLevel.HIGHER_VOCATIONAL),
            Institution(id="institution:2", name="乙", level=InstitutionLevel.TECHNICAL),
        ]
        types = {(str(s)[-1], str(o)) for s, p, o in graph(made) if p == rdflib.RDF.type}
        assert ("1", "https://schema.org/CollegeOrUniversity") in types
        assert ("2", "https://schema.org/EducationalOrganization") in types


class TestIdsAndAddresses:
    def test_the_base_is_the_callers(self) -> None:
        program = Program(name="访企拓岗")
        subjects = {str(s) for s, _, _ in graph([program], base="https://example.org/l/")}
        assert subjects == {"https://example.org/l/program:%E8%AE%BF%E4%BC%81%E6%8B%93%E5%B2%97"}

    @pytest.mark.parametrize(
        "base",
        [
            *("", "ledger/", "https://a b/", "urn:<x>", "h:\u202e", 7, None, "schema:"),
            *("https://example.org/ledger", "https://example.org/%zz/", "https://a/#b#"),
            *("https:", "https:///", "https://[::1/", "https://example.org/l#a%2:"),
        ],
    )
    def test_a_base_that_is_no_iri_is_refused(self, base: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"^base: found "):
            dumped(jsonld, [], base=base)

    @pytest.mark.parametrize(
        "base", ["http://a/", "https://a/%20/?id=", "urn:x:", "https://例/l#", "https://a/b#c/"]
    )
    def test_other_bases_are_as_good(self, base: str) -> None:
        (subject,) = {str(s) for s, _, _ in graph([Program(id="program:1", name="甲")], base=base)}
        assert subject == f"{base}program:1"

    @pytest.mark.parametrize(
        ("base", "post"),
        [
            ("https://example.org/l/", "https://example.org/l/official:1#posts.0"),
            ("https://example.org/l#", "https://example.org/l#official:1/posts.0"),
        ],
    )
    def test_what_lies_inside_goes_by_its_path(self, base: str, post: str) -> None:
        official = Official(id="official:1", name="何静", posts=(Post(title="校长"),))
        assert post in {str(s) for s, _, _ in graph([official], base=base)}

    @pytest.mark.parametrize("url", UNSAFE_ADDRESSES)
    def test_an_address_that_is_none_of_the_web_stays_text(self, url: str) -> None:
        found = graph([Source(id="source:1", url=url)])
        assert not [o for _, p, o in found if isinstance(o, rdflib.URIRef) and str(o) == url]
        assert [str(o) for _, p, o in found if p == iri("se:url")] == [url]

    def test_an_address_of_the_web_is_a_link(self) -> None:
        url = "https://例子.example/新闻?id=1&a=%20#top"
        found = graph([Source(id="source:1", url=url)])
        assert rdflib.URIRef(url) in {o for _, p, o in found if p == iri("schema:url")}


def test_the_table_names_classes_and_fields_that_there_are() -> None:
    assert {*RECORD_CLASSES, Evidence} <= set(TYPES)
    assert set(TYPES) == set(TERMS)
    for cls, terms in TERMS.items():
        assert set(terms) <= set(shapes(cls))
        assert len(set(terms.values())) == len(terms)
        assert {term.partition(":")[0] for term in terms.values()} <= set(PREFIXES)


VOCABULARIES = {
    "schema": rdflib.SDO,
    "org": rdflib.ORG,
    "foaf": rdflib.FOAF,
    "prov": rdflib.PROV,
    "xsd": rdflib.XSD,
}
LATER = {"schema:observationAbout"}
"""Terms of schema.org that are younger than the list of rdflib."""
USED = {
    *(term for terms in TERMS.values() for term in terms.values()),
    *(term for types in (*TYPES.values(), *TYPES_OF_KINDS.values()) for term in types),
    ABOUT_IT,
}


@pytest.mark.parametrize("term", sorted(USED - LATER))
def test_every_term_is_one_of_its_vocabulary(term: str) -> None:
    prefix, _, name = term.partition(":")
    assert name in VOCABULARIES[prefix]
    assert str(VOCABULARIES[prefix]) == PREFIXES[prefix]


ENTITIES = {iri("prov:wasQuotedFrom"), iri("prov:wasDerivedFrom")}
"""Properties of PROV both of whose ends are entities."""


@settings(max_examples=60, deadline=None)
@given(some_records)
def test_no_activity_is_an_entity(records: list[Record]) -> None:
    found = graph(records)
    activities = {s for s, p, o in found if p == rdflib.RDF.type and o == iri("prov:Activity")}
    entities = {s for s, p, o in found if p == rdflib.RDF.type and o == iri("prov:Entity")}
    entities |= {each for s, p, o in found if p in ENTITIES for each in (s, o)}
    assert not activities & entities
    assert iri("prov:generated") not in {p for _, p, _ in found}
