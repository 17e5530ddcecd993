"""Records as dictionaries and back: nothing is lost, every fault is said, scalars are exact."""

import copy
import json
from typing import Any

import attrs
import pytest
from cattrs import ClassValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolenterprise.convert import (
    RepeatedKeys,
    RoundedNumber,
    Unreadable,
    _decode,
    decode,
    examine,
    from_dict,
    structure,
    to_dict,
)
from schoolenterprise.convert.converter import converter
from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import (
    NOWHERE,
    InvalidRecordError,
    InvalidValueError,
    Place,
    Problem,
    Severity,
)
from schoolenterprise.formats import loads
from schoolenterprise.model import (
    RECORD_CLASSES,
    Count,
    Enterprise,
    Event,
    Evidence,
    Institution,
    Organization,
    Participant,
    Placement,
    Post,
    Record,
    Signatory,
    Visit,
    shapes,
)
from schoolenterprise.model.extra import DEEPEST
from schoolenterprise.quantities import LARGEST, Quantity
from schoolenterprise.vocabulary import EventKind, ParticipantRole, VisitMode
from strategies.records import instances, plain_values, records

every_class = pytest.mark.parametrize("cls", RECORD_CLASSES)


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str | None]]:
    """What kind of fault there is, and where."""
    return [(problem.code, problem.place.path) for problem in problems]


class TestThereAndBack:
    @every_class
    @settings(max_examples=40)
    @given(data=st.data())
    def test_a_record_survives(self, cls: type, data: st.DataObject) -> None:
        record = data.draw(instances(cls))
        before = copy.deepcopy(record)
        written = to_dict(record)
        again, problems = from_dict(copy.deepcopy(written))
        assert again == record == before
        assert {problem.code for problem in problems} <= {"unknown-key"}
        assert again is not None
        assert to_dict(again) == written
        assert json.loads(json.dumps(written)) == written

    @every_class
    @settings(max_examples=40)
    @given(data=st.data())
    def test_the_fast_way_and_the_slow_way_agree(self, cls: type, data: st.DataObject) -> None:
        record = data.draw(instances(cls))
        bare = json.loads(json.dumps(to_dict(attrs.evolve(record, extra={}))))
        slow, problems = examine(bare, NOWHERE)
        if not problems and largest(bare) < 2**30:
            fast = decode(bare)
            assert fast == slow
            assert type(fast) is cls
            assert hash(fast) == hash(slow)
            assert repr(fast) == repr(slow)

    @given(records)
    def test_what_is_written_is_new(self, record: Record) -> None:
        written = to_dict(record)
        spoil(written)
        assert to_dict(record) != written

    @given(records)
    def test_what_is_read_is_left_alone(self, record: Record) -> None:
        data = to_dict(record)
        read, _ = from_dict(data)
        spoil(data)
        assert read == record

    def test_defaults_are_left_out(self) -> None:
        visit = Visit(
            date=PartialDate("2022-02-18"),
            hosts=("enterprise:华工激光",),
            participants=(
                Participant(name="李洪渠", titles=("党委书记",), role=ParticipantRole.LEADER),
            ),
            mode=VisitMode.ONLINE,
            evidence=(Evidence(source="source:1", field="date", start=5, end=10, quote="2月18日"),),
        )
        assert to_dict(visit) == {
            "type": "Visit",
            "id": "visit:2022-02-18/unnamed/华工激光",
            "date": "2022-02-18",
            "hosts": ["enterprise:华工激光"],
            "participants": [{"name": "李洪渠", "titles": ["党委书记"], "role": "leader"}],
            "mode": "online",
            "evidence": [
                {"source": "source:1", "field": "date", "start": 5, "end": 10, "quote": "2月18日"}
            ],
        }

    def test_a_quantity_is_an_object(self) -> None:
        placement = Placement(students=Quantity.exactly(150, unit="人"))
        assert to_dict(placement)["students"] == {"at_least": 150, "at_most": 150, "unit": "人"}

    def test_a_missing_id_is_made(self) -> None:
        record, problems = from_dict({"type": "Institution", "name": "武汉职业技术学院"})
        assert record == Institution(name="武汉职业技术学院")
        assert problems == ()

    @pytest.mark.parametrize("kind", ["signing", "签约仪式", "签约"])
    def test_a_code_a_label_or_a_synonym_is_read(self, kind: str) -> None:
        assert structure({"type": "Event", "id": "event:1", "kind": kind}) == Event(
            id="event:1", kind=EventKind.SIGNING
        )

    def test_null_is_what_is_not_known(self) -> None:
        assert structure({"type": "Visit", "id": "visit:1", "date": None}) == Visit(id="visit:1")

    def test_equal_references_share_one_text(self) -> None:
        one, other = (
            decode(json.loads('{"type":"Visit","id":"visit:1","visitor":"institution:武职"}'))
            for _ in "12"
        )
        assert isinstance(one, Visit)
        assert isinstance(other, Visit)
        assert one.visitor is other.visitor

    def test_what_is_remembered_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_decode, "_MOST_REMEMBERED", 2)
        for number in range(9):
            data = {"type": "Visit", "id": "visit:1", "visitor": f"institution:{number}"}
            assert to_dict(decode(data)) == data
        monkeypatch.setattr(_decode, "_MOST_TEXTS", 2)
        for number in range(9):
            people = [{"name": f"{number}"}]
            written = {"type": "Visit", "id": "visit:1", "participants": people}
            assert to_dict(decode(written)) == written
        assert len(_decode._texts) <= 3
        known = _decode._known(_decode._of_one(shapes(Visit)["visitor"]))
        assert len(known) <= 2

    def test_only_records_are_written(self) -> None:
        with pytest.raises(
            InvalidValueError, match="found an object of class int, expected a record"
        ):
            to_dict(5)  # type: ignore[arg-type]  # the point of the test


