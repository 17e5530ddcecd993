"""Names and ids that somebody may have meant who named one that is not there."""

from collections.abc import Collection, Iterable

from schoolenterprise import ids

_SHOWN = 3
_ALIKE = 60.0
"""Percent of agreement (Indel ratio of rapidfuzz) below which a name is no suggestion."""


def nearest(identifier: str, known: Collection[str]) -> list[str]:
    """Return up to three of the ids `known`: that hold its name, else whose name looks like it."""
    prefix, name = ids.prefix_of(identifier), ids.name_of(identifier)
    if not name:
        return []
    alike = {ids.name_of(each): each for each in known if prefix in ("", ids.prefix_of(each))}
    holding = [each for held, each in alike.items() if name in held]
    holding += [each for each in known if ids.name_of(each) == name and each not in holding]
    return holding[:_SHOWN] or [alike[each] for each in _close(name, alike)]


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three of the names `known`: that hold `name`, else that look like it."""
    names = list(dict.fromkeys(known))
    holding = [each for each in names if name and name in each]
    return holding[:_SHOWN] or _close(name, names)


def hint(found: Iterable[str]) -> str:
    """Return the end of a message that suggests `found`; empty when there is nothing."""
    listed = " or ".join(found)
    return f"; did you mean {listed}?" if listed else ""


def _close(name: str, known: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    scored = process.extract(
        name, list(known), scorer=fuzz.ratio, limit=_SHOWN, score_cutoff=_ALIKE
    )
    return [each for each, _, _ in scored]


__all__ = ["hint", "nearest", "nearest_names"]
