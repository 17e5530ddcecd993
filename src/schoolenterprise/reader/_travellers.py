"""Pass 5, visits: which people of a sentence go on the trip, and who of them leads."""

from schoolenterprise.reader._facts import Role
from schoolenterprise.reader._mentions import PersonMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.vocabulary import OrganizationKind

LEADS = Pattern(r"率队|带队|率领|带领|率|携|一行|等人")
# People inside these words are on the hosts' side: 在甲陪同下, 听取了甲的介绍.
_HOSTED = Pattern(
    r"(?:在|由)[^。;]{2,80}?(?:陪同|引导|见证)下|听取了?[^。;,]{2,60}?(?:介绍|汇报)"
    r"|受到[^。;,]{2,60}?接待"
)
ALSO_WENT = Pattern(r"(?:同行|同往|同去|同赴|随行|随同|陪同|一同前往|一起去)的(?:还有|有)")
"""Words behind which the companions follow: 同行的还有甲、乙."""
_RECEIVES = Pattern(r"(?:等)?(?:的)?(?:热情)?(?:陪同|接待|会见)")
_LEADS_AT = Pattern(r"(?:等)?(?:一行|率队|带队|率领|带领|率|携)")


def visiting(row: Row, people: list[PersonMention], position: int) -> list[PersonMention]:
    """Keep who goes: the people before the verb at `position` who do not merely receive."""
    hosted = [match.span() for match in _HOSTED.finditer(row.text, row.start, position)]
    kept: list[PersonMention] = []
    receiving: PersonMention | None = None
    for person in reversed(people):
        if any(start <= person.start < end for start, end in hosted):
            refused("visit-people-who-receive", person.start, person.end)
            continue
        listed = receiving is not None and row.between(person.end, person.end + 1) in "、和及与"
        if listed or _RECEIVES.match(row.text, person.end, min(person.end + 14, position)):
            refused("visit-people-who-receive", person.start, person.end)
            receiving = person
            continue
        receiving = None
        kept.append(person)
    return kept[::-1]


def leader_first(row: Row, people: list[PersonMention]) -> list[PersonMention]:
    """Put in front who is said to lead where that is one alone behind a mark: 甲陪同,乙一行."""
    for index, person in enumerate(people):
        before = row.text[max(row.start, person.start - 1) : person.start]
        alone = index > 0 and before in (",", ";") and not person.titles
        if alone and _LEADS_AT.match(row.text, person.end):
            fired("visit-leader-behind-comma", person)
            return [person, *people[:index], *people[index + 1 :]]
    return people


def same_side(scene: Scene, person: PersonMention, visitor: Role | None) -> bool:
    """Say whether a person before the verb goes with the visitor."""
    home = scene.body_of(person)
    if visitor is None or home is None or home is visitor.body:
        return True
    return home.kind is visitor.body.kind and home.kind is not OrganizationKind.INSTITUTION
