"""The table of the formats of this package, each with what it needs and loses; reads no file."""

import sys
from typing import Any

from schoolenterprise.formats._format import own, packed

_JSON = own("json", "JSON", ".json", dump_options=("indent",))
_LINES = own(
    "jsonl",
    "JSON Lines",
    ".jsonl",
    ".ndjson",
    module="jsonlines",
    load_options=("longest",),
)
_ZSTD: dict[str, Any] = {
    "extra": "zstd",
    "packages": ("zstandard",) if sys.version_info < (3, 14) else ("compression.zstd",),
}

_TABLES = "evidence, unknown keys, the texts of sources, blank terms of internships"
_FORM: dict[str, Any] = {"load_options": ("form",), "dump_options": ("form",)}
_ARROW: dict[str, Any] = {"extra": "arrow", "packages": ("pyarrow",)}

# Modules are imported when they are used; a format that needs an extra names it, and what the extra
# brings; one that is only written says `load=None`.
FORMATS = (
    _JSON,
    _LINES,
    packed(_JSON, "gzip", ".gz"),
    packed(_LINES, "gzip", ".gz"),
    packed(_JSON, "zstd", ".zst", **_ZSTD),
    packed(_LINES, "zstd", ".zst", **_ZSTD),
    own("yaml", "YAML", ".yaml", ".yml", extra="yaml", packages=("yaml",)),
    own("csv", "CSV, a file a class", ".csv", ".zip", losses=_TABLES, **_FORM),
    own("xlsx", "Excel", ".xlsx", extra="excel", packages=("openpyxl",), losses=_TABLES, **_FORM),
    own("sqlite", "SQLite", ".sqlite", ".sqlite3", ".db"),
    own(
        "parquet",
        "Parquet, one class",
        ".parquet",
        losses="records of more than one class, which it refuses",
        load_options=("cls",),
        dump_options=("cls",),
        **_ARROW,
    ),
    own("parquets", "Parquet, a folder of one file a class", ".parquets", **_ARROW),
    own(
        "arrow",
        "Arrow, one class",
        ".arrow",
        ".feather",
        losses="records of more than one class, which it refuses",
        load_options=("cls",),
        dump_options=("cls",),
        **_ARROW,
    ),
    own(
        "jsonld",
        "JSON-LD: schema.org, W3C ORG",
        ".jsonld",
        module="exchange.jsonld",
        load=None,
        dump_options=("base",),
        losses="unknown keys, the order of names, hosts and parties, equal ones among them",
    ),
    own(
        "ftm",
        "FollowTheMoney",
        ".ftm.json",
        ".ijson",
        module="exchange.followthemoney",
        load=None,
        losses="unknown keys, quotes, terms of internships, titles and roles at an occasion, order",
    ),
    own(
        "popolo",
        "Popolo",
        ".popolo.json",
        module="exchange.popolo",
        load=None,
        losses="all but people, organizations, posts, and the name, date and people of events",
    ),
    own(
        "ical",
        "iCalendar",
        ".ics",
        module="exchange.icalendar",
        load=None,
        extra="ical",
        packages=("icalendar",),
        losses="records without a date; of the others all but date, place and who was there",
    ),
    own(
        "geojson",
        "GeoJSON",
        ".geojson",
        module="exchange.geojson",
        load=None,
        dump_options=("places", "datum"),
        losses="all but names, dates and the places of organizations, which the caller gives",
    ),
    own(
        "graphml",
        "GraphML",
        ".graphml",
        module="exchange.graphml",
        load=None,
        extra="graph",
        packages=("networkx",),
        losses="all but names, and the date of what ties two organizations or people",
    ),
)
"""The formats of this package; `available` tells those of others as well."""

__all__ = ["FORMATS"]
