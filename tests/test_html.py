"""What is taken from saved web pages: pages in the manner of real systems stand in `pages_html`.

Beside each `NAME.html` stands `NAME.txt` with what is expected: title, address, day, publisher,
and, below a blank line, the text.
"""

import re
import sys
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise import PartialDate, Recognized, read_html
from schoolenterprise.errors import (
    FormatError,
    InvalidValueError,
    MissingExtraError,
    UnknownNameError,
)
from schoolenterprise.reader import Lexicon, Reading
from schoolenterprise.reader.html import is_web_page, page_of
from schoolenterprise.reader.html._markup import day_of
from schoolenterprise.reader.html._tree import LARGEST, MOST_TAGS
from schoolenterprise.reader.html.reading import LONGEST_ARTICLE

FOLDER = Path(__file__).parent / "pages_html"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

SENTENCE = "3月2日，江城机电职业学院院长周宁一行走访江城远航船舶有限公司。"
PAGE = f"""<html><head><title>院长走访企业</title>{{head}}</head><body>
<ul><li><a href="/">首页</a></li><li><a href="/news">新闻</a></li></ul>
<h1>院长走访企业</h1>{{header}}<div><p>{SENTENCE}</p>{{more}}</div></body></html>"""


class Expected(NamedTuple):
    html: bytes
    values: dict[str, str]
    lines: list[str]


def expected(name: str) -> Expected:
    head, _, text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    html = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return Expected(html.encode(values.pop("ENCODING", "utf-8")), values, lines)


def page(head: str = "", header: str = "", more: str = "") -> str:
    return PAGE.format(head=head, header=header, more=more)


def lines(html: str | bytes) -> list[str]:
    return page_of(html).text.splitlines()


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, problem.found) for problem in reading.problems]


def quotes_stand_in_text(reading: Reading) -> bool:
    text = reading.source.text or ""
    found = [each for record in reading.records for each in record.evidence]
    return all(text[each.start : each.end] == each.quote for each in found)


each_page = pytest.mark.parametrize("name", NAMES)


@each_page
def test_the_text_is_the_article_and_nothing_else(name: str) -> None:
    wanted = expected(name)
    assert lines(wanted.html) == wanted.lines


@each_page
def test_the_source_has_what_text_and_markup_say(name: str) -> None:
    wanted = expected(name)
    reading = read_html(wanted.html)
    source = reading.source
    found = {
        "TITLE": source.title,
        "URL": source.url,
        "PUBLISHED": str(source.published),
        "PUBLISHER": source.publisher,
    }
    assert {key: value for key, value in found.items() if value is not None} == wanted.values


@each_page
def test_every_quote_stands_in_the_text(name: str) -> None:
    assert quotes_stand_in_text(read_html(expected(name).html))


paragraphs = st.lists(
    st.text("走访企业江城机电职业学院院长周宁AB12，、“”", min_size=12, max_size=80)
    .map(lambda words: words + "。")
    .filter(lambda words: re.search(r"\w", words) is not None),
    min_size=1,
    max_size=8,
)


@given(paragraphs, st.sampled_from(["p", "div", "section", "li", "h3"]))
def test_every_paragraph_is_a_line(texts: list[str], tag: str) -> None:
    more = "".join(f"<{tag}>{text}</{tag}>" for text in texts)
    assert lines(page(more=more)) == ["院长走访企业", SENTENCE, *texts]


@given(paragraphs)
def test_line_breaks_part_paragraphs_as_well(texts: list[str]) -> None:
    more = "".join(f"　　{text}<br>&nbsp;<br/>" for text in texts)
    assert lines(page(more=more)) == ["院长走访企业", SENTENCE, *texts]


@given(st.sampled_from(NAMES), st.data())
def test_a_damaged_page_is_still_read(name: str, data: st.DataObject) -> None:
    html = expected(name).html
    start = data.draw(st.integers(0, len(html)))
    end = data.draw(st.integers(start, len(html)))
    put = data.draw(st.binary(max_size=20) | st.sampled_from([b"<", b"<!--", b'"', b"<table><tr>"]))
    assert quotes_stand_in_text(read_html(html[:start] + put + html[end:]))


