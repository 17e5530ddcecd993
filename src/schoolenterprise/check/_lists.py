"""The rules on numbers of names: a list has as many as the number beside it says."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from schoolenterprise import ids
from schoolenterprise.check._finding import warning
from schoolenterprise.errors import Problem
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Agreement, Count, Enterprise, Institution, Record, Visit
from schoolenterprise.quantities import TOLERANCE, Quantity
from schoolenterprise.vocabulary import CountKind

_FIELDS = {
    CountKind.ENTERPRISES_VISITED: ("hosts",),
    CountKind.AGREEMENTS_SIGNED: ("parties", "hosts"),
}
"""What is counted → the fields whose evidence makes up the list."""
_LISTED = re.compile(r"(hosts|parties)\[([0-9]+)\]")
_JOINTS = ("、", "以及", "和", "与", "及")
_FIRMS = re.compile(r"[^,，。;；、\n]{0,10}?(?:企业|公司)")
_Spans = dict[tuple[str, CountKind], dict[int, tuple[int, str]]]
"""Source and kind of list → where a name ends there → where it starts, and whose it is."""


@frozen
class ListedNames:
    """How many names a list has: the firms alone, and all; open: whether more may belong to it."""

    firms: int
    all: int
    is_open: bool

    def contradicts(self, quantity: Quantity) -> bool:
        """Whether neither the firms nor all, nor any number between, may be the `quantity`.

        An open list may lack names. One that has nine in ten of them does not read as open,
        though: 等10家 behind nine names is a slip.
        """
        if quantity.agrees_with(Quantity(at_least=self.firms, at_most=self.all)):
            return False
        most, least = quantity.at_most, quantity.at_least
        if most is not None and self.firms > most:
            return True
        is_near = least is not None and self.all * TOLERANCE >= least * (TOLERANCE - 1)
        return not self.is_open or (most is not None and is_near)

    def __str__(self) -> str:
        return str(self.all) if self.firms == self.all else f"{self.firms} to {self.all}"


def check_lists(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `count-disagrees-with-list` where a text's number is not that of the list before it.

    A list is what the evidence of hosts, or of parties to agreements, quotes right before the
    quote of a `Count` of firms visited or agreements signed, parted by 、 or a last 和 and followed
    by 等 or nothing: `甲公司、乙公司和丙公司等4家企业`. With 企业 or 公司 behind the number,
    schools are not counted, and other bodies may be firms or not. A list with a name that no
    record has is not judged.
    """
    for count, names in counted_lists(ledger):
        if names.contradicts(count.quantity):
            yield _problem(count, "quantity", count.quantity, names)


def counted_lists(ledger: Ledger) -> Iterator[tuple[Count, ListedNames]]:
    """Yield every count that a text puts right behind a list, with the names of the list."""
    texts = {each.id: each.text for each in ledger.sources if each.text is not None}
    counts = [each for each in ledger.counts if each.what in _FIELDS] if texts else []
    told: tuple[Visit | Agreement, ...] = (*ledger.visits, *ledger.agreements) if counts else ()
    spans: _Spans = {
        (evidence.source, count.what): {}
        for count in counts
        for evidence in count.evidence
        if evidence.field == "quantity" and evidence.source in texts
    }
    for record in told if spans else ():
        _note(record, spans)
    for count in counts:
        names = _beside(count, texts, spans)
        if names is not None:
            yield count, names


def _beside(count: Count, texts: dict[str, str], spans: _Spans) -> ListedNames | None:
    """Return the names of the list right before the quote of the number."""
    for evidence in count.evidence:
        text, known = texts.get(evidence.source), spans.get((evidence.source, count.what))
        if evidence.field == "quantity" and text and known:
            names = _listed(text, evidence.start, evidence.end, known, count)
            if names is not None:
                return names
    return None


def _note(record: Visit | Agreement, spans: _Spans) -> None:
    """Write down where the hosts or parties of `record` are quoted: end → start and id."""
    for evidence in record.evidence:
        place = _place(evidence.field)
        held: tuple[str, ...] = getattr(record, place[0], ()) if place else ()
        if place is None or place[1] >= len(held):
            continue
        for what, names in _FIELDS.items():
            ends = spans.get((evidence.source, what))
            if ends is not None and place[0] in names:
                # Of two quotes that end alike the longer counts; the id settles what is left.
                found = (evidence.start, held[place[1]])
                ends[evidence.end] = min(ends.get(evidence.end, found), found)


