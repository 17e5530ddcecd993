"""Pass 3, who is who: one body under all its names; short forms; 我校, 该院, 公司; the page's own body."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field

from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import Body, Mention, OrganizationMention
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._short_forms import (
    LEGAL,
    brand_of,
    expanded,
    initials,
    longest_short_form,
)
from schoolenterprise.vocabulary import MatchKind, OrganizationKind

_SHORT_FOR = re.compile(
    rf"\s*\((?:以下|下文|以下均|下)?(?:统一)?(?:简称|简称为)\s*:?\s*[“\"‘']?(?P<short>[{HAN}A-Za-z0-9]{{2,15}})[”\"’']?\)"
)
_OWN_PREFIX = re.compile(r"^[我本]")
_THAT_PREFIX = re.compile(r"^[该贵]")
_NEXT_IS_NAME = re.compile(r"学子|学生|校友|毕业生|人|师生|项目|优秀|众创|网|[副校院董总党书经处部主会]")


@define(eq=False)
class Cast:
    """Every body of a page, and what each mention stands for."""

    bodies: list[Body] = field(factory=list)
    mentions: list[OrganizationMention] = field(factory=list)
    """All mentions in the order of the text; `known` is set where the referent is settled."""
    own: Body | None = None
    """The body that publishes the page: what 我校 or 我司 means."""

    def named(self, name: str) -> Body | None:
        """Return the body with this name, short or full."""
        for body in self.bodies:
            if name == body.name or name in body.aliases:
                return body
        return None


def identify(page: Page, mentions: list[OrganizationMention], lexicon: Lexicon) -> Cast:
    """Group mentions into bodies, find their short forms, and settle the words that stand for them."""
    cast = Cast()
    _group(cast, [each for each in mentions if not each.generic and not each.unit])
    _trim(cast)
    _merge(cast, mentions)
    _declared(cast, page.text, mentions)
    _adopt_units(cast, mentions)
    found = _short_mentions(cast, page, mentions, lexicon)
    cast.mentions = _ordered([*mentions, *found])
    cast.own = _own_body(cast, page, lexicon)
    _settle_generic(cast)
    return cast


def _ordered(mentions: Iterable[OrganizationMention]) -> list[OrganizationMention]:
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _group(cast: Cast, mentions: list[OrganizationMention]) -> None:
    by_name: dict[str, Body] = {}
    for mention in mentions:
        body = by_name.get(mention.name)
        if body is None:
            body = by_name[mention.name] = Body(mention.name, mention.kind)
        body.mentions.append(mention)
        mention.known = body
    cast.bodies = list(by_name.values())


def _trim(cast: Cast) -> None:
    """Cut a word off the front of a name that the page writes elsewhere without it: 齐聚某某学院."""
    for body in list(cast.bodies):
        shorter = [
            other
            for other in cast.bodies
            if other is not body and body.name.endswith(other.name) and len(other.mentions) > len(body.mentions)
        ]
        for other in shorter[:1]:
            extra = len(body.name) - len(other.name)
            if extra > 3 or body.name[:extra].endswith(("集团", "公司", "省", "市")):
                continue
            for mention in body.mentions:
                mention.start += extra
                mention.name, mention.known = other.name, other
            other.mentions.extend(body.mentions)
            cast.bodies.remove(body)


def _merge(cast: Cast, mentions: list[OrganizationMention]) -> None:
    """Put a shorter form under the longer name that it is cut from."""
    for body in sorted(cast.bodies, key=lambda each: len(each.name)):
        fullers = [other for other in cast.bodies if other is not body and _is_form_of(body, other)]
        targets = {id(_fullest(other, fullers)): _fullest(other, fullers) for other in fullers}
        if len(targets) == 1:
            _put_under(cast, body, targets.popitem()[1])


def _fullest(body: Body, among: list[Body]) -> Body:
    longer = [other for other in among if other is not body and _is_form_of(body, other)]
    return max(longer, key=lambda each: len(each.name), default=body)


def _put_under(cast: Cast, body: Body, target: Body) -> None:
    for mention in body.mentions:
        mention.known = target
    target.mentions.extend(body.mentions)
    target.aliases.extend(each for each in (body.name, *body.aliases) if each not in target.aliases)
    cast.bodies.remove(body)


def _is_form_of(body: Body, other: Body) -> bool:
    """Say whether the one name is a cut of the other: front, end, or written short."""
    short, full = body.name, other.name
    if len(short) >= len(full):
        return False
    if full.startswith(short):
        return bool(LEGAL.fullmatch(full[len(short) :]))
    if full.endswith(short):
        return len(short) > 3 and (body.kind is other.kind or body.kind is OrganizationKind.OTHER)
    if LEGAL.sub("", full).endswith(LEGAL.sub("", short)) and short.endswith("集团") and len(short) > 4:
        return True
    if LEGAL.sub("", full).startswith(short.removesuffix("公司")) and short.endswith("公司"):
        return not short.endswith("有限公司") and len(short) > 4
    if short.endswith(("有限公司", "有限责任公司")):
        return False
    if short.endswith("学院") and full.endswith("学院") and len(short) < 7:
        return short.removesuffix("学院") in full and full.index(short.removesuffix("学院")) > 1
    return any(full == each or (full.endswith(each) and len(each) > 4) for each in expanded(short) if each != short)


def _declared(cast: Cast, text: str, mentions: list[OrganizationMention]) -> None:
    """Take the short names that the page itself declares: (以下简称“岷沱重装”)."""
    for mention in mentions:
        match = _SHORT_FOR.match(text, mention.end)
        if match and mention.known:
            _add_alias(cast, mention.known, match["short"])


def _add_alias(cast: Cast, body: Body, alias: str) -> None:
    double = cast.named(alias)
    if double is body:
        return
    if double is not None and double.name == alias:
        _put_under(cast, double, body)
    elif alias not in body.aliases:
        body.aliases.append(alias)


def _adopt_units(cast: Cast, mentions: list[OrganizationMention]) -> None:
    """See that 器械学院 is no department but the end of 泸州医疗器械职业学院 written short."""
    schools = [body for body in cast.bodies if body.kind is OrganizationKind.INSTITUTION]
    for mention in mentions:
        front = mention.name.removesuffix("学院")
        if not mention.unit or mention.name == front or len(front) < 2:
            continue
        owners = [body for body in schools if front in body.name and body.name.endswith("学院")]
        if len(owners) == 1 and not mention.known:
            mention.unit, mention.known = False, owners[0]
            owners[0].mentions.append(mention)
            if mention.name not in owners[0].aliases:
                owners[0].aliases.append(mention.name)


def _short_mentions(
    cast: Cast, page: Page, mentions: list[OrganizationMention], lexicon: Lexicon
) -> list[OrganizationMention]:
    """Find the short forms of all bodies; where several fit, the longest one stands."""
    taken = bytearray(len(page.text))
    for mention in mentions:
        if not mention.generic:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    candidates = [
        (start, form, body) for body in cast.bodies for start, form in _forms_in(page, body, lexicon, taken)
    ]
    found: list[OrganizationMention] = []
    last = 0
    for start, form, body in sorted(candidates, key=lambda each: (each[0], -len(each[1]))):
        if start < last:
            continue
        last = start + len(form)
        mention = OrganizationMention(start, last, form, body.kind, known=body)
        found.append(mention)
        body.mentions.append(mention)
        if form not in body.aliases:
            body.aliases.append(form)
    return found


def _forms_in(page: Page, body: Body, lexicon: Lexicon, taken: bytearray) -> Iterator[tuple[int, str]]:
    candidates: list[tuple[int, str]] = []
    for alias in body.aliases:
        candidates += [(start, alias) for start in _places(page.text, alias, taken)]
    brand = brand_of(body.name, body.kind, lexicon)
    if brand:
        candidates += _by_brand(page.text, body, brand, lexicon, taken)
    if body.kind is OrganizationKind.INSTITUTION:
        candidates += _by_initials(page, body, taken, lexicon)
    yield from candidates


def _places(text: str, word: str, taken: bytearray) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        if not taken[start] and not taken[start + len(word) - 1]:
            yield start
        start = text.find(word, start + 1)


def _by_brand(
    text: str, body: Body, brand: str, lexicon: Lexicon, taken: bytearray
) -> Iterator[tuple[int, str]]:
    place_only = brand in lexicon.regions
    for start in _places(text, brand, taken):
        form = longest_short_form(text, start, brand, body.name, lexicon)
        if form == body.name or any(taken[start : start + len(form)]):
            continue
        if len(form) > len(brand):
            if not place_only or form[-1] in "院校大社局团":
                yield start, form
        elif not place_only and _edge(text, start, lexicon) and not lexicon.is_common(brand):
            yield start, form


def _edge(text: str, start: int, lexicon: Lexicon) -> bool:
    """Say whether a word may begin at `start`: behind a mark or a word that names do not hold."""
    window = text[max(0, start - 4) : start]
    return start == 0 or any(match["cut"] and match.end() == len(window) for match in lexicon.cut_pattern.finditer(window))


def _by_initials(page: Page, body: Body, taken: bytearray, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for form in sorted(initials(body.name), key=len, reverse=True):
        if form in lexicon.words["discipline"]:
            continue
        starts = [start for start in _places(page.text, form, taken) if _edge(page.text, start, lexicon)]
        # One place where the form stands by itself settles all others.
        if any(_stands_free(page.text, start + len(form), lexicon) for start in starts):
            yield from ((start, form) for start in starts)


def _stands_free(text: str, end: int, lexicon: Lexicon) -> bool:
    follows = text[end : end + 2]
    return bool(not follows or lexicon.after_name.match(follows) or _NEXT_IS_NAME.match(follows))


def _own_body(cast: Cast, page: Page, lexicon: Lexicon) -> Body | None:
    """Decide whose page it is: the stated publisher, else what 我校 can mean, else the main school."""
    publisher = page.slice(page.publisher) if page.publisher else ""
    stated = cast.named(publisher) or _by_suffix(cast, publisher)
    own_words = Counter(each.kind for each in cast.mentions if each.generic and _OWN_PREFIX.match(each.name))
    if own_words:
        kind = own_words.most_common(1)[0][0]
        return _main_body(cast, page, kind) or _unnamed(cast, kind)
    if stated:
        return stated
    title = page.slice(page.title) if page.title else ""
    firm = _main_body(cast, page, OrganizationKind.ENTERPRISE)
    if firm and title.startswith(("公司", "集团")):
        return firm
    return _main_body(cast, page, OrganizationKind.INSTITUTION)


def _by_suffix(cast: Cast, publisher: str) -> Body | None:
    if len(publisher) < 3:
        return None
    for body in cast.bodies:
        if any(name.startswith(publisher) for name in (body.name, *body.aliases)):
            return body
    return None


def _main_body(cast: Cast, page: Page, kind: OrganizationKind) -> Body | None:
    """Return the body of a kind that the page names most, the first one among equals.

    A body named beside 我校 in one sentence is another one.
    """
    fitting = [body for body in cast.bodies if body.kind is kind]
    others = _beside_own(cast, page)
    fitting = [body for body in fitting if id(body) not in others] or fitting
    return max(fitting, key=lambda body: (len(body.mentions), -min(each.start for each in body.mentions)), default=None)


def _beside_own(cast: Cast, page: Page) -> set[int]:
    own = [each.start for each in cast.mentions if each.generic and _OWN_PREFIX.match(each.name)]
    sentences = [each for each in page.sentences if any(each.start <= start < each.end for start in own)]
    return {
        id(mention.known)
        for mention in cast.mentions
        if mention.known and not _opens_quotation(page.text, mention.start)
        for sentence in sentences
        if sentence.start <= mention.start < sentence.end
    }


def _opens_quotation(text: str, start: int) -> bool:
    return text[start - 1 : start] in ("“", "‘", '"')


def _unnamed(cast: Cast, kind: OrganizationKind) -> Body:
    words = [each for each in cast.mentions if each.generic and _OWN_PREFIX.match(each.name) and each.kind is kind]
    body = Body(words[0].name, kind, unnamed=True)
    cast.bodies.append(body)
    return body


def _settle_generic(cast: Cast) -> None:
    """Settle 我校, 学校, 该院, 公司, 园区: the page's own body, else the last one named of that kind."""
    named = [mention for mention in cast.mentions if mention.known]
    for mention in cast.mentions:
        if mention.generic and mention.known is None:
            mention.known = _referent(mention, cast, named)
            mention.how = MatchKind.INFERRED
            if mention.known:
                mention.known.mentions.append(mention)


def _referent(mention: OrganizationMention, cast: Cast, named: list[OrganizationMention]) -> Body | None:
    own = cast.own
    fits_own = own is not None and own.kind is mention.kind
    if _OWN_PREFIX.match(mention.name):
        return own if fits_own else None
    before = [each.known for each in named if each.end <= mention.start and each.kind is mention.kind]
    if _THAT_PREFIX.match(mention.name):
        return _that(mention, own, named) or (own if fits_own else None)
    if fits_own:
        return own
    return before[-1] if before else None


def _that(mention: OrganizationMention, own: Body | None, named: list[OrganizationMention]) -> Body | None:
    """Return what 该院 or 该公司 means: the last other body named before whose name ends alike."""
    last = mention.name[-1]
    before = [each.known for each in named if each.end <= mention.start and each.known]
    fitting = [body for body in before if body.kind is mention.kind or body.name.endswith(last)]
    others = [body for body in fitting if body is not own]
    return (others or fitting or [None])[-1]
