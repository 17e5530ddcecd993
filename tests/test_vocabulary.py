"""Closed sets of codes: every member is its code, has a Chinese label, and is found by any name."""

import ast
import json
import pickle
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import vocabulary
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.vocabulary import (
    AgreementKind,
    AgreementStatus,
    ArrangementKind,
    ArrangementStatus,
    CountKind,
    EnterpriseFlag,
    EnterpriseSize,
    EventKind,
    IndustrySection,
    InstitutionLevel,
    Labelled,
    MatchKind,
    MilestoneKind,
    OrganizationKind,
    Ownership,
    ParticipantRole,
    PlacementKind,
    TitleRow,
    UnitNature,
    VisitMode,
    VisitPurpose,
    title_rank,
)

SETS: list[type[Labelled]] = [
    offered
    for offered in (getattr(vocabulary, name) for name in vocabulary.__all__)
    if isinstance(offered, type) and issubclass(offered, Labelled) and offered is not Labelled
]
MEMBERS = [member for labelled in SETS for member in labelled]
SOURCE = Path(vocabulary.__file__).parent

each_set = pytest.mark.parametrize("labelled", SETS, ids=[one.__name__ for one in SETS])
members = st.sampled_from(MEMBERS)


def names(member: Labelled) -> tuple[str, ...]:
    return (member.value, member.label, *member.synonyms)


def sets_defined_in(file: Path) -> list[ast.ClassDef]:
    return [
        node
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Labelled" for base in node.bases)
    ]


CLASSES = [node for file in sorted(SOURCE.rglob("*.py")) for node in sets_defined_in(file)]


@given(members)
def test_a_member_is_found_by_code_label_and_every_synonym(member: Labelled) -> None:
    assert {type(member).named(name) for name in names(member)} == {member}


@given(members)
def test_a_member_finds_itself(member: Labelled) -> None:
    assert type(member).named(member) is member


@each_set
def test_no_name_is_borne_by_two_members(labelled: type[Labelled]) -> None:
    borne = [name for member in labelled for name in names(member)]
    assert sorted(borne) == sorted(set(borne))


@given(st.sampled_from(SETS), st.text())
def test_any_other_text_is_refused_with_the_names_that_are_allowed(
    labelled: type[Labelled], text: str
) -> None:
    if any(text in names(member) for member in labelled):
        return
    with pytest.raises(UnknownNameError) as refusal:
        labelled.named(text)
    assert all(f"{code} {label}" in str(refusal.value) for code, label in labelled.labels().items())
    assert "\n" not in str(refusal.value)


def test_the_refusal_says_what_was_found_and_what_may_stand_there() -> None:
    with pytest.raises(UnknownNameError) as refusal:
        MatchKind.named("大概")
    assert str(refusal.value) == (
        "MatchKind: found '大概', expected one of "
        "exact 原样, folded 折叠, repaired 修补, inferred 推断"
    )


def test_the_refusal_of_a_long_text_stays_short() -> None:
    with pytest.raises(UnknownNameError) as refusal:
        MatchKind.named("长" * 1_000_000)
    assert len(str(refusal.value)) < 200


@given(members)
def test_a_member_is_text_to_everything_that_takes_text(member: Labelled) -> None:
    code = member.value
    assert type(code) is str
    assert (f"{member}", "".join([member]), json.dumps(member)) == (code, code, f'"{code}"')
    assert {code: "kept"}[member] == "kept"
    assert member.find(code[-1]) == code.find(code[-1])


@given(members)
def test_a_member_survives_pickling_and_lookup_by_code(member: Labelled) -> None:
    assert pickle.loads(pickle.dumps(member)) is member
    assert type(member)(member.value) is member


@each_set
def test_labels_lists_code_and_label_of_every_member(labelled: type[Labelled]) -> None:
    assert labelled.labels() == {member.value: member.label for member in labelled}


@given(members)
def test_a_label_is_chinese_and_a_code_is_snake_case_or_the_letter_of_a_standard(
    member: Labelled,
) -> None:
    assert re.search(r"[\u4e00-\u9fff]", member.label)
    pattern = r"[A-T]" if isinstance(member, IndustrySection) else r"[a-z]+(_[a-z0-9]+)*"
    assert re.fullmatch(pattern, member.value)


@given(members)
def test_the_python_name_of_a_member_is_its_code(member: Labelled) -> None:
    if not isinstance(member, IndustrySection):
        assert member.name == member.value.upper()


@pytest.mark.parametrize("node", CLASSES, ids=[node.name for node in CLASSES])
def test_every_set_is_offered_and_every_member_explained(node: ast.ClassDef) -> None:
    assert node.name in vocabulary.__all__
    explained = [
        isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        for before, after in pairwise(node.body)
        if isinstance(before, ast.Assign)
    ]
    assert explained
    assert all(explained)
    assert not isinstance(node.body[-1], ast.Assign)


