"""The command `show`: one record with its values, their evidence, and the records that name it."""

from typing import Annotated

import typer

from schoolenterprise.cli._ending import Code, Stopped, command
from schoolenterprise.cli._ledgers import LedgerFile, load_and_tell
from schoolenterprise.cli._tables import print_rows
from schoolenterprise.cli._terminal import console
from schoolenterprise.cli._wording import Wording
from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence, Organization, Record, shapes
from schoolenterprise.schema import class_label, field_label
from schoolenterprise.vocabulary import MatchKind

LONGEST = 200
"""Characters of a value that are shown: all of it but for the text of a page."""
LISTED = 20
"""Ids that are listed when several records may be meant."""

Identifier = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Id of a record, a name that only it bears, or a part that only its id has.",
        show_default=False,
    ),
]


@command(
    "show 武汉职业技术学院 ledger.json",
    "show 'official:李洪渠@institution:武汉职业技术学院' ledger.json",
)
def show(identifier: Identifier, ledger: LedgerFile) -> Code:
    """Show a record, the words it was read from, who refers to it."""
    loaded = load_and_tell(ledger)
    _Sheet(loaded, _meant(loaded, identifier)).print()
    return Code.FINE


def _meant(ledger: Ledger, wanted: str) -> Record:
    """Return the one record that `wanted` means: by its id, else a name, else a part of its id."""
    found = ledger.get(wanted)
    if found is not None:
        return found
    alike = [record for record in ledger if wanted in _names(record)]
    alike = alike or [record for record in ledger if wanted in record.id]
    if len(alike) == 1:
        return alike[0]
    if not alike:
        try:
            return ledger[wanted]
        except UnknownNameError as error:
            raise Stopped(Code.USAGE, str(error)) from None
    listed = " ".join(repr(record.id) for record in alike[:LISTED])
    more = " …" if len(alike) > LISTED else ""
    raise Stopped(
        Code.USAGE, f"{len(alike)} records are called {wanted!r}; name one of: {listed}{more}"
    )


def _names(record: Record) -> tuple[str | None, ...]:
    if isinstance(record, Organization):
        return record.names
    named = (getattr(record, each, None) for each in ("name", "title"))
    return (*named, *getattr(record, "aliases", ()))


class _Sheet:
    """What is to be told about one record of a ledger."""

    def __init__(self, ledger: Ledger, record: Record) -> None:
        self._ledger = ledger
        self._record = record
        self._wording = Wording(ledger)
        # Sources are numbered in the order in which the evidence names them.
        self._sources = list(dict.fromkeys(each.source for each in record.evidence))

    def print(self) -> None:
        """Print it on standard output."""
        out = console()
        cls: type = type(self._record)
        values = [row for name in shapes(cls) for row in self._values(name)]
        title = f"{class_label(cls)} {self._record.id}"
        print_rows(out, title, ("字段", "内容", "依据"), values)
        sources = [self._source(at, each) for at, each in enumerate(self._sources, 1)]
        print_rows(out, "来源", ("号", "编号", "发布日期", "标题", "网址"), sources)
        referrers = self._referrers()
        print_rows(out, f"被引用 {len(referrers)}", ("类", "编号", "字段"), referrers)

    def _values(self, name: str) -> list[tuple[str, str, str]]:
        """Return a row for each value in the field `name`."""
        value = getattr(self._record, name)
        if name in ("id", "evidence") or not value:
            return []
        label = field_label(type(self._record), name)
        rows = []
        for at, words in enumerate(self._wording.items(self._record, name)):
            path = f"{name}[{at}]" if isinstance(value, tuple) else name
            rows.append(("" if at else label, _shortened(words), self._evidence(path)))
        return rows

    def _evidence(self, path: str) -> str:
        """Return the words from which the value at `path`, or a part of it, was read."""
        found = dict.fromkeys(
            self._quote(each)
            for each in self._record.evidence
            if each.field == path or each.field.startswith(f"{path}.")
        )
        return " ".join(found)

    def _quote(self, evidence: Evidence) -> str:
        how = "" if evidence.how is MatchKind.EXACT else f" {evidence.how.label}"
        number = self._sources.index(evidence.source) + 1
        source = f" [{number}]" if len(self._sources) > 1 else ""
        return f"“{evidence.quote}” {evidence.start}–{evidence.end}{how}{source}"

    def _source(self, number: int, identifier: str) -> tuple[str, ...]:
        source = self._ledger.get(identifier)
        about = ("published", "title", "url")
        words = [self._wording.field(source, each) if source else "" for each in about]
        return (str(number), identifier, *words)

    def _referrers(self) -> list[tuple[str, ...]]:
        """Return a row for each record that refers to this one, with the fields that do."""
        fields: dict[str, dict[str, None]] = {}
        for link in self._ledger.referrers(self._record.id):
            step = link.path.partition("[")[0].partition(".")[0]
            fields.setdefault(link.origin, {})[step] = None
        return [self._referrer(origin, *steps) for origin, steps in fields.items()]

    def _referrer(self, origin: str, *steps: str) -> tuple[str, ...]:
        cls = type(self._ledger[origin])
        labels = "、".join(field_label(cls, step) for step in steps)
        return class_label(cls), origin, labels


def _shortened(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST]}… ({len(words)} characters)"


__all__ = ["show"]
