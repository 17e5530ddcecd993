"""`Officials`: what can be asked of people in posts."""

from typing import ClassVar, Self

from schoolenterprise.dates import PartialDate
from schoolenterprise.model import Official, Organization, Post
from schoolenterprise.query import _names
from schoolenterprise.query._condition import Condition, bears
from schoolenterprise.query._dates import Date, as_date
from schoolenterprise.query._names import NAME, find_official, find_organization, folded
from schoolenterprise.query._rows import ID, Key
from schoolenterprise.query._selection import Selection
from schoolenterprise.query._values import check_text

HOME = Key("organization", lambda official: official.organizations)
TITLE = Key("title", lambda official: official.titles)


class Officials(Selection[Official]):
    """People in posts, as `ledger.officials` gives them.

    >>> from schoolenterprise.ledger import Ledger
    >>> posts = (
    ...     Post(title="校长", organization="institution:甲学院", until=PartialDate("2021")),
    ...     Post(title="党委书记", organization="institution:甲学院", since=PartialDate("2022")),
    ... )
    >>> ledger = Ledger([Official(name="何静", posts=posts)])
    >>> len(ledger.officials.of("甲学院", at="2021-06").with_title("校长"))
    1
    >>> len(ledger.officials.of("甲学院", at="2023", title="校长"))
    0
    """

    cls: ClassVar = Official
    keys: ClassVar = {"organization": HOME, "title": TITLE}

    def of(
        self, organization: str | Organization, *, at: Date | None = None, title: str | None = None
    ) -> Self:
        """Keep the people with a post in this organization, of this title, at this date.

        Posts of which nothing is known that speaks against `at` count: it may not certainly lie
        before `since` or after `until`; a post whose ends are both unknown, but that was seen,
        counts when it was possibly seen at `at`. `None` asks for nothing.

        Raises:
            UnknownNameError: no organization, or several, bear the name.
            InvalidValueError: `at` is no date, or `title` no text.
        """
        homes = find_organization(self._store, organization)
        date = None if at is None else as_date(at, "at")
        if title is not None:
            check_text("title", title)
        found = self._with(bears(HOME, homes))
        if date is None and title is None:
            return found

        def fits(post: Post) -> bool:
            return (
                post.organization in homes
                and (title is None or post.title == title)
                and (date is None or held_at(post, date))
            )

        return found._with(Condition(lambda official: any(map(fits, official.posts))))

    def with_title(self, title: str) -> Self:
        """Keep the people with a post of exactly this title, at whatever time.

        Raises:
            InvalidValueError: `title` is no text.
        """
        check_text("title", title)
        return self._with(bears(TITLE, {title}))

    def called(self, name: str | Official) -> Self:
        """Keep the people of exactly this name, who may be several, or the one with this id.

        Raises:
            UnknownNameError: nobody bears the name.
        """
        if not isinstance(name, str) or name in self._store.records:
            return self._with(bears(ID, find_official(self._store, name)))
        rows = self._store.rows(Official)
        if any(map(rows.at, rows.bearing(NAME, folded(name)))):
            return self._with(bears(NAME, {folded(name)}))
        raise _names.nobody(self._store, name)


def held_at(post: Post, date: PartialDate) -> bool:
    """Whether `post` was held at `date`, for all that is known."""
    if post.since is not None and date.certainly_before(post.since):
        return False
    if post.until is not None and post.until.certainly_before(date):
        return False
    known = post.since is not None or post.until is not None or post.seen is None
    return known or (post.seen is not None and post.seen.overlaps(date))


__all__ = ["Officials", "held_at"]
