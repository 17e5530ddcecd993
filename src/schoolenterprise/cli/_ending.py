"""How every command ends: with an exit code, and with one line instead of a traceback."""

import contextlib
import functools
import inspect
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec, Self

import typer

from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import SchoolEnterpriseError

NAME = "schoolenterprise"
"""Name of the program."""

P = ParamSpec("P")


class Code(IntEnum):
    """What a command hands to the shell."""

    meaning: str
    """What it says, in words."""

    # The meaning has a default so that type checkers accept Code(1), the lookup by number.
    def __new__(cls, number: int, meaning: str = "") -> Self:
        """Make the code `number`."""
        member = int.__new__(cls, number)
        member._value_ = number
        member.meaning = meaning
        return member

    FINE = 0, "done; there may have been warnings"
    FAULTS = 1, "the data holds at least one problem of severity error"
    USAGE = 2, "called wrongly, or the extra [cli] is not installed"
    UNREAD = 3, "at least one input could not be read; the others were"
    UNWRITTEN = 4, "the output could not be written, or records in it would be lost"
    INTERRUPTED = 130, "stopped with Ctrl-C"
    PIPE_CLOSED = 141, "whoever read the output, such as head, went away"


class Stopped(Exception):
    """Ends a command with a code and one line on standard error."""

    def __init__(self, code: Code, line: str) -> None:
        self.code = code
        self.line = line
        super().__init__(code, line)


def command(*examples: str) -> Callable[[Callable[P, Code]], Callable[P, None]]:
    """Make of a function that returns how it ended a command that typer can run.

    Its docstring is the help; `examples`, calls without the name of the program, stand below it.
    """

    def decorate(function: Callable[P, Code]) -> Callable[P, None]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            raise typer.Exit(_code_of(functools.partial(function, *args, **kwargs)))

        run.__doc__ = f"{inspect.cleandoc(function.__doc__ or '')}\n\n{listed_examples(*examples)}"
        return run

    return decorate


def listed_examples(*examples: str) -> str:
    """Return the paragraph of a help that lists `examples`."""
    return as_it_stands("Examples:", *(f"  {NAME} {example}" for example in examples))


def as_it_stands(*lines: str) -> str:
    """Return a paragraph of a help whose lines are not run together."""
    return "\n".join(["\b", *lines])


def _code_of(call: Callable[[], Code]) -> Code:
    try:
        code = call()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Code.INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return Code.PIPE_CLOSED
    except Stopped as stop:
        return _told(stop.code, stop.line)
    except SchoolEnterpriseError as error:
        return _told(Code.FAULTS, str(error))
    except OSError as error:
        _forget_output()
        reason = error.strerror or str(error)
        return _told(Code.UNWRITTEN, f"standard output: cannot be written ({reason})")
    return code


def _told(code: Code, line: str) -> Code:
    say(f"error: {line}")
    return code


def _forget_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter can end in peace."""
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


__all__ = ["NAME", "Code", "Stopped", "as_it_stands", "command", "listed_examples"]
