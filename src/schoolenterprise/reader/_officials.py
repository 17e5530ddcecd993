"""Pass 5, people: which posts each person of the page holds, and where."""

from schoolenterprise.reader._arrivals import Arrivals
from schoolenterprise.reader._facts import PersonFact, PostFact
from schoolenterprise.reader._homes import home_of, ladder_of
from schoolenterprise.reader._mentions import Body, PersonMention, TitleMention
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._trace import fired, refused


def read_officials(scene: Scene, people: list[PersonMention]) -> list[PersonFact]:
    """Gather the mentions of each person, and the posts that stand with them."""
    facts: dict[str, PersonFact] = {}
    arrivals = Arrivals.of(scene)
    for mention in people:
        fact = facts.setdefault(mention.name, PersonFact(mention.name))
        fact.mentions.append(mention)
        for title in mention.titles:
            if ladder_of(scene.lexicon, title.text) == "relation":
                refused("post-relation-is-none", title.start, title.end)
                continue
            fired(_rule_of(title), title, fact)
            _add_post(fact, PostFact(title, home_of(scene, arrivals, mention, title)))
    for fact in facts.values() if scene.lexicon.people else ():
        _add_known_posts(scene, fact)
    scene.homes = {name: _first_home(fact) for name, fact in facts.items()}
    return list(facts.values())


def _add_known_posts(scene: Scene, fact: PersonFact) -> None:
    """Give a person whose posts the page leaves out those that a user's file lists."""
    person = scene.lexicon.people.get(fact.name)
    if person is None or fact.posts:
        return
    body = scene.cast.named(person.organization) if person.organization else None
    at = fact.mentions[0]
    for title in person.titles:
        fact.posts.append(PostFact(TitleMention(at.start, at.end, title), body, known=True))


def _rule_of(title: TitleMention) -> str:
    if title.organization is None:
        return "post-home-by-title"
    return "post-home-by-word" if title.organization.generic else "post-home-named"


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
