"""What a row of each table of a user's file adds to a lexicon, and what is wrong with a row.

Opens no file; `_lexicon_file` does.
"""

import re
import reprlib
from collections.abc import Callable, Collection, Mapping

from attrs import evolve, frozen

from schoolenterprise.errors import Place, Problem, UnknownNameError
from schoolenterprise.reader._known import KnownOrganization, KnownPerson
from schoolenterprise.reader._lexicon import Ending, Lexicon
from schoolenterprise.text import fold
from schoolenterprise.vocabulary import OrganizationKind

LONGEST_NAME = 60
"""Characters of the longest name that a file may list."""
_PERSON = ("person", "人员", "人物", "个人")
_PARTS = re.compile(r"[;；、]")
_WHOLE = re.compile("[0-9]{1,4}")
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_LETTER = re.compile(r"[^\W\d_]")
_SHOWN = reprlib.Repr()
_SHOWN.maxstring = 60
"""A cell in a message is cut to so many characters."""


class Draft:
    """A lexicon in the making."""

    def __init__(self, base: Lexicon) -> None:
        self.base = base
        self.words = {act: set(words) for act, words in base.words.items()}
        self.titles = dict(base.titles)
        self.ranks = dict(base.ranks)
        self.endings = dict(base.endings)
        self.surnames = dict(base.surnames)
        self.regions = set(base.regions)
        self.organizations: dict[str, KnownOrganization] = {}
        self.people: dict[str, KnownPerson] = {}

    def lexicon(self) -> Lexicon:
        """Return what was drafted."""
        return evolve(
            self.base,
            words={act: frozenset(words) for act, words in self.words.items()},
            titles=self.titles,
            ranks=self.ranks,
            endings=self.endings,
            surnames=self.surnames,
            regions=frozenset(self.regions),
            organizations={**self.base.organizations, **self.organizations},
            people={**self.base.people, **self.people},
        )