@given(st.binary() | st.text() | st.text("<>/=!-\"' apdivscrtle。走访", max_size=200))
def test_anything_is_a_page_or_has_a_problem(html: bytes | str) -> None:
    found = page_of(html)
    assert found.text or found.problems


def test_what_is_not_shown_is_no_text() -> None:
    more = """<p style="DISPLAY : none">隐藏的一句。</p><p hidden>隐藏的二句。</p>
        <p class="a sr-only">隐藏的三句。</p><script>document.write("隐藏的四句。")</script>
        <style>p::after { content: "隐藏的五句。" }</style><!-- 隐藏的六句。 -->
        <noscript>隐藏的七句。</noscript><template><p>隐藏的八句。</p></template>
        <select><option>隐藏的九句。</option></select>后文。"""
    assert lines(page(more=more)) == ["院长走访企业", SENTENCE, "后文。"]


def test_characters_come_out_as_they_are_shown() -> None:
    more = (
        "<p>&ldquo;A&amp;B&rdquo;公司&#24635;&#x7ECF;理\n   穆罕默德&middot;阿里，\u200b到访。</p>"
    )
    assert lines(page(more=more))[-1] == "“A&B”公司总经理穆罕默德·阿里，到访。"


def test_words_in_several_elements_stay_whole() -> None:
    more = '<p>总<span>经</span><font color="red">理</font><st1:name>郑海</st1:name>到场。</p>'
    assert lines(page(more=more))[-1] == "总经理郑海到场。"


def test_rows_of_values_are_lines_and_cells_stay_apart() -> None:
    more = """<table><tr><th>日期</th><th>企业</th></tr><tr><td><p>3月2日</p></td><td>远航船舶</td></tr>
        </table><p>后文。</p>"""
    assert lines(page(more=more))[2:] == ["日期 企业", "3月2日 远航船舶", "后文。"]


def test_line_ends_of_preformatted_text_are_kept() -> None:
    more = "<pre>第一行。\n第<b>二</b>行。</pre>"
    assert lines(page(more=more))[2:] == ["第一行。", "第二行。"]


def test_a_span_that_ends_inside_a_line_does_not_part_it() -> None:
    more = '<span id="a">第一行。<br>第二</span><b>行。</b>'
    assert lines(page(more=more))[2:] == ["第一行。", "第二行。"]


def test_links_and_buttons_inside_the_body_are_no_lines_of_it() -> None:
    more = "<p>01</p><p><a href='1'>相关专题</a></p><p>顶一下 (3)</p><p>* * *</p><p>后文。</p>"
    assert lines(page(more=more))[2:] == ["01", "后文。"]


def test_what_leads_to_the_body_is_no_line_of_it() -> None:
    html = f"<div><p>分享到：微信</p><p>首页 > 新闻</p><p>{SENTENCE}</p><p>后文。</p></div>"
    assert lines(html) == [SENTENCE, "后文。"]


def test_a_known_element_holds_the_body_to_its_end() -> None:
    article = f"<p>{SENTENCE}</p><p>相关信息</p><p>学院有25名学生在该公司实习。</p>"
    known, unknown = (f'<div class="{each}">{article}</div>' for each in ("v_news_content", "x"))
    assert lines(known) == [SENTENCE, "学院有25名学生在该公司实习。"]
    assert lines(unknown) == [SENTENCE]


def test_a_headline_below_the_body_does_not_hide_it() -> None:
    for name in ("v_news_content", "x"):
        html = f"<title>院长走访企业</title><div class={name}><p>{SENTENCE}</p><p>后文。</p></div>"
        assert lines(f"{html}<h1>院长走访企业</h1>") == [SENTENCE, "后文。"]


