"""From the steps of a reading to its explanation: marks in the text, and the origin of records."""

from collections.abc import Iterable, Iterator

from schoolenterprise.reader._facts import CollegeFact, CountFact, PersonFact, ProgramFact
from schoolenterprise.reader._mentions import (
    Body,
    DateMention,
    Mention,
    NameMention,
    OrganizationMention,
    PersonMention,
    QuantityMention,
    TitleMention,
)
from schoolenterprise.reader._others import PlacementFact
from schoolenterprise.reader._page import Page
from schoolenterprise.reader._rules import rules
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._trace import Step, Trace
from schoolenterprise.reader.explanation import Explanation, Firing, Mark, MarkKind, Origin
from schoolenterprise.reader.reading import Reading
from schoolenterprise.text import Folded, Span, fold
from schoolenterprise.vocabulary import MatchKind

_KINDS: tuple[tuple[type[Mention], MarkKind], ...] = (
    (DateMention, MarkKind.DATE),
    (OrganizationMention, MarkKind.ORGANIZATION),
    (PersonMention, MarkKind.PERSON),
    (TitleMention, MarkKind.TITLE),
    (QuantityMention, MarkKind.QUANTITY),
)
_SCANNING = 2
"""Number of the pass that finds mentions."""


def explained(reading: Reading, trace: Trace) -> Explanation:
    """Return the explanation of a reading whose steps are in `trace`."""
    work = _Work(reading, trace)
    return Explanation(
        reading=reading,
        marks=tuple(work.marks()),
        origins=tuple(work.origins()),
        page=tuple(work.firing(step) for step in work.steps if isinstance(step.of, Page)),
        refusals=tuple(work.refusals()),
        unused=tuple(work.unused()),
    )


class _Work:
    """Joins the steps to what became of the things that they made."""

    def __init__(self, reading: Reading, trace: Trace) -> None:
        self.reading = reading
        self.trace = trace
        self.steps = trace.steps
        self.folded: Folded = fold(reading.source.text or "", variants=True)
        self._by_subject: dict[int, list[Step]] = {}
        for step in self.steps:
            self._by_subject.setdefault(id(self._whole(step.of)), []).append(step)
        self._used: set[int] = set()
        """Identities of the mentions, bodies and facts that live on in the reading."""
        self._marks = list(self._mark_all())
        self._origins = list(self._trace_records())

    def _whole(self, subject: object) -> object:
        """Return what took `subject` in at last, else `subject`."""
        while id(subject) in self.trace.taken:
            _, subject = self.trace.taken[id(subject)]
        return subject

    def span(self, base: int, mention: Mention) -> Span:
        """Return where a mention stands in the text as it was given."""
        return self.folded.original_span(base + mention.start, base + mention.end)

    def firing(self, step: Step) -> Firing:
        """Return a step as a user sees it."""
        span = self.span(step.base, step.at)
        return Firing(rule=step.rule, span=span, quote=span.of(self.folded.original))

    def steps_of(self, subject: object) -> list[Step]:
        """Return the steps that made or changed a mention, body or fact."""
        return self._by_subject.get(id(subject), [])

    def marks(self) -> list[Mark]:
        """Return the marks in the order of the text, the longer one first."""
        return sorted(self._marks, key=lambda mark: (mark.span.start, -mark.span.end))

    def _mark_all(self) -> Iterator[Mark]:
        scenes = ((base, scene) for base, scene in self.trace.scenes if isinstance(scene, Scene))
        for base, scene in scenes:
            for mention in _mentions_of(scene):
                yield self._mark(base, scene, mention)
        names = [step for step in self.steps if isinstance(step.of, NameMention | QuantityMention)]
        for step in {id(step.of): step for step in names}.values():
            if isinstance(step.of, Mention) and id(step.of) not in self._used:
                yield self._mark(step.base, None, step.of)
        yield from self._triggers()

    def _triggers(self) -> Iterator[Mark]:
        made = {id(fact) for fact, _ in self.trace.written}
        seen: dict[tuple[int, int], list[Step]] = {}
        for step in self.steps:
            if type(step.at) is Mention and id(self._whole(step.of)) in made:
                place = step.base + step.at.start, step.base + step.at.end
                seen.setdefault(place, []).append(step)
        for steps in seen.values():
            firing = self.firing(steps[0])
            yield Mark(
                span=firing.span,
                quote=firing.quote,
                kind=MarkKind.TRIGGER,
                meaning="",
                how=MatchKind.EXACT,
                rules=_names(steps),
            )

    def _mark(self, base: int, scene: Scene | None, mention: Mention) -> Mark:
        self._used.add(id(mention))
        steps = self.steps_of(mention)
        kind = next((kind for cls, kind in _KINDS if isinstance(mention, cls)), None)
        if kind is None:
            program = any(step.rule.startswith("program-") for step in steps)
            kind = MarkKind.PROGRAM if program else MarkKind.COLLEGE
        span = self.span(base, mention)
        return Mark(
            span=span,
            quote=span.of(self.folded.original),
            kind=kind,
            meaning=_meaning(scene, mention),
            how=getattr(mention, "how", MatchKind.EXACT),
            rules=_names(steps),
        )

    def origins(self) -> list[Origin]:
        """Return where each record comes from."""
        return self._origins

    def _trace_records(self) -> Iterator[Origin]:
        facts: dict[str, list[object]] = {}
        for fact, identifier in self.trace.written:
            facts.setdefault(identifier, []).append(fact)
        for record in self.reading.records:
            steps = [
                step
                for fact in facts.get(record.id, [])
                for subject in (*_parts(fact), fact)
                for step in self._using(subject)
            ]
            yield Origin(record=record.id, firings=tuple(dict.fromkeys(map(self.firing, steps))))

    def _using(self, subject: object) -> list[Step]:
        self._used.add(id(subject))
        return self.steps_of(subject)

    def refusals(self) -> Iterator[Firing]:
        """Yield what was refused, but for words that became part of a mention after all."""
        scanning = {rule.name for rule in rules() if rule.number == _SCANNING}
        marked = bytearray(len(self.folded.original))
        for span in (mark.span for mark in self._marks):
            marked[span.start : span.end] = b"\1" * (span.end - span.start)
        for firing in (self.firing(step) for step in self.steps if step.refused):
            if firing.rule not in scanning or not all(marked[firing.span.start : firing.span.end]):
                yield firing

    def unused(self) -> Iterator[Firing]:
        """Yield the steps that made what no longer stands in the reading."""
        for step in self.steps:
            lives = id(self._whole(step.of)) in self._used
            if not (lives or step.refused or isinstance(step.of, Page)):
                yield self.firing(step)


