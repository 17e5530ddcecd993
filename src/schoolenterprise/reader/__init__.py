"""The reader: news of school-enterprise cooperation in, typed records with evidence out."""

from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader.reading import Reading, read_news

__all__ = ["Lexicon", "Reading", "read_news"]
