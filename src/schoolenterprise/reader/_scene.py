"""Pass 4: each sentence as a row of typed mentions; what the record readers of pass 5 work on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import define, field

from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._facts import PersonFact
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import (
    Body,
    DateMention,
    Mention,
    NameMention,
    OrganizationMention,
    PersonMention,
)
from schoolenterprise.reader._page import Page, Sentence
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

_LONGEST_SETTING = 16
"""Characters of the longest sentence that only sets the time."""
_LOOK_BACK = 4
"""So many months before the last day named a date is a look back."""
_CLOSE = 40
"""How far behind a verb, in characters, its date may stand."""
_M = TypeVar("_M", bound=Mention)

_PLANNED = Pattern(
    r"拟|将(?!军)|计划(?!生育|单列)|力争|有望|预计|即将|准备|择期|下一步|今后|未来|接下来|期待"
    r"|希望|欢迎|邀请|商定|约定|鼓励|要求|打算|争取|盼|商谈|磋商|洽谈"
    r"|没有|尚未|未能|并未|取消|推迟|因故未"
)

_AGREED = Pattern(r"商定|约定|下一步|接下来|今后,|未来,")


@define(eq=False)
class Row:
    """One sentence with the mentions inside it, in the order of the text."""

    sentence: Sentence
    text: str
    """The whole folded text; offsets are the page's."""
    words: str
    """The characters of the sentence."""
    start: int
    """Offset of the sentence."""
    end: int
    """Offset behind the sentence."""
    dates: list[DateMention]
    organizations: list[OrganizationMention]
    people: list[PersonMention]
    colleges: list[NameMention] = field(factory=list)
    """Industry colleges named in it; known only when colleges are read."""
    heading: OrganizationMention | None = None
    """The body that the heading of its section consists of."""
    earlier_date: DateMention | None = None
    """The last day that a sentence before this one names."""

    def carries_date(self, date: DateMention) -> bool:
        """Say whether later sentences may go by a date of this one: prose or a heading of a day."""
        return self.sentence.kind == "body" or self.is_heading(date)

    def is_heading(self, date: DateMention) -> bool:
        """Say whether this is a short line that begins with a date: 4月17日(周一) 杭州·晴."""
        return self.sentence.kind == "caption" and not self.text[self.start : date.start].strip()

    def names_only_body(self) -> OrganizationMention | None:
        """Return the one body whose name makes up nearly the whole line."""
        named = [each for each in self.organizations if each.known and not each.generic]
        whole = len(named) == 1 and (named[0].end - named[0].start) * 4 > len(self.words) * 3
        return named[0] if whole else None

    def own_date(self) -> DateMention | None:
        """Return the first date of the sentence that dates an event."""
        return next((date for date in self.dates if not date.background), None)

    def between(self, start: int, end: int) -> str:
        """Return the characters between two offsets."""
        return self.text[start:end]

    def is_quoted(self, position: int) -> bool:
        """Say whether `position` lies in a quotation that runs on for more than a name."""
        opened = self.text.rfind("“", self.start, position)
        if opened < 0 or self.text.rfind("”", opened, position) >= 0:
            return False
        closed = self.text.find("”", position)
        return closed < 0 or closed - opened > 30

    def is_planned(self, position: int) -> bool:
        """Say whether the clause up to `position` speaks of a plan, a wish or an invitation."""
        if _AGREED.search(self.text, self.start, position):
            return True
        back, start = self.text.rfind, self.start
        clause = max(back(",", start, position), back(";", start, position), start)
        clause = max(back(":", clause, position), back("。", clause, position), clause)
        return _PLANNED.search(self.text, clause, position) is not None


