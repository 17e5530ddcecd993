"""The model: what its records refuse, how they name themselves, what `extra` keeps."""

import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import InvalidFieldError, InvalidValueError, UnknownNameError
from schoolenterprise.model import (
    NO_EXTRA,
    RECORD_CLASSES,
    Agreement,
    Appointment,
    Checked,
    Enterprise,
    Event,
    Evidence,
    Extra,
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
    Reference,
    Signatory,
    Source,
    Value,
    Visit,
    digest,
    evolve,
    organization_class,
    record_class,
    reserved_keys,
    shapes,
    unchecked,
)
from schoolenterprise.model._base import record
from schoolenterprise.model.extra import DEEPEST
from schoolenterprise.model.paths import check_path, value_at
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import (
    CountKind,
    EventKind,
    MilestoneKind,
    OrganizationKind,
    ParticipantRole,
)
from strategies.records import instances, names, plain_values, records

VALUE_CLASSES = (Evidence, Post, Participant, Signatory, Milestone, Outcome)
every_class = pytest.mark.parametrize("cls", [*RECORD_CLASSES, *VALUE_CLASSES])
every_record_class = pytest.mark.parametrize("cls", RECORD_CLASSES)

WRONG: dict[str, tuple[object, ...]] = {
    "text": (5, "", " \t", b"x", "half \ud800", True),
    "integer": (-1, 1.0, True, "1", 2**63),
    "flag": (0, 1, "true", None),
    "choice": ("other", 1, ParticipantRole.HOST.label),
    "date": ("2022", 2022, Period("2022/2023")),
    "when": ("2022", 2022),
    "nested": ({"name": "李"}, "李", 5),
    "extra": (5, "x", [("a", 1)]),
}


class TestEveryClass:
    @every_class
    @settings(max_examples=10)
    @given(data=st.data())
    def test_equal_records_have_equal_hashes(self, cls: type, data: st.DataObject) -> None:
        one = data.draw(instances(cls))
        other = attrs.evolve(one)
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one

    @every_class
    @settings(max_examples=10)
    @given(data=st.data())
    def test_nothing_can_be_set_or_taken_away(self, cls: type, data: st.DataObject) -> None:
        one = data.draw(instances(cls))
        for name in shapes(cls):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(one, name, getattr(one, name))
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(one, name)
        with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
            one.another = 1

    @every_class
    @settings(max_examples=10)
    @given(data=st.data())
    def test_a_value_of_the_wrong_type_is_refused_by_name(
        self, cls: type, data: st.DataObject
    ) -> None:
        one = data.draw(instances(cls))
        for name, shape in shapes(cls).items():
            wrong = WRONG[shape.kind]
            if shape.kind == "text" and shape.rule:
                wrong = ("no code, no id", *wrong)
            if name == "id":
                wrong = ("other:x", f"{cls.prefix}:", *(each for each in wrong if each != ""))  # type: ignore[attr-defined]  # a record
            for value in wrong:
                with pytest.raises(InvalidFieldError, match=rf"^{name}\b"):
                    attrs.evolve(one, **{name: (value,) if shape.many else value})
            if shape.many:
                with pytest.raises(InvalidFieldError, match=f"^{name}: .*expected a tuple$"):
                    attrs.evolve(one, **{name: []})
            if not shape.optional:
                with pytest.raises(InvalidFieldError, match=rf"^{name}\b"):
                    attrs.evolve(one, **{name: None})

    @every_class
    def test_a_required_field_cannot_be_left_out(self, cls: type) -> None:
        if any(shape.required for shape in shapes(cls).values()):
            with pytest.raises(TypeError, match="missing"):
                cls()
        else:
            assert cls() == cls()

    def test_a_subclass_of_a_value_is_no_such_value(self) -> None:
        with pytest.raises(InvalidFieldError, match=r"^participants\[0\]"):
            Visit(participants=(Signatory(name="李洪渠"),))

    def test_the_base_of_records_is_no_record(self) -> None:
        with pytest.raises(TypeError, match="Record is no class of records"):
            Record()

    def test_a_class_is_found_by_its_name(self) -> None:
        assert [record_class(cls.__name__) for cls in RECORD_CLASSES] == list(RECORD_CLASSES)
        with pytest.raises(UnknownNameError, match="found 'Visitor', expected one of Source, "):
            record_class("Visitor")


