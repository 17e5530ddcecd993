"""The questions of the command `query`: which option asks what of which kind; none is answered.

An option is a row of a table: its help, and the methods of selections that its value goes to.
Which kinds know it follows from which selections have such a method.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import Factory, define, frozen

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.query import (
    Agreements,
    Appointments,
    Arrangements,
    Counts,
    Enterprises,
    Events,
    IndustryColleges,
    Institutions,
    Officials,
    Organizations,
    Placements,
    Programs,
    Selection,
    Sources,
    Visits,
    hint,
    nearest,
)
from schoolenterprise.schema import class_label

AnySelection = Selection[Any]

KINDS: Mapping[str, type[AnySelection]] = {
    "visits": Visits,
    "agreements": Agreements,
    "organizations": Organizations,
    "institutions": Institutions,
    "enterprises": Enterprises,
    "officials": Officials,
    "programs": Programs,
    "industry-colleges": IndustryColleges,
    "arrangements": Arrangements,
    "appointments": Appointments,
    "placements": Placements,
    "events": Events,
    "counts": Counts,
    "sources": Sources,
}
"""What can be asked for: the word on the command line → the selection of a ledger."""


@frozen
class Way:
    """Where the value of an option goes."""

    method: str
    """Name of the method of a selection."""
    argument: str = ""
    """Name of its argument; empty: the first, or all of them."""
    beside: str = ""
    """Option that must be given as well; empty: none."""

    def fits(self, cls: type[AnySelection]) -> bool:
        """Say whether the selections of `cls` have the method with this argument."""
        method = getattr(cls, self.method, None)
        return method is not None and (not self.argument or self.argument in _arguments(method))


@frozen
class Option:
    """One option that asks something."""

    name: str
    """Its name, without the two strokes."""
    metavar: str
    """What stands for its value in the help; empty: it takes none."""
    help: str
    """What it asks for."""
    ways: tuple[Way, ...]
    """Ways of its value: all those whose other option is given, else the first without one."""
    takes: Any = str
    """Type of its value."""
    value: object = None
    """What it stands for when it takes no value."""
    other_names: tuple[str, ...] = ()
    """Other names of it, with their strokes."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that know it."""
        known = KINDS.items()
        return tuple(kind for kind, cls in known if any(way.fits(cls) for way in self.ways))

    def chosen(self, cls: type[AnySelection], asked: Mapping[str, object]) -> Sequence[Way]:
        """Return the ways that its value goes when `asked` are the options given."""
        fitting = [way for way in self.ways if way.fits(cls)]
        beside = [way for way in fitting if way.beside in asked]
        return beside or [way for way in fitting if not way.beside][:1]


OPTIONS = (
    Option("year", "YEAR", "Dated in this year.", (Way("in_year", "year"),), int),
    Option("since", "DATE", "Dated then or later.", (Way("between", "since"),)),
    Option("until", "DATE", "Dated then or earlier.", (Way("between", "until"),)),
    Option(
        "possibly",
        "",
        "What may lie in this time as well, for its date is known in part or not at all.",
        (
            Way("in_year", "certainty", beside="year"),
            Way("between", "certainty", beside="since"),
            Way("between", "certainty", beside="until"),
        ),
        bool,
        value="possibly",
    ),
    Option("by", "NAME", "Organization that goes, places students, appoints.", (Way("by"),)),
    Option("to", "NAME", "Organization that is visited, takes students.", (Way("to"),)),
    Option("led-by", "NAME", "Person who leads.", (Way("led_by"),)),
    Option(
        "kind",
        "KIND",
        "Kind, code or label such as 企业; of visits that of a host.",
        (Way("hosted_by", "kind"), Way("of_kind")),
        other_names=("--hosted-by-kind",),
    ),
    Option(
        "region",
        "PLACE",
        "Place, name or code of GB/T 2260; of visits that of a host.",
        (Way("hosted_by", "region"), Way("in_region")),
    ),
    Option(
        "industry",
        "CODE",
        "Industry, code of GB/T 4754 or name of a section; of visits that of a host.",
        (Way("hosted_by", "industry"), Way("in_industry")),
    ),
    Option("program", "NAME", "Campaign that they belong to.", (Way("with_program"),)),
    Option("mode", "MODE", "Way of the visit: on_site, inbound, online.", (Way("in_mode"),)),
    Option("purpose", "PURPOSE", "Purpose, code or label.", (Way("with_purpose"),)),
    Option(
        "signed-with",
        "NAME",
        "Party; given repeatedly, every one of them.",
        (Way("signed_with"),),
        list[str],
    ),
    Option("signed-by", "NAME", "Person who signed.", (Way("signed_by"),)),
    Option("status", "STATUS", "Status, code or label such as signed.", (Way("with_status"),)),
    Option("expiring-before", "DATE", "Ends before this day.", (Way("expiring_before"),)),
    Option(
        "of", "NAME", "Whose they are: an organization, of appointments a person.", (Way("of"),)
    ),
    Option("at", "DATE", "In the post at this time; with --of.", (Way("of", "at", beside="of"),)),
    Option(
        "title",
        "TITLE",
        "Title of the post, exactly.",
        (Way("of", "title", beside="of"), Way("with_title")),
    ),
    Option(
        "run-with", "NAME", "Organization that takes part beside the school.", (Way("run_with"),)
    ),
    Option(
        "level", "LEVEL", "Level of the school, code or label such as 高职.", (Way("of_level"),)
    ),
    Option("flag", "FLAG", "Standing of the firm, such as 专精特新.", (Way("listed_as"),)),
    Option("what", "WHAT", "What is counted, code or label.", (Way("of_what"),)),
    Option("called", "NAME", "Bears this name or id.", (Way("called"),)),
    Option("involving", "NAME", "Names this organization in any role.", (Way("involving"),)),
    Option("naming", "NAME", "Names this person in any role.", (Way("naming"),)),
)
"""Every option that asks something, in the order of the help."""


