"""`RuleBook`: rules by id and by date, those that ship with the package and a user's own."""

import os
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Self

from attrs import field, frozen

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.errors import Problem, UnknownNameError, wrong_type
from schoolenterprise.rules._file import Entry, entries, read_file, refuse, rule_of
from schoolenterprise.rules._rule import Rule

_PACKAGED = ("visits", "indicators", "internships")


@frozen
class RuleBook:
    """Rules in a fixed order, each id once.

    >>> book = RuleBook.default()
    >>> book.rule("FQ-2022-A").threshold
    100
    >>> [rule.id for rule in book if rule.cohort == 2025]
    ['FQ-2025']
    """

    rules: tuple[Rule, ...] = ()
    """规则：in the order of the files; one that replaces another stands in its place."""
    _aliases: tuple[tuple[str, str], ...] = field(default=(), repr=False, alias="_aliases")
    """Id of a rule that was replaced, and of the one that took its place."""

    @classmethod
    def default(cls) -> Self:
        """Return the rules that ship with the package; they are read once."""
        book = _packaged()
        return cls(book.rules, book._aliases)

    def with_file(self, path: str | os.PathLike[str]) -> Self:
        """Return these rules and those of the TOML file at `path`.

        Raises:
            FormatError: the file is faulty; its problems name line and key of every fault.
            InvalidValueError: `path` is none that a file may have.
            OSError: the file cannot be read.
        """
        return self._with(*read_file(path))

    def rule(self, id: str) -> Rule:
        """Return the rule with this id, or the one that replaces it.

        Raises:
            UnknownNameError: there is none.
        """
        found = self._find(id)
        if found is None:
            known = ", ".join(rule.id for rule in self.rules) or "nothing, for there are no rules"
            raise UnknownNameError(f"rule: found {id!r}, expected one of {known}")
        return found

    def valid_at(self, date: When) -> tuple[Rule, ...]:
        """Return the rules that may be in force on some day of `date`.

        Raises:
            InvalidValueError: it is neither a date nor a period.
        """
        if not isinstance(date, PartialDate | Period):
            raise wrong_type("date", date, "a PartialDate or a Period")
        return tuple(rule for rule in self.rules if rule.valid.overlaps(date))

    def threshold(self, rule: Rule) -> tuple[float | None, Rule]:
        """Return the number that `rule` asks for, and the rule that states it.

        `None` is a rule that asks for none; a rule may take its number from an earlier one.
        """
        source = rule
        while source.threshold is None and source.threshold_of is not None:
            source = self.rule(source.threshold_of)
        return source.threshold, source

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def _find(self, id: object) -> Rule | None:
        wanted = (id, dict(self._aliases).get(str(id)))
        found = (rule for name in wanted for rule in self.rules if rule.id == name)
        return next(found, None)

    def _with(self, data: bytes, file: str | None) -> Self:
        """Return these rules and those of a file with the contents `data`."""
        stated = entries(data, file)
        read = [(rule_of(entry), entry) for entry in stated]
        problems = [problem for _, entry in read for problem in entry.problems]
        new = [(rule, entry) for rule, entry in read if rule]
        problems += self._clashes(new)
        problems += self._dangling(new)
        refuse(sorted(problems, key=lambda problem: problem.place.line or 0))
        return self._joined([rule for rule, _ in new])

    def _joined(self, new: list[Rule]) -> Self:
        aliases = {rule.replaces: rule.id for rule in new if rule.replaces}
        older = {old: aliases.get(now, now) for old, now in self._aliases}
        in_place = {rule.replaces: rule for rule in new if rule.replaces}
        kept = tuple(in_place.get(rule.id, rule) for rule in self.rules)
        added = tuple(rule for rule in new if not rule.replaces)
        return type(self)((*kept, *added), tuple((older | aliases).items()))

    def _clashes(self, new: list[tuple[Rule, Entry]]) -> Iterator[Problem]:
        """Yield what is wrong with the ids of new rules, and with those that they replace."""
        known = {rule.id for rule in self.rules}
        replaced = {rule.replaces for rule, _ in new}
        taken, gone = known - replaced, set[str]()
        for rule, entry in new:
            if rule.id in taken:
                advice = f'write replaces = "{rule.id}" to put it in its place'
                advice = advice if rule.id in known else ""
                found = f"the id {rule.id!r}, which another rule bears"
                yield entry.fault("id", found, "an id of its own", advice)
            taken.add(rule.id)
            if rule.replaces and (rule.replaces not in known or rule.replaces in gone):
                found = f"{rule.replaces!r}, which is no rule that came before"
                yield entry.fault("replaces", found, "the id of a rule to take the place of")
            gone.add(rule.replaces or "")

    def _dangling(self, new: list[tuple[Rule, Entry]]) -> Iterator[Problem]:
        """Yield rules that take their threshold from none that states it."""
        book = self._joined([rule for rule, _ in new])
        for rule, entry in new:
            source, seen = rule, {rule.id}
            while source.threshold_of is not None:
                found = book._find(source.threshold_of)
                if found is None or found.id in seen:
                    wanted = "the id of a rule with a threshold"
                    yield entry.fault("threshold_of", repr(rule.threshold_of), wanted)
                    break
                seen.add(found.id)
                source = found


def load_rules(path: str | os.PathLike[str]) -> RuleBook:
    """Return the rules of the TOML file at `path`, alone; see `RuleBook.with_file`.

    Raises:
        FormatError: the file is faulty.
        InvalidValueError: `path` is none that a file may have.
        OSError: the file cannot be read.
    """
    return RuleBook().with_file(path)


def book_of(rules: RuleBook | None) -> RuleBook:
    """Return `rules`, or those that ship with the package where none are given.

    Raises:
        InvalidValueError: they are no rule book.
    """
    if rules is not None and not isinstance(rules, RuleBook):
        raise wrong_type("rules", rules, "a RuleBook")
    return RuleBook.default() if rules is None else rules


@cache
def _packaged() -> RuleBook:
    book = RuleBook()
    for name in _PACKAGED:
        data = pkgutil.get_data(__package__, f"data/{name}.toml")
        assert data is not None, "the package's loader can read data files"
        book = book._with(data, f"{name}.toml")
    return book


__all__ = ["RuleBook", "book_of", "load_rules"]
