"""Files of news pages: from their bytes to the text and what their header says; none is read here.

The command line and `read_many` open pages through this room, so that both read the same.
"""

from schoolenterprise.decoding import LIKELY, Decoded, decode
from schoolenterprise.pages._file import read_bytes, unreadable
from schoolenterprise.pages._header import Article, article, one_day

__all__ = [
    "LIKELY",
    "Article",
    "Decoded",
    "article",
    "decode",
    "one_day",
    "read_bytes",
    "unreadable",
]
