"""Pass 5, visits: which bodies stand behind a verb of going, and where their list ends."""

import re

from schoolenterprise.reader._facts import Role
from schoolenterprise.reader._mentions import Mention, OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import refused

_LIST_GAP = Pattern(
    r"^(?!,[和与跟同])(?:[、,和及与跟\s“”]|以及|及其.{0,8}单位|其.{0,8}单位|并|还|等|旗下|位于"
    r"|旗下的|先后|分别|的|再到|又到|转赴|随后|走访了?|来到|前往|赴|到){1,4}$"
)
COMES_HOME = r"来校|来院|来我校|来我院|来我司|来访|到访|莅校|莅院|访校"
_HOME = Pattern(rf"{COMES_HOME}|到校|到院|前来")
"""Verbs that lead to the page's own body."""
_ON_PEOPLE = Pattern(r"看望|探望|慰问")
"""Verbs whose object is people: 看望我院学生 leads to no 我院."""
_APART = Pattern(r"[。;:!?]|,(?!先后|分别)")
_OF_IT = Pattern(r"”?[^,。;、”]{0,8}?的")
_PART = Pattern(r"(?:的)?(?:毕业|学生|实习|师生|教师|就业|办学|发展|企业|单位|内|各)")
_ATTENDS = Pattern(r"参加|出席|参与")


def hosts_of(scene: Scene, row: Row, match: re.Match[str]) -> list[Role]:
    """Return the bodies that the verb of going leads to; empty when it leads to none."""
    if _HOME.fullmatch(match[0]) and not _named_behind(row, match):
        own = scene.cast.own
        return [Role(own, Mention(match.start(), match.end()))] if own else []
    hosts: list[Role] = []
    edge = match.end()
    for mention in row.organizations:
        if mention.start < edge or mention.unit or mention.known is None:
            continue
        gap = row.between(edge, mention.start)
        if hosts and gap.startswith(",") and scene.words.title_at(mention.end):
            break
        if not (_first_gap(gap) if not hosts else _LIST_GAP.match(gap)):
            if hosts or len(gap) > 40:
                break
            continue
        if mention.known is scene.cast.own and _ON_PEOPLE.fullmatch(match[0]):
            continue
        if _is_modifier(row, mention) or _is_part(row, mention):
            refused("visit-host-only-places-another", mention.start, mention.end)
            continue
        hosts.append(Role(mention.known, mention))
        edge = mention.end
        if _ATTENDS.search(gap):
            break
    return _distinct(hosts) or _host_by_place(scene, row, match) or _host_by_heading(scene, row)


_LONGEST_DESCRIPTION = 40
_ENDS_CLAUSE = Pattern(r"[,。;]|时|后|期间|表示")


def _named_behind(row: Row, match: re.Match[str]) -> bool:
    """Say whether a body follows 到访 directly, which is then where the trip goes."""
    if match[0] not in ("到访", "来访") or row.text.startswith("的", match.end()):
        return False
    behind = (e for e in row.organizations if e.start >= match.end() and e.known and not e.unit)
    first = next(behind, None)
    gap = row.between(match.end(), first.start) if first else ","
    return len(gap) <= _LONGEST_DESCRIPTION and not _ENDS_CLAUSE.search(gap)


def _first_gap(gap: str) -> bool:
    return len(gap) <= 36 and not _APART.search(gap)


def _is_modifier(row: Row, mention: OrganizationMention) -> bool:
    """Say whether the name only places another one: 位于…产业园的某公司."""
    behind = _OF_IT.match(row.text[mention.end : mention.end + 12])
    if behind is None:
        return False
    return any(
        0 < other.start - mention.end - len(behind[0]) + 1 <= 3 and not other.generic
        for other in row.organizations
    )


def _is_part(row: Row, mention: OrganizationMention) -> bool:
    """Say whether something that is no body follows the name: 园区数字人才市场, 学校的学生."""
    follows = row.text[mention.end : mention.end + 3]
    return mention.generic and _PART.match(follows) is not None


def _distinct(roles: list[Role]) -> list[Role]:
    seen: dict[int, Role] = {}
    for role in roles:
        seen.setdefault(id(role.body), role)
    return list(seen.values())


def _host_by_heading(scene: Scene, row: Row) -> list[Role]:
    """Return the body that the heading names: a section of a round-up tells of one host."""
    heading = row.heading
    if heading is None or heading.known is None or heading.known is scene.cast.own:
        return []
    return [Role(heading.known, heading)]


def _host_by_place(scene: Scene, row: Row, match: re.Match[str]) -> list[Role]:
    """Read 赴泸州 as a visit to the page's own school where that stands in its name."""
    own = scene.own_school()
    if own is None or match[0] not in ("赴", "到", "来", "来到", "前往"):
        return []
    place = scene.lexicon.place_finder.match(row.text, match.end())
    if place and own.name.startswith(place):
        return [Role(own, Mention(match.end(), match.end() + len(place)))]
    return []
