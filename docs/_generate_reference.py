"""Writes the pages of the reference from the package: no field, code or class is described twice.

Field docstrings open with their Chinese label (`日期：day, month or period of the trip`), and so do
those of the record classes; what follows the colon is the meaning.
"""

import csv
import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from sphinx.pycode import ModuleAnalyzer

import schoolenterprise
from schoolenterprise import model, schema, vocabulary
from schoolenterprise.model import Record, Reference, Shape, Value, shapes
from schoolenterprise.reader import rules
from schoolenterprise.vocabulary import Labelled

# The command line has no interface for programs.
NO_API = {"cli"}

# Public names whose value says little.
TOLD_HERE = {
    "When": "A `PartialDate` or a `Period`: the type of a field that holds either.",
    "__version__": "The version of the package, as text.",
}

PREFIXES = {cls.prefix: cls for cls in model.RECORD_CLASSES}
KINDS = {
    "text": "text",
    "integer": "whole number",
    "flag": "true or false",
    "date": "date (EDTF)",
    "when": "date or period (EDTF)",
    "extra": "object",
}

EXAMPLES = Path(__file__).parents[1] / "tests" / "reader" / "rule_examples.csv"
PASSES = {
    1: "takes the page apart",
    2: "finds mentions",
    3: "settles who is who",
    4: "makes rows",
    5: "makes records",
}

# Told once for all classes.
COMMON = {*shapes(Record), *shapes(Value)}

_LABELLED = re.compile(r"([^\x00-\x7f：]+)：(.*)", re.DOTALL)
_NAME = re.compile(r"`([A-Z][A-Za-z]+)`")


def split_label(docstring: str) -> tuple[str, str]:
    """Split a docstring into its Chinese label, empty when there is none, and its meaning."""
    match = _LABELLED.fullmatch(" ".join(docstring.split()))
    return (match[1], match[2].strip()) if match else ("", " ".join(docstring.split()))


def field_docstrings(cls: type) -> dict[str, str]:
    """Return what stands beneath each field of `cls`; a class overrides the ones it comes from."""
    found: dict[str, str] = {}
    ours = (base for base in cls.__mro__ if base.__module__.startswith("schoolenterprise."))
    for base in reversed(list(ours)):
        analyzer = ModuleAnalyzer.for_module(base.__module__)
        for (owner, name), lines in analyzer.find_attr_docs().items():
            if owner == base.__qualname__:
                found[name] = "\n".join(lines)
    return found


def value_classes(classes: Iterable[type]) -> list[type]:
    """Return the classes of the values inside records of `classes`, each once."""
    found: dict[type, None] = {}
    for cls in classes:
        inner = [shape.type for shape in shapes(cls).values() if shape.kind == "nested"]
        found |= dict.fromkeys([*inner, *value_classes(inner)])
    return list(found)


def labelled_sets() -> list[type[Labelled]]:
    """Return the closed sets of codes that the vocabulary offers, by name."""
    offered = (getattr(vocabulary, name) for name in vocabulary.__all__)
    sets = [each for each in offered if inspect.isclass(each) and issubclass(each, Labelled)]
    return sorted((each for each in sets if each is not Labelled), key=lambda each: each.__name__)


