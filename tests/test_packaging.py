"""What pyproject.toml promises agrees with the source."""

import ast
import re
import tomllib
from pathlib import Path

from schoolenterprise import errors
from schoolenterprise._version import __version__

SOURCE = Path(errors.__file__).parent
PROJECT = tomllib.loads(
    Path(__file__).resolve().parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8")
)["project"]
EXTRAS = PROJECT["optional-dependencies"]


def test_the_extra_all_brings_every_other_one() -> None:
    (requirement,) = EXTRAS["all"]
    brought = re.fullmatch(r"schoolenterprise\[(.*)\]", requirement)
    assert brought is not None
    assert set(brought[1].split(",")) == set(EXTRAS) - {"all"}


def test_an_extra_that_a_message_names_can_be_installed() -> None:
    named = {
        node.args[1].value
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "optional"
        and isinstance(node.args[1], ast.Constant)
    }
    assert "cli" in named
    assert named <= set(EXTRAS)


def test_the_version_is_written_in_the_source_alone() -> None:
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+|rc\d+)?", __version__)


def test_the_package_says_that_it_is_typed() -> None:
    assert (SOURCE / "py.typed").is_file()
