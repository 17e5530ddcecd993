"""Names that a user's file lists: found wherever they stand, with their short forms."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import InvalidValueError, Lexicon, check, read_news
from schoolenterprise.vocabulary import MatchKind
from told import Told

S = "星川职业技术学院"


def lexicon(*rows: str) -> Lexicon:
    """A lexicon of rows `name,kind,short_names,former_names,organization,titles`, short or whole."""
    heading = "name,kind,short_names,former_names,organization,titles"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mine.csv")
        file.write_text("\n".join([heading, *rows]), encoding="utf-8")
        return Lexicon.default().with_file(file)


CLOUD = "武汉云帆智造"
KNOWN = lexicon(f"{CLOUD},企业,云造", "蓝海谷,园区")


def test_a_known_name_is_found_with_no_ending_inside_running_text() -> None:
    text = f"3月5日，{S}校长何静走访{CLOUD}谈合作。"
    assert CLOUD not in Told(text).bodies
    told = Told(text, lexicon=KNOWN)
    assert told.bodies == {S: "institution", CLOUD: "enterprise"}
    assert told.visits == [f"2024-03-05 {S}(何静) → {CLOUD}"]


def test_the_kind_of_the_file_goes_before_what_the_ending_says() -> None:
    known = lexicon("云帆职业培训学校,企业")
    assert Told("云帆职业培训学校来访。", lexicon=known).bodies == {
        "云帆职业培训学校": "enterprise"
    }


def test_a_known_short_name_gives_the_full_one_and_says_that_it_is_inferred() -> None:
    reading = read_news("校长何静走访云造，介绍学校情况。", lexicon=KNOWN)
    (body,) = [each for each in reading.organizations if "@" not in each.id]
    assert (body.id, body.name, body.aliases) == (f"enterprise:{CLOUD}", CLOUD, ("云造",))
    assert {(each.field, each.quote, each.how) for each in body.evidence} == {
        ("name", "云造", MatchKind.INFERRED),
        ("aliases[0]", "云造", MatchKind.EXACT),
        ("kind", "云造", MatchKind.INFERRED),
    }


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        # A known short form, one that the name itself yields, one yielded by a name not in the page.
        (f"{CLOUD}来访，云造满意。", {"云造"}),
        (f"{CLOUD}来访，云帆智造满意。", {"云帆智造"}),
        ("云造来访，云帆智造满意。", {"云造", "云帆智造"}),
        # What does not stand in the page is no alias.
        (f"{CLOUD}来访。", set()),
    ],
)
def test_a_known_name_found_once_pulls_its_short_forms_in(text: str, aliases: set[str]) -> None:
    assert Told(text, lexicon=KNOWN).aliases == {CLOUD: aliases}


@pytest.mark.parametrize(
    ("known", "text", "bodies"),
    [
        # A known name breaks no longer one, found or known.
        ("华云激光,企业", "走访武汉华云激光工程有限责任公司。", {"武汉华云激光工程有限责任公司"}),
        ("云帆,企业", f"走访{CLOUD}。", {CLOUD}),
        # A longer known name goes before a shorter one that its ending gives away.
        ("云帆有限公司武汉基地,企业", "走访云帆有限公司武汉基地。", {"云帆有限公司武汉基地"}),
        # What bounds names elsewhere stands inside a known one.
        ("光谷与众走访科技,企业", "参观光谷与众走访科技。", {"光谷与众走访科技"}),
        ("总经理之家,协会", "总经理之家何静来访。", {"总经理之家"}),
    ],
)
def test_of_two_names_that_share_characters_the_longer_one_stands(
    known: str, text: str, bodies: set[str]
) -> None:
    rows = [known, f"{CLOUD},企业"]
    assert set(Told(text, lexicon=lexicon(*rows)).bodies) == bodies


def test_a_known_name_is_parted_from_the_department_behind_it() -> None:
    told = Told("星职商学院院长何静来访。", lexicon=lexicon(f"{S},学校,星职"))
    assert told.people == [f"何静 商学院院长 {S}"]


def test_two_known_bodies_stay_two_though_one_name_is_cut_from_the_other() -> None:
    rows = ("武汉云帆电子有限公司,企业", "云帆电子有限公司,企业")
    text = "武汉云帆电子有限公司与云帆电子有限公司来访。"
    assert len(Told(text).bodies) == 1
    assert set(Told(text, lexicon=lexicon(*rows)).bodies) == {row[:-3] for row in rows}


NORTH, SOUTH = "北方重型机器集团公司", "南方重型机器集团公司"
HEAVY = lexicon(f"{NORTH},企业,重机集团", f"{SOUTH},企业,重机集团")


def test_a_short_form_of_two_known_bodies_means_the_one_that_the_page_names() -> None:
    told = Told(f"{NORTH}来访。重机集团满意。", lexicon=HEAVY)
    assert told.aliases == {NORTH: {"重机集团"}}
    assert told.doubts == []


def test_a_former_name_leads_to_the_name_of_the_file() -> None:
    known = lexicon("武汉云帆智造,企业,,云帆机械厂")
    (body,) = read_news("云帆机械厂来访。", lexicon=known).organizations
    assert (body.name, body.former_names) == ("武汉云帆智造", ("云帆机械厂",))
    assert [(each.field, each.how) for each in body.evidence] == [
        ("name", MatchKind.INFERRED),
        ("kind", MatchKind.INFERRED),
        ("former_names[0]", MatchKind.EXACT),
    ]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # Without a title, with one before or behind it, with a surname that is none.
        (f"{CLOUD}高兴与阿云嘎介绍情况。", ["高兴", "阿云嘎"]),
        (f"{CLOUD}总经理高兴介绍情况。", ["高兴 总经理"]),
        ("何况阿云嘎总经理介绍情况。", ["阿云嘎 总经理"]),
        # A longer name that a title gives away stands.
        ("校长高兴国介绍情况。高兴国走访企业。", ["高兴国 校长"]),
        # Inside the name of a body it is none.
        ("高兴有限公司来访。", []),
    ],
)
def test_a_known_person_is_found_without_a_title(text: str, people: list[str]) -> None:
    known = lexicon("高兴,人员", "阿云嘎,人员", f"{CLOUD},企业")
    found = Told(text, lexicon=known).reading.officials
    assert [" ".join([each.name, *each.titles]) for each in found] == people


def test_a_known_person_has_the_posts_of_the_file_where_the_page_states_none() -> None:
    known = lexicon(f"{CLOUD},企业,云造", "高兴,人员,,,云造,总经理、党委书记")
    told = Told("云造来访，高兴介绍情况。", lexicon=known)
    assert told.people == [f"高兴 总经理、党委书记 {CLOUD}"]
    (official,) = told.reading.officials
    assert {each.how for each in official.evidence if each.field != "name"} == {MatchKind.INFERRED}
    assert Told("云造董事长高兴来访。", lexicon=known).people == [f"高兴 董事长 {CLOUD}"]


def test_a_common_word_names_a_known_person_only_beside_a_title() -> None:
    known = lexicon("方案,人员")
    assert Told("校长方案表示，这个方案好。", lexicon=known).people[0].startswith("方案 校长")
    assert Told("这个方案好。", lexicon=known).people == []


def test_what_is_inferred_from_a_file_passes_the_check_of_evidence() -> None:
    known = lexicon(f"{CLOUD},企业,云造", "高兴,人员,,,云造,总经理")
    reading = read_news("3月5日，云造来访，高兴介绍情况。", lexicon=known)
    assert list(check(reading.ledger())) == []


def test_a_lexicon_must_be_one() -> None:
    with pytest.raises(InvalidValueError, match="lexicon: found str, expected a Lexicon"):
        read_news("", lexicon="mine.csv")  # type: ignore[arg-type]  # what a user may do


def test_a_lexicon_shows_itself_in_few_words() -> None:
    assert repr(KNOWN) == "<Lexicon: 2 bodies and 0 people added>"


names = st.text(alphabet="甲乙丙丁", min_size=2, max_size=4)


@given(st.sets(names, min_size=1, max_size=4), st.lists(names, max_size=6))
def test_a_known_name_is_found_just_where_it_stands_unless_inside_a_longer_one(
    known: set[str], parts: list[str]
) -> None:
    text = "，".join(parts)
    reading = read_news(text, lexicon=lexicon(*(f"{name},企业" for name in known)))
    expected: set[str] = set()
    for part in parts:
        # The longest name first, then the next ones in what is left: the same by other means.
        rest = part
        for name in sorted(known, key=lambda each: (-len(each), part.find(each))):
            if name in rest:
                expected.add(name)
                rest = rest.replace(name, "，" * len(name), 1)
    assert {body.name for body in reading.organizations} == expected


def test_a_short_form_of_two_known_bodies_that_the_page_does_not_name_is_told() -> None:
    told = Told("重机集团来访。重机集团满意。", lexicon=HEAVY)
    assert told.bodies == {}
    assert told.doubts == [f"open-short-name {NORTH} | {SOUTH}"]
