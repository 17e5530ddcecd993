"""Bodies and people that a user's file names, as `Lexicon` keeps them; nothing finds them here."""

from attrs import frozen

from schoolenterprise.vocabulary import OrganizationKind


@frozen(kw_only=True)
class KnownOrganization:
    """A body that a user's file names."""

    name: str
    """名称：the full name as the file writes it; records bear it where a page has a short one."""
    kind: OrganizationKind
    """类别：what sort of body it is."""
    short_names: tuple[str, ...] = ()
    """简称：short forms, folded as pages are; a form may be that of several bodies."""
    former_names: tuple[str, ...] = ()
    """曾用名：earlier names, folded as pages are."""


@frozen(kw_only=True)
class KnownPerson:
    """A person whom a user's file names."""

    name: str
    """姓名：the name as the file writes it."""
    organization: str | None = None
    """单位：a name of the person's body, folded as pages are; `None`: the file does not say."""
    titles: tuple[str, ...] = ()
    """职务：titles at that body."""


__all__ = ["KnownOrganization", "KnownPerson"]
