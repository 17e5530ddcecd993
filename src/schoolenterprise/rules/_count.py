"""Counts the visits of a school: each counts or is refused with the reason that weighs most."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.dates import Period, When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Organization, Participant, Source, Visit
from schoolenterprise.rules._counting import Counting, CountingUnit, Grouping, Leaders, Undated
from schoolenterprise.rules._heads import is_of, leads, titles_at
from schoolenterprise.rules._institution import public_body, version_of
from schoolenterprise.rules._pages import Page, pages_of, sources_of
from schoolenterprise.rules._partners import partnerships
from schoolenterprise.rules._trips import Trip, trips
from schoolenterprise.rules._unlisted import hidden
from schoolenterprise.vocabulary import Labelled, OrganizationKind


class Reason(Labelled):
    """Why a visit to one body does not count, in the order in which the reasons are looked for.

    Of several the first is told that nothing can lift; only where there is none, the first that
    more knowledge may lift.
    """

    VERSION = "version", "同一走访的另一说法"
    """A record that contradicts another one about the same visit."""
    OTHER_VISITOR = "other_visitor", "他方走访"
    """Somebody else visits; people of the school come along."""
    VISITOR_UNKNOWN = "visitor_unknown", "走访方不明"
    """People of the school take part, and nothing tells who visits, nor who leads."""
    MODE = "mode", "方式不计"
    """Online, or the other side came to the school, and that way does not count."""
    NO_HOST = "no_host", "未列单位"
    """The text names nobody on the other side."""
    UNKNOWN_HOST = "unknown_host", "单位类别不明"
    """No record and no id tells what kind of body it is; an id `enterprise:…` tells that."""
    NOT_EMPLOYER = "not_employer", "非用人单位"
    """The body is of a kind that does not count."""
    OUTSIDE_PERIOD = "outside_period", "不在统计期"
    """It was before the period or after it."""
    UNDATED = "undated", "无日期"
    """Nothing tells when it was."""
    DATE_UNCERTAIN = "date_uncertain", "日期不足以判断"
    """Its date is too coarse to tell whether it was in the period."""
    LEADER_UNNAMED = "leader_unnamed", "带队人未具名"
    """The text names nobody who went: 校领导."""
    LEADER_OF_ANOTHER = "leader_of_another", "带队人非本校"
    """All who are named come from other bodies."""
    TITLE_UNKNOWN = "title_unknown", "带队人职务不明"
    """Somebody is named, and no title at the school is known, or not whether it is its head's."""
    LEADER_RANK = "leader_rank", "带队人职务不符"
    """Nobody who went has the rank that counts."""
    NOT_NEW = "not_new", "非新开拓"
    """The employer was visited, or worked with the school, before the period."""
    ALREADY_COUNTED = "already_counted", "同一单位已计"
    """Another visit to the same employer counts already."""

    @property
    def is_open(self) -> bool:
        """Whether more knowledge may make the visit count."""
        return self in _OPEN


_OPEN = frozenset(
    {
        Reason.VISITOR_UNKNOWN,
        Reason.NO_HOST,
        Reason.UNKNOWN_HOST,
        Reason.UNDATED,
        Reason.DATE_UNCERTAIN,
        Reason.LEADER_UNNAMED,
        Reason.TITLE_UNKNOWN,
    }
)


@frozen(kw_only=True)
class Counted:
    """A visit to one employer that counts."""

    employer: str
    """用人单位：id of the body on the other side."""
    visit: str
    """走访：id of the visit."""
    date: When | None
    """日期：when it was; `None`: the text gives no date, yet it counts."""
    leader: str | None
    """带队人：name of the person by whom it counts; `None`: nobody is named."""
    title: str | None
    """职务：the title by which it counts; `None`: none is known."""


@frozen(kw_only=True)
class Refused:
    """A visit to one body that does not count, and why."""

    host: str | None
    """单位：id of the body on the other side; `None`: none is named."""
    visit: str
    """走访：id of the visit."""
    date: When | None
    """日期：when it was; `None`: not known."""
    reason: Reason
    """理由：the reason that weighs most; `is_open` says whether more knowledge may lift it."""
    detail: str
    """说明：what was found, in a few words of Chinese."""


Outcome = Counted | Refused


@frozen(kw_only=True)
class Count:
    """What counting gives: every visit of the school with every body, once."""

    number: int
    """数量：employers, or trips."""
    counted: tuple[Counted, ...]
    """计入：by date."""
    refused: tuple[Refused, ...]
    """不计：by date."""
    possible: int
    """可能：how many more there would be, if every open reason fell away."""
    unlisted: tuple[str, ...]
    """未列全：ids of the visits that count, or may, and name only some of their hosts (等)."""
    hidden: float
    """隐去：how many hosts at most those visits leave out; `inf`: that is not told."""


