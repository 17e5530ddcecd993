"""What pass 5 reads: facts over bodies and mentions, before they become records."""

from attrs import define, field

from schoolenterprise.dates import When
from schoolenterprise.reader._mentions import (
    Body,
    DateMention,
    Mention,
    NameMention,
    PersonMention,
    QuantityMention,
    TitleMention,
)
from schoolenterprise.vocabulary import AgreementKind, MilestoneKind


@define(eq=False)
class Role:
    """A body in a fact, and the mention that puts it there."""

    body: Body
    at: Mention


@define(eq=False)
class PostFact:
    """A post of a person: the title, its body, and where both stand."""

    title: TitleMention
    body: Body | None
    known: bool = False
    """Whether a user's file gives the post; then `title` stands where the person is named."""


@define(eq=False)
class PersonFact:
    """A person with everything the page says of the person's posts."""

    name: str
    mentions: list[PersonMention] = field(factory=list)
    posts: list[PostFact] = field(factory=list)


@define(eq=False)
class VisitFact:
    """A trip."""

    date: DateMention | None
    visitor: Role | None
    hosts: list[Role]
    leader: PersonMention | None = None
    participants: list[PersonMention] = field(factory=list)
    received_by: list[PersonMention] = field(factory=list)
    party: bool = False
    """Whether the words only speak of the party: 一行, 调研组."""
    delegates: list[Body] = field(factory=list)
    """Bodies whose people the party takes along: 带领甲公司等6家企业负责人."""
    more_hosts: bool = False
    trigger: Mention | None = None
    paragraph: int = -1
    caption: bool = False

    @property
    def home(self) -> Body | None:
        """The body whose people travel; `None`: it is not told."""
        return self.visitor.body if self.visitor else None

    @property
    def when(self) -> When | None:
        """The day or period of the trip; `None`: it has no date, or one that means no day."""
        return self.date.when if self.date else None

    def travellers(self) -> set[str]:
        """Return the names of everybody on the trip."""
        names = {person.name for person in self.participants}
        return names | {self.leader.name} if self.leader else names


@define(eq=False)
class AgreementFact:
    """An agreement."""

    date: DateMention | None
    parties: list[Role]
    kind: AgreementKind
    subject: Mention | None
    signatories: list[PersonMention]
    trigger: Mention


@define(eq=False)
class CollegeFact:
    """An industry college under all its names."""

    name: NameMention
    mentions: list[NameMention] = field(factory=list)
    institution: Role | None = None
    partners: list[Role] = field(factory=list)
    milestones: list[tuple[MilestoneKind, DateMention | None, Mention]] = field(factory=list)


@define(eq=False)
class AppointmentFact:
    """A role that somebody receives."""

    person: PersonMention
    role: Mention
    by: Role | None
    date: DateMention | None


@define(eq=False)
class CountFact:
    """A number and where it stands."""

    quantity: QuantityMention
    date: DateMention | None


@define(eq=False)
class ProgramFact:
    """A named campaign."""

    name: NameMention
    mentions: list[NameMention] = field(factory=list)
