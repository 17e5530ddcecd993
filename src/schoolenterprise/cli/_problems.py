"""Problems as the commands tell them: with the name of the file, one line each, and counted."""

from collections.abc import Iterable

from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import Problem, Severity


def as_line(problem: Problem) -> str:
    """Return `problem` as one line that begins with its severity."""
    return f"{problem.severity}: {problem}"


def report(problems: Iterable[Problem]) -> None:
    """Print `problems` on standard error."""
    for problem in problems:
        say(as_line(problem))


def any_error(problems: Iterable[Problem]) -> bool:
    """Whether one of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def tally(problems: Iterable[Problem]) -> str:
    """Return how many there are of each severity.

    >>> tally([Problem(code="a", found="b")]), tally([])
    ('1 error', 'no problems')
    """
    severities = [problem.severity for problem in problems]
    counts = (
        counted(severities.count(each), each.value) for each in Severity if each in severities
    )
    return ", ".join(counts) or "no problems"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 record`, `2 records`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


__all__ = ["any_error", "as_line", "counted", "report", "tally"]
