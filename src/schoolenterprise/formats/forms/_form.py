"""`Form`: the table that somebody asks schools to hand in, as a TOML file says it; no rows.

How a file may look shows `visits-2024.toml`, which ships with the package.
"""

import os
import pkgutil
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from schoolenterprise.errors import FormatError, Place, Problem, UnknownNameError, wrong_type
from schoolenterprise.files import name_of
from schoolenterprise.vocabulary import Labelled

FORMS = ("visits-2024", "cooperation-2024")
"""Names of the forms that ship with the package."""

_MOST_BYTES = 1_000_000
_MOST_FAULTS = 20
_AT_LINE = re.compile(r"at line ([0-9]+)")
_NO_TITLE = re.compile(r"[\\/*?:\[\]]|^'|'$|^待补$|^问题$")
_BESIDE = re.compile(r"[^/\\:]+\.xlsx", re.IGNORECASE)
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*field[ \t]*\]\]")
_KEY = re.compile(r"[ \t]*[\"']?([A-Za-z0-9_-]+)[\"']?[ \t]*=")


class Rows(Labelled):
    """What one row of a form is about."""

    VISITS = "visits", "走访"
    """An employer that was visited, and a major."""
    COOPERATION = "cooperation", "产学合作"
    """An employer with which a school cooperates, and a major."""


class Fills(Labelled):
    """Which value of the records fills a field; the closed set of them."""

    KEY = "key", "行标识"
    """A text that no other row has, and by which the row is known again when it is read."""
    NUMBER = "number", "序号"
    """Number of the row, from 1; it is not read."""
    SCHOOL_CODE = "school.code", "学校标识码"
    """Code of the school."""
    SCHOOL_NAME = "school.name", "学校名称"
    """Name of the school."""
    HOST_NAME = "host.name", "单位名称"
    """Name of the employer."""
    HOST_USCC = "host.uscc", "统一社会信用代码"
    """Unified code of the employer."""
    LEADER_NAME = "leader.name", "带队人"
    """Who led the visit."""
    LEADER_TITLE = "leader.title", "带队人职务"
    """Titles of whoever led, as they were at the visit."""
    RECEIVER_NAME = "receiver.name", "接待人"
    """Who received the visit on behalf of this employer."""
    RECEIVER_TITLE = "receiver.title", "接待人职务"
    """Titles of those who received it."""
    DATE = "date", "走访日期"
    """Day of the visit; a date that is no full day leaves it blank."""
    POSTS = "posts", "提供岗位数"
    """Posts offered, where the number is exact and the visit had one employer."""
    INTERNS = "interns", "接受实习人数"
    """Interns taken, where the number is exact and for one employer."""
    HIRED = "hired", "录用人数"
    """Graduates taken on, where the number is exact and the visit had one employer."""
    INTENTS = "intents", "合作意向"
    """What the two agreed on, or mean to, on the day of the visit."""
    SINCE = "since", "合作开始年月"
    """Year and month in which the cooperation began, as far as records tell."""
    NONE = "none", "待填"
    """No record holds it: it is blank until somebody fills it in."""


class Knows(Labelled):
    """Who is asked for what is blank."""

    EMPLOYER = "employer", "用人单位"
    """The employer: whoever received the visit."""
    VISITOR = "visitor", "走访人员"
    """Those who went there: whoever led the visit, else the office of the school."""
    SCHOOL = "school", "学校"
    """The office of the school."""


class Written(Labelled):
    """How a value is written, where a form wants it otherwise than people write it."""

    DAY = "YYYYMMDD", "八位数字"
    """Eight digits: 20240305."""
    MONTH = "YYYYMM", "六位数字"
    """Six digits: 202403."""
    KEY = "[A-Z0-9]{32}", "三十二位"
    """Of a key its digest; what stands behind it is told by a hidden sheet of the workbook."""


PEOPLE = (Fills.LEADER_NAME, Fills.LEADER_TITLE, Fills.RECEIVER_NAME, Fills.RECEIVER_TITLE)
"""Several stand in one cell, with `；` between people and `、` between titles, else escaped."""

_ASKED = {
    **dict.fromkeys((Fills.KEY, Fills.SCHOOL_CODE, Fills.SCHOOL_NAME, Fills.SINCE), Knows.SCHOOL),
    **dict.fromkeys(
        (Fills.HOST_NAME, Fills.HOST_USCC, Fills.POSTS, Fills.INTERNS, Fills.HIRED), Knows.EMPLOYER
    ),
}
"""Who is asked for a value where the form does not say; for every other those who went there."""
_WRITTEN = {Fills.DATE: Written.DAY, Fills.SINCE: Written.MONTH, Fills.KEY: Written.KEY}
_ONLY = {
    **dict.fromkeys(
        (
            Fills.LEADER_NAME,
            Fills.LEADER_TITLE,
            Fills.RECEIVER_NAME,
            Fills.RECEIVER_TITLE,
            Fills.DATE,
            Fills.POSTS,
            Fills.HIRED,
            Fills.INTENTS,
        ),
        Rows.VISITS,
    ),
    Fills.SINCE: Rows.COOPERATION,
}


