"""Pass 1, header and credit lines: when a page appeared, who published it, who wrote it.

Says which lines are such and what they hold; where they stand in the page is for `_page` to see.
"""

import re
import sys

from attrs import define, field

from schoolenterprise.reader._mentions import Mention
from schoolenterprise.reader._pattern import Pattern, SparsePattern
from schoolenterprise.vocabulary import surnames

_HAN = "[\u4e00-\u9fff]"
_EDGE = "(?<![\u4e00-\u9fff])"
_IS = " {0,2}[:|/] {0,2}"
_WRITERS = (
    "文[/|]图|图[/|]文|作者|供稿|来稿|撰稿|文字|图片|图文|摄影|摄像|记者|通讯员|责任编辑|责编"
    "|本版编辑|编辑|编审|审核|审稿|校对|初审|复审|二审|三审|终审|终审核"
)
# Short keys count where no word runs into them; long ones also run together with what is before.
_KEY = SparsePattern(
    rf"(?P<published>(?:发布时间|发布日期|发表时间|{_EDGE}(?:日期|时间)){_IS})"
    rf"|(?P<publisher>(?:发布者|发布人|发布单位|发布部门|信息来源|文章来源|稿件来源"
    rf"|{_EDGE}来源){_IS})"
    rf"|(?P<readers>(?:(?:浏览|点击|阅读|访问)(?:次数|量|数)"
    rf"|{_EDGE}(?:浏览|点击|阅读|访问|已读|查看|字体|字号)){_IS})"
    rf"|(?P<writers>{_EDGE}(?:(?:{_WRITERS})(?:{_IS}| +)|[文图]{_IS}))",
    begins="发日时信文稿来浏点阅访已查字图作供撰摄记通责本编审校初复二三终",
)
_DATE = Pattern(
    r"(?:19|20)[0-9]{2} {0,2}[-年/.] {0,2}[0-9]{1,2} {0,2}[-月/.] {0,2}[0-9]{1,2}(?![0-9])日?"
)
_LONE_DATE = Pattern(rf"{_EDGE}{_DATE.source}(?!{_HAN})")
_PUBLISHER = Pattern(r"[^\s|\[\],:;]+")
_NO_PUBLISHER = frozenset(["本站", "本网", "本网站", "本校", "原创", "网络", "互联网", "转载"])
_SENTENCE_ENDS = ("。", ";", "!", "?")
_CREDIT_LINE = Pattern(
    rf"[\s(\[-]*(?:(?:{_WRITERS})(?:{_IS}| )|[文图]{_IS})|\(?{_HAN}[\u4e00-\u9fff ]{{1,24}}供稿\)?$"
)
_IN_CREDITS = (":", "|", "/", " ", "供稿")
"""One of these stands in every such line."""
_SIGNATURE = Pattern(rf"\((?:{_HAN}{{2,10}}[ 、]{{0,2}}){{1,4}}\)$")
_NEWS_FROM = Pattern(
    r"\[?(?:本[网报刊站台校院]|又|[^\s,。()\[\]]{0,16}[网报台社刊校])讯(?![息飞号速])\]?[ :,]*"
    rf"(?:\((?P<who>[^()\n]{{2,60}})\)"
    rf"|(?P<free>(?:(?:记者|通讯员)[ :]{{0,2}}{_HAN}{{2,4}}(?:、{_HAN}{{2,4}}){{0,3}} +){{1,3}}))?"
    r"|\[?[^\s,。()\[\]]{0,10}(?:讯|报道|消息)\]?[ :,]*\((?P<reporters>[^()\n]{2,60})\)"
    r"|\((?P<alone>(?:记者|通讯员|本网|图文)[^()\n]{2,60})\)"
)
_CREDIT = Pattern(
    rf"\((?P<who>(?:(?:{_WRITERS}|记 者|来源)(?:{_IS}| )|[文图]{_IS})[^()\n]{{0,80}}"
    rf"|[^()\n]{{2,30}}供稿)\)$"
    rf"|(?<=[。!?”])\((?P<names>(?:{_HAN}{{2,4}}[ 、]{{0,2}}){{1,4}})\)$"
)
_NAME = Pattern(
    rf"{_EDGE}(?:本报|特约|见习)?(?:{_WRITERS}|[文图])?(?P<name>{_HAN}{{2,4}})(?:摄"
    rf"|报道)?(?!{_HAN})"
)
_NO_NAME = Pattern(
    rf"(?:{_WRITERS}|来源|报道|党委|学生|通讯|全文完)$|[部处院系室办网社台报]$|中心$"
    "|^[左右][一二三四五六起]"
)
_BODY = Pattern(
    rf"[\s(\[]*(?P<body>{_HAN}{{2,24}}?(?:股份有限公司|有限责任公司|有限公司|集团(?!有限|股份"
    rf"|公司)|职业技术学院|职业技术大学|职业学院"
    r"|技师学院|大学|学校|学院(?=新闻|网|讯|官))(?!报))"
)
_LONGEST_HEADER = 160
_LONGEST_CREDIT = 80
_LONGEST_DATED = 60


