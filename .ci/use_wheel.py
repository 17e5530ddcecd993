"""A small program that uses the installed package as its users do; run against the wheel alone."""

import importlib.resources
import importlib.util
from pathlib import Path

import schoolenterprise as se

TEXT = "2022年2月22日，武汉职业技术学院校长鄢烈洲一行走访武汉华工激光工程有限责任公司。"


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
    missing = ""
    try:
        se.read_html(f"<p>{TEXT}</p>")
    except se.MissingExtraError as error:
        missing = str(error)
    assert "pip install 'schoolenterprise[html]'" in missing, f"found {missing!r}"

    print(f"schoolenterprise {se.__version__}: {len(reading.records)} records written and loaded")


if __name__ == "__main__":
    main()
