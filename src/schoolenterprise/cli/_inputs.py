"""The files that arguments name: files, folders and standard input; no page is read here."""

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.pages import unreadable
from schoolenterprise.reader.html import SUFFIXES as WEB_PAGES
from schoolenterprise.scale import Page

STANDARD_INPUT = "-"
SUFFIXES = (".txt", *WEB_PAGES)
"""What the names of texts inside a folder end with, in small or capital letters."""

_NAMED = 3


class Inputs(NamedTuple):
    """What arguments come to."""

    files: tuple[str, ...]
    """Files to read, each once, in the order of the arguments; `-` is standard input."""
    problems: tuple[Problem, ...]
    """Folders that cannot be read or hold no text; as notes, what was passed over in a folder."""


def find(arguments: Iterable[str]) -> Inputs:
    """Return the files that `arguments` name; a folder stands for the texts in it, sorted."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for argument in arguments:
        inside = Inputs((argument,), ())
        if argument != STANDARD_INPUT and os.path.isdir(argument):
            inside = _texts(argument)
        problems += inside.problems
        for file in inside.files:
            files.setdefault(file if file == STANDARD_INPUT else os.path.realpath(file), file)
    return Inputs(tuple(files.values()), tuple(problems))


def page_of(file: str) -> Page:
    """Return what `read_many` takes for `file`: its path, or what stands on standard input.

    Raises:
        OSError: standard input cannot be read.
    """
    if file != STANDARD_INPUT:
        return file
    if sys.stdin is None:
        raise OSError("no stream, it is closed")
    return name_of(file), sys.stdin.buffer.read()


def name_of(file: str) -> str:
    """Return what messages call `file`."""
    return "standard input" if file == STANDARD_INPUT else file


def _texts(folder: str) -> Inputs:
    """Return the texts below `folder`, hidden ones left out, and what stands in the way."""
    refused: list[OSError] = []
    files = sorted(_visible_files(folder, refused))
    texts = tuple(file for file in files if _is_text(file))
    problems = [unreadable(str(error.filename), error) for error in refused]
    if len(texts) < len(files):
        chosen = set(texts)
        others = [os.path.relpath(file, folder) for file in files if file not in chosen]
        problems.append(_passed_over(folder, others))
    if not texts and not refused:
        problems.append(_empty(folder))
    return Inputs(texts, tuple(problems))


def _visible_files(folder: str, refused: list[OSError]) -> Iterable[str]:
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not _is_aside(name, names)]
        yield from (os.path.join(place, name) for name in names if not name.startswith("."))


def _is_aside(folder: str, files: list[str]) -> bool:
    """Say whether a folder is hidden, or what a browser saved beside a page: `page_files`."""
    stem = folder.removesuffix("_files").removesuffix(".files")
    beside = stem != folder and any(stem + suffix in files for suffix in WEB_PAGES)
    return beside or folder.startswith(".")


def _is_text(file: str) -> bool:
    # A broken link is taken, so that reading it says what is wrong; a pipe would wait for ever.
    return file.lower().endswith(SUFFIXES) and (os.path.isfile(file) or not os.path.exists(file))


def _passed_over(folder: str, names: list[str]) -> Problem:
    shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    return Problem(
        code="passed-over",
        found=f"other files: {len(names)} ({shown})",
        expected="*.txt or *.html",
        advice="they are passed over; to read one, name it itself",
        place=Place(file=folder),
        severity=Severity.NOTE,
    )


def _empty(folder: str) -> Problem:
    return Problem(
        code="empty-folder",
        found="nothing to read",
        expected="at least one file *.txt or *.html",
        place=Place(file=folder),
    )


__all__ = ["STANDARD_INPUT", "SUFFIXES", "Inputs", "find", "name_of", "page_of"]