def test_a_span_may_hold_the_article() -> None:
    article = "".join(f"{each}<br>" for each in ("甲。", SENTENCE, "乙。", "丙。"))
    html = f'<div><p>旁边一句。</p><span id="lblContent">{article}丁。</span>尾</div>'
    assert lines(html) == ["甲。", SENTENCE, "乙。", "丙。", "丁。尾"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("big5", "big5hkscs"),
        ("gb2312", "utf-8"),
        ("iso-8859-1", "gb18030"),
        ("x-unknown", "gb18030"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_page_is_read_in_its_encoding(declared: str, encoding: str) -> None:
    text = "訪" if encoding == "big5hkscs" else "访"
    html = page(f'<meta charset="{declared}">').replace("访", text).replace("业", "業")
    if encoding != "big5hkscs":
        html = html.replace("業", "业")
    else:
        html = "".join(each if each.encode("big5hkscs", "ignore") else "口" for each in html)
    assert page_of(html.encode(encoding)).text == page_of(html).text
    assert page_of(html.encode(encoding)).problems == ()


def test_broken_characters_are_told() -> None:
    html = page('<meta charset="utf-8">').encode() + b"\xff\xff"
    (problem,) = page_of(html).problems
    assert (problem.code, problem.found) == ("broken-characters", "broken characters: 2")


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", ""])
def test_a_broken_character_does_not_hide_the_encoding(declared: str) -> None:
    data = page(f'<meta charset="{declared}">').encode("gb18030") + b"\xff"
    found = page_of(data)
    assert (found.text, len(found.problems)) == (page_of(page()).text, 1)


def test_the_caller_goes_before_the_text_and_the_text_before_the_markup() -> None:
    markup = (
        '<meta name="PubDate" content="2023-03-09"><meta name="SiteName" content="江城市教育局">'
    )
    header = "<p>来源：招生就业处 发布时间：2023-03-05</p>"

    source = read_html(page(markup, header), published="2023-03-07", title="走访", url="a:b").source
    assert (str(source.published), source.title, source.url) == ("2023-03-07", "走访", "a:b")

    source = read_html(page(markup, header)).source
    assert (str(source.published), source.publisher) == ("2023-03-05", "招生就业处")

    source = read_html(page(markup)).source
    assert (str(source.published), source.publisher) == ("2023-03-09", "江城市教育局")


def test_what_the_markup_alone_has_brings_a_note() -> None:
    head = '<meta name="PubDate" content="2023-03-09"><meta name="SiteName" content="江城市教育局">'
    reading = read_html(page(head))
    assert said(reading) == [
        ("from-markup", "2023-03-09 in the markup alone, <meta pubdate>"),
        ("from-markup", "江城市教育局 in the markup alone, <meta sitename>"),
    ]
    assert {problem.place.record for problem in reading.problems} == {reading.source.id}
    assert [problem.place.path for problem in reading.problems] == ["published", "publisher"]


def test_a_long_header_keeps_its_dated_lines_alone() -> None:
    names = "".join(f"<p>{name}</p>" for name in ("学院主页", "字号大小", "语音播报", "关注我们"))
    header = f"<div>{names}<p>发布时间：2023-03-05</p></div>"
    assert lines(page(header=header)) == ["院长走访企业", "发布时间：2023-03-05", SENTENCE]
    header = "<div><p>——访企拓岗之二</p><p>发布时间：2023-03-05</p></div>"
    assert lines(page(header=header))[1] == "——访企拓岗之二"


def test_a_title_that_the_page_does_not_show_is_the_markups() -> None:
    html = f"<title>院长走访企业-江城机电职业学院</title><p>{SENTENCE}</p>"
    reading = read_html(html)
    assert (reading.source.title, reading.source.text) == ("院长走访企业", SENTENCE)
    assert ("from-markup", "院长走访企业 in the markup alone, <title>") in said(reading)


def test_dates_take_their_year_from_the_markup() -> None:
    (visit,) = read_html(page('<meta name="PubDate" content="2023-03-09">')).visits
    assert str(visit.date) == "2023-03-02"
    (visit,) = read_html(page()).visits
    assert str(visit.date) == "XXXX-03-02"


def test_two_days_of_publication_are_a_doubt() -> None:
    head = '<meta name="PubDate" content="2023-03-09">'
    reading = read_html(page(head, "<p>发布时间：2023-03-05</p>"))
    (problem,) = (each for each in reading.problems if each.code == "two-days-of-publication")
    assert problem.alternatives == ("2023-03-05", "2023-03-09")
    assert not read_html(page(head, "<p>发布时间：2023-03-09</p>")).problems
    given = read_html(page(head, "<p>发布时间：2023-03-05</p>"), published="2023-03-05")
    assert not given.problems


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2023-03-08T23:30:00+00:00">', "03-09"),
        ('<meta itemprop="datePublished" content="2023年3月9日 10:00">', "03-09"),
        ('<meta name="publishdate" content="20230309">', "03-09"),
        (
            '<script type="application/ld+json">[{"@graph":[{"pubDate":"2023-03-09"}]}]</script>',
            "03-09",
        ),
        ('<script>var ct = "1678291200";</script>', "03-09"),
        ('<time datetime="2023-03-09"></time>', "03-09"),
        ('<link rel="canonical" href="https://a.example/2023/0309/c1a2/page.htm">', "03-09"),
        ('<link rel="canonical" href="https://a.example/202303/t20230309_1.html">', "03-09"),
    ],
)
def test_the_day_is_found_in_the_markup(head: str, day: str) -> None:
    assert str(page_of(page(head)).published) == f"2023-{day}"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="PubDate" content="">',
        '<meta name="PubDate" content="昨天">',
        '<meta name="PubDate" content="2023-02-30">',
        '<meta name="PubDate" content="0000-00-00T00:00:00">',
        '<script type="application/ld+json">{"datePublished": 2023}</script>',
        '<script type="application/ld+json">{"datePublished": </script>',
        "<time datetime='2023-03-09'></time><time datetime='2023-03-08'></time>",
        f"<script>{' ' * 600_000}var ct = '1678291200';</script>",
    ],
)
def test_what_is_no_day_is_none(head: str) -> None:
    assert page_of(page(head)).published is None


