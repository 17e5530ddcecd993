"""The rules on exclusive posts: a school or an authority has one head, who heads no second one.

Heads of firms are left out: one person may well chair two firms.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import combinations

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.check._finding import warning
from schoolenterprise.check._kin import Kin
from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Institution, Official, Post
from schoolenterprise.vocabulary import OrganizationKind

_HEADS = frozenset({"校长", "院长"})
_SECRETARY = "党委书记"
_DEPUTIES = {"校长": "副校长", "院长": "副院长"}
_AUTHORITY = frozenset({"局长", "厅长", "市长", "县长", "区长", "省长", "州长", "镇长", "乡长"})


@frozen
class _Held:
    """A post with the days on which it was certainly held."""

    official: Official
    path: str
    title: str
    organization: str
    first: datetime.date
    last: datetime.date
    since: PartialDate | None
    until: PartialDate | None

    @property
    def key(self) -> tuple[datetime.date, datetime.date, str, str]:
        return (self.first, self.last, self.official.id, self.path)


def check_exclusive_posts(ledger: Ledger) -> Iterator[Problem]:
    """Yield an `exclusive-posts-at-once` where posts that exclude each other are held at a time.

    Exclusive are 校长 and 党委书记 of a school, each once in a person and once in a school, as
    under the 校长负责制 of 高等教育法 (2018) Art. 39; the heads of government bodies (局长, 厅长,
    市长 …); and 校长 beside 副校长 of one school. 院长 heads a body called 学院; elsewhere it is a
    faculty's, as 党委书记 may be at a 大学. No law forbids two schools one head, so a person must
    look.

    The days on which a post was certainly held run from the first to the last that `since`,
    `until` and `seen` settle; the day on which one term ends and the next begins is no overlap.
    Bodies that share a name or belong together are not told apart, nor are two people of one name.
    """
    kin = Kin(ledger)
    kinds = {each.id: each.kind for each in ledger.organizations}
    offices: dict[tuple[str, str], list[_Held]] = {}
    for official in ledger.officials:
        held = list(_held(official))
        exclusive = [each for each in held if _is_exclusive(each, kinds)]
        for each in exclusive:
            offices.setdefault((each.organization, each.title), []).append(each)
        yield from _of_one_person(exclusive, kin)
        yield from _head_and_deputy(held, exclusive)
    for posts in offices.values():
        yield from _of_one_office(posts)


def _held(official: Official) -> Iterator[_Held]:
    for index, post in enumerate(official.posts):
        days = _days(post) if post.organization else None
        if days and post.organization:
            path = f"posts[{index}]"
            where = (official, path, post.title, post.organization)
            yield _Held(*where, *days, post.since, post.until)


def _days(post: Post) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day on which the post was certainly held."""
    seen = post.seen
    dates = [post.since, post.until]
    dates += [seen.start, seen.end] if isinstance(seen, Period) else [seen]
    sure = [(each.last, each.first) for each in dates if each is not None]
    starts = [last for last, _ in sure if last is not None]
    ends = [first for _, first in sure if first is not None]
    first, last = min(starts, default=None), max(ends, default=None)
    return (first, last) if first and last and first <= last else None


def _is_exclusive(held: _Held, kinds: dict[str, OrganizationKind]) -> bool:
    if ids.prefix_of(held.organization) == Institution.prefix:
        if held.title == "院长":
            return held.organization.endswith("学院")
        # The faculties of a 大学 have secretaries of their own; elsewhere they have 党总支书记.
        secretary = held.title == _SECRETARY and not held.organization.endswith("大学")
        return secretary or held.title in _HEADS
    government = kinds.get(held.organization) is OrganizationKind.GOVERNMENT
    return government and held.title in _AUTHORITY


def _overlap(first: _Held, second: _Held) -> tuple[datetime.date, datetime.date] | None:
    """Return the days of both; `None`: there are none, or only that of a handover."""
    start, end = max(first.first, second.first), min(first.last, second.last)
    if start > end:
        return None
    handover = any(
        a.until is not None and b.since is not None and a.until.last == b.since.first == start
        for a, b in ((first, second), (second, first))
    )
    return None if start == end and handover else (start, end)


def _of_one_person(posts: list[_Held], kin: Kin) -> Iterator[Problem]:
    for first, second in combinations(posts[:_MOST], 2):
        if _rank(first) == _rank(second) and not kin.are(first.organization, second.organization):
            yield from _told(first, second, "one such post at a time")


_MOST = 50
"""Posts of one person that are compared; nobody heads more, and pairs grow with their square."""


def _rank(held: _Held) -> str:
    return "校长" if held.title in _HEADS else held.title


def _head_and_deputy(held: list[_Held], exclusive: list[_Held]) -> Iterator[Problem]:
    for head in exclusive[:_MOST]:
        for post in held[:_MOST]:
            if post.title == _DEPUTIES.get(head.title) and post.organization == head.organization:
                yield from _told(head, post, f"{head.title} or {post.title}, not both")


def _of_one_office(posts: list[_Held]) -> Iterator[Problem]:
    """Compare each holder with the one before who stayed longest: linear but for the sorting."""
    longest: _Held | None = None
    for held in sorted(posts, key=lambda each: each.key):
        if longest is not None and longest.official.name != held.official.name:
            yield from _told(longest, held, "one person in the post at a time")
        if longest is None or held.last > longest.last:
            longest = held


def _told(first: _Held, second: _Held, expected: str) -> Iterable[Problem]:
    days = _overlap(first, second)
    if days is None:
        return
    when = str(days[0]) if days[0] == days[1] else f"{days[0]}/{days[1]}"
    yield warning(
        "exclusive-posts-at-once",
        second.official.id,
        second.path,
        found=f"{_described(second)} beside {_described(first)} on {when}",
        expected=expected,
        advice="correct the terms, or part two people of one name",
    )


def _described(held: _Held) -> str:
    return f"{held.title} {held.official.name} of {held.organization}"


__all__ = ["check_exclusive_posts"]
