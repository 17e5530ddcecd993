"""Pass 3, short forms: where a page writes a body's name short (华工激光, 武职)."""

from collections.abc import Collection, Iterator

from attrs import define, field

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Body, OpenName, OrganizationMention, covered
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._short_forms import (
    brand_behind_place,
    brand_of,
    core_of,
    initials,
    longest_short_form,
    school_form,
)
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

_PARK_ENDS = "园区城港谷镇"
_SHORT_CORE = 3
"""A core of a name that begins like a place must be longer to stand alone: 平原光电."""
_SHORTEST_UNIT = 3
_NEXT_IS_NAME = Pattern(
    r"学子|学生|校友|毕业生|人|师生|项目|优秀|众创|网|的|[副校院董总党书经处部主会]"
)

_SCHOOL_ENDS = "院校大专"


@define
class _FreePlaces:
    """Where words stand outside the names that are known; schools of one place ask for the same."""

    text: str
    taken: bytearray
    _found: dict[str, list[int]] = field(factory=dict)

    def of(self, word: str) -> list[int]:
        """Return where `word` begins."""
        if word not in self._found:
            self._found[word] = list(self._search(word))
        return self._found[word]

    def _search(self, word: str) -> Iterator[int]:
        text, taken = self.text, self.taken
        start = text.find(word)
        while start >= 0:
            if not taken[start] and not taken[start + len(word) - 1]:
                yield start
            start = text.find(word, start + 1)

    def holds(self, start: int, length: int) -> bool:
        """Say whether so many characters from `start` on belong to no known name."""
        return not any(self.taken[start : start + length])


def short_mentions(
    cast: Cast, words: PageWords, mentions: list[OrganizationMention]
) -> list[OrganizationMention]:
    """Find the short forms of all bodies; where several fit, the longest one stands."""
    units = {each.start: each for each in mentions if each.unit and not each.known}
    free = _FreePlaces(words.text, _taken(mentions, units, len(words.text)))
    candidates = [
        (start, form, body, rule)
        for body in cast.bodies
        for start, form, rule in _forms_in(words, body, free)
    ]
    bearers: dict[tuple[int, str], dict[int, Body]] = {}
    for start, form, body, _ in candidates:
        bearers.setdefault((start, form), {})[id(body)] = body
    found: list[OrganizationMention] = []
    last = 0
    for start, form, body, rule in sorted(candidates, key=lambda each: (each[0], -len(each[1]))):
        # Where two bodies bear the form, the page does not say which one is meant.
        if len(bearers[start, form]) > 1:
            refused("short-form-of-two-bodies", start, start + len(form))
            if start >= last:
                _leave_open(cast, start, form, bearers[start, form].values())
            continue
        if start < last:
            continue
        if not _may_own(body, units.get(start)):
            continue
        last = start + len(form)
        _cut_owner(units.get(start), form)
        mention = OrganizationMention(start, last, form, body.kind, known=body)
        fired(rule, mention)
        found.append(mention)
        body.mentions.append(mention)
        if form not in body.aliases:
            body.aliases.append(form)
    return found


def _leave_open(cast: Cast, start: int, form: str, bodies: Collection[Body]) -> None:
    """Note a form of several firms; what other bodies share is mostly the name of their place."""
    if any(name.name == form for name in cast.open_names):
        return
    if all(body.kind is OrganizationKind.ENTERPRISE for body in bodies):
        names = tuple(dict.fromkeys(body.name for body in bodies))
        cast.open_names.append(OpenName(start, start + len(form), form, names))


def _taken(
    mentions: list[OrganizationMention], units: dict[int, OrganizationMention], length: int
) -> bytearray:
    """Return where no short form may stand; one may begin a department: 会稽纺院|染整学院."""
    taken = covered(mentions, length)
    for unit in units.values():
        free = unit.end - unit.start - _SHORTEST_UNIT
        taken[unit.start : unit.start + max(0, free)] = bytes(max(0, free))
    return taken


