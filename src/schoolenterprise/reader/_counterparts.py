"""Pass 5, counterparts: whom 双方 or 与三所院校 means, by the bodies that the page named before."""

from collections.abc import Iterator
from itertools import islice

from schoolenterprise.reader._chains import is_place, means_another
from schoolenterprise.reader._facts import Role
from schoolenterprise.reader._mentions import Body, Mention, OrganizationMention
from schoolenterprise.reader._numbers import number
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._short_forms import LEGAL, brand_of
from schoolenterprise.reader._signings import Signing
from schoolenterprise.vocabulary import OrganizationKind

_COUNTED = Pattern(
    r"(?:与|和|同)(?:上述|以上|这|该|其中)?(?P<number>[0-9两二三四五六七八九十]{1,3})[所家个]"
    r"(?P<what>[^,。;]{0,6}?(?:企业|单位|公司|院校|学校|高校))"
)
_SCHOOLS = ("院校", "学校", "高校")
_FAR = 4
"""How many sentences back those who are only counted may be named."""


def sides(scene: Scene, signing: Signing) -> list[Role]:
    """Return the two that 双方 means: the page's own body and the one that it spoke of last.

    Where the sentences before tell of two others who meet, or nobody knows whose page it is, those
    two. Empty: the page does not say it.
    """
    own, other = scene.cast.own, _other_before(scene, signing.start)
    met = _met(scene, signing)
    if len(met) == 2 and own not in [role.body for role in met]:
        first, second = (role.body.kind is OrganizationKind.INSTITUTION for role in met)
        if first is not second:
            return met
    if own is None or other is None or other.known is None:
        return []
    return [Role(own, Mention(signing.start, signing.end)), Role(other.known, other)]


def _other_before(scene: Scene, position: int) -> OrganizationMention | None:
    """Return the body spoken of last, unless it bears the brand of the page's own: a form of it."""
    other, own = scene.other_before(position), scene.cast.own
    while other and other.known and own and _is_form_of(other.known, own, scene):
        other = scene.other_before(other.start)
    return other


def _is_form_of(body: Body, own: Body, scene: Scene) -> bool:
    brand = brand_of(own.name, own.kind, scene.lexicon)
    return bool(brand) and body.kind is own.kind and LEGAL.sub("", body.name) == brand


def _met(scene: Scene, signing: Signing) -> list[Role]:
    """Return the bodies of the last sentence that names two or more, own words like 学校 too.

    On a page that nobody is known to publish, the sentences of a paragraph count together.
    """
    own = scene.cast.own
    gathers = own is None or own.unnamed
    roles: dict[int, Role] = {}
    for row, end in islice(_back(scene, signing), _FAR):
        if not gathers or row.sentence.paragraph != signing.row.sentence.paragraph:
            roles = {}
        for mention in row.organizations:
            if means_another(row, mention):
                continue
            if mention.end <= end and _counts(scene, row, mention) and mention.known:
                roles.setdefault(id(mention.known), Role(mention.known, mention))
        if len(roles) > 1:
            return list(roles.values())
    return []


def _back(scene: Scene, signing: Signing) -> Iterator[tuple[Row, int]]:
    """Yield the sentence of the signing, then those before it, each with where to stop."""
    row: Row | None = signing.row
    end = signing.start
    while row is not None:
        if row.sentence.kind == "body":
            yield row, end
        index = scene.rows.index(row) - 1
        row = scene.rows[index] if index >= 0 else None
        end = row.end if row else 0


def _counts(scene: Scene, row: Row, mention: OrganizationMention) -> bool:
    known = mention.known
    if known is None or mention.unit or is_place(row, mention):
        return False
    return not known.unnamed or known is scene.cast.own


def counted(scene: Scene, signing: Signing, hub: Body | None) -> list[Role]:
    """Return who signs with 三所院校 that were listed before: the hub, then each of them.

    Empty: the clause counts nobody, or the page does not name just as many.
    """
    match = _COUNTED.search(signing.row.text, signing.begin, signing.end)
    count = number(match["number"]) if match else None
    if match is None or count is None or count < 2:
        return []
    schools = match["what"].endswith(_SCHOOLS)
    hub = hub or scene.cast.own
    for row, end in islice(_back(scene, signing), _FAR):
        listed: dict[int, Role] = {}
        others: dict[int, Role] = {}
        for mention in row.organizations:
            if mention.end > end or not _counts(scene, row, mention) or not mention.known:
                continue
            alike = (mention.known.kind is OrganizationKind.INSTITUTION) is schools
            place = listed if alike else others
            place.setdefault(id(mention.known), Role(mention.known, mention))
        if hub and id(hub) in listed and len(listed) == count + 1:
            del listed[id(hub)]
        if len(listed) == count:
            return _with_hub(scene, signing, hub, list(listed.values()))
    return []


def _with_hub(scene: Scene, signing: Signing, hub: Body | None, listed: list[Role]) -> list[Role]:
    """Put the one who signs with all of a list in front of it."""
    bodies = [role.body for role in listed]
    if hub is not None and hub not in bodies:
        return [Role(hub, Mention(signing.start, signing.end)), *listed]
    alike = listed[0].body.kind
    for row, end in islice(_back(scene, signing), _FAR):
        for mention in row.organizations:
            known = mention.known
            free = known is not None and known.kind is not alike and known not in bodies
            if known and free and mention.end <= end and _counts(scene, row, mention):
                return [Role(known, mention), *listed]
    return []
