"""Renamed bodies: an old and a new name are one body where the ministry's list or the page says so."""

import pytest

from schoolenterprise import Institution, read_news
from schoolenterprise.vocabulary import MatchKind, find_institution
from told import Told

OLD, NEW = "武汉职业技术学院", "武汉职业技术大学"


def school(text: str) -> Institution:
    (found,) = read_news(text).organizations
    assert isinstance(found, Institution)
    return found


def test_a_school_under_an_old_name_has_the_code_of_the_new_one() -> None:
    assert school(f"{OLD}来访。").code == school(f"{NEW}来访。").code == "4142010834"
    assert school(f"{OLD}来访。").name == OLD
    assert school("星川职业技术学院来访。").code is None


def test_what_only_the_list_says_is_inferred() -> None:
    assert school(f"{NEW}来访。").former_names == (OLD,)
    assert [(each.field, each.quote, each.how) for each in school(f"{NEW}来访。").evidence] == [
        ("name", NEW, MatchKind.EXACT),
        ("kind", NEW, MatchKind.INFERRED),
        ("former_names[0]", NEW, MatchKind.INFERRED),
        ("code", NEW, MatchKind.INFERRED),
    ]
    assert school(f"{OLD}来访。").former_names == ()


@pytest.mark.parametrize("text", [f"{OLD}来访。{NEW}很好。", f"{NEW}（原{OLD}）来访。"])
def test_two_names_that_the_list_gives_one_school_are_one_body(text: str) -> None:
    found = school(text)
    assert (found.name, found.former_names) == (NEW, (OLD,))
    (evidence,) = [each for each in found.evidence if each.field == "former_names[0]"]
    assert (evidence.quote, evidence.how) == (OLD, MatchKind.EXACT)


def test_names_come_one_after_another() -> None:
    row = find_institution(NEW)
    assert row is not None
    assert [row.names_before(name) for name in (OLD, NEW)] == [(), (OLD,)]


@pytest.mark.parametrize(
    "text",
    [
        "星川职业技术大学（原星川职业技术学院）来访。",
        "星川职业技术大学（曾用名：星川职业技术学院）来访。",
        "星川职业技术学院（现星川职业技术大学）来访。",
        "星川职业技术学院更名为“星川职业技术大学”。",
    ],
)
def test_two_names_that_the_page_calls_old_and_new_are_one_body(text: str) -> None:
    assert [(each.name, each.former_names) for each in read_news(text).organizations] == [
        ("星川职业技术大学", ("星川职业技术学院",))
    ]


@pytest.mark.parametrize(
    "text",
    ["星川职业技术大学、星川职业技术学院来访。", "蓝海公司（原星川职业技术学院）来访。"],
)
def test_other_names_beside_each_other_are_two(text: str) -> None:
    assert len(Told(text).bodies) == 2
