"""Pass 5, visits: trips whose hosts stand apart from the words of going.

A sentence that sets a party off (书记带队赴三省走访) opens a trip; the stops follow: 在某公司,…;
最后一站,某公司; in a diary what each day names first; in a report what the sentences begin with.
"""

import re
from collections.abc import Iterator

from schoolenterprise.dates import Period
from schoolenterprise.reader._facts import Role, VisitFact
from schoolenterprise.reader._mentions import Body, DateMention, Mention, OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._travellers import ALSO_WENT, visiting
from schoolenterprise.reader._trips import same_date
from schoolenterprise.vocabulary import OrganizationKind

_AIM = Pattern(
    r"走访|考察|调研|参观|洽谈|访问|交流|回访|看望|慰问|座谈|拜访|访企|拓岗|取经|入企|进企"
    r"|南下|北上|手记|跑了"
)
_SETS_OUT = Pattern(
    r"率队|带队|率领|带领|率|携|一行|等人|同行|出发|踏上|启程|出了门|兵分|随行|带着"
)
_LEAVES = Pattern(r"出了门|启程|出发|踏上|南下|北上")
_CEREMONY = Pattern(r"仪式|签约|揭牌|大会|典礼|论坛|召开|举行|举办")
_AT_PLACE = Pattern(r"(?:^|[。;,、”\s])在$")
_STATION = Pattern(
    r"(?:拜访|走访|到访|来到|看望)的是$|第[一二三四五六七八九十]家(?:是|来到|到了?)?,?$"
    r"|(?:第[一二三四五六七八九十]天|首先|最先|最后)[到去]的是$"
    r"|(?:[第下末首][一二三四五六七八九十]?站|最后一站)(?:是|来到|,|:|到)?[了:]?$"
)
_MORE_TO_COME = Pattern(
    r"[^,。;]{0,16}?(?:[0-9]+|[一二两三四五六七八九十多数]+)余?[家所个]|多家|等地|各地|企业"
    r"|院校|用人单位|[省市县]"
)
_FIGURES = "一二三四五六七八九十"
_NUMBER = Pattern(rf"([0-9]{{1,2}}|[两{_FIGURES}])[家所个](?!月)")


