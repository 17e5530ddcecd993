"""The worklist (待补): per row of a form what to ask whom for; it writes no files."""

import os
from collections.abc import Iterable, Iterator

from attrs import frozen

from schoolenterprise.formats.forms._entries import Entry, entries, ledger_of
from schoolenterprise.formats.forms._form import Fills, Form, FormField, form_of
from schoolenterprise.formats.forms._when import digits
from schoolenterprise.model import Record


@frozen(kw_only=True)
class Ask:
    """One question: what is missing of an employer in a form, and who may know it."""

    row: int
    """行：which row of the form is meant, from 1, headings left out."""
    record: str
    """记录：id of the visit, or of the first record of the cooperation."""
    organization: str
    """单位：id of the employer."""
    name: str
    """单位名称：its name."""
    whom: str
    """询问对象：the employer with who received the visit, who led it with titles, or the office of
    the school."""
    about: str
    """事由：what it is about, such as `2024年3月5日走访蓝海公司`."""
    missing: tuple[str, ...]
    """待补字段：Chinese headings of the fields that are blank, in the order of the form."""
    known: tuple[str, ...] = ()
    """已知：what is known of them all the same, such as `拜访时间：2022年2月前后`."""

    def __str__(self) -> str:
        told = f"（已知{'；'.join(self.known)}）" if self.known else ""
        return f"{self.whom}：{self.about}，请补充{'、'.join(self.missing)}{told}。"


def worklist(
    records: Iterable[Record], form: str | os.PathLike[str] | Form = "visits-2024"
) -> tuple[Ask, ...]:
    """Return what must be asked, so that no required field of `form` is blank.

    `records` are those of a ledger, or the ledger itself.

    Raises:
        UnknownNameError: there is no such form.
        FormatError: the file states no form.
        OSError: the file cannot be read.
    """
    asked = form_of(form)
    return tuple(asks(entries(ledger_of(records), asked), asked))


def asks(rows: Iterable[Entry], form: Form) -> Iterator[Ask]:
    """Yield for each row a question to everybody who may know a required field that is blank."""
    for number, entry in enumerate(rows, 1):
        blank: dict[str, list[FormField]] = {}
        for each in form.fields:
            asked = each.required and each.fills is not Fills.NUMBER
            if asked and value_of(entry, each) is None:
                blank.setdefault(entry.ask[each.ask], []).append(each)
        for whom, fields in blank.items():
            known = ((each.heading, entry.known.get(each.fills)) for each in fields)
            yield Ask(
                row=number,
                record=entry.record,
                organization=entry.host,
                name=str(entry.values[Fills.HOST_NAME]),
                whom=whom,
                about=entry.about,
                missing=tuple(each.heading for each in fields),
                known=tuple(f"{heading}：{told}" for heading, told in known if told),
            )


def value_of(entry: Entry, column: FormField) -> object:
    """Return what stands in one cell; what an earlier form gave comes first."""
    given = entry.given.get(column.column)
    value = entry.values.get(column.fills) if given is None else given
    return value if column.written is None else digits(value, column.written)


__all__ = ["Ask", "asks", "value_of", "worklist"]
