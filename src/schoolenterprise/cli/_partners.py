"""The command `partners`: who works with an organization, and how much shows it."""

from collections import Counter

from schoolenterprise.cli._answers import (
    Answer,
    FormOption,
    LimitOption,
    OutputOption,
    destination,
)
from schoolenterprise.cli._ending import Code, command
from schoolenterprise.cli._gist import is_told
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._organization import OrganizationName, asked_of
from schoolenterprise.convert import to_dict
from schoolenterprise.query import Partner
from schoolenterprise.schema import class_label


@command(
    "partners ledger.json 武汉职业技术学院",
    "partners ledger.json 武职 --format csv -o partners.csv",
)
def partners(
    ledger: LedgerFile,
    organization: OrganizationName,
    limit: LimitOption = None,
    form: FormOption = None,
    output: OutputOption = None,
) -> Code:
    """Show who works with an organization, those with the most records first.

    Partners are those whom a visit, agreement, college, other lasting form, placement, appointment
    or event brings together with it. JSON holds these records themselves.
    """
    to = destination(output, form, ledger)
    loaded = load_and_tell(ledger)
    found = asked_of(loaded.partners, organization)
    to.give(
        Answer(
            title="合作方",
            headings=("编号", "合作方", "记录数", "依据", "最早", "最近"),
            things=found[:limit],
            row=_row,
            name="partners",
            item=_item,
            head={"organization": organization},
            aside=int(all(is_told(each.organization, each.name) for each in found)),
            whole=limit is not None,
        )
    )
    return Code.FINE


def _row(partner: Partner) -> tuple[str, ...]:
    kinds = Counter(class_label(type(record)) for record in partner.records)
    return (
        partner.organization,
        partner.name,
        str(len(partner.records)),
        "、".join(f"{kind} {number}" for kind, number in kinds.items()),
        str(partner.first or ""),
        str(partner.last or ""),
    )


def _item(partner: Partner) -> dict[str, object]:
    return {
        "organization": partner.organization,
        "name": partner.name,
        "first": partner.first.edtf if partner.first else None,
        "last": partner.last.edtf if partner.last else None,
        "records": [to_dict(record) for record in partner.records],
    }


__all__ = ["partners"]
