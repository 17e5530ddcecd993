"""Legible ids: made from content, the same on every run and machine; names, never paths."""

import re

SEPARATOR = ":"
UNDATED = "undated"
NAMELESS = "unnamed"

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_PREFIX = re.compile(r"[a-z_]+")
_NUMBER = re.compile(r"#([2-9]|[1-9][0-9]{1,8})\Z")


def part(text: str | None, missing: str = NAMELESS) -> str:
    r"""Return `text` as one part of an id: blanks folded to one space, `/` widened to `／`.

    >>> part(" Daniel\tRoth "), part("A/B"), part(None)
    ('Daniel Roth', 'A／B', 'unnamed')
    """
    if text and text.isprintable() and " " not in text and "/" not in text:
        return text
    folded = _BLANKS.sub(" ", text or "").strip().replace("/", "／")
    return folded or missing


def make(prefix: str, *parts: str) -> str:
    """Join parts, already passed through `part`, to an id.

    >>> make("visit", "2022-02-22", "武汉职业技术学院", "华工激光")
    'visit:2022-02-22/武汉职业技术学院/华工激光'
    """
    return f"{prefix}{SEPARATOR}{'/'.join(parts)}"


def prefix_of(identifier: str) -> str:
    """Return what stands before the first colon, or `""` when that is no prefix of an id.

    >>> prefix_of("institution:武汉职业技术学院"), prefix_of("武汉职业技术学院")
    ('institution', '')
    """
    head, colon, _ = identifier.partition(SEPARATOR)
    return head if colon and _PREFIX.fullmatch(head) else ""


def name_of(identifier: str) -> str:
    """Return the part of an id that a person reads: what follows its prefix.

    >>> name_of("institution:武汉职业技术学院"), name_of("official:李洪渠@institution:武职")
    ('武汉职业技术学院', '李洪渠@institution:武职')
    """
    return identifier.partition(SEPARATOR)[2] or identifier


def several(identifiers: tuple[str, ...], missing: str = NAMELESS) -> str:
    """Return one part for several references: the first name, and how many more there are.

    >>> several(("enterprise:甲公司", "enterprise:乙公司", "park:丙园")), several(())
    ('甲公司+2', 'unnamed')
    """
    if not identifiers:
        return missing
    more = f"+{len(identifiers) - 1}" if len(identifiers) > 1 else ""
    return name_of(identifiers[0]) + more


def numbered(identifier: str, number: int) -> str:
    """Return the id of the record that contradicts the one with this id; `number` counts both.

    >>> numbered("visit:1", 2)
    'visit:1#2'
    """
    return f"{identifier}#{number}"


def unnumbered(identifier: str) -> tuple[str, int]:
    """Return an id without the number behind it, and the number; 1: it has none.

    By the id alone nobody knows whether `#2` is a number or the end of a name.

    >>> unnumbered("visit:1#2"), unnumbered("visit:1"), unnumbered("visit:1#02")
    (('visit:1', 2), ('visit:1', 1), ('visit:1#02', 1))
    """
    match = _NUMBER.search(identifier) if "#" in identifier else None
    return (identifier[: match.start()], int(match[1])) if match else (identifier, 1)


__all__ = [
    "NAMELESS",
    "SEPARATOR",
    "UNDATED",
    "make",
    "name_of",
    "numbered",
    "part",
    "prefix_of",
    "several",
    "unnumbered",
]
