"""Pass 5, people: which posts each person of the page holds, and where."""

from schoolenterprise.reader._facts import PersonFact, PostFact
from schoolenterprise.reader._mentions import Body, OrganizationMention, PersonMention, TitleMention
from schoolenterprise.reader._scene import Scene
from schoolenterprise.vocabulary import OrganizationKind

_FIRM_TITLES = ("总经理", "董事长", "总裁", "创始人", "厂长", "总监", "经理", "CEO", "董事", "总工程师", "主管", "首席")
_STATE_TITLES = ("总书记",)
_COUNTY_TITLES = ("县长", "市长", "区长", "县委", "市委", "区委", "镇长")


def read_officials(scene: Scene, people: list[PersonMention]) -> list[PersonFact]:
    """Gather the mentions of each person, and the posts that stand with them."""
    facts: dict[str, PersonFact] = {}
    for mention in people:
        fact = facts.setdefault(mention.name, PersonFact(mention.name))
        fact.mentions.append(mention)
        for title in mention.titles:
            _add_post(fact, PostFact(title, _home(scene, mention, title)))
    scene.homes = {name: _first_home(fact) for name, fact in facts.items()}
    return list(facts.values())


def _first_home(fact: PersonFact) -> Body | None:
    return next((post.body for post in fact.posts if post.body), None)


def _add_post(fact: PersonFact, post: PostFact) -> None:
    for known in fact.posts:
        if known.title.text != post.title.text and not known.title.text.endswith(post.title.text):
            continue
        if known.body is post.body or post.title.organization is None:
            return
        if known.title.organization is None:
            known.body, known.title = post.body, post.title
            return
    fact.posts.append(post)


def _home(scene: Scene, person: PersonMention, title: TitleMention) -> Body | None:
    if title.organization is not None and title.organization.known is not None:
        return title.organization.known
    if title.text.endswith(_STATE_TITLES):
        return None
    if any(each in title.text for each in _COUNTY_TITLES):
        return _only(scene, "人民政府")
    if title.text.endswith(_FIRM_TITLES):
        return _last_firm(scene, person) or scene.cast.own
    return scene.cast.own


def _only(scene: Scene, ending: str) -> Body | None:
    found = [body for body in scene.cast.bodies if body.name.endswith(ending)]
    return found[0] if len(found) == 1 else None


def _last_firm(scene: Scene, person: PersonMention) -> Body | None:
    firms = [each for each in scene.cast.mentions if _is_firm(each) and each.start < person.start]
    return firms[-1].known if firms else None


def _is_firm(mention: OrganizationMention) -> bool:
    known = mention.known
    return known is not None and known.kind in (OrganizationKind.ENTERPRISE, OrganizationKind.OTHER)
