"""Where a value was read: from mentions in the folded text back to the page as it was given."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from schoolenterprise.model import Evidence
from schoolenterprise.reader._facts import Role
from schoolenterprise.reader._mentions import DateMention, Mention, PersonMention
from schoolenterprise.text import Folded
from schoolenterprise.vocabulary import MatchKind

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Control characters, zero-width ones and marks of direction: no part of a name."""
_BLANKS = re.compile(r"\s+")


@frozen
class Quotes:
    """Makes evidence for the values of one page."""

    source: str
    """Id of the page's source."""
    folded: Folded
    base: int = 0
    """Where the section that the mentions count from begins in the folded text."""
    _moved: bool = field(init=False)
    """Whether an offset of a mention may be another one in the page as it was given."""

    @_moved.default
    def _may_move(self) -> bool:
        return self.base > 0 or self.folded.lost_characters

    def text_of(self, mention: Mention) -> str:
        """Return the characters of a mention as the page gives them, blanks inside Chinese out."""
        start, end = mention.start, mention.end
        if self._moved:
            start, end = self.folded.original_offsets(self.base + start, self.base + end)
        text = self.folded.original[start:end]
        return text if text.isprintable() and " " not in text else _clean(text)

    def at(self, field: str, mention: Mention, how: MatchKind = MatchKind.EXACT) -> Evidence:
        """Return the evidence that `field` was read at `mention`."""
        place = mention.start, mention.end
        if self._moved:
            place = self.folded.original_offsets(self.base + place[0], self.base + place[1])
        return Evidence.cut(self.folded.original, place, self.source, field, how)

    def inferred(self, at: Mention, *fields: str) -> tuple[Evidence, ...]:
        """Return the evidence that each of `fields` follows from the words at one place."""
        return tuple([self.at(field, at, MatchKind.INFERRED) for field in fields])

    def date(self, date: DateMention | None, field: str = "date") -> list[Evidence]:
        """Return where a date was read; nothing where there is none."""
        return [self.at(field, date, date.how)] if date and date.when else []

    def role(self, field: str, role: Role | None) -> list[Evidence]:
        """Return where a body's part in a fact was read; nothing where no character shows it."""
        if role is None or role.at.start == role.at.end:
            return []
        names = (role.body.name, *role.body.aliases, *role.body.former_names)
        by_name = self.text_of(role.at) in names
        return [self.at(field, role.at, MatchKind.EXACT if by_name else MatchKind.INFERRED)]

    def roles(self, field: str, roles: Iterable[Role]) -> list[Evidence]:
        """Return where the items of a tuple of bodies were read."""
        return [
            each
            for index, role in enumerate(roles)
            for each in self.role(f"{field}[{index}]", role)
        ]

    def people(self, field: str, people: Iterable[PersonMention]) -> list[Evidence]:
        """Return where the names and titles of a tuple of people were read."""
        found = []
        for index, person in enumerate(people):
            found.append(self.at(f"{field}[{index}].name", person))
            found += [
                self.at(f"{field}[{index}].titles[{number}]", title)
                for number, title in enumerate(person.titles)
            ]
        return found


def _clean(text: str) -> str:
    """Take blanks and invisible characters out, but for blanks between Latin words."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    parts = text.split()
    if len(parts) == 1:
        return parts[0]
    return _BLANKS.sub(lambda match: " " if _between_latin(match) else "", text).strip()


def _between_latin(match: re.Match[str]) -> bool:
    text = match.string
    left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