@frozen(kw_only=True)
class _Scene:
    """What every single visit is judged by."""

    ledger: Ledger
    school: Organization
    counting: Counting
    period: Period
    pages: Mapping[str, Page]
    """Source → the dates of the visits of the school in it, taken together."""
    known: frozenset[str]
    """Employers visited before the period, or that worked with the school then."""


def count(ledger: Ledger, school: Organization, counting: Counting, period: Period) -> Count:
    """Count the visits of `school` in `period`; `counting` leaves nothing open."""
    every = sorted(trips(ledger, school), key=_order)
    scene = _Scene(
        ledger=ledger,
        school=school,
        counting=counting,
        period=period,
        pages=pages_of(every, period),
        known=frozenset(_known(every, ledger, school, counting, period)),
    )
    counted: dict[tuple[str, str], Counted] = {}
    refused: list[Refused] = []
    open_units: set[tuple[str, str]] = set()
    unlisted: dict[str, Visit] = {}
    for trip in every:
        outcome, key = _judged(trip, scene), _key(trip, scene)
        may_count = isinstance(outcome, Counted) or outcome.reason.is_open
        unlisted |= {trip.visit.id: trip.visit} if may_count and trip.visit.more_hosts else {}
        if isinstance(outcome, Counted) and key not in counted:
            counted[key] = outcome
        elif isinstance(outcome, Counted):
            detail = f"已由 {counted[key].visit} 计入"
            refused.append(_refusal(trip, Reason.ALREADY_COUNTED, detail))
        else:
            refused.append(outcome)
            open_units |= {key} if outcome.reason.is_open else set()
    return Count(
        number=len(counted),
        counted=tuple(counted.values()),
        refused=tuple(refused),
        possible=len(open_units - counted.keys()),
        unlisted=tuple(unlisted),
        hidden=hidden(ledger, school, unlisted.values()),
    )


def _order(trip: Trip) -> tuple[bool, tuple[float, float, str], str]:
    date = trip.visit.date
    return (date is None, date.sort_key if date else (0, 0, ""), trip.visit.id)


def _known(
    every: list[Trip], ledger: Ledger, school: Organization, counting: Counting, period: Period
) -> Iterator[str]:
    """Yield the units with which the school had to do before the period."""
    if not counting.only_new:
        return
    for trip in every:
        date = trip.visit.date
        if trip.host and date and date.certainly_before(period):
            yield _unit(trip.host, ledger, counting)
    for each in partnerships(ledger, school):
        if each.since and each.since.certainly_before(period):
            yield _unit(each.partner, ledger, counting)


def _key(trip: Trip, scene: _Scene) -> tuple[str, str]:
    """Return what two trips share of which only one counts."""
    unit = _unit(trip.host or "", scene.ledger, scene.counting)
    by_trip = scene.counting.unit is CountingUnit.TRIP or not trip.host
    return (unit, trip.visit.id if by_trip else "")


def _unit(host: str, ledger: Ledger, counting: Counting) -> str:
    """Return the id under which a body counts: its own, or that of its topmost firm."""
    seen = [host]
    while counting.grouping is Grouping.GROUP:
        body = ledger.get(seen[-1])
        above = ledger.get(body.parent) if isinstance(body, Enterprise) and body.parent else None
        if not isinstance(above, Enterprise):
            break
        if above.id in seen:  # firms that own each other in a ring
            return min(seen[seen.index(above.id) :])
        seen.append(above.id)
    return seen[-1]


def _judged(trip: Trip, scene: _Scene) -> Outcome:
    leader = _by_leader(trip, scene)
    judges = (_by_version, _by_visitor, _by_mode, _by_host, _by_date)
    found = [*(judge(trip, scene) for judge in judges), leader, _by_news(trip, scene)]
    refused = [each for each in found if isinstance(each, Refused)]
    closed = (each for each in refused if not each.reason.is_open)
    return next(closed, None) or next(iter(refused), leader)


def _by_version(trip: Trip, scene: _Scene) -> Refused | None:
    first = version_of(scene.ledger, trip.visit)
    return _refusal(trip, Reason.VERSION, f"与 {first} 不一致") if first else None


def _by_visitor(trip: Trip, scene: _Scene) -> Refused | None:
    if trip.ours:
        return None
    if trip.ours is None:
        return _refusal(trip, Reason.VISITOR_UNKNOWN, "未写明走访方，亦未写明谁带队")
    visit = trip.visit
    if visit.visitor:
        return _refusal(trip, Reason.OTHER_VISITOR, f"走访方为{ids.name_of(visit.visitor)}")
    leader = visit.leader.name if visit.leader else "他人"
    return _refusal(trip, Reason.OTHER_VISITOR, f"带队人{leader}非本校人员")


def _by_mode(trip: Trip, scene: _Scene) -> Refused | None:
    if trip.mode in (scene.counting.modes or ()):
        return None
    return _refusal(trip, Reason.MODE, trip.mode.label)


