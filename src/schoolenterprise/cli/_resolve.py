"""The command `resolve`: which records are one and why, which may be, and the ledger of it."""

import os
from collections.abc import Iterable
from typing import Annotated

import typer

from schoolenterprise.cli._answers import Answer, FormOption, destination
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_report
from schoolenterprise.cli._output import LedgerOutput, check_output, check_overwriting, keep
from schoolenterprise.cli._problems import any_error, counted, report
from schoolenterprise.cli._review import Review
from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import ConflictError, FormatError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence
from schoolenterprise.pages import unreadable
from schoolenterprise.resolve import Decisions, Doubt, Merge, Resolution, load_decisions
from schoolenterprise.resolve import resolve as who_is_who

DecisionFile = Annotated[
    str | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="CSV of decisions, first,second,decision,note: they win over every rule.",
        show_default=False,
    ),
]
ReviewOption = Annotated[
    bool,
    typer.Option(
        "--review", help="Ask about each doubtful pair, and keep the answers in --decisions."
    ),
]

_HEADINGS = ("结论", "其一", "其二", "理由", "说明", "相似度")


@command(
    "resolve ledger.json",
    "resolve ledger.json --decisions decisions.csv -o resolved.json",
    "resolve ledger.json --decisions decisions.csv --review -o resolved.json",
    "resolve ledger.json --format json",
)
def resolve(
    ledger: LedgerFile,
    output: LedgerOutput = None,
    decisions: DecisionFile = None,
    review: ReviewOption = False,
    form: FormOption = None,
) -> Code:
    """Tell which records are one organization, person, program or occasion, and why.

    What may be one is listed as doubtful and stays apart, until a decision says otherwise. With
    --output the ledger in which records of one thing are one is written; only when OUT names the
    ledger itself does it take its place.
    """
    check_output(output, None)
    if review and decisions is None:
        raise Stopped(Code.USAGE, "--review goes with --decisions, which keeps the answers")
    loaded = load_and_report(ledger)
    if output is not None:
        check_overwriting(output, ledger, loaded)
    resolution = _resolved(loaded, _decisions(decisions, may_lack=review))
    if review and decisions is not None:
        Review(resolution, decisions).hold()
        resolution = _resolved(loaded, _decisions(decisions, may_lack=True))
    report(resolution.problems)
    if output is not None:
        keep(resolution.ledger, output)
    destination(None, form).give(*_answers(resolution))
    where = "" if output is None else f"; written to {output}"
    say(f"note: {_outcome(loaded, resolution)}{where}")
    return Code.FAULTS if any_error(loaded.problems) else Code.FINE


def _outcome(loaded: Ledger, resolution: Resolution) -> str:
    if not resolution.merges:
        return f"{counted(len(loaded), 'record')}, nothing to merge"
    return f"{counted(len(loaded), 'record')} are {len(resolution.ledger)}"


def _resolved(ledger: Ledger, decisions: Decisions) -> Resolution:
    try:
        return who_is_who(ledger, decisions=decisions)
    except ConflictError as error:
        raise Stopped(Code.USAGE, f"--decisions: {error}") from None


def _decisions(file: str | None, *, may_lack: bool) -> Decisions:
    """Return the decisions in `file`; none when there is no file.

    Raises:
        Stopped: it cannot be read, or is no such file.
    """
    if file is None or (may_lack and not os.path.lexists(file)):
        return ()
    try:
        return load_decisions(file)
    except OSError as error:
        raise Stopped(Code.UNREAD, str(unreadable(file, error))) from None
    except FormatError as error:
        raise Stopped(Code.UNREAD, str(error.problem)) from None


def _answers(resolution: Resolution) -> Iterable[Answer]:
    yield Answer(
        title="合并",
        headings=_HEADINGS,
        things=resolution.merges,
        row=lambda merge: ("合并", merge.kept, "、".join(merge.merged), *_why(merge), ""),
        name="merges",
        item=_merge,
        aside=1,
    )
    yield Answer(
        title="存疑",
        headings=_HEADINGS,
        things=resolution.doubts,
        row=lambda doubt: ("存疑", doubt.first, doubt.second, "", doubt.why, f"{doubt.score:.2f}"),
        name="doubts",
        item=_doubt,
        aside=1,
    )


def _why(merge: Merge) -> tuple[str, str]:
    return merge.reason.label, merge.found


def _merge(merge: Merge) -> dict[str, object]:
    return {
        "kept": merge.kept,
        "merged": list(merge.merged),
        "reason": merge.reason.value,
        "found": merge.found,
        "evidence": [_quote(each) for each in merge.evidence],
    }


def _quote(evidence: Evidence) -> dict[str, object]:
    return {
        "source": evidence.source,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "first": doubt.first,
        "second": doubt.second,
        "score": doubt.score,
        "why": doubt.why,
    }


__all__ = ["resolve"]