@frozen
class Questions:
    """What is asked of one kind."""

    kind: str
    """The kind, a key of `KINDS`."""
    asked: Mapping[str, Any]
    """Option → value, of the options that were given."""

    def check(self) -> None:
        """Refuse what the kind does not know, before a ledger is loaded.

        Raises:
            Stopped: an option asks nothing of the kind, or lacks another beside it.
        """
        for option in self._options():
            if self.kind not in option.kinds:
                knowing = ", ".join(option.kinds)
                raise Stopped(
                    Code.USAGE, f"--{option.name} asks nothing of {self.kind}; it is for {knowing}"
                )
            if not option.chosen(KINDS[self.kind], self.asked):
                others = " or ".join(f"--{way.beside}" for way in option.ways)
                raise Stopped(Code.USAGE, f"--{option.name} goes with {others}")

    def put_to(self, ledger: Ledger) -> AnySelection:
        """Return the records of `ledger` that answer.

        Raises:
            Stopped: a name, code or date is none.
        """
        found: AnySelection = getattr(ledger, self.kind.replace("-", "_"))
        for call in self._calls():
            found = call.put_to(found)
        return found

    def _options(self) -> Iterator[Option]:
        return (option for option in OPTIONS if option.name in self.asked)

    def _calls(self) -> Sequence["_Call"]:
        """Return a call for each method that is asked."""
        calls: dict[str, _Call] = {}
        for option in self._options():
            value = option.value or self.asked[option.name]
            for way in option.chosen(KINDS[self.kind], self.asked):
                calls.setdefault(way.method, _Call(way.method)).take(option, way, value)
        return tuple(calls.values())


@define
class _Call:
    """One call of a method of a selection."""

    method: str
    options: list[str] = Factory(list)
    """Options whose values it takes."""
    values: list[Any] = Factory(list)
    named: dict[str, Any] = Factory(dict)

    def take(self, option: Option, way: Way, value: Any) -> None:
        self.options.append(f"--{option.name}")
        if way.argument:
            self.named[way.argument] = value
        else:
            self.values += value if isinstance(value, list) else [value]

    def put_to(self, selection: AnySelection) -> AnySelection:
        method = getattr(selection, self.method)
        # What is open on one side only: the other side is nothing.
        open_sides = _required(method)[len(self.values) :]
        named = dict.fromkeys(open_sides) | self.named
        try:
            found: AnySelection = method(*self.values, **named)
        except (UnknownNameError, InvalidValueError) as error:
            names = ", ".join(self.options)
            reason = str(error).removeprefix(f"{names.removeprefix('--')}: ")
            raise Stopped(Code.USAGE, f"{names}: {reason}") from None
        return found


@cache
def _arguments(method: Callable[..., Any]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(method).parameters


def _required(method: Callable[..., Any]) -> list[str]:
    """Return the arguments of `method` that have no default."""
    return [
        name
        for name, each in _arguments(method).items()
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]


def kind_named(word: str) -> str:
    """Return the kind that `word` names: the word of the command line, or the Chinese label.

    Raises:
        Stopped: there is none.
    """
    for kind, cls in KINDS.items():
        if word in (kind, class_label(cls.cls)):
            return kind
    near = hint(nearest(word, KINDS)) or f", expected one of {', '.join(KINDS)}"
    raise Stopped(Code.USAGE, f"KIND: found {word!r}{near}")


__all__ = ["KINDS", "OPTIONS", "AnySelection", "Option", "Questions", "Way", "kind_named"]
