"""Pass 3, short forms: where a page writes a body's name short (华工激光, 武职)."""

from collections.abc import Iterator

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import brand_of, initials, longest_short_form
from schoolenterprise.vocabulary import OrganizationKind

_NEXT_IS_NAME = Pattern(
    r"学子|学生|校友|毕业生|人|师生|项目|优秀|众创|网|[副校院董总党书经处部主会]"
)


def short_mentions(
    cast: Cast, page: Page, mentions: list[OrganizationMention], lexicon: Lexicon
) -> list[OrganizationMention]:
    """Find the short forms of all bodies; where several fit, the longest one stands."""
    taken = bytearray(len(page.text))
    for mention in mentions:
        if not mention.generic:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    candidates = [
        (start, form, body)
        for body in cast.bodies
        for start, form in _forms_in(page, body, lexicon, taken)
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


def _forms_in(
    page: Page, body: Body, lexicon: Lexicon, taken: bytearray
) -> Iterator[tuple[int, str]]:
    for alias in body.aliases:
        yield from ((start, alias) for start in _places(page.text, alias, taken))
    brand = brand_of(body.name, body.kind, lexicon)
    if brand:
        yield from _by_brand(page.text, body, brand, lexicon, taken)
    if body.kind is OrganizationKind.INSTITUTION:
        yield from _by_initials(page, body, taken, lexicon)


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
    return start == 0 or any(
        match["cut"] and match.end() == len(window)
        for match in lexicon.cut_pattern.finditer(window)
    )


def _by_initials(
    page: Page, body: Body, taken: bytearray, lexicon: Lexicon
) -> Iterator[tuple[int, str]]:
    for form in sorted(initials(body.name), key=len, reverse=True):
        if form in lexicon.words["discipline"]:
            continue
        starts = [
            start for start in _places(page.text, form, taken) if _edge(page.text, start, lexicon)
        ]
        # One place where the form stands by itself settles all others.
        if any(_stands_free(page.text, start + len(form), lexicon) for start in starts):
            yield from ((start, form) for start in starts)


def _stands_free(text: str, end: int, lexicon: Lexicon) -> bool:
    follows = text[end : end + 2]
    return bool(not follows or lexicon.after_name.match(follows) or _NEXT_IS_NAME.match(follows))
