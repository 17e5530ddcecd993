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
from schoolenterprise.reader.html import Found, WebPage, is_web_page, page_of, read_html
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
    "Found",
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
    "WebPage",
    "explain_news",
    "is_web_page",
    "page_of",
    "read_html",
    "read_news",
    "rules",
]
