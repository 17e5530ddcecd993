"""People of a visit as a form names them, and titles they bore; it knows no cells."""

from collections.abc import Iterable, Sequence

from schoolenterprise.dates import PartialDate, When
from schoolenterprise.formats._tables.escapes import balanced, escaped
from schoolenterprise.formats.forms._when import in_words
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Official, Participant, Post, Visit

_MARKS = "；;\n"


def received_for(visit: Visit, host: str) -> list[Participant]:
    """Return who received the visit on behalf of `host`."""
    only = len(visit.hosts) == 1
    return [
        each
        for each in visit.received_by
        if each.organization == host or (only and each.organization is None)
    ]


def named(people: Iterable[Participant]) -> str | None:
    """Return the names of people as one cell; `None`: there are none."""
    return "；".join(_part(each.name, _MARKS) for each in people) or None


def titled(titles: Iterable[Sequence[str]]) -> str | None:
    """Return the titles of people as one cell, by people; `None`: there are none."""
    by_person = ["、".join(_part(title, _MARKS + "、") for title in some) for some in titles]
    return "；".join(by_person) if any(by_person) else None


def titles_at(
    ledger: Ledger, person: Participant, date: When | None
) -> tuple[tuple[str, ...], str | None]:
    """Return the titles that somebody bore at a visit, and what is known of them otherwise.

    Titles that the visit does not tell are those of posts that were held on that day.
    """
    if person.titles:
        return person.titles, None
    official = ledger.get(person.official) if person.official else None
    if not isinstance(official, Official):
        return (), None
    posts = [each for each in official.posts if each.organization in (None, person.organization)]
    held = tuple(dict.fromkeys(each.title for each in posts if date and _held(each, date)))
    if held:
        return held, None
    return (), "、".join(dict.fromkeys(map(_remembered, posts))) or None


def _held(post: Post, date: When) -> bool:
    """Whether the post was certainly held all the time that `date` may be."""
    if post.seen is not None and post.seen == date:
        return isinstance(date, PartialDate) and date.is_exact
    if post.since is None or post.until is None:
        return False
    return post.since.certainly_before(date) and date.certainly_before(post.until)


def _remembered(post: Post) -> str:
    return post.title + (f"（{in_words(post.seen)}见报）" if post.seen else "")


def introduced(people: Iterable[Participant]) -> str:
    """Return people with their titles, as they are spoken of."""
    return "、".join(
        each.name + (f"（{'、'.join(each.titles)}）" if each.titles else "") for each in people
    )


def _part(text: str, marks: str) -> str:
    return escaped(text, marks if balanced(text) else marks + "（）()")


__all__ = ["introduced", "named", "received_for", "titled", "titles_at"]
