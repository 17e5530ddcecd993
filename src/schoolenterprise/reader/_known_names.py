"""Pass 2, names that a user's file lists: found wherever they stand, ending and title or not."""

from collections.abc import Iterable, Mapping

from attrs import define, field

from schoolenterprise.reader._mentions import OpenName, OrganizationMention, covered
from schoolenterprise.reader._recognized import Given
from schoolenterprise.reader._words import PageWords


def add_known(
    words: PageWords, found: list[OrganizationMention], given: Given
) -> tuple[list[OrganizationMention], list[OpenName]]:
    """Return the mentions `found` with those of known and given bodies among them, and open ones.

    Of two names that share a character the longer one stands.
    """
    index = words.lexicon.body_index
    places = index.find(words.text) if index else ()
    known = [_mention(words, start, end) for start, end in places]
    others = given.mentions(words.text, words.lexicon)
    if not known and not others:
        return found, []
    _part_from_units(found, known)
    standing = _longest([*known, *others, *found], len(words.text))
    for mention in standing:
        bodies = words.lexicon.forms.get(mention.name, ())
        if len(bodies) == 1:
            mention.full_name = bodies[0]
            mention.kind = words.lexicon.organizations[bodies[0]].kind
            mention.unit = False
    return _settled(words, standing, {id(each) for each in known})


def _mention(words: PageWords, start: int, end: int) -> OrganizationMention:
    name = words.text[start:end]
    kind = words.lexicon.organizations[words.lexicon.forms[name][0]].kind
    return OrganizationMention(start, end, name, kind)


def _part_from_units(
    found: Iterable[OrganizationMention], known: Iterable[OrganizationMention]
) -> None:
    """Take a known name off the front of a department's: 星职|商学院."""
    by_start = {mention.start: mention for mention in known}
    for unit in found:
        owner = by_start.get(unit.start) if unit.unit else None
        if owner and owner.end < unit.end - 1 and unit.name.startswith(owner.name):
            unit.start, unit.name = owner.end, unit.name[len(owner.name) :]


def _longest(mentions: Iterable[OrganizationMention], length: int) -> list[OrganizationMention]:
    """Return the mentions that stand where several share characters: longer ones, then earlier."""
    taken = bytearray(length)
    standing = []
    for mention in sorted(
        mentions, key=lambda each: (each.generic, each.start - each.end, each.start)
    ):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            standing.append(mention)
    return sorted(standing, key=lambda mention: mention.start)


def _settled(
    words: PageWords, mentions: list[OrganizationMention], known: set[int]
) -> tuple[list[OrganizationMention], list[OpenName]]:
    """Settle the short forms of several bodies: one of them must be named otherwise."""
    present = {mention.full_name for mention in mentions}
    kept, open_names = [], []
    for mention in mentions:
        bodies = words.lexicon.forms.get(mention.name, ())
        named = [body for body in bodies if body in present]
        if len(named) == 1:
            mention.full_name = named[0]
            mention.kind = words.lexicon.organizations[named[0]].kind
        if mention.full_name or id(mention) not in known:
            kept.append(mention)
        else:
            open_names.append(OpenName(mention.start, mention.end, mention.name, bodies))
    return kept, open_names


@define
class KnownPeople:
    """Places of names that need no rule to be found."""

    places: Mapping[int, int] = field(factory=dict)
    """Start → length of each name."""
    bare: frozenset[str] = frozenset()
    """The names that need no title beside them either."""
    alone: bool = False
    """Whether there are no other names."""

    def length_before(self, end: int) -> int:
        """Return the length of the name that ends at an offset, 0 when none does."""
        if not self.places:
            return 0
        lengths = frozenset(self.places.values())
        return next((each for each in lengths if self.places.get(end - each) == each), 0)


NOBODY = KnownPeople()


def known_people(
    words: PageWords, organizations: list[OrganizationMention], given: Given
) -> KnownPeople:
    """Return the names of known and given people that stand in no name of a body."""
    index = words.lexicon.person_index
    listed = list(index.find(words.text)) if index else []
    if not listed and not given.people:
        return KnownPeople(alone=given.alone)
    taken = covered(organizations, len(words.text))
    places: dict[int, int] = {}
    spans = [*listed, *((each.start, each.end) for each in given.people)]
    for start, end in sorted(spans, key=lambda place: place[0] - place[1]):
        if not any(taken[start:end]) and "\n" not in words.text[start:end]:
            taken[start:end] = b"\1" * (end - start)
            places[start] = end - start
    names = {words.text[start:end] for start, end in listed} - words.lexicon.starters
    standing = (each for each in given.people if each.start in places)
    names |= {words.text[each.start : each.end] for each in standing}
    return KnownPeople(places, frozenset(names), given.alone)


__all__ = ["NOBODY", "KnownPeople", "add_known", "known_people"]
