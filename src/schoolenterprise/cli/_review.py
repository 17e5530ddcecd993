"""Doubtful pairs gone through with a person, each answer kept at once; nothing is merged here."""

import sys
from collections.abc import Iterator
from enum import Enum

from schoolenterprise.cli._decision_file import append
from schoolenterprise.cli._tables import print_rows
from schoolenterprise.cli._terminal import console, say
from schoolenterprise.cli._wording import Wording
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Record, shapes
from schoolenterprise.resolve import Decision, Doubt, Resolution
from schoolenterprise.schema import field_label

QUOTES = 3
"""Quotes that stand beside a value."""
LONGEST = 60
"""Characters of a quote that are shown."""


class Reply(Enum):
    """What a person may answer, and how it is typed."""

    SAME = "s", "same", "同"
    DIFFERENT = "d", "different", "异"
    SKIP = "k", "skip", ""
    QUIT = "q", "quit"


_ASKED = "one and the same? [s]ame, [d]ifferent, s[k]ip, [q]uit: "


class Review:
    """Asks about the doubts of a resolution on standard error, and reads standard input."""

    def __init__(self, resolution: Resolution, file: str) -> None:
        self._ledger = resolution.ledger
        self._doubts = resolution.doubts
        self._file = file
        self._known = _Known()
        for each in resolution.decisions:
            first, second = resolution.kept(each.first), resolution.kept(each.second)
            self._known.add(first, second, same=each.same)

    def hold(self) -> None:
        """Ask about each pair that no answer settles, until the last one, or until told to quit.

        Raises:
            Stopped: an answer cannot be kept; those before it are.
        """
        for number, doubt in enumerate(self._doubts, 1):
            if self._known.settles(doubt.first, doubt.second):
                continue
            self._show(number, doubt)
            reply = _reply()
            if reply is Reply.QUIT:
                return
            if reply is not Reply.SKIP:
                self._keep(doubt, same=reply is Reply.SAME)

    def _keep(self, doubt: Doubt, *, same: bool) -> None:
        append(Decision(first=doubt.first, second=doubt.second, same=same), self._file)
        self._known.add(doubt.first, doubt.second, same=same)

    def _show(self, number: int, doubt: Doubt) -> None:
        title = f"{number}/{len(self._doubts)}  {doubt.score:.2f}  {doubt.why}"
        headings = ("字段", doubt.first, doubt.second)
        print_rows(console(stderr=True), title, headings, _side_by_side(doubt, self._ledger))


class _Known:
    """What the answers say: which ids are one, which are not."""

    def __init__(self) -> None:
        self._one: dict[str, str] = {}
        self._apart: list[tuple[str, str]] = []

    def add(self, first: str, second: str, *, same: bool) -> None:
        if same:
            self._one[self._root(first)] = self._root(second)
        else:
            self._apart.append((first, second))

    def settles(self, first: str, second: str) -> bool:
        """Say whether it follows from the answers that the two are one, or that they are not."""
        pair = {self._root(first), self._root(second)}
        return len(pair) == 1 or any(set(map(self._root, each)) == pair for each in self._apart)

    def _root(self, identifier: str) -> str:
        while (following := self._one.get(identifier, identifier)) != identifier:
            identifier = following
        return identifier


def _reply() -> Reply:
    """Return what a person answers; the end of the input is an answer as well."""
    while True:
        print(_ASKED, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return Reply.QUIT
        word = line.strip().lower()
        for reply in Reply:
            if word in reply.value:
                return reply
        say(f"found {word!r:.40}, expected s, d, k or q")


def _side_by_side(doubt: Doubt, ledger: Ledger) -> list[tuple[str, ...]]:
    """Return a row for each field that one of the two fills; how often others name them last."""
    first, second = ledger[doubt.first], ledger[doubt.second]
    wording = Wording(ledger)
    rows: list[tuple[str, ...]] = []
    fields = dict.fromkeys([*_fields(first), *_fields(second)])
    for name in fields:
        owner = first if hasattr(first, name) else second
        cells = (_cell(each, name, wording) for each in (first, second))
        rows.append((field_label(type(owner), name), *cells))
    cited = (str(len(ledger.referrers(each.id)) or "") for each in (first, second))
    return [*rows, ("被引用", *cited)]


def _fields(record: Record) -> Iterator[str]:
    cls: type = type(record)
    left_out = ("id", "evidence")
    return (each for each in shapes(cls) if each not in left_out and getattr(record, each))


def _cell(record: Record, name: str, wording: Wording) -> str:
    """Return the words for a field, and those of the text from which it was read."""
    if not hasattr(record, name):
        return ""
    quotes = dict.fromkeys(
        each.quote
        for each in record.evidence
        if each.field.partition("[")[0].partition(".")[0] == name
    )
    quoted = (f"“{quote:.{LONGEST}}”" for quote in list(quotes)[:QUOTES])
    return " ".join([wording.field(record, name), *quoted])


__all__ = ["Review"]
