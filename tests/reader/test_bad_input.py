"""What is no text, or hides in a text, does no harm to names."""

from typing import Any

import pytest

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader import read_news


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": None}, "text: found NoneType, expected text"),
        ({"text": b"x"}, "text: found bytes, expected text"),
        ({"text": "x", "title": 5}, "title: found int, expected text"),
        ({"text": "x", "published": "2022/2023"}, "published: found '2022/2023', expected one day"),
    ],
)
def test_arguments_of_the_wrong_kind_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_news(**arguments)


@pytest.mark.parametrize("hidden", ["\x1b", "\u200b", "\u202e", "\x07"])
def test_invisible_characters_are_no_part_of_a_name(hidden: str) -> None:
    page = f"3月5日，{hidden}星川职业技术学院校长何静率队前往江城蓝海\u200b智能装备有限公司走访。"
    (visit,) = read_news(page).visits
    assert visit.visitor == "institution:星川职业技术学院"
    assert visit.hosts == ("enterprise:江城蓝海智能装备有限公司",)
