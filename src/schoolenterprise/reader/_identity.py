"""Pass 3, who is who: one body under all its names, 我校, 该院, 公司, the page's own body."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from schoolenterprise.reader._aliases import short_mentions
from schoolenterprise.reader._bodies import Cast, adopt_units, group, merge, take_declared, trim
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import MatchKind, OrganizationKind

_OWN_PREFIX = Pattern(r"^[我本]")
_THAT_PREFIX = Pattern(r"^[该贵]")
_MEETS = Pattern(r"[^,;:]*(?:[与和同跟来到赴向]|走访|考察|访问|携手|联合)[^,;:]*")
_VISITED = Pattern(
    r"(?:走访|考察|参观|拜访|前往|奔赴|来到|走进|深入|访问|先后[到赴]|分别[到赴]|一行[到赴]|[到赴])了?[^,。;:!?]*$"
)
_REACH = 200
"""How far before a school's name, in characters, the verb of going may stand: lists are long."""
_NEAR = 30
"""How far from 我校, in characters, the body that meets it may stand."""
_PUBLISHERS = (OrganizationKind.INSTITUTION, OrganizationKind.ENTERPRISE)


def identify(page: Page, words: PageWords, mentions: list[OrganizationMention]) -> Cast:
    """Group mentions into bodies, find their short forms, settle the words that stand for them."""
    cast = Cast()
    group(cast, [each for each in mentions if not each.generic and not each.unit])
    trim(cast, words.lexicon)
    merge(cast, words.lexicon)
    take_declared(cast, page.text, mentions)
    adopt_units(cast, mentions)
    found = short_mentions(cast, words, mentions)
    cast.mentions = _ordered([*mentions, *found])
    cast.own = _own_body(cast, page, words)
    _settle_generic(cast)
    return cast


def _ordered(mentions: Iterable[OrganizationMention]) -> list[OrganizationMention]:
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _own_body(cast: Cast, page: Page, words: PageWords) -> Body | None:
    """Decide whose page it is: the stated publisher, what 我校 can mean, or the main school."""
    publisher = page.slice(page.publisher) if page.publisher else ""
    stated = cast.named(publisher) or _by_suffix(cast, publisher)
    own_words = Counter(each.kind for each in cast.mentions if _is_own_word(each))
    if own_words:
        # 我市 and 我县 also stand in the pages of schools and firms.
        told = [kind for kind in _PUBLISHERS if own_words[kind]]
        kind = told[0] if told else own_words.most_common(1)[0][0]
        return _main_body(cast, page, words, kind) or _unnamed(cast, kind, _is_own_word)
    if stated:
        return stated
    title = page.slice(page.title) if page.title else ""
    firm = _main_body(cast, page, words, OrganizationKind.ENTERPRISE)
    if firm and title.startswith(("公司", "集团")):
        return firm
    school = _main_body(cast, page, words, OrganizationKind.INSTITUTION)
    return school or _unnamed(
        cast, OrganizationKind.INSTITUTION, lambda each: words.title_at(each.end) is not None
    )


def _by_suffix(cast: Cast, publisher: str) -> Body | None:
    if len(publisher) < 3:
        return None
    for body in cast.bodies:
        if any(name.startswith(publisher) for name in (body.name, *body.aliases)):
            return body
    return None


def _main_body(cast: Cast, page: Page, words: PageWords, kind: OrganizationKind) -> Body | None:
    """Return the body of a kind that the page names most, the first one among equals.

    A body named beside 我校 in one sentence is another one.
    """
    fitting = [body for body in cast.bodies if body.kind is kind]
    if kind is OrganizationKind.INSTITUTION and _has_unnamed_head(cast, words):
        fitting = [body for body in fitting if not _only_visited(body, page.text)]
    if kind is OrganizationKind.GOVERNMENT:
        # 我县 speaks for the county, whose government comes before its bureaus.
        fitting = [body for body in fitting if body.name.endswith("人民政府")] or fitting
    beside, met = _beside_own(cast, page)
    others = [body for body in fitting if id(body) not in beside]
    return max(
        others or [body for body in fitting if id(body) not in met],
        key=lambda body: (len(body.mentions), -min(each.start for each in body.mentions)),
        default=None,
    )


