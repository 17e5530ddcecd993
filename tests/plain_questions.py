"""What the questions to a ledger mean, in plain loops over all records; nothing here looks anything up."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from schoolenterprise.dates import PartialDate, Period, When
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Enterprise,
    Event,
    IndustryCollege,
    Institution,
    Official,
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import (
    AgreementKind,
    AgreementStatus,
    ArrangementKind,
    ArrangementStatus,
    CountKind,
    EnterpriseFlag,
    EventKind,
    InstitutionLevel,
    MilestoneKind,
    OrganizationKind,
    ParticipantRole,
    PlacementKind,
    VisitMode,
    VisitPurpose,
    find_region,
)
from strategies.questions import (
    NAMES,
    OFFICIAL_IDS,
    ORGANIZATION_IDS,
    OTHER_NAMES,
    PEOPLE,
    PROGRAM_IDS,
    PROGRAM_NAMES,
    TITLES,
    days,
)

Records = Sequence[Record]


class Nobody(Exception):
    """No record, or several different ones, bear a name."""


# Names: which ids a name means.


def plain(name: str) -> str:
    """Without width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def first_id(identifier: str, records: Records) -> str:
    base = re.sub(r"#\d+$", "", identifier)
    return base if any(each.id == base for each in records) else identifier


def other_names(record: Any) -> tuple[str, ...]:
    if isinstance(record, Organization):
        return record.aliases + record.former_names
    return record.aliases if isinstance(record, Program) else ()


PREFIXES: dict[type[Record], tuple[str, ...]] = {
    Organization: ("institution", "enterprise", "organization"),
    Official: ("official",),
    Program: ("program",),
}


def meant(records: Records, named: str | Record, cls: type[Record]) -> set[str]:
    """The ids that `named` means: one record, all variants of one, or one that is only referred to."""
    if isinstance(named, Record):
        return {named.id}
    named_records: list[Any] = [each for each in records if isinstance(each, cls)]
    if any(each.id == named for each in named_records):
        return {named}
    found = [each.id for each in named_records if plain(each.name) == plain(named)]
    if not found:
        found = [each.id for each in named_records if plain(named) in map(plain, other_names(each))]
    if found:
        bases = {first_id(each, records) for each in found}
        if len(bases) > 1:
            raise Nobody
        return {each.id for each in named_records if first_id(each.id, records) in bases}
    prefixes = PREFIXES[cls]
    is_id = named.partition(":")[0] in prefixes
    possible = {named} if is_id else {f"{prefix}:{named}" for prefix in prefixes}
    found = [each for each in possible if any(each in references(one) for one in records)]
    if len({first_id(each, records) for each in found}) != 1:
        raise Nobody
    return set(found)


# References: which ids a record names, in whatever role.


def _of_people(people: Iterable[Participant]) -> Iterable[str | None]:
    for each in people:
        yield from (each.official, each.organization, getattr(each, "party", None))


def _references(record: Any) -> Iterable[str | None]:
    match record:
        case Organization():
            yield record.parent
        case Official():
            yield from (post.organization for post in record.posts)
        case Program():
            yield from (record.organizer, record.parent)
        case Visit():
            yield from (record.visitor, record.program, *record.hosts)
            yield from _of_people((*record.participants, *record.received_by))
        case Agreement():
            yield from record.parties
            yield from _of_people((*record.signatories, *record.witnesses))
        case IndustryCollege() | Arrangement():
            yield from (record.institution, *record.partners)
        case Appointment():
            yield from (record.official, record.by)
        case Placement():
            yield from (record.institution, *record.hosts)
        case Event():
            yield from (*record.organizers, *record.records)
            yield from _of_people(record.participants)
        case Count():
            yield record.organization


def references(record: Record) -> set[str]:
    return {each for each in _references(record) if each is not None}


# Dates.


def date_of(record: Any) -> When | None:
    """The date that a record goes by."""
    match record:
        case Visit() | Agreement() | Appointment() | Event() | Count():
            return record.date
        case Arrangement() | Placement():
            return record.since
        case Program():
            return record.period
        case Source():
            return record.published
        case IndustryCollege():
            for kind in (MilestoneKind.UNVEILED, MilestoneKind.OPENED):
                for each in record.milestones:
                    if each.kind is kind and each.date is not None:
                        return each.date
    return None


