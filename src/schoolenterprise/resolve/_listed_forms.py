"""Which schools of the ministry's list a short form may mean, whether a ledger has them or not."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from schoolenterprise.resolve._names import folded, place_at
from schoolenterprise.resolve._short_forms import initials, is_school_cut, school_front
from schoolenterprise.vocabulary import all_institutions

_KIND = re.compile(r"(?:职业|技术|高等|专科|学院|大学|学校)+$")
_KIND_SHORT = re.compile(r"(?:职院|职大|职校|高专|院|大|专|校)$")


def other_listed(short: str, full: str, codes: Iterable[object]) -> tuple[str, ...]:
    """Return the listed schools, none of which has one of `codes`, that a short form fits as well.

    Both names are folded. A form that leaves out nothing but the kind of school is that school's
    alone, if no second one is called so: 武汉职院 is 武汉职业技术学院, not 武汉软件工程职业学院.
    """
    own = set(codes)
    others = [name for code, name in _listed(short) if code not in own]
    if _is_whole(short, full):
        others = [name for name in others if _is_whole(short, name)]
    return tuple(others)


def _is_whole(short: str, full: str) -> bool:
    """Say whether a form leaves out no field: 武汉职院 of 武汉职业技术学院, 武大 of 武汉大学."""
    if _KIND_SHORT.sub("", short) == _KIND.sub("", full):
        return True
    kind = full[len(school_front(full)) :]
    is_bare = bool(_KIND.fullmatch(kind)) and ("职业" in kind) == ("职" in short)
    return is_bare and short in initials(full)


@lru_cache(maxsize=4_096)
def _listed(short: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of the listed schools of which `short` is a regular short form."""
    by_front = _by_front()
    near = dict.fromkeys((*by_front.get(short[:2], ()), *by_front.get(short, ())))
    return tuple((code, name) for code, name in near if is_school_cut(short, name))


@cache
def _by_front() -> dict[str, list[tuple[str, str]]]:
    """Return beginning of a short form → code and name of the schools that it may stand for."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in all_institutions():
        for name in map(folded, row.all_names):
            front = school_front(name)
            own = front[len(place_at(front)) :]
            pieces = (own[at : at + 2] for at in range(len(own) - 1))
            for each in {name[:2], *pieces, *initials(name)}:
                found.setdefault(each, []).append((row.code, name))
    return found


__all__ = ["other_listed"]
