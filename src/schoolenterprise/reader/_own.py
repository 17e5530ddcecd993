"""Pass 3, whose page it is: the body that 我校, 我司 or 我县 means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._fronts import is_discipline
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import expanded
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_OWN_PREFIXES = ("我", "本")
_MEETS = Pattern(r"[^,;:]*(?:[与和同跟来到赴向]|走访|考察|访问|携手|联合)[^,;:]*")
_VISITED = Pattern(
    r"(?:走访|考察|参观|拜访|前往|奔赴|来到|走进|深入|访问|莅临|[到赴])了?[^,。;:!?]*$"
)
_MARKS = ",。;:!?"
_GUESTS = Pattern(r"客人|来访者|来宾|来访一行")
_COMES_HOME = Pattern(r"来校|来访|来院|来我|到访|莅校|莅院|莅临|到校|到我")
_FOUNDED = Pattern(r"揭牌|成立|开班|签约|获批|启动")
_OF_FIRM = Pattern(r"^(?:公司|集团)|[在到来赴访]公司")
"""公司 in the headline with no name before it: the firm's own page."""
_NEWSPAPER = Pattern(r"本报(?:讯|记者|通讯员)")
_TOP = 400
"""Within so many characters a newspaper says that it is one."""
_OFTEN = 3
"""A page that names 某某学院 so often may well be its own."""
_LEAD = 2
"""So many sentences at the top tell whose news it is."""
_REACH = 200
"""How far before a school's name, in characters, the verb of going may stand: lists are long."""
_NEAR = 30
"""How far from 我校, in characters, the body that meets it may stand."""
_OFFICES = (OrganizationKind.GOVERNMENT, OrganizationKind.PARK)
_PUBLISHERS = (OrganizationKind.INSTITUTION, OrganizationKind.ENTERPRISE)


def own_body(cast: Cast, page: Page, words: PageWords) -> Body | None:
    """Decide whose page it is: what 我校 can mean, who publishes it, who acts in the headline."""
    stated = _stated(cast, page)
    own_words = Counter(each.kind for each in cast.mentions if is_own_word(each))
    if own_words:
        # 我市 and 我县 also stand in the pages of schools and firms.
        told = [kind for kind in _PUBLISHERS if own_words[kind]]
        kind = told[0] if told else own_words.most_common(1)[0][0]
        if stated and stated.kind is kind is OrganizationKind.GOVERNMENT:
            return _noted(page, stated)
        meant = _meant(cast, page, words, kind)
        if meant or kind in _PUBLISHERS or own_words[kind] > 1:
            above = None if stated else _named_above(cast, page, words, kind)
            return above or _noted(page, meant) or _unnamed(cast, kind, is_own_word)
    if stated:
        return _noted(page, stated)
    newspaper = _NEWSPAPER.search(page.text, 0, _TOP)
    if newspaper:
        refused("own-body-none-of-newspaper", *newspaper.span())
        return None
    title = page.slice(page.title) if page.title else ""
    acting = _acting(cast, page, title)
    if acting:
        fired("own-body-acts-in-headline", acting.mentions[0], acting)
        return acting
    if page.of_government:
        return _own_office(cast, page)
    return _main_school(cast, page, words)


def _noted(page: Page, body: Body | None) -> Body | None:
    """Return a body, noting what makes the page its own: what the header says or the page tells."""
    if body is not None:
        publisher = page.slice(page.publisher) if page.publisher else ""
        if page.publisher and any(e.startswith(publisher) for e in (body.name, *body.aliases)):
            fired("own-body-is-publisher", page.publisher, body)
        else:
            fired("own-body-told-of", body.mentions[0], body)
    return body


def _own_office(cast: Cast, page: Page) -> Body | None:
    """Return the office of which a page on the site of a government tells most."""
    offices = (body for body in cast.bodies if body.kind in _OFFICES)
    own = _most_named(body for body in offices if not _is_only_target(body, page))
    if own:
        fired("own-body-of-government-site", own.mentions[0], own)
    return own


