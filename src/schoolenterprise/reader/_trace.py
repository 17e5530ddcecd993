"""Which rule fired where, noted only while a page is explained; a plain reading notes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from attrs import define, field

from schoolenterprise.model import Record
from schoolenterprise.reader._mentions import Mention


@define(eq=False)
class Step:
    """One rule at work."""

    rule: str
    at: Mention
    """The characters that made it fire; they count from `base`."""
    of: object
    """The mention, body or fact that it made or changed."""
    base: int
    refused: bool = False
    """Whether it kept something from being made."""


@define(eq=False)
class Trace:
    """Every step of one reading, and what became of what the steps made."""

    base: int = 0
    """Where the section being read begins in the text."""
    steps: list[Step] = field(factory=list)
    scenes: list[tuple[int, object]] = field(factory=list)
    """Start of each section, and its scene once it is read."""
    written: list[tuple[object, str]] = field(factory=list)
    """A body or fact, and the id of the record that it became."""
    taken: dict[int, tuple[object, object]] = field(factory=dict)
    """Identity of a body or fact → itself, and the one that took it in."""


_TRACE: ContextVar[Trace | None] = ContextVar("schoolenterprise.reader.trace", default=None)


@contextmanager
def tracing() -> Iterator[Trace]:
    """Note the steps of what is read inside the block, in this thread only."""
    trace = Trace()
    token = _TRACE.set(trace)
    try:
        yield trace
    finally:
        _TRACE.reset(token)


def fired(rule: str, at: Mention, of: object = None) -> None:
    """Note that `rule` fired at `at` and made or changed `of`, else the mention `at` itself."""
    trace = _TRACE.get()
    if trace is not None:
        trace.steps.append(Step(rule, at, at if of is None else of, trace.base))


def refused(rule: str, start: int, end: int) -> None:
    """Note that `rule` kept the characters from `start` to `end` from making anything."""
    trace = _TRACE.get()
    if trace is not None:
        at = Mention(start, end)
        trace.steps.append(Step(rule, at, at, trace.base, refused=True))


def took_in(whole: object, part: object) -> None:
    """Note that a body or fact took another one in."""
    trace = _TRACE.get()
    if trace is not None:
        trace.taken[id(part)] = part, whole


def wrote(fact: object, record: Record) -> None:
    """Note which record a body or fact became."""
    trace = _TRACE.get()
    if trace is not None:
        trace.written.append((fact, record.id))


def section_begins(start: int) -> None:
    """Note that offsets count from `start` of the text from now on."""
    trace = _TRACE.get()
    if trace is not None:
        trace.base = start


def section_read(scene: object) -> None:
    """Note the scene of the section that was read."""
    trace = _TRACE.get()
    if trace is not None:
        trace.scenes.append((trace.base, scene))
