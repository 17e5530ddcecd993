"""Pass 5, people: where the story is: the host at which a party has arrived last.

Who is introduced after 来到某公司, or under a heading that names a firm, is as a rule one of its
people.
"""

from bisect import bisect_left

from attrs import frozen

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._mentions import Body, OrganizationMention, PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene

_ARRIVES = Pattern(
    r"(?:走访|来到|走进|走入|前往|奔赴|赶到|赶往|赶赴|抵达|赴|深入|到访|转赴|转至|拜访|回访"
    r"|参观|考察|访问|[在到去])"
    r"了?[^,。;:!?]{0,60}$"
)
_LONGEST_ARRIVAL = 63
"""Characters of the longest verb, 了 behind it, and what may stand between them and the host."""
# Whichever stands first behind a list of people tells on whose side they are.
_SIDE = Pattern(
    r"(?P<guest>随行|随同|同行|同往|随队|前往|一道|参加|参与|出席|带队|一行|率队|带领|看望"
    r"|走访|参观|察看"
    r"|陪同(?:走访|调研|考察|前往))"
    r"|(?P<host>接待|迎接|会见|欢迎|介绍|汇报|致辞|感谢|坦言|坦承|作答|解答|讲解|演示|作陪"
    r"|陪同|陪着|代表"
    r"|回应|表示|说|提出|反映|希望|交换|交流|等候|赶来|主持)"
)
_REACH = 30
"""Characters behind a list of people within which a verb tells their side."""
_LONGEST_TITLE = 26
"""Characters between two people of one list."""


@frozen
class Arrival:
    """A place in the text where a party has come to a host."""

    start: int
    body: Body
    paragraph: int


@frozen
class Arrivals:
    """The arrivals of one page in their order."""

    places: list[Arrival]

    @classmethod
    def of(cls, scene: Scene) -> "Arrivals":
        """Find the arrivals at other bodies than the page's own."""
        found = [
            Arrival(mention.start, mention.known, row.sentence.paragraph)
            for row in scene.rows
            if row.sentence.kind != "title"
            for mention in row.organizations
            if mention.known and _is_other(mention, scene.cast) and _arrives(row, mention)
        ]
        return cls(found)

    def before(self, row: Row, person: PersonMention) -> Arrival | None:
        """Return the last arrival before a person, in this paragraph or the one before it."""
        index = bisect_left(self.places, person.start, key=lambda each: each.start) - 1
        if index < 0:
            return None
        last = self.places[index]
        return last if row.sentence.paragraph - last.paragraph < 2 else None


def _is_other(mention: OrganizationMention, cast: Cast) -> bool:
    return not mention.unit and not mention.generic and mention.known is not cast.own


def _arrives(row: Row, mention: OrganizationMention) -> bool:
    if row.sentence.kind == "caption" and len(mention.name) * 3 > len(row.words) * 2:
        return True
    start = max(row.start, mention.start - _LONGEST_ARRIVAL)
    return _ARRIVES.search(row.text, start, mention.start) is not None


def receives(row: Row, person: PersonMention) -> bool:
    """Say whether a person, or the list the person is in, does what hosts do."""
    return _side(row, person) == "host"


def comes_along(row: Row, person: PersonMention) -> bool:
    """Say whether a person, or the list the person is in, comes with the guests."""
    return _side(row, person) == "guest"


def _side(row: Row, person: PersonMention) -> str | None:
    end = _end_of_list(row, person)
    limit = min(row.end, end + _REACH)
    stop = min(
        (p for p in (row.text.find(mark, end, limit) for mark in "。;") if p >= 0), default=limit
    )
    match = _SIDE.search(row.text, end, stop)
    return match.lastgroup if match else None


def _end_of_list(row: Row, person: PersonMention) -> int:
    """Return where the list of people ends that a person is in."""
    end = person.end
    for other in row.people:
        gap = row.between(end, other.start) if other.start > end else ""
        if other.start > end and (len(gap) > _LONGEST_TITLE or gap[:1] not in "、和及与,"):
            break
        end = max(end, other.end) if other.start >= end else end
    return end