def _stated(cast: Cast, page: Page) -> Body | None:
    """Return the body that the header names as publisher, by any of its names."""
    publisher = page.slice(page.publisher) if page.publisher else ""
    body = cast.named(publisher)
    if body or len(publisher) < 3:
        return body
    forms = (publisher, *expanded(publisher))
    for body in cast.bodies:
        names = (body.name, *body.aliases)
        if any(name.startswith(form) for name in names for form in forms):
            return body
    for body in cast.bodies:
        if any(_is_end_of(publisher, form) for form in (body.name, *expanded(body.name))):
            _call(cast, body, publisher, page)
            return body
    return None


def _is_end_of(publisher: str, form: str) -> bool:
    """Say whether `form` is the publisher without its place: 县教体局, written out."""
    return publisher == form or (publisher.endswith(form) and form[0] in "省市县区州")


def _call(cast: Cast, body: Body, name: str, page: Page) -> None:
    """Give a body that the text only names short the full name that the header has."""
    if page.publisher is None:
        return
    body.aliases.insert(0, body.name)
    body.name = name
    at = page.publisher
    body.mentions.append(OrganizationMention(at.start, at.end, name, body.kind, known=body))


def _named_above(cast: Cast, page: Page, words: PageWords, kind: OrganizationKind) -> Body | None:
    """Return a body that only the header, byline or credit names, where it is of this kind."""
    if page.publisher is None:
        return None
    name = _full_name(page.slice(page.publisher), kind, words)
    if not name or any(name in (each.name, *each.aliases) for each in cast.bodies):
        return None
    body = Body(name, kind)
    start = page.publisher.start
    end = start + len(name)
    body.mentions.append(OrganizationMention(start, end, name, kind, known=body))
    cast.bodies.append(body)
    fired("own-body-only-in-header", body.mentions[0], body)
    return body


def _full_name(publisher: str, kind: OrganizationKind, words: PageWords) -> str:
    """Return the name of a body with which a publisher begins: 某学院|招生就业处."""
    for end in range(len(publisher), _SHORTEST_NAME - 1, -1):
        for start in range(2, end - 1):
            ending = words.lexicon.endings.get(publisher[start:end])
            if ending and ending.kind is kind and ending.strength in ("strong", "medium"):
                name = publisher[:end]
                return name if _is_school_name(name, words) or not name.endswith("学院") else ""
    return ""


def _is_school_name(name: str, words: PageWords) -> bool:
    """Say whether 某某学院 is a school and no faculty, by its end, its place or the list."""
    placed = words.lexicon.starts_with_place(name)
    return placed or bool(_SCHOOL_END.search(name) or find_institution(name))


_SHORTEST_NAME = 5


def _acting(cast: Cast, page: Page, title: str) -> Body | None:
    """Return the body with which the headline begins, unless it comes as a guest."""
    if _OF_FIRM.search(title):
        return _most_named(each for each in cast.bodies if each.kind is OrganizationKind.ENTERPRISE)
    if _COMES_HOME.search(title) or _FOUNDED.search(title):
        return None
    for body in cast.bodies:
        if any(title.startswith(name) for name in (body.name, *body.aliases)):
            school = body.kind is OrganizationKind.INSTITUTION
            return body if school or not _speaks_of_school(cast) else None
    return None


def _speaks_of_school(cast: Cast) -> bool:
    """Say whether 学校 or 学院 stands by itself, as on the page of a school."""
    return any(each.generic and each.name in ("学校", "学院", "校") for each in cast.mentions)


def _most_named(bodies: Iterable[Body]) -> Body | None:
    return max(
        (body for body in bodies if body.mentions),
        key=lambda body: (len(body.mentions), -min(each.start for each in body.mentions)),
        default=None,
    )


def _meant(cast: Cast, page: Page, words: PageWords, kind: OrganizationKind) -> Body | None:
    """Return the named body that 我校 means: one that the page tells of, not one that it meets."""
    fitting = [body for body in cast.bodies if body.kind is kind and body.mentions]
    if kind is OrganizationKind.GOVERNMENT:
        # 我县 speaks for the county, whose government comes before its bureaus.
        fitting = [body for body in fitting if body.name.endswith("人民政府")] or fitting
    beside, met = _beside_own(cast, page)
    others = [body for body in fitting if id(body) not in beside]
    if kind is OrganizationKind.INSTITUTION:
        fitting = [body for body in fitting if not _is_faculty(cast, body, words)]
        others = [body for body in others if body in fitting]
    candidates = others or [body for body in fitting if id(body) not in met]
    return _most_named(body for body in candidates if _is_told_of(body, page, words))


