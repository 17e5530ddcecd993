"""Ledgers made for questions: few organizations and people with many names, and records that name them."""

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
    Milestone,
    Official,
    Organization,
    Participant,
    Placement,
    Post,
    Program,
    Record,
    Signatory,
    Source,
    Visit,
)
from schoolenterprise.quantities import Quantity
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
)
from strategies.ground import date_texts, partial_dates, periods, whens

NAMES = ("星川学院", "蓝海 Smart（江城）公司", "江城园区")
"""Full names; a school, a firm and a park may share one."""
OTHER_NAMES = ("星川", "ＬＨ 智能", "园区", "星川学院")
"""Short and former names, which several may share, and which may be the full name of another."""
PEOPLE = ("何静", "王伟")
TITLES = ("校长", "党委书记")
PROGRAM_NAMES = ("访企拓岗", "新春企业行")

INSTITUTIONS = tuple(f"institution:{name}" for name in NAMES[:2])
ENTERPRISES = tuple(f"enterprise:{name}" for name in (*NAMES[1:], f"{NAMES[1]}#2"))
BODIES = tuple(f"organization:{name}" for name in (NAMES[2], f"{NAMES[2]}#2", f"{NAMES[2]}#3"))
ORGANIZATION_IDS = (*INSTITUTIONS, *ENTERPRISES, *BODIES)
OFFICIAL_IDS = (
    "official:何静@institution:星川学院",
    "official:王伟",
    "official:王伟@江城",
    "official:王伟#2",
)
PROGRAM_IDS = ("program:访企拓岗", "program:访企拓岗#2", "program:新春企业行")

REGIONS = ("420000", "420100", "420106", "220000", "220200", "110000")
"""湖北, 武汉, 武昌, 吉林 (the province and the city), 北京."""
INDUSTRIES = ("C", "C39", "391", "I6510", "83")


def _some(values: Any, size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(tuple(values)), max_size=size).map(tuple)


def _maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(tuple(values))


_years = st.integers(2021, 2024)
near_days: st.SearchStrategy[PartialDate] = date_texts(_years).map(PartialDate)
"""Days, months, seasons and years of four years."""
_told_days = st.sampled_from(
    ["2022", "2022-02", "2022-02-18", "2022-02-18~", "2022-21", "202X", "XXXX-03-05", "XXXX-03"]
).map(PartialDate)
days: st.SearchStrategy[PartialDate] = _told_days | near_days | partial_dates
"""Days, months, seasons, years, decades, mostly of four years; some rough, some of no known year."""
_told_periods = st.sampled_from(
    ["2022-02/2022-03", "2021-12-30/2022-01-02", "2022/..", "../2022", "2022/", "/2022-06-30"]
).map(Period)
dates: st.SearchStrategy[When | None] = (
    st.none() | days | _told_periods | periods(date_texts(_years)) | whens
)
"""The same and periods, with open and unknown ends; or no date at all."""

_organizations = st.sampled_from(ORGANIZATION_IDS)
_person: dict[str, Any] = {
    "official": _maybe(OFFICIAL_IDS),
    "name": st.sampled_from(PEOPLE),
    "organization": _maybe(ORGANIZATION_IDS),
}
_participants = st.lists(
    st.builds(Participant, role=st.sampled_from([*ParticipantRole][:3]), **_person), max_size=2
).map(tuple)
_signatories = st.lists(
    st.builds(Signatory, party=_maybe(ORGANIZATION_IDS), **_person), max_size=2
).map(tuple)
_post_ends = st.none() | _told_days
_posts = st.lists(
    st.tuples(st.sampled_from(TITLES), _maybe(ORGANIZATION_IDS), _post_ends, _post_ends, dates).map(
        lambda each: _post(*each)
    ),
    max_size=2,
).map(tuple)


def _post(
    title: str,
    organization: str | None,
    since: PartialDate | None,
    until: PartialDate | None,
    seen: When | None,
) -> Post:
    if since is not None and until is not None and until.certainly_before(since):
        since, until = until, since
    return Post(title=title, organization=organization, since=since, until=until, seen=seen)


def _body(cls: type[Record], identifiers: Any, **fields: Any) -> st.SearchStrategy[Record]:
    """Organizations whose full name is mostly what their id says."""
    return st.sampled_from(tuple(identifiers)).flatmap(
        lambda identifier: st.builds(
            cls,
            id=st.just(identifier),
            name=st.just(identifier.partition(":")[2].partition("#")[0]) | st.sampled_from(NAMES),
            aliases=_some(OTHER_NAMES, 2),
            former_names=_some(OTHER_NAMES, 1),
            region=_maybe(REGIONS),
            parent=_maybe(ORGANIZATION_IDS),
            **fields,
        )
    )