class TestIds:
    @given(records)
    def test_an_id_left_out_is_made_from_the_content(self, record: Record) -> None:
        made = evolve(record, id="")
        assert made.id.startswith(f"{record.prefix}:")
        assert evolve(record, id="") == made

    @pytest.mark.parametrize(
        ("record", "identifier"),
        [
            (Institution(name="武汉职业技术学院"), "institution:武汉职业技术学院"),
            (Enterprise(name=" A/B\t公司 "), "enterprise:A／B 公司"),
            (Program(name="新春企业行"), "program:新春企业行"),
            (Official(name="李洪渠"), "official:李洪渠"),
            (
                Official(name="李", posts=(Post(title="院长", organization="institution:武职"),)),
                "official:李@institution:武职",
            ),
            (
                Visit(
                    date=PartialDate("2022-02-22"),
                    visitor="institution:武职",
                    hosts=("enterprise:甲", "enterprise:乙"),
                ),
                "visit:2022-02-22/武职/甲+1",
            ),
            (Visit(), "visit:undated/unnamed/unnamed"),
            (
                Agreement(parties=("institution:武职", "enterprise:甲"), subject="共建"),
                "agreement:undated/武职/甲/共建",
            ),
            (Agreement(), "agreement:undated/unnamed/other"),
            (IndustryCollege(name="华为学院"), "industry_college:华为学院"),
            (
                Appointment(official="official:李@enterprise:甲", role="客座教授"),
                "appointment:undated/李/客座教授",
            ),
            (
                Placement(students=Quantity.exactly(150, unit="人")),
                "placement:undated/unnamed/unnamed/150人",
            ),
            (Event(kind=EventKind.SIGNING, place="武汉"), "event:undated/signing/武汉"),
            (Source(text="x"), f"source:undated/{digest('x')[:12]}"),
            (Source(title="走访"), "source:undated/走访"),
        ],
    )
    def test_an_id_is_legible(self, record: Record, identifier: str) -> None:
        assert record.id == identifier

    def test_a_given_id_stays(self) -> None:
        assert Visit(id="visit:7").id == "visit:7"


class TestRulesAcrossFields:
    @pytest.mark.parametrize(
        ("make", "message"),
        [
            (
                lambda early, late: Post(title="院长", since=late, until=early),
                "until: found 2021, expected a date not before since (2022-02-18)",
            ),
            (
                lambda early, late: Agreement(date=late, expires=early),
                "expires: found 2021, expected a date not before date (2022-02-18)",
            ),
            (
                lambda early, late: Appointment(
                    official="official:李", role="教授", date=late, until=early
                ),
                "until: found 2021, expected a date not before date (2022-02-18)",
            ),
        ],
    )
    def test_a_term_does_not_end_before_it_begins(self, make: Any, message: str) -> None:
        with pytest.raises(InvalidFieldError) as caught:
            make(PartialDate("2021"), PartialDate("2022-02-18"))
        assert str(caught.value) == message
        assert pickle.loads(pickle.dumps(caught.value)).path == caught.value.path

    def test_a_term_may_end_on_the_day_on_which_it_begins(self) -> None:
        day = PartialDate("2022-02-18")
        assert Post(title="院长", since=day, until=PartialDate("2022-02")).since is day

    def test_evidence_is_as_long_as_its_quote(self) -> None:
        with pytest.raises(InvalidFieldError, match="quote: found 3 characters, expected 2"):
            Evidence(source="source:x", field="date", start=4, end=6, quote="二月初")

    @pytest.mark.parametrize("kind", OrganizationKind)
    def test_each_kind_of_organization_has_one_class(self, kind: OrganizationKind) -> None:
        cls = organization_class(kind)
        assert cls(name="甲", kind=kind).kind is kind
        for other in {Organization, Institution, Enterprise} - {cls}:
            with pytest.raises(
                InvalidFieldError, match=f"expected a kind that class {other.__name__}"
            ):
                other(name="甲", kind=kind)

    def test_a_source_has_the_digest_of_its_text(self) -> None:
        assert Source(text="走访").digest == digest("走访")
        assert Source(digest="given").digest == "given"
        with pytest.raises(
            InvalidValueError, match=r"digest: found 'given', expected [0-9a-f]{64}"
        ):
            Source(text="走访", digest="given")
        assert Source(title="走访").digest is None


