"""Popolo: every object is what the JSON schemas of the specification ask for, every id leads somewhere."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from exchanged import dumped, hostile_records, some_records, tangled_records
from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.formats.exchange import popolo
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Event,
    Evidence,
    IndustryCollege,
    Institution,
    Milestone,
    Official,
    Organization,
    Participant,
    Post,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import EventKind, MilestoneKind

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
NAMES = {"type": "array", "items": {"type": "object", "properties": {"name": TEXT, "note": TEXT}}}
LINKS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["url"],
        "properties": {"url": {"type": "string", "pattern": "^https?://"}, "note": TEXT},
    },
}
CODES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["identifier"],
        "properties": {"identifier": TEXT, "scheme": TEXT},
    },
}


def of_class(**properties: Any) -> dict[str, Any]:
    """The schema of a list of objects, with no properties but those that the specification has."""
    held = {"id": TEXT, "sources": LINKS, **properties}
    item = {"type": "object", "required": ["id"], "properties": held, "additionalProperties": False}
    return {"type": "array", "items": item}


SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "persons": of_class(name=TEXT),
        "organizations": of_class(
            name=TEXT,
            other_names=NAMES,
            identifiers=CODES,
            classification=TEXT,
            parent_id=TEXT,
            area_id=TEXT,
            founding_date=DAY,
            description=TEXT,
        ),
        "posts": of_class(label=TEXT, role=TEXT, organization_id=TEXT),
        "memberships": of_class(
            label=TEXT,
            role=TEXT,
            member={"type": "object"},
            person_id=TEXT,
            organization_id=TEXT,
            post_id=TEXT,
            start_date=DAY,
            end_date=DAY,
        ),
        "events": of_class(
            name=TEXT,
            description=TEXT,
            classification=TEXT,
            location=TEXT,
            status=TEXT,
            organization_id=TEXT,
            start_date=DAY,
            end_date=DAY,
            attendees={
                "type": "array",
                "items": {"type": "object", "properties": {"id": TEXT, "name": TEXT}},
            },
        ),
        "areas": of_class(name=TEXT, identifier=TEXT, classification=TEXT),
    },
}
"""The parts of the schemas of popoloproject.com that apply here."""

CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def document(records: Any) -> dict[str, list[dict[str, Any]]]:
    made: dict[str, list[dict[str, Any]]] = json.loads(dumped(popolo, records))
    return made


def check(made: dict[str, list[dict[str, Any]]]) -> None:
    CHECKER.validate(made)
    ids = {name: {each["id"] for each in items} for name, items in made.items()}
    assert all(len(ids[name]) == len(items) for name, items in made.items())
    lists = {
        "person_id": "persons",
        "organization_id": "organizations",
        "parent_id": "organizations",
        "post_id": "posts",
        "area_id": "areas",
    }
    for items in made.values():
        for each in items:
            for name, target in lists.items():
                assert name not in each or each[name] in ids[target]
            for person in each.get("attendees", ()):
                assert "id" not in person or person["id"] in ids["persons"]
            assert "member" not in each or each["member"]["id"] in ids["organizations"]


@settings(max_examples=80, deadline=None)
@given(some_records)
def test_every_object_is_valid_and_every_id_leads_somewhere(records: list[Record]) -> None:
    made = document(records)
    check(made)
    everything = Directory.of(records).records.values()
    for name, classes in (
        ("persons", Official),
        ("events", (Visit, Agreement, Event)),
    ):
        assert len(made[name]) == len([each for each in everything if isinstance(each, classes)])
    bodies = [each for each in everything if isinstance(each, Organization | IndustryCollege)]
    named = [each for each in everything if isinstance(each, Arrangement) and each.name]
    assert len(made["organizations"]) == len(bodies) + len(named)


def test_hostile_names() -> None:
    check(document(hostile_records()))


def test_who_names_each_other_and_themselves() -> None:
    check(document(tangled_records()))


def test_a_person_in_a_post() -> None:
    school = Institution(name="星川学院", aliases=("星川",), code="4142010834", region="420100")
    post = Post(
        title="校长",
        organization=school.id,
        since=PartialDate("2021-03"),
        until=PartialDate("2024~"),
        seen=PartialDate("2022-02-18"),
    )
    made = document([school, Official(name="何静", posts=(post,))])
    person, place = "official:何静@institution:星川学院", "institution:星川学院#校长"
    assert made == {
        "persons": [{"id": person, "name": "何静"}],
        "organizations": [
            {
                "id": school.id,
                "name": "星川学院",
                "other_names": [{"name": "星川", "note": "简称"}],
                "identifiers": [{"scheme": "学校标识码", "identifier": "4142010834"}],
                "classification": "学校",
                "area_id": "420100",
            }
        ],
        "posts": [{"id": place, "label": "校长", "role": "校长", "organization_id": school.id}],
        "memberships": [
            {
                "id": f"{person}#posts.0",
                "person_id": person,
                "role": "校长",
                "start_date": "2021-03",
                "label": "校长（见于 2022-02-18）；2024~",
                "organization_id": school.id,
                "post_id": place,
            }
        ],
        "events": [],
        "areas": [
            {
                "id": "420100",
                "identifier": "420100",
                "name": "湖北省武汉市",
                "classification": "行政区划",
            }
        ],
    }


def test_a_visit_with_its_source() -> None:
    proof = Evidence(source="source:1", field="date", start=0, end=1, quote="日")
    visit = Visit(
        id="visit:1",
        date=Period("2022-02-18/2022-02-20"),
        visitor="institution:星川学院",
        participants=(Participant(name="王伟"),),
        evidence=(proof,),
    )
    source = Source(id="source:1", url="https://example.org/1", title="新闻")
    (event,) = document([source, visit])["events"]
    assert event["organization_id"] == "institution:星川学院"
    assert (event["start_date"], event["end_date"]) == ("2022-02-18", "2022-02-20")
    assert event["description"] == "日期：2022-02-18/2022-02-20"
    assert event["attendees"] == [{"name": "王伟"}]
    assert event["sources"] == [{"url": "https://example.org/1", "note": "新闻"}]


def test_what_the_specification_has_no_place_for_is_told_in_words() -> None:
    agreement = Agreement(id="agreement:1", date=parse("2022~"), expires=PartialDate("2025-02-01"))
    hosts = ("institution:星川学院", "enterprise:蓝海公司")
    event = Event(id="event:1", kind=EventKind.MEETING, organizers=hosts)
    first, second = document([agreement, event])["events"]
    assert first["description"] == "日期：2022~；到期：2025-02-01"
    assert second["description"] == "主办单位：星川学院、蓝海公司"
    assert second["organization_id"] == hosts[0]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2022-02", {"founding_date": "2022-02"}),
        ("2022~", {"description": "成立：2022~"}),
        ("2022-02/2022-03", {"description": "成立：2022-02/2022-03"}),
    ],
)
def test_a_college_is_founded_on_a_date_or_about_one(date: str, told: dict[str, str]) -> None:
    step = Milestone(kind=MilestoneKind.UNVEILED, date=parse(date))
    college = IndustryCollege(id="industry_college:1", name="蓝海学院", milestones=(step,))
    (found,) = document([college])["organizations"]
    named = {"id": college.id, "name": "蓝海学院", "classification": "产业学院"}
    assert found == {**named, **told}


def test_posts_whose_ids_could_be_read_two_ways_stay_two() -> None:
    one = Post(title="处长#1", organization="institution:1")
    other = Post(title="1", organization="institution:1#处长")
    official = Official(id="official:1", name="何静", posts=(one, other))
    assert [each["role"] for each in document([official])["posts"]] == ["处长#1", "1"]


def test_ids_that_differ_in_a_control_character_stay_two() -> None:
    schools = [Institution(id=f"institution:1{each}", name="甲") for each in "\x00\x01"]
    assert [each["id"] for each in document(schools)["organizations"]] == [
        each.id for each in schools
    ]


def test_an_appointment_has_its_own_end() -> None:
    appointment = Appointment(
        official="official:何静",
        role="产业教授",
        date=Period("2022-02-18/2022-03~"),
        until=PartialDate("2025-02"),
    )
    (tie,) = document([appointment])["memberships"]
    assert (tie["start_date"], tie["end_date"]) == ("2022-02-18", "2025-02")
    assert tie["label"] == "产业教授；2022-02-18/2022-03~"


def test_partners_are_members_of_a_college() -> None:
    college = IndustryCollege(
        id="industry_college:1", name="蓝海学院", partners=("enterprise:蓝海公司",)
    )
    (tie,) = document([college])["memberships"]
    assert (tie["organization_id"], tie["member"]["id"]) == (college.id, "enterprise:蓝海公司")
