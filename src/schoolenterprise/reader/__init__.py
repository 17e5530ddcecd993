"""The reader: news of school-enterprise cooperation in, typed records with evidence out."""

from schoolenterprise.reader.reading import Reading, read_news

__all__ = ["Reading", "read_news"]
