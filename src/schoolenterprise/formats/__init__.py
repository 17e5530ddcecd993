"""Files and text in and out, a module a format; `load` and `dump` choose it by the suffix."""

from schoolenterprise.formats._files import write
from schoolenterprise.formats._front import FORMATS, Format, dump, format_of, load
from schoolenterprise.formats.json import dumps, loads

__all__ = ["FORMATS", "Format", "dump", "dumps", "format_of", "load", "loads", "write"]
