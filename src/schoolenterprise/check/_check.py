"""`check`: every rule on one ledger. A rule is a function of the ledger that yields problems."""

from collections.abc import Callable, Iterator

from schoolenterprise.check._evidence import check_fields, check_quotes
from schoolenterprise.check._references import check_references
from schoolenterprise.errors import Problem, wrong_type
from schoolenterprise.ledger import Ledger

RULES: tuple[Callable[[Ledger], Iterator[Problem]], ...] = (
    check_references,
    check_quotes,
    check_fields,
)
"""The rules, in the order in which their problems are told."""


def check(ledger: Ledger) -> tuple[Problem, ...]:
    """Return every problem across the records of `ledger`; empty when nothing is amiss.

    Raises:
        InvalidValueError: `ledger` is none.

    >>> from schoolenterprise.model import Visit
    >>> print(*check(Ledger([Visit(id="visit:1", hosts=("enterprise:华工激光",))])))
    visit:1, hosts[0]: found enterprise:华工激光, expected the id of a record of the ledger
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a Ledger")
    return tuple(problem for rule in RULES for problem in rule(ledger))


__all__ = ["RULES", "check"]
