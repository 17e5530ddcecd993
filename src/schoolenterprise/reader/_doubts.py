"""Doubts about names: near-identical ones, and short forms that fit several bodies."""

from collections.abc import Iterator

from schoolenterprise.errors import Place, Problem, Severity
from schoolenterprise.reader._evidence import Quotes
from schoolenterprise.reader._facts import AgreementFact
from schoolenterprise.reader._mentions import Body
from schoolenterprise.reader._near_names import near_bodies, near_people
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._trace import fired, took_in
from schoolenterprise.vocabulary import OrganizationKind

_SAME_FRONT = 4
"""Characters that near-identical names begin with alike."""
_SHORTEST = 8
_MOST_TOLD = 5
"""Characters of the shortest name that can be a slip of another."""


def settle_slips(scene: Scene, agreements: list[AgreementFact]) -> list[Problem]:
    """Put a name that differs by a slip under the party it must mean, where the page settles that.

    Likeness alone never merges: the page must speak of three parties, name the others beside the
    slip, and have an agreement of just those three.
    """
    by_front: dict[str, list[Body]] = {}
    for body in scene.cast.bodies:
        if body.kind is OrganizationKind.ENTERPRISE:
            by_front.setdefault(body.name[:_SAME_FRONT], []).append(body)
    problems = []
    for body in list(scene.cast.bodies):
        full = next(_near_identical(by_front, body), None)
        if full is not None:
            problems.append(_settled(scene, body, full, agreements))
    return problems


def _settled(scene: Scene, body: Body, full: Body, agreements: list[AgreementFact]) -> Problem:
    if not _is_the_third(scene, body, full, agreements):
        return _slip(body, full, "kept apart: nothing in the text says they are one")
    for mention in body.mentions:
        mention.known = full
    fired("body-slip-of-third-party", body.mentions[0], full)
    took_in(full, body)
    full.mentions.extend(body.mentions)
    full.aliases.append(body.name)
    scene.cast.bodies.remove(body)
    return _slip(body, full, "taken for it, because the text counts three parties")


def _slip(body: Body, full: Body, advice: str) -> Problem:
    return Problem(
        code="near-identical-names",
        found=f"{body.name} beside {full.name}",
        advice=advice,
        severity=Severity.WARNING,
        alternatives=(body.name, full.name),
    )


def _near_identical(by_front: dict[str, list[Body]], body: Body) -> Iterator[Body]:
    if body.kind is not OrganizationKind.ENTERPRISE or len(body.name) < _SHORTEST:
        return
    for full in by_front[body.name[:_SAME_FRONT]]:
        if 0 < len(full.name) - len(body.name) < _SAME_FRONT + 1 and _is_cut(body.name, full.name):
            yield full


def _is_cut(short: str, full: str) -> bool:
    """Say whether the short name is the full one with one piece out of its middle."""
    extra = len(full) - len(short)
    cuts = range(_SAME_FRONT, len(short) - 1)
    return any(full[:at] + full[at + extra :] == short for at in cuts)


def _is_the_third(scene: Scene, body: Body, full: Body, agreements: list[AgreementFact]) -> bool:
    places = {mention.start for mention in body.mentions}
    for row in scene.rows:
        if not any(row.start <= place < row.end for place in places) or "三方" not in row.words:
            continue
        beside = {id(each.known) for each in row.organizations if each.known and not each.unit} - {
            id(body)
        }
        for agreement in agreements:
            parties = {id(role.body) for role in agreement.parties}
            if len(parties) == 3 and id(full) in parties and parties - {id(full)} <= beside:
                return True
    return False


def doubts_of_names(scene: Scene, quotes: Quotes) -> list[Problem]:
    """Return the doubts about names: near-identical ones, and short forms of several bodies."""
    return [*_near_names(scene), *_open_names(scene, quotes)]


def _near_names(scene: Scene) -> Iterator[Problem]:
    for body, full in near_bodies(scene):
        if not (body.kind is OrganizationKind.ENTERPRISE and _is_told(body, full)):
            yield _slip(body, full, "kept apart: nothing in the text says they are one")
    for first, second in near_people(scene):
        yield Problem(
            code="near-identical-names",
            found=f"{first.name} beside {second.name}, both {first.posts[0].title.text}",
            advice="kept apart: nothing in the text says they are one",
            severity=Severity.WARNING,
            alternatives=(first.name, second.name),
        )


def _is_told(short: Body, full: Body) -> bool:
    """Say whether `settle_slips` has looked at the pair."""
    return (
        len(short.name) >= _SHORTEST
        and len(full.name) > len(short.name)
        and _is_cut(short.name, full.name)
    )


def _open_names(scene: Scene, quotes: Quotes) -> Iterator[Problem]:
    """Yield the short forms that fit several bodies, each once."""
    seen: set[str] = set()
    for name in scene.cast.open_names:
        if name.name not in seen:
            seen.add(name.name)
            yield Problem(
                code="open-short-name",
                found=f"{quotes.text_of(name)} (offset {quotes.at('name', name).start})",
                expected=f"a short form of one body{_untold(len(name.bodies) - _MOST_TOLD)}",
                advice="nothing is read from it; write the full name",
                place=Place(record=quotes.source, path="text"),
                severity=Severity.WARNING,
                alternatives=name.bodies[:_MOST_TOLD],
            )


def _untold(count: int) -> str:
    return f", not of {count:,} more than are named here" if count > 0 else ""
