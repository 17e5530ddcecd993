"""The rule on terms: nobody acts in a post before it began or after it ended."""

from collections.abc import Iterator

from schoolenterprise.check._finding import warning
from schoolenterprise.dates import When
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Appointment, Official, Participant, Post


def check_terms(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `post-outside-term` where a title is borne on a day outside every term of the post.

    The terms are the `since` and `until` of the person's own posts with that title, at that
    organization where both name one; a post without either, or without that title, says nothing.
    So does somebody's `seen` outside the term of its own post. A role received again after every
    known term of it ended is told too: its new term is missing.
    """
    officials = {each.id: each for each in ledger.officials if _has_term(each)}
    if not officials:
        return
    for record, path, date, person in _appearances(ledger):
        official = officials.get(person.official) if person.official else None
        if official is not None:
            yield from _titles(record, path, date, person, official)
    for official in officials.values():
        yield from _seen(official)
    for appointment in ledger.appointments:
        official = officials.get(appointment.official)
        if official is not None:
            yield from _appointed(appointment, official)


def _has_term(official: Official) -> bool:
    return any(post.since or post.until for post in official.posts)


def _appearances(ledger: Ledger) -> Iterator[tuple[str, str, When, Participant]]:
    """Yield every person at a dated occasion: id and path of the place, date, the person."""
    for visit in ledger.visits:
        if visit.date:
            for name in ("participants", "received_by"):
                for index, person in enumerate(getattr(visit, name)):
                    yield visit.id, f"{name}[{index}]", visit.date, person
    for agreement in ledger.agreements:
        if agreement.date:
            for name in ("signatories", "witnesses"):
                for index, person in enumerate(getattr(agreement, name)):
                    yield agreement.id, f"{name}[{index}]", agreement.date, person
    for event in ledger.events:
        if event.date:
            for index, person in enumerate(event.participants):
                yield event.id, f"participants[{index}]", event.date, person


def _titles(
    record: str, path: str, date: When, person: Participant, official: Official
) -> Iterator[Problem]:
    for index, title in enumerate(person.titles):
        posts = _posts(official, title, person.organization)
        if posts and all(_is_outside(date, post) for post in posts):
            yield _problem(
                record, f"{path}.titles[{index}]", f"{title} {person.name} on {date}", posts
            )


def _posts(official: Official, title: str, organization: str | None) -> list[Post]:
    return [
        post
        for post in official.posts
        if post.title == title and (not organization or post.organization in (organization, None))
    ]


def _is_outside(date: When, post: Post) -> bool:
    early = post.since is not None and date.certainly_before(post.since)
    return early or (post.until is not None and post.until.certainly_before(date))


def _seen(official: Official) -> Iterator[Problem]:
    for index, post in enumerate(official.posts):
        if post.seen and _is_outside(post.seen, post):
            found = f"{post.title} {official.name} on {post.seen}"
            yield _problem(official.id, f"posts[{index}].seen", found, [post])


def _appointed(appointment: Appointment, official: Official) -> Iterator[Problem]:
    date = appointment.date
    posts = _posts(official, appointment.role, appointment.by)
    if date and posts and all(each.until and each.until.certainly_before(date) for each in posts):
        found = f"{official.name} appointed {appointment.role} on {date}"
        yield _problem(appointment.id, "date", found, posts)


def _problem(record: str, path: str, found: str, posts: list[Post]) -> Problem:
    terms = " or ".join(dict.fromkeys(f"{each.since or ''}/{each.until or ''}" for each in posts))
    return warning(
        "post-outside-term",
        record,
        path,
        found=found,
        expected=f"a date within the term of the post, {terms}",
        advice="correct the term, or add the post that was held then",
    )


__all__ = ["check_terms"]
