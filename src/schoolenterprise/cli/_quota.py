"""The command `quota`: whether a school visited as many employers as a rule asks, and why."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import attrs
import typer

from schoolenterprise.cli._answers import (
    Answer,
    FormOption,
    OutputOption,
    destination,
)
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._organization import OrganizationName
from schoolenterprise.cli._rule_files import RuleFiles, rule_book
from schoolenterprise.cli._wording import Wording
from schoolenterprise.dates import Period
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.rules import (
    Counted,
    Counting,
    CountingUnit,
    Grouping,
    Leaders,
    PeriodBasis,
    Quota,
    Refused,
    Undated,
)
from schoolenterprise.rules import quota as quota_of
from schoolenterprise.vocabulary import Labelled, OrganizationKind, VisitMode


def _choice(option: str, metavar: str, about: str, *words: type[Labelled]) -> Any:
    known = ", ".join(f"{each.value} {each.label}" for cls in words for each in cls)
    told = f"{about}: {known}" if words else about
    return typer.Option(option, metavar=metavar, help=told, show_default=False)


Cohort = Annotated[
    int | None, _choice("--cohort", "YEAR", "Year in which the students graduate (届).")
]
RuleId = Annotated[
    str | None, _choice("--rule", "ID", "Rule; else the one of the cohort that binds the school.")
]
LeadersOption = Annotated[str | None, _choice("--leaders", "WHO", "Whose visits count", Leaders)]
ModesOption = Annotated[
    list[str] | None, _choice("--mode", "MODE", "Ways that count; repeatedly", VisitMode)
]
HostsOption = Annotated[
    list[str] | None,
    _choice("--host", "KIND", "Bodies that count; repeatedly", OrganizationKind),
]
OnlyNew = Annotated[
    bool | None,
    typer.Option(
        "--only-new/--known-too",
        help="Whether employers known before the period are left out; else as the rule says.",
        show_default=False,
    ),
]
UnitOption = Annotated[str | None, _choice("--unit", "UNIT", "What is counted", CountingUnit)]
GroupingOption = Annotated[
    str | None, _choice("--grouping", "HOW", "Groups and their firms", Grouping)
]
UndatedOption = Annotated[str | None, _choice("--undated", "HOW", "Visits without a date", Undated)]
PeriodOption = Annotated[
    str | None,
    _choice("--period", "WHEN", "Time, EDTF such as 2021-09/2022-08, or", PeriodBasis),
]

_HEADINGS = ("编号", "结论", "日期", "单位", "带队人", "职务", "理由", "说明")


@command(
    "quota ledger.json 武汉职业技术学院 --cohort 2022",
    "quota ledger.json 武职 --cohort 2022 --leaders 班子 --undated count",
    "quota ledger.json 武职 --rule FQ-2022-A --rules own.toml --format json",
)
def quota(
    ledger: LedgerFile,
    institution: OrganizationName,
    cohort: Cohort = None,
    rule: RuleId = None,
    rules: RuleFiles = None,
    leaders: LeadersOption = None,
    mode: ModesOption = None,
    host: HostsOption = None,
    only_new: OnlyNew = None,
    unit: UnitOption = None,
    grouping: GroupingOption = None,
    undated: UndatedOption = None,
    period: PeriodOption = None,
    form: FormOption = None,
    output: OutputOption = None,
) -> Code:
    """Count the employers that a school visited, as a rule on visits (访企拓岗) asks.

    Every visit stands there with why it counts or does not. Visits are taken as they are: resolve
    the ledger before. What is left open, the rule decides.
    """
    to = destination(output, form, ledger)
    if cohort is None and rule is None:
        raise Stopped(Code.USAGE, "quota goes with --cohort or --rule")
    counting = _counting(
        leaders=leaders,
        modes=mode,
        hosts=host,
        only_new=only_new,
        unit=unit,
        grouping=grouping,
        undated=undated,
        period=period,
    )
    book = rule_book(rules)
    loaded = load_and_tell(ledger)
    try:
        found = quota_of(
            loaded, institution, cohort=cohort, rule=rule, rules=book, counting=counting
        )
    except (UnknownNameError, InvalidValueError) as error:
        raise Stopped(Code.USAGE, str(error)) from None
    to.give(*_answers(found, Wording(loaded)))
    return Code.FINE


_SETS: Mapping[str, type[Labelled]] = {
    "leaders": Leaders,
    "modes": VisitMode,
    "hosts": OrganizationKind,
    "unit": CountingUnit,
    "grouping": Grouping,
    "undated": Undated,
}


_OPTIONS = {"modes": "mode", "hosts": "host"}
"""What those options of a count are called that are no option by the same name."""


def _counting(**given: Any) -> Counting:
    """Return the options of the count, of which those that were not given stay as they are.

    Raises:
        Stopped: a word is none of its set.
    """
    settled: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value == []:
            continue
        try:
            settled[name] = _settled(name, value)
        except (UnknownNameError, InvalidValueError) as error:
            raise Stopped(Code.USAGE, f"--{_OPTIONS.get(name, name)}: {error}") from None
    return Counting(**settled)


def _settled(name: str, value: Any) -> Any:
    if name == "period":
        return PeriodBasis(value) if value in set(PeriodBasis) else Period(value)
    if isinstance(value, list):
        return tuple(map(_SETS[name].named, value))
    return _SETS[name].named(value) if name in _SETS else value


def _answers(found: Quota, wording: Wording) -> Sequence[Answer]:
    lines = str(found).split("\n")
    about = [line for line in lines if not line.startswith(("  + ", "  - "))]
    return (
        Answer(
            title="计入",
            headings=_HEADINGS,
            things=found.counted,
            row=lambda each: _counted_row(each, wording),
            name="counted",
            item=_item,
            head=_head(found),
            lines=tuple(about),
            aside=2,
        ),
        Answer(
            title="不计",
            headings=_HEADINGS,
            things=found.refused,
            row=lambda each: _refused_row(each, wording),
            name="refused",
            item=_item,
            aside=2,
        ),
    )


def _head(found: Quota) -> dict[str, object]:
    """Return the result as JSON, without the visits."""
    return {
        "institution": found.institution,
        "rule": found.rule.id,
        "source": found.rule.standing,
        "cohort": found.cohort,
        "period": found.period.edtf if found.period else None,
        "counting": _plain(attrs.asdict(found.counting, recurse=False)),
        "number": found.number,
        "threshold": found.threshold,
        "met": found.met,
        "binds": found.binds,
        "missing": list(found.missing),
        "notes": list(found.notes),
    }


def _plain(value: Any) -> object:
    """Return a value as plain values of JSON."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return list(map(_plain, value))
    return value if value is None or isinstance(value, bool | int) else str(value)


def _item(each: Counted | Refused) -> object:
    return _plain(attrs.asdict(each, recurse=False))


def _counted_row(each: Counted, wording: Wording) -> tuple[str, ...]:
    who = (each.leader or "", each.title or "")
    return (each.visit, "计入", str(each.date or ""), wording.name(each.employer), *who, "", "")


def _refused_row(each: Refused, wording: Wording) -> tuple[str, ...]:
    host = wording.name(each.host) if each.host else ""
    why = (each.reason.label, each.detail)
    return (each.visit, "不计", str(each.date or ""), host, "", "", *why)


__all__ = ["quota"]
