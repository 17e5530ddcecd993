"""The command `query`: the records of one kind that answer a question, or their numbers."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from schoolenterprise.cli._answers import (
    Answer,
    FormOption,
    LimitOption,
    OutputOption,
    destination,
)
from schoolenterprise.cli._columns import listing_of
from schoolenterprise.cli._counts import Counting, counts
from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._fields import countable, sortable
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._questions import (
    KINDS,
    OPTIONS,
    AnySelection,
    Option,
    Questions,
    kind_named,
)
from schoolenterprise.cli._tables import headings_of, words_of
from schoolenterprise.cli._wording import Wording
from schoolenterprise.convert import to_dict
from schoolenterprise.model import FORM
from schoolenterprise.schema import class_label

Kind = Annotated[
    str,
    typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.", show_default=False),
]
SortBy = Annotated[
    str | None,
    typer.Option(metavar="FIELD", help="Put the records in this order.", show_default=False),
]
Descending = Annotated[bool, typer.Option("--descending", help="The last first; with --sort-by.")]
CountBy = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD",
        help="Count the records by a field, such as host or year, the largest number first.",
        show_default=False,
    ),
]
Distinct = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD",
        help="Count the different values of this field, not records; with --count-by.",
        show_default=False,
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, help="So many of the numbers; with --count-by.", show_default=False
    ),
]
AtLeast = Annotated[
    int | None,
    typer.Option(
        metavar="N", help="Only numbers from here upwards; with --count-by.", show_default=False
    ),
]

# Before the names of parameters, so that an option may be called like an argument.
_ASKED = "asked_"

_NEEDED = {
    "descending": "sort-by",
    "distinct": "count-by",
    "top": "count-by",
    "at-least": "count-by",
}
"""Options that say nothing without another one."""
_NOT_COUNTED = {
    "limit": "--top cuts the numbers off",
    "sort-by": "the largest number comes first",
}
"""Options that say nothing about numbers, and what there is instead."""


def _with_options(function: Callable[..., Code]) -> Callable[..., Code]:
    """Return `function`, whose `asked` are the options of the table, in a form that typer reads."""
    signature = inspect.signature(function)
    own = [each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
    arguments = [each for each in own if each.default is each.empty]
    rest = [each for each in own if each.default is not each.empty]
    function.__dict__["__signature__"] = signature.replace(
        parameters=[*arguments, *map(_parameter, OPTIONS), *rest]
    )
    return function


def _parameter(option: Option) -> inspect.Parameter:
    """Return the parameter from which typer makes `option`."""
    about = typer.Option(
        f"--{option.name}",
        *option.other_names,
        metavar=option.metavar or None,
        help=f"{option.help}{_known(option)}",
        show_default=False,
    )
    flag = not option.metavar
    return inspect.Parameter(
        _ASKED + option.name.replace("-", "_"),
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=False if flag else None,
        annotation=Annotated[option.takes if flag else option.takes | None, about],
    )


def _known(option: Option) -> str:
    """Return in brackets which kinds know `option`; nothing when all do."""
    others = [kind for kind in KINDS if kind not in option.kinds]
    if not others:
        return ""
    some = f"all but {', '.join(others)}" if len(others) < len(option.kinds) else None
    return f"  [{some or ', '.join(option.kinds)}]"


@command(
    "query ledger.json visits --year 2022 --by 武职 --count-by host",
    "query ledger.json visits --since 2022-03 --kind 企业 --region 湖北省",
    "query ledger.json agreements --signed-with 武职 --expiring-before 2025-07",
    "query ledger.json officials --of 武职 --at 2021-06",
    "query ledger.json visits --count-by visitor --distinct host --at-least 100",
    "query ledger.json visits --format csv | head",
)
@_with_options
def query(
    ledger: LedgerFile,
    kind: Kind,
    sort_by: SortBy = None,
    descending: Descending = False,
    limit: LimitOption = None,
    count_by: CountBy = None,
    distinct: Distinct = None,
    top: Top = None,
    at_least: AtLeast = None,
    form: FormOption = None,
    output: OutputOption = None,
    **asked: object,
) -> Code:
    """Give the records of a kind that answer a question, or count them.

    Organizations and people are named by id or any name. Every option narrows the answer down; in
    brackets stand the kinds that know it. FIELD is a field of the records, by its name or as the
    tables head it.
    """
    to = destination(output, form, ledger)
    questions = Questions(kind_named(kind), _given(asked))
    questions.check()
    cls = KINDS[questions.kind]
    _check_together(
        {
            "sort-by": sort_by,
            "descending": descending or None,
            "limit": limit,
            "count-by": count_by,
            "distinct": distinct,
            "top": top,
            "at-least": at_least,
        }
    )
    order = sort_by and sortable(cls, "--sort-by", sort_by)
    other = countable(cls, "--distinct", distinct) if distinct is not None else None
    by = countable(cls, "--count-by", count_by) if count_by is not None else None
    loaded = load_and_tell(ledger)
    found, wording = questions.put_to(loaded), Wording(loaded)
    if by is not None:
        to.give(counts(found, Counting(by, other, top, at_least), wording))
        return Code.FINE
    if order:
        found = found.sorted_by(order, descending=descending)
    to.give(_records(found, limit, wording))
    return Code.FINE


def _given(asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return the options that were given, by their names on the command line."""
    return {
        name.removeprefix(_ASKED).replace("_", "-"): value
        for name, value in asked.items()
        if value is not None and value is not False and value != []
    }


def _check_together(arranged: Mapping[str, object]) -> None:
    """Refuse options that go only with another one, or not with it."""
    given = [name for name, value in arranged.items() if value is not None]
    for name in given:
        needed = _NEEDED.get(name)
        if needed is not None and needed not in given:
            raise Stopped(Code.USAGE, f"--{name} goes with --{needed}")
        if "count-by" in given and name in _NOT_COUNTED:
            raise Stopped(Code.USAGE, f"--{name} does not go with --count-by; {_NOT_COUNTED[name]}")


def _records(found: AnySelection, limit: int | None, wording: Wording) -> Answer:
    listing = listing_of(found.cls)
    return Answer(
        title=class_label(found.cls),
        headings=("编号", *headings_of(listing)),
        things=found if limit is None else found[:limit],
        row=lambda record: (record.id, *words_of(record, listing, wording)),
        name="records",
        item=to_dict,
        head={"schema": FORM},
        whole=limit is not None,
        aside=1,
    )


__all__ = ["query"]