def _has_unnamed_head(cast: Cast, words: PageWords) -> bool:
    """Say whether the first post at a school is told as 学校校长, so that it may never be named."""
    schools = (each for each in cast.mentions if each.kind is OrganizationKind.INSTITUTION)
    first = next((each for each in schools if not each.unit and words.title_at(each.end)), None)
    return first is not None and first.generic


def _only_visited(body: Body, text: str) -> bool:
    """Say whether a body stands in the page only where somebody goes, alone or in a list."""
    return all(
        _VISITED.search(text, max(0, each.start - _REACH), each.start) for each in body.mentions
    )


def _beside_own(cast: Cast, page: Page) -> tuple[set[int], set[int]]:
    """Return the bodies named in one sentence with 我校, and those that meet it there: 我校与…."""
    beside: set[int] = set()
    met: set[int] = set()
    starts = [each.start for each in cast.mentions]
    for sentence in page.sentences:
        first, last = (bisect_left(starts, each) for each in (sentence.start, sentence.end))
        inside = cast.mentions[first:last]
        if not any(_is_own_word(each) for each in inside):
            continue
        beside |= _known(page, inside)
        for left, right in pairwise(inside):
            between = page.text[left.end : right.start]
            meets = len(between) < _NEAR and _MEETS.fullmatch(between)
            if meets and (_is_own_word(left) or _is_own_word(right)):
                met |= _known(page, (left, right))
    return beside, met


def _known(page: Page, mentions: Iterable[OrganizationMention]) -> set[int]:
    unquoted = (each for each in mentions if not _opens_quotation(page.text, each.start))
    return {id(each.known) for each in unquoted if each.known}


def _opens_quotation(text: str, start: int) -> bool:
    return text[start - 1 : start] in ("“", "‘", '"')


def _is_own_word(mention: OrganizationMention) -> bool:
    return mention.generic and _OWN_PREFIX.match(mention.name) is not None


def _unnamed(
    cast: Cast, kind: OrganizationKind, fits: Callable[[OrganizationMention], bool]
) -> Body | None:
    """Return a body for the words that mean the page's own, where it is never named."""
    for mention in cast.mentions:
        if mention.generic and mention.kind is kind and fits(mention):
            body = Body(mention.name, kind, unnamed=True)
            cast.bodies.append(body)
            return body
    return None


def _settle_generic(cast: Cast) -> None:
    """Settle 我校, 学校, 该院, 公司: the page's own body, else the last one named of that kind."""
    latest = _Latest(cast.own)
    for mention in cast.mentions:
        if mention.known:
            latest.note(mention)
        elif mention.generic:
            mention.known = _referent(mention, cast.own, latest)
            mention.how = MatchKind.INFERRED
            if mention.known:
                mention.known.mentions.append(mention)


class _Latest:
    """The bodies named last, by kind and by the end of the name, while a page is read."""

    def __init__(self, own: Body | None) -> None:
        self._own = own
        self.of_kind: dict[OrganizationKind, OrganizationMention] = {}
        self._others: dict[OrganizationKind | str, OrganizationMention] = {}

    def note(self, mention: OrganizationMention) -> None:
        """Take a mention with a known referent in."""
        self.of_kind[mention.kind] = mention
        if mention.known and mention.known is not self._own:
            self._others[mention.known.kind] = mention
            self._others[mention.known.name[-1]] = mention

    def other(self, kind: OrganizationKind, last: str) -> Body | None:
        """Return the last body beside the page's own that is of `kind` or whose name ends so."""
        found = [self._others[key] for key in (kind, last) if key in self._others]
        return max(found, key=lambda mention: mention.start).known if found else None


def _referent(mention: OrganizationMention, own: Body | None, latest: _Latest) -> Body | None:
    fits_own = own is not None and own.kind is mention.kind
    if _OWN_PREFIX.match(mention.name):
        return own if fits_own else None
    if _THAT_PREFIX.match(mention.name):
        other = latest.other(mention.kind, mention.name[-1])
        return other or (own if fits_own else None)
    if fits_own:
        return own
    last = latest.of_kind.get(mention.kind)
    return last.known if last else None