def _is_faculty(cast: Cast, body: Body, words: PageWords) -> bool:
    """Say whether 我校 cannot mean 某某学院: no list, place or head calls it a school."""
    says_school = any(is_own_word(each) and each.name.endswith("校") for each in cast.mentions)
    return says_school and _may_be_faculty(body, words)


def _may_be_faculty(body: Body, words: PageWords) -> bool:
    """Say whether nothing but its own name calls a body a school: 材料学院, 文设学院."""
    name = body.name
    if not name.endswith("学院") or _is_school_name(name, words):
        return False
    parts = name.removesuffix("学院").replace("与", "和").split("和")
    if all(is_discipline(part, words.lexicon) for part in parts):
        return True
    if len(body.mentions) >= _OFTEN:
        return False
    heads = (words.title_at(each.end) for each in body.mentions)
    return not any(head in ("校长", "党委书记", "副校长") for head in heads)


def _is_told_of(body: Body, page: Page, words: PageWords) -> bool:
    """Say whether a body is more than a target, an item of a list or somebody's employer.

    At the top of the page, and where it is named again, it may be any of the latter.
    """
    free = [each for each in body.mentions if not _is_target(each, page.text)]
    prose = [each for each in page.sentences if each.kind != "title"][:_LEAD]
    top = prose[-1].end if prose else 0
    if len(free) > 1 or any(each.start < top for each in free):
        return True
    return any(_stands_alone(each, page.text, words) for each in free)


def _stands_alone(mention: OrganizationMention, text: str, words: PageWords) -> bool:
    """Say whether a name is neither an item of a list nor somebody's employer."""
    around = text[mention.start - 1 : mention.start] + text[mention.end : mention.end + 1]
    return "、" not in around and words.title_at(mention.end) is None


def _is_target(mention: OrganizationMention, text: str) -> bool:
    """Say whether somebody goes where a name stands, alone or in a list."""
    end = mention.start
    start = max(0, end - _REACH)
    # The verb stands behind the last mark.
    start = max(start, *(text.rfind(mark, start, end) + 1 for mark in _MARKS))
    return _VISITED.search(text, start, end) is not None


def _is_only_target(body: Body, page: Page) -> bool:
    """Say whether somebody goes to a body wherever it is named."""
    return all(_is_target(each, page.text) for each in body.mentions)


def _main_school(cast: Cast, page: Page, words: PageWords) -> Body | None:
    """Return the school that a page without 我校 is about; `None`: it only goes to schools."""
    schools = [body for body in cast.bodies if body.kind is OrganizationKind.INSTITUTION]
    named = [body for body in schools if body.mentions]
    of_school = _speaks_of_school(cast)
    unnamed_head = _has_unnamed_head(cast, words)
    if of_school:
        named = [body for body in named if not _may_be_faculty(body, words)]
    told = [body for body in named if not _is_only_target(body, page)]
    hosts = [body for body in named if body not in told or _is_target(body.mentions[0], page.text)]
    if len(hosts) == 1 and len(named) > 1 and _GUESTS.search(page.text):
        fired("own-body-receives-guests", hosts[0].mentions[0], hosts[0])
        return hosts[0]
    if unnamed_head:
        named = told + [e for e in named if e not in told and _is_visited_by_others(cast, e, page)]
        if named and not told:
            return _noted(page, named[0])
    elif not (of_school or _COMES_HOME.search(page.text)):
        # Guests of another kind publish it: nothing here speaks for the school.
        named = told
    if named:
        return _noted(page, _most_named(named))
    # Where nobody bears a title, 学校 means schools in general.
    if not words.titles or (schools and not unnamed_head):
        return None
    above = _named_above(cast, page, words, OrganizationKind.INSTITUTION)
    if above:
        return above
    if not any(each.generic and each.name in _SCHOOL_WORDS for each in cast.mentions):
        _add_school_of_verb(cast, words.text)
    return _unnamed(cast, OrganizationKind.INSTITUTION, lambda each: each.name in _SCHOOL_WORDS)