@pytest.mark.parametrize(
    ("labelled", "codes"),
    [
        (OrganizationKind, "institution enterprise government park association institute other"),
        (
            InstitutionLevel,
            "undergraduate vocational_undergraduate higher_vocational secondary_vocational "
            "technical adult_higher branch",
        ),
        (Ownership, "public private joint independent other"),
        (EnterpriseSize, "large medium small micro"),
        (VisitMode, "on_site inbound online"),
        (
            ParticipantRole,
            "leader member receiver host guest speaker signatory witness unveiler attendee",
        ),
        (
            AgreementKind,
            "strategic cooperation joint_running entrusted apprenticeship internship_tripartite "
            "internship industry_college order_class training_base employment_base "
            "internship_base practice_base alliance_charter industry_innovation tech_service "
            "equipment_donation scholarship talent_supply intent other",
        ),
        (AgreementStatus, "talks intent planned signed in_force renewed ended"),
        (MilestoneKind, "planned signed approved unveiled opened"),
        (ArrangementStatus, "proposed planned running ended"),
        (
            EventKind,
            "signing unveiling opening meeting appointment fair forum founding donation "
            "launch other",
        ),
        (
            CountKind,
            "interns graduates_hired posts_offered enterprises_visited agreements_signed "
            "order_classes participants teachers_sent other",
        ),
        (MatchKind, "exact folded repaired inferred"),
    ],
)
def test_the_codes_that_files_hold_stay_as_they_are(labelled: type[Labelled], codes: str) -> None:
    assert list(labelled.labels()) == codes.split()


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("园区", OrganizationKind.PARK),
        ("研究院", OrganizationKind.INSTITUTE),
        ("专科", InstitutionLevel.HIGHER_VOCATIONAL),
        ("技师学院", InstitutionLevel.TECHNICAL),
        ("合作", Ownership.JOINT),
        ("微", EnterpriseSize.MICRO),
        ("小巨人", EnterpriseFlag.LITTLE_GIANT),
        ("头部企业", EnterpriseFlag.LEADING),
        ("31", UnitNature.STATE_ENTERPRISE),
        ("请进来", VisitMode.INBOUND),
        ("访企拓岗", VisitPurpose.JOB_DEVELOPMENT),
        ("战略合作框架协议", AgreementKind.STRATEGIC),
        ("产创融合合作协议", AgreementKind.INDUSTRY_INNOVATION),
        ("到期", AgreementStatus.ENDED),
        ("冠名班", ArrangementKind.ORDER_CLASS),
        ("引校入园", ArrangementKind.SCHOOL_IN_FACTORY),
        ("顶岗实习", PlacementKind.POST),
        ("跟岗实习", PlacementKind.POST),
        ("双选会", EventKind.FAIR),
        ("致辞", ParticipantRole.SPEAKER),
        ("C", IndustrySection.MANUFACTURING),
    ],
)
def test_words_of_the_field_are_known(name: str, member: Labelled) -> None:
    assert type(member).named(name) is member


def test_importing_the_vocabulary_reads_no_table_and_loads_no_checker() -> None:
    program = (
        "import sys\n"
        "from schoolenterprise import vocabulary\n"
        "print(vocabulary.all_institutions.cache_info().currsize,\n"
        "      vocabulary.surnames.cache_info().currsize,\n"
        "      'stdnum' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(SOURCE.parents[1])},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["0", "0", "False"]


@pytest.mark.parametrize(
    ("title", "end", "ladder", "rank"),
    [
        ("校长", "校长", "school", 2),
        ("党委书记", "党委书记", "school", 1),
        ("合作发展处处长", "处长", "office", 10),
        ("执行董事、总经理", "总经理", "firm", 2),
        ("一级调研员", "一级调研员", "grade", 3),
    ],
)
def test_a_title_has_a_place_on_the_ladder_of_its_longest_known_end(
    title: str, end: str, ladder: str, rank: int
) -> None:
    assert title_rank(title) == TitleRow(title=end, ladder=ladder, rank=rank)


@pytest.mark.parametrize(
    "titles",
    [
        ("党委书记", "校长", "常务副校长", "副校长", "校长助理"),
        ("处长", "副处长", "科长", "副科长"),
        ("董事长", "总经理", "常务副总经理", "副总经理"),
        ("会长", "执行会长", "副会长", "秘书长", "副秘书长"),
    ],
)
def test_ranks_of_a_ladder_go_down_as_the_genre_names_people(titles: tuple[str, ...]) -> None:
    rows = [title_rank(title) for title in titles]
    ranks = [row.rank for row in rows if row]
    assert len({row.ladder for row in rows if row}) == 1
    assert ranks == sorted(set(ranks))
    assert len(ranks) == len(titles)


@pytest.mark.parametrize("title", ["", "张三", "企业"])
def test_what_ends_with_no_title_has_no_rank(title: str) -> None:
    assert title_rank(title) is None
