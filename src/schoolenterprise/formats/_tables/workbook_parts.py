"""The parts of a workbook beside its sheets: which sheets there are, texts, styles, properties."""

import itertools
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.parsers import expat

from attrs import define

from schoolenterprise.errors import FormatError, InvalidValueError, Place, Problem
from schoolenterprise.formats._tables.sheet_dates import precision
from schoolenterprise.formats._tables.sheet_parser import (
    DEEPEST,
    MOST_CELLS,
    Styles,
    feed,
    local,
    plain,
    too_deep,
)

FORM_PROPERTY = "schema"
"""Name of the property of a workbook that names the form."""

_MAIN = "xl/workbook.xml"
_CUSTOM = "docProps/custom.xml"
# Spreadsheets have at most 65,490 formats of cells, and less of all else that is looked for.
_MOST_ELEMENTS = 10**6


@define
class _Element:
    """One element of a part."""

    name: str
    parent: str
    attributes: dict[str, str]
    texts: list[str]


class Parts:
    """The parts of one workbook."""

    def __init__(self, files: zipfile.ZipFile, place: Place) -> None:
        self._files = files
        self._place = place
        root = self._targets("")
        self._path = next((path for kind, path in root if kind == "officeDocument"), _MAIN)
        self._main = self._elements(self._path, "workbook", "sheet", "workbookPr")
        if not self._main:
            raise self._refused("a file without a workbook")

    def form(self) -> str | None:
        """Return the form that the workbook names; `None`: it names none."""
        asked = False
        for each in self._elements(_CUSTOM, "property", "lpwstr"):
            if each.name == "property":
                asked = each.attributes.get("name") == FORM_PROPERTY
            elif asked:
                return "".join(each.texts)
        return None

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield name and path of every worksheet; of one that is missing the path leads nowhere."""
        for each in self._main:
            if each.name != "sheet":
                continue
            keys = {local(key): value for key, value in each.attributes.items()}
            kind, path = self._related.get(keys.get("id", ""), ("worksheet", ""))
            if kind == "worksheet":
                yield plain(keys.get("name", "")), path

    def styles(self) -> Styles:
        """Return what the workbook says about cells."""
        whole = next((each.attributes for each in self._main if each.name == "workbookPr"), {})
        return Styles(self._strings(), self._dates(), whole.get("date1904") in ("1", "true"))

    @cached_property
    def _related(self) -> dict[str, tuple[str, str]]:
        """Id of a relation of the workbook → kind and path of the part."""
        return {
            each.attributes.get("Id", ""): target for each, target in self._relations(self._path)
        }

    def _targets(self, path: str) -> list[tuple[str, str]]:
        return [target for _, target in self._relations(path)]

    def _relations(self, path: str) -> Iterator[tuple[_Element, tuple[str, str]]]:
        folder, _, name = path.rpartition("/")
        base = f"{folder}/" if folder else ""
        for each in self._elements(f"{base}_rels/{name}.rels", "Relationship"):
            target = each.attributes.get("Target", "")
            whole = target[1:] if target.startswith("/") else base + target
            kind = each.attributes.get("Type", "").rpartition("/")[2]
            yield each, (kind, whole)

    def _of_kind(self, kind: str) -> str:
        found = (path for each, path in self._related.values() if each == kind)
        return next(found, "")

    def _dates(self) -> dict[int, str]:
        elements = self._elements(self._of_kind("styles"), "numFmt", "xf")
        codes = {
            _number(each.attributes.get("numFmtId")): each.attributes.get("formatCode", "")
            for each in elements
            if each.name == "numFmt"
        }
        styles = (each for each in elements if (each.parent, each.name) == ("cellXfs", "xf"))
        dates = {}
        for index, each in enumerate(styles):
            number = _number(each.attributes.get("numFmtId"))
            fineness = precision(number, codes.get(number))
            if fineness is not None:
                dates[index] = fineness
        return dates

    def _elements(self, path: str, *names: str) -> list[_Element]:
        """Return the elements of a part that bear one of `names`, in their order.

        There are none when the part is not there.
        """
        found: list[_Element] = []
        inside: list[str] = []
        count = itertools.count()

        def start(name: str, attributes: dict[str, str]) -> None:
            parent = inside[-1] if inside else ""
            inside.append(local(name))
            if len(inside) > DEEPEST:
                raise too_deep()
            if inside[-1] in names:
                found.append(_Element(inside[-1], parent, attributes, []))
            if next(count) > _MOST_ELEMENTS:
                raise InvalidValueError(f"more than {_MOST_ELEMENTS:,} elements")

        def end(_: str) -> None:
            inside.pop()

        def text(characters: str) -> None:
            if inside[-1] in names:
                found[-1].texts.append(characters)

        self._feed(path, start, end, text)
        return found

    def _strings(self) -> list[str]:
        """Return the texts that cells share, without what says how they are spoken."""
        strings: list[str] = []
        parts: list[str] = []
        inside: list[str] = []

        def start(name: str, _: dict[str, str]) -> None:
            inside.append(local(name))
            if len(inside) > DEEPEST:
                raise too_deep()

        def end(_: str) -> None:
            if inside.pop() == "si":
                strings.append(plain("".join(parts)))
                parts.clear()
            if len(strings) > MOST_CELLS:
                raise InvalidValueError(f"more than {MOST_CELLS:,} texts")

        def text(characters: str) -> None:
            if inside[-1] == "t" and "rPh" not in inside:
                parts.append(characters)

        self._feed(self._of_kind("sharedStrings"), start, end, text)
        return strings

    def _feed(self, path: str, start: object, end: object, text: object) -> None:
        if path not in self._names:
            return
        with self._files.open(path) as stream:
            try:
                feed(stream, start, end, text)
            except (expat.ExpatError, InvalidValueError) as error:
                raise self._refused(f"{path} damaged ({error})") from None

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._files.namelist())

    def _refused(self, found: str) -> FormatError:
        expected = "a workbook (.xlsx)"
        return FormatError(
            Problem(code="no-workbook", found=found, expected=expected, place=self._place)
        )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


__all__ = ["FORM_PROPERTY", "Parts"]
