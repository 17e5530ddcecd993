"""The command `conflicts`: values of one thing that contradict each other, side by side."""

from schoolenterprise.cli._answers import Answer, FormOption, OutputOption, destination
from schoolenterprise.cli._ending import Code, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._wording import Wording
from schoolenterprise.ledger import Claim, Conflict, Ledger


@command(
    "conflicts ledger.json",
    "conflicts ledger.json --format csv -o conflicts.csv",
)
def conflicts(ledger: LedgerFile, form: FormOption = None, output: OutputOption = None) -> Code:
    """List the values of one thing that contradict each other, each with the record that says so.

    A record that was read or merged with another version of itself has that one beside it, with a
    number behind the id.
    """
    to = destination(output, form, ledger)
    to.give(contradictions(load_and_tell(ledger)))
    return Code.FINE


def contradictions(ledger: Ledger) -> Answer:
    """Return the values in `ledger` that contradict each other, as an answer."""
    wording = Wording(ledger)
    return Answer(
        title="矛盾",
        headings=("记录", "字段", "说法"),
        things=ledger.conflicts(),
        row=lambda conflict: _row(conflict, wording),
        name="conflicts",
        item=lambda conflict: _item(conflict, wording),
    )


def _row(conflict: Conflict, wording: Wording) -> tuple[str, ...]:
    claims = (_claim(claim, conflict, wording) for claim in conflict.claims)
    return conflict.record, conflict.field, " | ".join(claims)


def _claim(claim: Claim, conflict: Conflict, wording: Wording) -> str:
    words = wording.value(claim.value)
    return words if claim.record == conflict.record else f"{words} ({claim.record})"


def _item(conflict: Conflict, wording: Wording) -> dict[str, object]:
    claims = [
        {"record": claim.record, "value": wording.value(claim.value)} for claim in conflict.claims
    ]
    return {"record": conflict.record, "field": conflict.field, "claims": claims}


__all__ = ["conflicts", "contradictions"]
