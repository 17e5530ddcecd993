"""What a table shows of a record: the losses that CSV and XLSX state, and no other."""

from typing import Any

import attrs

from schoolenterprise.model import InternshipTerms, Record, Source, Value, evolve


def shown(record: Record) -> Record:
    """Return `record` without evidence, unknown keys, the text of a source, and blank terms."""
    changes: dict[str, Any] = {"evidence": ()}
    if isinstance(record, Source):
        changes["text"] = None
    cls: type = type(record)
    for field in attrs.fields(cls):
        if field.name not in (*changes, "extra"):
            changes[field.name] = _shown(getattr(record, field.name))
    return evolve(record, **changes, extra={})


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_shown(each) for each in value)
    if not isinstance(value, Value):
        return value
    bare = evolve(value, extra={})
    return None if bare == InternshipTerms() else bare


__all__ = ["shown"]
