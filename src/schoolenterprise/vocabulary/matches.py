"""The closed set of ways in which a value stands in its source text."""

from schoolenterprise.vocabulary.labels import Labelled


class MatchKind(Labelled):
    """How a value was matched in the text that it comes from, surest first."""

    EXACT = "exact", "原样"
    """The text holds the value character by character."""
    FOLDED = "folded", "折叠"
    """The text holds it in another width or variant: full-width digits, Chinese numerals."""
    REPAIRED = "repaired", "修补"
    """The text holds a slip that has one sensible reading: `624日` for 24 June."""
    INFERRED = "inferred", "推断"
    """The text does not hold it; it follows from the quoted passage and what stands around."""


__all__ = ["MatchKind"]
