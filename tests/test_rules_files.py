"""Rule files: what a user may write, and what a fault in one is told as, with its line."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import FormatError, InvalidValueError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Placement
from schoolenterprise.model.placement import InternshipTerms
from schoolenterprise.rules import (
    Comparison,
    Metric,
    RuleBook,
    Verdict,
    check_placements,
    load_rules,
)
from schoolenterprise.vocabulary import InstitutionLevel

RULE = """[[rule]]
id = "SX-LOCAL"
title = "实习学生年满18周岁"
source = "某省实习细则"
valid_from = 2023-01-01
metric = "number"
kinds = ["post"]
field = "youngest_age"
comparison = "at_least"
threshold = 18
verified = false
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def told(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a file, each as line, key and message; added to the packaged rules."""
    with pytest.raises(FormatError) as caught:
        RuleBook.default().with_file(written(tmp_path, text))
    problems = caught.value.problems
    assert {problem.place.file for problem in problems} == {str(tmp_path / "own.toml")}
    return [f"{problem.place.line} {problem.place.path}: {problem.found}" for problem in problems]


def test_a_rule_of_ones_own_is_checked_without_code(tmp_path: Path) -> None:
    book = RuleBook.default().with_file(written(tmp_path, RULE))
    young = Placement(since=PartialDate("2023-03"), terms=InternshipTerms(youngest_age=17))
    found = {each.rule.id: each for each in check_placements(Ledger([young]), rules=book)}
    assert found["SX-2021-AGE"].verdict is Verdict.PASSED
    assert found["SX-LOCAL"].verdict is Verdict.FAILED
    assert "未核对原文" in str(found["SX-LOCAL"])


def test_the_packaged_rules_are_whole() -> None:
    book = RuleBook.default()
    assert len({rule.id for rule in book}) == len(book) == 52
    first = book.rule("FQ-2022-A")
    assert (first.metric, first.comparison) == (Metric.EMPLOYERS_VISITED, Comparison.AT_LEAST)
    assert (first.valid, first.period) == (Period("2022-03/2022-08"), Period("2022-03/2022-08"))
    assert first.binds.levels_in_part == (InstitutionLevel.UNDERGRADUATE,)
    assert [rule.id for rule in book if rule.cohort == 2024] == [
        "FQ-2024-A",
        "FQ-2024-B",
        "FQ-2024-C",
        "FQ-2024-R",
    ]
    assert {rule.id for rule in book if not rule.verified} == {
        *(f"SX-2021-{name}" for name in ("STAFF", "POST", "FREE", "AGREEMENT", "SITE", "REST")),
        *(f"SX-2021-{name}" for name in ("OVERTIME", "NIGHT", "INSURANCE", "TEACHER", "MENTOR")),
        "SX-2021-INSPECTION",
        *("FQ-2023-C", "FQ-BJ-2022", "FQ-2025"),
    }
    assert [rule.id for rule in book if rule.in_principle] == [
        "FQ-2022-A",
        *("SX-2016-STAFF", "SX-2021-STAFF", "SX-2021-MONTHS", "SX-2021-MAJOR"),
    ]


def test_rules_are_found_by_date_and_id() -> None:
    book = RuleBook.default()
    at_the_turn = {rule.id for rule in book.valid_at(PartialDate("2021-12"))}
    assert {"SX-2016-STAFF", "SX-2021-STAFF"} <= at_the_turn
    assert "SX-2021-STAFF" not in {rule.id for rule in book.valid_at(PartialDate("2021-12-30"))}
    with pytest.raises(UnknownNameError, match="rule: found 'FQ-9', expected one of FQ-2022-A, "):
        book.rule("FQ-9")
    with pytest.raises(InvalidValueError, match="expected a PartialDate or a Period"):
        book.valid_at("2022")  # type: ignore[arg-type]  # what is refused
    with pytest.raises(UnknownNameError, match="there are no rules"):
        RuleBook().rule("FQ-9")


QUOTA = """[[rule]]
id = "FQ-2024-X"
replaces = "FQ-2024-A"
title = "书记、校长走访用人单位"
source = "某省通知"
valid_from = "2023-09"
metric = "employers_visited"
cohort = 2024
threshold = 120
verified = true
"""


def test_a_rule_takes_the_place_of_a_packaged_one_if_it_says_so(tmp_path: Path) -> None:
    book = RuleBook.default().with_file(written(tmp_path, QUOTA))
    assert len(book) == len(RuleBook.default())
    assert book.rule("FQ-2024-A").id == "FQ-2024-X"
    assert book.threshold(book.rule("FQ-2025")) == (120, book.rule("FQ-2024-X"))
    again = QUOTA.replace("FQ-2024-A", "FQ-2024-X").replace("120", "130")
    later = book.with_file(written(tmp_path, again))
    assert later.rule("FQ-2024-A").threshold == 130
    assert RuleBook.default().rule("FQ-2024-A").threshold == 100


def test_a_book_of_one_file_holds_its_rules_alone(tmp_path: Path) -> None:
    assert [rule.id for rule in load_rules(written(tmp_path, RULE))] == ["SX-LOCAL"]
    with_mark = written(tmp_path, "\ufeff" + RULE.replace("\n", "\r\n"))
    assert load_rules(with_mark) == load_rules(written(tmp_path, RULE))


FAULTS = [
    ("an unknown key", "threshold = 18", "treshold = 18\nthreshold = 18", "10 treshold: unknown key 'treshold'"),
    ("an unknown metric", '"number"', '"count"', "6 metric: 'count'"),
    ("an unknown kind", '["post"]', '["post", "day"]', "7 kinds: ['post', 'day']"),
    ("an unknown field", '"youngest_age"', '"age"', "8 field: 'age'"),
    ("a flag for a number", '"youngest_age"', '"overtime"', "8 field: overtime"),
    ("an unknown comparison", '"at_least"', '">="', "9 comparison: '>='"),
    ("text for a number", "threshold = 18", 'threshold = "18"', "10 threshold: '18'"),
    ("a year that is none", "metric", "cohort = 22\nmetric", "6 cohort: 22"),
    ("a list that is empty", '["post"]', "[]", "7 kinds: []"),
    ("a number below 0", "threshold = 18", "threshold = -1", "10 threshold: -1"),
    ("no number", "threshold = 18", "threshold = nan", "10 threshold: nan"),
    ("yes for true", "verified = false", 'verified = "no"', "11 verified: 'no'"),
    ("blank text", '"某省实习细则"', '" "', "4 source: ' '"),
    ("a date that is none", "2023-01-01", '"2023-02-30"', "5 valid_from: '2023-02-30'"),
    ("a time of day", "2023-01-01", "2023-01-01T08:00:00", "5 valid_from: 2023-01-01T08:00:00"),
    ("an end before the start", "metric", 'valid_to = "2022"\nmetric', "6 valid_to: 2022"),
    ("a missing key", "verified = false\n", "", "1 None: no key 'verified'"),
    ("a key that the metric needs", "threshold = 18\n", "", "1 None: no key 'threshold'"),
    ("a key of another metric", "threshold", 'of = "students"\nthreshold', "10 of: the key 'of'"),
    ("an id that is taken", "SX-LOCAL", "SX-2021-AGE", "2 id: the id 'SX-2021-AGE', which another rule bears"),
    ("a replaced rule that is not there", "title", 'replaces = "SX-1"\ntitle', "3 replaces: 'SX-1', which is no rule that came before"),
    ("a region that is none", "metric", 'binds.region = "990000"\nmetric', "6 binds.region: '990000'"),
    ("a level that is none", "verified = false", 'verified = false\n[rule.binds]\nlevels = ["大学"]', "13 binds.levels: ['大学']"),
    ("a part without a condition", "verified = false", 'verified = false\n[rule.binds]\nlevels_in_part = ["本科"]', "13 binds.levels_in_part: no binds.condition"),
    ("an inline table", "metric", 'binds = {levels = ["大学"]}\nmetric', "6 binds.levels: ['大学']"),
    ("a table that is none", "verified = false", "verified = false\nbinds = 1", "12 binds: unknown key 'binds'"),
    ("an unknown key of a table", "verified = false", "verified = false\n[rule.binds]\nlevel = 1", "13 binds.level: unknown key 'binds.level'"),
    ("something besides rules", "[[rule]]", "name = 1\n[[rule]]", "1 None: unknown key 'name'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "fault"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_told_with_its_line_and_key(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert told(tmp_path, RULE.replace(old, new, 1)) == [fault]


def test_every_fault_of_a_file_is_told_at_once_in_its_order(tmp_path: Path) -> None:
    second = RULE.replace("SX-LOCAL", "SX-NEXT").replace("18\n", "true\n").replace("number", "sum")
    text = f"# own rules\n\n{RULE.replace('post', 'posts')}\n{second}"
    assert told(tmp_path, text) == [
        "9 kinds: ['posts']",
        "20 metric: 'sum'",
        "24 threshold: true",
    ]


def test_two_rules_of_a_file_clash(tmp_path: Path) -> None:
    assert told(tmp_path, RULE + RULE) == ["13 id: the id 'SX-LOCAL', which another rule bears"]
    both = QUOTA + QUOTA.replace("FQ-2024-X", "FQ-2024-Y")
    assert told(tmp_path, both) == ["13 replaces: 'FQ-2024-A', which is no rule that came before"]


@pytest.mark.parametrize("name", ["FQ-1", "FQ-2024-X", "FQ-2025"])
def test_a_threshold_of_no_rule_or_in_a_ring_is_refused(tmp_path: Path, name: str) -> None:
    text = QUOTA.replace("threshold = 120", f'threshold_of = "{name}"')
    assert told(tmp_path, text) == [f"9 threshold_of: '{name}'"]


def test_a_threshold_is_stated_once_and_above_the_failing_mark(tmp_path: Path) -> None:
    text = QUOTA.replace("threshold", 'threshold_of = "FQ-2022-A"\nthreshold')
    assert told(tmp_path, text) == ["9 threshold_of: a threshold as well"]
    text = QUOTA.replace("employers_visited", "bases_per_major") + "fail_below = 120\n"
    assert told(tmp_path, text) == ["11 fail_below: 120"]
    assert told(tmp_path, text.replace("fail_below = 120", "fail_below = 1\nweight = 0")) == [
        "12 weight: 0"
    ]


def test_many_faults_are_not_all_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        load_rules(written(tmp_path, "[[rule]]\n" * 10))
    assert len(caught.value.problems) == 21
    assert caught.value.problems[-1].found == "40 more faults"


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("", (None, None), "no rule"),
        ("rule = 1", (1, None), "rule = 1"),
        ("[rule]\nid = 1", (1, None), "rule = {'id': 1}"),
        ("rule = [1]", (1, None), "rule = [1]"),
        ('[[rule]]\nid = "a', (2, 8), "no TOML"),
        ("[[rule]]\nid =", (2, None), "no TOML"),
        ("[[rule]]\nid = 1\nid = 2", (3, 7), "no TOML"),
        ("[[rule]]\nid = " + "1" * 5000, (2, None), "no TOML"),
        ("[[rules]]\nid = 1", (1, None), "unknown key 'rules'"),
        ("#" * 1_000_001, (None, None), "more than 1,000,000 bytes"),
        ("rule = 0x" + "f" * 5000, (1, None), "rule = a number too long to show"),
        ("[[rule]]\nid = " + "[" * 5000, (None, None), "brackets"),
    ],
)
def test_what_is_no_table_of_rules_is_told(
    tmp_path: Path, text: str, place: tuple[int | None, int | None], found: str
) -> None:
    with pytest.raises(FormatError) as caught:
        load_rules(written(tmp_path, text))
    [problem] = caught.value.problems
    assert problem.found.startswith(found)
    assert problem.place.line == place[0]


def test_a_key_in_chinese_is_told_at_its_own_line(tmp_path: Path) -> None:
    assert told(tmp_path, RULE + '"阈值" = 3\n') == ["12 阈值: unknown key '阈值'"]


def test_rules_is_a_rule_with_advice(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as caught:
        load_rules(written(tmp_path, RULE.replace("[[rule]]", "[[rules]]")))
    assert [each.advice for each in caught.value.problems] == ["did you mean rule?"]


@pytest.mark.parametrize("head", ["", "[[rule]]\n"])
def test_a_file_of_faults_takes_no_square_of_its_length(tmp_path: Path, head: str) -> None:
    keys = "".join(f"k{n} = 1\n" for n in range(60_000))
    begun = process_time()
    with pytest.raises(FormatError):
        load_rules(written(tmp_path, head + keys))
    assert process_time() - begun < 20  # two seconds, where the square took minutes


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(RULE.encode("utf-8") + "# 规则".encode("gb18030"))
    with pytest.raises(FormatError, match="line 12: found bytes that are no UTF-8"):
        load_rules(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValueError, match="expected a path"):
        load_rules(1)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InvalidValueError, match="expected a name that a file may have"):
        load_rules("a\0b")
    with pytest.raises(FileNotFoundError):
        load_rules(tmp_path / "absent.toml")


def test_lines_are_right_behind_long_strings_and_open_brackets(tmp_path: Path) -> None:
    text = RULE.replace('"某省实习细则"', '"""\n[[rule]]\nthreshold = 1\\"""" # "').replace(
        '["post"]', "[ # [\n\"post\",\n'graduation']"
    )
    assert told(tmp_path, text.replace("18\n", "'''\n[[rule]]'''\n")) == [
        "14 threshold: '[[rule]]'"
    ]


def test_rules_in_one_line_have_the_line_of_them_all(tmp_path: Path) -> None:
    assert "2 None: no key 'title'" in told(tmp_path, '\nrule = [{id = "a"}, {"id" = "b"}]')


@given(st.text(alphabet="[]rule=id\"'\n#{}.1 \\-", max_size=60))
def test_any_file_is_read_or_refused_in_one_way(text: str) -> None:
    with pytest.raises(FormatError) as caught:  # nothing so short is a rule
        RuleBook()._with(text.encode("utf-8"), None)
    assert all(problem.found for problem in caught.value.problems)