@frozen(kw_only=True)
class FormField:
    """One column of a form."""

    heading: str
    """标题：Chinese heading."""
    name: str | None = None
    """字段名：official name; `None`: it has none."""
    fills: Fills
    """来源：which value fills it."""
    required: bool = False
    """必填：whether the worklist asks for it when it is blank."""
    ask: Knows
    """询问对象：who is asked for it."""
    written: Written | None = None
    """写法：how it is written; `None`: a day as a date, a month as 2024-03, a key in words."""

    @property
    def column(self) -> str:
        """Official name, else the heading: what the field is known by."""
        return self.name or self.heading


@frozen(kw_only=True)
class Form:
    """The table that somebody asks schools to hand in."""

    name: str
    """标识：what it is asked for by."""
    title: str
    """名称：what its sheet is called."""
    rows: Rows
    """每行：what a row is about."""
    source: str = ""
    """依据：who asks for it, and where that is written; empty: not said."""
    verified: bool = False
    """已核对：whether somebody compared names and headings with the standard itself."""
    fields: tuple[FormField, ...]
    """字段：its columns, in order."""
    template: str | None = None
    """模板：path of a workbook in which the rows stand beneath its own headings; `None`: none."""


def form_of(form: str | os.PathLike[str] | Form) -> Form:
    """Return a form of the package by its name, or the one that a TOML file holds.

    Raises:
        UnknownNameError: neither a form of the package nor a name that ends in `.toml`.
        InvalidValueError: `form` is neither text nor a path nor a form.
        FormatError: the file states no form; every fault with its line and key.
        OSError: the file cannot be read.

    >>> len(form_of("visits-2024").fields), len(form_of("cooperation-2024").fields)
    (27, 14)
    """
    if isinstance(form, Form):
        return form
    if not isinstance(form, str | os.PathLike):
        raise wrong_type("form", form, "the name of a form, or a path")
    name = os.fsdecode(form)
    if name in FORMS:
        data = pkgutil.get_data(__package__, f"{name}.toml")
        assert data is not None, "the package's loader can read data files"
        return _read(data, f"{name}.toml")
    if not name.lower().endswith(".toml"):
        known = ", ".join(FORMS)
        raise UnknownNameError(f"found the form {name!r:.80}, expected {known} or a .toml file")
    name_of(name)  # refuses what no file may be called
    with open(name, "rb") as stream:
        return _read(stream.read(_MOST_BYTES + 1), name)


