"""Why two bearers of one name cannot be one person: by their posts, their times, their records."""

import re
from collections.abc import Iterator
from math import inf

from attrs import frozen

from schoolenterprise.dates import When
from schoolenterprise.model import Post
from schoolenterprise.vocabulary import title_rank

_HEADS = frozenset({"校长", "院长", "党委书记"})
_HEAD_OF_UNIT = (10, 20)
"""Ranks of the heads of offices and of faculties."""
_STUDENT = re.compile(r"(?:学生|新生|学员|研究生|本科生|硕士生|博士生)(?:代表)?$|学生会.{0,8}$")
_ALUMNUS = re.compile(r"(?:校友|毕业生)(?:代表)?$")
"""Who was a student and may be anything now."""
_FAR = 15
"""Years between two posts, beyond which one name at one organization is no reason by itself."""


@frozen
class Known:
    """What is known of one person, or of several records that are one."""

    posts: tuple[Post, ...]
    """Posts, each once."""
    records: frozenset[str]
    """Ids of the records that name the person."""

    def __or__(self, other: "Known") -> "Known":
        posts = tuple(dict.fromkeys((*self.posts, *other.posts)))
        return Known(posts, self.records | other.records)


def apart(first: Known, second: Known) -> str:
    """Say why the two cannot be one person; empty: they can."""
    if not first.records.isdisjoint(second.records):
        return "one record names both"
    for mine in first.posts:
        for theirs in second.posts:
            if why := _exclude(mine, theirs):
                return f"{mine.title} and {theirs.title} {why}"
    if _gap(first.posts, second.posts) > _FAR:
        return f"more than {_FAR} years lie between their posts"
    return ""


def _exclude(first: Post, second: Post) -> str:
    """Say why nobody holds the two posts; empty: somebody may."""
    at_one = first.organization == second.organization
    if first.title == second.title and at_one:
        return ""
    if at_one and _is_student(first) != _is_student(second):
        one = second if _is_student(first) else first
        return "" if _ALUMNUS.search(one.title) else "at one organization"
    return "at one time" if _rival(first, second) and _at_one_time(first, second) else ""


def _is_student(post: Post) -> bool:
    return bool(_STUDENT.search(post.title))


def _rival(first: Post, second: Post) -> bool:
    """Say whether nobody holds the two posts at once."""
    if first.title in _HEADS and second.title in _HEADS:
        homes = (first.organization, second.organization)
        return homes[0] != homes[1] and all(homes)
    one, other = title_rank(first.title), title_rank(second.title)
    if first.organization != second.organization or one is None or other is None:
        return False
    units = first.title.removesuffix(one.title), second.title.removesuffix(other.title)
    ranks = (one.ladder, one.rank), (other.ladder, other.rank)
    return (
        ranks[0] == ranks[1] and one.rank in _HEAD_OF_UNIT and units[0] != units[1] and all(units)
    )


def _at_one_time(first: Post, second: Post) -> bool:
    """Say whether both posts are known to have been held on a common day, or in a common time."""
    mine, theirs = list(_times(first)), list(_times(second))
    return any(
        one == other or one.contains(other) or other.contains(one)
        for one in mine
        for other in theirs
    )


def _times(post: Post) -> Iterator[When]:
    if post.seen is not None:
        yield post.seen
    elif post.since is not None and post.until is not None and post.since == post.until:
        yield post.since


def _gap(first: tuple[Post, ...], second: tuple[Post, ...]) -> float:
    """Return the years between the two posts that are nearest in time; 0 where no date tells."""
    mine, theirs = ([span for post in posts if (span := _span(post))] for posts in (first, second))
    gaps = [max(one[0] - other[1], other[0] - one[1]) for one in mine for other in theirs]
    return min(gaps, default=0.0) / 10_000


def _span(post: Post) -> tuple[float, float] | None:
    """Return first and last day that a post may have been held, as far as its dates bound them."""
    if post.since or post.until:
        first = post.since.extent.first if post.since else -inf
        return first, post.until.extent.last if post.until else inf
    return (post.seen.extent.first, post.seen.extent.last) if post.seen else None


__all__ = ["Known", "apart"]
