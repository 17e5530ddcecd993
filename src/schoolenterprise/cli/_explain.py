"""What `read --explain` prints: the text with its mentions marked, and the rules behind it all."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from schoolenterprise.cli._ending import Code, Stopped
from schoolenterprise.cli._inputs import name_of
from schoolenterprise.cli._output import Form, write_text
from schoolenterprise.cli._problems import any_error, report
from schoolenterprise.cli._reading import read_page
from schoolenterprise.cli._tables import Row, print_rows
from schoolenterprise.cli._terminal import console, plain, safe
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import Problem
from schoolenterprise.reader import (
    Explanation,
    Firing,
    Lexicon,
    Mark,
    MarkKind,
    Reading,
    explain_news,
    rules,
)

MOST = 10
"""So many files are explained in one call: what is printed is for a person to read."""

STYLES = {
    MarkKind.DATE: "black on cyan",
    MarkKind.ORGANIZATION: "black on green",
    MarkKind.PERSON: "black on yellow",
    MarkKind.TITLE: "yellow",
    MarkKind.QUANTITY: "black on blue",
    MarkKind.COLLEGE: "black on magenta",
    MarkKind.PROGRAM: "magenta",
    MarkKind.TRIGGER: "bold red",
}
"""How a mark looks on a terminal with colours."""


def explain(
    files: Sequence[str], day: PartialDate | None, form: Form | None, lexicon: Lexicon
) -> Code:
    """Explain `files`, published on `day` unless their headers say otherwise."""
    if len(files) > MOST:
        advice = "name the ones that you want to see"
        raise Stopped(Code.USAGE, f"--explain: found {len(files)} files, at most {MOST}; {advice}")
    problems: list[Problem] = []
    pages: list[dict[str, object]] = []
    for file in files:
        page = read_page(file, day, lexicon)
        report(page.problems)
        problems += page.problems
        if page.reading is None:
            continue
        explanation = _explained(page.reading, lexicon)
        if form in (None, Form.TABLE):
            print_explanation(console(), name_of(file), explanation)
        else:
            pages.append({"file": name_of(file), **_as_data(explanation)})
    if form is Form.JSON:
        write_text(json.dumps(pages, ensure_ascii=False, indent=2) + "\n")
    elif form is Form.JSONL:
        write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in pages))
    return Code.UNREAD if any_error(problems) else Code.FINE


def _explained(reading: Reading, lexicon: Lexicon) -> Explanation:
    source = reading.source
    return explain_news(
        source.text or "",
        published=source.published,
        title=source.title,
        url=source.url,
        lexicon=lexicon,
    )


def print_explanation(terminal: Console, name: str, explanation: Explanation) -> None:
    """Print the text of a page with its marks, then what each rule did, and what the rules mean."""
    coloured = terminal.is_terminal and not terminal.no_color
    terminal.print(plain(name, "bold cyan"))
    if coloured:
        terminal.print(_legend())
    terminal.print(marked_text(explanation, coloured=coloured), soft_wrap=True)
    terminal.print()
    marks, records = _rows_of_marks(explanation), list(_rows_of_records(explanation))
    print_rows(terminal, f"标记 {len(marks)}", ("原文", "类别", "含义", "规则", "次"), marks)
    print_rows(terminal, f"记录 {len(records)}", ("记录", "规则"), records)
    for title, firings in (
        ("版面", explanation.page),
        ("未采信", explanation.refusals),
        ("无结果", explanation.unused),
    ):
        rows = [(each.rule, each.quote) for each in dict.fromkeys(firings)]
        print_rows(terminal, f"{title} {len(rows)}", ("规则", "原文"), rows)
    at_work = explanation.rules
    meanings = [(rule.name, rule.meaning) for rule in rules() if rule.name in at_work]
    print_rows(terminal, f"规则 {len(meanings)}", ("规则", "作用"), meanings)


def _legend() -> Text:
    parts: list[str | Text] = []
    for kind in MarkKind:
        parts += [Text(kind.label, style=STYLES[kind]), " "]
    return Text.assemble(*parts)


def marked_text(explanation: Explanation, *, coloured: bool) -> Text:
    """Return the text with every mark in its colour, else in brackets that say what it is."""
    given = explanation.reading.source.text or ""
    parts: list[Text] = []
    last = 0
    for mark in _side_by_side(explanation.marks):
        parts.append(_lines(given[last : mark.span.start]))
        if coloured:
            parts.append(plain(mark.quote, STYLES[mark.kind]))
        else:
            meaning = "" if mark.meaning in ("", mark.quote) else f" {mark.meaning}"
            parts.append(plain(f"[{mark.quote}|{mark.kind}{meaning}]"))
        last = mark.span.end
    return Text.assemble(*parts, _lines(given[last:]))


def _lines(text: str) -> Text:
    """Return `text` made safe, but for the ends of its lines."""
    return Text("\n".join(map(safe, text.replace("\r\n", "\n").split("\n"))))


def _side_by_side(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks of which no two share a character; names come before words that trigger."""
    taken: set[int] = set()
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda each: each.kind is MarkKind.TRIGGER):
        places = range(mark.span.start, mark.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(mark)
    return sorted(chosen, key=lambda each: each.span)


def _rows_of_marks(explanation: Explanation) -> list[Row]:
    counted = Counter(
        (mark.quote, mark.kind.label, mark.meaning, mark.rules) for mark in explanation.marks
    )
    return [(*row, _stacked(names), str(times)) for (*row, names), times in counted.items()]


def _rows_of_records(explanation: Explanation) -> Iterator[Row]:
    for origin in explanation.origins:
        first: dict[str, Firing] = {}
        for firing in origin.firings:
            first.setdefault(firing.rule, firing)
        yield origin.record, _stacked(f"{rule}「{each.quote}」" for rule, each in first.items())


def _stacked(lines: Iterable[str]) -> Text:
    return Text("\n").join(map(plain, lines))


def _as_data(explanation: Explanation) -> dict[str, object]:
    at_work = explanation.rules
    return {
        "source": explanation.reading.source.id,
        "marks": [
            {
                "start": mark.span.start,
                "end": mark.span.end,
                "quote": mark.quote,
                "kind": mark.kind.value,
                "meaning": mark.meaning,
                "how": mark.how.value,
                "rules": mark.rules,
            }
            for mark in explanation.marks
        ],
        "records": [
            {"id": origin.record, "rules": _listed(origin.firings)}
            for origin in explanation.origins
        ],
        "page": _listed(explanation.page),
        "refusals": _listed(explanation.refusals),
        "unused": _listed(explanation.unused),
        "rules": {rule.name: rule.meaning for rule in rules() if rule.name in at_work},
    }


def _listed(firings: Iterable[Firing]) -> list[dict[str, object]]:
    return [
        {"rule": each.rule, "start": each.span.start, "end": each.span.end, "quote": each.quote}
        for each in firings
    ]


__all__ = ["MOST", "STYLES", "explain", "marked_text", "print_explanation"]
