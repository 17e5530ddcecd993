"""The worklist (待补): per row of a form what to ask whom for; it writes no files."""

import os
from collections.abc import Iterable, Iterator

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.formats.forms._entries import Entry, entries, ledger_of
from schoolenterprise.formats.forms._form import Fills, Form, form_of
from schoolenterprise.model import Record


@frozen(kw_only=True)
class Ask:
    """One question: what is missing of an employer in a form, and who may know it."""

    record: str
    """记录：id of the visit, or of the first record of the cooperation."""
    organization: str
    """单位：id of the employer."""
    name: str
    """单位名称：its name."""
    whom: str
    """询问对象：who led the visit, with titles, else the office of the school."""
    missing: tuple[str, ...]
    """待补字段：Chinese headings of the fields that are blank, in the order of the form."""
    known: tuple[str, ...] = ()
    """已知：what is known of them all the same, such as `拜访时间：2022-02~`."""

    def __str__(self) -> str:
        told = f"（已知：{'；'.join(self.known)}）" if self.known else ""
        about = ids.name_of(self.record)
        return f"{self.name}（{about}）：请向{self.whom}补充{'、'.join(self.missing)}{told}"


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


def asks(rows: Iterator[Entry], form: Form) -> Iterator[Ask]:
    """Yield a question for each row in which a required field is blank."""
    for entry in rows:
        blank = [
            each
            for each in form.fields
            if each.required and value_of(entry, each.column, each.fills) is None
        ]
        if blank:
            known = ((each.heading, entry.known.get(each.fills)) for each in blank)
            yield Ask(
                record=entry.record,
                organization=entry.host,
                name=str(entry.values[Fills.HOST_NAME]),
                whom=entry.ask,
                missing=tuple(each.heading for each in blank),
                known=tuple(f"{heading}：{told}" for heading, told in known if told),
            )


def value_of(entry: Entry, column: str, fills: Fills) -> object:
    """Return what stands in one cell; what an earlier form gave comes first."""
    given = entry.given.get(column)
    return entry.values.get(fills) if given is None else given


__all__ = ["Ask", "asks", "value_of", "worklist"]
