"""Pass 3, who is who: one body under all its names, 我校, 该院, 公司, the page's own body."""

from collections.abc import Iterable

from schoolenterprise.reader._aliases import short_mentions
from schoolenterprise.reader._bodies import (
    Cast,
    add_known_names,
    adopt_units,
    group,
    merge,
    take_declared,
    trim,
)
from schoolenterprise.reader._faculty import own_faculty
from schoolenterprise.reader._mentions import Body, OrganizationMention
from schoolenterprise.reader._own import is_own_word, own_body
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._renamed import join_renamed
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import MatchKind, OrganizationKind

_THAT_PREFIXES = ("该", "贵")


def identify(page: Page, words: PageWords, mentions: list[OrganizationMention]) -> Cast:
    """Group mentions into bodies, find their short forms, settle the words that stand for them."""
    cast = Cast()
    group(cast, [each for each in mentions if not each.generic and not each.unit])
    add_known_names(cast, words.lexicon)
    join_renamed(cast, page.text, mentions)
    trim(cast, words.lexicon)
    merge(cast, words.lexicon)
    take_declared(cast, page.text, mentions)
    adopt_units(cast, mentions)
    found = short_mentions(cast, words, mentions)
    cast.mentions = _ordered([*mentions, *found])
    cast.own = own_body(cast, page, words)
    faculty = own_faculty(cast)
    if faculty:
        fired("own-body-is-faculty", faculty.mentions[0], faculty)
    cast.own = faculty or cast.own
    _settle_generic(cast)
    return cast


def _ordered(mentions: Iterable[OrganizationMention]) -> list[OrganizationMention]:
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end))


def _settle_generic(cast: Cast) -> None:
    """Settle 我校, 学校, 该院, 公司: the page's own body, else the last one named of that kind."""
    latest = _Latest(cast.own)
    for mention in cast.mentions:
        if mention.known:
            latest.note(mention)
        elif mention.generic:
            mention.known = _referent(mention, cast.own, latest)
            mention.how = MatchKind.INFERRED
            if mention.known:
                fired(_rule_of(mention, cast.own), mention)
                mention.known.mentions.append(mention)


def _rule_of(mention: OrganizationMention, own: Body | None) -> str:
    if is_own_word(mention):
        return "word-we"
    if mention.name.startswith(_THAT_PREFIXES):
        return "word-that"
    return "word-alone-means-own" if mention.known is own else "word-alone-means-last"


class _Latest:
    """The bodies named last, by kind and by the end of the name, while a page is read."""

    def __init__(self, own: Body | None) -> None:
        self._own = own
        self.of_kind: dict[OrganizationKind, OrganizationMention] = {}
        self._others: dict[OrganizationKind | str, OrganizationMention] = {}

    def note(self, mention: OrganizationMention) -> None:
        """Take a mention with a known referent in."""
        self.of_kind[mention.kind] = mention
        if mention.known and mention.known is not self._own:
            self._others[mention.known.kind] = mention
            self._others[mention.known.name[-1]] = mention

    def other(self, kind: OrganizationKind, last: str) -> Body | None:
        """Return the last body beside the page's own that is of `kind` or whose name ends so."""
        found = [self._others[key] for key in (kind, last) if key in self._others]
        return max(found, key=lambda mention: mention.start).known if found else None


def _referent(mention: OrganizationMention, own: Body | None, latest: _Latest) -> Body | None:
    fits_own = own is not None and own.kind is mention.kind
    if is_own_word(mention):
        return own if fits_own else None
    if mention.name.startswith(_THAT_PREFIXES):
        other = latest.other(mention.kind, mention.name[-1])
        return other or (own if fits_own else None)
    if fits_own:
        return own
    last = latest.of_kind.get(mention.kind)
    return last.known if last else None
