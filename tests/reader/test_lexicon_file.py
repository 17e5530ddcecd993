"""A user's CSV file: which tables it may be, what it adds, and what is wrong with a faulty one."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import FormatError, Lexicon, read_news, vocabulary
from schoolenterprise.reader._known import KnownOrganization, KnownPerson
from schoolenterprise.reader._lexicon_rows import folded
from schoolenterprise.vocabulary import OrganizationKind

TABLES = Path(vocabulary.__file__).parent / "tables"
DEFAULT = Lexicon.default()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.csv"


def loaded(file: Path, text: str, encoding: str = "utf-8") -> Lexicon:
    file.write_bytes(text.encode(encoding))
    return DEFAULT.with_file(file)


def faults(file: Path, text: str) -> list[str]:
    """`line 2, kind: found '厂', expected one of …` for each fault of a file."""
    with pytest.raises(FormatError) as caught:
        loaded(file, text)
    assert {problem.place.file for problem in caught.value.problems} == {str(file)}
    return [str(problem).removeprefix(f"{file}, ") for problem in caught.value.problems]


NAMES = """\
name,kind,short_names,former_names,organization,titles
武汉云帆智能装备有限公司,企业,云帆智能；云帆装备,武汉云帆机械厂,,
星川职业技术大学,学校,星职大,星川职业技术学院,,
高兴,人员,,,云帆智能,总经理、党委书记
"""
CLOUD = KnownOrganization(
    name="武汉云帆智能装备有限公司",
    kind=OrganizationKind.ENTERPRISE,
    short_names=("云帆智能", "云帆装备"),
    former_names=("武汉云帆机械厂",),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_file_of_names_adds_bodies_and_people(file: Path, encoding: str) -> None:
    lexicon = loaded(file, NAMES, encoding)
    assert lexicon.organizations["武汉云帆智能装备有限公司"] == CLOUD
    assert lexicon.organizations["星川职业技术大学"].kind is OrganizationKind.INSTITUTION
    assert lexicon.people == {
        "高兴": KnownPerson(name="高兴", organization="云帆智能", titles=("总经理", "党委书记"))
    }


def test_headings_may_be_chinese_and_stand_in_any_order(file: Path) -> None:
    text = "类别,简称,名称\n企业,云帆智能;云帆装备,武汉云帆智能装备有限公司\n"
    (body,) = loaded(file, text).organizations.values()
    assert (body.name, body.short_names) == (CLOUD.name, CLOUD.short_names)


def test_names_are_kept_as_written_and_compared_as_pages_are(file: Path) -> None:
    text = "name,kind,short_names\n雲帆（湖北） 集團,企业,ＡＢＢ 中国\n"
    lexicon = loaded(file, text)
    ((key, body),) = lexicon.organizations.items()
    assert (key, body.name, body.short_names) == (
        "云帆(湖北)集团",
        "雲帆（湖北） 集團",
        ("ABB中国",),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABB  China Ltd", "ABB China Ltd"),
        (" 云 帆\t集团 ", "云帆集团"),
        ("\ufeff云帆", "云帆"),
    ],
)
def test_blanks_stay_between_latin_words_only(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_the_packaged_tables_stay_as_they_are(file: Path) -> None:
    before = pickle.dumps(DEFAULT)
    assert loaded(file, NAMES) != DEFAULT
    assert pickle.dumps(DEFAULT) == before
    assert Lexicon.default() is DEFAULT


def test_files_add_up_and_a_later_row_replaces_an_earlier_one(file: Path) -> None:
    first = loaded(file, "name,kind\n云帆集团,企业\n蓝海,企业\n")
    file.write_text("name,kind\n蓝海,园区\n", encoding="utf-8")
    second = first.with_file(file)
    assert {name: body.kind.value for name, body in second.organizations.items()} == {
        "云帆集团": "enterprise",
        "蓝海": "park",
    }


@pytest.mark.parametrize("table", ["words", "titles", "endings", "surnames"])
def test_a_packaged_table_is_such_a_file_and_adds_nothing_new(table: str) -> None:
    assert DEFAULT.with_file(TABLES / f"{table}.csv") == DEFAULT


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("word,act\n打卡,cut\n", lambda each: "打卡" in each.words["cut"]),
        ("title,ladder,rank\n馆员,teacher,40\n", lambda each: each.ranks.get("馆员") == 40),
        ("title,ladder,rank\n馆员,teacher,40\n", lambda each: each.titles.get("馆员") == "teacher"),
        ("ending,kind,strength\n工坊,企业,medium\n", lambda each: "工坊" in each.endings),
        ("surname,per_100k\n云帆,5\n", lambda each: each.surnames.get("云帆") == 5),
        ("place\n光谷\n", lambda each: "光谷" in each.regions),
        ("地名\n光谷\n", lambda each: "光谷" in each.regions),
    ],
)
def test_the_heading_says_which_table_a_file_is(
    file: Path, text: str, of: Callable[[Lexicon], bool]
) -> None:
    assert of(loaded(file, text))
    assert not of(DEFAULT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["line 1: found no heading, expected a heading: name,kind or word,act or"]),
        ("firm,town\n", ["line 1: found 'firm,town', expected a heading: name,kind or"]),
        ("name,kind,name\n", ["line 1: found 'name,kind,name', expected a heading"]),
        ("name,kind\n云帆集团\n", ["line 2, kind: found an empty cell, expected text"]),
        ("name,kind\n云帆集团,企业,1\n", ["line 2: found 3 cells, expected 2, as in the heading"]),
        (
            "name,kind\n云帆集团,厂\n",
            ["line 2, kind: found '厂', expected one of institution 学校"],
        ),
        ("name,kind\n云,企业\n", ["line 2, name: found '云', expected a name of 2 to 60"]),
        ("name,kind\n24,企业\n", ["line 2, name: found '24', expected a name of 2 to 60"]),
        ("name,kind,short_names\n云帆,企业,３６０\n", ["line 2, short_names: found '３６０', exp"]),
        (
            'name,kind\n云\0帆,企业\n云\x1b帆,企业\n"云\n帆",企业\n',
            [
                r"line 2, name: found '云\x00帆', expected text on one line, without control",
                r"line 3, name: found '云\x1b帆', expected text on one line, without control",
                r"line 4, name: found '云\n帆', expected text on one line, without control",
            ],
        ),
        ("word,act\n打\x07卡,cut\n", [r"line 2, word: found '打\x07卡', expected text on one"]),
        (
            f"name,kind\n{'云' * 9_999},企业\n",
            [f"line 2, name: found '{'云' * 27}...{'云' * 28}', expected a name of 2 to 60"],
        ),
        (
            "name,kind\n云帆,企业\n云帆,学校\n",
            ["line 3, name: found '云帆', expected a name that no other row"],
        ),
        (
            "name,kind,titles\n云帆集团,企业,总经理\n",
            ["line 2, titles: found '总经理', expected an empty cell"],
        ),
        (
            "name,kind,short_names\n高兴,人员,小高\n",
            ["line 2, short_names: found '小高', expected an empty cell"],
        ),
        ("word,act\n打卡,do\n", ["line 2, act: found 'do', expected one of adjective, after_name"]),
        ("word,act\n\u200b,cut\n", ["line 2, word: found no visible character, expected text"]),
        (
            "title,ladder,rank\n馆员,tree,high\n",
            [
                "line 2, ladder: found 'tree', expected one of association, firm",
                "line 2, rank: found 'high', expected a whole number",
            ],
        ),
        ("ending,kind,strength\n工坊,企业,big\n", ["line 2, strength: found 'big', expected one"]),
        ("surname,per_100k\n昃昃昃,5\n", ["line 2, surname: found '昃昃昃', expected one"]),
        ("surname,per_100k\n昃,-5\n", ["line 2, per_100k: found '-5', expected a number"]),
        (
            'name,kind\n"云帆集团\n',
            ["line 2: found no CSV (unexpected end of data), expected CSV"],
        ),
        # Every fault of a file is told, and a blank line is none.
        (
            "name,kind\n,企业\n\n云帆集团,企业\n蓝海,1\n",
            [
                "line 2, name: found an empty cell, expected text",
                "line 5, kind: found '1', expected one of institution 学校",
            ],
        ),
    ],
)
def test_a_faulty_file_is_refused_as_a_whole_with_every_fault(
    file: Path, text: str, expected: list[str]
) -> None:
    found = faults(file, text)
    assert [line[: len(start)] for line, start in zip(found, expected, strict=True)] == expected


def test_of_many_faults_the_first_twenty_are_told(file: Path) -> None:
    found = faults(file, "name,kind\n" + "云帆,厂\n" * 5_000)
    assert [line.partition(":")[0] for line in found[:20]] == [
        f"line {number}, kind" for number in range(2, 22)
    ]
    assert [line.removeprefix(f"{file}: ") for line in found[20:]] == [
        "found 4,980 more faults, expected none; mend those above first"
    ]


@pytest.mark.parametrize(
    ("separator", "first"),
    [(",", ""), (";", ""), ("\t", ""), (";", "sep=;\r\n"), (",", "sep=,\n"), ("|", "sep=|\n")],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gbk"])
def test_a_file_may_be_as_any_spreadsheet_saves_it(
    file: Path, separator: str, first: str, encoding: str
) -> None:
    lexicon = loaded(file, first + NAMES.replace(",", separator), encoding)
    assert lexicon.organizations["武汉云帆智能装备有限公司"] == CLOUD
    assert lexicon.people["高兴"].organization == "云帆智能"


def test_a_list_of_names_in_quotes_may_have_semicolons_in_a_file_of_semicolons(file: Path) -> None:
    rows = '名称;类别;简称\n武汉云帆智能装备有限公司;企业;"云帆智能;云帆装备"\n'
    (body,) = loaded(file, rows).organizations.values()
    assert body.short_names == ("云帆智能", "云帆装备")


def test_lines_are_counted_below_a_line_that_names_the_separator(file: Path) -> None:
    assert faults(file, "sep=;\nword;act\n打卡;do\n")[0].startswith("line 3, act: found 'do'")


def test_a_short_form_of_thousands_is_kept_once_for_each(file: Path) -> None:
    rows = "".join(f"远航{number}号公司,企业,远航\n" for number in range(5_000))
    lexicon = loaded(file, "name,kind,short_names\n" + rows)
    assert len(lexicon.forms["远航"]) == 5_000
    (doubt,) = [
        problem
        for problem in read_news("3月5日，我校校长何静走访远航。", lexicon=lexicon).problems
        if problem.code == "open-short-name"
    ]
    assert doubt.alternatives == tuple(f"远航{number}号公司" for number in range(5))
    assert doubt.expected == "a short form of one body, not of 4,995 more than are named here"


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b"name,kind\n\xff\xff,\xff\n")
    with pytest.raises(FormatError, match="found bytes that are no text, expected UTF-8 or GB"):
        DEFAULT.with_file(file)


def test_a_file_that_is_not_there_is_no_fault_of_its_rows(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DEFAULT.with_file(file)


def test_a_lexicon_may_be_sent_to_another_process(file: Path) -> None:
    lexicon = loaded(file, NAMES)
    assert lexicon.body_index is not None
    sent = pickle.loads(pickle.dumps(lexicon))
    assert sent == lexicon
    assert "body_index" not in vars(sent)


names = (
    st.text(alphabet="云帆蓝海星川AB", min_size=2, max_size=6)
    .map(folded)
    .filter(lambda name: len(name) > 1)
)


@given(bodies=st.dictionaries(names, st.lists(names, max_size=3), min_size=1, max_size=5))
def test_each_form_of_a_name_leads_to_the_bodies_that_have_it(
    tmp_path_factory: pytest.TempPathFactory, bodies: dict[str, list[str]]
) -> None:
    rows = [f"{name},企业,{';'.join(short)}" for name, short in bodies.items()]
    file = tmp_path_factory.mktemp("lexicon") / "mine.csv"
    file.write_text("\n".join(["name,kind,short_names", *rows]), encoding="utf-8")
    forms = DEFAULT.with_file(file).forms
    assert {*forms} == {*bodies, *(short for each in bodies.values() for short in each)}
    for form, owners in forms.items():
        expected = {name for name, short in bodies.items() if form in short}
        assert set(owners) == ({form} if form in bodies else expected)
