"""FollowTheMoney: the package of that name takes every entity, and refuses none of its values."""

import json
from typing import Any

import pytest
from followthemoney import model
from hypothesis import given

from exchanged import dumped, hostile_records, some_records, tangled_records
from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.formats.exchange import followthemoney
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Count,
    Enterprise,
    Evidence,
    IndustryCollege,
    Institution,
    Milestone,
    Official,
    Organization,
    Post,
    Record,
    Source,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import CountKind, MilestoneKind, OrganizationKind, Ownership

USCC = "91420100177766088X"
SCHOOL = Institution(name="星川学院", ownership=Ownership.PUBLIC, region="420100")
FIRM = Enterprise(name="蓝海公司")


def entities(records: Any) -> list[dict[str, Any]]:
    lines = dumped(followthemoney, records).decode().splitlines()
    return [json.loads(line) for line in lines]


def check(made: list[dict[str, Any]]) -> None:
    """Refuse entities that the package refuses, or whose edges lead nowhere."""
    known = {each["id"]: each["schema"] for each in made}
    assert len(known) == len(made)
    for each in made:
        schema = model[each["schema"]]
        assert not schema.abstract
        data: Any = each
        schema.validate(data)
        proxy = model.get_proxy(each, cleaned=False)
        assert proxy.id == each["id"]
        for name, values in each["properties"].items():
            prop = schema.properties[name]
            assert values
            assert len(set(values)) == len(values)
            if prop.type.name != "entity":
                assert [prop.type.clean(value) for value in values] == proxy.get(name)
            if prop.type.name == "entity":
                assert all(model[known[value]].is_a(prop.range) for value in values)
        assert not [name for name in schema.required if not proxy.get(name)]


class TestReadBackByThePackage:
    @given(some_records)
    def test_every_entity_is_valid(self, records: list[Record]) -> None:
        made = entities(records)
        check(made)
        everything = Directory.of(records).records.values()
        bodies = [each for each in everything if isinstance(each, Organization)]
        persons = [each for each in everything if isinstance(each, Official)]
        schemas = [each["schema"] for each in made]
        firms = [each for each in bodies if isinstance(each, Enterprise)]
        assert schemas.count("Company") == len(firms)
        assert schemas.count("Person") == len(persons)
        assert schemas.count("Article") == len(
            [each for each in everything if isinstance(each, Source)]
        )

    def test_hostile_names(self) -> None:
        check(entities(hostile_records()))

    def test_who_names_each_other_and_themselves(self) -> None:
        check(entities(tangled_records()))


def one(schema: str, records: list[Record]) -> dict[str, list[str]]:
    (found,) = (each for each in entities(records) if each["schema"] == schema)
    properties: dict[str, list[str]] = found["properties"]
    return properties


