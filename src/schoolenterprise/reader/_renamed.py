"""Pass 3, renamed bodies: an old and a new name are one body where list or page say so."""

from collections.abc import Iterable
from itertools import pairwise

from schoolenterprise.reader._bodies import Cast, take_mentions
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired, took_in
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_FORMERLY = Pattern(r"\((?:原名?|曾用名|前身)[为是:]?[“\"]?")
_NOW = Pattern(r"\((?:现名?|现更名|今)[为是:]?[“\"]?|(?:已|正式)?(?:更名|改名|升格)[为成][“\"]?")


def join_renamed(cast: Cast, text: str, mentions: Iterable[OrganizationMention]) -> None:
    """Put a body that bears an earlier name of another one under that; both stand in the page."""
    for old, new in [*_listed(cast), *_declared(text, mentions)]:
        if old is not new and old in cast.bodies and new in cast.bodies:
            take_mentions(old, new)
            new.former_names.extend((old.name, *old.former_names))
            cast.bodies.remove(old)
            took_in(new, old)
            fired("renamed-body", old.mentions[0], new)


def _listed(cast: Cast) -> list[tuple[Body, Body]]:
    """Return earlier and latest bearer of the names that the ministry's list gives one school."""
    by_code: dict[str, list[tuple[int, Body]]] = {}
    for body in cast.bodies:
        row = find_institution(body.name) if body.kind is OrganizationKind.INSTITUTION else None
        if row:
            age = len(row.names_before(body.name))
            by_code.setdefault(row.code, []).append((age, body))
    pairs = []
    for bearers in by_code.values():
        *earlier, (_, latest) = sorted(bearers, key=lambda each: each[0])
        pairs += [(body, latest) for _, body in earlier]
    return pairs


def _declared(text: str, mentions: Iterable[OrganizationMention]) -> list[tuple[Body, Body]]:
    """Return the bodies that the page itself says are one: 甲(原乙), 乙(现甲), 乙更名为甲."""
    pairs = []
    named = [each for each in mentions if each.known and not each.generic]
    for left, right in pairwise(named):
        if left.known is None or right.known is None or left.kind is not right.kind:
            continue
        between = text[left.end : right.start]
        if _FORMERLY.fullmatch(between):
            pairs.append((right.known, left.known))
        elif _NOW.fullmatch(between):
            pairs.append((left.known, right.known))
    return pairs


__all__ = ["join_renamed"]
