"""The JSON Schema of the written form, and the words of the model, both made from its classes."""

from schoolenterprise.schema._documentation import Words, documentation, words
from schoolenterprise.schema._labels import class_label, field_label
from schoolenterprise.schema._schema import json_schema

__all__ = ["Words", "class_label", "documentation", "field_label", "json_schema", "words"]
