"""The scorer counts what is right, what is only read and what is only in the gold, by measure."""

import json
from pathlib import Path
from typing import Any

import pytest

from score import Document, Fact, Facts, Score, plain, scores, table

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"

GOLD: Document = {
    "self": S,
    "organizations": [
        {"name": S, "aliases": ["星川职院"], "kind": "institution"},
        {"name": A, "aliases": ["云帆科技", "云帆"], "kind": "enterprise"},
        {"name": B, "aliases": [], "kind": "enterprise"},
    ],
    "officials": [
        {"name": "何静", "organization": S, "titles": ["党委书记", "校长"]},
        {"name": "周明", "organization": None, "titles": []},
    ],
    "visits": [
        {
            "date": "2024-03-05",
            "visitor": S,
            "leader": "何静",
            "participants": ["李望"],
            "hosts": [A, B],
            "received_by": ["陈立"],
        },
    ],
    "agreements": [
        {"date": None, "parties": [S, A, B], "kind": "strategic", "signatories": ["何静", "陈立"]},
    ],
    "industry_colleges": [{"name": "智能产业学院", "institution": S, "partners": [A]}],
    "appointments": [{"person": "陈立", "role": "产业教授", "by": S, "date": None}],
    "counts": [{"what": "interns", "value": 36, "text": "36名学生"}],
    "programs": ["访企拓岗专项行动"],
}
# Each measure → the facts of it in GOLD.
FACTS: dict[str, set[Fact]] = {
    "organization": {(S,), (A,), (B,)},
    "person": {("何静",), ("周明",)},
    "person-title": {("何静", "党委书记"), ("何静", "校长")},
    "person-organization": {("何静", S)},
    "visit-host": {(A,), (B,)},
    "visit-date": {("2024-03-05", A), ("2024-03-05", B)},
    "visit-leader": {("何静",)},
    "visit-participant": {("李望",)},
    "visit-received-by": {("陈立",)},
    "agreement-pair": {(B, S), (A, S), (B, A)},
    "agreement-signatory": {("何静",), ("陈立",)},
    "college": {("智能产业学院",)},
    "appointment": {("陈立", "产业教授")},
    "count": {("interns", "36")},
    "program": {("访企拓岗专项行动",)},
}


def scored(folder: Path, gold: Document, read: Document) -> dict[str, Score]:
    for name, document in (("gold", gold), ("read", read)):
        (folder / name).mkdir()
        text = json.dumps(document, ensure_ascii=False)
        (folder / name / "g01.json").write_text(text, encoding="utf-8")
    return scores(folder / "gold", folder / "read")


def changed(**fields: Any) -> Document:
    return {**GOLD, **fields}


def of_visits(folder: Path, **fields: Any) -> dict[str, Score]:
    """The score of a page whose one visit was read otherwise."""
    return scored(folder, GOLD, changed(visits=[{**GOLD["visits"][0], **fields}]))


@pytest.mark.parametrize("measure", FACTS)
def test_a_page_gives_the_facts_of_each_measure(measure: str) -> None:
    facts = [fact for name, fact in Facts(GOLD).of(GOLD) if name == measure]
    assert {tuple(sorted(each)) for each in facts} == {
        tuple(sorted(each)) for each in FACTS[measure]
    }


def test_a_perfect_reading_scores_one_in_every_measure(tmp_path: Path) -> None:
    found = scored(tmp_path, GOLD, GOLD)
    assert found.keys() == {*FACTS, "all"}
    assert {each.f1 for each in found.values()} == {1.0}
    assert found["all"] == Score(sum(map(len, FACTS.values())), 0, 0)


def test_where_nothing_is_read_all_is_missed_and_nothing_wrong(tmp_path: Path) -> None:
    found = scored(tmp_path, GOLD, {})
    for measure, facts in FACTS.items():
        assert found[measure] == Score(0, 0, len(facts))
    assert (found["all"].precision, found["all"].recall, found["all"].f1) == (1.0, 0.0, 0.0)


def test_where_the_gold_is_empty_all_that_is_read_is_wrong(tmp_path: Path) -> None:
    found = scored(tmp_path, {}, GOLD)
    assert found["person"] == Score(0, 2, 0)
    assert (found["all"].precision, found["all"].recall, found["all"].f1) == (0.0, 1.0, 0.0)


def test_two_empty_pages_agree(tmp_path: Path) -> None:
    assert scored(tmp_path, {}, {}) == {"all": Score()}
    assert Score().f1 == 1.0