def year_of(record: Record) -> int | None:
    """The year in which the record certainly lies: the only one that contains its date."""
    date = date_of(record)
    if date is None:
        return None
    known: PartialDate | None = date.start if isinstance(date, Period) else date
    years = [] if known is None else [int(year) for year in re.findall(r"-?\d+", known.edtf)[:1]]
    if known is not None and known.year is not None:
        years = [known.year]
    for year in years:
        text = f"{year:05d}" if year < 0 else f"{year:04d}" if year < 10_000 else f"Y{year}"
        if year < -9999:
            text = f"Y{year}"
        if PartialDate(text).contains(date):
            return year
    return None


def inside(record: Record, window: When, certainty: str) -> bool:
    date = date_of(record)
    if date is None:
        return certainty == "possibly"
    return window.contains(date) if certainty == "certainly" else window.overlaps(date)


# What organizations and people are.


def within(organization: Any, place: str) -> bool:
    """Whether it lies in the place of this name or code: 420000 holds 420100, which holds 420106."""
    codes = [place] if place.isdigit() else [each.code for each in find_region(place)]
    own = organization.region
    return own is not None and any(
        own == code
        or (code[4:] == "00" and own[:4] == code[:4])
        or (code[2:] == "0000" and own[:2] == code[:2])
        for code in codes
    )


SECTIONS = {"制造业": "C", "C": "C", "C39": "C39", "39": "C39", "I": "I", "教育": "P"}
FULL_CODES = {"391": "C391", "83": "P83"}


def in_industry(organization: Any, industry: str) -> bool:
    own = getattr(organization, "industry", None)
    return own is not None and FULL_CODES.get(own, own).startswith(SECTIONS[industry])


def held(post: Post, at: PartialDate) -> bool:
    """Whether nothing that is known of a post speaks against its being held at a date."""
    if post.since is None and post.until is None:
        return post.seen is None or post.seen.overlaps(at)
    began = post.since is None or not at.certainly_before(post.since)
    return began and (post.until is None or not post.until.certainly_before(at))


def leads(visit: Any) -> Participant | None:
    found = [each for each in visit.participants if each.role is ParticipantRole.LEADER]
    return found[0] if found else None


# Questions.


@dataclass(frozen=True)
class Question:
    """How something is asked of a selection, and what it means."""

    text: str
    ask: Callable[[Any], Any]
    test: Callable[[Records], Callable[[Any], bool]]
    """Gives the plain condition; raises `Nobody` where the name means nothing, or several."""

    def __repr__(self) -> str:
        return self.text


def _about(
    method: str,
    cls: type[Record],
    names: st.SearchStrategy[Any],
    borne: Callable[[Any], Iterable[Any]],
) -> st.SearchStrategy[Question]:
    """Questions with a name: the records that bear, as `borne` reads it, an id that the name means."""

    def question(named: Any) -> Question:
        def test(records: Records) -> Callable[[Any], bool]:
            ids = meant(records, named, cls)
            return lambda record: any(each in ids for each in borne(record))

        return Question(f".{method}({named!r})", lambda asked: getattr(asked, method)(named), test)

    return names.map(question)


def _of_set(
    method: str, members: Any, read: Callable[[Any], Iterable[Any]]
) -> st.SearchStrategy[Question]:
    """Questions for a member of a closed set, by code or label."""

    def question(pair: tuple[Any, str]) -> Question:
        member, named = pair
        return Question(
            f".{method}({named!r})",
            lambda asked: getattr(asked, method)(named),
            lambda _: lambda record: member in read(record),
        )

    pairs = st.sampled_from([*members][:4]).flatmap(
        lambda member: st.tuples(
            st.just(member), st.sampled_from([member, member.value, member.label])
        )
    )
    return pairs.map(question)


def _plain_question(text: str, ask: Callable[[Any], Any], test: Callable[[Any], bool]) -> Question:
    return Question(text, ask, lambda _: test)


_organization_names = st.sampled_from(
    [*ORGANIZATION_IDS, *NAMES, *OTHER_NAMES, "蓝海smart(江城) 公司", "LH智能"]
)
_official_names = st.sampled_from([*OFFICIAL_IDS, *PEOPLE, "何 静"])
_program_names = st.sampled_from([*PROGRAM_IDS, *PROGRAM_NAMES, "专项"])


def _organizations(
    method: str, borne: Callable[[Any], Iterable[Any]]
) -> st.SearchStrategy[Question]:
    return _about(method, Organization, _organization_names, borne)


@st.composite
def _in_year(draw: st.DrawFn) -> Question:
    year, certainty = (
        draw(st.integers(2020, 2025)),
        draw(st.sampled_from(["certainly", "possibly"])),
    )
    window = PartialDate(str(year))
    return _plain_question(
        f".in_year({year}, {certainty!r})",
        lambda asked: asked.in_year(year, certainty),
        lambda record: inside(record, window, certainty),
    )


