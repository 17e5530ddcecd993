"""The five passes in their order, over one page."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import InvalidValueError, Problem
from schoolenterprise.model import Record, Source
from schoolenterprise.reader._agreements import read_agreements
from schoolenterprise.reader._appointments import read_appointments
from schoolenterprise.reader._college_names import scan_colleges
from schoolenterprise.reader._colleges import read_colleges
from schoolenterprise.reader._contradictions import doubts_of_facts
from schoolenterprise.reader._counts import read_counts
from schoolenterprise.reader._dates import anchor_of, scan_dates
from schoolenterprise.reader._doubts import doubts_of_names, settle_slips
from schoolenterprise.reader._evidence import Quotes
from schoolenterprise.reader._facts import AppointmentFact, PersonFact
from schoolenterprise.reader._identity import identify
from schoolenterprise.reader._known_names import add_known, known_people
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._listed import scan_listed
from schoolenterprise.reader._mentions import Mention, OpenName, OrganizationMention
from schoolenterprise.reader._officials import read_officials
from schoolenterprise.reader._organizations import scan_organizations
from schoolenterprise.reader._others import read_arrangements, read_events, read_placements
from schoolenterprise.reader._page import Page, parse_page
from schoolenterprise.reader._people import PeopleScanner
from schoolenterprise.reader._programs import read_programs, scan_programs
from schoolenterprise.reader._recognized import Given, recognized
from schoolenterprise.reader._records import RecordWriter
from schoolenterprise.reader._scene import Scene, rows_of
from schoolenterprise.reader._sections import sections
from schoolenterprise.reader._seen import set_seen
from schoolenterprise.reader._trace import section_begins, section_read, wrote
from schoolenterprise.reader._visits import read_visits
from schoolenterprise.reader._words import PageWords
from schoolenterprise.reader.recognizers import Recognition, Recognizer
from schoolenterprise.text import Folded, fold

_Fact = TypeVar("_Fact")
_date_of = lru_cache(maxsize=1024)(PartialDate.of)
Result = tuple[Source, tuple[Record, ...], tuple[Problem, ...], str | None]


def read_page(
    text: str,
    published: PartialDate | None,
    title: str | None,
    url: str | None,
    lexicon: Lexicon,
    recognizer: Recognizer | None,
    recognition: Recognition,
) -> Result:
    """Read one page: its source, its records, the doubts, and the id of its own body."""
    folded = fold(text, variants=True)
    given, faults = recognized(recognizer, recognition, folded)
    headline = fold(title, variants=True).text if title else None
    pages = list(_parsed(folded, headline))
    for _, page in pages:
        page.of_government = ".gov.cn" in (url or "")
    published = published or _published(pages[0][1])
    source = _source(pages, folded, published, title, url)
    records: dict[str, Record] = {}
    problems: list[Problem] = faults
    publisher = None
    for start, page in pages:
        section_begins(start)
        scene = _scene(page, published, lexicon, given.section(start, start + len(page.text)))
        writer = RecordWriter(scene, Quotes(source.id, folded, start), records)
        problems += _read(scene, writer)
        section_read(scene)
        publisher = publisher or writer.id_of(scene.cast.own)
    set_seen(records, published)
    return source, tuple(records.values()), tuple(problems), publisher


def _parsed(folded: Folded, headline: str | None) -> Iterator[tuple[int, Page]]:
    for start, end in sections(folded.text):
        section_begins(start)
        yield start, parse_page(folded.text[start:end], headline, continued=start > 0)


def _published(page: Page) -> PartialDate | None:
    if page.published is None:
        return None
    digits = "".join(each if each.isdigit() else " " for each in page.slice(page.published)).split()
    try:
        return _date_of(*(int(each) for each in digits[:3]))
    except InvalidValueError:
        return None


def _source(
    pages: list[tuple[int, Page]],
    folded: Folded,
    published: PartialDate | None,
    title: str | None,
    url: str | None,
) -> Source:
    def original(mention: Mention, start: int = 0) -> str:
        place = folded.original_span(start + mention.start, start + mention.end)
        return place.of(folded.original).strip()

    first = pages[0][1]
    authors = [original(author, start) for start, page in pages for author in page.authors]
    return Source(
        title=(title or "").strip() or (original(first.title) if first.title else None),
        publisher=original(first.publisher) if first.publisher else None,
        authors=tuple(dict.fromkeys(authors)),
        url=url,
        published=published,
        text=folded.original if folded.original.strip() else None,
    )


def _scene(page: Page, published: PartialDate | None, lexicon: Lexicon, given: Given) -> Scene:
    """Run passes 2 to 4."""
    words = PageWords.of(_body_text(page), lexicon)
    organizations, open_names = _organizations(words, given)
    cast = identify(page, words, organizations)
    cast.open_names += open_names
    known = known_people(words, cast.mentions, given)
    people = PeopleScanner(words, cast.mentions, known).scan()
    dates = scan_dates(words.text, anchor_of(words.text, published))
    scene = Scene(page, cast, words)
    scene.set_rows(rows_of(page, dates, cast, people))
    scene.people = read_officials(scene, people)
    return scene


def _organizations(
    words: PageWords, given: Given
) -> tuple[list[OrganizationMention], list[OpenName]]:
    """Find the bodies of a page, and the short forms that may mean several."""
    found = scan_organizations(words)
    if given.alone:
        found = [mention for mention in found if mention.generic]
    organizations, open_names = add_known(words, found, given)
    if not given.alone:
        organizations += scan_listed(words, organizations)
        organizations.sort(key=lambda mention: mention.start)
    return organizations, open_names


def _body_text(page: Page) -> str:
    """Return the text with everything outside its sentences blanked out, offsets unchanged."""
    parts = []
    last = 0
    for sentence in page.sentences:
        parts.append("\n" * (sentence.start - last))
        parts.append(page.text[sentence.start : sentence.end])
        last = sentence.end
    parts.append("\n" * (len(page.text) - last))
    return "".join(parts)


def _read(scene: Scene, writer: RecordWriter) -> list[Problem]:
    """Run pass 5; return the doubts."""
    agreements = read_agreements(scene)
    slips = settle_slips(scene, agreements)
    visits = read_visits(scene)
    appointments = read_appointments(scene)
    colleges = read_colleges(scene, scan_colleges(scene.words), agreements)
    counts = read_counts(scene)
    _each(writer.organization, scene.cast.bodies)
    for person in scene.people:
        wrote(person, writer.official(person, _conferred(scene, person, appointments)))
    _each(writer.program, read_programs(scan_programs(scene.words)))
    _each(writer.visit, visits)
    _each(writer.agreement, agreements)
    _each(writer.college, colleges)
    _each(writer.arrangement, read_arrangements(scene))
    _each(writer.appointment, appointments)
    _each(writer.placement, read_placements(scene, counts))
    _each(writer.event, read_events(scene))
    _each(writer.count, counts)
    quotes = writer.quotes
    return [
        *slips,
        *doubts_of_names(scene, quotes),
        *doubts_of_facts(scene, quotes, colleges, visits),
    ]


def _each(write: Callable[[_Fact], Record], facts: Iterable[_Fact]) -> None:
    for fact in facts:
        wrote(fact, write(fact))


def _conferred(
    scene: Scene, person: PersonFact, appointments: list[AppointmentFact]
) -> frozenset[str]:
    """Return the roles that a person was given here, which do not count as posts held."""
    return frozenset(
        scene.page.slice(fact.role) for fact in appointments if fact.person.name == person.name
    )
