"""A small program that uses the installed package as its users do; run against the wheel alone."""

import importlib.resources
import importlib.util
from collections.abc import Callable
from pathlib import Path

import schoolenterprise as se
from schoolenterprise import formats

TEXT = "2022年2月22日，武汉职业技术学院校长鄢烈洲一行走访武汉华工激光工程有限责任公司。"


def refusal(function: Callable[..., object], *values: object) -> str:
    """Return how `function` says that an extra is missing; empty when it does not."""
    try:
        function(*values)
    except se.MissingExtraError as error:
        return str(error)
    return ""


def there_and_back(ledger: se.Ledger, each: formats.Format) -> None:
    """Write `ledger` in the format and read it again, if it can be read."""
    target = f"ledger{each.suffixes[0]}"
    se.dump(ledger if each.lossless else ledger.visits, target)  # some hold one class alone
    if each.reads:
        again = se.load(target)
        assert again == ledger or not each.lossless, f"found another ledger after {each.name}"


def in_every_format(ledger: se.Ledger) -> None:
    """Use each format: what needs no extra must work, what needs one must say so."""
    for each in formats.available():
        said = refusal(there_and_back, ledger, each)
        expected = f"pip install 'schoolenterprise[{each.extra}]'" if each.extra else ""
        assert expected in said, f"found {said!r} for {each.name}, expected {expected!r}"
        assert bool(said) == bool(expected), f"found {said!r} for {each.name}"
    se.dump(ledger, "visits.csv", form="visits-2024")  # its headings are data in the package
    assert len(se.load("visits.csv", form="visits-2024").visits) == 1


def main() -> None:
    """Read a sentence, write its records as JSON, load them back."""
    home = Path(se.__file__).resolve()
    assert "site-packages" in home.parts, f"found the package in {home}, expected the wheel's"
    assert importlib.resources.files("schoolenterprise").joinpath("py.typed").is_file()
    assert importlib.util.find_spec("typer") is None, "found typer, expected the core alone"

    reading = se.read_news(TEXT)
    (visit,) = reading.visits
    assert str(visit.date) == "2022-02-22", visit

    text = se.dumps(reading.records)
    again = se.loads(text)
    assert se.dumps(again) == text, "found other records after loading than before writing"
    assert not again.problems, again.problems
    in_every_format(again)
    missing = refusal(se.read_html, f"<p>{TEXT}</p>")
    assert "pip install 'schoolenterprise[html]'" in missing, f"found {missing!r}"

    print(f"schoolenterprise {se.__version__}: {len(reading.records)} records written and loaded")


if __name__ == "__main__":
    main()
