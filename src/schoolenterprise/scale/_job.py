"""What is done with every page: from its bytes to its reading, wherever that happens."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    Problem,
    SchoolEnterpriseError,
    Severity,
)
from schoolenterprise.pages import article, decode, one_day, read_bytes, unreadable
from schoolenterprise.reader import Reading, read_news
from schoolenterprise.reader.html import is_web_page, read_html
from schoolenterprise.scale._page import Named, PageRead

_Read: TypeAlias = tuple[Reading | None, tuple[Problem, ...]]


@frozen
class Job:
    """What is done with every page; it travels to the workers."""

    read: Callable[..., Reading]
    """What reads the text, called as `read_news` is."""
    published: PartialDate | None
    """Day of publication of pages whose header names none; `None`: not known."""

    def __call__(self, page: Named) -> PageRead:
        """Return what comes of `page`; whatever is wrong with it is among the problems."""
        name, content = page
        try:
            reading, problems = self._read(name, content)
        except OSError as error:
            return PageRead(path=name, problems=(unreadable(name, error),))
        except FormatError as error:
            reading, problems = None, (error.problem,)
        return PageRead(
            path=name,
            reading=reading,
            problems=tuple(problem.in_file(name) for problem in problems),
        )

    def _read(self, name: str, content: str | bytes | None) -> _Read:
        data = read_bytes(name) if content is None else content
        if is_web_page(name, data):
            return self._web_page(data)
        text, problems = (data, ()) if isinstance(data, str) else decode(data)
        page = article(text)
        problems += page.problems
        if not page.text.strip():
            return None, (*problems, _EMPTY)
        day = page.published or self.published
        reading, failed = _tried(
            lambda: self._asked(page.text, published=day, title=page.title, url=page.url)
        )
        return reading, problems + failed

    def _web_page(self, data: str | bytes) -> _Read:
        reading, failed = _tried(
            lambda: read_html(data, published=self.published, read=self._asked)
        )
        if reading is not None and reading.source.text is None:
            return None, reading.problems
        return reading, failed

    def _asked(self, text: str, **about: Any) -> Reading:
        """Return what `read` gives; what is wrong with a function of the user's is told apart."""
        try:
            reading = self.read(text, **about)
        except (MemoryError, FormatError, MissingExtraError):
            raise
        except Exception as error:
            raise _Failed(_told(self.read, error)) from error
        if not isinstance(reading, Reading):
            error = TypeError(f"it gave {type(reading).__name__}, not a Reading")
            raise _Failed(_told(self.read, error))
        return reading


class _Failed(Exception):
    """What `read` raised, as a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


def _tried(read: Callable[[], Reading]) -> _Read:
    """Return what `read` gives, or the problem that it gives none."""
    try:
        return read(), ()
    except (MemoryError, FormatError):
        raise
    except MissingExtraError as error:
        return None, (_missing(error),)
    except _Failed as failed:
        return None, (failed.problem,)
    except Exception as error:
        return None, (_our_fault(error),)


_EMPTY = Problem(
    code="empty-file",
    found="no text",
    advice="nothing is read from it",
    severity=Severity.WARNING,
)


def _missing(error: MissingExtraError) -> Problem:
    return Problem(
        code="missing-extra",
        found="a web page",
        expected=f"the extra {error.extra}",
        advice=str(error),
    )


def _told(read: Callable[..., Reading], error: Exception) -> Problem:
    """Return the problem that `read` raised `error`: by a fault of ours, or of who called us."""
    while isinstance(read, partial):
        read = read.func
    if read is not read_news:
        return _failed(f"an exception of {_name_of(read)}", error)
    if any("recognizer" in note for note in _notes_of(error)):
        return _failed("an exception of the recognizer", error)
    if isinstance(error, SchoolEnterpriseError):
        return _failed("what the reader refuses", error)
    return _our_fault(error)


def _our_fault(error: Exception) -> Problem:
    return _failed("a fault of the reader", error, "; report it with the page")


def _failed(what: str, error: Exception, advice: str = "") -> Problem:
    said = [f"{type(error).__name__}: {error}", *_notes_of(error)]
    return Problem(
        code="reader-failed",
        found=f"{what}, {'; '.join(' '.join(each.split()) for each in said)}",
        expected="records",
        advice=f"the page is passed over{advice}",
    )


def _notes_of(error: Exception) -> list[str]:
    return list(map(str, getattr(error, "__notes__", ())))


def _name_of(function: object) -> str:
    named = function if hasattr(function, "__qualname__") else type(function)
    return f"{getattr(named, '__module__', '')}.{getattr(named, '__qualname__', named)}"


def job_of(read: Callable[..., Reading], published: str | PartialDate | None) -> Job:
    """Return the job of reading pages with `read`, published on the day `published`.

    Raises:
        InvalidValueError: `published` is neither a date nor `None`.
    """
    return Job(read, _day(published))


def _day(published: object) -> PartialDate | None:
    if published is None or isinstance(published, PartialDate):
        return published
    if not isinstance(published, str):
        found = f"found {published!r:.60}, expected a date as EDTF, a PartialDate or None"
        raise InvalidValueError(f"published: {found}")
    try:
        return one_day(published)
    except InvalidValueError as error:
        raise InvalidValueError(f"published: {error}") from None


__all__ = ["Job", "job_of"]