class Stops:
    """Follows the parties of one page from stop to stop."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        days = (each for row in scene.rows for each in row.dates if row.is_heading(each))
        self._diary_from = _second(sorted(each.start for each in days))
        self._first = _first_mentions(scene)
        lead = [row.words for row in scene.rows[:4]]
        self._of_travel = any(_AIM.search(words) for words in lead)
        self.party: VisitFact | None = None
        """Who is under way while no host is named."""
        self._announced = 0
        """How many hosts the opening promises: 跑了四家用人单位; 0: it gives no number."""
        self._rule = ""
        """What made the last mention a stop."""

    def opening(
        self, row: Row, goes: re.Match[str] | None, trips: list[VisitFact]
    ) -> Iterator[VisitFact]:
        """Yield a trip whose hosts later sentences name: 书记带队,副校长随行,赴三省走访."""
        if not self._sets_out(row, goes):
            return
        scene = self.scene
        people = [each for each in visiting(row, row.people, row.end) if scene.body_of(each)]
        home = scene.body_of(people[0]) if people else None
        if home is None or self._is_other_side(home, trips):
            return
        told = Mention(*goes.span()) if goes else Mention(people[0].start, people[0].end)
        self.party = VisitFact(
            scene.date_at(row, told.start),
            Role(home, people[0]),
            [],
            people[0],
            [each for each in people[1:] if scene.body_of(each) is home],
            trigger=told,
            paragraph=row.sentence.paragraph,
        )
        self._announced = sum(_value(match[1]) for match in _NUMBER.finditer(row.words))
        fired("visit-opening-without-hosts", self.party.trigger or people[0], self.party)
        yield self.party

    def _sets_out(self, row: Row, goes: re.Match[str] | None) -> bool:
        """Say whether a sentence tells that a party goes, and that its hosts are still to come."""
        announces = goes is not None and _MORE_TO_COME.match(row.text, goes.end())
        if row.sentence.kind != "body" or not (announces or _SETS_OUT.search(row.words)):
            return False
        position = goes.start() if goes else row.end
        if row.is_planned(position if goes else row.start) or row.is_quoted(position):
            return False
        if "有" in row.words and ALSO_WENT.search(row.words):
            return False
        aims = _AIM.search(row.words) is not None or _LEAVES.search(row.words) is not None
        return self._in_diary() or (aims and (goes is not None or self._of_travel))

    def _is_other_side(self, home: Body, trips: list[VisitFact]) -> bool:
        """Say whether a body receives here, or is not the one whose party is under way."""
        if any(home is role.body for trip in trips for role in trip.hosts):
            return True
        return self.party is not None and home is not self.party.home

    def _in_diary(self) -> bool:
        return self._diary_from is not None

    def add(self, row: Row, trips: list[VisitFact], *, told: bool) -> None:
        """Add the stops that a sentence names to the trip under way."""
        hosting = row.organizations and row.sentence.kind != "title"
        if not hosting or _CEREMONY.search(row.words):
            return
        trip = self._under_way(trips)
        for mention in row.organizations:
            if not self._can_host(row, mention):
                continue
            if trip is None or trip.visitor is None:
                self._unannounced(row, mention, trips)
            elif mention.known is not trip.visitor.body and self._is_stop(row, mention, trip, told):
                self._stop(row, mention, trip, trips)

    def _under_way(self, trips: list[VisitFact]) -> VisitFact | None:
        going = [trip for trip in trips if trip.visitor and not trip.caption]
        return going[-1] if going else None

    def _can_host(self, row: Row, mention: OrganizationMention) -> bool:
        known = mention.known
        if known is None or mention.unit or mention.generic or known is self.scene.cast.own:
            return False
        return not row.is_quoted(mention.start)

    def _is_stop(self, row: Row, mention: OrganizationMention, trip: VisitFact, told: bool) -> bool:
        before = row.text[max(row.start, mention.start - 8) : mention.start]
        behind = row.text[mention.end : mention.end + 1]
        if _AT_PLACE.search(before) and behind in ",的、":
            self._rule = "visit-stop-in-a-place"
            return row.sentence.kind == "body"
        if _STATION.search(before):
            self._rule = "visit-stop-at-station"
            return True
        if told or self._first.get(id(mention.known)) is not mention:
            return False
        if self._diary_from is not None and mention.start > self._diary_from:
            self._rule = "visit-stop-in-diary"
            hosts = mention.known and mention.known.kind is not OrganizationKind.ASSOCIATION
            return bool(hosts) and not row.is_planned(mention.start)
        begins = mention.start == row.start or before[-1:] in (";", "。")
        if trip is self.party and len(trip.hosts) < self._announced:
            self._rule = "visit-stop-by-number"
            return not row.is_planned(mention.start)
        self._rule = "visit-stop-begins-sentence"
        return trip is self.party and begins

    def _stop(
        self, row: Row, mention: OrganizationMention, trip: VisitFact, trips: list[VisitFact]
    ) -> None:
        if mention.known is None or trip.visitor is None:
            return
        host = Role(mention.known, mention)
        day = self._day(row, mention)
        if self.party and isinstance(self.party.when, Period) and same_date(self.party.date, day):
            # A stated range is one trip, whatever day a stop falls on.
            day = None
        same = [each for each in trips if each.visitor and each.visitor.body is trip.visitor.body]
        if day is None and self.party in same:
            same = [each for each in same if each is self.party]
        told = (e for e in same if any(mention.known is role.body for role in e.hosts))
        if any(day is None or same_date(each.date, day) for each in told):
            return
        when = day.when if day else None
        for each in reversed(same):
            if day is None or each.date is None or each.date.when == when:
                if all(role.body is not mention.known for role in each.hosts):
                    each.hosts.append(host)
                    each.date = each.date or day
                    fired(self._rule, mention, each)
                return
        base = self.party or trip
        trips.append(
            VisitFact(
                day,
                trip.visitor,
                [host],
                base.leader,
                list(base.participants),
                trigger=mention,
                paragraph=row.sentence.paragraph,
            )
        )
        fired(self._rule, mention, trips[-1])

    def _day(self, row: Row, mention: Mention) -> DateMention | None:
        """Return the date of a stop where the sentence, or the day of a diary, says one."""
        own = row.own_date()
        if own is not None and own.start <= mention.start:
            return own
        in_diary = self._diary_from is not None and mention.start > self._diary_from
        return row.earlier_date if in_diary else None

    def _unannounced(self, row: Row, mention: OrganizationMention, trips: list[VisitFact]) -> None:
        """Read 在某公司的车间,校长薛明…, with which a report of trips may begin."""
        scene, own = self.scene, self.scene.cast.own
        before = row.text[max(row.start, mention.start - 2) : mention.start]
        follow = [each for each in row.people if each.start > mention.end]
        if not self._of_travel or own is None or not follow or not _AT_PLACE.search(before):
            return
        leader = follow[0]
        if mention.known and scene.body_of(leader) is own and leader.titles:
            date = scene.date_at(row, mention.start)
            host = Role(mention.known, mention)
            trips.append(
                VisitFact(
                    date,
                    Role(own, leader),
                    [host],
                    leader,
                    trigger=mention,
                    paragraph=row.sentence.paragraph,
                )
            )
            fired("visit-stop-unannounced", mention, trips[-1])


def _value(figure: str) -> int:
    """Return a small number as written; 0 where it is none."""
    return int(figure) if figure.isdigit() else _FIGURES.find(figure.replace("两", "二")) + 1


def _second(starts: list[int]) -> int | None:
    """Return where a diary begins: at its first day, when it has two."""
    return starts[0] if len(starts) > 1 else None


def _first_mentions(scene: Scene) -> dict[int, OrganizationMention]:
    """Return for each body its first mention in the prose."""
    first: dict[int, OrganizationMention] = {}
    for row in scene.rows:
        for mention in row.organizations if row.sentence.kind != "title" else ():
            if mention.known is not None:
                first.setdefault(id(mention.known), mention)
    return first
