"""Names as they are compared: folded, their places found, their parts told apart; no records."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from attrs import frozen

from schoolenterprise.resolve._name_words import (
    ABBREVIATIONS,
    PLAIN_WORDS,
    SCHOOL_WORDS,
    TRADE_WORDS,
)
from schoolenterprise.text import fold
from schoolenterprise.vocabulary import RegionLevel, find_region, place_names
from schoolenterprise.vocabulary.packaged import packaged_rows

_IGNORED = re.compile(r"[\s“”‘’\"'《》]")
_LEGAL = re.compile(
    r"(?:集团)?(?:控股)?(?:集团)?(?:股份)?(?:有限责任公司|有限公司|总公司|公司)$|集团$|股份$"
)
_LONGEST_LEGAL = 14
_GROUP = re.compile(r"(.{2,10}?集团)(?=.{3})")
_BRANCH = re.compile(r"(?:分公司|分行|支行|分院|分校|分局|分会|子公司|办事处|事业部|项目部|校区)$")
_BRACKETED = re.compile(r"\(([^()]{1,12})\)")
_LONGEST_BRAND = 4
_WIDE_PLACES = ("中国", "全国", "国家")
_COMMITTEE = re.compile(r"(?<=[区园城])管委会$")
_CLASS_WORDS = frozenset({"", "省", "市", "区", "县", "旗", "盟", "地区", "自治区", "特别行政区"})
_CLASSES = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|省|市)$")


def folded(name: str) -> str:
    """Return a name without what only writing gives it: width, blanks, quotes, 臺 for 台."""
    return _IGNORED.sub("", fold(name, variants=True).text).lower()


@cache
def _places_by_front() -> dict[str, tuple[str, ...]]:
    """Return first two characters → the places that begin with them, long ones first."""
    found: dict[str, list[str]] = {}
    for place in sorted((*place_names(), *_WIDE_PLACES), key=lambda one: (-len(one), one)):
        found.setdefault(place[:2], []).append(place)
    return {front: tuple(places) for front, places in found.items()}


def place_at(text: str, start: int = 0) -> str:
    """Return the longest place that begins at `start`; empty when none does."""
    for place in _places_by_front().get(text[start : start + 2], ()):
        if text.startswith(place, start):
            return place
    return ""


def fronts(text: str) -> tuple[int, ...]:
    """Return 0 and the ends of the places, one behind the other, with which `text` begins."""
    ends = [0]
    while place := place_at(text, ends[-1]):
        ends.append(ends[-1] + len(place))
    return tuple(end for end in ends if len(text) - end > 1) or (0,)


@cache
def _wide_names() -> frozenset[str]:
    """Return the names of provinces and cities, short and full."""
    return frozenset(
        name
        for name in place_names()
        if any(each.level is not RegionLevel.COUNTY for each in find_region(name))
    ) | frozenset(_WIDE_PLACES)


def has_place(text: str) -> bool:
    """Say whether a province or city is named anywhere in `text`."""
    wide = _wide_names()
    return any(text[at : at + size] in wide for size in (2, 3) for at in range(len(text) - 1))


@cache
def plain_place(place: str) -> str:
    """Return the name of a place without its class, 湖北省 → 湖北, if no other is called so.

    吉林省 and 吉林市 keep it, and 朝阳市, for there is a 朝阳区 elsewhere. A county in a city
    of the same name does not count (长沙县), nor one called like a province (河南).
    """
    plain = _CLASSES.sub("", place)
    alike = [each for each in find_region(plain) if each.name.removeprefix(plain) in _CLASS_WORDS]
    wide = [each for each in alike if each.level is not RegionLevel.COUNTY]
    if any(each.level is RegionLevel.PROVINCE for each in wide):
        return plain if len(wide) == 1 else place
    around = {each.code[:4] for each in wide}
    apart = [each for each in alike if each in wide or each.code[:4] not in around]
    return plain if len(apart) < 2 else place


@cache
def school_words() -> frozenset[str]:
    """Return the words that name nobody in a school's name: of the lexicon, of kinds of school."""
    acts = {"cut", "discipline", "school_field", "bureau", "park", "adjective", "after_name"}
    packaged = (word for word, act in packaged_rows("words") if act in acts)
    return frozenset((*packaged, *SCHOOL_WORDS, *PLAIN_WORDS))


@cache
def common_words() -> frozenset[str]:
    """Return the words that name nobody, those for trades of firms among them."""
    return school_words().union(TRADE_WORDS)


@cache
def _trades_by_front() -> dict[str, tuple[str, ...]]:
    words = {word for word, act in packaged_rows("words") if act == "discipline" and len(word) > 1}
    found: dict[str, list[str]] = {}
    for word in sorted(words.union(TRADE_WORDS), key=lambda one: (-len(one), one)):
        found.setdefault(word[:2], []).append(word)
    return {front: tuple(words) for front, words in found.items()}


