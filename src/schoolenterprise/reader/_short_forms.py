"""Short forms: which pieces of a full name may stand for it (华工激光, 武职, 园区人社局).

Only forms that the name itself yields; whether one stands in the page is for `_identity` to see.
"""

import re
from collections.abc import Iterator

from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

LEGAL = re.compile(
    r"(?:集团)?(?:控股)?(?:集团)?(?:股份)?(?:有限责任公司|有限公司|总公司|公司)$|集团$"
    r"|(?:管理委员会|管委会)$"
)
_LONGEST_LEGAL = 14
"""Characters of the longest legal form; in front of them the search need not try."""
_PLAIN_FIRM = re.compile(r"(?<!有限|责任|集团)(?<![分总])公司$")
_BRACKET = re.compile(r"[(（][^()（）]{1,10}[)）]")
_ABBREVIATIONS = (
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("高新技术开发区", "高新区"),
    ("人力资源和社会保障", "人社"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("教育科技和体育", "教科体"),
    ("卫生健康", "卫健"),
    ("文化和旅游", "文旅"),
    ("住房和城乡建设", "住建"),
    ("市场监督管理", "市监"),
    ("经济和信息化", "经信"),
    ("工业和信息化", "工信"),
    ("发展和改革委员会", "发改委"),
    ("管理委员会", "管委会"),
    ("高等专科学校", "高专"),
    ("职业技术学院", "职院"),
    ("职业技术学院", "职业学院"),
    ("职业技术大学", "职大"),
    ("职业学院", "职院"),
    ("职业教育", "职教"),
    ("中等专业学校", "中专"),
    ("科学技术", "科技"),
    ("有限责任公司", "公司"),
    ("股份有限公司", "股份"),
    ("有限公司", "公司"),
)
_SCHOOL_PARTS = re.compile(
    r"职业|技术|工程|师范|信息|工业|交通|商贸|经贸|财经|科技|理工|农业|林业|医药|医学|中医药"
    r"|卫生|建筑|建设|机电|电子|艺术"
    r"|外国语|外语|旅游|水利|电力|铁道|航空|海事|城市|学院|大学|学校|高等|专科|技师|开放"
)


_LONGEST_FORM = 8
_SHORTEST_CORE = 3
_MOST_KEPT = 4096
"""Names of which the place and the core are kept at a time."""
_NEVER_BRANDED = (OrganizationKind.GOVERNMENT,)
_ORDINALS = "一二三四五六七八九"
_CONTRACTED = re.compile(r"(?:集团|公司|股份|银行)$")


def expanded(name: str) -> Iterator[str]:
    """Yield `name` with each usual abbreviation written out: 人社局 → 人力资源和社会保障局."""
    yield name
    for full, short in _ABBREVIATIONS:
        if short in name and full not in name:
            yield name.replace(short, full)
    once = name
    for full, short in (("经济技术开发区", "经开区"), ("管理委员会", "管委会")):
        once = once.replace(short, full)
    if once != name:
        yield once


def place_of(name: str, lexicon: Lexicon) -> str:
    """Return the place, or places, in front of a name; empty when there is none."""
    known = lexicon.known_places.get(name)
    return _kept(lexicon.known_places, name, _place_of(name, lexicon)) if known is None else known


def _kept(found: dict[str, str], name: str, value: str) -> str:
    """Keep what was found for a name: pages name the same bodies again and again."""
    if len(found) >= _MOST_KEPT:
        found.clear()
    found[name] = value
    return value


def _place_of(name: str, lexicon: Lexicon) -> str:
    end = 0
    while place := lexicon.place_finder.match(name, end):
        rest = name[end + len(place) :]
        if len(rest) < 2:
            break
        end += len(place)
    return name[:end]


def without_legal_form(name: str) -> str:
    """Return a name without the legal form at its end: 华工激光工程有限责任公司 → 华工激光工程."""
    match = LEGAL.search(name, max(0, len(name) - _LONGEST_LEGAL))
    return name[: match.start()] if match else name


def core_of(name: str, lexicon: Lexicon) -> str:
    """Return what is left of a firm's name without place, bracket and legal form: 华工激光工程."""
    known = lexicon.known_cores.get(name)
    return _kept(lexicon.known_cores, name, _core_of(name, lexicon)) if known is None else known


def _core_of(name: str, lexicon: Lexicon) -> str:
    core = without_legal_form(_BRACKET.sub("", name) if "(" in name or "（" in name else name)
    place = place_of(core, lexicon)
    first = lexicon.place_finder.match(core, 0) or ""
    if len(core) - len(place) < _SHORTEST_CORE < len(core) - len(first) + 1:
        # The second place is a name: 河南|平原光电.
        place = first
    return core[len(place) :] if len(core) - len(place) > 1 else core


def brand_of(name: str, kind: OrganizationKind, lexicon: Lexicon) -> str:
    """Return the characters with which every short form of the name begins; empty: none."""
    if kind is OrganizationKind.INSTITUTION:
        parts = _SCHOOL_PARTS.search(name)
        front = name[: parts.start()] if parts else name
        return front[:4] if len(front) > 1 else ""
    if kind in _NEVER_BRANDED and not name.endswith("人民政府"):
        return ""
    core = core_of(name, lexicon)
    if len(core) < 3 or core in lexicon.endings or core[:2] in lexicon.endings:
        return ""
    if core.endswith("人民政府"):
        return core.removesuffix("人民政府")
    return "" if _begins_generic(core, lexicon) else core[:2]


def brand_behind_place(name: str, lexicon: Lexicon) -> str:
    """Return the characters that a school's short forms keep of its name behind the place.

    武汉|星辰|职业技术学院 is 星辰职院; empty: nothing stands there that is a name by itself.
    """
    parts = _SCHOOL_PARTS.search(name)
    front = name[: parts.start()] if parts else ""
    brand = front[len(place_of(front, lexicon)) :]
    own = 1 < len(brand) < min(len(front), 5) and brand not in lexicon.regions
    return brand if own and brand not in lexicon.common else ""


def _begins_generic(core: str, lexicon: Lexicon) -> bool:
    return any(core[:length] in lexicon.common for length in (2, 3, 4))


def is_short_form(short: str, full: str, kind: OrganizationKind, lexicon: Lexicon) -> bool:
    """Say whether `short` is the brand of `full` and pieces of the rest in order: 华工激光."""
    stem = _PLAIN_FIRM.sub("", short)
    bare = short != full and kind is OrganizationKind.ENTERPRISE and not LEGAL.search(stem)
    brand = brand_of(full, kind, lexicon) if bare else ""
    if not brand or brand in lexicon.regions or not stem.startswith(brand):
        return False
    position = full.index(brand) + len(brand)
    for character in stem[len(brand) :]:
        position = full.find(character, position) + 1
        if not position:
            return False
    return True


def is_contraction(short: str, full: str, lexicon: Lexicon) -> bool:
    """Say whether `short` has the heads of two words of `full`: 招港集团, 招商港湾集团公司."""
    stem = _CONTRACTED.sub("", short)
    core = _CONTRACTED.sub("", core_of(full, lexicon))
    return len(stem) == 2 and stem != short and len(core) == 4 and stem == core[::2]


def longest_short_form(words: PageWords, start: int, brand: str, name: str) -> str:
    """Return the short form at `start`, where `brand` stands: the longest in the order of `name`.

    After the brand every next character must come later in the name; pieces that leave characters
    out must be two characters long or end the name's kind (院, 校, 大).
    """
    text = words.text
    position = start_of_rest = name.index(brand) + len(brand)
    end = accepted = whole = start + len(brand)
    run = 0
    while end < len(text):
        following = name.find(text[end], position)
        if following < 0 or words.title_at(end):
            break
        run = run + 1 if following == position else 1
        position = following + 1
        end += 1
        if position == start_of_rest + end - start - len(brand):
            whole = end
        if run >= 2 or end - accepted >= 2 or text[end - 1] in "院校专大园局社厂":
            accepted = end
    return text[start : max(accepted, whole)]


def school_form(text: str, start: int, name: str) -> str:
    """Return the short form of a school at `start`, where its first two characters stand.

    Characters of the name in their order, at most six, the last one 院, 大, 校, 专 or 高, and no
    piece of a longer word: 柳江汽院, 东海纺大, 红水河民专. Empty: none stands there.
    """
    position, end, found = 2, start + 2, ""
    while end < min(len(text), start + _LONGEST_FORM):
        position = name.find(text[end], position) + 1
        if not position:
            break
        end += 1
        if (
            (
                text[end - 1] in "院大校专"
                or (text[end - 1] in "职中" and text[end - 2] in _ORDINALS)
            )
            and end - start > 3
            and text[end : end + 1] not in "长士系学会"
        ):
            found = text[start:end]
    return found


def initials(name: str) -> Iterator[str]:
    """Yield the forms that a school's initials give: 武汉职业技术学院 → 武职, 武职院."""
    parts = _SCHOOL_PARTS.search(name)
    if not parts or parts.start() < 1:
        return
    front = name[0]
    pieces = [
        piece
        for piece in _SCHOOL_PARTS.findall(name[parts.start() :])
        if piece not in ("学院", "大学", "学校")
    ]
    last = {"学院": "院", "大学": "大", "学校": "校"}.get(name[-2:], "")
    tail = name[2 : parts.start()]
    for piece in pieces[:2]:
        if last and len(tail) > 1:
            yield tail + piece[0] + last
        yield front + piece[0]
        if last:
            yield front + piece[0] + last
    if last == "大":
        yield front + last
