"""Divisions of China: found by code, by full name and by what people call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary import (
    Region,
    RegionLevel,
    all_regions,
    check_region_code,
    find_region,
    nearest_region,
    place_names,
    province_of,
    region,
)

GROUPINGS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

regions = st.sampled_from(sorted(all_regions().values(), key=lambda one: one.code))
places = regions.filter(lambda one: one.name not in GROUPINGS)


def codes(name: str) -> list[str]:
    return [found.code for found in find_region(name)]


@given(regions)
def test_a_division_is_found_by_its_code(one: Region) -> None:
    assert region(one.code) is one
    check_region_code(one.code)


@given(places)
def test_a_place_is_found_by_its_full_name(one: Region) -> None:
    assert one in find_region(one.name)


@given(regions)
def test_a_division_lies_in_the_province_that_its_parents_lead_to(one: Region) -> None:
    top = one
    while top.parent is not None:
        top = region(top.parent)
    assert top.level is RegionLevel.PROVINCE
    assert province_of(one.code) is top


@given(regions)
def test_a_parent_is_of_the_level_above(one: Region) -> None:
    levels = list(RegionLevel)
    if one.parent is None:
        assert one.level is RegionLevel.PROVINCE
    else:
        assert levels.index(region(one.parent).level) < levels.index(one.level)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("湖北省", "420000"),
        ("湖北", "420000"),
        ("北京", "110000"),
        ("内蒙古自治区", "150000"),
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("宁夏", "640000"),
        ("新疆", "650000"),
        ("西藏", "540000"),
        ("台湾", "710000"),
        ("香港", "810000"),
        ("澳门", "820000"),
        ("武汉市", "420100"),
        ("武汉", "420100"),
        ("恩施土家族苗族自治州", "422800"),
        ("恩施州", "422800"),
        ("黔西南州", "522300"),
        ("克孜勒苏", "653000"),
        ("锡林郭勒", "152500"),
        ("喀什", "653100"),
        ("洪山区", "420111"),
        ("洪山", "420111"),
        ("昆山", "320583"),
        ("东莞", "441900"),
        ("神农架", "429021"),
        ("陵水县", "469028"),
        ("隆林", "451031"),
        ("积石山", "622927"),
        ("东乡县", "622926"),
        ("鄂温克旗", "150724"),
        ("管城", "410104"),
    ],
)
def test_what_people_call_a_place_finds_it_first(name: str, code: str) -> None:
    assert codes(name)[0] == code


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("吉林市", ["220200"]),
        ("吉林", ["220000", "220200"]),
        ("海南", ["460000", "632500", "150303"]),
        ("朝阳区", ["110105", "220104"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
    ],
)
def test_a_name_that_several_places_bear_gives_all_of_them_large_ones_first(
    name: str, found: list[str]
) -> None:
    assert codes(name) == found


@pytest.mark.parametrize(
    "name", ["", "省", "县", "市辖区", "沛", "光谷东", "武汉1+8城市圈", "中国"]
)
def test_what_names_no_place_finds_nothing(name: str) -> None:
    assert find_region(name) == ()


@given(st.sampled_from(sorted(place_names())))
def test_every_listed_name_finds_a_place(name: str) -> None:
    assert find_region(name)


def test_listed_names_are_full_and_short() -> None:
    assert {"湖北省", "湖北", "恩施州", "洪山区", "洪山"} <= place_names()
    assert not GROUPINGS & place_names()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("4201", "region: found '4201', expected six digits"),
        ("４２０１００", "region: found '４２０１００', expected six digits"),
        ("", "region: found '', expected six digits"),
        (
            "420199",
            "region: found '420199', expected a code of GB/T 2260 (edition of 2023); "
            "look its name up with find_region",
        ),
    ],
)
def test_an_unknown_code_is_refused_with_the_reason(code: str, reason: str) -> None:
    for refusing in (region, check_region_code):
        with pytest.raises(InvalidValueError) as refusal:
            refusing(code)
        assert str(refusal.value) == reason


def test_a_province_is_known_even_where_the_county_is_not() -> None:
    assert province_of("429999").name == "湖北省"
    with pytest.raises(InvalidValueError):
        province_of("990000")


@pytest.mark.parametrize(
    ("code", "name"),
    [("420111", "洪山区"), ("420199", "武汉市"), ("429999", "湖北省"), ("990000", None)],
)
def test_the_nearest_known_division_stands_in_for_an_unknown_code(
    code: str, name: str | None
) -> None:
    found = nearest_region(code)
    assert (found and found.name) == name


def test_a_city_without_counties_is_listed_once_as_a_city() -> None:
    assert [region(code).level for code in ("441900", "442000", "460400")] == ["city"] * 3


def test_the_levels_are_complete() -> None:
    levels = [one.level for one in all_regions().values()]
    assert [levels.count(level) for level in RegionLevel] == [34, 342, 2975]
