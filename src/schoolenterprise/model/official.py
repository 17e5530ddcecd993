"""People in posts, and people as they appear at an occasion."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.model._base import Record, Value, check_order, record
from schoolenterprise.model.references import OfficialId, OrganizationId
from schoolenterprise.vocabulary import ParticipantRole


@record
class Post(Value):
    """职务：a post that somebody holds; dated, because posts change."""

    title: str
    """职务名称：the title without its organization; departments stay in it: 合作发展处处长."""
    organization: OrganizationId | None = None
    """任职单位：where the post is; `None`: the text does not say."""
    since: PartialDate | None = None
    """起任：first day in the post; `None`: not known."""
    until: PartialDate | None = None
    """离任：last day in the post; `None`: not known, or still held."""
    seen: When | None = None
    """见于：when somebody was seen in the post; `None`: not known."""

    def __attrs_post_init__(self) -> None:
        check_order(self, "since", "until")


@record
class Official(Record):
    """人员：a person in a post of a school, firm, office or other body."""

    prefix: ClassVar[str] = "official"

    name: str
    """姓名：as written, without titles."""
    posts: tuple[Post, ...] = ()
    """职务：posts, in the order in which the texts give them; empty when no title is known."""

    def _identity(self) -> tuple[str, ...]:
        homes = (post.organization for post in self.posts if post.organization)
        home = next(homes, None)
        return (ids.part(self.name) + (f"@{home}" if home else ""),)

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the posts, each once."""
        return tuple(dict.fromkeys(post.title for post in self.posts))

    @property
    def organizations(self) -> tuple[str, ...]:
        """Ids of the organizations of the posts, each once."""
        found = (post.organization for post in self.posts)
        return tuple(dict.fromkeys(each for each in found if each))


@record
class Participant(Value):
    """参与者：a person at an occasion, with titles and organization as they stood in the text."""

    official: OfficialId | None = None
    """人员：the record of the person; `None`: there is none."""
    name: str
    """姓名：as written."""
    titles: tuple[str, ...] = ()
    """职务：as written, one by one; empty when the text gives none."""
    organization: OrganizationId | None = None
    """单位：where the person comes from; `None`: the text does not say."""
    role: ParticipantRole = ParticipantRole.MEMBER
    """角色：what the person does there."""


@record
class Signatory(Participant):
    """签约人：a person who signs, and the party for which."""

    role: ParticipantRole = ParticipantRole.SIGNATORY
    """角色：what the person does there."""
    party: OrganizationId | None = None
    """代表方：the party that the person signs for; `None`: the text does not say."""


__all__ = ["Official", "Participant", "Post", "Signatory"]