def _may_own(body: Body, unit: OrganizationMention | None) -> bool:
    """Say whether a department that begins with the name of `body` can be its own.

    A college that begins with a firm's name is a school's, named for the firm: 百一腾商学院.
    """
    return unit is None or unit.kind is not body.kind.INSTITUTION or unit.kind is body.kind


def _cut_owner(unit: OrganizationMention | None, form: str) -> None:
    """Cut the name of its owner off that of a department."""
    if unit is not None:
        unit.start += len(form)
        unit.name = unit.name[len(form) :]


def _forms_in(words: PageWords, body: Body, free: _FreePlaces) -> Iterator[tuple[int, str, str]]:
    """Yield where a short form stands, the form, and the rule that finds it."""
    for alias in body.aliases:
        for start in free.of(alias):
            yield start, alias, "short-form-known"
    brand = brand_of(body.name, body.kind, words.lexicon)
    if brand:
        for start, form in _by_brand(words, body, brand, free):
            yield start, form, "short-form-by-brand"
    if body.kind is OrganizationKind.INSTITUTION:
        for start, form in _behind_place(words, body, free):
            yield start, form, "short-form-behind-place"
        for start, form in _by_initials(words, body, free):
            yield start, form, "short-form-by-initials"
        for start, form in _by_pieces(words, body, free):
            yield start, form, "short-form-by-pieces"


def _by_brand(
    words: PageWords, body: Body, brand: str, free: _FreePlaces
) -> Iterator[tuple[int, str]]:
    lexicon = words.lexicon
    place_only = brand in lexicon.regions
    for start in free.of(brand):
        form = longest_short_form(words, start, brand, body.name)
        if form == body.name or not free.holds(start, len(form)):
            continue
        if len(form) > len(brand):
            if body.kind is OrganizationKind.PARK and form[-1] not in _PARK_ENDS:
                continue
            whole = len(form) > _SHORT_CORE and form == core_of(body.name, lexicon)
            if not place_only or whole or form[-1] in "院校大社局团" or form.endswith("理工"):
                yield start, form
        elif not place_only and words.is_edge(start) and brand not in lexicon.common:
            yield start, form


def _behind_place(words: PageWords, body: Body, free: _FreePlaces) -> Iterator[tuple[int, str]]:
    """Yield the forms of a school that leave the place out and end as schools do: 星辰职院."""
    brand = brand_behind_place(body.name, words.lexicon)
    if not brand:
        return
    for start in free.of(brand):
        form = longest_short_form(words, start, brand, body.name)
        whole = len(form) > len(brand) + 1 and form[-1] in _SCHOOL_ENDS and form != body.name
        if whole and free.holds(start, len(form)):
            yield start, form


def _by_initials(words: PageWords, body: Body, free: _FreePlaces) -> Iterator[tuple[int, str]]:
    lexicon = words.lexicon
    for form in sorted(initials(body.name), key=len, reverse=True):
        if form in lexicon.words["discipline"]:
            continue
        starts = [start for start in free.of(form) if words.is_edge(start)]
        # One place where the form stands by itself settles all others.
        if any(_stands_free(words.text, start + len(form), lexicon) for start in starts):
            yield from ((start, form) for start in starts)


def _by_pieces(words: PageWords, body: Body, free: _FreePlaces) -> Iterator[tuple[int, str]]:
    """Yield forms of a school's first two characters and later ones, its kind last: 柳江汽院."""
    front = body.name[:2]
    for start in free.of(front):
        form = school_form(words.text, start, body.name)
        if form and form != body.name and free.holds(start, len(form)):
            yield start, form


def _stands_free(text: str, end: int, lexicon: Lexicon) -> bool:
    follows = text[end : end + 2]
    return bool(not follows or lexicon.after_name.match(follows) or _NEXT_IS_NAME.match(follows))