organizations: st.SearchStrategy[Record] = (
    _body(Institution, INSTITUTIONS, level=_maybe(InstitutionLevel))
    | _body(Enterprise, ENTERPRISES, industry=_maybe(INDUSTRIES), flags=_some(EnterpriseFlag, 2))
    | _body(
        Organization, BODIES, kind=st.sampled_from([OrganizationKind.PARK, OrganizationKind.OTHER])
    )
)
"""Schools, firms and other bodies: one school may bear the name of a firm, ids may be variants."""

officials: st.SearchStrategy[Record] = st.builds(
    Official, id=st.sampled_from(OFFICIAL_IDS), name=st.sampled_from(PEOPLE), posts=_posts
)
programs: st.SearchStrategy[Record] = st.builds(
    Program,
    id=st.sampled_from(PROGRAM_IDS),
    name=st.sampled_from(PROGRAM_NAMES),
    aliases=_some(["专项", "访企拓岗"], 1),
    organizer=_maybe(ORGANIZATION_IDS),
    period=dates,
    parent=_maybe(PROGRAM_IDS),
)


def _numbered(cls: type[Record], **fields: Any) -> st.SearchStrategy[Record]:
    ids = st.integers(1, 12).map(lambda number: f"{cls.prefix}:{number}")
    return st.builds(cls, id=ids, **fields)


visits = _numbered(
    Visit,
    date=dates,
    visitor=_maybe(ORGANIZATION_IDS),
    hosts=_some(ORGANIZATION_IDS),
    participants=_participants,
    received_by=_participants,
    mode=st.sampled_from(VisitMode),
    purposes=_some([*VisitPurpose][:3]),
    program=_maybe(PROGRAM_IDS),
)
agreements = _numbered(
    Agreement,
    date=dates,
    parties=_some(ORGANIZATION_IDS),
    kind=st.sampled_from([*AgreementKind][:3]),
    status=st.sampled_from(AgreementStatus),
    signatories=_signatories,
    witnesses=_participants,
) | _numbered(Agreement, expires=st.none() | days)
industry_colleges = _numbered(
    IndustryCollege,
    name=st.just("蓝海产业学院"),
    institution=_maybe(ORGANIZATION_IDS),
    partners=_some(ORGANIZATION_IDS),
    milestones=st.lists(
        st.builds(Milestone, kind=st.sampled_from(MilestoneKind), date=dates), max_size=3
    ).map(tuple),
)
arrangements = _numbered(
    Arrangement,
    kind=st.sampled_from([*ArrangementKind][:3]),
    institution=_maybe(ORGANIZATION_IDS),
    partners=_some(ORGANIZATION_IDS),
    status=st.sampled_from(ArrangementStatus),
    since=dates,
)
appointments = _numbered(
    Appointment,
    official=st.sampled_from(OFFICIAL_IDS),
    role=st.just("产业教授"),
    by=_maybe(ORGANIZATION_IDS),
    date=dates,
)
placements = _numbered(
    Placement,
    institution=_maybe(ORGANIZATION_IDS),
    hosts=_some(ORGANIZATION_IDS),
    since=dates,
    kind=st.sampled_from([*PlacementKind][:3]),
)
events = _numbered(
    Event,
    kind=st.sampled_from([*EventKind][:3]),
    date=dates,
    organizers=_some(ORGANIZATION_IDS),
    participants=_participants,
    records=_some(["visit:1", "agreement:1", ORGANIZATION_IDS[0]], 2),
)
counts = _numbered(
    Count,
    what=st.sampled_from([*CountKind][:3]),
    quantity=st.integers(0, 9).map(lambda number: Quantity(at_least=number, at_most=number)),
    organization=_maybe(ORGANIZATION_IDS),
    date=dates,
)
sources = _numbered(Source, published=st.none() | days)

CLASSES: dict[str, st.SearchStrategy[Record]] = {
    "organizations": organizations,
    "institutions": organizations,
    "enterprises": organizations,
    "officials": officials,
    "programs": programs,
    "visits": visits,
    "agreements": agreements,
    "industry_colleges": industry_colleges,
    "arrangements": arrangements,
    "appointments": appointments,
    "placements": placements,
    "events": events,
    "counts": counts,
    "sources": sources,
}
"""Attribute of the ledger → records that it may give."""

_standing = organizations | organizations | officials | programs
_any = st.one_of(*CLASSES.values())


@st.composite
def record_lists(draw: st.DrawFn, *, about: str | None = None, size: int = 14) -> list[Record]:
    """Records with different ids, in any order; of the class that `about` names at least a few."""
    some = draw(st.lists(_standing, max_size=6)) + draw(st.lists(_any, max_size=size // 2))
    if about is not None:
        some += draw(st.lists(CLASSES[about], max_size=size // 2))
    return list({each.id: each for each in draw(st.permutations(some))}.values())


__all__ = [
    "CLASSES",
    "NAMES",
    "OFFICIAL_IDS",
    "ORGANIZATION_IDS",
    "OTHER_NAMES",
    "PEOPLE",
    "PROGRAM_IDS",
    "PROGRAM_NAMES",
    "TITLES",
    "dates",
    "days",
    "near_days",
    "record_lists",
]
