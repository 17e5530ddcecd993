"""How every command ends: with an exit code, and with one line instead of a traceback."""

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec

import typer

from schoolenterprise.cli._terminal import say
from schoolenterprise.errors import SchoolEnterpriseError

P = ParamSpec("P")


class Code(IntEnum):
    """What a command hands to the shell."""

    FINE = 0
    """Everything was done; there may have been warnings."""
    FAULTS = 1
    """The data holds at least one problem of severity error."""
    USAGE = 2
    """The command was called wrongly, or the extra `cli` is not installed."""
    UNREAD = 3
    """At least one input could not be read; the others were."""
    UNWRITTEN = 4
    """The output could not be written."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""
    PIPE_CLOSED = 141
    """Whoever read the output, such as `head`, went away."""


class Refused(Exception):
    """A call that cannot be followed; the message is the line to print."""


def command(function: Callable[P, Code]) -> Callable[P, None]:
    """Make of `function`, which returns how it ended, a command that typer can run."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(_code(functools.partial(function, *args, **kwargs)))

    return run


def _code(call: Callable[[], Code]) -> Code:
    try:
        code = call()
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("interrupted")
        return Code.INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return Code.PIPE_CLOSED
    except Refused as refusal:
        say(f"error: {refusal}")
        return Code.USAGE
    except OSError as error:
        _forget_output()
        say(f"error: {error.filename or 'standard output'}: cannot be written ({error.strerror})")
        return Code.UNWRITTEN
    except SchoolEnterpriseError as error:
        say(f"error: {error}")
        return Code.FAULTS
    return code


def _forget_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter can end in peace."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


__all__ = ["Code", "Refused", "command"]
