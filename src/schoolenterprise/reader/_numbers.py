"""Passes 2 and 5, numbers: how many of what, with their bounds, and what they count."""

import re

from schoolenterprise.quantities import Quantity
from schoolenterprise.reader._mentions import QuantityMention
from schoolenterprise.vocabulary import CountKind

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "兩": 2,
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_VALUE = r"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?\s*[万千百]?|[一二两兩三四五六七八九十百千万]+)"
_QUANTITY = re.compile(
    rf"(?P<before>不少于|不低于|至少|超过|超|近|约|大约|达|不超过|至多|最多)?\s*{_VALUE}"
    r"(?P<more>余|多|來|来|餘)?(?P<scale>万)?\s*(?P<unit>名|人|家|个|個|位|所|项|份|届|班|余名|余家)"
)
_MAY_BEGIN = re.compile(r"[0-9一二两兩三四五六七八九十百千万不至超近约大达最]")
_VISITED = re.compile(r"走访|考察|调研|深入|前往|拜访|走进|来到|走入|访企")
_RULES: tuple[tuple[CountKind, re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        CountKind.INTERNS,
        re.compile(
            r"^(?:[^,。;、]{0,14}?)(?:实习生|学生[^,。;]{0,14}实习|学生[^,。;]{0,10}(?:跟岗|顶岗|岗位)|在岗实习)"
        ),
        re.compile(
            r"实习[^。;]{0,14}(?:送去|派出|安排|接收)(?:了)?$|(?:实习生(?:共|达|约|不少于|有)?|在岗实习生|实习学生)$"
        ),
    ),
    (
        CountKind.TEACHERS_SENT,
        re.compile(r"^(?:[^,。;、]{0,8}?)(?:教师|老师)"),
        None,
    ),
    (
        CountKind.GRADUATES_HIRED,
        re.compile(r"^(?:[^,。;、]{0,14}?)(?:毕业生(?!规模)|校友在|正式入职|被录用|签约就业|入职)"),
        re.compile(
            r"(?:录用|招收|吸纳|接收|聘用)?[^,。;]{0,10}毕业生(?:共|达|约|来了|有)?$|录用[^,。;]{0,10}$|毕业于[^,。;]{1,8}的?达?$|校友$"
        ),
    ),
    (
        CountKind.POSTS_OFFERED,
        re.compile(r"^(?:[^,。;、]{0,10}?)岗位"),
        re.compile(r"岗位(?:需求)?(?:共|达|约|近)?$"),
    ),
    (
        CountKind.ORDER_CLASSES,
        re.compile(r"^(?:[^,。;、]{0,8}?)订单班"),
        re.compile(r"订单班”?(?:共)?$"),
    ),
    (
        CountKind.AGREEMENTS_SIGNED,
        re.compile(
            r"^(?:[^,。;]{0,12}?)(?:企业|单位|公司|合作企业)[^,。;]{0,10}(?:签订|签署|签约)"
        ),
        None,
    ),
    (
        CountKind.ENTERPRISES_VISITED,
        re.compile(r"^[^,。;、]{0,8}?(?:企业|单位|公司)(?![^,。;]{0,12}(?:签|负责|代表|参加))"),
        re.compile(r"(?:走访|调研|考察|拜访)(?:了)?(?:企业|单位|公司|用人单位)(?:共|达)?$"),
    ),
    (
        CountKind.PARTICIPANTS,
        re.compile(
            r"^(?:[^,。;、]{0,14}?)(?:参加|出席|参与|同学参加|到场|参会|接受培训)|^[^,。;、]{0,10}?(?:学徒|学员|师生)"
        ),
        re.compile(r"(?:一行|师生代表)(?:共|共计)?$"),
    ),
)


def number(text: str) -> int | None:
    """Return the whole number that digits or Chinese numerals write; `None`: none.

    >>> number("一百五十"), number("1,160"), number("1.3万")
    (150, 1160, 13000)
    """
    compact = text.replace(",", "").replace(" ", "")
    scale = 1
    if compact and compact[-1] in "万千百" and compact[0].isdigit():
        scale, compact = _SCALES[compact[-1]], compact[:-1]
    try:
        return round(float(compact) * scale)
    except ValueError:
        return _chinese(compact)


def _chinese(text: str) -> int | None:
    total = section = digit = 0
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _SCALES:
            scale = _SCALES[each]
            if scale >= 10_000:
                total, section = (total + section + digit) * scale, 0
            else:
                section += (digit or 1) * scale
            digit = 0
        else:
            return None
    return total + section + digit


def scan_quantities(text: str) -> list[QuantityMention]:
    """Find every number that counts something the field reports."""
    found = []
    free = 0
    for place in _MAY_BEGIN.finditer(text):
        match = _QUANTITY.match(text, place.start()) if place.start() >= free else None
        if match is None:
            continue
        free = match.end()
        what = _what(text, match)
        value = number(match["value"])
        if what is not None and value:
            found.append(QuantityMention(match.start(), match.end(), _quantity(match, value), what))
    return found


def _what(text: str, match: re.Match[str]) -> CountKind | None:
    behind = text[match.end() : match.end() + 40]
    front = text[max(0, match.start() - 16) : match.start()]
    clause = (
        re.split(r"[。;!?\n]", text[max(0, match.start() - 80) : match.start()])[-1] + behind[:20]
    )
    if re.search(r"第$|前$|每$|首批$|二级$", front):
        return None
    unit = match["unit"]
    for what, after, before in _RULES:
        if what in (CountKind.INTERNS, CountKind.PARTICIPANTS) and unit not in ("名", "人", "位"):
            continue
        if what is CountKind.GRADUATES_HIRED and unit not in ("名", "人", "位", "个"):
            continue
        if what is CountKind.TEACHERS_SENT and not re.search(r"派遣|派出|选派|派|安排", front):
            continue
        if what is CountKind.ENTERPRISES_VISITED and not _VISITED.search(clause):
            continue
        if what in (CountKind.ENTERPRISES_VISITED, CountKind.AGREEMENTS_SIGNED) and unit not in (
            "家",
            "个",
        ):
            continue
        if what is CountKind.POSTS_OFFERED and unit not in ("个", "個"):
            continue
        if after.search(behind) or (before and before.search(front)):
            return what
    return None


def _quantity(match: re.Match[str], value: int) -> Quantity:
    unit = match["unit"].removeprefix("余")
    before = match["before"] or ""
    if match["scale"]:
        value *= 10_000
    if match["more"] or before in ("不少于", "不低于", "至少", "超过", "超"):
        return Quantity(at_least=value, unit=unit)
    if before in ("不超过", "至多", "最多"):
        return Quantity(at_most=value, unit=unit)
    if before in ("近", "约", "大约"):
        return Quantity(at_least=value, at_most=value, about=True, unit=unit)
    return Quantity.exactly(value, unit=unit)
