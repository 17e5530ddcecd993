"""Scores what was read against the annotators' facts: for each measure how much is right and found.

usage: python bench/score.py GOLD_DIR READ_DIR

Both folders hold ID.json in the gold format. A fact is a tuple; two names of one organization are
one, whichever of them the reader chose.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import define

Fact = tuple[str, ...]
Document = dict[str, Any]
SELF = "@self"
_MARKS = str.maketrans({"（": "(", "）": ")"} | dict.fromkeys('“”‘’" \u3000'))


@define
class Score:
    """How many facts of one measure were right, only read, only in the gold."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: set[Fact], read: set[Fact]) -> None:
        """Count the facts of one page."""
        self.right += len(gold & read)
        self.wrong += len(read - gold)
        self.missed += len(gold - read)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 when nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was read; 1 when there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, as 2 right / (2 right + wrong + missed)."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


class Facts:
    """The facts of one page under the names that its gold gives to organizations."""

    def __init__(self, gold: Document) -> None:
        self._own = plain(gold.get("self") or SELF)
        self._names = {
            plain(form): plain(each["name"])
            for each in gold.get("organizations", [])
            for form in (each["name"], *each.get("aliases", []))
        }

    def name(self, organization: str | None) -> str:
        """Return the name under which an organization counts."""
        if organization in (None, "", SELF):
            return self._own
        return self._names.get(plain(organization or ""), plain(organization or ""))

    def of(self, document: Document) -> Iterator[tuple[str, Fact]]:
        """Yield every fact with its measure."""
        for each in document.get("organizations", []):
            yield "organization", (self.name(each["name"]),)
        for each in document.get("officials", []):
            yield from self._person(each)
        for each in document.get("visits", []):
            yield from self._visit(each)
        for each in document.get("agreements", []):
            yield from self._agreement(each)
        for each in document.get("industry_colleges", []):
            yield "college", (plain(each["name"]),)
        for each in document.get("appointments", []):
            yield "appointment", (each["person"], plain(each["role"]))
        for each in document.get("counts", []):
            yield "count", (each["what"], str(each["value"]))
        for each in document.get("programs", []):
            yield "program", (plain(each),)

    def _person(self, official: Document) -> Iterator[tuple[str, Fact]]:
        name = official["name"]
        yield "person", (name,)
        for title in official.get("titles", []):
            yield "person-title", (name, plain(title))
        if official.get("organization") is not None:
            yield "person-organization", (name, self.name(official["organization"]))

    def _visit(self, visit: Document) -> Iterator[tuple[str, Fact]]:
        for host in visit["hosts"]:
            yield "visit-host", (self.name(host),)
            if visit.get("date"):
                yield "visit-date", (visit["date"], self.name(host))
        if visit.get("leader"):
            yield "visit-leader", (visit["leader"],)
        for name in visit.get("participants", []):
            yield "visit-participant", (name,)
        for name in visit.get("received_by", []):
            yield "visit-received-by", (name,)

    def _agreement(self, agreement: Document) -> Iterator[tuple[str, Fact]]:
        parties = sorted({self.name(each) for each in agreement["parties"]})
        for index, party in enumerate(parties):
            for other in parties[index + 1 :]:
                yield "agreement-pair", (party, other)
        for name in agreement.get("signatories", []):
            yield "agreement-signatory", (name,)


def plain(text: str) -> str:
    """Return a name as it counts: one kind of brackets, no quotes, no blanks."""
    return text.translate(_MARKS)


def scores(gold: Path, read: Path) -> dict[str, Score]:
    """Return the score of every measure over the pages of a folder, and of `all` of them."""
    found: dict[str, Score] = {"all": Score()}
    for path in sorted(gold.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        facts = Facts(document)
        wanted = set(facts.of(document))
        told = set(facts.of(json.loads((read / path.name).read_text(encoding="utf-8"))))
        for measure in {name for name, _ in wanted | told}:
            sides = ({fact for name, fact in side if name == measure} for side in (wanted, told))
            found.setdefault(measure, Score()).add(*sides)
        found["all"].add({(m, *f) for m, f in wanted}, {(m, *f) for m, f in told})
    return found


def table(found: dict[str, Score]) -> str:
    """Return the scores as lines of text."""
    lines = [f"{'measure':<22}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for measure in sorted(found, key=lambda name: (name == "all", name)):
        each = found[measure]
        gold = each.right + each.missed
        rates = f"{each.precision:8.3f}{each.recall:8.3f}{each.f1:8.3f}"
        lines.append(f"{measure:<22}{gold:>6}{rates}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(scores(Path(sys.argv[1]), Path(sys.argv[2]))))
