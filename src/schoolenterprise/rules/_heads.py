"""Who of the people of a school is its head, or of its leadership; departments have heads too."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from schoolenterprise import ids
from schoolenterprise.dates import When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Official, Organization, Participant, Post
from schoolenterprise.rules._counting import Leaders
from schoolenterprise.vocabulary import all_titles

_HEADS = frozenset(
    {"党委书记", "书记", "党委第一书记", "临时党委书记", "校长", "院长"}
    | {"代校长", "代院长", "代理校长", "代理院长"}
)
_LOWEST = 4
"""Last rank of the ladder of schools that belongs to the leadership (班子)."""
_NOT_LEADING = ("名誉", "荣誉", "分校", "园长", "理事会")
_OF_SCHOOL = ("学校", "我校", "该校", "本校", "校")
_OF_COLLEGE = ("学院", "我院", "该院", "本院", "院")
"""What may stand before a title and means the school itself; 院 only where that is a 学院."""
_BETWEEN = re.compile("[兼、，,/;；]")
_STANDING = re.compile(r"[(（](?:主持[^()（）]{0,8}工作|[正副][校院厅局处]级|兼)[)）]$")
"""What is said of the bearer of a title in brackets, and makes no other title of it."""
_OF_FACULTY = re.compile(
    "(?P<faculty>.+(?:学院|书院|分院|医院|研究院|系|部|机关))(?:党委|党总支|总支)?(?:常务|执行)?副?"
    "(?:院长|书记|主任|部长)"
)
_SHARED = frozenset({"院长", "副院长", "书记", "副书记", "党委书记", "党委副书记", "常务副院长"})
"""Titles that schools and their faculties both have."""


def titles_at(
    ledger: Ledger, person: Participant, school: Organization, date: When | None
) -> tuple[str, ...]:
    """Return the titles of a person at the school, each by itself.

    They are those that are written there, else those of the person's posts. A title that is
    written without a department, yet held by the person in one of the school alone, is returned
    as it is held: 院长 of somebody whose only post is 商学院院长. A post that certainly ended
    before `date`, or began after it, is left out.
    """
    official = ledger.get(person.official) if person.official else None
    posts = _posts(ledger, official, school, date) if isinstance(official, Official) else ()
    if not person.titles:
        return tuple(title for title, _ in posts)
    written = tuple(part for title in person.titles for part in _parts(title, school))
    return tuple(_as_held(title, posts, school) for title in written)


def _posts(
    ledger: Ledger, official: Official, school: Organization, date: When | None
) -> tuple[tuple[str, bool], ...]:
    """Return the titles that a person has at the school, and whether each is of a department."""
    found: list[tuple[str, bool]] = []
    for post in official.posts:
        if not _is_held(post, date):
            continue
        if post.organization in (None, school.id):
            parts = _parts(post.title, school)
            found += [(part, _faculty(part, school) is not None) for part in parts]
        elif _parent(ledger, post.organization) == school.id:
            found.append((f"{ids.name_of(post.organization or '')}{post.title}", True))
    return tuple(found)


def _parent(ledger: Ledger, identifier: str | None) -> str | None:
    body = ledger.get(identifier) if identifier else None
    return body.parent if isinstance(body, Organization) else None


def _is_held(post: Post, date: When | None) -> bool:
    over = date and post.until and post.until.certainly_before(date)
    to_come = date and post.since and date.certainly_before(post.since)
    return not over and not to_come


def _as_held(title: str, posts: Iterable[tuple[str, bool]], school: Organization) -> str:
    """Return a title as its bearer holds it: that of a department, if no other one is known."""
    own = _own(title, school)
    alike = [(held, inside) for held, inside in posts if _own(held, school).endswith(own)]
    departments = [held for held, inside in alike if inside and own in _SHARED]
    return departments[0] if departments and len(departments) == len(alike) else title


def _faculty(title: str, school: Organization) -> str | None:
    """Return the faculty, or the like, in front of a title; `None`: none stands there."""
    own = _own(title, school)
    found = None if own in all_titles() else _OF_FACULTY.fullmatch(own)
    return found["faculty"] if found else None


def _parts(title: str, school: Organization) -> Iterator[str]:
    """Yield the single titles of one that joins several: 党委副书记、院长.

    A title that follows one of a faculty is of the faculty, unless only a school has it.
    """
    faculty = None
    for part in filter(None, map(str.strip, _BETWEEN.split(title))):
        faculty = _faculty(part, school) or faculty
        yield f"{faculty}{part}" if faculty and part in _SHARED else part


def is_of(ledger: Ledger, person: Participant, school: Organization) -> bool:
    """Return whether the person may come from the school: no text says another body."""
    if person.organization:
        return person.organization == school.id
    homes = homes_of(ledger, person)
    return not homes or school.id in homes


def homes_of(ledger: Ledger, person: Participant) -> tuple[str, ...]:
    """Return the ids of the bodies from which a person may come; empty: nothing is told."""
    if person.organization:
        return (person.organization,)
    official = ledger.get(person.official) if person.official else None
    return official.organizations if isinstance(official, Official) else ()


def leads(title: str, school: Organization, leaders: Leaders) -> bool | None:
    """Return whether a single title makes its bearer one of `leaders` of the school.

    院长 is the head of a school whose name ends with 学院, and of a faculty anywhere else; so is
    every title with a department in front: 商学院院长. `None`: the school is a 学院 no more, and
    whether it was one then is not told.

    >>> school = Organization(name="星川职业技术学院")
    >>> [leads(title, school, Leaders.HEADS) for title in ("院长", "商学院院长", "党委副书记")]
    [True, False, False]
    """
    if leaders is Leaders.ANYONE:
        return True
    own = _own(title, school)
    if not _leads(own, leaders):
        return False
    if own.endswith("院长") and not school.name.endswith("学院"):
        return None if any(name.endswith("学院") for name in school.former_names) else False
    return True


def _leads(own: str, leaders: Leaders) -> bool:
    if own in _HEADS:
        return True
    row = all_titles().get(own)
    known = row is not None and row.ladder == "school" and row.rank <= _LOWEST
    return leaders is Leaders.LEADERSHIP and known and not own.startswith(_NOT_LEADING)


def _own(title: str, school: Organization) -> str:
    """Return the title without the school in front of it."""
    of_college = _OF_COLLEGE if school.name.endswith("学院") else ()
    return _without(title, (*school.names, *_OF_SCHOOL, *of_college))


@lru_cache(maxsize=4096)
def _without(title: str, fronts: tuple[str, ...]) -> str:
    title = _STANDING.sub("", title)
    for front in fronts:
        if title.startswith(front) and title != front:
            rest = title.removeprefix(front)
            if rest in _HEADS or rest in all_titles():
                return rest
    return title


__all__ = ["homes_of", "is_of", "leads", "titles_at"]
