"""Readers that misbehave when a page asks for it; workers import them by this module's name."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from schoolenterprise import Reading, Recognized, Source, read_news


def obedient(text: str, **about: Any) -> Reading:
    """Read as `read_news` does, but do first what the page says in capital letters."""
    if "DIE" in text:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if "HANG" in text:
        time.sleep(600)
    if "EXIT" in text:
        sys.exit(7)
    if "FULL" in text:
        raise MemoryError
    if "FAULT" in text:
        raise LookupError("no such title")
    if "SLOW" in text:
        time.sleep(0.3)
    return read_news(text, **about)


def dies_once(mark: str, text: str, **about: Any) -> Reading:
    """Die at the page that says DIE, but only if there is no file `mark` yet."""
    if "DIE" in text and not Path(mark).exists():
        Path(mark).touch()
        return obedient(text, **about)
    return read_news(text.replace("DIE", ""), **about)


def counts_deaths(folder: str, text: str, **about: Any) -> Reading:
    """Leave a file in `folder` before dying at a page that says so."""
    if "DIE" in text:
        Path(folder, str(os.getpid())).touch()
    return obedient(text, **about)


def unable(text: str) -> list[Recognized]:
    """Recognise nothing, for want of a model."""
    error = RuntimeError("no model")
    error.add_note("set MODEL")
    raise error


def only_source(text: str, **about: Any) -> Reading:
    """Give the page itself and no record."""
    return Reading(source=Source(text=text), records=())


def gives_nothing(text: str, **about: Any) -> None:
    """Give what is no reading."""
