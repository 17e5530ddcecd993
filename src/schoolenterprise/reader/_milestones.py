"""Pass 5, milestones: when an industry college was signed for, unveiled, opened."""

from collections.abc import Iterator

from schoolenterprise.reader._facts import CollegeFact
from schoolenterprise.reader._mentions import DateMention, Mention, NameMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.vocabulary import MilestoneKind

_KINDS = (
    (MilestoneKind.UNVEILED, "@unveil@"),
    (MilestoneKind.OPENED, "@open@|开学(?!前|季)"),
    (MilestoneKind.SIGNED, "@sign@"),
)
_COREFERENT = Pattern(
    r"(?<![\u4e00-\u9fff]{2})产业学院|为(?:产业)?学院揭牌|产业学院签约揭牌|共建产业学院"
)
_NOT_YET = Pattern(r"预计|拟")
_FAR = 40
"""How far from the college's name, in characters, a word of founding may stand."""


def set_milestones(scene: Scene, fact: CollegeFact, *, alone: bool) -> None:
    """Read the milestones of one college; `alone`: the page tells of no other."""
    for row in scene.rows:
        if row.sentence.kind == "title":
            continue
        named = [each for each in fact.mentions if row.start <= each.start < row.end]
        if not named and not (alone and _is_coreferent(row.words)):
            continue
        at = named[0] if named else Mention(row.start, row.end)
        for kind, position in _words_of_founding(scene, row, named):
            fired(f"milestone-{kind.value}", Mention(position, position + 2), fact)
            _add(fact, kind, _date(scene, row, position), at)


def _is_coreferent(words: str) -> bool:
    """Say whether a sentence speaks of the one college of the page without its name."""
    likely = "产业学院" in words or "学院揭牌" in words
    return likely and _COREFERENT.search(words) is not None


def _words_of_founding(
    scene: Scene, row: Row, named: list[NameMention]
) -> Iterator[tuple[MilestoneKind, int]]:
    for kind, template in _KINDS:
        pattern = scene.lexicon.pattern(template)
        for match in pattern.finditer(row.text, row.start, row.end):
            position = match.start()
            if row.is_planned(position) or _NOT_YET.search(
                row.text, max(row.start, position - 12), position
            ):
                refused("milestone-planned", *match.span())
                continue
            if not named or min(abs(position - each.end) for each in named) <= _FAR:
                yield kind, position


def _date(scene: Scene, row: Row, position: int) -> DateMention | None:
    """Return the date of a milestone; 自去年十一月开学以来 dates it, though nothing else."""
    before = [date for date in row.dates if date.start <= position and date.when is not None]
    months = [date for date in before if _has_month(date)]
    return months[-1] if months else scene.date_at(row, position)


def _has_month(date: DateMention) -> bool:
    first = getattr(date.when, "start", date.when)
    return getattr(first, "month", None) is not None


def _add(fact: CollegeFact, kind: MilestoneKind, date: DateMention | None, at: Mention) -> None:
    when = date.when if date else None
    if all(
        known is not kind or (other.when if other else None) != when
        for known, other, _ in fact.milestones
    ):
        fact.milestones.append((kind, date, at))
