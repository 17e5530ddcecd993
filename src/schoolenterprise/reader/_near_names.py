"""Names so near to each other that one may be a slip of the other: bodies, and people."""

from collections.abc import Iterator, Mapping
from itertools import combinations, starmap
from typing import TypeVar

from schoolenterprise.reader._facts import PersonFact
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Body
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._short_forms import core_of, place_of
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_T = TypeVar("_T")

_SHORTEST_BODY = 6
"""Characters of the shortest name of a body that can be a slip of another."""
_SHORTEST_CORE = 5
"""Characters of the shortest core (华工激光工程) of which one may be miswritten."""
_MANY = 10
"""Fewer names are first compared each with each."""
_TELLING = frozenset(
    "0123456789一二三四五六七八九十百两甲乙丙丁东西南北中上下左右前后内外新老旧大小高"
)
"""Characters that make two names of one: 一中 and 二中, 东区 and 西区."""


def near_bodies(scene: Scene) -> Iterator[tuple[Body, Body]]:
    """Yield pairs of bodies whose names differ by one character that does not tell them apart."""
    named = [body for body in scene.cast.bodies if not body.unnamed]
    for short, full in _one_apart({body.name: body for body in named}, _SHORTEST_BODY):
        if short.kind is full.kind and _may_be_one(short, full, scene.lexicon):
            yield short, full


def _may_be_one(first: Body, second: Body, lexicon: Lexicon) -> bool:
    if first.name in lexicon.organizations and second.name in lexicon.organizations:
        return False
    if first.kind is OrganizationKind.INSTITUTION and all(
        find_institution(each.name) for each in (first, second)
    ):
        return False
    places = [place_of(each.name, lexicon) for each in (first, second)]
    if places[0] != places[1] and all(places):
        return False
    if len(first.name) != len(second.name):
        return True
    cores = [core_of(each.name, lexicon) for each in (first, second)]
    # Another brand is another body; beyond it one character in many is a slip.
    return len(cores[0]) >= _SHORTEST_CORE and cores[0][:2] == cores[1][:2]


def near_people(scene: Scene) -> Iterator[tuple[PersonFact, PersonFact]]:
    """Yield pairs of people of one post whose names differ by one character.

    Two who stand in one sentence are two: 副校长李明华、李明辉.
    """
    facts = {fact.name: fact for fact in scene.people if fact.posts}
    if len({name[0] for name in facts}) == len(facts):
        # Names that differ in the surname are names of two.
        return
    for first, second in _one_apart(facts, 2):
        if len(first.name) + len(second.name) < 5 or first.name[0] != second.name[0]:
            continue
        if _posts(first) & _posts(second) and not _rows(scene, first) & _rows(scene, second):
            yield first, second


def _posts(fact: PersonFact) -> set[tuple[str, int]]:
    return {(post.title.text, id(post.body)) for post in fact.posts if post.body}


def _rows(scene: Scene, fact: PersonFact) -> set[int]:
    return {row.start for row in scene.rows_with(fact.mentions)}


def _one_apart(named: Mapping[str, _T], shortest: int) -> Iterator[tuple[_T, _T]]:
    """Yield pairs whose names differ by one character, the shorter name first."""
    named = {name: each for name, each in named.items() if len(name) >= shortest}
    if len(named) < _MANY and not any(starmap(_may_be_alike, combinations(named, 2))):
        return
    by_rest: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for name in named:
        # Names that are one apart are alike when each, or the longer one, has lost a character.
        for rest in [name, *[name[:at] + name[at + 1 :] for at in range(len(name))]]:
            other = by_rest.setdefault(rest, name)
            if other is name:
                continue
            pair = (min(name, other), max(name, other))
            if pair not in seen and _differ_by_a_slip(*pair):
                seen.add(pair)
                first, second = sorted(pair, key=len)
                yield named[first], named[second]


def _may_be_alike(first: str, second: str) -> bool:
    """Say whether each has one character at most that the other lacks: a cheap first look."""
    return abs(len(first) - len(second)) < 2 and len(set(first).difference(second)) < 2


def _differ_by_a_slip(first: str, second: str) -> bool:
    """Say whether names differ in one character, and in none that tells bodies apart."""
    same = next(
        (at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None
    )
    start = min(len(first), len(second)) if same is None else same
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    parts = (first[start : len(first) - end], second[start : len(second) - end])
    return max(map(len, parts)) == 1 and _TELLING.isdisjoint("".join(parts))
