"""Doubts about names that look alike: what two names share and few others have brings them here."""

from collections import Counter
from collections.abc import Iterator

from schoolenterprise.resolve._bodies import Bodies, Named
from schoolenterprise.resolve._marks import refused
from schoolenterprise.resolve._names import grams

_RARE = 6
"""A piece of three characters that more names have brings no two together."""
_LEAST_SCORE = 80
"""Below this score, of 100, two names do not look alike."""
_MOST_COMPARED = 12
"""With so many others a name is compared."""
_TELLING = frozenset(
    "0123456789一二三四五六七八九十百两甲乙丙丁东西南北中上下左右前后内外新老旧大小高"
)
"""Characters that make two names of one: 一中 and 二中."""


def doubt_near_names(bodies: Bodies) -> None:
    """Note pairs whose names look alike and that nothing ties or forbids."""
    from rapidfuzz import fuzz

    for first, second in _pairs(bodies):
        score = fuzz.ratio(first.name, second.name, score_cutoff=_LEAST_SCORE)
        if not score or bodies.clusters.root(first.id) == bodies.clusters.root(second.id):
            continue
        if _told_apart(first.name, second.name) or refused(bodies.clusters, first.id, second.id):
            continue
        why = f"{first.record.name} and {second.record.name} look alike; no code, text or form ties"
        bodies.doubt(first, second, why)


def _pairs(bodies: Bodies) -> Iterator[tuple[Named, Named]]:
    """Yield each pair that shares a rare piece, those of one name up to a bound."""
    named = [each for each in bodies.named if each.says]
    common = Counter(gram for each in named for gram in grams(_told(each)))
    bearers: dict[str, list[int]] = {}
    for at, each in enumerate(named):
        for gram in grams(_told(each)):
            if 1 < common[gram] <= _RARE:
                bearers.setdefault(gram, []).append(at)
    del common
    for at, each in enumerate(named):
        found: dict[int, None] = {}
        for gram in grams(_told(each)):
            found.update(dict.fromkeys(other for other in bearers.get(gram, ()) if other > at))
        for other in list(found)[:_MOST_COMPARED]:
            yield each, named[other]


def _told(each: Named) -> str:
    return each.name.removesuffix(each.firm.legal) if each.firm.legal else each.name


def _told_apart(first: str, second: str) -> bool:
    """Say whether one character alone parts the names, and one that tells bodies apart."""
    if len(first) != len(second):
        return False
    differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and all(character in _TELLING for character in differing[0])


__all__ = ["doubt_near_names"]
