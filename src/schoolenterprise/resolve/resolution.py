"""`resolve`: who is who in a ledger, with a reason for each merge; `Resolution` undoes any.

Records are never changed in place, and no name is merged for its likeness alone.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from types import ModuleType

from attrs import field, frozen

from schoolenterprise.errors import Problem, wrong_type
from schoolenterprise.ledger import Ledger
from schoolenterprise.resolve.decisions import Decision, decided
from schoolenterprise.resolve.findings import Doubt, Merge


@frozen(kw_only=True)
class Resolution:
    """What `resolve` made of a ledger: the new ledger, and why each record is where it is."""

    ledger: Ledger
    """台账：the ledger in which records of one thing are one."""
    original: Ledger
    """原台账：the ledger as it was given."""
    merges: tuple[Merge, ...]
    """合并：what became one; in the order of organizations, people and programs, the rest."""
    doubts: tuple[Doubt, ...]
    """存疑：pairs that a person should look at, best scores first, at most 2,000."""
    problems: tuple[Problem, ...] = ()
    """问题：a warning for each decision that names nothing, or several records."""
    decisions: tuple[Decision, ...] = ()
    """决定：the decisions that were heeded."""
    _kept: dict[str, str] = field(factory=dict, repr=False)

    def kept(self, identifier: str) -> str:
        """Return the id that a record of the original ledger has now; of others, the same id."""
        return self._kept.get(identifier, identifier)

    def without(self, merge: Merge) -> "Resolution":
        """Return the resolution in which what `merge` united stays apart, as if so decided.

        The other merges stay, but for what hung on these records alone.

        Raises:
            InvalidValueError: `merge` is no merge of this resolution.
        """
        if merge not in self.merges:
            raise wrong_type("merge", merge, "one of the merges of this resolution")
        decisions = self.decisions
        for each in merge.merged:
            decisions = _passes().without_tie(decisions, each, merge.kept, self.original)
            decisions += (Decision(first=each, second=merge.kept, same=False),)
        return resolve(self.original, decisions=decisions)


def resolve(ledger: Ledger, *, decisions: Iterable[Decision] = ()) -> Resolution:
    """Return who is who in `ledger`: which organizations, people, programs and occasions are one.

    Organizations are one by code, by the ministry's list of schools, by former name, by equal
    name, by an alias that one text declares, and by a short form that fits one full name alone.
    Contradicting codes, kinds and places forbid; so does a decision, and a decision for one wins
    over everything. Names that merely look alike give a `Doubt`.

    The result depends neither on the order of the records nor on chance, and resolving the new
    ledger again changes nothing.

    Raises:
        ConflictError: decisions contradict each other; the message names their lines.
        InvalidValueError: `ledger` is no ledger, or there is something else among the decisions.

    >>> from schoolenterprise.model import Enterprise
    >>> firm = Enterprise(name="武汉华工激光工程有限责任公司")
    >>> resolution = resolve(Ledger([firm, Enterprise(name="华工激光")]))
    >>> print(*resolution.merges)
    enterprise:华工激光 → enterprise:武汉华工激光工程有限责任公司: 全称与简称 ...
    >>> resolution.kept("enterprise:华工激光")
    'enterprise:武汉华工激光工程有限责任公司'
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a ledger")
    heeded, problems = _passes().settled(decided(decisions), ledger)
    resolving = _passes().Resolving(ledger, heeded)
    while resolving.pass_over():
        pass
    return Resolution(
        ledger=resolving.ledger,
        original=ledger,
        merges=resolving.all_merges(),
        doubts=resolving.doubts,
        problems=problems,
        decisions=tuple(each.decision for each in heeded),
        kept=resolving.kept,
    )


@cache
def _passes() -> ModuleType:
    """Return the module of the passes, loaded at the first ledger: importing stays cheap."""
    return import_module("schoolenterprise.resolve._resolving")


__all__ = ["Resolution", "resolve"]