@st.composite
def _between(draw: st.DrawFn) -> Question:
    pair: tuple[PartialDate | None, PartialDate | None] = (draw(st.none() | days), draw(days))
    since, until = pair
    if draw(st.booleans()):
        since, until = until, since
    if since is not None and until is not None and until.certainly_before(since):
        since, until = until, since
    certainty = draw(st.sampled_from(["certainly", "possibly"]))
    window = Period(f"{since or '..'}/{until or '..'}")
    return _plain_question(
        f".between({since!r}, {until!r}, {certainty!r})",
        lambda asked: asked.between(since, until, certainty),
        lambda record: inside(record, window, certainty),
    )


@st.composite
def _hosted_by(draw: st.DrawFn) -> Question:
    asked_for = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(["enterprise", "企业", OrganizationKind.PARK]),
                "region": st.sampled_from(PLACES),
                "industry": st.sampled_from(list(SECTIONS)),
            },
        ).filter(bool)
    )

    def fits(organization: Any) -> bool:
        return (
            (
                "kind" not in asked_for
                or organization.kind is OrganizationKind.named(asked_for["kind"])
            )
            and ("region" not in asked_for or within(organization, asked_for["region"]))
            and ("industry" not in asked_for or in_industry(organization, asked_for["industry"]))
        )

    def test(records: Records) -> Callable[[Any], bool]:
        fitting = {each.id for each in records if isinstance(each, Organization) and fits(each)}
        # Of records that contradict each other any may fit: `X#2` stands beside `X`.
        bases = {each.id for each in records} & {each.partition("#")[0] for each in fitting}
        return lambda visit: any(host in fitting | bases for host in visit.hosts)

    return Question(f".hosted_by(**{asked_for})", lambda asked: asked.hosted_by(**asked_for), test)


def _by_person(
    method: str, people: Callable[[Any], Iterable[Participant]]
) -> st.SearchStrategy[Question]:
    """Questions for who acts in person: by record where there is one, else by the name in the text."""

    def question(named: str) -> Question:
        def test(records: Records) -> Callable[[Any], bool]:
            asked_class = Visit if method == "led_by" else Agreement
            own = [each for each in records if isinstance(each, asked_class)]
            alone = any(
                each.official is None and each.name == named for one in own for each in people(one)
            )
            try:
                ids = meant(records, named, Official)
            except Nobody:
                bearers = [each for each in records if isinstance(each, Official)]
                if not alone or any(plain(each.name) == plain(named) for each in bearers):
                    raise
                ids = set()
            return lambda record: any(
                each.official in ids or (each.official is None and each.name == named)
                for each in people(record)
            )

        return Question(f".{method}({named!r})", lambda asked: getattr(asked, method)(named), test)

    return _official_names.map(question)


@st.composite
def _signed_with(draw: st.DrawFn) -> Question:
    names = draw(st.lists(_organization_names, max_size=2))

    def test(records: Records) -> Callable[[Any], bool]:
        wanted = [meant(records, each, Organization) for each in names]
        return lambda agreement: all(ids & set(agreement.parties) for ids in wanted)

    return Question(f".signed_with(*{names})", lambda asked: asked.signed_with(*names), test)


def _expiring_before(limit: PartialDate) -> Question:
    return _plain_question(
        f".expiring_before({limit!r})",
        lambda asked: asked.expiring_before(limit),
        lambda each: each.expires is not None and each.expires.certainly_before(limit),
    )


@st.composite
def _officials_of(draw: st.DrawFn) -> Question:
    named, at = draw(_organization_names), draw(st.none() | days)
    title = draw(st.none() | st.sampled_from(TITLES))

    def test(records: Records) -> Callable[[Any], bool]:
        ids = meant(records, named, Organization)
        return lambda official: any(
            post.organization in ids
            and (title is None or post.title == title)
            and (at is None or held(post, at))
            for post in official.posts
        )

    return Question(
        f".of({named!r}, at={at!r}, title={title!r})",
        lambda asked: asked.of(named, at=at, title=title),
        test,
    )


def _officials_called(named: str) -> Question:
    def test(records: Records) -> Callable[[Any], bool]:
        people = [each for each in records if isinstance(each, Official)]
        ids = {each.id for each in people if each.id == named}
        ids = ids or {each.id for each in people if plain(each.name) == plain(named)}
        if not ids:
            raise Nobody
        return lambda official: official.id in ids

    return Question(f".called({named!r})", lambda asked: asked.called(named), test)


