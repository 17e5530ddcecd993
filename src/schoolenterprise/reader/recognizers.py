"""`Recognizer`, a function of the user's that finds people and bodies; none is packaged."""

from collections.abc import Iterable
from typing import Protocol

from attrs import frozen

from schoolenterprise.vocabulary.labels import Labelled
from schoolenterprise.vocabulary.organizations import OrganizationKind


class RecognizedAs(Labelled):
    """What a recogniser says that a place in a text names."""

    PERSON = "person", "人员"
    """A person, without titles."""
    ORGANIZATION = "organization", "组织"
    """A school, a firm or any other body."""


class Recognition(Labelled):
    """What becomes of the reader's own rules where a recogniser is given."""

    JOIN = "join", "并用"
    """Both find names; where two share a character, the longer one stands."""
    REPLACE = "replace", "替代"
    """Only the recogniser finds names of people and bodies, beside those that a lexicon lists.

    Words that stand for bodies (我校), titles and short forms of what was found are still ours.
    """


@frozen(kw_only=True)
class Recognized:
    """One name that a recogniser found: characters `start` to `end` of the text it was given."""

    start: int
    """起：offset of the first character, counted in code points from 0."""
    end: int
    """止：offset behind the last character."""
    what: RecognizedAs | str
    """所指：what is named there, as a member or its code: `person`, `organization`."""
    kind: OrganizationKind | str | None = None
    """类别：what sort of body it is, as a member or its code; `None`: the name's ending decides."""


class Recognizer(Protocol):
    """Any function, or object that can be called, of this form.

    It is called once a page, with the whole text as `read_news` was given it. What it yields may
    come in any order. An exception that it raises goes through to the caller of `read_news`, with
    a note that says where it came from.
    """

    def __call__(self, text: str, /) -> Iterable[Recognized]:
        """Return the names in `text`."""
        ...


__all__ = ["Recognition", "Recognized", "RecognizedAs", "Recognizer"]
