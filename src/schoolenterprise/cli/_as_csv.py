"""CSV that no spreadsheet runs: rows of text in, lines out; what the cells mean is not known here.

- UTF-8, a comma between cells, a line feed behind each row; quotes as RFC 4180 has them.
- A cell that a spreadsheet would take for a formula gets an apostrophe before it, and one that
  begins with apostrophes before such a sign gets one more, so that taking one off gives it back.
- A file begins with a byte order mark, by which Excel knows UTF-8; a pipe gets none.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_ROWS_AT_ONCE = 1_000
# The signs that open a formula, ASCII and full-width, and the blanks that some programs strip.
_FORMULA = re.compile("'*+[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
# A quick look spares most cells the pattern.
_FIRST = frozenset("'=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")


def disarmed(cell: str) -> str:
    """Return `cell` so that a spreadsheet shows it.

    >>> disarmed("=1+1"), disarmed("甲=1"), disarmed("'=1"), disarmed("'甲'")
    ("'=1+1", '甲=1', "''=1", "'甲'")
    """
    return f"'{cell}" if cell[:1] in _FIRST and _FORMULA.match(cell) else cell


def lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the text of a table in CSV, some rows at a time."""
    held = io.StringIO(newline="")
    plain = csv.writer(held, lineterminator="\n")
    quoted = csv.writer(held, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(map(disarmed, headings))
    for number, row in enumerate(rows, 1):
        cells = list(map(disarmed, row))
        # Beside a line feed, the module takes a carriage return for no line end, and readers do.
        (quoted if "\r" in "".join(cells) else plain).writerow(cells)
        if number % _ROWS_AT_ONCE == 0:
            yield held.getvalue()
            held.seek(0)
            held.truncate()
    yield held.getvalue()


__all__ = ["BYTE_ORDER_MARK", "disarmed", "lines"]