def test_a_day_is_counted_in_chinese_time() -> None:
    assert str(day_of("2023-12-31T16:00:00Z")) == "2024-01-01"
    assert str(day_of("2023-12-31T23:59:59")) == "2023-12-31"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta name="ContentSource" content="江城市教育局">', "江城市教育局"),
        ('<meta name="ContentSource" content="本站原创">', None),
        ('<meta name="ContentSource" content="张三">', None),
        ('<meta property="og:site_name" content="江城机电职业学院官网">', "江城机电职业学院"),
        ('<meta property="og:site_name" content="微信公众平台">', None),
        ('<meta name="author" content="Discuz! Team and Comsenz UI Team">', None),
        (
            '<meta name="copyright" content="版权所有：江城远航船舶有限公司">',
            "江城远航船舶有限公司",
        ),
    ],
)
def test_the_publisher_is_a_body(head: str, publisher: str | None) -> None:
    assert page_of(page(head)).publisher == publisher


def test_the_foot_of_a_page_names_who_it_belongs_to() -> None:
    html = page(more="</div><div>版权所有 © 2023 江城机电职业学院 地址：学府路8号")
    assert page_of(html).publisher == "江城机电职业学院"


def test_the_address_is_what_the_browser_or_the_page_says() -> None:
    saved = "<!-- saved from url=(0026)https://a.example/news/1.htm -->"
    canonical = '<link rel="canonical" href="https://b.example/">'
    assert page_of(saved + page(canonical)).url == "https://a.example/news/1.htm"
    assert page_of(page(canonical)).url == "https://b.example/"
    assert page_of(page('<link rel="canonical" href="/1.htm">')).url is None


