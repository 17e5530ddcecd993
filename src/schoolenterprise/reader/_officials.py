"""Pass 5, people: which posts each person of the page holds, and where."""

from schoolenterprise.reader._facts import PersonFact, PostFact
from schoolenterprise.reader._mentions import Body, PersonMention, TitleMention
from schoolenterprise.reader._scene import Scene
from schoolenterprise.vocabulary import OrganizationKind

_STATE_TITLES = ("总书记",)
_HOMES: dict[str, frozenset[OrganizationKind]] = {
    "firm": frozenset({OrganizationKind.ENTERPRISE, OrganizationKind.OTHER, OrganizationKind.PARK}),
    "association": frozenset({OrganizationKind.ASSOCIATION}),
    "institute": frozenset({OrganizationKind.INSTITUTE}),
    "park": frozenset({OrganizationKind.PARK, OrganizationKind.GOVERNMENT}),
    "government": frozenset({OrganizationKind.GOVERNMENT}),
}
"""Ladder of a title → the kinds of body in which it is found."""
_COUNTY_TITLES = ("县长", "市长", "区长", "县委", "市委", "区委", "镇长")


def read_officials(scene: Scene, people: list[PersonMention]) -> list[PersonFact]:
    """Gather the mentions of each person, and the posts that stand with them."""
    facts: dict[str, PersonFact] = {}
    for mention in people:
        fact = facts.setdefault(mention.name, PersonFact(mention.name))
        fact.mentions.append(mention)
        for title in mention.titles:
            if _ladder(scene, title.text) == "relation":
                continue
            _add_post(fact, PostFact(title, _home(scene, mention, title)))
    scene.homes = {name: _first_home(fact) for name, fact in facts.items()}
    return list(facts.values())


def _first_home(fact: PersonFact) -> Body | None:
    return next((post.body for post in fact.posts if post.body), None)


def _add_post(fact: PersonFact, post: PostFact) -> None:
    for known in fact.posts:
        if known.title.text != post.title.text and not known.title.text.endswith(post.title.text):
            continue
        if known.body is post.body or post.body is None or post.title.organization is None:
            return
        if known.title.organization is None:
            known.body, known.title = post.body, post.title
            return
    fact.posts.append(post)


def _home(scene: Scene, person: PersonMention, title: TitleMention) -> Body | None:
    if title.organization is not None:
        return title.organization.known
    if title.text.endswith(_STATE_TITLES):
        return None
    if any(each in title.text for each in _COUNTY_TITLES):
        return _only(scene, "人民政府")
    kinds = _HOMES.get(_ladder(scene, title.text), frozenset())
    own = scene.cast.own
    if not kinds or (own and own.kind in kinds):
        return own
    return _last_of(scene, person, kinds) or own


def _only(scene: Scene, ending: str) -> Body | None:
    found = [body for body in scene.cast.bodies if body.name.endswith(ending)]
    return found[0] if len(found) == 1 else None


def _ladder(scene: Scene, title: str) -> str:
    """Return the ladder of a title: that of its longest known end."""
    ends = (title[start:] for start in range(len(title)))
    return next((scene.lexicon.titles[end] for end in ends if end in scene.lexicon.titles), "")


def _last_of(
    scene: Scene, person: PersonMention, kinds: frozenset[OrganizationKind]
) -> Body | None:
    """Return the body of these kinds that the page named last before a person."""
    before = [
        each.known
        for each in scene.cast.mentions
        if each.start < person.start and each.known and each.known.kind in kinds
    ]
    return before[-1] if before else None