def _by_host(trip: Trip, scene: _Scene) -> Refused | None:
    if trip.host is None:
        return _refusal(trip, Reason.NO_HOST, "文中未列单位名称")
    body, kind = scene.ledger.get(trip.host), _kind(trip.host, scene.ledger)
    if kind in (scene.counting.hosts or ()):
        return None
    public = public_body(body) if isinstance(body, Organization) else None
    if public and scene.counting.public:
        return None
    if public:
        return _refusal(trip, Reason.NOT_EMPLOYER, f"事业单位（{public}），按所选口径不计")
    if kind in (None, OrganizationKind.OTHER):
        detail = "台账中有该单位，类别未定" if kind else "台账中无此单位"
        return _refusal(trip, Reason.UNKNOWN_HOST, detail)
    return _refusal(trip, Reason.NOT_EMPLOYER, kind.label)


def _by_news(trip: Trip, scene: _Scene) -> Refused | None:
    if not trip.host or _unit(trip.host, scene.ledger, scene.counting) not in scene.known:
        return None
    return _refusal(trip, Reason.NOT_NEW, f"{scene.period} 之前已走访或已有合作")


def _kind(host: str, ledger: Ledger) -> OrganizationKind | None:
    body = ledger.get(host)
    if isinstance(body, Organization):
        return body.kind
    prefixes = {
        "enterprise": OrganizationKind.ENTERPRISE,
        "institution": OrganizationKind.INSTITUTION,
    }
    return prefixes.get(ids.prefix_of(host))


def _by_date(trip: Trip, scene: _Scene) -> Refused | None:
    date, undated, period = trip.visit.date, scene.counting.undated, scene.period
    if date is None and undated is Undated.COUNT:
        return None
    if date is not None:
        pages = [Page.of(date, period)]
    else:
        by_page = undated is Undated.BY_PAGE
        sources = sources_of(trip.visit) if by_page else []
        pages = [scene.pages[each] for each in sources if each in scene.pages]
    if not pages:
        return _refusal(trip, Reason.UNDATED, "文中无日期，同篇亦无可据的日期")
    if all(page.inside for page in pages):
        return None
    said = str(date) if date else f"同篇所记走访为 {pages[0].first} 至 {pages[-1].last}"
    if not any(page.touching for page in pages):
        return _refusal(trip, Reason.OUTSIDE_PERIOD, f"{said}，不在 {period} 内")
    return _refusal(trip, Reason.DATE_UNCERTAIN, f"{said}，未必全在 {period} 内")


def _by_leader(trip: Trip, scene: _Scene) -> Outcome:
    wanted = scene.counting.leaders or Leaders.HEADS
    people = [each for each in trip.people if is_of(scene.ledger, each, scene.school)]
    people.sort(key=lambda each: each is not trip.visit.leader)
    titled = [(each, _titles(each, trip, scene)) for each in people]
    ranked = [
        (person, title, leads(title, scene.school, wanted))
        for person, titles in titled
        for title in titles
    ]
    unsure = [person.name for person, titles in titled if not titles]
    for person, title, leading in ranked:
        answer = _was_college(trip, scene) if leading is None else leading
        if answer:
            return _counted(trip, person, title)
        unsure += [f"{title}{person.name}"] if answer is None else []
    if wanted is Leaders.ANYONE:
        return _counted(trip, people[0] if people else None, None)
    if not trip.people:
        return _refusal(trip, Reason.LEADER_UNNAMED, "文中未写本校何人前往")
    if not people:
        names = "、".join(each.name for each in trip.people)
        return _refusal(trip, Reason.LEADER_OF_ANOTHER, names)
    if unsure:
        return _refusal(trip, Reason.TITLE_UNKNOWN, "、".join(unsure))
    found = "、".join(f"{'/'.join(titles)} {person.name}" for person, titles in titled)
    return _refusal(trip, Reason.LEADER_RANK, f"{found}，非{wanted.label}")


def _was_college(trip: Trip, scene: _Scene) -> bool | None:
    """Return whether the page calls the school a 学院 by a former name; `None`: no text is kept."""
    sources = (scene.ledger.get(each) for each in sources_of(trip.visit))
    texts = [each.text for each in sources if isinstance(each, Source) and each.text]
    if not texts:
        return None
    former = [name for name in scene.school.former_names if name.endswith("学院")]
    return all(scene.school.name not in text for text in texts) and any(
        name in text for text in texts for name in former
    )


def _titles(person: Participant, trip: Trip, scene: _Scene) -> tuple[str, ...]:
    return titles_at(scene.ledger, person, scene.school, trip.visit.date)


def _counted(trip: Trip, person: Participant | None, title: str | None) -> Counted:
    return Counted(
        employer=trip.host or "",
        visit=trip.visit.id,
        date=trip.visit.date,
        leader=person.name if person else None,
        title=title,
    )


def _refusal(trip: Trip, reason: Reason, detail: str) -> Refused:
    visit = trip.visit
    return Refused(host=trip.host, visit=visit.id, date=visit.date, reason=reason, detail=detail)


__all__ = ["Count", "Counted", "Reason", "Refused", "count"]
