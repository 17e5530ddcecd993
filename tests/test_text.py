"""Places in a text, and folding that keeps the way back to the text as it was given."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.text import Folded, Span, fold

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(*sorted(ends)))

# Texts in which much is folded or removed, and any texts at all, lone surrogates included.
foldable = (
    "武汉 ２０２２年（２月）【校企】“”「合作」—–～·・•\u3000\xa0\u200b\ufeff\xad\r\n\t⼤﨑︵學後"
)
texts = st.text(alphabet=foldable, max_size=30) | st.text(
    alphabet=st.characters(categories=None, exclude_categories=()), max_size=30
)


ZERO_WIDTH = (
    "[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)


# ---- Span ----------------------------------------------------------------------------------------


@given(spans, spans)
def test_spans_relate_as_their_sets_of_characters(one: Span, other: Span) -> None:
    ours, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(ours & theirs)
    if theirs:
        assert one.contains(other) == (theirs <= ours)
    assert one.contains(one)


@given(spans, st.integers(0, 5))
def test_a_span_shifts_there_and_back(span: Span, by: int) -> None:
    text = "武汉职业技术学院与华工激光"
    assert span.shift(by).shift(-by) == span
    assert span.shift(by).of("x" * by + text) == span.of(text)


@given(st.lists(spans))
def test_spans_sort_by_start_then_end(some: list[Span]) -> None:
    assert sorted(some) == sorted(some, key=lambda span: (span.start, span.end))


@pytest.mark.parametrize(
    ("start", "end"), [(3, 2), (-1, 2), (-2, -1), (True, 2), (0, False), (0.0, 2), (0, None)]
)
def test_what_is_no_place_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidValueError):
        Span(start, end)


def test_a_span_outside_the_text_is_refused() -> None:
    assert Span(0, 2).of("校企") == "校企"
    assert Span(2, 2).of("校企") == ""
    with pytest.raises(InvalidValueError, match="outside a text of 2 characters"):
        Span(0, 3).of("校企")
    with pytest.raises(InvalidValueError):
        Span(0, 3).shift(-1)


# ---- Folding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("武汉职业技术学院、华工激光。", "武汉职业技术学院、华工激光。"),
        ("ＡＢＣ１２３，：；（）！？％＃", "ABC123,:;()!?%#"),
        ("校\u3000企\xa0合\u2003作\u202f。", "校 企 合 作 。"),
        ("制表\t符", "制表\t符"),
        ("一\r\n二\r三\n四\u2028五\x0c六", "一\n二\n三\n四\n五\n六"),
        ("2021‐2022‑2023–2024—2025−2026─2027", "2021-2022-2023-2024-2025-2026-2027"),
        ("3～5家，3〜5家，3∼5家", "3~5家,3~5家,3~5家"),
        ("阿卜杜拉·买买提・尼牙孜•艾‧力", "阿卜杜拉·买买提·尼牙孜·艾·力"),
        ("「校企『双元』育人」", "“校企‘双元’育人”"),
        ("“校企‘双元’育人”", "“校企‘双元’育人”"),
        ("教学厅函〔2022〕3号，【2022】，［2022］", "教学厅函[2022]3号,[2022],[2022]"),
        ("《方案》〈一〉", "《方案》〈一〉"),
        ("9∶30", "9:30"),
        ("二○二二年二◯二三年", "二〇二二年二〇二三年"),
        ("⼤学⼯业⽣", "大学工业生"),
        ("\uf9dd\uf905", "利串"),
        ("︵校︶﹙企﹚︱﹃", "(校)(企)-‘"),
        ("\ufeff校\u200b企\u00ad合\u2060作\ufe0f\u200e", "校企合作"),
        ("①Ⅱ㎡½", "①Ⅱ㎡½"),
        ("", ""),
    ],
)
def test_folding(given_text: str, folded: str) -> None:
    assert fold(given_text).text == folded


@given(texts, st.booleans())
def test_folding_twice_is_folding_once(text: str, variants: bool) -> None:
    folded = fold(text, variants=variants).text
    again = fold(folded, variants=variants)
    assert again.text == folded
    assert again.original_span(0, len(folded)) == Span(0, len(folded))


def test_every_folded_character_is_folded_for_good() -> None:
    everything = "".join(map(chr, range(0x110000)))
    folded = fold(everything)
    assert fold(folded.text).text == folded.text
    removed = len(everything) - len(folded.text)
    assert removed == sum(map(len, re.findall(ZERO_WIDTH, everything)))


@given(texts, st.booleans(), st.data())
def test_the_original_of_a_slice_folds_to_the_slice(
    text: str, variants: bool, data: st.DataObject
) -> None:
    folded = fold(text, variants=variants)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    original = folded.original_span(start, end).of(text)
    assert fold(original, variants=variants).text == folded.text[start:end]


@given(texts)
def test_every_character_comes_from_one_of_its_own_in_order(text: str) -> None:
    folded = fold(text)
    places = [folded.original_span(at, at + 1) for at in range(len(folded.text))]
    assert all(place.end == place.start + 1 for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    kept = {place.start for place in places}
    for at, character in enumerate(text):
        is_carriage_return = text[at : at + 2] == "\r\n"
        assert (at in kept) == (not is_carriage_return and fold(character).text != "")


@given(texts, st.data())
def test_a_span_is_as_wide_as_its_characters(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    place = folded.original_span(start, end)
    if start < end:
        assert place.start == folded.original_span(start, start + 1).start
        assert place.end == folded.original_span(end - 1, end).end
    else:
        assert place.start == place.end


@given(texts)
def test_the_whole_covers_all_but_what_was_stripped_at_its_ends(text: str) -> None:
    folded = fold(text)
    whole = folded.original_span(0, len(folded.text))
    rest = text[: whole.start] + text[whole.end :]
    if folded.text:
        assert fold(rest).text == ""


def test_removed_characters_inside_belong_to_the_place_those_beside_it_do_not() -> None:
    folded = fold("我校\u200b校\u200b企\u200b合作")
    assert folded.text == "我校校企合作"
    assert folded.original_span(2, 4).of(folded.original) == "校\u200b企"
    assert folded.original_span(2, 2) == Span(3, 3)
    assert fold("\u200b\u200b").original_span(0, 0) == Span(2, 2)


@pytest.mark.parametrize(("start", "end"), [(0, 3), (-1, 1), (2, 1), (3, 3)])
def test_a_place_outside_the_folded_text_is_refused(start: int, end: int) -> None:
    for folded in (fold("校企"), fold("校\u200b企\u200b")):
        with pytest.raises(InvalidValueError, match="of 2 characters"):
            folded.original_span(start, end)


def test_a_text_that_needs_nothing_is_kept_as_it_is() -> None:
    text = "武汉职业技术学院、华工激光。"
    folded = fold(text)
    assert folded.text is folded.original is text
    assert folded == Folded(original=text, text=text)


def test_a_text_with_many_kinds_of_characters_folds_like_one_with_few() -> None:
    many = "".join(map(chr, range(0xFF01, 0xFF5F)))
    assert fold(many).text == "".join(fold(character).text for character in many)
    assert fold(many).text == unicodedata.normalize("NFKC", many)


# ---- Traditional characters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("華中科技大學與武漢職業技術學院簽約", "华中科技大学与武汉职业技术学院签约"),
        ("於２０２２年之後徵集", "于2022年之后征集"),
        ("國際\u200b開發區", "国际开发区"),
        ("著名企业家、乾坤、像、沈阳", "著名企业家、乾坤、像、沈阳"),
    ],
)
def test_traditional_characters_become_simplified_when_asked(
    traditional: str, simplified: str
) -> None:
    assert fold(traditional, variants=True).text == simplified


def test_traditional_characters_stay_unless_asked() -> None:
    assert fold("華中科技大學").text == "華中科技大學"


def test_simplified_text_stays_simplified_text() -> None:
    # Every Chinese character of GB 2312, which simplified text is written with.
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    everyday = "".join(code.decode("gb2312", errors="ignore") for code in codes)
    assert len(everyday) == 6763
    folded = fold(everyday, variants=True).text
    changed = {was for was, now in zip(everyday, folded, strict=True) if was != now}
    assert changed == set("後於徵")


@given(texts)
def test_variants_change_characters_and_never_their_number(text: str) -> None:
    plain, simplified = fold(text), fold(text, variants=True)
    assert len(plain.text) == len(simplified.text)
    whole = len(plain.text)
    assert plain.original_span(0, whole) == simplified.original_span(0, whole)


@given(st.text(alphabet="ａ1\u200b\ufeff\r\n華", max_size=12), st.data())
def test_offsets_lead_from_the_original_to_the_folded_text_and_back(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    assert folded.folded_offsets(*folded.original_offsets(start, end)) == (start, end)


def test_offsets_outside_the_original_lead_nowhere() -> None:
    with pytest.raises(InvalidValueError, match="no text lies from offset 0 to 3 of 2"):
        fold("云帆").folded_offsets(0, 3)
