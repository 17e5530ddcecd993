"""GeoJSON: a ledger on the map, by centres of regions that the caller gives; write-only.

What stands in it:

- one FeatureCollection by RFC 7946: longitude and latitude in WGS 84, which every reader takes
  for granted; coordinates of another datum are refused: Chinese maps shift theirs by up to 700 m;
- an organization is a Point; a visit is one feature a host, a LineString from who visits to the
  host (a Point when both are in one place, or nobody knows where the visitor is); every other
  record is a Point or MultiPoint of the organizations that it names;
- the place of an organization is that of its region, else of the city, else of the province around
  it; `places` tells which; the region of the body above it is not asked;
- properties: the class and id of the record, a heading, the date in EDTF;
- what has no place is a feature whose geometry is null, and its id stands in `unlocated`.

What is lost: whatever else the records say. Sources, people and programs, which have no place, are
no features.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from schoolenterprise.errors import InvalidValueError, wrong_type
from schoolenterprise.files import Target, write
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.formats.exchange._headings import date_of, heading
from schoolenterprise.formats.exchange._safe import embeddable
from schoolenterprise.model import Official, Organization, Program, Record, Source, Visit
from schoolenterprise.query import links
from schoolenterprise.vocabulary import check_region_code

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""
Feature = dict[str, Any]
Spot = tuple[str, Position]
"""Code of a region and its centre."""

DATUM = "WGS84"
"""The one datum that GeoJSON knows."""


def dump(
    records: Iterable[Record],
    target: Target,
    *,
    places: Mapping[str, Position] | None = None,
    datum: str = DATUM,
) -> None:
    """Write `records` as features; `places` gives the centre of each region by its GB/T 2260 code.

    Without `places` every feature lacks a place. `datum` names that of the coordinates.

    Raises:
        InvalidValueError: one of them is no record, a place is none, or `datum` is not WGS84.
        ConflictError: two different records bear one id.
        OSError: it cannot be written.
    """
    if datum != DATUM:
        raise InvalidValueError(
            f"datum: found {datum!r:.40}, expected {DATUM}; "
            "convert coordinates in GCJ-02 or BD-09 to WGS 84 first"
        )
    write(target, _chunks(Directory.of(records), _checked(places or {})))


def _checked(places: Mapping[str, Position]) -> Mapping[str, Position]:
    if not isinstance(places, Mapping):
        raise wrong_type("places", places, "a mapping of region codes to (longitude, latitude)")
    for code, position in places.items():
        if not isinstance(code, str):
            raise wrong_type("places", code, "codes of regions as text")
        check_region_code(code)
        if not _is_position(position):
            raise InvalidValueError(
                f"places[{code!r}]: found {position!r:.60}, expected (longitude, latitude) in "
                "degrees, from -180 to 180 and from -90 to 90"
            )
    return places


def _is_position(position: object) -> bool:
    if not isinstance(position, tuple | list) or len(position) != 2:
        return False
    longitude, latitude = position
    if not all(type(each) in (int, float) for each in position):
        return False
    # Not true of nan either.
    return bool(abs(longitude) <= 180 and abs(latitude) <= 90)


def _chunks(directory: Directory, places: Mapping[str, Position]) -> Iterator[bytes]:
    unlocated: list[str] = []
    yield b'{"type":"FeatureCollection","features":['
    separator = b"\n"
    for record in directory.records.values():
        for feature in _features(record, directory, places):
            if feature["geometry"] is None:
                unlocated.append(feature["id"])
            yield separator + embeddable(feature)
            separator = b",\n"
    yield b'\n],"unlocated":%b}\n' % embeddable(unlocated)


def _features(
    record: Record, directory: Directory, places: Mapping[str, Position]
) -> Iterator[Feature]:
    """Yield the features of a record: of a visit one for each host."""
    if isinstance(record, Source | Official | Program):
        return
    if isinstance(record, Visit) and record.hosts:
        start = _spot(record.visitor, directory, places)
        for at, host in enumerate(record.hosts):
            end = _spot(host, directory, places)
            spots = [each for each in (start, end) if each] if end else []
            feature = _feature(record, directory, "LineString", spots)
            feature["id"] += f"#hosts.{at}" if len(record.hosts) > 1 else ""
            feature["properties"]["host"] = host
            yield feature
        return
    own = [record.id] if isinstance(record, Organization) else []
    named = own or dict.fromkeys(link.target for link in links(record))
    found = (_spot(each, directory, places) for each in named)
    yield _feature(record, directory, "MultiPoint", [each for each in found if each])


def _feature(record: Record, directory: Directory, several: str, spots: list[Spot]) -> Feature:
    """Return a feature: a Point for one place, a geometry of the type `several` for more."""
    spots = list(dict.fromkeys(spots))
    geometry: Mapping[str, object] | None = None
    if len(spots) == 1:
        geometry = {"type": "Point", "coordinates": spots[0][1]}
    elif spots:
        geometry = {"type": several, "coordinates": [position for _, position in spots]}
    date = date_of(record)
    properties = {
        "record": record.id,
        "type": type(record).__name__,
        "name": heading(record, directory),
        "date": date.edtf if date else None,
        "places": [code for code, _ in spots],
    }
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": properties}


def _spot(
    identifier: str | None, directory: Directory, places: Mapping[str, Position]
) -> Spot | None:
    body = directory.records.get(identifier) if identifier else None
    if not isinstance(body, Organization) or not body.region:
        return None
    around = (body.region, f"{body.region[:4]}00", f"{body.region[:2]}0000")
    code = next((each for each in around if each in places), None)
    return (code, cast(Position, tuple(places[code]))) if code else None


__all__ = ["DATUM", "Position", "dump"]
