"""Passes 2 and 5, numbers: how many of what, with their bounds, and what they count."""

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from schoolenterprise.quantities import Quantity
from schoolenterprise.reader._mentions import QuantityMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import CountKind

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMERALS = "一二两三四五六七八九十百千万"
_MOST = 10**12
"""Nothing in the field is counted in larger numbers."""

# It begins with one set of characters, which lets the search skip all others; only the first
# figure of a run may begin a number, so that a page of digits is no square of work.
_REST = f"(?:(?<=[0-9])[0-9.,]{{0,14}}|(?<=[{_NUMERALS}])[{_NUMERALS}]{{0,12}})"
_QUANTITY = Pattern(
    rf"(?P<low>[0-9{_NUMERALS}](?<![0-9{_NUMERALS}].)(?<![0-9][.,].){_REST})"
    rf"(?: ?[-~至到] ?(?P<high>[0-9{_NUMERALS}]{_REST}))?"
    r" ?(?P<scale>[百千万亿]?)(?P<more>[余多几]?)(?P<ten_thousand>万?) ?(?P<unit>[名人家个位份])"
)
_LONGEST_BOUND = 4
_LONGEST_SENTENCE = 400
"""So far back what a sentence counts is looked for: ten firms by their full names and more."""
_FIGURES = Pattern(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?")
_BOUND = Pattern(
    r"(?:(?P<least>不少于|不低于|至少|超过|超|逾|上|(?<![位人总家次额生岗])数|几)"
    r"|(?P<most>不超过|至多|最多)"
    r"|(?P<about>将近|接近|近|大约|约)|达) ?$"
)
_BOUND_ENDS = frozenset("于低少过超逾上数几多近约达")
"""Last characters of such words; a blank or a line end may follow."""
_ROUGHLY = Pattern("左右|上下")
_TWO_FIGURES = Pattern(r"(十?)([一二两三四五六七八])([二三四五六七八九])")


@frozen
class _Rule:
    """What a number counts: by its unit and the words behind it, or in front of it."""

    what: CountKind
    units: str
    behind: Pattern
    front: Pattern | None = None
    needs: Pattern | None = None
    """What must stand in front as well."""
    clause: Pattern | None = None
    """What must stand in the same clause."""


_RULES = (
    _Rule(
        CountKind.INTERNS,
        "名人位",
        Pattern(
            r"[^,。;、\n]{0,14}?(?:实习生|在岗实习|(?:学生|同学|学子)[^,。;\n]{0,14}实习"
            r"|学生(?:送到|送往|送至|奔赴|前往|赴|进入)[^。;\n]{0,40}?(?:实习|跟岗|顶岗)"
            r"|(?:学生|同学)[^,。;\n]{0,10}(?:上岗|到岗|跟岗|顶岗|轮岗|岗位|跟着师傅))"
        ),
        Pattern(
            r"(?:学生|师生)(?:顶岗|岗位|跟岗|来)?实习(?:人数)?$|实习人数[^。;\n]{0,14}学生$"
            r"|实习[^。;\n]{0,14}(?:送去|派出|安排|接收)了?$"
            r"|实习生(?:共|达|约|有)?$|实习学生$"
        ),
    ),
    _Rule(
        CountKind.INTERNS,
        "名人位",
        Pattern(r"[^,。;、\n]{0,6}?(?:学生|同学|学子|学员|实习生)"),
        needs=Pattern(r"(?:实习|顶岗|跟岗|见习)(?:锻炼|工作|实训)?的$|(?<!招生)接收$|接纳$"),
    ),
    _Rule(
        CountKind.TEACHERS_SENT,
        "名人位",
        Pattern(r"[^,。;、\n]{0,8}?(?:教师|老师)"),
        needs=Pattern("派|安排"),
    ),
    _Rule(
        CountKind.GRADUATES_HIRED,
        "名人位个",
        Pattern(
            r"[^,。;、\n岗]{0,14}?(?:毕业生(?!规模|[^,。;\n]{0,4}(?:参加|参与|与用人|达成|前来"
            r"|应聘|到场|提供))|校友在|正式入职|被录用|签约就业|入职)"
            r"|[^,。;、\n]{0,2}?毕业于"
        ),
        Pattern(
            r"毕业生(?:中|里|当中)?(?:共|已|达|约|来了|有)*$|录用[^,。;\n]{0,10}$"
            r"|毕业于[^,。;\n]{1,8}的?$|校友$"
        ),
    ),
    _Rule(
        CountKind.GRADUATES_HIRED,
        "名人位",
        Pattern(r"[^,。;、\n]{0,2}?(?:来自|毕业自)[^,。;、\n]{0,10}(?:院|校|大学)"),
        needs=Pattern(r"(?:员工|职工|新进|入职|招聘|招录|录用|高职生|骨干)[^。;\n]{0,10}$"),
    ),
    _Rule(
        CountKind.POSTS_OFFERED,
        "个",
        Pattern(r"(?![多余]?[年月周]|小时)[^,。;、\n]{0,10}?岗位"),
        Pattern("岗位(?:需求)?数?量?(?:共|达|约)?$"),
    ),
    _Rule(
        CountKind.ORDER_CLASSES,
        "个",
        Pattern(r"[^,。;、\n]{0,8}?订单班"),
        Pattern("(?:订单班”?|冠名班”?|班”)(?:共|已|达到?|有)*$"),
    ),
    _Rule(
        CountKind.AGREEMENTS_SIGNED,
        "家个",
        Pattern(r"[^,。;\n]{0,12}?(?:企业|单位|公司)[^,。;\n]{0,10}(?:签订|签署|签约)"),
    ),
    _Rule(
        CountKind.AGREEMENTS_SIGNED,
        "份个",
        Pattern(r"[^,。;、\n]{0,8}?(?:协议|合同|备忘录)"),
        Pattern("(?:协议书?|合同|备忘录)(?:共|计|达)?$"),
        clause=Pattern("签"),
    ),
    _Rule(
        CountKind.ENTERPRISES_VISITED,
        "家个",
        Pattern(
            rf"[^,。;、\n{_NUMERALS}]{{0,8}}?(?:企业|单位|公司)"
            r"(?!的|[^,。;\n]{0,12}(?:签|负责|代表|参加|建立|达成|提供|组团|参展|进校|设展"
            r"|到校|来校|入场|云集|参会))"
        ),
        Pattern(r"(?:走访|调研|考察|拜访)[^,。;、\n]{0,6}(?:企业|单位|公司)(?:共|达)?$"),
        clause=Pattern("走访|看望|慰问|走了|跑了|考察|调研|深入|前往|拜访|走进|来到|走入|访企"),
    ),
    _Rule(
        CountKind.PARTICIPANTS,
        "名人位",
        Pattern(
            r"[^,。;、\n]{0,14}?(?:参加|出席|参与|到场|参会|与会|前来|求职|应聘|接受培训)"
            r"|[^,。;、\n]{0,10}?(?:学徒|学员|师生|同志)"
        ),
        Pattern("(?:一行|师生代表|师生)(?:共|共计)?$"),
    ),
)
_NEVER_ONE = (CountKind.POSTS_OFFERED, CountKind.GRADUATES_HIRED)
"""What 一个 does not count: 每个学生一个岗位, 一个问题:毕业生…."""
_COUNTS_NOTHING = Pattern("(?:第|前|每[^,。;\n]{0,3}|首批|二级)$")
_WITH = Pattern("[与同]$|(?<![校业家司园])和$")
"""Firms met or dealt with (与10家企业洽谈) are none that were visited."""


def number(text: str) -> int | None:
    """Return the whole number that digits or Chinese numerals write; `None`: none.

    >>> number("一百五十"), number("1,160"), number("1.3万"), number("年")
    (150, 1160, 13000, None)
    """
    scale = _SCALES.get(text[-1:], 1) if text[:1].isdigit() else 1
    figures = text[:-1] if scale > 1 else text
    if _FIGURES.fullmatch(figures):
        value: int | None = round(float(figures.replace(",", "")) * scale)
    else:
        value = _chinese(text)
    return value if value is not None and value < _MOST else None


def _chinese(text: str) -> int | None:
    total = section = digit = 0
    for each in text:
        scale = _SCALES.get(each, 1)
        if scale >= 10_000 and not total + section + digit:
            return None
        if scale >= 10_000:
            total, section, digit = (total + section + digit) * scale, 0, 0
        elif scale > 1:
            section, digit = section + (digit or 1) * scale, 0
        elif each in _DIGITS:
            digit = _DIGITS[each]
        else:
            return None
    return total + section + digit if text else None


def scan_quantities(text: str) -> Iterator[QuantityMention]:
    """Find every number that counts something the field reports."""
    for match in _QUANTITY.finditer(text):
        front = text[max(0, match.start() - 16) : match.start()]
        likely = not _BOUND_ENDS.isdisjoint(front[-3:])
        bound = _BOUND.search(front, max(0, len(front) - _LONGEST_BOUND)) if likely else None
        start = match.start() - len(bound[0]) if bound else match.start()
        what = _what(text, start, match)
        quantity = None if what is None else _quantity(match, bound)
        if what is not None and quantity is not None:
            mention = QuantityMention(start, match.end(), quantity, what)
            fired(f"count-{what.value.replace('_', '-')}", mention)
            yield mention


def _what(text: str, start: int, match: re.Match[str]) -> CountKind | None:
    front = text[max(0, start - 16) : start]
    if _COUNTS_NOTHING.search(front):
        return None
    unit = match["unit"]
    for rule in _RULES:
        if unit not in rule.units:
            continue
        with_them = rule.what is CountKind.ENTERPRISES_VISITED and _WITH.search(front)
        one_each = rule.what in _NEVER_ONE and match["low"] + unit == "一个"
        if not (with_them or one_each) and _fits(rule, text, match.end(), front):
            return rule.what
    return None


def _fits(rule: _Rule, text: str, end: int, front: str) -> bool:
    if rule.needs and not rule.needs.search(front):
        return False
    behind = rule.behind.match(text, end, end + 60)
    if not behind and not (rule.front and rule.front.search(front)):
        return False
    return not rule.clause or bool(rule.clause.search(_clause(text, end)))


def _clause(text: str, end: int) -> str:
    """Return the sentence around a number that ends at `end`, up to some characters behind it."""
    start = max(0, end - _LONGEST_SENTENCE)
    opened = max(text.rfind(mark, start, end) for mark in "。;!?\n")
    return text[max(start, opened + 1) : end + 20]


def _quantity(match: re.Match[str], bound: re.Match[str] | None) -> Quantity | None:
    """Return the quantity with its bounds; `None`: the figures write no number, or none at all."""
    low, high = _range(match)
    if not low or not high or low > high:
        return None
    unit = match["unit"]
    way = bound.lastgroup if bound else None
    if match["more"] or way == "least":
        return _quantity_of(low, None, False, unit)
    if way == "most":
        return _quantity_of(None, high, False, unit)
    about = way == "about" or bool(_ROUGHLY.match(match.string, match.end()))
    return _quantity_of(low, high, about, unit)


@lru_cache(maxsize=1024)
def _quantity_of(low: int | None, high: int | None, about: bool, unit: str) -> Quantity:
    """Return a quantity; pages state the same few ones again and again."""
    return Quantity(at_least=low, at_most=high, about=about, unit=unit)


def _range(match: re.Match[str]) -> tuple[int | None, int | None]:
    low, high = match["low"], match["high"]
    pair = None if high else _TWO_FIGURES.fullmatch(low)
    if pair:
        # 两三家, 十五六人: two figures in a row are the ends of a range.
        low, high = pair[1] + pair[2], pair[1] + pair[3]
    first, last = (_scaled(each, match) for each in (low, high or low))
    return first, last


def _scaled(figures: str, match: re.Match[str]) -> int | None:
    value = number(figures + match["scale"])
    if value is None or not match["ten_thousand"]:
        return value
    return value * 10_000 if value < _MOST // 10_000 else None