class TestWhatIsDerived:
    def test_names_of_an_organization(self) -> None:
        school = Institution(name="甲大学", aliases=("甲大",), former_names=("甲学院",))
        assert school.names == ("甲大学", "甲大", "甲学院")

    def test_titles_and_organizations_of_an_official(self) -> None:
        posts = (
            Post(title="院长", organization="institution:甲"),
            Post(title="教授", organization="institution:甲"),
            Post(title="教授"),
        )
        official = Official(name="李洪渠", posts=posts)
        assert official.titles == ("院长", "教授")
        assert official.organizations == ("institution:甲",)

    def test_the_leader_of_a_visit(self) -> None:
        member = Participant(name="王")
        leader = Participant(name="李", role=ParticipantRole.LEADER)
        assert Visit(participants=(member, leader)).leader is leader
        assert Visit(participants=(member,)).leader is None

    def test_a_college_is_established_when_unveiled_else_when_opened(self) -> None:
        opened = Milestone(kind=MilestoneKind.OPENED, date=PartialDate("2023-10"))
        unveiled = Milestone(kind=MilestoneKind.UNVEILED, date=PartialDate("2023-11"))
        undated = Milestone(kind=MilestoneKind.UNVEILED)
        assert (
            IndustryCollege(name="甲", milestones=(opened, unveiled)).established == unveiled.date
        )
        assert IndustryCollege(name="甲", milestones=(undated, opened)).established == opened.date
        assert IndustryCollege(name="甲").established is None


class TestExtra:
    @given(st.dictionaries(st.text(max_size=5), plain_values, max_size=3))
    def test_it_keeps_a_copy_of_its_own(self, items: dict[str, Any]) -> None:
        extra = Extra(items)
        assert dict(extra) == items
        assert extra == Extra(items)
        for key, value in items.items():
            if isinstance(value, list | dict):
                assert extra[key] is not value

    @given(plain_values, plain_values)
    def test_it_tells_types_apart(self, one: object, other: object) -> None:
        texts = [json.dumps(each, sort_keys=True) for each in (one, other)]
        assume(not any("-0.0" in text for text in texts))
        assert (Extra({"a": one}) == Extra({"a": other})) is (texts[0] == texts[1])
        assert Extra({"a": one}) != {"a": one}

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (("x",), r"a: found \('x',\), expected a plain JSON value"),
            ({"b": [1, {2}]}, r"a\.b\[1\]: found \{2\}, expected a plain JSON value"),
            ({1: 2}, r"a\.1: found 1, expected a key that is text"),
            (float("nan"), "a: found nan, expected a finite number"),
            ("\udc00", r"a: found a lone surrogate in '\\udc00', expected whole characters"),
            ({"\udc00": 1}, "lone surrogate"),
        ],
    )
    def test_it_holds_plain_json_values_alone(self, value: object, message: str) -> None:
        with pytest.raises(InvalidFieldError, match=message):
            Extra({"a": value})

    def test_its_depth_is_bounded(self) -> None:
        value: object = "bottom"
        for _ in range(DEEPEST - 1):
            value = [value]
        assert Extra({"a": value})["a"] == value
        with pytest.raises(InvalidFieldError, match="found a deeper one, expected at most 64"):
            Extra({"a": [value]})

    @every_class
    def test_it_holds_no_key_that_the_model_knows(self, cls: type) -> None:
        assert set(shapes(cls)) - {"extra"} <= reserved_keys(cls)
        assert ("type" in reserved_keys(cls)) is issubclass(cls, Record)

    def test_a_known_key_is_refused(self) -> None:
        with pytest.raises(InvalidFieldError, match=r"extra\['date'\]: found a name of the model"):
            Visit(extra={"date": "2022"})
        with pytest.raises(InvalidFieldError, match=r"extra\['students.unit'\]"):
            Placement(extra={"students.unit": "人"})

    def test_without_unknown_keys_all_share_one(self) -> None:
        assert Visit().extra is NO_EXTRA
        assert Visit(extra={}).extra is NO_EXTRA
        assert repr(Visit(extra=Extra({"a": 1})).extra) == "Extra({'a': 1})"
        assert len(Extra({"a": 1, "b": 2})) == 2


