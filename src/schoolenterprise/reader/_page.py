"""Pass 1: the page: header, body, captions, byline and editor lines, sentences.

Works on the folded text and answers in its offsets; it reads no names and no dates of events.
"""

from collections.abc import Iterator

from attrs import define, field

from schoolenterprise.reader._header import Credits, is_credit, is_header, is_signature
from schoolenterprise.reader._mentions import Mention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired

LONGEST_SENTENCE = 500
"""A longer run without an end mark is no prose; it is cut, so that no sentence is ever long."""

_END = Pattern("[。!?;][。!?;]*[”’》)]*")
_WORD = Pattern(r"\w")
_NAVIGATION = Pattern(
    "(?:首页|导入数据|上一[篇条]|下一[篇条]|详情请见|返回|分享|打印|关闭|当前位置|点击查看|扫一扫)"
)
_LONGEST_NAVIGATION = 60
_LONGEST_TITLE = 80
_LONGEST_CAPTION = 60
_HEADER_LINES = 15
"""So many lines from the top may belong to the header."""
_TITLE_LINES = 4
"""So many lines of the body are looked through for a title that the caller gives."""


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
    of_government: bool = False
    """Whether its address is that of a government."""
    credits: Credits = field(factory=Credits)

    @property
    def published(self) -> Mention | None:
        """Where the page says its own date."""
        return self.credits.published

    @property
    def publisher(self) -> Mention | None:
        """Where the page says who published it."""
        return self.credits.publisher

    @property
    def authors(self) -> list[Mention]:
        """Where the page names who wrote, photographed or edited it."""
        return self.credits.authors

    def slice(self, mention: Mention) -> str:
        """Return the characters of a mention."""
        return self.text[mention.start : mention.end]


def parse_page(text: str, title: str | None = None, *, continued: bool = False) -> Page:
    """Take the folded `text` of a page apart; `title` is the headline where the caller knows it.

    A text that is `continued` from an earlier section has neither header nor headline.
    """
    page = Page(text)
    lines = _body_lines(page, 0 if continued else _HEADER_LINES)
    page.title = None if continued else _title(text, lines, (title or "").strip())
    headline = page.slice(page.title) if page.title else ""
    for paragraph, line in enumerate(lines):
        if headline and page.slice(line) == headline:
            page.sentences.append(Sentence(line.start, line.end, "title", paragraph))
            fired("page-headline", line, page)
        else:
            _read_paragraph(page, line, paragraph)
    return page


def _body_lines(page: Page, header_lines: int) -> list[Mention]:
    """Return the lines of the body, after taking in those that stand around it."""
    lines = list(_lines(page.text))
    body = []
    for number, line in enumerate(lines):
        words = page.slice(line)
        if number < header_lines and is_header(words):
            page.credits.read_header(words, line.start)
            fired("page-header-line", line, page)
        elif is_credit(words) or (number + 2 >= len(lines) > 2 and is_signature(words)):
            page.credits.add_names(words, line.start)
            page.credits.take_body(words, line.start)
            fired("page-credit-line" if is_credit(words) else "page-signature", line, page)
        elif len(words) > _LONGEST_NAVIGATION or not _NAVIGATION.match(words):
            body.append(line)
        else:
            fired("page-navigation-line", line, page)
    return body


def _lines(text: str) -> Iterator[Mention]:
    """Yield the lines that are not blank, without the blanks around them."""
    position = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = position + (line.index(words[0]) if len(words) < len(line) else 0)
            yield Mention(start, start + len(words))
        position += len(line) + 1


def _title(text: str, body: list[Mention], wanted: str) -> Mention | None:
    """Return the headline: the line that the caller names, else the first one if it looks so."""
    lines = [text[line.start : line.end] for line in body[:_TITLE_LINES]]
    if wanted:
        return body[lines.index(wanted)] if wanted in lines else None
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or lines[0].endswith(("。", ";", ":")):
        return None
    return body[0]


def _read_paragraph(page: Page, line: Mention, paragraph: int) -> None:
    """Cut a paragraph into sentences, without the byline in front and the credit behind."""
    words = page.slice(line)
    start = line.start + page.credits.without_byline(words, line.start)
    end = line.start + page.credits.without_credit(words, line.start)
    if start > line.start:
        fired("page-byline", Mention(line.start, start), page)
    if end < line.end:
        fired("page-credit-behind-text", Mention(end, line.end), page)
    marks = [match.end() for match in _END.finditer(page.text, start, end)]
    is_caption = len(words) <= _LONGEST_CAPTION and not marks
    kind = "caption" if is_caption else "body"
    if is_caption:
        fired("page-caption", Mention(start, end), page)
    for first, last in _pieces(page.text, start, [*marks, end]):
        page.sentences.append(Sentence(first, last, kind, paragraph))


def _pieces(text: str, start: int, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences up to each of `ends`; what is too long for one is cut at a comma."""
    for last in ends:
        while last - start > LONGEST_SENTENCE:
            limit = start + LONGEST_SENTENCE
            cut = text.rfind(",", start, limit) + 1 or limit
            yield start, cut
            start = cut
        if _WORD.search(text, start, last):
            yield start, last
        start = last