@lru_cache(maxsize=4_096)
def _place(field: str) -> tuple[str, int] | None:
    """Return field and index of `hosts[3]`; `None`: the path leads elsewhere."""
    match = _LISTED.fullmatch(field)
    return (match[1], int(match[2])) if match else None


def _listed(
    text: str, start: int, end: int, ends: dict[int, tuple[int, str]], count: Count
) -> ListedNames | None:
    """Return how many names the list that ends at `start` has; `None`: there is none, or unsure."""
    is_open = text.startswith("等", max(0, start - 1))
    at: int | None = start - is_open
    first, found = start, list[str]()
    while at is not None and at in ends:
        opened, name = ends[at]
        if name == count.organization or opened >= first:
            break
        first = opened
        found.append(name)
        at = _before_joint(text, first, ends)
    if text.endswith(("、", ",", "，"), 0, first) or len(set(found)) < 2:
        return None
    return _names(set(found), is_open, bool(_FIRMS.match(text, end)))


def _before_joint(text: str, start: int, ends: dict[int, tuple[int, str]]) -> int | None:
    """Return the end of the name that a joint parts from the one at `start`."""
    for joint in _JOINTS:
        if text.endswith(joint, 0, start) and start - len(joint) in ends:
            return start - len(joint)
    return None


def _names(found: set[str], is_open: bool, only_firms: bool) -> ListedNames:
    kinds = Counter(ids.prefix_of(each) for each in found)
    everybody = len(found) - (kinds[Institution.prefix] if only_firms else 0)
    return ListedNames(kinds[Enterprise.prefix] if only_firms else everybody, everybody, is_open)


def check_outcomes(ledger: Ledger) -> Iterator[Problem]:
    """Yield a `count-disagrees-with-list` where a visit's own number is not that of its hosts.

    So does a `Count` without evidence of an organization that has visits without evidence on the
    day of the count: together these name every host, unless one of them has `more_hosts`. Firms
    alone or all hosts may be meant. A visit that names more people than took part is told as well.
    """
    trips: dict[tuple[str, object], list[Visit]] = {}
    for visit in ledger.visits:
        yield from _outcomes(visit)
        if visit.visitor and visit.date and not visit.evidence:
            trips.setdefault((visit.visitor, visit.date), []).append(visit)
    yield from _counts_of_days(ledger, trips)


def _outcomes(visit: Visit) -> Iterator[Problem]:
    for index, outcome in enumerate(visit.outcomes):
        quantity = outcome.quantity
        names = None
        if outcome.what is CountKind.ENTERPRISES_VISITED:
            names = _of_visits([visit])
        elif outcome.what is CountKind.PARTICIPANTS and quantity.at_most is not None:
            # Texts name whom they please: too many names are told, too few never.
            people = len({each.name for each in visit.participants})
            names = ListedNames(people, people, False) if people > quantity.at_most else None
        if names and names.all and names.contradicts(quantity):
            yield _problem(visit, f"outcomes[{index}].quantity", quantity, names)


def _counts_of_days(
    ledger: Ledger, trips: dict[tuple[str, object], list[Visit]]
) -> Iterator[Problem]:
    found = {key: _of_visits(visits) for key, visits in trips.items()}
    for count in ledger.counts:
        if count.what is CountKind.ENTERPRISES_VISITED and not count.evidence:
            names = found.get((count.organization or "", count.date))
            if names and names.all and names.contradicts(count.quantity):
                yield _problem(count, "quantity", count.quantity, names)


def _of_visits(visits: list[Visit]) -> ListedNames:
    hosts = {host for visit in visits for host in visit.hosts}
    firms = sum(ids.prefix_of(host) == Enterprise.prefix for host in hosts)
    return ListedNames(firms, len(hosts), any(visit.more_hosts for visit in visits))


def _problem(record: Record, path: str, quantity: Quantity, names: ListedNames) -> Problem:
    return warning(
        "count-disagrees-with-list",
        record.id,
        path,
        found=f"{quantity}, yet {names} by name",
        expected="as many names as the number says",
        advice="look for a name that is missing or counted twice, or correct the number",
    )


__all__ = ["ListedNames", "check_lists", "check_outcomes", "counted_lists"]
