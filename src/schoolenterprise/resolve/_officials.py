"""Which officials are one person: by name and organization, unless their posts forbid it.

- One name at one organization is one person; posts of other years make no other.
- One name at two organizations is two people, unless somebody's posts name both.
- Who has no organization is the one bearer of the name in the same source; else nobody's.
- Two heads of two offices, seen on one day, are two people until somebody decides (a doubt), and so
  are the heads of two schools, two whom one record names, a student and a member of staff, and two
  between whose posts more than 15 years lie.
"""

from collections.abc import Iterable, Iterator, Mapping

from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Evidence, Official
from schoolenterprise.resolve._clusters import Clusters, Tie
from schoolenterprise.resolve._doubts import Doubts
from schoolenterprise.resolve._names import folded
from schoolenterprise.resolve._persons import Known, apart
from schoolenterprise.resolve.findings import MergeReason

_MOST_HOMELESS = 3
"""Of so many bearers of a name somebody without organization is doubted to be one."""
_MOST_PEOPLE = 50
"""Of more bearers of one name at one organization each is compared with so many."""


def tie_officials(
    officials: Iterable[Official], ledger: Ledger, clusters: Clusters, doubts: Doubts
) -> None:
    """Tie the officials that are one person; note doubts about others."""
    by_name: dict[str, list[Official]] = {}
    for each in officials:
        by_name.setdefault(folded(each.name), []).append(each)
    for name in sorted(by_name):
        if len(by_name[name]) > 1:
            known = {
                each.id: Known(
                    each.posts, frozenset(link.origin for link in ledger.referrers(each.id))
                )
                for each in by_name[name]
            }
            _tie_namesakes(by_name[name], known, clusters, doubts)


def _tie_namesakes(
    people: list[Official], known: dict[str, Known], clusters: Clusters, doubts: Doubts
) -> None:
    by_home: dict[str, list[Official]] = {}
    homeless: list[Official] = []
    for each in people:
        for home in each.organizations:
            by_home.setdefault(home, []).append(each)
        if not each.organizations:
            homeless.append(each)
    for home in sorted(by_home):
        _tie_colleagues(home, by_home[home], known, clusters, doubts)
    if homeless:
        settled = [each for each in people if each.organizations]
        by_source: dict[str, list[Official]] = {}
        for each in settled or homeless:
            for source in {one.source for one in each.evidence}:
                by_source.setdefault(source, []).append(each)
        for each in homeless:
            _tie_homeless(each, settled, by_source, known, clusters, doubts)


def _tie_colleagues(
    home: str,
    people: list[Official],
    known: dict[str, Known],
    clusters: Clusters,
    doubts: Doubts,
) -> None:
    """Tie the bearers of one name at one organization, each to the first that it may be."""
    heads = people[:1]
    for each in people[1:]:
        why = ""
        for head in heads[:_MOST_PEOPLE]:
            why = _refused(head, each, known, clusters)
            if not why:
                found = f"{each.name}，{home}：{'、'.join(_titles(head, each))}"
                _join(Tie(head.id, each.id, MergeReason.ONE_PERSON, found), known, clusters)
                break
        else:
            heads.append(each)
            if not clusters.are_parted(heads[0].id, each.id):
                doubts.add(heads[0].id, each.id, f"{each.name}，{home}; {why}")


def _titles(first: Official, second: Official) -> Iterable[str]:
    return dict.fromkeys((*first.titles, *second.titles))


def _join(tie: Tie, known: dict[str, Known], clusters: Clusters) -> None:
    both = known[clusters.root(tie.first)] | known[clusters.root(tie.second)]
    clusters.join(tie)
    known[clusters.root(tie.first)] = both


def _refused(
    first: Official, second: Official, known: Mapping[str, Known], clusters: Clusters
) -> str:
    """Say why two bearers of one name cannot be one person; empty: they can."""
    one, other = clusters.root(first.id), clusters.root(second.id)
    if one == other:
        return ""
    if clusters.are_parted(one, other):
        return "a decision parts them"
    return apart(known[one], known[other])


def _tie_homeless(
    person: Official,
    settled: list[Official],
    by_source: Mapping[str, list[Official]],
    known: dict[str, Known],
    clusters: Clusters,
    doubts: Doubts,
) -> None:
    """Tie who has no organization to the one bearer of the name in the same source."""
    sources = {each.source for each in person.evidence}
    beside = [
        each
        for source in sorted(sources)
        for each in by_source.get(source, ())
        if each is not person
    ]
    roots = dict.fromkeys(clusters.root(each.id) for each in beside)
    if len(roots) == 1 and not _refused(beside[0], person, known, clusters):
        evidence = (*_name_in(beside[0], sources), *_name_in(person, sources))
        found = f"{person.name}，{'、'.join(_titles(beside[0], person))}"
        tie = Tie(beside[0].id, person.id, MergeReason.ONE_TEXT, found, evidence)
        _join(tie, known, clusters)
        return
    bearers = dict.fromkeys(clusters.root(each.id) for each in settled[:_MOST_HOMELESS])
    for root in bearers:
        if root != clusters.root(person.id) and not clusters.are_parted(root, person.id):
            doubts.add(root, person.id, f"{person.name}; no text names an organization of the one")


def _name_in(person: Official, sources: set[str]) -> Iterator[Evidence]:
    for each in person.evidence:
        if each.field == "name" and each.source in sources:
            yield each
            return


__all__ = ["tie_officials"]