@define
class Credits:
    """What the header and credit lines of a page say; offsets are the page's."""

    published: Mention | None = None
    """When the page appeared, as the page says."""
    publisher: Mention | None = None
    """Who published it: a body, or one of its departments."""
    authors: list[Mention] = field(factory=list)
    """Who wrote, photographed or edited it."""

    def read_header(self, line: str, start: int) -> None:
        """Take in a header line that begins at `start` of the page."""
        keys = list(_KEY.finditer(line))
        ends = [*(key.start() for key in keys[1:]), len(line)]
        for key, end in zip(keys, ends, strict=False):
            if key["publisher"]:
                self._set_publisher(line, key, end, start)
            elif key["writers"]:
                self.add_names(line, start, key.end(), end)
        keyed = (_DATE.match(line, key.end()) for key in keys if key["published"])
        date = next((each for each in keyed if each), None) or _DATE.search(line)
        if date and self.published is None:
            self.published = Mention(start + date.start(), start + date.end())

    def _set_publisher(self, line: str, key: re.Match[str], end: int, start: int) -> None:
        name = _PUBLISHER.match(line, key.end(), end)
        if name and self.publisher is None and name[0] not in _NO_PUBLISHER:
            self.publisher = Mention(start + name.start(), start + name.end())

    def add_names(self, text: str, offset: int, start: int = 0, end: int = sys.maxsize) -> None:
        """Take in the people named in a part of `text`, which begins at `offset` of the page."""
        for match in _NAME.finditer(text, start, end):
            if _is_name(match["name"]):
                self.authors.append(
                    Mention(offset + match.start("name"), offset + match.end("name"))
                )

    def take_body(self, text: str, offset: int) -> None:
        """Take the body that a byline or credit names for the publisher, where none is stated."""
        match = _BODY.match(text)
        if match and self.publisher is None:
            self.publisher = Mention(offset + match.start("body"), offset + match.end("body"))

    def without_byline(self, line: str, start: int) -> int:
        """Return how many characters of a paragraph are its byline, after taking in its names."""
        likely = "讯" in line or "(" in line
        match = _NEWS_FROM.match(line) if likely else None
        if match is None:
            return 0
        self.take_body(match[0], start)
        for group in ("who", "free", "reporters", "alone"):
            if match[group]:
                self.add_names(line, start, *match.span(group))
        return match.end()

    def without_credit(self, line: str, start: int) -> int:
        """Return where the credit at the end of a paragraph begins, after taking in its names."""
        if not line.endswith(")"):
            return len(line)
        match = _CREDIT.search(line, max(0, len(line) - _LONGEST_CREDIT - 20))
        if match is None or (match["names"] and not _has_name(match["names"])):
            return len(line)
        self.add_names(line, start, *match.span("names" if match["names"] else "who"))
        return match.start()


def is_header(line: str) -> bool:
    """Say whether a line tells when and where the page appeared, or how often it was read."""
    if len(line) > _LONGEST_HEADER or line.endswith(_SENTENCE_ENDS):
        return False
    keyed = ":" in line or "|" in line or "/" in line
    for key in _KEY.finditer(line) if keyed else ():
        if key["publisher"] or key["readers"]:
            return True
        if key["published"] and (len(key[0].rstrip(" :|/")) > 2 or _DATE.match(line, key.end())):
            return True
    if len(line) >= _LONGEST_DATED or ("19" not in line and "20" not in line):
        return False
    if "。" in line or "," in line or "、" in line:
        return False
    return _LONE_DATE.search(line) is not None


def is_credit(line: str) -> bool:
    """Say whether a line only names who wrote, photographed or edited the page."""
    return (
        len(line) < _LONGEST_CREDIT
        and not line.endswith("。")
        and any(mark in line for mark in _IN_CREDITS)
        and _CREDIT_LINE.match(line) is not None
    )


def is_signature(line: str) -> bool:
    """Say whether a line, the last of a page, is one of names in brackets: (就业办 张三)."""
    return len(line) < _LONGEST_CREDIT and _SIGNATURE.fullmatch(line) is not None


def _has_name(text: str) -> bool:
    return any(_is_name(match["name"]) for match in _NAME.finditer(text))


def _is_name(text: str) -> bool:
    """Say whether two to four characters are a name of a person and not of a department."""
    if _NO_NAME.search(text):
        return False
    table = surnames()
    return (text[:2] in table and len(text) > 2) or (text[0] in table and len(text) < 4)