def _add_school_of_verb(cast: Cast, text: str) -> None:
    """Take the 校 of 来校 for a word for the school, where no other word speaks of it."""
    match = _TO_SCHOOL.search(text)
    if match:
        start, end = match.span("school")
        kind = OrganizationKind.INSTITUTION
        word = OrganizationMention(start, end, match["school"], kind, generic=True)
        index = bisect_left(cast.mentions, start, key=lambda each: each.start)
        cast.mentions.insert(index, word)


def _is_visited_by_others(cast: Cast, body: Body, page: Page) -> bool:
    """Say whether firms or offices, and no school, come to a body where it is first named."""
    start = min(each.start for each in body.mentions)
    sentence = next((each for each in page.sentences if each.start <= start < each.end), None)
    first = sentence.start if sentence else start
    before = [each for each in cast.mentions if first <= each.start < start]
    schools = any(each.kind is OrganizationKind.INSTITUTION for each in before)
    prose = next((each for each in page.sentences if each.kind != "title"), None)
    return (bool(before) or sentence is prose) and not schools


def _has_unnamed_head(cast: Cast, words: PageWords) -> bool:
    """Say whether the first post at a school is told as 学校校长, so that it may never be named."""
    schools = (each for each in cast.mentions if each.kind is OrganizationKind.INSTITUTION)
    first = next((each for each in schools if not each.unit and words.title_at(each.end)), None)
    return first is not None and first.generic


def _beside_own(cast: Cast, page: Page) -> tuple[set[int], set[int]]:
    """Return the bodies named in one sentence with 我校, and those that meet it there: 我校与…."""
    beside: set[int] = set()
    met: set[int] = set()
    for inside in _with_own_word(cast, page):
        beside |= _known(page, inside)
        for left, right in pairwise(inside):
            between = page.text[left.end : right.start]
            meets = len(between) < _NEAR and _MEETS.fullmatch(between)
            if meets and (is_own_word(left) or is_own_word(right)):
                met |= _known(page, (left, right))
    return beside, met


def _with_own_word(cast: Cast, page: Page) -> Iterator[list[OrganizationMention]]:
    """Yield the mentions of each sentence in which 我校 stands."""
    own = [each.start for each in cast.mentions if is_own_word(each)]
    starts = [each.start for each in cast.mentions] if own else []
    for sentence in page.sentences if own else ():
        if bisect_left(own, sentence.start) < bisect_left(own, sentence.end):
            first, last = (bisect_left(starts, each) for each in (sentence.start, sentence.end))
            yield cast.mentions[first:last]


def _known(page: Page, mentions: Iterable[OrganizationMention]) -> set[int]:
    unquoted = (each for each in mentions if page.text[each.start - 1 : each.start] not in _QUOTES)
    return {id(each.known) for each in unquoted if each.known}


_SCHOOL_END = Pattern(r"(?:职业|技术|技师|高等|专科|应用|理工|师范)[^学]{0,4}学院$")
_SCHOOL_WORDS = ("学校", "学院", "校", "院")
_TO_SCHOOL = Pattern(
    r"(?:来|到|莅)(?P<school>[校院])(?=[^,。;]{0,4}(?:考察|调研|洽谈|访问|参观|交流|座谈|走访))"
)
_QUOTES = ("“", "‘", '"')


def is_own_word(mention: OrganizationMention) -> bool:
    """Say whether a mention is a word like 我校."""
    return mention.generic and mention.name.startswith(_OWN_PREFIXES)


def _unnamed(
    cast: Cast, kind: OrganizationKind, fits: Callable[[OrganizationMention], bool]
) -> Body | None:
    """Return a body for the words that mean the page's own, where it is never named."""
    for mention in cast.mentions:
        if mention.generic and mention.kind is kind and fits(mention):
            name = "学校" if mention.name == "校" else mention.name
            body = Body(name, kind, unnamed=True)
            cast.bodies.append(body)
            fired("own-body-never-named", mention, body)
            return body
    return None