def _read(data: bytes, file: str) -> Form:
    if len(data) > _MOST_BYTES:
        raise FormatError(_fault(file, None, "", f"more than {_MOST_BYTES:,} bytes", "less"))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(_fault(file, line, "", "bytes that are no UTF-8", "UTF-8")) from None
    except (ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        found = f"no TOML ({str(error).partition(' (at ')[0]:.80})"
        raise FormatError(_fault(file, int(at[1]) if at else None, "", found, "TOML")) from None
    reader = _Reader(file, text)
    form = reader.form(table)
    if form is None:
        raise FormatError(*reader.problems[:_MOST_FAULTS])
    return form


class _Reader:
    """Takes one table apart and notes every fault."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = dict(_lines(text))
        self.problems: list[Problem] = []

    def form(self, table: Mapping[str, Any]) -> Form | None:
        """Return the form that `table` states; `None` when it is faulty."""
        known = ("name", "title", "rows", "source", "verified", "template", "field")
        self._unknown(-1, table, known)
        name, title = self._text(-1, table, "name"), self._text(-1, table, "title")
        if title is not None and (len(title) > 31 or _NO_TITLE.search(title)):
            self._tell(-1, "title", repr(title), "a name that a sheet may have, to 31 characters")
        rows = self._member(-1, table, "rows", Rows)
        source = self._text(-1, table, "source", needed=False)
        verified = self._flag(-1, table, "verified")
        template = self._template(table)
        fields = self._fields(table.get("field"), rows)
        if self.problems or name is None or title is None or rows is None:
            return None
        return Form(
            name=name,
            title=title,
            rows=rows,
            source=source or "",
            verified=verified,
            fields=fields,
            template=template,
        )

    def _template(self, table: Mapping[str, Any]) -> str | None:
        name = self._text(-1, table, "template", needed=False)
        if name is None:
            return None
        if not _BESIDE.fullmatch(name):
            expected = "the name of a workbook (.xlsx) in the same folder"
            self._tell(-1, "template", f"{name!r:.60}", expected)
        return os.path.join(os.path.dirname(self._file), name)

    def _fields(self, listed: object, rows: Rows | None) -> tuple[FormField, ...]:
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            listed = []
        if not listed:
            self._tell(-1, "field", "no field", "one or more tables that begin with [[field]]")
        fields = [self._field(index, each, rows) for index, each in enumerate(listed)]
        sound = tuple(each for each in fields if each is not None)
        if listed and len(sound) == len(listed):
            self._check(sound)
        return sound

    def _field(self, index: int, table: Mapping[str, Any], rows: Rows | None) -> FormField | None:
        self._unknown(index, table, ("name", "heading", "from", "required", "ask", "written"))
        name = self._text(index, table, "name", needed=False)
        heading = self._text(index, table, "heading")
        fills = self._member(index, table, "from", Fills) if "from" in table else Fills.NONE
        required = self._flag(index, table, "required")
        ask = self._member(index, table, "ask", Knows) if "ask" in table else None
        written = self._member(index, table, "written", Written) if "written" in table else None
        if written is not None and _WRITTEN.get(fills) is not written:
            expected = "YYYYMMDD from date, YYYYMM from since, [A-Z0-9]{32} from key"
            self._tell(index, "written", repr(written.value), expected)
        if fills in _ONLY and rows is not None and rows is not _ONLY[fills]:
            expected = f"a value that rows of the kind {rows.value} have"
            self._tell(index, "from", repr(fills.value), expected)
        if heading is None or fills is None:
            return None
        return FormField(
            heading=heading,
            name=name,
            fills=fills,
            required=required,
            ask=ask or _ASKED.get(fills, Knows.VISITOR),
            written=written,
        )

    def _check(self, fields: tuple[FormField, ...]) -> None:
        """Tell what no two fields may share, and what a form cannot be without."""
        seen: set[str] = set()
        for index, each in enumerate(fields):
            for key, value in (("heading", each.heading), ("name", each.name)):
                if value in seen:
                    self._tell(index, key, f"{value!r:.60} a second time", "each once")
            filled = f"from {each.fills.value}"
            if each.fills is not Fills.NONE and filled in seen:
                self._tell(index, "from", f"{each.fills.value!r} a second time", "each once")
            seen |= {each.heading, each.column, filled}
        if f"from {Fills.HOST_NAME.value}" not in seen:
            self._tell(-1, "field", "no field from 'host.name'", "one, the name of the employer")

    def _text(
        self, index: int, table: Mapping[str, Any], key: str, *, needed: bool = True
    ) -> str | None:
        value = table.get(key)
        if isinstance(value, str) and value.strip() and value.isprintable():
            return value.strip()
        if value is not None or needed:
            found = f"{value!r:.60}" if key in table else f"no key {key!r}"
            self._tell(index, key, found, "text that can be seen")
        return None

    def _flag(self, index: int, table: Mapping[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._tell(index, key, f"{value!r:.60}", "true or false")
        return value is True

    def _member(self, index: int, table: Mapping[str, Any], key: str, kind: Any) -> Any:
        value = table.get(key)
        found = next((each for each in kind if each.value == value), None)
        if found is None:
            shown = f"{value!r:.60}" if key in table else f"no key {key!r}"
            self._tell(index, key, shown, f"one of {', '.join(each.value for each in kind)}")
        return found

    def _unknown(self, index: int, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                found = f"unknown key {key!r:.60}"
                self._tell(index, key, found, f"one of {', '.join(known)}")

    def _tell(self, index: int, key: str, found: str, expected: str) -> None:
        line = self._lines.get((index, key), self._lines.get((index, "")))
        path = f"field[{index}].{key}" if index >= 0 else key
        self.problems.append(_fault(self._file, line, path, found, expected))


def _lines(text: str) -> Iterator[tuple[tuple[int, str], int]]:
    """Yield which key of which field stands on which line, as far as lines begin with keys."""
    index = -1
    for number, line in enumerate(text.split("\n"), 1):
        if _HEADER.match(line):
            index += 1
            yield (index, ""), number
        elif key := _KEY.match(line):
            yield (index, key[1]), number


def _fault(file: str, line: int | None, path: str, found: str, expected: str) -> Problem:
    place = Place(file=file, line=line, path=path or None)
    return Problem(code="faulty-form", found=found, expected=expected, place=place)


__all__ = [
    "FORMS",
    "PEOPLE",
    "Fills",
    "Form",
    "FormField",
    "Knows",
    "Rows",
    "Written",
    "form_of",
]
