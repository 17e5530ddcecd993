"""Files and text in and out, a module a format; `load` and `dump` choose it by the suffix."""

from schoolenterprise.files import Target
from schoolenterprise.formats._format import Format
from schoolenterprise.formats._front import (
    available,
    dump,
    format_of,
    load,
    plugin_problems,
)
from schoolenterprise.formats._own import FORMATS
from schoolenterprise.formats.json import dumps, loads

__all__ = [
    "FORMATS",
    "Format",
    "Target",
    "available",
    "dump",
    "dumps",
    "format_of",
    "load",
    "loads",
    "plugin_problems",
]
