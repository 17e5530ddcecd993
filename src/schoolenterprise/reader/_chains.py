"""Pass 4, lists of bodies: the names that run up to a verb, 甲与乙、丙共同签…."""

from schoolenterprise.reader._mentions import OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row

_LINK = Pattern(r".{0,12}(?:[、与和同及,]|以及|代表|携手|联合).{0,12}")
_LONGEST_GAP = 24
_VAGUE = frozenset({"产业园", "创业园", "研究院", "协会", "学会", "商会"})
"""Words for a body that only count before a title."""


def names_one(mention: OrganizationMention) -> bool:
    """Say whether a mention stands for a body of the page wherever it stands."""
    vague = mention.generic and mention.name in _VAGUE
    return mention.known is not None and not mention.unit and not vague


def titles_somebody(mention: OrganizationMention, row: Row) -> bool:
    """Say whether a mention only belongs to the title of a person of the sentence."""
    return any(title.organization is mention for person in row.people for title in person.titles)


def chain_before(
    row: Row, position: int, bodies: list[OrganizationMention]
) -> list[OrganizationMention]:
    """Return those of `bodies` that form one list which runs up to `position`."""
    kept: list[OrganizationMention] = []
    edge = position
    for mention in reversed([each for each in bodies if each.end <= position]):
        gap = row.between(mention.end, edge)
        if kept and (len(gap) > _LONGEST_GAP or not _LINK.fullmatch(gap)):
            break
        kept.append(mention)
        edge = mention.start
    return kept[::-1]
