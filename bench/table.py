"""A comparison as lines of text: a heading, aligned columns, and what the ratio means."""

from collections.abc import Iterator, Sequence

from attrs import frozen


@frozen(kw_only=True)
class Table:
    """One comparison, ready to be printed."""

    title: str
    head: tuple[str, ...]
    """Names of the columns; the first one is set flush left, the others flush right."""
    rows: Sequence[tuple[str, ...]]
    notes: tuple[str, ...] = ()
    """Sentences beneath: what a ratio means, and what a contender leaves out."""

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        yield self.title
        yield ""
        for row in (self.head, tuple("-" * width for width in widths), *self.rows):
            first, *rest = zip(row, widths, strict=True)
            cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
            yield f"  {'  '.join(cells)}".rstrip()
        yield ""
        yield from (f"  {note}" for note in self.notes)


__all__ = ["Table"]
