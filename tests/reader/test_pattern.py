"""Expressions tried only where they may begin: they find what plain ones find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from schoolenterprise.reader._pattern import SparsePattern

SOURCE = "(?P<verb>签[约订]?)了?(?=协)|合同(?!书)|..?上签"
texts = st.text(alphabet="签约订了协合同书上 ", max_size=30)


@given(texts)
def test_it_finds_what_the_plain_expression_finds(text: str) -> None:
    sparse = SparsePattern(SOURCE, begins="签合", anywhere="上签")
    assert [each.span() for each in sparse.finditer(text)] == [
        each.span() for each in re.finditer(SOURCE, text)
    ]


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_between_two_offsets_it_looks_no_further(text: str, start: int, end: int) -> None:
    sparse = SparsePattern(SOURCE, begins="签合", anywhere="上签")
    assert [each.span() for each in sparse.finditer(text, start, end)] == [
        each.span() for each in re.compile(SOURCE).finditer(text, start, end)
    ]


def test_without_its_characters_it_is_never_tried() -> None:
    assert list(SparsePattern("签约", begins="订").finditer("签约")) == []
