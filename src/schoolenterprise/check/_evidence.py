"""The rules on evidence: its quote stands in the source where it says, its field has a value."""

import reprlib
from collections.abc import Iterator

from schoolenterprise.errors import Place, Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence, Record
from schoolenterprise.model.paths import value_at


def check_quotes(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `quote-mismatch` where `text[start:end] == quote` does not hold.

    Evidence of a source that is not in the ledger, or was stored without its text, is not checked.
    """
    texts = {source.id: source.text for source in ledger.sources if source.text is not None}
    if not texts:
        return
    for record, path, evidence in _all_evidence(ledger):
        text = texts.get(evidence.source)
        if text is not None and text[evidence.start : evidence.end] != evidence.quote:
            yield Problem(
                code="quote-mismatch",
                found=reprlib.repr(text[evidence.start : evidence.end]),
                expected=f"{reprlib.repr(evidence.quote)} at {evidence.start} to {evidence.end}",
                advice=f"compare the offsets with the text of {evidence.source}",
                place=Place(record=record.id, path=f"{path}.quote"),
            )


def check_fields(ledger: Ledger) -> Iterator[Problem]:
    """Yield an `evidence-without-value` where the field that evidence names holds nothing."""
    for record, path, evidence in _all_evidence(ledger):
        if value_at(record, evidence.field) is None:
            yield Problem(
                code="evidence-without-value",
                found=repr(evidence.field),
                expected="the path of a value that the record has",
                place=Place(record=record.id, path=f"{path}.field"),
            )


def _all_evidence(ledger: Ledger) -> Iterator[tuple[Record, str, Evidence]]:
    for record in ledger:
        for index, evidence in enumerate(record.evidence):
            yield record, f"evidence[{index}]", evidence


__all__ = ["check_fields", "check_quotes"]