class TestPaths:
    visit = Visit(
        participants=(Participant(name="李洪渠", titles=("党委书记",)),),
        outcomes=(Outcome(what=CountKind.INTERNS, quantity=Quantity.exactly(3)),),
    )

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("participants[0].titles[0]", "党委书记"),
            ("participants[0].titles", ("党委书记",)),
            ("outcomes[0].quantity.at_least", 3),
            ("outcomes[0].quantity.unit", None),
            ("participants[0].titles[1]", None),
            ("participants[1].name", None),
            ("participants.name", None),
            ("date", None),
            ("hosts", None),
            ("hosts[0]", None),
            ("leader", None),
            ("another", None),
        ],
    )
    def test_a_path_leads_to_a_value(self, path: str, value: object) -> None:
        assert value_at(self.visit, path) == value

    @pytest.mark.parametrize(
        "path", ["", ".", "date.", "hosts[]", "hosts[-1]", "a b", "date\n", "日期"]
    )
    def test_what_is_no_path_is_refused(self, path: str) -> None:
        with pytest.raises(InvalidValueError, match="write the names of fields"):
            check_path(path)
        with pytest.raises(InvalidValueError, match="write the names of fields"):
            value_at(self.visit, path)


class TestShapes:
    @given(names)
    def test_a_reference_accepts_its_prefixes_alone(self, name: str) -> None:
        Reference(("institution",)).check(f"institution:{name}")
        Reference(()).check(f"anything:{name}")
        for wrong in (name, f"enterprise:{name}", "institution:", f"INSTITUTION:{name}"):
            with pytest.raises(InvalidValueError, match="an id is the kind of the record"):
                Reference(("institution",)).check(wrong)

    def test_words_say_what_is_expected(self) -> None:
        assert (
            shapes(Visit)["visitor"].expected == "organization:… or institution:… or enterprise:…"
        )
        assert shapes(Event)["records"].expected == "an id of a record"
        assert shapes(Visit)["mode"].expected.startswith("one of on_site 实地走访, inbound ")
        assert shapes(Visit)["outcomes"].expected == "an object of class Outcome"
        assert shapes(Visit)["extra"].expected == "an object"
        rule = shapes(Organization)["uscc"].rule
        assert isinstance(rule, Checked)
        assert "GB 32100" in rule.expected

    def test_a_field_of_another_type_is_no_field_of_a_record(self) -> None:
        with pytest.raises(TypeError, match="cannot be annotated"):

            @record
            class Bad(Value):
                size: float = 0.0

    def test_a_tuple_that_would_lose_unknown_keys_is_no_field(self) -> None:
        with pytest.raises(TypeError, match="Quantity has no extra"):

            @record
            class Bad(Value):
                counts: tuple[Quantity, ...] = ()


def test_unknown_keys_cannot_be_changed_from_outside() -> None:
    firm = Enterprise(name="江城蓝海", extra={"tags": [1]})
    tags = firm.extra["tags"]

    assert isinstance(tags, list)
    tags.append(2)
    assert firm.extra["tags"] == [1]


def test_evidence_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidValueError, match="end: found 1, expected 5 or more"):
        Evidence(source="source:x", field="date", start=5, end=1, quote="日")


def test_what_is_made_unchecked_is_an_ordinary_record_with_its_id() -> None:
    made = unchecked(Official)(name="张三", posts=(unchecked(Post)(title="校长"),))
    assert made == Official(name="张三", posts=(Post(title="校长"),))
    assert (type(made), made.id, hash(made)) == (Official, "official:张三", hash(made))
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.name = "李四"  # type: ignore[misc]  # what the test is about


def test_nothing_is_checked_there() -> None:
    assert unchecked(Program)(name="").name == ""
    with pytest.raises(InvalidFieldError):
        Program(name="")