def _names(steps: Iterable[Step]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.rule for step in steps))


def _mentions_of(scene: Scene) -> Iterator[Mention]:
    """Yield every mention of a section once."""
    found: list[Mention] = [date for row in scene.rows for date in row.dates]
    found += scene.cast.mentions
    for person in scene.people:
        found += person.mentions
        found += [title for mention in person.mentions for title in mention.titles]
    found += [college for row in scene.rows for college in row.colleges]
    yield from {id(mention): mention for mention in found}.values()


def _parts(fact: object) -> Iterator[Mention]:
    """Yield the mentions that a record is itself made of, not those of others that it names."""
    if isinstance(fact, Body | PersonFact | CollegeFact | ProgramFact):
        yield from fact.mentions
    if isinstance(fact, PersonFact):
        yield from (title for mention in fact.mentions for title in mention.titles)
    if isinstance(fact, CountFact):
        yield fact.quantity
    if isinstance(fact, PlacementFact):
        yield fact.students


def _meaning(scene: Scene | None, mention: Mention) -> str:
    """Return what a mention stands for; empty where that stays open."""
    if isinstance(mention, DateMention):
        when = mention.when.edtf if mention.when else " | ".join(mention.alternatives)
        return f"{when} (no event)" if mention.background and when else when
    if isinstance(mention, OrganizationMention):
        return mention.known.name if mention.known else "department" if mention.unit else ""
    if isinstance(mention, PersonMention):
        home = scene.body_of(mention) if scene else None
        return home.name if home else ""
    if isinstance(mention, TitleMention):
        known = mention.organization.known if mention.organization else None
        return known.name if known else ""
    if isinstance(mention, QuantityMention):
        return f"{mention.what.label} {mention.quantity}"
    return mention.name if isinstance(mention, NameMention) else ""
