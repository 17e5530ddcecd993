"""The reader: news of school-enterprise cooperation in, typed records with evidence out."""

from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader.reading import Reading, read_news
from schoolenterprise.reader.recognizers import (
    Recognition,
    Recognized,
    RecognizedAs,
    Recognizer,
)

__all__ = [
    "Lexicon",
    "Reading",
    "Recognition",
    "Recognized",
    "RecognizedAs",
    "Recognizer",
    "read_news",
]
