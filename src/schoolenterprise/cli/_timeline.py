"""The command `timeline`: what happened to an organization, in the order of time."""

from schoolenterprise.cli._answers import (
    Answer,
    FormOption,
    LimitOption,
    OutputOption,
    destination,
)
from schoolenterprise.cli._ending import Code, command
from schoolenterprise.cli._gist import gist
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._organization import OrganizationName, asked_of
from schoolenterprise.cli._wording import Wording
from schoolenterprise.convert import to_dict
from schoolenterprise.query import Moment
from schoolenterprise.schema import class_label, field_label


@command(
    "timeline ledger.json 武汉职业技术学院",
    "timeline ledger.json 武职 --format json",
)
def timeline(
    ledger: LedgerFile,
    organization: OrganizationName,
    limit: LimitOption = None,
    form: FormOption = None,
    output: OutputOption = None,
) -> Code:
    """Show what happened to an organization, in the order of time; what has no date comes last.

    An industry college stands there once for each of its milestones.
    """
    to = destination(output, form, ledger)
    loaded = load_and_tell(ledger)
    wording = Wording(loaded)
    to.give(
        Answer(
            title="大事记",
            headings=("日期", "类", "事项", "角色", "编号"),
            things=asked_of(loaded.timeline, organization)[:limit],
            row=lambda moment: _row(moment, wording),
            name="moments",
            item=_item,
            head={"organization": organization},
            whole=limit is not None,
        )
    )
    return Code.FINE


def _row(moment: Moment, wording: Wording) -> tuple[str, ...]:
    cls = type(moment.record)
    step = f"{moment.milestone.label}：" if moment.milestone else ""
    return (
        str(moment.date or ""),
        class_label(cls),
        step + gist(moment.record, wording),
        "、".join(field_label(cls, role) for role in moment.roles),
        moment.record.id,
    )


def _item(moment: Moment) -> dict[str, object]:
    return {
        "date": moment.date.edtf if moment.date else None,
        "milestone": moment.milestone.value if moment.milestone else None,
        "roles": list(moment.roles),
        "record": to_dict(moment.record),
    }


__all__ = ["timeline"]
