"""Pass 2, names that a recogniser of the user's found: checked, and brought to folded offsets."""

import re
import reprlib
from collections.abc import Iterable
from typing import Any

from attrs import define, field

from schoolenterprise.errors import InvalidValueError, Place, Problem, Severity, UnknownNameError
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Mention, OrganizationMention
from schoolenterprise.reader.recognizers import Recognition, Recognized, RecognizedAs, Recognizer
from schoolenterprise.text import Folded
from schoolenterprise.vocabulary import Labelled, OrganizationKind

_INSIDE_A_NAME = "\n"
_LONGEST_PERSON = 20
"""Characters of the longest name that one person bears in news, a foreign one counted."""
_SENTENCE_MARK = re.compile("[，。！？；：、\n!?;]")


@define
class Given:
    """What a recogniser found in one page, in offsets of the folded text."""

    people: list[Mention] = field(factory=list)
    bodies: list[tuple[Mention, OrganizationKind | None]] = field(factory=list)
    alone: bool = False
    """Whether nothing else finds names of people and bodies."""

    def section(self, start: int, end: int) -> "Given":
        """Return what lies in a section, counted from its start."""
        people = [
            Mention(each.start - start, each.end - start)
            for each in self.people
            if start <= each.start and each.end <= end
        ]
        bodies = [
            (Mention(each.start - start, each.end - start), kind)
            for each, kind in self.bodies
            if start <= each.start and each.end <= end
        ]
        return Given(people, bodies, self.alone)

    def mentions(self, text: str, lexicon: Lexicon) -> list[OrganizationMention]:
        """Return the bodies that stand in the sentences of a page."""
        found = []
        for place, kind in self.bodies:
            name = text[place.start : place.end].replace(" ", "")
            if name and _INSIDE_A_NAME not in name:
                found.append(
                    OrganizationMention(
                        place.start, place.end, name, kind or _kind_by_ending(name, lexicon)
                    )
                )
        return found


def _kind_by_ending(name: str, lexicon: Lexicon) -> OrganizationKind:
    ends = (name[start:] for start in range(len(name)))
    endings = (lexicon.endings[end] for end in ends if end in lexicon.endings)
    return next((ending.kind for ending in endings), OrganizationKind.OTHER)


def recognized(
    recognizer: Recognizer | None, recognition: Recognition, folded: Folded
) -> tuple[Given, list[Problem]]:
    """Ask a recogniser; return what it found and what is wrong with it."""
    if recognizer is None:
        return Given(), []
    given = Given(alone=recognition is Recognition.REPLACE)
    problems: list[Problem] = []
    taken = bytearray(len(folded.text))
    for each in sorted(_sound(_asked(recognizer, folded.original), folded, problems), key=_rank):
        place = Mention(*folded.folded_offsets(each.start, each.end))
        if any(taken[place.start : place.end]):
            problems.append(
                _fault(each, "an overlap with a longer name", "names that share no character")
            )
            continue
        taken[place.start : place.end] = b"\1" * (place.end - place.start)
        if RecognizedAs.named(each.what) is RecognizedAs.PERSON:
            given.people.append(place)
        else:
            kind = None if each.kind is None else OrganizationKind.named(each.kind)
            given.bodies.append((place, kind))
    return given, problems


def _rank(found: Recognized) -> tuple[int, int]:
    return (found.start - found.end, found.start)


def _asked(recognizer: Recognizer, text: str) -> list[object]:
    try:
        found: Iterable[object] = recognizer(text)
        if not isinstance(found, Iterable):
            raise InvalidValueError(
                f"recognizer: returned {type(found).__name__}, expected Recognized values"
            )
        return list(found)
    except Exception as error:
        error.add_note(f"raised by the recognizer, over a page of {len(text)} characters")
        raise


def _sound(found: Iterable[object], folded: Folded, problems: list[Problem]) -> list[Recognized]:
    """Return the values that name something inside the text; note the others."""
    sound = []
    for each in found:
        if not isinstance(each, Recognized):
            raise InvalidValueError(
                f"recognizer: gave {type(each).__name__}, expected Recognized values"
            )
        fault = _fault_of(each, folded)
        if fault is None:
            sound.append(each)
        else:
            problems.append(fault)
    return sound


def _fault_of(each: Recognized, folded: Folded) -> Problem | None:
    length = len(folded.original)
    if type(each.start) is not int or type(each.end) is not int:
        return _fault(each, f"offsets {each.start!r} and {each.end!r}", "whole numbers")
    if not 0 <= each.start < each.end <= length:
        found = f"offsets {each.start} to {each.end}"
        return _fault(each, found, f"a place inside the text of {length} characters")
    start, end = folded.folded_offsets(each.start, each.end)
    if not any(character.isalnum() for character in folded.text[start:end]):
        return _fault(each, f"no letter at {each.start} to {each.end}", "a name")
    for name, value, allowed in (
        ("what", each.what, RecognizedAs),
        ("kind", each.kind, OrganizationKind),
    ):
        if not (value is None and name == "kind") and not _is_named(allowed, value):
            return _fault(each, f"{name} {reprlib.repr(value)}", _one_of(allowed))
    if RecognizedAs.named(each.what) is RecognizedAs.PERSON:
        return _fault_of_person(each, folded.original[each.start : each.end])
    return None


def _is_named(allowed: type[Labelled], value: Any) -> bool:
    try:
        allowed.named(value)
    except UnknownNameError:
        return False
    return True


def _one_of(allowed: type[Labelled]) -> str:
    return f"one of {', '.join(f'{code} {label}' for code, label in allowed.labels().items())}"


def _fault_of_person(each: Recognized, name: str) -> Problem | None:
    if len(name) > _LONGEST_PERSON:
        expected = f"a person's name, of {_LONGEST_PERSON} characters at most"
        return _fault(each, f"{len(name)} characters", expected)
    mark = _SENTENCE_MARK.search(name)
    return _fault(each, f"{mark[0]!r} in {name!r}", "a person's name") if mark else None


def _fault(each: Recognized, found: str, expected: str) -> Problem:
    return Problem(
        code="faulty-recognition",
        found=found,
        expected=expected,
        advice=f"passed over; the recognizer gave it as {each.what!s:.40}",
        place=Place(path="text"),
        severity=Severity.WARNING,
    )


__all__ = ["Given", "recognized"]
