"""The scorer's bridge: reads every ID.txt of a folder and writes ID.json in the gold format.

usage: python bench/facts.py TEXT_DIR OUT_DIR

It only translates records into the annotators' words; no rule of reading lives here.
"""

import json
import re
import sys
from pathlib import Path

from schoolenterprise import Quantity, Reading, read_news
from schoolenterprise.vocabulary import AgreementKind

HEADER = re.compile(
    r"TITLE:[ ]?(?P<title>.*)\nURL:[ ]?(?P<url>.*)\nPUBLISHED:[ ]?(?P<published>.*)\n\n?"
)
KINDS = frozenset(
    {
        "strategic",
        "industry_college",
        "order_class",
        "internship",
        "training_base",
        "employment_base",
        "industry_innovation",
    }
)
COUNTS = frozenset(
    {
        "interns",
        "graduates_hired",
        "posts_offered",
        "enterprises_visited",
        "agreements_signed",
        "order_classes",
        "participants",
    }
)
SELF = "@self"


def read(text: str) -> Reading:
    """Read a page with the annotators' header, or a raw one."""
    header = HEADER.match(text)
    if header is None:
        return read_news(text)
    fields = {key: value.strip() or None for key, value in header.groupdict().items()}
    body = text[header.end() :]
    return read_news(body, title=fields["title"], url=fields["url"], published=fields["published"])


class Translator:
    """Puts the names of one reading in the place of its ids."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = {each.id: each.name for each in reading.organizations}
        if reading.publisher is not None and "@" in reading.publisher:
            self.names[reading.publisher] = SELF
        self.people = {each.id: each.name for each in reading.officials}

    def name(self, reference: str | None) -> str | None:
        """Return the name behind a reference."""
        return self.names.get(reference) if reference else None

    def facts(self, identifier: str) -> dict[str, object]:
        """Return everything the reading holds, in the annotation format."""
        own = self.name(self.reading.publisher)
        return {
            "id": identifier,
            "self": None if own == SELF else own,
            "organizations": self._organizations(),
            "officials": self._officials(),
            "visits": self._visits(),
            "agreements": self._agreements(),
            "industry_colleges": self._colleges(),
            "appointments": self._appointments(),
            "counts": self._counts(),
            "programs": [each.name for each in self.reading.programs],
        }

    def _organizations(self) -> list[dict[str, object]]:
        return [
            {"name": each.name, "aliases": list(each.aliases), "kind": each.kind.value}
            for each in self.reading.organizations
            if self.names[each.id] != SELF
        ]

    def _officials(self) -> list[dict[str, object]]:
        """Return one entry for each person and organization, as the annotators write them."""
        return [
            {
                "name": each.name,
                "organization": self.name(home),
                "titles": [
                    post.title
                    for post in each.posts
                    if len(each.organizations) < 2 or post.organization == home
                ],
            }
            for each in self.reading.officials
            for home in each.organizations or (None,)
        ]

    def _visits(self) -> list[dict[str, object]]:
        return [
            {
                "date": each.date.edtf if each.date else None,
                "visitor": self.name(each.visitor),
                "leader": each.leader.name if each.leader else None,
                "participants": [one.name for one in each.participants if one is not each.leader],
                "hosts": [self.name(host) for host in each.hosts],
                "received_by": [one.name for one in each.received_by],
            }
            for each in self.reading.visits
        ]

    def _agreements(self) -> list[dict[str, object]]:
        return [
            {
                "date": each.date.edtf if each.date else None,
                "parties": [self.name(party) for party in each.parties],
                "kind": each.kind.value if each.kind.value in KINDS else "other",
                "subject": each.subject,
                "signatories": [one.name for one in each.signatories],
            }
            for each in self.reading.agreements
            if each.kind is not AgreementKind.INTENT
        ]

    def _colleges(self) -> list[dict[str, object]]:
        return [
            {
                "name": each.name,
                "institution": self.name(each.institution),
                "partners": [self.name(partner) for partner in each.partners],
                "established": each.established.edtf if each.established else None,
            }
            for each in self.reading.industry_colleges
        ]

    def _appointments(self) -> list[dict[str, object]]:
        return [
            {
                "person": self.people[each.official],
                "role": each.role,
                "by": self.name(each.by),
                "date": each.date.edtf if each.date else None,
            }
            for each in self.reading.appointments
        ]

    def _counts(self) -> list[dict[str, object]]:
        return [
            {"what": each.what.value, "value": _value(each.quantity), "text": each.text}
            for each in self.reading.counts
            if each.what.value in COUNTS
        ]


def _value(quantity: Quantity) -> int | None:
    """Return the one number that the annotators keep of a quantity."""
    return quantity.at_least if quantity.at_least is not None else quantity.at_most


def main(text_dir: str, out_dir: str) -> None:
    """Translate every text of a folder."""
    target = Path(out_dir)
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(text_dir).glob("*.txt")):
        reading = read(path.read_text(encoding="utf-8"))
        facts = Translator(reading).facts(path.stem)
        text = json.dumps(facts, ensure_ascii=False, indent=1)
        (target / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