def test_the_address_that_the_caller_knows_may_hold_the_day() -> None:
    found = page_of(page(), url="https://a.example/2023/0309/c1a2/page.htm")
    assert (str(found.published), found.where("published")) == ("2023-03-09", "the address")
    assert found.where("url") == "the caller"
    assert page_of("", url="a:b").url == "a:b"


def test_a_page_that_ends_no_sentence_has_an_article_all_the_same() -> None:
    html = f"<a href=1>首页</a><h2>会见来宾</h2><p>{SENTENCE.strip('。')}</p><p>会见现场</p>"
    assert lines(html) == ["会见来宾", SENTENCE.strip("。"), "会见现场"]


def test_an_archive_holds_the_page() -> None:
    archive = EmailMessage()
    archive["Snapshot-Content-Location"] = "https://a.example/1.htm"
    archive.make_related()
    archive.add_related(b"\0", "image", "png")
    archive.add_related(page().encode("gb18030"), "text", "html", params={"charset": "gb2312"})
    found = page_of(bytes(archive))
    assert (found.text, found.url) == (page_of(page()).text, "https://a.example/1.htm")


def test_an_archive_without_a_page_is_no_article() -> None:
    archive = EmailMessage()
    archive.make_related()
    archive.add_related(b"\0", "image", "png")
    assert [problem.code for problem in page_of(bytes(archive)).problems] == ["no-article"]


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "no-article"),
        ("<!-- -->", "no-article"),
        ((FOLDER / "list_of_links.html").read_text(encoding="utf-8"), "no-article"),
        ("<div id=app></div><script src=app.js></script>", "script-only-page"),
        ("<noscript>请启用 JavaScript</noscript><div>加载中</div>", "script-only-page"),
    ],
)
def test_a_page_without_an_article_says_so(html: str, code: str) -> None:
    reading = read_html(html)
    assert (reading.source.text, reading.records) == (None, ())
    assert code in [problem.code for problem in reading.problems]


NESTED = f"<p>{SENTENCE}</p>" + "<div>" * 100_000 + "<p>更深的一句。"
ATTRIBUTES = " ".join(f"a{number}='>'" for number in range(100_000))


def test_endless_nesting_is_told() -> None:
    found = page_of(NESTED)
    assert found.text.startswith(SENTENCE)
    assert [problem.code for problem in found.problems] == ["nested-too-deep"]


@pytest.mark.parametrize(
    "more",
    [
        f"<p {ATTRIBUTES}>后文。</p>",
        "<p>后文。</p>" + "<a href='" * 100_000,
        "<p>后文。</p>" + "<!--" * 100_000,
        "<p>后文。</p>" + "<b><i><u>" * 600,
        "<title>" + "校 - 学院" * 100_000 + "</title><p>后文。</p>",
        f"<img src='data:image/png;base64,{'A' * LARGEST}'><p>后文。</p>",
    ],
    ids=["attributes", "quotes", "comments", "formatting", "title", "picture"],
)
def test_hostile_markup_hides_nothing_before_it(more: str) -> None:
    assert lines(page(more=more)) == ["院长走访企业", SENTENCE, "后文。"]


def test_an_endless_page_is_refused() -> None:
    with pytest.raises(FormatError, match="found a page of 16,777,219 characters, expected at"):
        page_of("<p>" + "字" * LARGEST)


DATA = '{"headline":"甲乙丙丁"},' * 99 + "0"


def test_a_page_of_endless_elements_is_refused() -> None:
    with pytest.raises(FormatError, match="found a page of 200,001 tags, expected at most 200,000"):
        page_of("<p>字" * (MOST_TAGS + 1))


def test_an_endless_article_is_told_from_a_long_page() -> None:
    html = f"<p>{SENTENCE}</p>" * (LONGEST_ARTICLE // len(SENTENCE) + 1)
    assert len(page_of(html).text) > LONGEST_ARTICLE
    with pytest.raises(FormatError, match=r"found an article of 13[0-9,]+ characters"):
        read_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 1_900 + "<p>甲。" * 100_000,
        f"<script type='application/ld+json'>[{f'[{DATA}],' * 90}0]</script>"
        + "<p>甲乙丙丁戊己庚" * 100_000,
    ],
    ids=["boxes in one another", "endless structured data"],
)
def test_time_grows_with_the_length_of_a_page(html: str) -> None:
    begun = process_time()
    page_of(html)
    assert process_time() - begun < 10  # a second or two, where the square of the work took 20


