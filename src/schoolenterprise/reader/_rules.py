"""The names of the reader's rules, each with the pass it belongs to and what it does."""

from functools import cache

from attrs import frozen

from schoolenterprise.vocabulary.packaged import packaged_rows


@frozen(kw_only=True)
class Rule:
    """One thing that the reader can get right or wrong by itself."""

    name: str
    """Stable and unique, such as `visit-verb-of-going`."""
    number: int
    """Number of the pass it belongs to, 1 to 5."""
    refuses: bool
    """Whether it keeps something from being read, where the others make or change something."""
    meaning: str
    """What it does, in one line."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the passes."""
    return tuple(
        Rule(name=name, number=int(number), refuses=effect == "refuses", meaning=meaning)
        for name, number, effect, meaning in packaged_rows("rules")
    )


__all__ = ["Rule", "rules"]
