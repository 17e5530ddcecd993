"""Names in titles and site names: which part is the headline, which is a body that publishes.

Works on single names; where they stand in a page is not its business.
"""

import re

_SEPARATOR = re.compile(r"\s{0,9}(?:[|｜_–—»]|(?<=\s)-(?=\s)|-(?![0-9A-Za-z]))\s{0,9}")
_SITE = re.compile(
    "(?:大学|学院|学校|中学|公司|集团|政府|委员会|[局厅]|银行|研究[院所]|中心|协会|联合会|[日晚早时]报"
    "|网|网站|论坛|社区|Discuz!|首页|新闻|要闻|动态|快讯|公告|资讯|[^，。！？]{0,4}校企[^，。！？]{0,4})$"
)
_BODY = re.compile(
    "(?:大学|学院|学校|中学|公司|集团|政府|委员会|管委会|[局厅院处部]|办公室|办|银行|研究所|中心|协会|联合会"
    "|商会|[日晚早时]报|通讯社|电视台|广播|融媒体|园区|开发区)$"
)
_OF_SITE = re.compile(
    "(?:(?:官方|门户|中文|信息|政务|主页)*(?:网站|主页)|官网|官微|首页|新闻[中网]心?|新闻网|新闻|网|欢迎您)$"
)
_PLATFORMS = frozenset(["微信公众平台", "今日头条", "搜狐", "百家号", "网易", "腾讯网", "新浪网"])
_LONGEST_BODY = 40
_OWNER = re.compile(
    "(?:版权所有|主办(?:单位)?|Copyright)[^\u4e00-\u9fff]{0,30}(?:版权所有[：: ]{0,3})?"
    "(?P<name>[\u4e00-\u9fff（）()]{4,30})(?![\u4e00-\u9fff])"
    "|(?<![\u4e00-\u9fff])(?P<before>[\u4e00-\u9fff]{4,30}?) {0,3}版权所有"
)
_WELCOME = re.compile("^(?:欢迎(?:访问|光临)|版权所有[：:]?|Copyright|©|来源[：:])\\s{0,9}")


def without_site(title: str) -> tuple[str, tuple[str, ...]]:
    """Return the headline in a `title` element, and the pieces behind it that name the site.

    >>> without_site("喜报！公司获奖_企业新闻_江城远航船舶有限公司")
    ('喜报！公司获奖', ('江城远航船舶有限公司', '企业新闻'))
    >>> without_site("访企拓岗 | 校领导走进青禾食品")
    ('访企拓岗 | 校领导走进青禾食品', ())
    """
    sites: list[str] = []
    while True:
        separators = list(_SEPARATOR.finditer(title))
        last = separators[-1] if separators else None
        tail = title[last.end() :].strip() if last else ""
        if last is None or not last.start() or not (_SITE.search(tail) or "Discuz" in tail):
            return title.strip(), tuple(sites)
        sites.append(tail)
        title = title[: last.start()]


def pieces_beside(title: str, headline: str) -> tuple[str, ...]:
    """Return the pieces of a `title` element that are not the headline, the last one first.

    >>> pieces_beside("院长走访远航公司-江城机电职业学院", "院长走访远航公司")
    ('江城机电职业学院',)
    >>> pieces_beside("江城机电职业学院", "院长走访远航公司"), pieces_beside("走访远航公司", "")
    (('江城机电职业学院',), ())
    """
    if headline:
        pieces = _SEPARATOR.split(title.replace(headline, " | ", 1))
        return tuple(piece.strip() for piece in reversed(pieces) if piece.strip())
    return without_site(title)[1]


def is_body(name: str) -> bool:
    """Say whether a stated source is a body or one of its departments: no person, no platform."""
    short_enough = 2 < len(name) <= _LONGEST_BODY
    return short_enough and name not in _PLATFORMS and _BODY.search(name) is not None


def body_of_site(name: str) -> str:
    """Return the body that the name of a site means; empty: it means none.

    >>> body_of_site("江城机电职业学院新闻网"), body_of_site("微信公众平台"), body_of_site("admin")
    ('江城机电职业学院', '', '')
    """
    name = _WELCOME.sub("", name.strip())
    if is_body(name):
        return name
    shorter = _OF_SITE.sub("", name)
    return shorter if shorter != name and is_body(shorter) else ""


def owner_in(line: str) -> str:
    """Return the body that a line at the foot of a page says it belongs to; empty: none.

    >>> owner_in("版权所有 © 2022 南湖工业职业技术学院 技术支持：校园网络中心")
    '南湖工业职业技术学院'
    """
    found = _OWNER.search(line)
    name = (found["name"] or found["before"]) if found else ""
    return name if is_body(name) else ""


__all__ = ["body_of_site", "is_body", "owner_in", "pieces_beside", "without_site"]
