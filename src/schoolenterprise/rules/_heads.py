"""Who of the people of a school is its head, or of its leadership; departments have heads too."""

from schoolenterprise.dates import When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Official, Organization, Participant
from schoolenterprise.rules._counting import Leaders
from schoolenterprise.vocabulary import all_titles

_HEADS = frozenset(
    {"党委书记", "书记", "党委第一书记", "校长", "院长", "代校长", "代院长", "代理校长", "代理院长"}
)
_LOWEST = 4
"""Last rank of the ladder of schools that belongs to the leadership (班子)."""
_NOT_LEADING = ("名誉", "荣誉", "分校", "园长", "理事会")
_FRONTS = ("学校", "学院", "我校", "我院", "该校", "该院", "本校", "本院", "校", "院")
"""What may stand before a title and means the school itself."""


def titles_at(
    ledger: Ledger, person: Participant, school: Organization, date: When | None
) -> tuple[str, ...]:
    """Return the titles of a person at the school: as written there, else of the person's posts.

    A post that certainly ended before `date`, or began after it, is left out.
    """
    if person.titles:
        return person.titles
    official = ledger.get(person.official) if person.official else None
    if not isinstance(official, Official):
        return ()
    return tuple(
        post.title
        for post in official.posts
        if post.organization in (None, school.id)
        and not (date and post.until and post.until.certainly_before(date))
        and not (date and post.since and date.certainly_before(post.since))
    )


def is_of(ledger: Ledger, person: Participant, school: Organization) -> bool:
    """Return whether the person may come from the school: no text says another body."""
    if person.organization:
        return person.organization == school.id
    official = ledger.get(person.official) if person.official else None
    homes = official.organizations if isinstance(official, Official) else ()
    return not homes or school.id in homes


def leads(title: str, school: Organization, leaders: Leaders) -> bool:
    """Return whether the title makes its bearer one of `leaders` of the school.

    院长 is the head of a school whose name ends with 学院, and of a faculty anywhere else; so is
    every title with a department in front: 商学院院长.

    >>> school = Organization(name="星川职业技术学院")
    >>> [leads(title, school, Leaders.HEADS) for title in ("院长", "商学院院长", "党委副书记")]
    [True, False, False]
    """
    if leaders is Leaders.ANYONE:
        return True
    return any(_leads(part, school, leaders) for part in title.split("兼") if part)


def _leads(title: str, school: Organization, leaders: Leaders) -> bool:
    own = _own(title, school)
    if own.endswith("院长") and not _is_college(school):
        return False
    if own in _HEADS:
        return True
    row = all_titles().get(own)
    known = row is not None and row.ladder == "school" and row.rank <= _LOWEST
    return leaders is Leaders.LEADERSHIP and known and not own.startswith(_NOT_LEADING)


def _own(title: str, school: Organization) -> str:
    """Return the title without the school in front of it."""
    for front in (*school.names, *_FRONTS):
        if title.startswith(front) and title != front:
            rest = title.removeprefix(front)
            if rest in _HEADS or rest in all_titles():
                return rest
    return title


def _is_college(school: Organization) -> bool:
    return any(name.endswith("学院") for name in (school.name, *school.former_names))


__all__ = ["is_of", "leads", "titles_at"]