class TestUnknownKeys:
    @given(data=st.data(), value=plain_values)
    def test_they_come_back_where_they_were(self, data: st.DataObject, value: object) -> None:
        written = to_dict(data.draw(instances(Placement)))
        objects = [
            written,
            *written.get("evidence", []),
            *[written[name] for name in ("students", "teachers") if name in written],
        ]
        data.draw(st.sampled_from(objects))["remark"] = value
        record, problems = from_dict(copy.deepcopy(written))
        assert record is not None
        assert json.dumps(to_dict(record), sort_keys=True) == json.dumps(written, sort_keys=True)
        assert "unknown-key" in {problem.code for problem in problems}

    def test_they_are_a_warning_with_a_guess(self) -> None:
        record, (problem,) = from_dict(
            {"type": "Visit", "id": "visit:1", "host": ["enterprise:甲"]}
        )
        assert record is not None
        assert record.extra == Visit(extra={"host": ["enterprise:甲"]}).extra
        assert problem.severity is Severity.WARNING
        assert str(problem) == (
            "visit:1, host: found the unknown key 'host'; kept under extra; did you mean 'hosts'?"
        )

    def test_strictly_they_are_faults(self) -> None:
        data = {"type": "Visit", "id": "visit:1", "host": []}
        record, (problem,) = from_dict(data, strict=True)
        assert record is None
        assert problem.severity is Severity.ERROR
        with pytest.raises(
            InvalidRecordError, match="expected a key of the model; remove it; did you"
        ):
            structure(data, strict=True)

    def test_those_inside_a_quantity_are_kept_by_its_owner(self) -> None:
        data = {"type": "Placement", "id": "placement:1", "students": {"at_least": 3, "note": "约"}}
        record, problems = from_dict(data)
        assert said(problems) == [("unknown-key", "students.note")]
        assert record is not None
        assert dict(record.extra) == {"students.note": "约"}
        assert to_dict(record) == data
        alone = Placement(id="placement:1", extra=record.extra)
        assert to_dict(alone)["students.note"] == "约"
        assert structure(to_dict(alone)) == alone

    def test_one_with_the_name_of_an_inner_one_is_refused(self) -> None:
        data = {"type": "Placement", "students": {"at_least": 3}, "students.note": 1}
        record, problems = from_dict(data)
        assert record is None
        assert said(problems) == [("unknown-key", "students.note")]

    def test_extra_is_a_key_like_others(self) -> None:
        data = {"type": "Visit", "id": "visit:1", "extra": {"date": 5}}
        record, problems = from_dict(data)
        assert record == Visit(id="visit:1", extra={"extra": {"date": 5}})
        assert to_dict(record) == data
        assert said(problems) == [("unknown-key", "extra")]

    def test_numbers_of_any_size_are_kept(self) -> None:
        data = {"type": "Visit", "id": "visit:1", "size": 10**40}
        assert to_dict(structure(data)) == data

    @pytest.mark.parametrize(
        ("value", "path"),
        [
            ({1, 2}, "remark"),
            ([float("inf")], "remark[0]"),
            ({"a": {5: 1}}, "remark.a.5"),
            ("half \ud800", "remark"),
            ({"half \ud800": 1}, "remark.half \\ud800"),
        ],
    )
    def test_what_json_cannot_say_is_refused(self, value: object, path: str) -> None:
        record, problems = from_dict({"type": "Visit", "remark": value})
        assert record is None
        assert said(problems) == [("not-plain", path)]

    def test_their_depth_is_bounded(self) -> None:
        value: object = 1
        for _ in range(DEEPEST + 5):
            value = {"a": value}
        record, (problem,) = from_dict({"type": "Visit", "remark": value})
        assert record is None
        assert problem.expected == "at most 64 lists and objects in one another"


