"""What the pages say of the source and of the command line is so; their examples run elsewhere."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from schoolenterprise import errors
from schoolenterprise.cli._ending import Code
from schoolenterprise.cli.app import app
from schoolenterprise.formats import FORMATS

SOURCE = Path(errors.__file__).parent
DOCS = Path(__file__).resolve().parents[1] / "docs"
COMMANDS = typer.main.get_command(app)
MODULES = {path.stem for path in SOURCE.rglob("*.py")} | {
    path.parent.name for path in SOURCE.rglob("__init__.py")
}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["reader.md", "source-tour.md"])
def test_every_private_module_that_a_page_names_is_there(name: str) -> None:
    named = set(re.findall(r"`(_[a-z_]+)`", page(name)))
    assert len(named) > 5
    assert named - MODULES == set()


def test_the_page_of_the_reader_names_every_module_of_pass_2_and_5() -> None:
    told = set(re.findall(r"`(_[a-z_]+)`", page("reader.md")))
    numbered = {
        path.stem
        for path in (SOURCE / "reader").glob("_*.py")
        if re.match(r'"""Pass(es)? [2345]', path.read_text(encoding="utf-8"))
    }
    assert numbered - told == set()


def test_the_page_of_the_reader_names_every_table_that_is_there() -> None:
    tables = {path.name for path in (SOURCE / "vocabulary" / "tables").glob("*.csv")}
    assert set(re.findall(r"`(\w+\.csv)`", page("reader.md"))) == tables


def test_the_page_of_the_command_line_tells_every_exit_code() -> None:
    told = re.findall(r"^\| (\d+) \| (.+) \|$", page("command-line.md"), re.MULTILINE)
    assert [(int(code), meaning.replace("`", "")) for code, meaning in told] == [
        (code.value, code.meaning) for code in Code
    ]


def test_the_page_of_the_command_line_tells_every_command_and_option() -> None:
    text = page("command-line.md")
    assert isinstance(COMMANDS, TyperGroup)
    for name, command in COMMANDS.commands.items():
        assert f"## `{name}` " in text
        options = [opt for each in command.params for opt in each.opts if opt.startswith("-")]
        assert [opt for opt in options if f"`{opt}" not in text] == []


def test_the_page_of_the_formats_lists_what_is_there() -> None:
    rows = [
        tuple(cell.strip().replace("`", "") for cell in line.strip("|").split("|"))
        for line in page("formats.md").splitlines()
        if line.startswith("| `")
    ]
    assert rows == [
        (
            each.name,
            " ".join(each.suffixes),
            "yes" if each.reads else "no",
            "yes" if each.writes else "no",
            each.extra or "",
            each.losses or "nothing",
        )
        for each in FORMATS
    ]
