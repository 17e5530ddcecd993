"""The command `placements`: what the rules on internships say to every placement of a ledger."""

from typing import Annotated

import typer

from schoolenterprise.cli._answers import Answer, FormOption, OutputOption, destination
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._rule_files import RuleFiles, rule_book
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.rules import PlacementFinding, Verdict, check_placements

VerdictOption = Annotated[
    str | None,
    typer.Option(
        "--verdict",
        metavar="VERDICT",
        help=f"Only these: {', '.join(f'{each.value} {each.label}' for each in Verdict)}.",
        show_default=False,
    ),
]


@command(
    "placements ledger.json",
    "placements ledger.json --verdict failed --format csv",
)
def placements(
    ledger: LedgerFile,
    verdict: VerdictOption = None,
    rules: RuleFiles = None,
    form: FormOption = None,
    output: OutputOption = None,
) -> Code:
    """Judge every placement of students by the rules on internships that were in force.

    A rule is satisfied, or not, or cannot be checked, with what would have to be known.
    """
    to = destination(output, form, ledger)
    wanted = _verdict(verdict)
    book = rule_book(rules)
    found = check_placements(load_and_tell(ledger), rules=book)
    to.give(
        Answer(
            title="实习规定",
            headings=("依据", "说明", "实习", "规则", "名称", "结论", "实际", "所缺"),
            things=[each for each in found if wanted in (None, each.verdict)],
            row=_row,
            name="findings",
            item=_item,
            aside=2,
        )
    )
    return Code.FINE


def _verdict(word: str | None) -> Verdict | None:
    try:
        return None if word is None else Verdict.named(word)
    except UnknownNameError as error:
        raise Stopped(Code.USAGE, f"--verdict: {error}") from None


def _row(finding: PlacementFinding) -> tuple[str, ...]:
    return (
        finding.rule.standing,
        finding.note or "",
        finding.placement,
        finding.rule.id,
        finding.rule.title,
        finding.verdict.label,
        finding.found,
        "、".join(finding.missing),
    )


def _item(finding: PlacementFinding) -> dict[str, object]:
    return {
        "placement": finding.placement,
        "rule": finding.rule.id,
        "verdict": finding.verdict.value,
        "found": finding.found,
        "missing": list(finding.missing),
        "note": finding.note,
        "source": finding.rule.standing,
    }


__all__ = ["placements"]
