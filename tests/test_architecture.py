"""The shape of the source: who imports whom, how long things are, what importing costs.

Which room stands on which floor is a contract in pyproject.toml; here is what that cannot say.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolenterprise import errors

PACKAGE = "schoolenterprise"
SOURCE = Path(errors.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

# Imported at the top of modules; every other dependency is imported where it is used.
CORE = {"attrs", "cattrs", "dateutil"}
# What these load themselves.
BROUGHT_ALONG = {"attr", "six", "typing_extensions"}
# Third-party packages that one room may import at its top, because nothing else imports the room.
OWN = {"cli": {"typer", "rich"}}

each_file = pytest.mark.parametrize(
    "file", FILES, ids=[str(file.relative_to(SOURCE)) for file in FILES]
)


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def dotted_name(file: Path) -> str:
    parts = (PACKAGE, *file.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_submodule(name: str) -> bool:
    path = SOURCE.joinpath(*name.split(".")[1:])
    return name != PACKAGE and (path.with_suffix(".py").is_file() or path.is_dir())


def imported(node: ast.AST, file: Path) -> Iterator[str]:
    """Dotted names of the modules that one statement of `file` imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        home = dotted_name(file).split(".") + ["__init__"] * (file.stem == "__init__")
        base = home[: -node.level] if node.level else []
        module = ".".join([*base, node.module] if node.module else base)
        for alias in node.names:
            name = f"{module}.{alias.name}"
            yield name if is_submodule(name) else module


def is_third_party(name: str) -> bool:
    top = name.partition(".")[0]
    return top not in sys.stdlib_module_names and top != PACKAGE


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run `program` in a fresh interpreter that sees the package as these tests see it."""
    environment = os.environ | {"PYTHONPATH": str(SOURCE.parent)}
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


@each_file
def test_a_module_opens_with_a_docstring(file: Path) -> None:
    assert (ast.get_docstring(tree(file)) or "").strip()


@each_file
def test_a_module_has_at_most_400_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


@each_file
def test_a_function_has_at_most_50_lines(file: Path) -> None:
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(file)}
    assert {name: length for name, length in lengths.items() if length > 50} == {}


@each_file
def test_no_module_inside_imports_the_root_package(file: Path) -> None:
    names = [name for node in ast.walk(tree(file)) for name in imported(node, file)]
    assert PACKAGE not in names


@each_file
def test_no_room_reaches_into_the_private_modules_of_another(file: Path) -> None:
    room = file.relative_to(SOURCE).parts[0]
    reached = (
        name
        for node in ast.walk(tree(file))
        for name in imported(node, file)
        if name.startswith(f"{PACKAGE}.") and "._" in name
    )
    # `_version` belongs to the package itself.
    elsewhere = [name for name in reached if name.split(".")[1] not in (room, "_version")]
    assert elsewhere == []


@each_file
def test_no_import_is_hidden_from_the_running_program(file: Path) -> None:
    names = {node.id for node in ast.walk(tree(file)) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute)}
    assert "TYPE_CHECKING" not in names | attributes


@each_file
def test_a_function_imports_nothing_but_third_party_packages(file: Path) -> None:
    inside = (
        name
        for function in functions(file)
        for node in ast.walk(function)
        for name in imported(node, file)
    )
    assert [name for name in inside if not is_third_party(name)] == []


@each_file
def test_the_top_of_a_module_imports_only_what_loads_fast(file: Path) -> None:
    room = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    allowed = CORE | OWN.get(room, set())
    names = {name for node in tree(file).body for name in imported(node, file)}
    tops = {name.partition(".")[0] for name in names if is_third_party(name)}
    assert tops - allowed == set()


def test_importing_the_package_loads_no_other_third_party_module() -> None:
    loaded = run(
        f"import sys; before = set(sys.modules); import {PACKAGE}; "
        "print(*(set(sys.modules) - before))"
    ).stdout.split()
    tops = {name.partition(".")[0] for name in loaded if is_third_party(name)}
    assert tops <= CORE | BROUGHT_ALONG


def test_importing_the_package_prints_nothing() -> None:
    done = run(f"import {PACKAGE}")
    assert (done.stdout, done.stderr) == ("", "")
