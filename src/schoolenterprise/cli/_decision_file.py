"""A file of decisions that grows: one more line at a time, each on the disk before the next."""

import csv
import io
import os

from schoolenterprise.cli._output import written
from schoolenterprise.resolve import Decision

_COLUMNS = ("first", "second", "decision", "note")
_CHINESE = ("其一", "其二", "决定", "备注")


def append(decision: Decision, file: str) -> None:
    """Put `decision` behind the others in `file`, which is made if there is none.

    The line goes by the heading of the file, and stands there whole or not at all.

    Raises:
        Stopped: it cannot be written.
    """
    written(file, lambda: _append(decision, file))


def _append(decision: Decision, file: str) -> None:
    with open(file, "a+b") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        held = stream.read()
        opening = _row(_COLUMNS) if not held.strip() else "" if held.endswith(b"\n") else "\n"
        columns = _columns(held) or _COLUMNS
        cells = {
            "first": decision.first,
            "second": decision.second,
            "decision": "same" if decision.same else "different",
            "note": decision.note,
        }
        line = opening + _row([cells[column] for column in columns])
        try:
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            os.ftruncate(stream.fileno(), size)
            raise


def _columns(held: bytes) -> list[str]:
    """Return the columns that the heading of the file names, in its order."""
    rows = csv.reader(io.StringIO(held.decode("utf-8-sig"), newline=""))
    heading = next((row for row in rows if any(map(str.strip, row))), [])
    names = dict(zip(_CHINESE, _COLUMNS, strict=True))
    words = [cell.strip().lower() for cell in heading]
    return [names.get(word, word) for word in words if word]


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()


__all__ = ["append"]
