"""The command `formats`: every form in which a ledger may stand in a file."""

from schoolenterprise import formats as room
from schoolenterprise.cli._answers import Answer, FormOption, OutputOption, destination
from schoolenterprise.cli._ending import Code, command
from schoolenterprise.cli._problems import report
from schoolenterprise.formats import Format


@command(
    "formats",
    "formats --format json",
)
def formats(form: FormOption = None, output: OutputOption = None) -> Code:
    """List the formats of ledgers: their suffixes, what they lose, what they need.

    Formats that other installed packages bring stand last; one that is broken is told of.
    """
    to = destination(output, form)
    report(room.plugin_problems())
    to.give(
        Answer(
            title="格式",
            headings=("名称", "说明", "后缀", "读写", "需要", "损失"),
            things=room.available(),
            row=_row,
            name="formats",
            item=_item,
            whole=True,
        )
    )
    return Code.FINE


def _row(each: Format) -> tuple[str, ...]:
    uses = "读" * each.reads + "写" * each.writes
    return each.name, each.label, " ".join(each.suffixes), uses, _needs(each), each.losses or "无"


def _needs(each: Format) -> str:
    if each.installed:
        return f"[{each.extra}]" if each.extra else ""
    return f"[{each.extra}] (未安装)" if each.extra else f"{' '.join(each.packages)} (未安装)"


def _item(each: Format) -> dict[str, object]:
    return {
        "name": each.name,
        "label": each.label,
        "suffixes": each.suffixes,
        "reads": each.reads,
        "writes": each.writes,
        "extra": each.extra,
        "installed": each.installed,
        "lossless": each.lossless,
        "losses": each.losses,
    }


__all__ = ["formats"]
