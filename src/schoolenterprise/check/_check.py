"""`check`: every rule on one ledger. A rule is a function of the ledger that yields problems."""

from collections.abc import Callable, Iterable, Iterator

from schoolenterprise.check._evidence import check_fields, check_quotes
from schoolenterprise.check._exclusive import check_exclusive_posts
from schoolenterprise.check._lists import check_lists, check_outcomes
from schoolenterprise.check._names import check_names
from schoolenterprise.check._order import check_periods, check_publication, check_steps
from schoolenterprise.check._parties import check_signatories
from schoolenterprise.check._percentages import check_percentages
from schoolenterprise.check._references import check_references
from schoolenterprise.check._signings import check_signings
from schoolenterprise.check._terms import check_terms
from schoolenterprise.check._totals import check_sums, check_totals
from schoolenterprise.errors import Problem, wrong_type
from schoolenterprise.ledger import Ledger

Rule = Callable[[Ledger], Iterable[Problem]]
"""A rule: looks at a whole ledger, changes nothing, and gives the problems it finds."""

RULES: tuple[Callable[[Ledger], Iterator[Problem]], ...] = (
    check_references,
    check_quotes,
    check_fields,
    check_steps,
    check_periods,
    check_publication,
    check_terms,
    check_exclusive_posts,
    check_signatories,
    check_lists,
    check_outcomes,
    check_signings,
    check_totals,
    check_sums,
    check_percentages,
    check_names,
)
"""The rules, in the order in which their problems are told."""


def check(ledger: Ledger, rules: Iterable[Rule] = RULES) -> tuple[Problem, ...]:
    """Return every problem across the records of `ledger`, each once; empty: nothing is amiss.

    `rules` chooses among `RULES` and adds to them: any function that takes a ledger and returns
    problems is a rule. What such a function raises is passed on.

    Raises:
        InvalidValueError: `ledger` is none, or one of `rules` is no function.

    >>> from schoolenterprise.model import Visit
    >>> print(*check(Ledger([Visit(id="visit:1", hosts=("enterprise:华工激光",))])))
    visit:1, hosts[0]: found enterprise:华工激光, expected the id of a record of the ledger
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a Ledger")
    if not isinstance(rules, Iterable):
        raise wrong_type("rules", rules, "functions that take a ledger")
    chosen = tuple(rules)
    for index, rule in enumerate(chosen):
        if not callable(rule):
            raise wrong_type(f"rules[{index}]", rule, "a function that takes a ledger")
    return tuple(dict.fromkeys(problem for rule in chosen for problem in rule(ledger)))


__all__ = ["RULES", "Rule", "check"]
