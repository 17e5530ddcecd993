"""The three functions of this room for one record: `to_dict`, `from_dict`, `structure`."""

from typing import Any

from schoolenterprise.convert._decode import DOUBTS, decode
from schoolenterprise.convert._encode import encode
from schoolenterprise.convert._examine import examine
from schoolenterprise.errors import NOWHERE, InvalidRecordError, Place, Problem
from schoolenterprise.model import Record


def to_dict(record: Record) -> dict[str, Any]:
    """Return `record` as a new dictionary of plain JSON values, tagged with its class by `type`.

    What equals its default is left out. Dates are EDTF text, members of closed sets their codes;
    unknown keys stand where they came from.

    >>> from schoolenterprise.model import Enterprise
    >>> to_dict(Enterprise(name="华工激光", extra={"remark": "new"}))
    {'type': 'Enterprise', 'id': 'enterprise:华工激光', 'name': '华工激光', 'remark': 'new'}
    """
    return encode(record)


def from_dict(
    data: object, *, place: Place = NOWHERE, strict: bool = False
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that `data` holds, `None` if it is faulty, and what there is to say.

    Every fault is an error among the problems, an unknown key a warning; it is kept in `extra`.
    With `strict` an unknown key is an error as well. `place` says where `data` comes from.

    >>> record, problems = from_dict({"type": "Enterprise", "name": "", "sise": "small"})
    >>> for problem in problems: print(problem)
    name: found '', expected text that is not blank
    sise: found the unknown key 'sise'; kept under extra; did you mean 'size'?
    """
    if _is_plain(data):
        try:
            return decode(data), ()
        except DOUBTS:
            pass
    return examine(data, place, strict=strict)


def structure(data: object, *, strict: bool = False) -> Record:
    """Return the record that `data` holds; unknown keys are kept in `extra`.

    Raises:
        InvalidRecordError: `data` is faulty, or with `strict` holds an unknown key; its `problems`
            are everything that `from_dict` says.
    """
    record, problems = from_dict(data, strict=strict)
    if record is None:
        raise InvalidRecordError(problems)
    return record


def _is_plain(data: object) -> bool:
    """Whether `data` holds exact JSON values in whole characters and nothing else."""
    import orjson

    exact = orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATACLASS
    try:
        orjson.dumps(data, option=exact | orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:
        return False
    return True


__all__ = ["from_dict", "structure", "to_dict"]