def trade_at(text: str, start: int) -> str:
    """Return the longest word for a trade that begins at `start`; empty when none does."""
    for word in _trades_by_front().get(text[start : start + 2], ()):
        if text.startswith(word, start):
            return word
    return ""


def is_plain(text: str, words: frozenset[str] | None = None) -> bool:
    """Say whether `text` is made of common `words` and places alone: 科技, 武汉新能源, 职业学院."""
    if not text:
        return True
    longest = len(text)
    reached = [True] + [False] * longest
    words, places = words or common_words(), place_names()
    for end in range(1, longest + 1):
        for start in range(max(0, end - 8), end):
            if reached[start] and (text[start:end] in words or text[start:end] in places):
                reached[end] = True
                break
    return reached[longest]


def contracted(name: str) -> str:
    """Return a folded name with the usual abbreviations: 人力资源和社会保障局 → 人社局."""
    for full, short in ABBREVIATIONS:
        if full in name:
            name = name.replace(full, short)
    return name


def in_order(pieces: str, whole: str) -> bool:
    """Say whether the characters of `pieces` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in pieces)


@frozen
class FirmName:
    """A firm's name in its parts: 武汉 华工 激光工程 有限责任公司."""

    name: str
    """The whole, folded."""
    stem: str
    """Without brackets, group in front and legal form: 武汉华工激光工程."""
    legal: str
    """有限责任公司, 集团, 公司; empty when there is none."""
    group: str
    """Name of the group in front: 中国电建集团; empty when there is none."""
    bracket: str
    """What stands in brackets: 湖北; empty when nothing does."""
    bodies: tuple[tuple[str, str], ...]
    """The stem without the places in front of it, and its 字号: 华工激光工程, 华工; both where a
    place of a county, such as 东方, may be the 字号 itself."""

    @property
    def is_full(self) -> bool:
        """Whether it ends as a register has it: 有限公司, 集团, 总公司."""
        return "有限" in self.legal or self.legal.endswith(("集团", "总公司"))

    @property
    def is_branch(self) -> bool:
        """Whether it is the name of a part of a firm: 武汉分公司."""
        return bool(_BRANCH.search(self.name))


def firm_name(name: str) -> FirmName:
    """Return the parts of a folded name of a firm."""
    bracket = _BRACKETED.search(name)
    inner = bracket[1] if bracket else ""
    if bracket:
        kept = inner if inner in ("集团", "控股") else ""
        name = name[: bracket.start()] + kept + name[bracket.end() :]
    match = _LEGAL.search(name, max(0, len(name) - _LONGEST_LEGAL))
    stem, legal = (name[: match.start()], match[0]) if match else (name, "")
    group = _GROUP.match(stem)
    if group:
        stem = stem[group.end() :]
    return FirmName(name, stem, legal, group[1] if group else "", inner, tuple(_bodies(stem)))


def _bodies(stem: str) -> Iterator[tuple[str, str]]:
    for end in fronts(stem):
        if place_at(stem, end) not in _wide_names():
            yield stem[end:], brand_of(stem[end:])


def brand_of(body: str) -> str:
    """Return the 字号 at the front of a body without places: 华工激光工程 → 华工; empty: none."""
    for at in range(len(body) - 1):
        if trade_at(body, at):
            return body[:at] if 1 < at <= _LONGEST_BRAND else body[:2] if at > 1 else ""
    return body if len(body) <= _LONGEST_BRAND else body[:2]


def legal_key(name: str) -> str:
    """Return a folded name as register and press write it alike: 有限责任公司 as 有限公司."""
    return name.replace("有限责任公司", "有限公司").replace("(", "").replace(")", "")


def written_key(name: str) -> str:
    """Return `legal_key` with usual abbreviations and places without their class."""
    key = _COMMITTEE.sub("", contracted(legal_key(name)))
    ends = fronts(key)
    pieces = [plain_place(key[start:end]) for start, end in pairwise(ends)]
    return "".join((*pieces, key[ends[-1] :]))


def grams(text: str, size: int = 3) -> Iterator[str]:
    """Yield the pieces of `size` characters of `text`, each once."""
    return iter(dict.fromkeys(text[at : at + size] for at in range(len(text) - size + 1)))


def one_line(names: Iterable[str]) -> str:
    """Return names as one line for a person: 甲 = 乙."""
    return " = ".join(dict.fromkeys(names))


__all__ = [
    "FirmName",
    "brand_of",
    "common_words",
    "contracted",
    "firm_name",
    "folded",
    "fronts",
    "grams",
    "has_place",
    "in_order",
    "is_plain",
    "legal_key",
    "one_line",
    "place_at",
    "plain_place",
    "school_words",
    "trade_at",
    "written_key",
]
