"""Formats for the tools of others, write-only: linked data, graphs, calendars, maps."""

from schoolenterprise.formats.exchange import (
    followthemoney,
    geojson,
    graphml,
    icalendar,
    jsonld,
    popolo,
)

__all__ = ["followthemoney", "geojson", "graphml", "icalendar", "jsonld", "popolo"]
