"""The exit codes of every command, in one place; what leads to which stands with the commands."""

from enum import IntEnum


class Exit(IntEnum):
    """What the command hands to the shell when it ends."""

    FINE = 0
    """Everything was done; warnings may have been printed."""
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


__all__ = ["Exit"]
