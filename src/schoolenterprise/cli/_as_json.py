"""JSON as the commands give it out: one document, an item a line; which items is not known here.

Whatever a terminal would obey instead of showing it stands as an escape of JSON, which reads back
as what it was.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from schoolenterprise.cli._terminal import is_obeyed


def lines(head: Mapping[str, object], lists: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """Yield a document piece by piece: the members of `head`, then the lists with their items.

    >>> print(*lines({"year": 2022}, {"counts": [{"number": 1}, {"number": 2}]}), sep="")
    {"year":2022,
    "counts":[
    {"number":1},
    {"number":2}
    ]}
    <BLANKLINE>
    """
    opening = "".join(f"{text(key)}:{text(value)},\n" for key, value in head.items())
    yield "{" + opening
    between = ""
    for name, items in lists.items():
        yield f"{between}{text(name)}:["
        separator = "\n"
        for item in items:
            yield separator + text(item)
            separator = ",\n"
        yield "\n]"
        between = ",\n"
    yield "}\n"


def text(value: object) -> str:
    r"""Return `value`, plain values of JSON, as JSON on one line.

    >>> print(text(["甲\x1b[2J", "\u202e乙", 1]))
    ["甲\u001b[2J","\u202e乙",1]
    """
    plain = _compact(value)
    if plain.isprintable():
        return plain
    return "".join(json.dumps(each)[1:-1] if is_obeyed(each) else each for each in plain)


def _compact(value: object) -> str:
    import orjson

    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # an unknown key holds a number of more than 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


__all__ = ["lines", "text"]
