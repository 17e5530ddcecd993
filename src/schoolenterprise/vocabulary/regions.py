"""Administrative divisions by GB/T 2260 code and by name; no city clusters, no coordinates."""

import reprlib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.packaged import packaged_rows


class RegionLevel(Labelled):
    """Level of a division; the order is from large to small."""

    PROVINCE = "province", "省级"
    """Province, autonomous region, municipality, special administrative region: `420000`."""
    CITY = "city", "地级"
    """City with districts, prefecture, league, or a grouping in their place: `420100`."""
    COUNTY = "county", "县级"
    """County, district, county-level city, banner: `420106`."""


@frozen(kw_only=True, slots=True)
class Region:
    """One administrative division."""

    code: str
    """GB/T 2260 code, six digits."""
    name: str
    """Full name without the names above it: 洪山区."""
    level: RegionLevel
    """Its level."""
    parent: str | None = None
    """Code of the division above; `None` for a province."""


@cache
def all_regions() -> Mapping[str, Region]:
    """Return code → region, provinces first, then cities, then counties.

    The table is the edition of 2023: codes abolished before or given after are not in it. It lists
    nothing below Taiwan, Hong Kong and Macao.
    """
    regions: dict[str, Region] = {}
    for code, name, level, parent in packaged_rows("regions"):
        # A city without counties stands in the table twice; its row as a city comes first.
        made = Region(code=code, name=name, level=RegionLevel(level), parent=parent or None)
        regions.setdefault(code, made)
    return MappingProxyType(regions)


def region(code: str) -> Region:
    """Return the division with this code.

    Raises:
        InvalidValueError: not six digits, or not in the 2023 edition.
    """
    found = all_regions().get(_six_digits(code))
    if found is None:
        raise InvalidValueError(
            f"region: found {code!r}, expected a code of GB/T 2260 (edition of 2023); "
            "look its name up with find_region"
        )
    return found


def check_region_code(code: str) -> None:
    """Check that the table has this code.

    Raises:
        InvalidValueError: not six digits, or not in the 2023 edition.
    """
    region(code)


def find_region(name: str) -> tuple[Region, ...]:
    """Return every division of this name, large ones first; empty when there is none.

    The name may be full or short. A short form leaves off the class (省, 市, 区, 自治县 …) and the
    peoples: 广西, 恩施, 恩施州. So 吉林 gives the province and the city, 吉林市 the city alone.
    """
    return _places_by_name().get(name, ())


@cache
def place_names() -> frozenset[str]:
    """Return every name that `find_region` knows, full (湖北省) and short (湖北).

    Short names of districts are common words too (新华, 东方): weigh what stands around them.
    """
    return frozenset(_places_by_name())


def province_of(code: str) -> Region:
    """Return the province of a division; of the code only the first two digits need be known.

    Raises:
        InvalidValueError: not six digits, or no province begins with these two.
    """
    return region(_six_digits(code)[:2] + "0000")


def nearest_region(code: str) -> Region | None:
    """Return the division itself, else its city, else its province, else `None`.

    Registers use codes that GB/T 2260 lacks: 320594 is 苏州工业园区, 100000 is the whole country.

    Raises:
        InvalidValueError: not six digits.
    """
    digits = _six_digits(code)
    wider = (digits, digits[:4] + "00", digits[:2] + "0000")
    return next((all_regions()[one] for one in wider if one in all_regions()), None)


def _six_digits(code: str) -> str:
    if len(code) == 6 and code.isascii() and code.isdigit():
        return code
    raise InvalidValueError(f"region: found {reprlib.repr(code)}, expected six digits")


# Rows that group counties and name no place.
_GROUPINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

# Ending of a full name → the short one that may stand for it; the longest endings come first.
_ENDINGS = {
    "特别行政区": "",
    "自治区": "",
    "自治州": "州",
    "自治县": "县",
    "自治旗": "旗",
    "地区": "",
    **dict.fromkeys("省市县区旗盟", ""),
}

# Short forms that no ending gives.
_OTHER_FORMS = {"429021": ("神农架",), "520203": ("六枝",), "632857": ("大柴旦",)}


def _short_forms(place: Region) -> Iterator[str]:
    yield from _OTHER_FORMS.get(place.code, ())
    ending = next((ending for ending in _ENDINGS if place.name.endswith(ending)), None)
    if ending is None:
        return
    stem = place.name.removesuffix(ending)
    if ending.startswith("自治") or stem.endswith("族"):
        stem = _without_peoples(stem)
    if len(stem) > 1:
        yield from dict.fromkeys((stem, stem + _ENDINGS[ending]))


def _without_peoples(stem: str) -> str:
    for people in _peoples():
        if stem.endswith(people) and len(stem) > len(people) + 1:
            return _without_peoples(stem.removesuffix(people))
    return stem.removesuffix("族")


@cache
def _peoples() -> tuple[str, ...]:
    full = [people for (people,) in packaged_rows("peoples")]
    # In names 族 may be missing (维吾尔); names of one character always keep it (回族).
    return (*full, *(people.removesuffix("族") for people in full if len(people) > 2), "各族")


@cache
def _places_by_name() -> dict[str, tuple[Region, ...]]:
    names: dict[str, tuple[Region, ...]] = {}
    for place in all_regions().values():
        if place.name not in _GROUPINGS:
            for name in (place.name, *_short_forms(place)):
                names[name] = (*names.get(name, ()), place)
    return names


__all__ = [
    "Region",
    "RegionLevel",
    "all_regions",
    "check_region_code",
    "find_region",
    "nearest_region",
    "place_names",
    "province_of",
    "region",
]
