"""What is done with every page: from its bytes to its reading, wherever that happens."""

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import FormatError, MissingExtraError, Problem, Severity
from schoolenterprise.pages import article, decode, one_day, read_bytes, unreadable
from schoolenterprise.reader import Reading
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
            lambda: self.read(page.text, published=day, title=page.title, url=page.url)
        )
        return reading, problems + failed

    def _web_page(self, data: str | bytes) -> _Read:
        reading, failed = _tried(lambda: read_html(data, published=self.published, read=self.read))
        if reading is not None and reading.source.text is None:
            return None, reading.problems
        return reading, failed


def _tried(read: Callable[[], Reading]) -> _Read:
    """Return what `read` gives, or the problem that it gives none."""
    try:
        reading = read()
    except (MemoryError, FormatError):
        raise
    except MissingExtraError as error:
        return None, (_missing(error),)
    except Exception as error:
        return None, (_failed(error),)
    if not isinstance(reading, Reading):
        return None, (_failed(TypeError(f"it gave {type(reading).__name__}, not a Reading")),)
    return reading, ()


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


def _failed(error: Exception) -> Problem:
    return Problem(
        code="reader-failed",
        found=f"a fault of the reader, {type(error).__name__}: {error}",
        expected="records",
        advice="the page is passed over; report it with the page",
    )


def job_of(read: Callable[..., Reading], published: str | PartialDate | None) -> Job:
    """Return the job of reading pages with `read`, published on the day `published`.

    Raises:
        InvalidValueError: `published` is no date.
    """
    return Job(read, one_day(published) if isinstance(published, str) else published)


__all__ = ["Job", "job_of"]
