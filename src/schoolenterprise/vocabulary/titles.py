"""Titles of people, each with its ladder and its place there; nothing about who holds one."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from schoolenterprise.vocabulary.packaged import packaged_rows


@frozen(kw_only=True, slots=True)
class TitleRow:
    """A title, or the end of longer ones: 处长 is the end of 合作发展处处长."""

    title: str
    """The title as the table has it."""
    ladder: str
    """Where such a title is found: `school`, `firm`, `government` …; the README of the tables
    tells what each means."""
    rank: int
    """Place on the ladder, 1 highest; 0: no rank. Ranks of two ladders do not compare."""


@cache
def all_titles() -> Mapping[str, TitleRow]:
    """Return title → row, in the order of the table."""
    rows = (
        TitleRow(title=title, ladder=ladder, rank=int(rank))
        for title, ladder, rank in packaged_rows("titles")
    )
    return MappingProxyType({row.title: row for row in rows})


def title_rank(title: str) -> TitleRow | None:
    """Return the row of the longest known end of `title`; `None`: it ends with no known title.

    A rank compares only with ranks of the same ladder. For schools it follows the order in which
    the genre names people: 1 党委书记 and 校长, 3 their deputies in name (党委副书记, 常务副校长),
    4 副校长 and the rest of the 班子, 10 and 11 heads and deputies of offices, 20 and 21 those of
    faculties, 30 heads of majors, 40 academic titles, which are no posts.

    >>> row = title_rank("合作发展处处长")
    >>> row.title, row.ladder, row.rank
    ('处长', 'office', 10)
    """
    ends = (title[start:] for start in range(len(title)))
    titles = all_titles()
    return next((titles[end] for end in ends if end in titles), None)


__all__ = ["TitleRow", "all_titles", "title_rank"]
