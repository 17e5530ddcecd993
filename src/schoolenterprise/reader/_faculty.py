"""Pass 3, pages of a faculty: 某大学智能制造学院, where 学院 and 我院 mean the faculty.

A university is never 学院; a page that speaks of 学院 alone and names a faculty right behind the
university is the faculty's own.
"""

from itertools import pairwise

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.vocabulary import OrganizationKind

_ENOUGH = 2
"""So often a page says 学院 before the word is believed to mean its own body."""


def own_faculty(cast: Cast) -> Body | None:
    """Return the faculty whose page it is, made a body of its own; `None`: it is none's."""
    own = cast.own
    words = [each.name for each in cast.mentions if each.generic]
    of_faculty = sum(word in ("学院", "我院", "本院") for word in words) >= _ENOUGH
    of_school = any(word in ("学校", "我校", "本校", "该校") for word in words)
    if own is None or not own.name.endswith("大学") or not of_faculty or of_school:
        return None
    pairs = [
        (mention, unit)
        for mention, unit in pairwise(cast.mentions)
        if mention.known is own and unit.unit and unit.start == mention.end
    ]
    names = {mention.name + unit.name for mention, unit in pairs}
    return _merged(cast, own, pairs) if len(names) == 1 else None


def _merged(
    cast: Cast, own: Body, pairs: list[tuple[OrganizationMention, OrganizationMention]]
) -> Body:
    """Make one name of university and faculty wherever they stand together."""
    first, unit = pairs[0]
    faculty = Body(first.name + unit.name, OrganizationKind.INSTITUTION)
    for mention, part in pairs:
        mention.end, mention.name, mention.known = part.end, faculty.name, faculty
        faculty.mentions.append(mention)
        own.mentions.remove(mention)
        cast.mentions.remove(part)
    cast.bodies.append(faculty)
    if not own.mentions:
        cast.bodies.remove(own)
    return faculty
