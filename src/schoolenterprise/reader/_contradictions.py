"""Doubts about what a page tells: open dates, one event on two days, numbers that do not add up.

Nothing is settled here; each doubt names the readings among which the page leaves the choice.
"""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from schoolenterprise.dates import PartialDate, When
from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.reader._evidence import Quotes
from schoolenterprise.reader._facts import CollegeFact, PersonFact, VisitFact
from schoolenterprise.reader._mentions import Body, Mention, OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.vocabulary import MilestoneKind

_NUMBER = Pattern(
    r"(?P<number>[1-9两二三四五六七八九十](?:(?<=[1-9])[0-9])?)[家所个](?:[^,。;、\s]{0,6})?"
    r"(?:企业|公司|单位|院校|学校|高校|集团)"
)
_FIGURES = {figure: value for value, figure in enumerate("一二三四五六七八九十", start=1)} | {
    "两": 2
}
_JOINTS = frozenset(["、", "和", "与", "及", ",", "以及"])
_SOON = 31
"""Days within which two trips with one leader to one host are more likely one, misdated."""


def doubts_of_facts(
    scene: Scene, quotes: Quotes, colleges: list[CollegeFact], visits: list[VisitFact]
) -> list[Problem]:
    """Return the doubts about dates, numbers and posts."""
    return [
        *_open_dates(scene, quotes),
        *_contradictions(colleges),
        *_two_days(visits),
        *_miscounted(scene, quotes),
        *_guessed_homes(scene),
    ]


def _open_dates(scene: Scene, quotes: Quotes) -> Iterator[Problem]:
    for row in scene.rows:
        for date in row.dates:
            if date.alternatives or date.lost:
                quote = quotes.text_of(date)
                yield Problem(
                    code="ambiguous-date",
                    found=f"{quote} (offset {quotes.at('date', date).start})",
                    expected="a month and a day",
                    advice="left open; say which is meant",
                    place=Place(record=quotes.source, path="text"),
                    severity=Severity.WARNING,
                    alternatives=date.alternatives,
                )


def _contradictions(colleges: list[CollegeFact]) -> Iterator[Problem]:
    for college in colleges:
        for kind in MilestoneKind:
            dates = {
                date.when.edtf
                for known, date, _ in college.milestones
                if known is kind and date and date.when
            }
            if len(dates) > 1:
                yield Problem(
                    code="conflicting-dates",
                    found=f"{college.name.name}: {kind.label} on {' and '.join(sorted(dates))}",
                    expected="one date",
                    advice="all are kept; correct the wrong one at its source",
                    severity=Severity.WARNING,
                    alternatives=tuple(sorted(dates)),
                )


def _two_days(visits: list[VisitFact]) -> Iterator[Problem]:
    """Yield trips of one leader to the same hosts that are dated to two days close together."""
    trips: dict[tuple[str, frozenset[int]], list[tuple[datetime.date, VisitFact]]] = {}
    for visit in visits:
        day = _day(visit.date.when) if visit.date else None
        if visit.leader and day:
            hosts = frozenset(id(role.body) for role in visit.hosts)
            trips.setdefault((visit.leader.name, hosts), []).append((day, visit))
    for (leader, _), told in trips.items():
        for (first, visit), (second, _) in pairwise(sorted(told, key=lambda each: each[0])):
            if 0 < (second - first).days <= _SOON:
                days = (first.isoformat(), second.isoformat())
                yield Problem(
                    code="conflicting-dates",
                    found=f"{leader} at {visit.hosts[0].body.name} on {' and '.join(days)}",
                    expected="one date, unless there were two trips",
                    advice="two trips are kept; correct the wrong date at its source",
                    severity=Severity.WARNING,
                    alternatives=days,
                )


def _day(when: When | None) -> datetime.date | None:
    """Return a single, whole day."""
    return when.first if isinstance(when, PartialDate) and when.day and when.year else None


def _miscounted(scene: Scene, quotes: Quotes) -> Iterator[Problem]:
    """Yield lists that say another number than they have: 甲、乙、丙两家企业."""
    if _NUMBER.search(scene.page.text) is None:
        return
    for row in scene.rows:
        for match in _NUMBER.finditer(row.text, row.start, row.end):
            # 等 may leave names out, but adds none.
            is_open = row.text.startswith("等", max(row.start, match.start() - 1))
            start = match.start() - is_open
            items = _list_before(row, start)
            number = _FIGURES.get(match["number"]) or int(match["number"])
            if len(items) > 1 and (len(items) > number if is_open else len(items) != number):
                span = Mention(items[0].start, match.end())
                counted = row.between(start, match.end())
                yield Problem(
                    code="miscounted-list",
                    found=f"{len(items)} names before {counted} ({quotes.text_of(span)})",
                    expected=f"{number} names",
                    advice="the names are taken as they stand",
                    place=Place(record=quotes.source, path="text"),
                    severity=Severity.WARNING,
                    alternatives=(str(number), str(len(items))),
                )


def _list_before(row: Row, end: int) -> list[OrganizationMention]:
    """Return the names of the list that ends at an offset; none where its start is not sure."""
    items: list[OrganizationMention] = []
    for mention in reversed(row.organizations):
        if mention.end > end:
            continue
        gap = row.text[mention.end : end]
        if mention.generic or gap not in (_JOINTS if items else ("",)):
            break
        items.insert(0, mention)
        end = mention.start
    return [] if row.text[end - 1 : end] in _JOINTS else items


def _guessed_homes(scene: Scene) -> Iterator[Problem]:
    """Yield people whose post may be at either of several bodies that one sentence lists."""
    for fact in scene.people:
        post = fact.posts[0] if fact.posts else None
        body = post.body if post and not post.title.organization and not post.known else None
        if post is None or body is None or body is scene.cast.own:
            continue
        rivals = _rivals(scene, fact, body)
        if rivals:
            names = (body.name, *(rival.name for rival in rivals))
            yield Problem(
                code="guessed-organization",
                found=f"{post.title.text}{fact.name}, with no body beside the title",
                expected="the body of the post",
                advice=f"taken for {body.name}, the one named last",
                severity=Severity.WARNING,
                alternatives=names,
            )


def _rivals(scene: Scene, fact: PersonFact, body: Body) -> list[Body]:
    """Return the other bodies of the kind that the page lists together with `body`, last before."""
    start = fact.mentions[0].start
    at = max((each.start for each in body.mentions if each.start < start), default=None)
    row = scene.row_at(at) if at is not None else None
    found: dict[int, Body] = {}
    for mention in row.organizations if row else ():
        known = mention.known
        fits = known is not None and known.kind is body.kind and known is not scene.cast.own
        if known and fits and known is not body and not mention.unit and mention.start < start:
            found.setdefault(id(known), known)
    return list(found.values())