class TestFaults:
    def test_nine_faults_give_nine_problems(self) -> None:
        data = {
            "type": "Visit",
            "id": "agreement:1",
            "date": "2022-02-30",
            "visitor": "武汉职业技术学院",
            "hosts": ["enterprise:甲", 5],
            "more_hosts": "yes",
            "participants": [{"titles": ["书记", " "]}],
            "mode": "by_train",
            "evidence": {},
        }
        record, problems = from_dict(data, place=Place(file="台账.json", line=7))
        assert record is None
        assert said(problems) == [
            ("invalid-value", "id"),
            ("wrong-type", "evidence"),
            ("invalid-value", "date"),
            ("invalid-value", "visitor"),
            ("wrong-type", "hosts[1]"),
            ("wrong-type", "more_hosts"),
            ("missing-field", "participants[0].name"),
            ("blank-text", "participants[0].titles[1]"),
            ("unknown-choice", "mode"),
        ]
        assert str(problems[2]) == (
            "台账.json, line 7, agreement:1, date: found '2022-02-30', expected a date or period in "
            "EDTF, such as 2022-02-18 or 2024-09-22/2024-09-26; "
            "'2022-02-30' is no date: February 2022 has 28 days"
        )
        assert all(problem.severity is Severity.ERROR for problem in problems)

    @pytest.mark.parametrize(
        ("data", "path", "found"),
        [
            ({"type": "Visit", "more_hosts": 1}, "more_hosts", "the number 1"),
            ({"type": "Visit", "more_hosts": None}, "more_hosts", "null"),
            ({"type": "Visit", "hosts": "enterprise:甲"}, "hosts", "'enterprise:甲'"),
            ({"type": "Visit", "hosts": None}, "hosts", "null"),
            ({"type": "Visit", "hosts": {}}, "hosts", "an object"),
            ({"type": "Visit", "date": 2022}, "date", "the number 2022"),
            ({"type": "Visit", "id": "visit:1", "visitor": 5}, "visitor", "the number 5"),
            ({"type": "Visit", "date": ["2022"]}, "date", "a list of 1"),
            ({"type": "Visit", "mode": True}, "mode", "true"),
            ({"type": "Visit", "participants": ["李洪渠"]}, "participants[0]", "'李洪渠'"),
            ({"type": "Program", "name": 1.5}, "name", "the number 1.5"),
            ({"type": "Program", "name": False}, "name", "false"),
            ({"type": "Program", "name": object}, "name", "<class 'object'>"),
        ],
    )
    def test_scalars_are_exact(self, data: object, path: str, found: str) -> None:
        record, (problem,) = from_dict(data)
        assert record is None
        assert (problem.code, problem.place.path, problem.found) == ("wrong-type", path, found)

    @pytest.mark.parametrize("number", [-1, LARGEST + 1, 2**30])
    def test_numbers_have_bounds(self, number: int) -> None:
        data = {"type": "Count", "what": "interns", "quantity": {"at_least": number}}
        record, problems = from_dict(data)
        if number == 2**30:
            assert isinstance(record, Count)
            assert record.quantity.at_least == number
        else:
            assert said(problems) == [("out-of-range", "quantity.at_least")]

    @pytest.mark.parametrize(
        ("data", "path", "message"),
        [
            (
                {"type": "Official", "name": "李", "posts": [{"title": "院长", "since": "2022", "until": "2021"}]},
                "posts[0].until",
                "found 2021, expected a date not before since (2022)",
            ),
            (
                {"type": "Count", "what": "interns", "quantity": {"at_least": 5, "at_most": 3}},
                "quantity",
                "found values that do not agree; at_least 5 is above at_most 3",
            ),
            (
                {"type": "Organization", "name": "甲", "kind": "enterprise"},
                "kind",
                "found 'enterprise', expected a kind that class Organization holds",
            ),
        ],
    )  # fmt: skip
    def test_faults_across_fields_are_found(self, data: object, path: str, message: str) -> None:
        record, (problem,) = from_dict(data)
        assert record is None
        assert (problem.code, problem.place.path) == ("contradiction", path)
        assert str(problem).endswith(f"{path}: {message}")

    def test_evidence_of_another_length_than_its_quote_is_a_fault(self) -> None:
        evidence = {"source": "source:1", "field": "date", "start": 5, "end": 9, "quote": "2月18日"}
        record, problems = from_dict({"type": "Visit", "id": "visit:1", "evidence": [evidence]})
        assert record is None
        assert said(problems) == [("contradiction", "evidence[0].quote")]

    @pytest.mark.parametrize(
        ("data", "code", "path", "found"),
        [
            (None, "wrong-type", None, "null"),
            ([], "wrong-type", None, "a list of 0"),
            ({}, "unknown-type", "type", "nothing"),
            ({"type": 5}, "unknown-type", "type", "the number 5"),
            ({"type": "Visitor"}, "unknown-type", "type", "'Visitor'"),
            ({"type": ["Visit"]}, "unknown-type", "type", "a list of 1"),
        ],
    )
    def test_what_is_no_record_says_so(
        self, data: object, code: str, path: str | None, found: str
    ) -> None:
        record, (problem,) = from_dict(data)
        assert record is None
        assert (problem.code, problem.place.path, problem.found) == (code, path, found)

    def test_half_characters_are_refused_and_can_be_printed(self) -> None:
        record, (problem, unfit) = from_dict(
            {"type": "Program", "id": "program:\ud800", "name": "\udc00"}
        )
        assert record is None
        assert str(problem).encode()
        assert said((problem, unfit)) == [("lone-surrogate", "id"), ("lone-surrogate", "name")]
        assert problem.place.record == "program:\\ud800"

    @given(plain_values | st.dictionaries(st.sampled_from(["type", "id", "name"]), plain_values))
    def test_anything_gives_a_record_or_a_fault(self, data: object) -> None:
        record, problems = from_dict(data)
        assert (record is None) == any(each.severity is Severity.ERROR for each in problems)

    @settings(max_examples=300)
    @given(records, st.data())
    def test_a_spoilt_record_is_a_fault_or_another_record(
        self, record: Record, data: st.DataObject
    ) -> None:
        written = to_dict(record)
        target: Any = written
        while True:
            key = data.draw(
                st.sampled_from(list(target) if isinstance(target, dict) else range(len(target)))
            )
            inner = target[key]
            if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
                break
            target = inner
        target[key] = data.draw(plain_values)
        read, problems = from_dict(copy.deepcopy(written))
        assert (read is None) == any(each.severity is Severity.ERROR for each in problems)
        if read is not None:
            again, _ = from_dict(to_dict(read))
            assert again == read


