"""JSON as the commands give it out: one document, an item a line; which items is not known here.

Whatever a terminal would obey instead of showing it stands as an escape of JSON, which reads back
as what it was.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from schoolenterprise.cli._terminal import is_obeyed
from schoolenterprise.formats._written import written


def lines(head: Mapping[str, object], name: str, items: Iterable[object]) -> Iterator[str]:
    """Yield a document piece by piece: the members of `head`, then `items` under `name`.

    >>> print(*lines({"year": 2022}, "counts", [{"number": 1}, {"number": 2}]), sep="")
    {"year":2022,
    "counts":[
    {"number":1},
    {"number":2}
    ]}
    <BLANKLINE>
    """
    opening = "".join(f"{text(key)}:{text(value)},\n" for key, value in head.items())
    yield f"{{{opening}{text(name)}:["
    separator = "\n"
    for item in items:
        yield separator + text(item)
        separator = ",\n"
    yield "\n]}\n"


def text(value: object) -> str:
    r"""Return `value`, plain values of JSON, as JSON on one line.

    >>> print(text(["甲\x1b[2J", "\u202e乙", 1]))
    ["甲\u001b[2J","\u202e乙",1]
    """
    plain = written(value).decode()
    if plain.isprintable():
        return plain
    return "".join(json.dumps(each)[1:-1] if is_obeyed(each) else each for each in plain)


__all__ = ["lines", "text"]