class TestMapping:
    @pytest.mark.parametrize(
        ("body", "schema"),
        [
            (FIRM, "Company"),
            (SCHOOL, "PublicBody"),
            (Institution(name="民办学院"), "Organization"),
            (Organization(name="人社局", kind=OrganizationKind.GOVERNMENT), "PublicBody"),
            (Organization(name="园区", kind=OrganizationKind.PARK), "Organization"),
        ],
    )
    def test_the_schema_of_an_organization(self, body: Organization, schema: str) -> None:
        assert [each["schema"] for each in entities([body])] == [schema]

    @pytest.mark.parametrize(
        ("title", "home", "schemas"),
        [
            ("董事长", FIRM, ["Directorship"]),
            ("总经理", FIRM, ["Employment"]),
            ("校长", SCHOOL, ["Position", "Occupancy"]),
            (
                "会长",
                Organization(name="协会", kind=OrganizationKind.ASSOCIATION),
                ["Membership"],
            ),
        ],
    )
    def test_a_post_ties_the_person_to_the_organization(
        self, title: str, home: Organization, schemas: list[str]
    ) -> None:
        post = Post(title=title, organization=home.id, since=PartialDate("2021-03"))
        made = entities([home, Official(name="何静", posts=(post,))])
        assert [each["schema"] for each in made[2:]] == schemas
        assert made[-1]["properties"]["startDate"] == ["2021-03"]

    def test_an_organization_has_its_codes(self) -> None:
        firm = Enterprise(name="蓝海公司", uscc=USCC, aliases=("蓝海",), industry="C39")
        assert one("Company", [firm]) == {
            "name": ["蓝海公司"],
            "weakAlias": ["蓝海"],
            "classification": ["企业"],
            "uscCode": [USCC],
            "country": ["cn"],
            "sector": ["C39"],
        }

    def test_a_code_that_the_package_refuses_is_a_registration_number(self) -> None:
        village = Institution(name="星川学院", uscc="N2110000000000000X", code="4142010834")
        properties = one("Organization", [village])
        assert "uscCode" not in properties
        assert properties["registrationNumber"] == ["N2110000000000000X", "4142010834"]

    def test_who_is_its_own_parent_has_none(self) -> None:
        school = Institution(id="institution:1", name="星川学院", parent="institution:1")
        assert one("Organization", [school]) == {"name": ["星川学院"], "classification": ["学校"]}

    def test_to_be_seen_in_a_post_is_not_to_begin_it(self) -> None:
        post = Post(title="总经理", organization=FIRM.id, seen=Period("2021/2022"))
        tie = one("Employment", [FIRM, Official(name="何静", posts=(post,))])
        assert tie["summary"] == ["seen: 2021/2022"]
        assert not {"startDate", "endDate", "date"} & set(tie)

    def test_a_college_founded_within_a_period_did_not_end_with_it(self) -> None:
        step = Milestone(kind=MilestoneKind.UNVEILED, date=Period("2022-02/2022-03"))
        college = one("Organization", [IndustryCollege(name="蓝海学院", milestones=(step,))])
        assert college["summary"] == ["incorporationDate: 2022-02/2022-03"]
        assert not {"incorporationDate", "startDate", "endDate"} & set(college)

    @pytest.mark.parametrize("date", ["2022", "2022/2023", "2022~"])
    def test_the_date_of_a_note_is_told(self, date: str) -> None:
        count = Count(
            what=CountKind.ENTERPRISES_VISITED, quantity=Quantity.exactly(4), date=parse(date)
        )
        role = Appointment(official="official:何静", role="产业教授", date=parse(date))
        assert one("Note", [count])["summary"] == [f"date: {date}"]
        assert one("Note", [role])["summary"] == [f"startDate: {date}"]

    def test_each_of_two_like_agreements_keeps_its_link(self) -> None:
        agreements = [
            Agreement(id=f"agreement:{at}", parties=(SCHOOL.id, FIRM.id)) for at in (1, 2)
        ]
        made = [each["schema"] for each in entities([SCHOOL, FIRM, *agreements])]
        assert made.count("UnknownLink") == 2

    def test_a_source_is_the_proof(self) -> None:
        source = Source(id="source:1", title="新闻", url="https://example.org/1")
        proof = Evidence(source=source.id, field="date", start=0, end=1, quote="日")
        visit = Visit(visitor=SCHOOL.id, hosts=(FIRM.id,), evidence=(proof,))
        made = entities([source, SCHOOL, FIRM, visit])
        event = made[-1]["properties"]
        assert event["proof"] == [made[0]["id"]]
        assert event["sourceUrl"] == ["https://example.org/1"]
        assert (event["organizer"], event["involved"]) == ([made[1]["id"]], [made[2]["id"]])

    def test_an_address_is_whole_or_left_out(self) -> None:
        urls = [f"https://example.org/{'a' * length}" for length in (1_500, 5_000)]
        sources = [Source(id=f"source:{at}", url=url) for at, url in enumerate(urls)]
        proofs = tuple(
            Evidence(source=each.id, field="name", start=0, end=1, quote="甲") for each in sources
        )
        *articles, body = entities([*sources, Enterprise(name="甲", evidence=proofs)])
        assert [each["properties"].get("sourceUrl") for each in articles] == [urls[:1], None]
        assert body["properties"]["sourceUrl"] == urls[:1]
        check([*articles, body])

    def test_an_agreement_of_two_is_a_project_and_a_link(self) -> None:
        agreement = Agreement(date=PartialDate("2022-02~"), parties=(SCHOOL.id, FIRM.id))
        made = entities([SCHOOL, FIRM, agreement])
        assert [each["schema"] for each in made[2:]] == [
            "Project",
            "ProjectParticipant",
            "ProjectParticipant",
            "UnknownLink",
        ]
        assert made[2]["properties"]["summary"] == ["startDate: 2022-02~"]
        assert "startDate" not in made[2]["properties"]

    def test_a_term_has_its_own_end(self) -> None:
        appointment = Appointment(
            official="official:何静",
            by=SCHOOL.id,
            role="产业教授",
            date=Period("2022-02-18/2022-03~"),
            until=PartialDate("2025-02"),
        )
        tie = one("Membership", [appointment])
        assert (tie["startDate"], tie["endDate"]) == (["2022-02-18"], ["2025-02"])
        assert tie["summary"] == ["startDate: 2022-02-18/2022-03~"]

    @pytest.mark.parametrize(
        ("date", "told"),
        [
            ("2022-02-18/2022-02-20", {"startDate": ["2022-02-18"], "endDate": ["2022-02-20"]}),
            ("2022-02/..", {"startDate": ["2022-02"], "summary": ["date: 2022-02/.."]}),
            ("0044-03", {"summary": ["date: 0044-03"]}),
            ("2022-02~", {"summary": ["date: 2022-02~"]}),
            ("2022-02", {"date": ["2022-02"]}),
        ],
    )
    def test_dates(self, date: str, told: dict[str, list[str]]) -> None:
        event = one("Event", [Visit(id="visit:1", date=parse(date))])
        assert event == {
            "name": ["实地走访"],
            "recordId": ["visit:1"],
            "keywords": ["实地走访"],
            **told,
        }

    def test_partners_are_members_of_a_college(self) -> None:
        college = IndustryCollege(name="蓝海学院", institution=SCHOOL.id, partners=(FIRM.id,))
        made = entities([college])
        roles = [each["properties"]["role"] for each in made if each["schema"] == "Membership"]
        assert roles == [["举办院校"], ["共建单位"]]

    def test_an_appointment_without_who_appoints_is_a_note(self) -> None:
        made = entities([Appointment(official="official:何静", role="产业教授")])
        assert [each["schema"] for each in made] == ["Note", "Person"]


class TestIds:
    def test_the_code_is_the_key_whatever_else_changes(self) -> None:
        one, other = (
            Enterprise(id=f"enterprise:{name}", name=name, uscc=USCC) for name in ("甲", "乙")
        )
        assert entities([one])[0]["id"] == entities([other])[0]["id"]

    def test_else_the_name_whatever_its_blanks_and_case(self) -> None:
        one, other = Enterprise(name="Ｂlue Sea"), Enterprise(name="BLUE  sea")
        assert entities([one])[0]["id"] == entities([other])[0]["id"]
        assert entities([one])[0]["id"] != entities([Institution(name="blue sea")])[0]["id"]

    def test_namesakes_in_one_ledger_stay_two(self) -> None:
        one, other = Enterprise(name="甲"), Enterprise(id="enterprise:甲#2", name="甲")
        assert len({each["id"] for each in entities([one, other])}) == 2
        assert {each["id"] for each in entities([one, other])} == {
            each["id"] for each in entities([other, one])
        }

    def test_of_equal_names_in_two_regions_the_ids_differ(self) -> None:
        ids = {
            entities([Enterprise(name="甲", region=region)])[0]["id"]
            for region in ("110000", "310000", None)
        }
        assert len(ids) == 3
