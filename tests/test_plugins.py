"""Formats of other packages: found by name and suffix, and none keeps another from working."""

import io
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from schoolenterprise.errors import InvalidValueError, UnknownNameError
from schoolenterprise.formats import Format, _plugins, available, dump, load, plugin_problems
from schoolenterprise.formats import format_of as format_of_file
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import Program

LEDGER = Ledger([Program(name="计划")])


def load_names(source: io.StringIO, *, prefix: str = "") -> Ledger:
    return Ledger(Program(name=prefix + line.strip()) for line in source)


def dump_names(records: Ledger, target: io.StringIO) -> None:
    target.writelines(f"{each.name}\n" for each in records if isinstance(each, Program))


NAMES = Format(
    name="names",
    label="名单",
    suffixes=(".names", ".jsonl"),
    losses="all but the names of programs",
    load=load_names,
    dump=dump_names,
    load_options=("prefix",),
)
LOOSE: Any = {"name": "loose", "label": "松", "suffixes": (".loose",)}
NUMBERED = Format(**LOOSE | {"suffixes": (7,)}, load=load_names)
BARE = Format(**LOOSE | {"suffixes": None}, load=load_names)
DUMB = Format(**LOOSE | {"load": 7})
MUTE = Format(name="mute", label="无", suffixes=(".mute",))
LOUD = Format(name="loud", label="大", suffixes=(".LOUD",), load=load_names)
OTHER_NAME = Format(name="another", label="别", suffixes=(".x",), load=load_names)
READ = Format(name="read", label="仅读", suffixes=(".read",), load=load_names)
WRITTEN = Format(name="written", label="仅写", suffixes=(".written",), dump=dump_names)

Plugins = Callable[..., None]


class Point(EntryPoint):
    """An entry point that leads to a value of these tests, or to an error."""

    def load(self) -> Any:
        found = globals().get(self.value)
        if found is None:
            raise RuntimeError("boom\nsecond line")
        return found


def leave() -> None:
    raise SystemExit(3)


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    def offered(**points: str) -> None:
        found = [Point(name, value, _plugins.GROUP) for name, value in points.items()]
        monkeypatch.setattr(_plugins, "entry_points", lambda *, group: found)
        _plugins._found.cache_clear()

    yield offered
    _plugins._found.cache_clear()


def test_a_format_of_another_package_is_found(plugins: Plugins) -> None:
    plugins(names="NAMES")
    assert format_of_file("a.names") is NAMES
    assert format_of_file("a", "names") is NAMES
    assert available()[-1] is NAMES
    assert plugin_problems() == ()
    target = io.StringIO()
    dump(LEDGER, target, format="names")
    target.seek(0)
    assert load(target, format="names") == LEDGER


def test_suffixes_of_this_package_stay_its_own(plugins: Plugins) -> None:
    plugins(names="NAMES")
    assert format_of_file("a.jsonl").name == "jsonl"


def test_options_are_those_of_the_format(plugins: Plugins) -> None:
    plugins(names="NAMES")
    assert load(io.StringIO("甲\n"), format="names", prefix="某") == Ledger([Program(name="某甲")])
    message = "load as names: found the option 'suffix', expected one of prefix"
    with pytest.raises(InvalidValueError, match=message):
        load(io.StringIO(), format="names", suffix="某")
    with pytest.raises(InvalidValueError, match="dump as names: found the option 'x', expected n"):
        dump(LEDGER, io.StringIO(), format="names", x=1)


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("broken", "nowhere", "an error at its import, RuntimeError: boom, expected a Format"),
        ("wrong", "load_names", "an object of class function, expected a Format"),
        ("json", "NAMES", "a name that another format bears, expected a name of its own"),
        ("other", "OTHER_NAME", "the name 'another', expected the name of the entry point"),
        ("loud", "LOUD", "the suffix '.LOUD', expected one such as .json, in lower case"),
        ("loose", "NUMBERED", "(7,) as its suffixes, expected a tuple of text"),
        ("loose", "BARE", "None as its suffixes, expected a tuple of text"),
        ("loose", "DUMB", "a load or dump that cannot be called, expected functions, or None"),
        ("mute", "MUTE", "neither load nor dump, expected at least one of them"),
    ],
)
def test_a_broken_one_is_one_problem_and_the_others_work(
    plugins: Plugins, name: str, value: str, found: str
) -> None:
    plugins(**{name: value, "names": "NAMES"})
    (problem,) = plugin_problems()
    assert problem.code == "broken-format"
    assert str(problem).startswith(f"schoolenterprise.formats {name} = {value}: found {found}")
    assert "\n" not in str(problem)
    assert available()[-1] is NAMES
    with pytest.raises(UnknownNameError) as caught:
        format_of_file("a.xyz")
    assert str(problem) in str(caught.value)


def test_one_that_ends_the_program_is_kept_from_it(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins(leaving="LEAVING")
    monkeypatch.setattr(Point, "load", lambda self: leave())
    (problem,) = plugin_problems()
    assert "SystemExit: 3" in str(problem)


def test_they_are_asked_only_when_no_own_format_will_do(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, group: str) -> list[EntryPoint]:
        raise AssertionError(f"{group} was asked for")

    plugins()
    monkeypatch.setattr(_plugins, "entry_points", refuse)
    assert format_of_file("a.json.gz").name == "json.gz"
    assert format_of_file("a", "yaml").name == "yaml"
    with pytest.raises(AssertionError):
        format_of_file("a.names")


def test_a_format_that_is_only_written_or_read_says_so(plugins: Plugins) -> None:
    assert (MUTE.reads, MUTE.writes, NAMES.reads, NAMES.lossless) == (False, False, True, False)
    plugins(read="READ", written="WRITTEN")
    with pytest.raises(UnknownNameError, match="in the format read are read, never written"):
        dump(LEDGER, "a.read")
    with pytest.raises(UnknownNameError, match="in the format written are written, never read"):
        load("a.written")


def test_what_is_not_installed_is_known_without_importing_it() -> None:
    assert all(each.installed for each in available())
    absent = Format(name="a", label="a", suffixes=(".a",), packages=("no_such_package",))
    assert not absent.installed
