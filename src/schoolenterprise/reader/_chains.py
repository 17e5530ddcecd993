"""Pass 4, lists of bodies: the names that run up to a verb, 甲与乙、丙共同签…."""

from schoolenterprise.reader._mentions import OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row
from schoolenterprise.vocabulary import OrganizationKind

_LINK = Pattern(r".{0,12}(?:[、与和同及,]|以及|代表|携手|联合).{0,12}")
_BREAK = Pattern(
    r"见证|出席|参加|参与|主持|陪同|支持|指导|揭牌|致辞|讲话|表示|举行|召开|举办|莅临|来到"
    r"|邀请|关心|共建|签约|签署|签订|产业学院"
)
"""What ends a list of those who act: who stands before it only watches, helps or speaks."""
_WHERE = Pattern(r"(?<!存|现|正|所|旨|意)在$|(?<![关由至等属基对])于$|位于$")
_UNDER = Pattern(
    r"(?<![现正存])在[^,。;]{2,80}?(?:(?:见证|支持|指导|推动|关心|协调|牵头|引领|主持|陪同"
    r"|帮助|组织|领导|推进)下"
    r"|(?:仪式|大会|会议|活动|论坛|会)上)"
)
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
        far = len(gap) > _LONGEST_GAP or not _LINK.fullmatch(gap) or _BREAK.search(gap)
        if kept and far:
            break
        kept.append(mention)
        edge = mention.start
    return kept[::-1]


def is_place(row: Row, mention: OrganizationMention) -> bool:
    """Say whether a mention says where something happens, under whom, or stands in brackets."""
    start = mention.start
    if _WHERE.search(row.text, max(row.start, start - 4), start):
        return True
    opened = row.text.rfind("(", row.start, start)
    if opened >= 0 and row.text.find(")", opened, start) < 0:
        return True
    return any(
        each.start() < start < each.end() for each in _UNDER.finditer(row.text, row.start, row.end)
    )


def means_another(row: Row, mention: OrganizationMention) -> bool:
    """Say whether 学校 stands for another school, which the sentence has just named."""
    stands_for = mention.generic and not mention.name.startswith(("我", "本"))
    return stands_for and any(
        each.known is not mention.known
        and each.known is not None
        and each.kind is OrganizationKind.INSTITUTION
        and not each.generic
        and each.start < mention.start
        for each in row.organizations
    )
