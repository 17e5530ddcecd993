"""Tests of what an organization is: its kind, its place, its industry."""

from collections.abc import Callable

from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.model import Enterprise, Organization
from schoolenterprise.query._nearest import hint, nearest_names
from schoolenterprise.query._values import check_text
from schoolenterprise.vocabulary import (
    IndustryCode,
    IndustrySection,
    OrganizationKind,
    find_region,
    place_names,
    region,
)

Fits = Callable[[Organization], bool]


def described(
    *,
    kind: OrganizationKind | str | None = None,
    region: str | None = None,
    industry: str | None = None,
) -> Fits:
    """Return the test whether an organization is all of this; `None` asks for nothing.

    Raises:
        UnknownNameError: there is no such kind or place.
        InvalidValueError: a code is not of its form, or nothing is asked for.
    """
    tests: list[Fits] = []
    if kind is not None:
        tests.append(_of_kind(kind))
    if region is not None:
        tests.append(_in_region(region))
    if industry is not None:
        tests.append(_in_industry(industry))
    if not tests:
        raise InvalidValueError("found no description, expected kind, region or industry")
    return lambda organization: all(test(organization) for test in tests)


def _of_kind(named: str) -> Fits:
    kind = OrganizationKind.named(named)
    return lambda organization: organization.kind is kind


def _in_region(named: str) -> Fits:
    check_text("region", named)
    heads = _heads(named)
    return lambda organization: (
        organization.region is not None and organization.region.startswith(heads)
    )


def _heads(named: str) -> tuple[str, ...]:
    """Return how the codes of everything inside a place begin, which has one name or code."""
    found = (region(named),) if named.isascii() and named.isdigit() else find_region(named)
    if not found:
        near = nearest_names(named, place_names())
        raise UnknownNameError(f"no place is called {named!r}{hint(sorted(near))}")
    return tuple(each.code.removesuffix("00").removesuffix("00") for each in found)


def _in_industry(named: str) -> Fits:
    check_text("industry", named)
    try:
        wanted = str(IndustrySection.named(named).value)
    except UnknownNameError:
        wanted = IndustryCode(named)

    def fits(organization: Organization) -> bool:
        code = organization.industry if isinstance(organization, Enterprise) else None
        return code is not None and IndustryCode(code).startswith(wanted)

    return fits


__all__ = ["Fits", "described"]