def escaped(text: str) -> str:
    """Return `text` on one line, fit for a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


class Writer:
    """Writes Markdown; knows which classes have a section of their own to link to."""

    def __init__(self) -> None:
        self.records = list(model.RECORD_CLASSES)
        self.values = value_classes(self.records)
        self.sets = labelled_sets()
        self.linked = {cls.__name__: cls for cls in [*self.records, *self.values, *self.sets]}

    def link(self, cls: type) -> str:
        """Return a link to the section of `cls`, or its bare name when it has none."""
        name = f"`{cls.__name__}`"
        return f"[{name}](#{target(cls)})" if cls.__name__ in self.linked else name

    def prose(self, text: str) -> str:
        """Return `text` with the names of known classes linked, fit for a cell of a table."""
        known = self.linked
        linked = _NAME.sub(lambda m: self.link(known[m[1]]) if m[1] in known else m[0], text)
        return escaped(linked)

    def holds(self, shape: Shape) -> str:
        """Say what a field holds."""
        if isinstance(shape.rule, Reference):
            *rest, last = [self.link(PREFIXES[each]) for each in shape.rule.prefixes] or [
                "any record"
            ]
            one = f"id of {', '.join(rest)} or {last}" if rest else f"id of {last}"
        elif shape.rule:
            one = shape.rule.expected
        else:
            one = KINDS.get(shape.kind) or self.link(shape.type)
        return (f"list of {one}" if shape.many else one) + (", required" if shape.required else "")

    def fields(self, cls: type) -> Iterator[str]:
        """Yield the table of the fields of `cls`."""
        yield "| field | type | 中文 | meaning |"
        yield "|---|---|---|---|"
        docstrings = field_docstrings(cls)
        for name, shape in shapes(cls).items():
            if cls is not Record and name in COMMON:
                continue
            if name not in docstrings:
                raise LookupError(f"{cls.__name__}.{name}: found no docstring beneath the field")
            label, meaning = split_label(docstrings[name])
            yield f"| `{name}` | {self.holds(shape)} | {label} | {self.prose(meaning)} |"

    def section(self, cls: type) -> Iterator[str]:
        """Yield the section of one class of records or values."""
        label, meaning = split_label(inspect.getdoc(cls) or "")
        yield f"({target(cls)})=\n### `{cls.__name__}` {label}\n"
        yield self.prose(meaning[:1].upper() + meaning[1:]) + "\n"
        if issubclass(cls, Record):
            yield f"Its ids begin with `{cls.prefix}:`.\n"
        yield from self.fields(cls)
        yield ""

    def codes(self, labelled: type[Labelled]) -> Iterator[str]:
        """Yield the section of one closed set of codes."""
        yield f"({target(labelled)})=\n## `{labelled.__name__}`\n"
        yield self.prose(inspect.getdoc(labelled) or "") + "\n"
        yield "| code | 中文 | also accepted | meaning |"
        yield "|---|---|---|---|"
        docstrings = field_docstrings(labelled)
        for member in labelled:
            also = "、".join(member.synonyms)
            meaning = self.prose(docstrings.get(member.name, ""))
            yield f"| `{member.value}` | {member.label} | {also} | {meaning} |"
        yield ""

    def model_page(self) -> Iterator[str]:
        """Yield the page of the model."""
        yield "# The model\n"
        yield "Every class of records, and the values inside them, field by field.\n"
        yield "A field that is not required may be left out; a list is then empty.\n"
        yield "## What every record has\n"
        yield from self.fields(Record)
        yield "\nValues inside records have `extra` too.\n"
        yield "## Records\n"
        for cls in self.records:
            yield from self.section(cls)
        yield "## Values inside records\n"
        for cls in self.values:
            yield from self.section(cls)

    def vocabulary_page(self) -> Iterator[str]:
        """Yield the page of the closed sets of codes."""
        yield "# The vocabulary\n"
        yield "Every closed set of codes; a code, its Chinese label or a synonym is accepted.\n"
        for labelled in self.sets:
            yield from self.codes(labelled)


def target(cls: type) -> str:
    """Return the name of the link target of the section of `cls`."""
    return f"class-{cls.__name__.lower()}"


def schema_page(name: str) -> Iterator[str]:
    """Yield the page of the JSON Schema in the file `name`."""
    yield "# The JSON Schema\n"
    yield "What a JSON file of records may hold, in draft 2020-12, made from the model.\n"
    yield f"{{download}}`Download it <{name}>`, or print it with `schoolenterprise schema`.\n"
    yield f"```{{literalinclude}} {name}\n:language: json\n```"


def rules_page() -> Iterator[str]:
    """Yield the list of the reader's rules, each with an example of both signs."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        examples = list(csv.DictReader(file))
    yield "# The rules of the reader\n"
    yield "Every rule with an example on which it fires and one on which it does not.\n"
    yield "[How to see them at work, and to write one.](../../rules.md)\n"
    for number, does in PASSES.items():
        of_pass = [rule for rule in rules() if rule.number == number]
        if not of_pass:
            continue
        yield f"## Pass {number} {does}\n"
        yield "| rule | what it does | fires on | not on |"
        yield "|---|---|---|---|"
        for rule in of_pass:
            shown = (_shown(examples, rule.name, sign) for sign in "+-")
            refuses = "refuses: " if rule.refuses else ""
            cells = (f"`{rule.name}`", refuses + escaped(rule.meaning), *shown)
            yield f"| {' | '.join(cells)} |"
        yield ""


