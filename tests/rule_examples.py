r"""The examples of the reader's rules, and what a rule makes of a text, in one line each.

The examples stand in `tests/reader/rule_examples.csv`, a row each:

- `rule`: name of the rule, as in the table `rules.csv` of the package.
- `sign`: `+` where the rule fires on the text, `-` where it does not.
- `text`: a page of a sentence or a few; `\n` parts its lines. It was published on 2024-03-08.
- `expected`: for `+` what the rule makes, in the words of `Made.by`; for `-` what is read instead,
  by whatever rule, or nothing.
- `note`: why, where it is not plain.
- `url`: address of the page, where the rule goes by it; most rows end before it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from schoolenterprise.reader import Firing, explain_news
from told import PUBLISHED, Told

TABLE = Path(__file__).parent / "reader" / "rule_examples.csv"


@frozen
class Example:
    """A row of the table."""

    rule: str
    sign: str
    text: str
    expected: str
    note: str
    url: str | None = None


def examples() -> list[Example]:
    """Every row of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [Example(**row) for row in csv.DictReader(file)]
    return [evolve(each, text=each.text.replace("\\n", "\n")) for each in rows]


class Made:
    """What each rule makes of a text."""

    def __init__(self, text: str, url: str | None = None) -> None:
        self.explanation = explain_news(text, published=PUBLISHED, url=url)
        told = Told(text, url=url)
        views = (
            (told.reading.visits, told.visits),
            (told.reading.agreements, told.agreements),
            (told.reading.industry_colleges, told.colleges),
            (told.reading.appointments, told.appointments),
            (told.reading.events, told.events),
            (told.reading.placements, told.placements),
            (told.reading.arrangements, told.arrangements),
            (told.reading.officials, told.people),
        )
        self._told: dict[str, str] = {
            record.id: line
            for records, lines in views
            for record, line in zip(records, lines, strict=True)
        }
        for visit in told.reading.visits:
            self._told[visit.id] += "".join(f" 【{each.label}】" for each in visit.purposes)

    def by(self, rule: str) -> list[str]:
        """What `rule` makes, nothing where it does not fire.

        A mention is told as `3月5日 = 2024-03-05`, a record as `Told` tells it, a line of the page
        and a refusal by their characters; a body by its names.
        """
        return [line for name, line in self._lines() if name == rule]

    def everything(self) -> list[str]:
        """What any rule makes."""
        return list(dict.fromkeys(line for _, line in self._lines()))

    def _lines(self) -> Iterator[tuple[str, str]]:
        explanation = self.explanation
        for mark in explanation.marks:
            if mark.kind.value != "trigger":
                meaning = f" = {mark.meaning}" if mark.meaning else ""
                yield from ((rule, f"{mark.quote}{meaning}") for rule in mark.rules)
        names = {each.id: [each.name, *each.aliases] for each in explanation.reading.organizations}
        told = {identifier: "、".join(each) for identifier, each in names.items()} | self._told
        for origin in explanation.origins:
            line = told.get(origin.record, origin.record)
            yield from ((rule, line) for rule in origin.rules)
        others: tuple[Firing, ...] = (*explanation.page, *explanation.refusals)
        yield from ((firing.rule, firing.quote) for firing in others)