def test_a_wrong_name_is_missed_and_wrong_at_once(tmp_path: Path) -> None:
    people = [{"name": "何静静", "organization": S, "titles": ["校长"]}, GOLD["officials"][1]]
    found = scored(tmp_path, GOLD, changed(officials=people))
    assert found["person"] == Score(1, 1, 1)
    assert found["person-title"] == Score(0, 1, 2)
    assert found["person-organization"] == Score(0, 1, 1)
    assert found["person"].f1 == 0.5


@pytest.mark.parametrize("form", [A, "云帆科技", "云帆", "湖北云帆科技 有限公司", "“云帆”"])
def test_any_name_of_an_organization_counts_as_it(form: str, tmp_path: Path) -> None:
    bodies = [{**GOLD["organizations"][1], "name": form, "aliases": []}]
    found = scored(
        tmp_path, changed(organizations=[GOLD["organizations"][1]]), changed(organizations=bodies)
    )
    assert found["organization"] == Score(1, 0, 0)


def test_an_organization_read_under_two_of_its_names_counts_once(tmp_path: Path) -> None:
    bodies = [*GOLD["organizations"], {"name": "云帆", "aliases": []}]
    assert scored(tmp_path, GOLD, changed(organizations=bodies))["organization"] == Score(3, 0, 0)


def test_names_of_the_reader_alone_do_not_count(tmp_path: Path) -> None:
    bodies = [*GOLD["organizations"][:2], {"name": "蓝海", "aliases": [B]}]
    assert scored(tmp_path, GOLD, changed(organizations=bodies))["organization"] == Score(2, 1, 1)


@pytest.mark.parametrize("own", ["@self", None, ""])
def test_the_page_itself_is_the_body_that_publishes_it(own: str | None) -> None:
    assert Facts(GOLD).name(own) == S
    assert Facts({}).name(own) == "@self"


def test_a_visit_is_measured_by_its_parts(tmp_path: Path) -> None:
    found = of_visits(tmp_path, date="2024-03-06", hosts=[A], participants=["李望", "周明"])
    assert found["visit-host"] == Score(1, 0, 1)
    assert found["visit-date"] == Score(0, 1, 2)
    assert found["visit-participant"] == Score(1, 1, 0)
    assert found["visit-leader"] == found["visit-received-by"] == Score(1, 0, 0)


def test_a_visit_without_a_date_or_a_leader_has_no_fact_of_them(tmp_path: Path) -> None:
    found = of_visits(tmp_path, date=None, leader=None)
    assert found["visit-date"] == Score(0, 0, 2)
    assert found["visit-leader"] == Score(0, 0, 1)


def test_an_agreement_is_measured_by_the_pairs_of_its_parties(tmp_path: Path) -> None:
    two = [{"parties": [A, "@self"], "signatories": []}]
    found = scored(tmp_path, GOLD, changed(agreements=two))
    assert found["agreement-pair"] == Score(1, 0, 2)
    assert found["agreement-signatory"] == Score(0, 0, 2)


@pytest.mark.parametrize(
    ("field", "measure", "read"),
    [
        ("industry_colleges", "college", [{"name": "智能学院"}]),
        ("appointments", "appointment", [{"person": "陈立", "role": "客座教授"}]),
        ("counts", "count", [{"what": "interns", "value": 30}]),
        ("programs", "program", ["访企拓岗"]),
    ],
)
def test_another_value_is_another_fact(
    field: str, measure: str, read: list[Any], tmp_path: Path
) -> None:
    assert scored(tmp_path, GOLD, changed(**{field: read}))[measure] == Score(0, 1, 1)


def test_the_pages_of_a_folder_are_summed_up(tmp_path: Path) -> None:
    for name, read in (("g01", GOLD), ("g02", {})):
        for folder, document in (("gold", GOLD), ("read", read)):
            (tmp_path / folder).mkdir(exist_ok=True)
            text = json.dumps(document, ensure_ascii=False)
            (tmp_path / folder / f"{name}.json").write_text(text, encoding="utf-8")
    assert scores(tmp_path / "gold", tmp_path / "read")["person"] == Score(2, 0, 2)


def test_precision_and_recall_meet_in_the_middle() -> None:
    score = Score(right=6, wrong=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_the_table_has_a_line_for_each_measure_and_the_sum_last() -> None:
    lines = table({"all": Score(3, 1, 1), "person": Score(1, 0, 1)}).splitlines()
    assert [line.split() for line in lines] == [
        ["measure", "gold", "P", "R", "F1"],
        ["person", "2", "1.000", "0.500", "0.667"],
        ["all", "4", "0.750", "0.750", "0.750"],
    ]


@pytest.mark.parametrize("text", ["江苏（蓝海）集团", "江苏(蓝海)集团", "江苏 (“蓝海”)\u3000集团"])
def test_brackets_quotes_and_blanks_do_not_tell_names_apart(text: str) -> None:
    assert plain(text) == "江苏(蓝海)集团"
