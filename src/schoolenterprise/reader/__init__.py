"""The reader: news of school-enterprise cooperation in, typed records with evidence out."""

from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader.explanation import (
    Explanation,
    Firing,
    Mark,
    MarkKind,
    Origin,
    Rule,
    explain_news,
    rules,
)
from schoolenterprise.reader.reading import Reading, read_news
from schoolenterprise.reader.recognizers import (
    Recognition,
    Recognized,
    RecognizedAs,
    Recognizer,
)

__all__ = [
    "Explanation",
    "Firing",
    "Lexicon",
    "Mark",
    "MarkKind",
    "Origin",
    "Reading",
    "Recognition",
    "Recognized",
    "RecognizedAs",
    "Recognizer",
    "Rule",
    "explain_news",
    "read_news",
    "rules",
]
