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
from schoolenterprise.reader.html import Found, WebPage, is_web_page, page_of, read_html
from schoolenterprise.reader.reading import Reading, read_news

__all__ = [
    "Explanation",
    "Firing",
    "Found",
    "Mark",
    "MarkKind",
    "Origin",
    "Reading",
    "Rule",
    "WebPage",
    "explain_news",
    "is_web_page",
    "page_of",
    "read_html",
    "read_news",
    "rules",
]