class TestMarksOfAParser:
    def test_of_repeated_keys_the_last_is_taken(self) -> None:
        data = RepeatedKeys(
            [("type", "Program"), ("name", "甲"), ("id", "program:1"), ("name", "乙")]
        )
        record, (problem,) = from_dict(data)
        assert record is not None
        assert to_dict(record)["name"] == "乙"
        assert str(problem) == (
            "program:1, name: found the key 'name' more than once; the last value is taken"
        )

    def test_they_are_told_inside_unknown_keys_too(self) -> None:
        inner = RepeatedKeys([("a", 1), ("a", 2)])
        record, problems = from_dict(
            {"type": "Visit", "remark": [inner, RoundedNumber.of("0.10000000000000000001")]}
        )
        assert record is not None
        assert record.extra["remark"] == [{"a": 2}, 0.1]
        assert said(problems) == [
            ("repeated-key", "remark[0].a"),
            ("rounded-number", "remark[1]"),
            ("unknown-key", "remark"),
        ]

    def test_what_could_not_be_read_is_a_fault(self) -> None:
        record, problems = from_dict(
            {"type": "Program", "name": Unreadable("NaN"), "a": Unreadable("NaN")}
        )
        assert record is None
        assert said(problems) == [("wrong-type", "name"), ("not-plain", "a")]
        assert problems[0].found == "NaN"