def test_archives_inside_one_another_are_refused() -> None:
    part = "Content-Type: multipart/related; boundary=x{0}\r\n\r\n--x{0}\r\n"
    archive = "MIME-Version: 1.0\r\n" + "".join(map(part.format, range(3_000)))
    with pytest.raises(FormatError, match="found an archive of archives") as caught:
        read_html(archive.encode())
    assert caught.value.problem.code == "nested-too-deep"


@pytest.mark.parametrize("value", [[], {}, 0, False, b""])
@pytest.mark.parametrize("argument", ["title", "url", "published"])
def test_what_the_caller_states_is_text(argument: str, value: object) -> None:
    stated: dict[str, Any] = {argument: value}
    with pytest.raises(InvalidValueError, match=f"{argument}: found {type(value).__name__}, exp"):
        read_html(page(), **stated)


@pytest.mark.parametrize("day", ["2023-03-05", date(2023, 3, 5), datetime(2023, 3, 5, 23, 30)])
def test_the_day_of_publication_may_be_a_date(day: str | date) -> None:
    assert read_html(page(), published=day).source.published == PartialDate("2023-03-05")


def test_a_lexicon_and_a_recognizer_serve_web_pages_too(tmp_path: Path) -> None:
    html = page(more="<p>周宁还走访了云帆智造，阿云嘎陪同。</p>")
    (tmp_path / "mine.csv").write_text("name,kind\n云帆智造,企业\n", encoding="utf-8")
    lexicon = Lexicon.default().with_file(tmp_path / "mine.csv")

    def recognizer(text: str) -> list[Recognized]:
        start = text.index("阿云嘎")
        return [Recognized(start=start, end=start + 3, what="person")]

    reading = read_html(html, lexicon=lexicon, recognizer=recognizer)
    assert "云帆智造" in [each.name for each in reading.organizations]
    assert "阿云嘎" in [each.name for each in reading.officials]
    alone = read_html(html, recognizer=recognizer, recognition="replace")  # type: ignore[arg-type]  # a code will do
    assert [each.name for each in alone.officials] == ["阿云嘎"]


def test_a_recognition_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"Recognition: found \[\], expected one of join"):
        read_html(page(), recognition=[])  # type: ignore[arg-type]  # what a caller without types may pass


def test_a_page_is_bytes_or_text() -> None:
    with pytest.raises(InvalidValueError, match="html: found NoneType, expected bytes or text"):
        page_of(None)  # type: ignore[arg-type]  # what a caller without types may pass


def test_an_address_is_text() -> None:
    with pytest.raises(InvalidValueError, match="url: found int, expected text"):
        page_of("", url=1)  # type: ignore[arg-type]  # what a caller without types may pass


def test_another_reader_may_read_the_text() -> None:
    read: list[str] = []

    def recorded(text: str, **stated: object) -> Reading:
        read.append(text)
        return read_html(page())

    read_html(page(), read=recorded)
    assert read == [page_of(page()).text]


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtraError) as missing:
        read_html(page())
    command = "pip install 'schoolenterprise[html]'"
    assert str(missing.value) == f"lxml is not installed; install it with: {command}"


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("a.html", b"", True),
        ("A.MHT", b"", True),
        ("-", b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC", True),
        ("a.txt", "<?xml version='1.0'?><!-- saved --><html>", True),
        ("a.txt", "<htmlx>", False),
        ("a.txt", "走访企业 <html>", False),
        ("a.txt", b"\xff\xfe\0", False),
    ],
)
def test_a_web_page_is_known_by_its_name_or_its_beginning(
    name: str, data: bytes | str, answer: bool
) -> None:
    assert is_web_page(name, data) is answer
