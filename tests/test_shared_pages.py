"""The three real pages, which stay outside the repository: most of their facts are found."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import facts
from schoolenterprise.model import Record

CLASSES = {
    "Institution",
    "Enterprise",
    "Organization",
    "Official",
    "Visit",
    "Agreement",
    "IndustryCollege",
    "Appointment",
    "Count",
    "Program",
}


@pytest.fixture(scope="module")
def pages(shared: Path) -> Path:
    return shared / "seeds"


def test_most_facts_of_the_real_pages_are_found(shared: Path, pages: Path, tmp_path: Path) -> None:
    facts.main(str(pages), str(tmp_path / "facts"))
    scores = tmp_path / "scores.json"
    scorer = [sys.executable, str(shared / "articles" / "score.py")]
    subprocess.run(
        [*scorer, str(pages), str(tmp_path / "facts"), "--json", str(scores)],
        check=True,
        capture_output=True,
    )
    assert json.loads(scores.read_text(encoding="utf-8"))["all"]["F1"] >= 0.90


def test_every_class_of_record_is_found_in_the_real_pages(pages: Path) -> None:
    found: list[Record] = []
    for path in sorted(pages.glob("*.txt")):
        found += facts.read(path.read_text(encoding="utf-8")).records
    assert {type(record).__name__ for record in found} >= CLASSES