def _shown(examples: Iterable[Mapping[str, str]], rule: str, sign: str) -> str:
    """Return the first example of a rule, and what the rule makes of it."""
    row = next(each for each in examples if (each["rule"], each["sign"]) == (rule, sign))
    made = f"<br>→ {row['expected']}" if sign == "+" else ""
    return escaped(row["text"].replace("\\n", " ⏎ ") + made)


def names_page(homes: Mapping[int, str]) -> Iterator[str]:
    """Yield the page of the public names; `homes` has the full name under which each is described.

    Raises:
        LookupError: a public name is described nowhere.
    """
    yield "# The public names\n"
    yield "What `import schoolenterprise as se` offers.\n"
    yield "| name | what it is |"
    yield "|---|---|"
    for name in schoolenterprise.__all__:
        each = getattr(schoolenterprise, name)
        if name in TOLD_HERE:
            yield f"| `se.{name}` | {TOLD_HERE[name]} |"
        elif id(each) in homes:
            first = (inspect.getdoc(each) or "").split("\n\n")[0]
            yield f"| {{py:obj}}`se.{name} <{homes[id(each)]}>` | {escaped(first)} |"
        else:
            raise LookupError(f"schoolenterprise.{name}: found it in no module of the reference")
    yield ""


def public_names(module: ModuleType) -> list[str]:
    """Return what a module offers: its `__all__`, or else what it defines and documents itself."""
    if hasattr(module, "__all__"):
        return list(module.__all__)
    documented = ModuleAnalyzer.for_module(module.__name__).find_attr_docs()
    return [
        name
        for name, each in vars(module).items()
        if not name.startswith("_")
        and (("", name) in documented or getattr(each, "__module__", "") == module.__name__)
    ]


def documented_modules(room: str) -> Iterator[tuple[ModuleType, list[str]]]:
    """Yield the public modules of a room, each with the names that no earlier one documents."""
    top = importlib.import_module(f"schoolenterprise.{room}")
    names = [top.__name__]
    if hasattr(top, "__path__"):
        inside = pkgutil.walk_packages(top.__path__, f"{top.__name__}.")
        names += [module.name for module in inside if "._" not in module.name]
    seen: set[int] = set()
    for name in names:
        module = importlib.import_module(name)
        offered = {
            each: id(getattr(module, each))
            for each in public_names(module)
            if not _is_of_another_room(getattr(module, each), room)
        }
        yield module, [each for each, identity in offered.items() if identity not in seen]
        seen |= set(offered.values())


def _is_of_another_room(thing: object, room: str) -> bool:
    """Whether a room passes on what another one, whose page describes it, has made."""
    home = str(getattr(thing, "__module__", "")).split(".")
    return home[0] == "schoolenterprise" and home[1:2] not in ([], [room]) and home[1] in rooms()


def rooms() -> list[str]:
    """Return the names of the rooms that programs may use."""
    found = (module.name for module in pkgutil.iter_modules(schoolenterprise.__path__))
    return [name for name in found if name not in NO_API and not name.startswith("_")]


def described_names() -> dict[int, str]:
    """Return the identity of everything that some page of a room describes → its full name."""
    return {
        id(getattr(module, name)): f"{module.__name__}.{name}"
        for room in rooms()
        for module, names in documented_modules(room)
        for name in names
    }


def api_page(room: str) -> Iterator[str]:
    """Yield the page of the programming interface of one room."""
    top = f"schoolenterprise.{room}"
    yield f"# `{top}`\n"
    for module, names in documented_modules(room):
        if names:
            if module.__name__ != top:
                yield f"## `{module.__name__}`\n"
            yield f"```{{eval-rst}}\n.. automodule:: {module.__name__}"
            yield f"   :members: {', '.join(names)}\n```\n"


def write(path: Path, text: str) -> None:
    """Write `text`, unless the file says so already: Sphinx builds changed files anew."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def generate(folder: Path) -> None:
    """Write every generated page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer()
    schema_file = "schoolenterprise-1.schema.json"
    pages = {
        "names": names_page(described_names()),
        "model": writer.model_page(),
        "vocabulary": writer.vocabulary_page(),
        "json-schema": schema_page(schema_file),
        "rules": rules_page(),
    }
    for room in rooms():
        pages[f"api-{room}"] = api_page(room)
    schema_text = json.dumps(schema.json_schema(), ensure_ascii=False, indent=2)
    write(folder / schema_file, schema_text + "\n")
    for name, lines in pages.items():
        write(folder / f"{name}.md", "\n".join(lines).rstrip() + "\n")
