"""The packaged tables: every row is well formed, and what the README beside them says is so."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import vocabulary
from schoolenterprise.vocabulary import (
    InstitutionLevel,
    Ownership,
    all_institutions,
    find_institution,
    find_region,
    surnames,
)
from schoolenterprise.vocabulary.packaged import packaged_rows

TABLES = Path(vocabulary.__file__).parent / "tables"
README = (TABLES / "README.md").read_text(encoding="utf-8")
# Name of each table that the README has a section for → its columns there.
SECTIONS = dict(re.findall(r"^## `(\w+)\.csv`[^\n]*\n\nColumns?: `([\w,]+)`", README, re.MULTILINE))

each_table = pytest.mark.parametrize("table", sorted(SECTIONS))
rows = st.sampled_from(all_institutions())


def test_the_readme_describes_the_tables_of_the_vocabulary() -> None:
    assert SECTIONS.keys() == {path.stem for path in TABLES.glob("*.csv")}


@each_table
def test_a_table_has_the_columns_of_the_readme_and_no_ragged_row(table: str) -> None:
    text = (TABLES / f"{table}.csv").read_bytes().decode("utf-8")
    header, *body = csv.reader(text.splitlines())
    assert header == SECTIONS[table].split(",")
    assert {len(row) for row in body} == {len(header)}
    assert "\r" not in text
    assert all(cell == cell.strip() for row in body for cell in row)
    assert packaged_rows(table) == body


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("titles", "ladder"),
        ("endings", "strength"),
        ("words", "act"),
        ("regions", "level"),
        ("rules", "effect"),
    ],
)
def test_the_readme_tells_what_each_value_of_a_column_means(table: str, column: str) -> None:
    at = SECTIONS[table].split(",").index(column)
    section = README.partition(f"## `{table}.csv`")[2].partition("\n## ")[0]
    told = dict(re.findall(r"^\| (\w+) \| ([^|]+) \|$", section, re.MULTILINE))
    told |= dict.fromkeys(re.findall(r"`(\w+)`", told.get(column, "")))
    assert {row[at] for row in packaged_rows(table)} <= told.keys()


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        packaged_rows("nothing")


@pytest.mark.parametrize("table", ["titles", "endings"])
def test_a_title_and_an_ending_stand_in_one_row_only(table: str) -> None:
    words = [row[0] for row in packaged_rows(table)]
    assert len(words) == len(set(words))


def test_the_kind_of_an_ending_is_one_of_the_vocabulary() -> None:
    kinds = {kind for _, kind, _ in packaged_rows("endings")}
    assert kinds <= {each.value for each in vocabulary.OrganizationKind}


def test_no_word_does_the_same_twice() -> None:
    rows = packaged_rows("words")
    assert len(rows) == len({tuple(row) for row in rows})


def test_every_school_of_the_ministrys_list_is_there() -> None:
    schools = all_institutions()
    assert len(schools) == 2919
    assert sum(bool(school.former_names) for school in schools) == 267
    assert sum(bool(school.later_names) for school in schools) == 22


def test_no_name_and_no_code_is_borne_by_two_schools() -> None:
    names = [name for school in all_institutions() for name in school.all_names]
    codes = [school.code for school in all_institutions()]
    assert (len(names), len(codes)) == (len(set(names)), len(set(codes)))


@given(rows)
def test_a_school_is_found_by_each_of_its_names(school: vocabulary.InstitutionRow) -> None:
    assert {find_institution(name) for name in school.all_names} == {school}


@given(rows)
def test_a_school_stands_in_a_known_place(school: vocabulary.InstitutionRow) -> None:
    # One row of the list shortens the name of its prefecture (临夏州).
    assert find_region(school.city)


def test_a_renamed_school_is_one_school() -> None:
    """武汉职业技术学院 became 武汉职业技术大学 and kept its code."""
    school = find_institution("武汉职业技术学院")
    assert school is not None
    assert school is find_institution("武汉职业技术大学")
    assert school.code == "4142010834"
    assert (school.name, school.city, school.ownership) == (
        "武汉职业技术大学",
        "武汉市",
        Ownership.PUBLIC,
    )
    assert school.former_names == ("武汉职业技术学院",)


@pytest.mark.parametrize("name", ["", "武汉职业技术", "碳中和产业学院", "泸州医疗器械职业学院 "])
def test_a_name_that_the_list_lacks_finds_nothing(name: str) -> None:
    assert find_institution(name) is None


@pytest.mark.parametrize(
    ("name", "listed", "implied"),
    [
        ("北京大学", InstitutionLevel.UNDERGRADUATE, InstitutionLevel.UNDERGRADUATE),
        (
            "武汉职业技术大学",
            InstitutionLevel.UNDERGRADUATE,
            InstitutionLevel.VOCATIONAL_UNDERGRADUATE,
        ),
        ("广西职业师范学院", InstitutionLevel.UNDERGRADUATE, InstitutionLevel.UNDERGRADUATE),
        (
            "泸州医疗器械职业学院",
            InstitutionLevel.HIGHER_VOCATIONAL,
            InstitutionLevel.HIGHER_VOCATIONAL,
        ),
        ("九江职业大学", InstitutionLevel.HIGHER_VOCATIONAL, InstitutionLevel.HIGHER_VOCATIONAL),
    ],
)
def test_the_name_tells_a_vocational_university_from_another_one(
    name: str, listed: InstitutionLevel, implied: InstitutionLevel
) -> None:
    school = find_institution(name)
    assert school is not None
    assert (school.level, school.implied_level) == (listed, implied)


def test_surnames_go_from_common_to_rare() -> None:
    bearers = list(surnames().values())
    assert bearers == sorted(bearers, reverse=True)
    assert (len(bearers), min(bearers)) == (1076, 5)
    assert surnames()["王"] == 9520


def test_surnames_have_one_character_or_two() -> None:
    assert {len(surname) for surname in surnames()} == {1, 2}
    assert {"欧阳", "上官", "诸葛", "鄢", "刁"} <= surnames().keys()