def _in_region(place: str) -> Question:
    return _plain_question(
        f".in_region({place!r})",
        lambda asked: asked.in_region(place),
        lambda organization: within(organization, place),
    )


def _in_industry(industry: str) -> Question:
    return _plain_question(
        f".in_industry({industry!r})",
        lambda asked: asked.in_industry(industry),
        lambda organization: in_industry(organization, industry),
    )


def _with_title(title: str) -> Question:
    return _plain_question(
        f".with_title({title!r})",
        lambda asked: asked.with_title(title),
        lambda official: any(post.title == title for post in official.posts),
    )


def _where(number: int) -> Question:
    def test(record: Any) -> bool:
        return len(record.id) % 3 != number

    return _plain_question(f".where({number})", lambda asked: asked.where(test), test)


PLACES = ("湖北", "湖北省", "420000", "武汉", "420100", "420106", "吉林", "吉林市", "北京")

_any = (
    st.sampled_from(range(3)).map(_where)
    | _organizations("involving", references)
    | _about("naming", Official, _official_names, references)
)
_dated = _any | _in_year() | _between() | _between()
_bodies = (
    _any
    | _organizations("called", lambda each: [each.id])
    | _of_set("of_kind", OrganizationKind, lambda each: [each.kind])
    | st.sampled_from(PLACES).map(_in_region)
)
_lasting = (
    _dated
    | _organizations("of", lambda each: [each.institution])
    | _organizations("run_with", lambda each: each.partners)
)

QUESTIONS: dict[str, st.SearchStrategy[Question]] = {
    "organizations": _bodies,
    "institutions": _bodies | _of_set("of_level", InstitutionLevel, lambda each: [each.level]),
    "enterprises": _bodies
    | st.sampled_from(list(SECTIONS)).map(_in_industry)
    | _of_set("listed_as", EnterpriseFlag, lambda each: each.flags),
    "officials": _any
    | _officials_of()
    | _officials_of()
    | st.sampled_from(TITLES).map(_with_title)
    | _official_names.map(_officials_called),
    "programs": _dated | _about("called", Program, _program_names, lambda each: [each.id]),
    "visits": _dated
    | _organizations("by", lambda each: [each.visitor])
    | _organizations("to", lambda each: each.hosts)
    | _by_person("led_by", lambda each: filter(None, [leads(each)]))
    | _hosted_by()
    | _about("with_program", Program, _program_names, lambda each: [each.program])
    | _of_set("in_mode", VisitMode, lambda each: [each.mode])
    | _of_set("with_purpose", VisitPurpose, lambda each: each.purposes),
    "agreements": _dated
    | _signed_with()
    | _by_person("signed_by", lambda each: each.signatories)
    | _of_set("of_kind", AgreementKind, lambda each: [each.kind])
    | _of_set("with_status", AgreementStatus, lambda each: [each.status])
    | days.map(_expiring_before),
    "industry_colleges": _lasting,
    "arrangements": _lasting
    | _of_set("of_kind", ArrangementKind, lambda each: [each.kind])
    | _of_set("with_status", ArrangementStatus, lambda each: [each.status]),
    "appointments": _dated
    | _about("of", Official, _official_names, lambda each: [each.official])
    | _organizations("by", lambda each: [each.by]),
    "placements": _dated
    | _organizations("by", lambda each: [each.institution])
    | _organizations("to", lambda each: each.hosts)
    | _of_set("of_kind", PlacementKind, lambda each: [each.kind]),
    "events": _dated | _of_set("of_kind", EventKind, lambda each: [each.kind]),
    "counts": _dated
    | _organizations("of", lambda each: [each.organization])
    | _of_set("of_what", CountKind, lambda each: [each.what]),
    "sources": _dated,
}
"""Attribute of the ledger → every question that its records can be asked."""

RECORD_CLASSES: dict[str, type[Record]] = {
    "organizations": Organization,
    "institutions": Institution,
    "enterprises": Enterprise,
    "officials": Official,
    "programs": Program,
    "visits": Visit,
    "agreements": Agreement,
    "industry_colleges": IndustryCollege,
    "arrangements": Arrangement,
    "appointments": Appointment,
    "placements": Placement,
    "events": Event,
    "counts": Count,
    "sources": Source,
}
"""Attribute of the ledger → class of its records."""


def of_class(records: Records, name: str) -> list[Any]:
    return [each for each in records if isinstance(each, RECORD_CLASSES[name])]


__all__ = [
    "QUESTIONS",
    "RECORD_CLASSES",
    "Nobody",
    "Question",
    "date_of",
    "first_id",
    "meant",
    "of_class",
    "references",
    "year_of",
]
