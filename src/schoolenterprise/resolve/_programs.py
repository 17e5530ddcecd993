"""Which programs are one: by name without general words, and year; an edition is one year's."""

import re
from collections.abc import Iterable

from schoolenterprise.model import Program
from schoolenterprise.resolve._clusters import Clusters, Tie
from schoolenterprise.resolve._doubts import Doubts
from schoolenterprise.resolve._names import folded, is_plain
from schoolenterprise.resolve.findings import MergeReason

_YEAR = re.compile(r"^((?:19|20)[0-9]{2})(?:年度?|届)?")
_GENERAL = re.compile(r"(?:专项行动|系列活动|专项活动|活动|行动|工程|专项|计划|项目)$")

_ONE_OF = ("organizer", "parent")
"""Fields of which a program has one."""


def tie_programs(programs: Iterable[Program], clusters: Clusters, doubts: Doubts) -> None:
    """Tie the programs of one name and one year; of one name and no year as well."""
    by_name: dict[str, list[Program]] = {}
    listed = list(programs)
    for each in listed:
        by_name.setdefault(key_of(each.name), []).append(each)
    for name in sorted(by_name):
        _tie_namesakes(by_name[name], clusters, doubts)
    bearers: dict[str, list[Program]] = {}
    for each in listed:
        for alias in dict.fromkeys(map(key_of, each.aliases)):
            bearers.setdefault(alias, []).append(each)
    for name in sorted(bearers.keys() & by_name.keys()):
        _tie_alias(name, bearers[name], by_name[name], clusters, doubts)


def key_of(name: str) -> str:
    """Return the name of a program without year, quotes and the general word behind it."""
    key = _YEAR.sub("", folded(name))
    return _GENERAL.sub("", key) or key


def _years(program: Program) -> frozenset[str]:
    """Return the years that name and period tell; a period of years tells each end."""
    found = {match[1]} if (match := _YEAR.match(folded(program.name))) else set()
    if not found and program.period is not None:
        found = set(re.findall(r"(?<![0-9-])[0-9]{4}", program.period.edtf))
    return frozenset(found)


def _tie_namesakes(programs: list[Program], clusters: Clusters, doubts: Doubts) -> None:
    """Tie the programs of one name by year; where organizers differ, only those with equal ones."""
    by_year: dict[frozenset[str], list[Program]] = {}
    for each in programs:
        by_year.setdefault(_years(each), []).append(each)
    for edition in by_year.values():
        groups = [edition]
        if any(len({getattr(one, name) for one in edition} - {None}) > 1 for name in _ONE_OF):
            parted: dict[object, list[Program]] = {}
            for each in edition:
                parted.setdefault(tuple(getattr(each, name) for name in _ONE_OF), []).append(each)
            groups = list(parted.values())
        for group in groups:
            for each in group[1:]:
                _join(group[0], each, clusters)
            _doubt(edition[0], group[0], clusters, doubts)
        _doubt(programs[0], edition[0], clusters, doubts)


def _join(first: Program, second: Program, clusters: Clusters) -> None:
    if not clusters.are_parted(first.id, second.id):
        found = " = ".join(dict.fromkeys((first.name, second.name)))
        clusters.join(Tie(first.id, second.id, MergeReason.EQUAL_NAME, found))


def _doubt(first: Program, second: Program, clusters: Clusters, doubts: Doubts) -> None:
    why = _refused(first, second, clusters)
    mine, theirs = _years(first), _years(second)
    one = clusters.root(first.id) == clusters.root(second.id)
    if one or clusters.are_parted(first.id, second.id) or (mine and theirs and mine != theirs):
        return
    doubts.add(clusters.root(first.id), clusters.root(second.id), f"{first.name}; {why}")


def _refused(first: Program, second: Program, clusters: Clusters) -> str:
    if clusters.are_parted(first.id, second.id):
        return "a decision parts them"
    if _years(first) != _years(second):
        return "they tell different years, or one tells none"
    for name in _ONE_OF:
        mine, theirs = getattr(first, name), getattr(second, name)
        if mine and theirs and mine != theirs:
            return f"each has a{'n' if name == 'organizer' else ''} {name} of its own"
    return ""


def _tie_alias(
    name: str,
    bearers: list[Program],
    named: list[Program],
    clusters: Clusters,
    doubts: Doubts,
) -> None:
    """Tie the bearer of an alias to the program of that name, if there is one of each."""
    roots = {clusters.root(each.id) for each in bearers}
    theirs = {clusters.root(each.id) for each in named}
    if roots == theirs:
        return
    bearer, other = bearers[0], named[0]
    if (
        len(roots) == len(theirs) == 1
        and not is_plain(name)
        and not _refused(bearer, other, clusters)
    ):
        found = f"{other.name}：{bearer.name} 的简称"
        clusters.join(Tie(bearer.id, other.id, MergeReason.ONE_TEXT, found))
    elif bearer.id != other.id:
        _doubt(bearer, other, clusters, doubts)


__all__ = ["key_of", "tie_programs"]
