"""Counts the visits of a school: each counts or is refused with the first reason that applies."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.dates import Period, When
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Enterprise, Organization, Participant, Visit
from schoolenterprise.rules._counting import Counting, CountingUnit, Grouping, Leaders, Undated
from schoolenterprise.rules._heads import is_of, leads, titles_at
from schoolenterprise.rules._institution import version_of
from schoolenterprise.rules._partners import partnerships
from schoolenterprise.rules._trips import Trip, trips
from schoolenterprise.vocabulary import Labelled, OrganizationKind


class Reason(Labelled):
    """Why a visit to one body does not count, in the order in which the reasons are looked for."""

    VERSION = "version", "同一走访的另一说法"
    """A record that contradicts another one about the same visit."""
    OTHER_VISITOR = "other_visitor", "他方走访"
    """Somebody else visits; people of the school come along."""
    MODE = "mode", "方式不计"
    """Online, or the other side came to the school, and that way does not count."""
    NO_HOST = "no_host", "未列单位"
    """The text names nobody on the other side."""
    UNKNOWN_HOST = "unknown_host", "单位类别不明"
    """The ledger does not hold the body, or does not know what kind it is."""
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
    """Somebody is named, and no title at the school is known."""
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
    """理由：the first reason that applies."""
    detail: str
    """说明：what was found, in a few words."""


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


@frozen(kw_only=True)
class _Scene:
    """What every single visit is judged by."""

    ledger: Ledger
    school: Organization
    counting: Counting
    period: Period
    pages: Mapping[str, tuple[When, ...]]
    """Source → the dates of the visits of the school in it."""
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
        pages=_pages(every),
        known=frozenset(_known(every, ledger, school, counting, period)),
    )
    counted: dict[tuple[str, str], Counted] = {}
    refused: list[Refused] = []
    open_units: set[tuple[str, str]] = set()
    for trip in every:
        outcome, key = _judged(trip, scene), _key(trip, scene)
        if isinstance(outcome, Counted) and key not in counted:
            counted[key] = outcome
        elif isinstance(outcome, Counted):
            detail = f"counted by {counted[key].visit}"
            refused.append(_refusal(trip, Reason.ALREADY_COUNTED, detail))
        else:
            refused.append(outcome)
            open_units |= {key} if outcome.reason.is_open else set()
    return Count(
        number=len(counted),
        counted=tuple(counted.values()),
        refused=tuple(refused),
        possible=len(open_units - counted.keys()),
    )


def _order(trip: Trip) -> tuple[bool, tuple[float, float, str], str]:
    date = trip.visit.date
    return (date is None, date.sort_key if date else (0, 0, ""), trip.visit.id)


def _pages(every: list[Trip]) -> dict[str, tuple[When, ...]]:
    found: dict[str, tuple[When, ...]] = {}
    for trip in every:
        if trip.visit.date and trip.mode:
            for source in _sources(trip.visit):
                found[source] = (*found.get(source, ()), trip.visit.date)
    return found


def _sources(visit: Visit) -> list[str]:
    return list(dict.fromkeys(evidence.source for evidence in visit.evidence))


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
    for judge in (_by_record, _by_host, _by_date):
        refused = judge(trip, scene)
        if refused:
            return refused
    outcome = _by_leader(trip, scene)
    if isinstance(outcome, Counted) and _unit(outcome.employer, scene.ledger, scene.counting) in (
        scene.known
    ):
        return _refusal(trip, Reason.NOT_NEW, f"known before {scene.period}")
    return outcome


def _by_record(trip: Trip, scene: _Scene) -> Refused | None:
    first = version_of(scene.ledger, trip.visit)
    if first:
        return _refusal(trip, Reason.VERSION, f"contradicts {first}")
    if trip.mode is None:
        return _refusal(trip, Reason.OTHER_VISITOR, f"visitor is {trip.visit.visitor or 'unknown'}")
    if trip.mode not in (scene.counting.modes or ()):
        return _refusal(trip, Reason.MODE, trip.mode.label)
    return None


def _by_host(trip: Trip, scene: _Scene) -> Refused | None:
    if trip.host is None:
        return _refusal(trip, Reason.NO_HOST, "the text names none")
    kind = _kind(trip.host, scene.ledger)
    if kind in (scene.counting.hosts or ()):
        return None
    if kind in (None, OrganizationKind.OTHER):
        return _refusal(trip, Reason.UNKNOWN_HOST, kind.label if kind else "not in the ledger")
    return _refusal(trip, Reason.NOT_EMPLOYER, kind.label)


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
    date, undated = trip.visit.date, scene.counting.undated
    dates = (date,) if date else _page_dates(trip, scene) if undated is Undated.BY_PAGE else ()
    if date is None and undated is Undated.COUNT:
        return None
    if not dates:
        return _refusal(trip, Reason.UNDATED, "no date, and none of its page serves")
    if all(scene.period.contains(each) for each in dates):
        return None
    said = str(date) if date else f"its page tells of {dates[0]} to {dates[-1]}"
    if not any(scene.period.overlaps(each) for each in dates):
        return _refusal(trip, Reason.OUTSIDE_PERIOD, f"{said}, not in {scene.period}")
    return _refusal(trip, Reason.DATE_UNCERTAIN, f"{said}, partly in {scene.period}")


def _page_dates(trip: Trip, scene: _Scene) -> tuple[When, ...]:
    return tuple(each for source in _sources(trip.visit) for each in scene.pages.get(source, ()))


def _by_leader(trip: Trip, scene: _Scene) -> Outcome:
    wanted = scene.counting.leaders or Leaders.HEADS
    people = [each for each in trip.people if is_of(scene.ledger, each, scene.school)]
    people.sort(key=lambda each: each is not trip.visit.leader)
    titled = [(each, _titles(each, trip, scene)) for each in people]
    for person, titles in titled:
        title = next((each for each in titles if leads(each, scene.school, wanted)), None)
        if title:
            return _counted(trip, person, title)
    if wanted is Leaders.ANYONE:
        return _counted(trip, people[0] if people else None, None)
    if not trip.people:
        return _refusal(trip, Reason.LEADER_UNNAMED, "nobody of the school is named")
    if not people:
        names = "、".join(each.name for each in trip.people)
        return _refusal(trip, Reason.LEADER_OF_ANOTHER, names)
    unknown = [person.name for person, titles in titled if not titles]
    if unknown:
        return _refusal(trip, Reason.TITLE_UNKNOWN, "、".join(unknown))
    found = "、".join(f"{'/'.join(titles)} {person.name}" for person, titles in titled)
    return _refusal(trip, Reason.LEADER_RANK, f"{found}, not {wanted.label}")


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
