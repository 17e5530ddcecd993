"""What the scanners find in a page: typed spans over the folded text; nothing here decides."""

from collections.abc import Iterable

from attrs import define, field

from schoolenterprise.dates import PartialDate, Period
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import CountKind, MatchKind, OrganizationKind


@define(eq=False)
class Mention:
    """Characters `start` to `end` (half-open) of the folded text."""

    start: int
    end: int


@define(eq=False)
class DateMention(Mention):
    """A date or period as written."""

    when: PartialDate | Period | None
    """`None`: the words stand for a time that nothing here settles (近日)."""
    how: MatchKind = MatchKind.EXACT
    alternatives: tuple[str, ...] = ()
    """Every possible reading in EDTF where the characters allow several."""
    background: bool = False
    """Whether the words date something else than an event: 2022届, 自2019年起."""
    lost: str | None = None
    """What nothing tells of it: `month` for a bare 4日; `None`: it is whole, or vague by intent."""


@define(eq=False)
class OrganizationMention(Mention):
    """A name of an organization, full or short, or a word that stands for one."""

    name: str
    """The characters, without blanks; for a word like 该校 the word."""
    kind: OrganizationKind
    unit: bool = False
    """Whether it is a department of some body (商学院) rather than a body of its own."""
    generic: bool = False
    """Whether it is a word (我校, 公司, 园区) whose referent depends on the page."""
    known: "Body | None" = None
    """The body it stands for, once that is known."""
    how: MatchKind = MatchKind.EXACT
    full_name: str | None = None
    """Folded full name of the known body that it means; `None`: no file of the user's lists it."""


@define(eq=False)
class OpenName(Mention):
    """A short form of several bodies, where nothing says which one is meant."""

    name: str
    bodies: tuple[str, ...]
    """Full names of the bodies that it may mean."""


@define(eq=False)
class Body:
    """One organization of a page, under all its names."""

    name: str
    kind: OrganizationKind
    mentions: list[OrganizationMention] = field(factory=list)
    aliases: list[str] = field(factory=list)
    former_names: list[str] = field(factory=list)
    """Names that it bore before, as far as the page names it so."""
    unnamed: bool = False
    """Whether the page never names it: then `name` is a word like 我校."""


@define(eq=False)
class TitleMention(Mention):
    """One title, its department included: 合作发展处处长."""

    text: str
    organization: OrganizationMention | None = None
    """Where the post is, as far as the words around the title say."""


@define(eq=False)
class PersonMention(Mention):
    """A person's name, with the titles and organization that stand with it, if any."""

    name: str
    titles: tuple[TitleMention, ...] = ()
    """Titles that stand with the name, each with its organization; empty for a bare name."""
    beside: OrganizationMention | None = None
    """The body whose name stands right before a person without a title."""


@define(eq=False)
class QuantityMention(Mention):
    """A number with its unit and what it counts."""

    quantity: Quantity
    what: CountKind


@define(eq=False)
class NameMention(Mention):
    """A name in quotes or with a fixed ending: a program or a college."""

    name: str
    how: MatchKind = MatchKind.EXACT


def covered(mentions: Iterable[OrganizationMention], length: int) -> bytearray:
    """Return a map of a text of `length` characters: 1 where the name of a body stands, else 0."""
    places = bytearray(length)
    for mention in mentions:
        if not mention.generic:
            places[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return places
