"""One entity of FollowTheMoney: its id, and properties as that model takes them; no records."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from schoolenterprise.dates import Period, When
from schoolenterprise.formats.exchange._safe import plain, whole

Entity = dict[str, Any]
Dates = Iterable[tuple[str, When | None]]
"""Names of properties and the dates that they should hold."""

LONGEST_LINK = 4_000
"""Characters of an address, of which a part would be another address."""
_LONGEST = {
    **dict.fromkeys(("name", "alias", "weakAlias", "previousName", "namesMentioned"), 300),
    **dict.fromkeys(("address", "location"), 240),
    "bodyText": 60_000,
    "sourceUrl": LONGEST_LINK,
}
_ORDINARY = 1_000
_YEARS = range(1000, 3000)
"""The years that the package takes; other dates are told in words."""
_LASTING = frozenset({"date", "startDate"})
"""Properties that a period is split for; one of `incorporationDate` is told in words."""


def identity(*parts: str) -> str:
    """Return an id that `parts` give on every run and machine."""
    said = "".join(f"{len(part)}:{part}" for part in parts)
    return f"se-{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def entity(identifier: str, schema: str, values: Mapping[str, object], dates: Dates = ()) -> Entity:
    """Return an entity; a value is text, several texts, or `None` for none."""
    properties: dict[str, list[str]] = {}
    for name, value in (*values.items(), *_dated(tuple(dates))):
        several = (value,) if isinstance(value, str) else value or ()
        fit = dict.fromkeys(_fit(name, each) for each in several)  # type: ignore[attr-defined]  # texts
        if kept := [each for each in fit if each]:
            properties.setdefault(name, []).extend(kept)
    return {"id": identifier, "schema": schema, "properties": properties}


def edge(
    schema: str, ends: Mapping[str, str], values: Mapping[str, object], dates: Dates = ()
) -> Entity:
    """Return an entity that ties two others; what it says is its id."""
    made = entity("", schema, {**ends, **values}, dates)
    told = (f"{name}={each}" for name, held in made["properties"].items() for each in held)
    made["id"] = identity(schema, *told)
    return made


def _dated(dates: tuple[tuple[str, When | None], ...]) -> Iterable[tuple[str, str]]:
    """Yield the properties for `dates`; what is not whole is told in `summary`, with its name."""
    ends = any(name == "endDate" and date is not None for name, date in dates)
    for name, date in dates:
        if isinstance(date, Period) and name in _LASTING:
            yield from _dated((("startDate", date.start), ("endDate", None if ends else date.end)))
            if ends or not (date.start and date.end):
                yield "summary", f"{name}: {date}"
            continue
        exact = whole(date)
        if exact and int(exact[:4]) in _YEARS:
            yield name, exact
        elif date is not None:
            yield "summary", f"{name}: {date}"


def _fit(name: str, text: str) -> str:
    """Return `text` on one line, as long as the property may be; texts of a source keep theirs."""
    fit = plain(text)
    fit = fit.strip() if name == "bodyText" else " ".join(fit.split())
    longest = _LONGEST.get(name, _ORDINARY)
    return fit if len(fit) <= longest else fit[: longest - 1] + "…"


__all__ = ["LONGEST_LINK", "Dates", "Entity", "edge", "entity", "identity"]
