"""The rule on names: two organizations under one name are likely one; nothing is merged."""

from collections.abc import Iterator

from schoolenterprise import ids
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.ledger import Ledger

_MOST_TOLD = 5


def check_names(ledger: Ledger) -> Iterator[Problem]:
    """Yield a note `duplicate-name` for each name that several organizations bear.

    Full, short and former names count alike. One note a name, at the first of the ids in order.
    """
    bearers: dict[str, set[str]] = {}
    for organization in ledger.organizations:
        for name in organization.names:
            # 我校@2024-03-08/… is nobody's name: each page has its own.
            if not ids.name_of(organization.id).startswith(f"{name}@"):
                # What contradicts another of one id, X#2, is a conflict and no namesake.
                bearers.setdefault(name, set()).add(ids.unnumbered(organization.id)[0])
    for name, found in bearers.items():
        if len(found) > 1:
            told = sorted(found)
            yield Problem(
                code="duplicate-name",
                found=f"{name} as a name of {len(told)} organizations",
                expected="one organization",
                advice="resolve the ledger if they are one body",
                place=Place(record=told[0], path="name"),
                severity=Severity.NOTE,
                alternatives=tuple(told[:_MOST_TOLD]),
            )


__all__ = ["check_names"]