class TestConverter:
    """The cattrs converter, for classes of one's own."""

    def test_it_knows_the_model_inside_other_classes(self) -> None:
        @attrs.frozen
        class Page:
            visit: Visit
            leader: Participant | None
            seen: PartialDate
            since: When | None
            mode: VisitMode
            others: list[Record]

        page = Page(
            visit=Visit(id="visit:1"),
            leader=Participant(name="李洪渠"),
            seen=PartialDate("2022"),
            since=Period("2021/.."),
            mode=VisitMode.ONLINE,
            others=[Enterprise(name="甲")],
        )
        made = converter()
        written = made.unstructure(page)
        assert json.loads(json.dumps(written)) == {
            "visit": {"type": "Visit", "id": "visit:1"},
            "leader": {"name": "李洪渠"},
            "seen": "2022",
            "since": "2021/..",
            "mode": "online",
            "others": [{"type": "Enterprise", "id": "enterprise:甲", "name": "甲"}],
        }
        assert made.structure(written, Page) == page
        assert made.structure(written | {"since": None}, Page).since is None
        with pytest.raises(ClassValidationError):
            made.structure(written | {"seen": "2022-13"}, Page)

    @given(instances(Signatory) | instances(Post) | instances(Evidence))
    def test_a_value_survives(self, value: object) -> None:
        made = converter()
        assert made.structure(made.unstructure(value), type(value)) == value

    @pytest.mark.parametrize(
        ("data", "cls"),
        [
            ({"name": ""}, Participant),
            ("李洪渠", Participant),
            ({"at_least": 1, "note": "x"}, Quantity),
            ({"type": "Program", "name": "甲"}, Visit),
            ({"name": "甲"}, Record),
            (5, Visit),
            (2022, PartialDate),
            ("2022-13", Period),
            ("by_train", VisitMode),
        ],
    )
    def test_what_does_not_fit_is_refused(self, data: object, cls: type) -> None:
        with pytest.raises((InvalidValueError, InvalidRecordError, LookupError)):
            converter().structure(data, cls)

    def test_the_class_that_is_asked_for_stands_in_for_the_type(self) -> None:
        assert converter().structure({"name": "甲"}, Enterprise) == Enterprise(name="甲")
        assert converter().structure(to_dict(Enterprise(name="甲")), Organization) == Enterprise(
            name="甲"
        )


def largest(tree: Any) -> int:
    """The largest number in a tree."""
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    own = tree if isinstance(tree, int) else 0
    return max([own, *map(largest, inner)])


def spoil(tree: Any) -> None:
    """Change everything in a tree that can be changed."""
    if isinstance(tree, dict):
        for value in tree.values():
            spoil(value)
        tree["spoilt"] = True
    elif isinstance(tree, list):
        for value in tree:
            spoil(value)
        tree.append("spoilt")


def test_what_json_cannot_hold_is_told_in_words_under_an_unknown_key() -> None:
    text = '{"schema": "schoolenterprise/1", "records": [{"type": "Enterprise", "name": "甲", "z": NaN}]}'

    assert [str(problem) for problem in loads(text).problems] == [
        "records[0], z: found NaN, expected a plain JSON value"
    ]
