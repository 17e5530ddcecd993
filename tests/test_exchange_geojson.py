"""GeoJSON: every record that may have a place is a feature; none is lost in silence."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanged import dumped, hostile_records, some_records
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError
from schoolenterprise.formats.exchange import geojson
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.model import (
    Agreement,
    Enterprise,
    Institution,
    Official,
    Program,
    Record,
    Source,
    Visit,
)
from strategies.questions import REGIONS

WUHAN, BEIJING = (114.305, 30.593), (116.407, 39.904)
PLACES = {"420100": WUHAN, "110000": BEIJING}
SCHOOL = Institution(name="星川学院", region="420106")
FIRM = Enterprise(name="蓝海公司", region="110000")
NOWHERE = Enterprise(name="无处公司")


def collection(records: Any, places: Any = PLACES) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(dumped(geojson, records, places=places))
    return made


def is_position(value: Any) -> bool:
    return len(value) == 2 and abs(value[0]) <= 180 and abs(value[1]) <= 90


def check(made: dict[str, Any]) -> None:
    """Refuse what RFC 7946 refuses."""
    assert made["type"] == "FeatureCollection"
    ids = [each["id"] for each in made["features"]]
    assert len(set(ids)) == len(ids)
    for each in made["features"]:
        assert each["type"] == "Feature"
        geometry = each["geometry"]
        if geometry is None:
            continue
        positions = geometry["coordinates"]
        if geometry["type"] == "Point":
            positions = [positions]
        else:
            assert geometry["type"] in ("LineString", "MultiPoint")
            assert len(positions) >= 2
        assert all(map(is_position, positions))
    assert made["unlocated"] == [each["id"] for each in made["features"] if not each["geometry"]]


centres = st.dictionaries(
    st.sampled_from(REGIONS),
    st.tuples(st.floats(-180, 180), st.floats(-90, 90)),
)


@settings(max_examples=80, deadline=None)
@given(some_records, centres)
def test_every_record_that_may_have_a_place_is_there(
    records: list[Record], places: dict[str, tuple[float, float]]
) -> None:
    made = collection(records, places)
    check(made)
    everything = Directory.of(records).records.values()
    placed = [each for each in everything if not isinstance(each, Source | Official | Program)]
    expected = [
        each.id
        for each in placed
        for _ in range(max(1, len(each.hosts)) if isinstance(each, Visit) else 1)
    ]
    assert [each["properties"]["record"] for each in made["features"]] == expected


def test_hostile_names() -> None:
    check(collection(hostile_records(), {"420000": WUHAN, "310000": BEIJING}))


def test_a_visit_leads_from_who_goes_to_each_host() -> None:
    visit = Visit(
        id="visit:1",
        date=PartialDate("2022-02~"),
        visitor=SCHOOL.id,
        hosts=(FIRM.id, NOWHERE.id),
    )
    made = collection([visit, SCHOOL, FIRM, NOWHERE])
    first, second, *_ = made["features"]
    assert first == {
        "type": "Feature",
        "id": "visit:1#hosts.0",
        "geometry": {"type": "LineString", "coordinates": [[*WUHAN], [*BEIJING]]},
        "properties": {
            "record": "visit:1",
            "type": "Visit",
            "name": "实地走访：星川学院 → 蓝海公司、无处公司",
            "date": "2022-02~",
            "places": ["420100", "110000"],
            "host": FIRM.id,
        },
    }
    assert (second["id"], second["geometry"]) == ("visit:1#hosts.1", None)
    assert made["unlocated"] == ["visit:1#hosts.1", NOWHERE.id]


@pytest.mark.parametrize(
    ("visitor", "hosts", "geometry"),
    [
        (SCHOOL.id, (SCHOOL.id,), {"type": "Point", "coordinates": [*WUHAN]}),
        (NOWHERE.id, (FIRM.id,), {"type": "Point", "coordinates": [*BEIJING]}),
        (None, (FIRM.id,), {"type": "Point", "coordinates": [*BEIJING]}),
        (SCHOOL.id, (), {"type": "Point", "coordinates": [*WUHAN]}),
        (SCHOOL.id, (NOWHERE.id,), None),
        (None, (), None),
    ],
)
def test_a_visit_within_one_place(
    visitor: str | None, hosts: tuple[str, ...], geometry: Any
) -> None:
    visit = Visit(id="visit:1", visitor=visitor, hosts=hosts)
    made = collection([visit, SCHOOL, FIRM, NOWHERE])
    assert made["features"][0]["geometry"] == geometry


def test_an_agreement_is_where_its_parties_are() -> None:
    made = collection([SCHOOL, FIRM, Agreement(parties=(SCHOOL.id, FIRM.id, SCHOOL.id))])
    assert made["features"][2]["geometry"] == {
        "type": "MultiPoint",
        "coordinates": [[*WUHAN], [*BEIJING]],
    }


@pytest.mark.parametrize(
    ("codes", "used"),
    [
        (["420106", "420100", "420000"], "420106"),
        (["420100", "420000"], "420100"),
        (["420000"], "420000"),
    ],
)
def test_the_nearest_centre_is_taken(codes: list[str], used: str) -> None:
    made = collection([SCHOOL], {code: (float(at), 0.0) for at, code in enumerate(codes)})
    assert made["features"][0]["properties"]["places"] == [used]


def test_without_places_everything_is_listed() -> None:
    assert json.loads(dumped(geojson, [SCHOOL, FIRM]))["unlocated"] == [SCHOOL.id, FIRM.id]


@pytest.mark.parametrize("datum", ["GCJ-02", "BD-09", "", "wgs84"])
def test_another_datum_is_refused(datum: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^datum: found .*, expected WGS84; convert"):
        dumped(geojson, [SCHOOL], places=PLACES, datum=datum)


@pytest.mark.parametrize(
    "position",
    [
        (181.0, 0.0),
        (0.0, 91.0),
        (math.nan, 0.0),
        (0.0, -math.inf),
        (10**400, 0),
        (0.0,),
        (0.0, 0.0, 0.0),
        "12",
        None,
        (True, 0.0),
        ("0", 0.0),
    ],
)
def test_a_position_that_is_none_is_refused(position: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^places\['420100'\]: found "):
        dumped(geojson, [SCHOOL], places={"420100": position})


@pytest.mark.parametrize("places", [[("420100", WUHAN)], {"999999": WUHAN}, {420100: WUHAN}])
def test_places_go_by_codes_of_regions(places: Any) -> None:
    with pytest.raises(InvalidValueError, match="found"):
        dumped(geojson, [SCHOOL], places=places)
