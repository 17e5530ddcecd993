"""Pass 2, names that a user's file lists: found wherever they stand, ending and title or not."""

from collections.abc import Iterable, Mapping

from schoolenterprise.reader._mentions import OpenName, OrganizationMention, covered
from schoolenterprise.reader._words import PageWords


def add_known(
    words: PageWords, found: list[OrganizationMention]
) -> tuple[list[OrganizationMention], list[OpenName]]:
    """Return the mentions `found` with those of known bodies among them, and the open ones.

    Of two names that share a character the longer one stands.
    """
    index = words.lexicon.body_index
    places = list(index.find(words.text)) if index else []
    if not places:
        return found, []
    known = [_mention(words, start, end) for start, end in places]
    _part_from_units(found, known)
    standing = _longest([*known, *found], len(words.text))
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


def known_people(words: PageWords, organizations: list[OrganizationMention]) -> Mapping[int, int]:
    """Return start → length of the names of known people that stand in no name of a body."""
    index = words.lexicon.person_index
    if index is None:
        return {}
    taken = covered(organizations, len(words.text))
    places: dict[int, int] = {}
    for start, end in sorted(index.find(words.text), key=lambda place: place[0] - place[1]):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            places[start] = end - start
    return places


__all__ = ["add_known", "known_people"]
