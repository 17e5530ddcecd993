"""Pass 1: the page: header, body, captions, byline and editor lines, sentences.

Works on the folded text and answers in its offsets; it reads no names and no dates of events.
"""

import re
from collections.abc import Iterator

from attrs import define, field

from schoolenterprise.reader._mentions import Mention

_HEADER_KEYS = (
    "发布者|发布人|发布单位|发布时间|发布日期|发表时间|信息来源|文章来源|来源|作者|编辑|编审|审核|审稿|供稿|撰稿"
    "|责任编辑|责编|浏览次数|浏览量|浏览|点击次数|点击量|点击数|点击|點擊數|阅读次数|阅读量|阅读|已读|访问量|访问次数|查看"
    "|字体|字号|日期|时间|摄影|編輯|来稿|打印本文|文字|图片|文/图|图/文|文|图"
)
_KEY = re.compile(rf"(?P<key>{_HEADER_KEYS})\s*[:/]\s*")
_STRONG_KEY = re.compile(
    r"(发布者|发布人|发布单位|发布时间|发布日期|发表时间|来源|作者|編輯|编辑|浏览|点击|點擊|阅读|已读|访问|查看|字体|字号|日期|时间)"
    r"\s*(?:次数|量|数|數)?\s*:"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})(?!\d)"
)
_DATE_KEY = re.compile(r"(?:发布时间|发布日期|发表时间|日期|时间)\s*:\s*$")
_PUBLISHER = re.compile(
    rf"(?:发布者|发布单位|信息来源|文章来源|来源)\s*:\s*(?P<name>(?:(?!{_HEADER_KEYS})[^\s|\[\]【】:,;])+)"
)
_AUTHOR_LINE = re.compile(
    r"^[\s(\[【-]*(?:供稿|撰稿|文字|图片|图文|摄影|编辑|责任编辑|责编|审核|审稿|校对|初审|复审|终审|终审核|来源|作者"
    r"|文|图|图/文|文/图|图\|文|文\|图|記者|记者|通讯员)\s*(?:[:/|]|\s)"
)
_BYLINE = re.compile(
    r"(?:^|\n)\s*(?:【?[^\s,。()\[\]【】]{0,10}(?:讯|訊|报道|消息)】?\s*[:,]?\s*(?:\((?P<who>[^()\n]{2,60})\))?"
    r"|\((?P<alone>(?:记者|通讯员|本网|图文)[^()\n]{2,60})\))"
)
_CREDIT = re.compile(
    r"\((?P<who>(?:文|图|图文|图/文|文/图|图\|文|撰稿|供稿|记者|记\s者|通讯员|编辑|责任编辑|摄影|审核|作者|来源)[\s::/、|][^()\n]{0,80})\)\s*$"
)
_CREDIT_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?:记者|通讯员|编辑|摄影|作者|审核)?(?P<name>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_NOT_NAMES = re.compile(
    r"记者|通讯员|编辑|责任|摄影|审核|作者|来源|[\u4e00-\u9fff]*[部处院系室办网社]$"
)
_END = re.compile(r"[。!?;]+[”’》)]*|\n+")
_NAVIGATION = re.compile(
    r"^\s*(?:首页|导入数据|上一[篇条]|下一[篇条]|详情请见|返回|分享|打印|关闭|当前位置)"
)


@define(eq=False)
class Sentence(Mention):
    """A sentence, a caption or the headline; `end` lies behind its closing mark."""

    kind: str
    """`title`, `body` or `caption`."""
    paragraph: int


@define(eq=False)
class Page:
    """A page taken apart; offsets count in the folded text."""

    text: str
    sentences: list[Sentence] = field(factory=list)
    title: Mention | None = None
    published: Mention | None = None
    """Where the page says its own date."""
    publisher: Mention | None = None
    authors: list[Mention] = field(factory=list)

    def slice(self, mention: Mention) -> str:
        """Return the characters of a mention."""
        return self.text[mention.start : mention.end]


def parse_page(text: str, title: str | None = None) -> Page:
    """Take the folded `text` of a page apart; `title` is the headline where the caller knows it."""
    page = Page(text)
    lines = list(_lines(text))
    bodies = []
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if _is_header(line, number):
            _read_header(page, start, line)
        elif _is_author_line(line):
            _read_authors(page, start, line)
        elif not _NAVIGATION.match(line):
            bodies.append((start, end))
    _find_title(page, bodies, title)
    for paragraph, (start, end) in enumerate(bodies):
        _read_paragraph(page, start, end, paragraph)
    return page


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            yield start, start + len(stripped)
        position += len(line) + 1


def _is_header(line: str, number: int) -> bool:
    if len(line) > 160 or number > 14 or line.endswith("。"):
        return False
    if _STRONG_KEY.search(line):
        return True
    has_date = _DATE.search(line)
    return bool(has_date and len(line) < 60 and not re.search(r"[。,、]", line))


def _is_author_line(line: str) -> bool:
    return len(line) < 80 and not line.endswith("。") and bool(_AUTHOR_LINE.match(line))


def _read_header(page: Page, start: int, line: str) -> None:
    dates = list(_DATE.finditer(line))
    keyed = [each for each in dates if _DATE_KEY.search(line[: each.start()])]
    for found in (keyed or dates)[:1]:
        if page.published is None:
            page.published = Mention(start + found.start(), start + found.end())
    publisher = _PUBLISHER.search(line)
    if publisher and page.publisher is None:
        page.publisher = Mention(start + publisher.start("name"), start + publisher.end("name"))
    for key in _KEY.finditer(line):
        if key["key"] in ("作者", "编辑", "文", "图", "摄影", "審核", "审核"):
            _add_names(page, start + key.end(), line[key.end() :].split(" ")[0].split("|")[0][:12])


def _read_authors(page: Page, start: int, line: str) -> None:
    _add_names(page, start, line)


def _add_names(page: Page, start: int, text: str) -> None:
    for found in _CREDIT_NAME.finditer(text):
        if not _NOT_NAMES.search(found["name"]):
            page.authors.append(Mention(start + found.start("name"), start + found.end("name")))


def _find_title(page: Page, bodies: list[tuple[int, int]], title: str | None) -> None:
    wanted = (title or "").strip()
    for index, (start, end) in enumerate(bodies[:4]):
        line = page.text[start:end]
        if wanted and line == wanted:
            page.title = Mention(start, end)
            return
        if not wanted and index == 0 and len(line) <= 80 and not line.endswith(("。", ";", ":")):
            page.title = Mention(start, end)
            return


def _read_paragraph(page: Page, start: int, end: int, paragraph: int) -> None:
    text = page.text
    line = text[start:end]
    if page.title and line == text[page.title.start : page.title.end]:
        page.sentences.append(Sentence(start, end, "title", paragraph))
        return
    byline = _BYLINE.match(line)
    if byline and (
        byline["who"]
        or byline["alone"]
        or line[: byline.end()].rstrip(" ,:").endswith(("讯", "訊"))
    ):
        group = "who" if byline["who"] else "alone"
        if byline[group]:
            _add_names(page, start + byline.start(group), byline[group])
        start += byline.end()
    credit = _CREDIT.search(text[start:end])
    if credit:
        _add_names(page, start + credit.start("who"), credit["who"])
        end = start + credit.start()
    kind = "body" if re.search(r"[。!?;]", text[start:end]) else "caption"
    if kind == "caption" and end - start > 60:
        kind = "body"
    position = start
    for mark in _END.finditer(text, start, end):
        page.sentences.append(Sentence(position, mark.end(), kind, paragraph))
        position = mark.end()
    if text[position:end].strip():
        page.sentences.append(Sentence(position, end, kind, paragraph))