@define(eq=False)
class Scene:
    """Everything found in a page before records are read: rows, bodies, people, dates."""

    page: Page
    cast: Cast
    words: PageWords
    """Cuts, titles and endings of the folded text, header and navigation blanked out."""
    rows: list[Row] = field(factory=list)
    _starts: list[int] = field(factory=list)
    _of_kinds: dict[frozenset[OrganizationKind], list[OrganizationMention]] = field(factory=dict)
    people: list[PersonFact] = field(factory=list)
    homes: dict[str, Body | None] = field(factory=dict)
    """Name of a person → the body of the person's first post."""
    lexicon: Lexicon = field(init=False)
    """The tables that the page is read with."""
    text: str = field(init=False)
    """The folded text, header and navigation blanked out; offsets are the page's."""

    def __attrs_post_init__(self) -> None:
        self.lexicon, self.text = self.words.lexicon, self.words.text

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Take the sentences over, each with the last day named before it."""
        latest: DateMention | None = None
        heading: OrganizationMention | None = None
        for row in rows:
            row.earlier_date, row.heading = latest, heading
            if row.sentence.kind == "caption":
                heading = row.names_only_body()
            dates = row.dates
            days = dates and [each for each in dates if not each.background and _is_day(each)]
            if days and row.carries_date(days[-1]) and not _looks_back(latest, days[-1]):
                latest = days[-1]
            before = _month_before(self.rows, row)
            row.earlier_date = before or row.earlier_date
            self.rows.append(row)
            self._starts.append(row.start)

    def body_of(self, person: PersonMention) -> Body | None:
        """Return the body that a person belongs to, by any mention of the name in the page."""
        beside = person.beside.known if person.beside else None
        return beside or self.homes.get(person.name)

    def row_at(self, position: int) -> Row | None:
        """Return the sentence in which `position` lies."""
        index = bisect_right(self._starts, position) - 1
        row = self.rows[index] if index >= 0 else None
        return row if row and position < row.end else None

    def rows_with(self, mentions: Iterable[Mention]) -> list[Row]:
        """Return the sentences in which any of the mentions stands, each once."""
        rows = {id(row): row for row in map(self.row_at, (each.start for each in mentions)) if row}
        return sorted(rows.values(), key=lambda row: row.start)

    def rows_holding(self, words: Iterable[str]) -> list[Row]:
        """Return the sentences in which one of `words` stands.

        The whole text is searched for a word at once: faster than any test of every sentence.
        """
        text, held = self.page.text, set[int]()
        for word in words:
            position = text.find(word)
            while position >= 0:
                index = bisect_right(self._starts, position) - 1
                end = self.rows[index].end if index >= 0 else 0
                inside = position + len(word) <= end
                if inside:
                    held.add(index)
                position = text.find(word, end if inside else position + 1)
        return [self.rows[index] for index in sorted(held)]

    def paragraph_before(self, row: Row) -> str:
        """Return the characters of the sentence before `row`, empty at the start of a paragraph."""
        before = self.row_at(row.start - 1)
        same = before is not None and before.sentence.paragraph == row.sentence.paragraph
        return before.words if before and same else ""

    def set_colleges(self, mentions: Iterable[NameMention]) -> None:
        """Put the names of industry colleges into their sentences."""
        for mention in sorted(mentions, key=lambda each: each.start):
            row = self.row_at(mention.start)
            if row:
                row.colleges.append(mention)

    def date_at(self, row: Row, position: int) -> DateMention | None:
        """Return the date that holds at `position`.

        The last one before it in its sentence, else one close behind it, else the last day that an
        earlier sentence names.
        """
        if not row.dates:
            return row.earlier_date
        usable = [date for date in row.dates if not date.background]
        before = [date for date in usable if date.start <= position]
        if before:
            return before[-1]
        if usable and usable[0].start - position < _CLOSE:
            return usable[0]
        return row.earlier_date

    def other_before(self, position: int) -> OrganizationMention | None:
        """Return the last mention before `position` of a body other than the page's own."""
        mentions = self.cast.mentions
        for index in range(bisect_left(mentions, position, key=_start) - 1, -1, -1):
            mention = mentions[index]
            other = mention.known is not None and mention.known is not self.cast.own
            if mention.end <= position and other and not mention.unit:
                return mention
        return None

    def last_of(self, kinds: frozenset[OrganizationKind], position: int) -> Body | None:
        """Return the body of one of `kinds` that the page names last before `position`."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = [
                each
                for each in self.cast.mentions
                if each.known and each.known.kind in kinds and not each.unit
            ]
        found = self._of_kinds[kinds]
        index = bisect_left(found, position, key=_start)
        return found[index - 1].known if index else None

    def own_school(self) -> Body | None:
        """Return the page's own body where it is a school."""
        own = self.cast.own
        return own if own and own.kind is OrganizationKind.INSTITUTION else None


def _start(mention: Mention) -> int:
    return mention.start


def _is_day(date: DateMention) -> bool:
    when = getattr(date.when, "start", date.when)
    return when is None or getattr(when, "day", None) is not None


def _month_before(rows: list[Row], row: Row) -> DateMention | None:
    """Return the month with which the sentence before sets the time: 时间回到6月上旬."""
    before = rows[-1] if rows else None
    if before is None or not before.dates or before.sentence.paragraph != row.sentence.paragraph:
        return None
    dates = [date for date in before.dates if not date.background]
    only = dates[0] if len(dates) == 1 else None
    short = len(before.words) < _LONGEST_SETTING
    return only if only and short and not _is_day(only) and _month_of(only) is not None else None


def _looks_back(latest: DateMention | None, date: DateMention) -> bool:
    """Say whether a date lies long before the one that the story has reached: 去年9月16日,…."""
    reached, told = _month_of(latest), _month_of(date)
    return reached is not None and told is not None and told < reached - _LOOK_BACK


def _month_of(date: DateMention | None) -> int | None:
    first = getattr(date and date.when, "start", date and date.when)
    year, month = getattr(first, "year", None), getattr(first, "month", None)
    return None if year is None or month is None else year * 12 + month


def rows_of(
    page: Page, dates: list[DateMention], cast: Cast, people: list[PersonMention]
) -> Iterator[Row]:
    """Yield every sentence as a row."""
    days, bodies, named = _by_start(dates), _by_start(cast.mentions), _by_start(people)
    for sentence in page.sentences:
        start, end = sentence.start, sentence.end
        yield Row(
            sentence,
            page.text,
            page.text[start:end],
            start,
            end,
            _inside(days, start, end),
            _inside(bodies, start, end),
            _inside(named, start, end),
        )


def _by_start(mentions: Iterable[_M]) -> tuple[list[_M], list[int]]:
    """Return mentions in the order of the text, and where each begins."""
    ordered = sorted(mentions, key=_start)
    return ordered, [mention.start for mention in ordered]


def _inside(found: tuple[list[_M], list[int]], start: int, end: int) -> list[_M]:
    """Return the mentions that begin between two offsets."""
    mentions, starts = found
    first = bisect_left(starts, start)
    # Most sentences hold none of a kind, or one.
    if first == len(starts) or starts[first] >= end:
        return []
    return mentions[first : bisect_left(starts, end, first)]
