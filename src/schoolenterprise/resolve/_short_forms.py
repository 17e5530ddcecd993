"""Whether a name is a regular short form of a full one; which full names there are, others know."""

import re

from schoolenterprise.resolve._name_words import SCHOOL_WORDS
from schoolenterprise.resolve._names import (
    FirmName,
    common_words,
    contracted,
    firm_name,
    fronts,
    has_place,
    in_order,
    is_plain,
    place_at,
    plain_place,
    school_words,
)
from schoolenterprise.vocabulary import find_institution, place_names

_SCHOOL_WORD = re.compile("|".join(sorted(SCHOOL_WORDS, key=lambda word: (-len(word), word))))
_KEPT_LEGAL = re.compile(r"(?:集团公司|公司|集团|股份)$")
_SHORT_END = re.compile(r"(?:职院|职大|职校|高专|师专|医专|(?<!学)院|大|专|校)$")
_PART = re.compile(
    r"第[0-9一二三四五六七八九十百]+|(?<=..)(?:局|厂|研究院|研究所|设计院|设计所|分院|中心)"
)
"""What tells a part of a group from the group: 第一, 大桥局."""
_UNIT = re.compile("(?:园区|高新区|经开区|保税区|新区)")
_UNIT_INSIDE = re.compile(f"(?<=..){_UNIT.pattern}(?=.)")
_TAILS = (("学院", "院"), ("大学", "大"), ("学校", "校"), ("高专", "专"), ("中专", "专"))


def is_own_cut(short: str, full: str) -> bool:
    """Say whether `full` is `short` with the name of its group in front: 中国某集团|江西某公司."""
    group = firm_name(full).group
    return bool(group) and short == full[len(group) :]


def is_firm_cut(short: str, full: FirmName) -> bool:
    """Say whether a folded name is a regular cut of a firm's full one: 华工激光.

    What may go: places in front and in brackets, the group in front, the legal form, and pieces of
    the trade; the 字号 stays whole, and a place behind it.
    """
    if short == full.name or short == full.group or not full.is_full:
        return False
    if is_own_cut(short, full.name):
        return True
    if "有限" in short or full.is_branch:
        return False
    if "(" in short and (parts := firm_name(short)).bracket:
        return (parts.stem, parts.bracket) == (full.stem, full.bracket)
    legal = _KEPT_LEGAL.search(short)
    kept = legal[0].removesuffix("公司") if legal else ""
    if kept and kept not in full.legal and kept not in full.stem:
        return False
    stem = _KEPT_LEGAL.sub("", short) if legal else short
    ends = fronts(stem)
    if stem == full.stem:
        return not is_plain(stem) or len(stem) >= 6
    return any(
        _fits(stem[end:], stem[:end], body, brand, full)
        for body, brand in full.bodies
        for end in ends
        if brand and stem.startswith(brand, end)
    )


def unsaid_of_firm(short: str, full: FirmName) -> str:
    """Say what a cut of a firm's name leaves open, so that it may mean another; empty: nothing.

    A brand alone, or without the place, number or body of a branch, is the name of the parent too:
    格力电器 need not be 格力电器(武汉)有限公司.
    """
    if "有限" in short:
        return ""
    if len(short) == 2:
        return "the short form is a brand alone"
    alone = short == full.stem or any(short == brand for _, brand in full.bodies)
    if alone and has_place(full.bracket):
        return f"the short form lacks ({full.bracket})"
    lacking = [each for each in _PART.findall(full.stem) if each.removeprefix("第") not in short]
    return f"the short form lacks {lacking[0]}" if lacking else ""


def _fits(rest: str, place: str, body: str, brand: str, full: FirmName) -> bool:
    """Say whether `rest`, which begins with the 字号, keeps pieces of what follows it in `body`."""
    if is_plain(brand) or len(rest) > len(body):
        return False
    if place and plain_place(place) not in full.stem.removesuffix(body) + full.bracket:
        return False
    tail, cut = body[len(brand) :], rest[len(brand) :]
    return in_order(cut, tail) and not (has_place(tail) and not has_place(cut))


def is_office_cut(short: str, full: str) -> bool:
    """Say whether a folded name is an office's without the place before its zone: 园区人社局."""
    whole = contracted(full)
    unit = _UNIT.match(short)
    return unit is not None and len(short) > unit.end() and whole.endswith(contracted(short))


def unit_front(full: str) -> str:
    """Return the zone of an office from which its short form may start: 园区; empty: none."""
    match = _UNIT_INSIDE.search(contracted(full))
    return match[0] if match else ""


def school_front(name: str) -> str:
    """Return what stands before the first word of a school's kind: 泸州医疗器械|职业学院."""
    start = len(place_at(name))
    match = _SCHOOL_WORD.search(name, start) or _SCHOOL_WORD.search(name)
    return name[: match.start()] if match and match.start() > 1 else name[:2]


def is_school_cut(short: str, full: str) -> bool:
    """Say whether a folded name is a regular short form of a school's: 武职, 武汉职院, 器械学院.

    It ends as the school does, in one character of its kind; a name that ends 大学, 职业学院 … is
    a full one. Only a form that leaves the place out and keeps more than trades may end in 学院.
    """
    if short == full or len(short) >= len(full) or find_institution(short):
        return False
    if short in initials(full):
        return True
    end = next((tail for whole, tail in _TAILS if contracted(full).endswith(whole)), "")
    if not end:
        return False
    front = school_front(full)
    if _SHORT_END.search(short) and short.endswith(end) and len(short) > 2:
        return _keeps(short, front, full) or _keeps_behind_place(short, front, full)
    return (
        short.endswith("学院")
        and full.endswith("学院")
        and not is_plain(short, school_words())
        and not short.endswith(("职业学院", "技术学院"))
        and (_keeps_behind_place(short, front, full) or _keeps(short, front, full))
    )


def _keeps(short: str, front: str, full: str) -> bool:
    return short.startswith(front) and in_order(short[len(front) :], full[len(front) :])


def _keeps_behind_place(short: str, front: str, full: str) -> bool:
    """Say whether a form keeps what is distinctive behind the place, or the end of that: 器械."""
    place = place_at(front)
    own = front[len(place) :]
    if not place or len(own) < 2:
        return False
    return any(
        short.startswith(own[start:])
        and not is_plain(own[start:], school_words())
        and in_order(short[len(own) - start :], full[len(front) :])
        for start in range(len(own) - 1)
    )


def initials(full: str) -> frozenset[str]:
    """Return the forms that a school's initials give: 武汉职业技术学院 → 武职, 武职院."""
    front = school_front(full)
    rest = full[len(front) :]
    tail = next((tail for whole, tail in _TAILS[:3] if full.endswith(whole)), "")
    words = [word for word in _SCHOOL_WORD.findall(rest) if word not in ("学院", "大学", "学校")]
    found: set[str] = set()
    for word in words[:2]:
        found.update((full[0] + word[0], full[0] + word[0] + tail))
    if tail == "大":
        found.add(full[0] + tail)
    common, places = common_words(), place_names()
    return frozenset(form for form in found if form not in common and form not in places)


__all__ = [
    "initials",
    "is_firm_cut",
    "is_office_cut",
    "is_own_cut",
    "is_school_cut",
    "school_front",
    "unit_front",
    "unsaid_of_firm",
]
