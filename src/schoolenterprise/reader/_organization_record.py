"""A body becomes a record: its fullest name, its other names, and what the ministry's list adds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import define, field

from schoolenterprise import ids
from schoolenterprise.model import (
    Enterprise,
    Evidence,
    Institution,
    Organization,
    organization_class,
    unchecked,
)
from schoolenterprise.reader._evidence import Quotes
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.vocabulary import (
    InstitutionRow,
    MatchKind,
    OrganizationKind,
    find_institution,
)

_MAKERS: Mapping[type[Organization], Callable[..., Organization]] = {
    Organization: unchecked(Organization),
    Institution: unchecked(Institution),
    Enterprise: unchecked(Enterprise),
}


@define
class _Names:
    """Names gathered for one field, each with its evidence."""

    quotes: Quotes
    path: str
    names: list[str] = field(factory=list)
    evidence: list[Evidence] = field(factory=list)

    def add(self, name: str, at: OrganizationMention, how: MatchKind = MatchKind.EXACT) -> None:
        """Add a name unless it is there."""
        if name not in self.names:
            self.evidence.append(self.quotes.at(f"{self.path}[{len(self.names)}]", at, how))
            self.names.append(name)


def organization_record(body: Body, quotes: Quotes, lexicon: Lexicon) -> Organization:
    """Return the record of a body under its fullest name, with every other form in use.

    A body that the page names only by another form, and a user's file in full, bears the name of
    the file: inferred from the form.
    """
    named: dict[str, OrganizationMention] = {}
    for mention in body.mentions:
        named.setdefault(mention.name, mention)
    written = named.get(body.name)
    at = written or body.mentions[0]
    known = lexicon.organizations.get(body.name)
    from_file = known is not None and written is None
    name = known.name if known and from_file else quotes.text_of(at)
    how = MatchKind.INFERRED if from_file else MatchKind.EXACT
    aliases, former = _Names(quotes, "aliases"), _Names(quotes, "former_names")
    _gather(aliases, named, body.aliases, {name})
    _gather(former, named, body.former_names, {name})
    evidence = [quotes.at("name", at, how), *aliases.evidence, *quotes.inferred(at, "kind")]
    cls = organization_class(body.kind)
    listed: dict[str, Any] = {}
    row = find_institution(body.name) if body.kind is OrganizationKind.INSTITUTION else None
    if row:
        listed["code"] = row.code
        _add_listed(former, row, body.name, at)
        former.evidence.append(quotes.at("code", at, MatchKind.INFERRED))
    # A body that the page never names bears the page in its id.
    page = f"@{ids.name_of(quotes.source)}" if body.unnamed else ""
    return _MAKERS[cls](
        id=ids.make(cls.prefix, ids.part(name)) + page,
        name=name,
        aliases=tuple(aliases.names),
        former_names=tuple(former.names),
        kind=body.kind,
        evidence=(*evidence, *former.evidence),
        **listed,
    )


def _gather(
    found: _Names,
    named: Mapping[str, OrganizationMention],
    forms: Iterable[str],
    others: set[str],
) -> None:
    """Add the forms that stand in the page."""
    for form in forms:
        mention = named.get(form)
        if mention and found.quotes.text_of(mention) not in others:
            found.add(found.quotes.text_of(mention), mention)


def _add_listed(former: _Names, row: InstitutionRow, name: str, at: OrganizationMention) -> None:
    """Add the earlier names that only the ministry's list gives."""
    for earlier in row.names_before(name):
        former.add(earlier, at, MatchKind.INFERRED)


__all__ = ["organization_record"]
