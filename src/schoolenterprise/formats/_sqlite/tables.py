"""The tables of a SQLite ledger, derived from the shapes of the model; it opens no file.

- `records` has a row for every id: of each record, and of each id that one refers to and nobody
  bears (its `type` is null), so that every reference column is a foreign key though references may
  dangle.
- One table a class, one a list inside it (`visit_hosts`), one a list inside that
  (`visit_participant_titles`), and one of all evidence.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import attrs
from attrs import frozen

from schoolenterprise.columns import RECORD_TABLES
from schoolenterprise.model import Evidence, Record, Reference, Shape, shapes

VERSION = 1
"""Number of this layout of tables; it rises with every change of them, a new field included."""
APPLICATION = 0x53636845
"""What `PRAGMA application_id` answers: `SchE`."""

COMPANIONS = ("first", "last")
"""What stands beside a date: its first and its last possible day."""

_SINGULARS = {
    "aliases": "alias",
    "parties": "party",
    "signatories": "signatory",
    "witnesses": "witness",
}
_TYPES = {"integer": "INTEGER", "flag": "INTEGER"}


@frozen(eq=False)
class Column:
    """One column: a field, a part of one, or what is computed from one."""

    name: str
    path: tuple[str, ...]
    """Field it holds, and inside a value without a table of its own the field of that."""
    shape: Shape
    required: bool
    """Whether it is never null."""
    companion: bool = False
    """Whether it is computed from the field, for queries."""

    @property
    def refers(self) -> bool:
        """Whether it holds the id of a record."""
        return isinstance(self.shape.rule, Reference) and self.name != "id"

    @property
    def sql(self) -> str:
        """What defines it."""
        words = [f'"{self.name}"', _TYPES.get(self.shape.kind, "TEXT")]
        words += ["NOT NULL"] if self.required else []
        words += ["UNIQUE"] if self.name == "id" else []
        words += [f'CHECK ("{self.name}" IN (0, 1))'] if self.shape.kind == "flag" else []
        words += ["REFERENCES records (id)"] if self.refers or self.name == "id" else []
        return " ".join(words)


@frozen(eq=False)
class Table:
    """A table of records, of the items of a list inside them, or of all evidence."""

    name: str
    keys: tuple[str, ...]
    """Columns that tell the rows apart: the number of the record, then positions."""
    home: str
    """What the keys but the last refer to: another table and its keys."""
    field: str
    """Field that holds the list; of a table of records empty."""
    cls: type | None
    """Class of what a row holds; `None`: one value, in the only column."""
    columns: tuple[Column, ...]
    many: bool = True
    """Whether the field holds several, so that the last key is a position."""
    children: tuple["Table", ...] = attrs.field(default=(), repr=False)
    """Tables of the lists inside."""

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns from which a record is made."""
        return tuple(each for each in self.columns if not each.companion)

    @property
    def tree(self) -> tuple["Table", ...]:
        """This table and all inside it, each before its own."""
        return (self, *(each for child in self.children for each in child.tree))

    @property
    def statements(self) -> Iterator[str]:
        """What makes the table and its indexes."""
        keys = ", ".join(f'"{key}"' for key in self.keys)
        whole = not self.field
        inner = ", ".join(f'"{key}"' for key in (self.keys if whole else self.keys[:-1]))
        lines = [f'"{key}" INTEGER NOT NULL' for key in self.keys]
        lines += [column.sql for column in self.columns]
        lines.append(f"PRIMARY KEY ({keys})")
        lines.append(f"FOREIGN KEY ({inner}) REFERENCES {self.home} ON DELETE CASCADE")
        tail = "STRICT" if whole else "STRICT, WITHOUT ROWID"
        body = ",\n  ".join(lines)
        yield f"CREATE TABLE {self.name} (\n  {body}\n) {tail}"
        for column in self.columns:
            if column.refers or column.name in _ASKED:
                yield f'CREATE INDEX {self.name}_{column.name} ON {self.name} ("{column.name}")'


# Beside references: what people look for.
_ASKED = ("name", "alias", "former_name", "date_first", "code", "uscc", "region", "title")

RECORDS = """CREATE TABLE records (
  "number" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "type" TEXT
) STRICT"""

