"""The examples on the pages for readers run; those of docs/ are run when the pages are built."""

import doctest
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
FENCED = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def fenced_examples(page: Path) -> list[tuple[str, str]]:
    """The kind and the text of every fenced block of `page` that holds an example."""
    blocks = FENCED.findall(page.read_text(encoding="utf-8"))
    return [(kind, text) for kind, text in blocks if ">>> " in text]


@pytest.mark.parametrize("page", sorted(REPOSITORY.glob("README*.md")), ids=lambda page: page.name)
def test_the_examples_of_a_readme_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    text = "\n".join(text for _, text in fenced_examples(page))
    examples = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert examples.examples
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.DocTestRunner(optionflags=flags).run(examples).failed == 0


@pytest.mark.parametrize(
    "page", sorted(REPOSITORY.glob("docs/*.md")), ids=lambda page: page.relative_to(REPOSITORY).name
)
def test_an_example_of_a_page_is_marked_so_that_it_is_run(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("\n>>> ") == sum(
        text.count(">>> ") for kind, text in fenced_examples(page) if kind == "{doctest}"
    )
