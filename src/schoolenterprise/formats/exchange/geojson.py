"""GeoJSON: a ledger on the map, by centres of regions that the caller gives; write-only.

What stands in it:

- one FeatureCollection by RFC 7946: longitude and latitude in WGS 84, which every reader takes for
  granted; coordinates of another datum are refused, for maps of China shift them by half a kilometre;
- an organization is a Point, a visit a LineString from who visits to each host (a Point when both
  are in one place or only one has a place), every other record a Point or MultiPoint of the
  organizations that it names;
- the place of an organization is that of its region, else of the city, else of the province around
  it; `place` tells which; the region of the body above it is not asked;
- properties: the class and id of the record, a heading, the date in EDTF;
- a record without a place is a feature whose geometry is null, and its id stands in `unlocated`.

What is lost: whatever else the records say. Sources, people and programs, which have no place, are no
features.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from schoolenterprise.errors import InvalidValueError, wrong_type
from schoolenterprise.formats._files import Target, write
from schoolenterprise.formats._written import written
from schoolenterprise.formats.exchange._directory import Directory
from schoolenterprise.formats.exchange._headings import date_of, heading
from schoolenterprise.formats.exchange._safe import plain
from schoolenterprise.model import Official, Organization, Program, Record, Source, Visit
from schoolenterprise.query import links
from schoolenterprise.vocabulary import check_region_code

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""
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
    if not all(type(each) in (int, float) and math.isfinite(each) for each in position):
        return False
    return abs(position[0]) <= 180 and abs(position[1]) <= 90


def _chunks(directory: Directory, places: Mapping[str, Position]) -> Iterator[bytes]:
    unlocated: list[str] = []
    yield b'{"type":"FeatureCollection","features":['
    separator = b"\n"
    for record in directory.records.values():
        if isinstance(record, Source | Official | Program):
            continue
        spots = list(_geometries(record, directory, places))
        if not spots:
            unlocated.append(record.id)
        for at, (geometry, codes) in enumerate(spots or [(None, ())]):
            identifier = f"{record.id}#{at}" if len(spots) > 1 else record.id
            properties = {**_properties(record, directory), "place": "、".join(codes) or None}
            feature = {"type": "Feature", "id": identifier, "geometry": geometry}
            yield separator + written({**feature, "properties": properties})
            separator = b",\n"
    yield b'\n],"unlocated":%b}\n' % written(unlocated)


def _properties(record: Record, directory: Directory) -> Mapping[str, str | None]:
    date = date_of(record)
    return {
        "record": record.id,
        "type": type(record).__name__,
        "name": plain(heading(record, directory)),
        "date": date.edtf if date else None,
    }


def _geometries(
    record: Record, directory: Directory, places: Mapping[str, Position]
) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """Yield the geometries of a record, each with the codes of its regions."""
    if isinstance(record, Visit):
        start = _spot(record.visitor, directory, places)
        ends = [_spot(each, directory, places) for each in dict.fromkeys(record.hosts)]
        for end in [each for each in ends if each] or [None]:
            yield from _geometry("LineString", [each for each in (start, end) if each])
    elif isinstance(record, Organization):
        spot = _spot(record.id, directory, places)
        yield from _geometry("MultiPoint", [spot] if spot else [])
    else:
        named = dict.fromkeys(link.target for link in links(record))
        spots = (_spot(each, directory, places) for each in named)
        yield from _geometry("MultiPoint", [each for each in spots if each])


def _geometry(
    several: str, spots: list[Spot]
) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """Yield a Point for one place, a geometry of the type `several` for more, nothing for none."""
    spots = list(dict.fromkeys(spots))
    codes = tuple(code for code, _ in spots)
    if len(spots) == 1:
        yield {"type": "Point", "coordinates": spots[0][1]}, codes
    elif spots:
        yield {"type": several, "coordinates": [position for _, position in spots]}, codes


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
