"""The command without the packages that its extra brings."""

import sys

import pytest

from schoolenterprise.cli import EXTRA_MISSING, main


@pytest.mark.parametrize("package", ["typer", "rich", "charset_normalizer"])
def test_without_the_extra_one_line_names_the_command_that_installs_it(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed

    assert main() == EXTRA_MISSING

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"{package} is not installed; install it with: pip install 'schoolenterprise[cli]'\n"
    )
