"""Where the command `schoolenterprise` starts; the commands themselves are in `app`.

Importing this room needs none of the packages that the extra `cli` brings.
"""

import importlib
import sys

from schoolenterprise.errors import MissingExtraError, optional

EXTRA_MISSING = 2
"""Exit code when the packages of the extra `cli` are not installed."""
INTERRUPTED = 130
"""Exit code when the user stops the command with Ctrl-C."""


def main() -> int:
    """Run the command line and return its exit code.

    Without the extra `cli` it prints one line that names the command which installs it.
    """
    try:
        exit_code = _run()
    except KeyboardInterrupt:
        exit_code = INTERRUPTED
    if exit_code == INTERRUPTED:
        print("error: interrupted", file=sys.stderr)
    return exit_code


def _run() -> int:
    try:
        for package in ("typer", "rich", "charset_normalizer"):
            optional(package, "cli")
    except MissingExtraError as error:
        print(error, file=sys.stderr)
        return EXTRA_MISSING
    # By name: `app` imports the optional packages at its top.
    exit_code: int = importlib.import_module("schoolenterprise.cli.app").run()
    return exit_code


__all__ = ["EXTRA_MISSING", "INTERRUPTED", "main"]