class Row:
    """One row of a file: its cells by column, and the faults found so far."""

    def __init__(self, draft: Draft, place: Place, cells: Mapping[str, str]) -> None:
        self.draft = draft
        self.cells = cells
        self.problems: list[Problem] = []
        self._place = place

    def fault(self, column: str, found: str, expected: str) -> None:
        """Note a fault in a column; an empty one means the row."""
        place = evolve(self._place, path=column or None)
        self.problems.append(
            Problem(code="faulty-lexicon-row", found=found, expected=expected, place=place)
        )

    def holds(self, table: "Table") -> bool:
        """Say whether no cell that `table` needs is empty; note those that are."""
        for column in table.needed:
            if not self.cells.get(column):
                self.fault(column, "an empty cell", "text")
        return not self.problems

    def cell(self, column: str) -> str:
        """Return a cell as the file has it; empty where the row is short or has no such column."""
        return self.cells.get(column, "")

    def word(self, column: str) -> str:
        """Return a cell as pages have it: folded, without blanks."""
        word = folded(self.cells[column])
        self._check_controls(column, self.cells[column])
        if not word:
            self.fault(column, "no visible character", "text")
        return word

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that must hold one of a few words."""
        value = self.cell(column)
        if value not in allowed:
            self.fault(column, _shown(value), f"one of {', '.join(sorted(allowed))}")
        return value

    def number(self, column: str, form: re.Pattern[str], expected: str) -> float:
        """Return a cell that must hold a number of this form."""
        value = self.cell(column)
        if not form.fullmatch(value):
            self.fault(column, _shown(value), expected)
            return 0
        return float(value)

    def names(self, column: str) -> tuple[str, ...]:
        """Return the names of a list, folded."""
        parts = (part for part in _PARTS.split(self.cell(column)) if part.strip())
        return tuple(dict.fromkeys(self._name(column, part) for part in parts))

    def name(self, column: str) -> str:
        """Return a name, folded."""
        return self._name(column, self.cell(column))

    def _name(self, column: str, text: str) -> str:
        name = folded(text)
        self._check_controls(column, text)
        # A number is no name: 24 would be found in every 6月24日.
        if not 2 <= len(name) <= LONGEST_NAME or not _LETTER.search(name):
            expected = f"a name of 2 to {LONGEST_NAME} characters, not of figures alone"
            self.fault(column, _shown(text), expected)
        return name

    def _check_controls(self, column: str, text: str) -> None:
        if _CONTROLS.search(text):
            self.fault(column, _shown(text), "text on one line, without control characters")

    def empty(self, *columns: str) -> None:
        """Note each cell that has no meaning in this row, yet holds something."""
        for column in columns:
            if self.cell(column):
                self.fault(column, _shown(self.cell(column)), "an empty cell in a row of this kind")


def _shown(text: str) -> str:
    return _SHOWN.repr(text)


def folded(text: str) -> str:
    """Return a name as the scanners see it: folded, blanks only between Latin words."""
    words = fold(text, variants=True).text.split()
    joined = " ".join(words)
    return _BLANKS.sub(lambda match: " " if _between_latin(match) else "", joined)


def _between_latin(match: re.Match[str]) -> bool:
    sides = match.string[match.start() - 1] + match.string[match.end()]
    return sides.isascii() and sides.isalnum()


def add_word(row: Row) -> None:
    """Add a word and what it does."""
    act = row.one_of("act", row.draft.words)
    word = row.word("word")
    if not row.problems:
        row.draft.words[act].add(word)


def add_title(row: Row) -> None:
    """Add a title, or replace one."""
    ladder = row.one_of("ladder", frozenset(row.draft.base.titles.values()))
    rank = row.number("rank", _WHOLE, "a whole number")
    title = row.word("title")
    if not row.problems:
        row.draft.titles[title] = ladder
        row.draft.ranks[title] = int(rank)


def add_ending(row: Row) -> None:
    """Add an ending, or replace one."""
    strengths = {ending.strength for ending in row.draft.base.endings.values()}
    strength = row.one_of("strength", strengths)
    kind = _kind(row)
    ending = row.word("ending")
    if kind and not row.problems:
        row.draft.endings[ending] = Ending(kind, strength)


def add_surname(row: Row) -> None:
    """Add a surname, or raise its weight: 於, a rare one, is folded into 于, a common one."""
    weight = row.number("per_100k", _DECIMAL, "a number")
    surname = row.word("surname")
    if len(surname) > 2:
        row.fault("surname", _shown(surname), "one character, or two")
    if not row.problems:
        row.draft.surnames[surname] = max(round(weight), row.draft.surnames.get(surname, 0))


def add_place(row: Row) -> None:
    """Add the name of a place."""
    place = row.name("place")
    if not row.problems:
        row.draft.regions.add(place)


def add_name(row: Row) -> None:
    """Add a body or a person."""
    name = row.name("name")
    if row.cell("kind") in _PERSON:
        _add_person(row, name)
    else:
        _add_organization(row, name)


def _add_person(row: Row, name: str) -> None:
    row.empty("short_names", "former_names")
    home = row.name("organization") if row.cell("organization") else None
    titles = tuple(part.strip() for part in _PARTS.split(row.cell("titles")) if part.strip())
    person = KnownPerson(name=row.cell("name"), organization=home, titles=titles)
    if row.draft.people.get(name, person) != person:
        row.fault("name", _shown(row.cell("name")), "a name that no other row of the file has")
    if not row.problems:
        row.draft.people[name] = person


def _add_organization(row: Row, name: str) -> None:
    row.empty("organization", "titles")
    kind = _kind(row)
    short, former = row.names("short_names"), row.names("former_names")
    if kind is None:
        return
    body = KnownOrganization(
        name=row.cell("name"), kind=kind, short_names=short, former_names=former
    )
    if row.draft.organizations.get(name, body) != body:
        row.fault("name", _shown(row.cell("name")), "a name that no other row of the file has")
    if not row.problems:
        row.draft.organizations[name] = body


def _kind(row: Row) -> OrganizationKind | None:
    try:
        return OrganizationKind.named(row.cell("kind"))
    except UnknownNameError:
        labels = (f"{code} {label}" for code, label in OrganizationKind.labels().items())
        person = ", person 人员" if "name" in row.cells else ""
        row.fault("kind", _shown(row.cell("kind")), f"one of {', '.join(labels)}{person}")
        return None


@frozen(kw_only=True)
class Table:
    """What a file may hold: its columns, and what becomes of a row."""

    needed: tuple[str, ...]
    """Columns without an empty cell."""
    optional: tuple[str, ...] = ()
    """Columns that may be missing."""
    called: Mapping[str, str] = {}
    """Chinese headings → the columns that they name."""
    add: Callable[[Row], None]
    """Adds a row to the draft, or notes what is wrong with it."""


TABLES = (
    Table(
        needed=("name", "kind"),
        optional=("short_names", "former_names", "organization", "titles"),
        called={
            "名称": "name",
            "类别": "kind",
            "简称": "short_names",
            "曾用名": "former_names",
            "单位": "organization",
            "职务": "titles",
        },
        add=add_name,
    ),
    Table(needed=("word", "act"), add=add_word),
    Table(needed=("title", "ladder", "rank"), add=add_title),
    Table(needed=("ending", "kind", "strength"), add=add_ending),
    Table(needed=("surname", "per_100k"), add=add_surname),
    Table(needed=("place",), called={"地名": "place"}, add=add_place),
)
"""Every table that a file may be; names of bodies and people come first."""

__all__ = ["LONGEST_NAME", "TABLES", "Draft", "Row", "Table", "folded"]
