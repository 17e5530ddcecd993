"""The reader: news of school-enterprise cooperation in, typed records with evidence out."""

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

__all__ = [
    "Explanation",
    "Firing",
    "Mark",
    "MarkKind",
    "Origin",
    "Reading",
    "Rule",
    "explain_news",
    "read_news",
    "rules",
]