VIEWS = (
    """CREATE VIEW all_organizations AS
SELECT number, id, 'Organization' AS type, name, kind, region, parent FROM organizations
UNION ALL
SELECT number, id, 'Institution', name, kind, region, parent FROM institutions
UNION ALL
SELECT number, id, 'Enterprise', name, kind, region, parent FROM enterprises""",
    """CREATE VIEW dangling AS
SELECT id FROM records WHERE type IS NULL""",
    """CREATE VIEW visits_with_names AS
SELECT visits.number, visits.id, visits.date, visits.date_first, visits.date_last,
  visits.visitor, visitors.name AS visitor_name,
  visit_hosts.position, visit_hosts.host, hosts.name AS host_name
FROM visits
LEFT JOIN visit_hosts ON visit_hosts.visit = visits.number
LEFT JOIN all_organizations AS visitors ON visitors.id = visits.visitor
LEFT JOIN all_organizations AS hosts ON hosts.id = visit_hosts.host""",
)


@cache
def record_table(cls: type) -> Table:
    """Return the table of the records of `cls`, with those of the lists inside."""
    name, known = next(pair for pair in RECORD_TABLES.items() if pair[1] is cls)
    keys = ("number",)
    inner = tuple(_lists(cls, known.prefix, known.prefix, f'{name} ("number")', ()))
    return Table(name, keys, 'records ("number")', "", cls, tuple(_columns(cls)), children=inner)


@cache
def evidence_table() -> Table:
    """Return the table of the evidence of all records."""
    return Table(
        "evidence",
        ("record", "position"),
        'records ("number")',
        "evidence",
        Evidence,
        tuple(_columns(Evidence)),
    )


@cache
def all_tables() -> Mapping[type[Record], Table]:
    """Return the table of each class of records."""
    classes: tuple[type, ...] = tuple(RECORD_TABLES.values())
    return MappingProxyType({cls: record_table(cls) for cls in classes})


@cache
def layout() -> tuple[str, ...]:
    """Return the statements that make everything in an empty file."""
    trees = (each for table in all_tables().values() for each in table.tree)
    made = (each for table in (*trees, evidence_table()) for each in table.statements)
    return (RECORDS, *made, *VIEWS)


def _columns(cls: type) -> Iterator[Column]:
    fields = shapes(cls).items()
    for name, shape in sorted(fields, key=lambda each: each[0] == "extra"):
        if shape.many or (shape.kind == "nested" and not shape.lends_extra) or name == "evidence":
            continue
        if shape.kind == "nested":
            yield from _parts(name, shape)
            continue
        required = name == "id" or not (shape.optional or shape.kind == "extra")
        yield from _with_companions(Column(name, (name,), shape, required))


def _parts(name: str, shape: Shape) -> Iterator[Column]:
    """Yield the columns of a value that has no table of its own, such as a quantity."""
    for part, inner in shapes(shape.type).items():
        yield Column(f"{name}_{part}", (name, part), inner, required=False)


def _with_companions(column: Column) -> Iterator[Column]:
    yield column
    if column.shape.kind in ("date", "when"):
        for each in COMPANIONS:
            yield Column(f"{column.name}_{each}", column.path, column.shape, False, True)


def _lists(
    cls: type, stem: str, owner: str, home: str, positions: tuple[str, ...]
) -> Iterator[Table]:
    """Yield the table of every list in `cls`, and of every value with a table of its own."""
    for name, shape in shapes(cls).items():
        nested = shape.kind == "nested" and not shape.lends_extra
        if name == "evidence" or not (shape.many or nested):
            continue
        table, item = f"{stem}_{name}", _singular(name)
        keys = (owner, *positions, "position")
        if shape.kind != "nested":
            columns = (Column(item, (), shape, required=True),)
            yield Table(table, keys, home, name, None, columns)
            continue
        inner = ", ".join(f'"{key}"' for key in keys)
        children = tuple(
            _lists(shape.type, f"{stem}_{item}", owner, f"{table} ({inner})", (*positions, item))
        )
        yield Table(
            table, keys, home, name, shape.type, tuple(_columns(shape.type)), shape.many, children
        )


def _singular(name: str) -> str:
    return _SINGULARS.get(name) or name.removesuffix("s")


__all__ = [
    "APPLICATION",
    "VERSION",
    "Column",
    "Table",
    "all_tables",
    "evidence_table",
    "layout",
    "record_table",
]
