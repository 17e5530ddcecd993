"""What is no text, or hides in a text, does no harm to names."""

from datetime import date, datetime
from typing import Any

import pytest

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.reader import explain_news, read_news


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": None}, "text: found NoneType, expected text"),
        ({"text": b"x"}, "text: found bytes, expected text"),
        ({"text": "x", "title": 5}, "title: found int, expected text"),
        ({"text": "x", "title": []}, "title: found list, expected text"),
        ({"text": "x", "url": {}}, "url: found dict, expected text"),
        ({"text": "x", "published": []}, "published: found list, expected a day such as 2024-03"),
        ({"text": "x", "published": "2024/3/8"}, "expected a day in EDTF; write 2024-03-08"),
        ({"text": "x", "published": "2024年3月8日"}, "expected a day in EDTF; write 2024-03-08"),
        ({"text": "x", "published": "2024/13/8"}, "13"),
        ({"text": "x", "published": "昨天"}, "昨天"),
        ({"text": "x", "published": "2022/2023"}, "published: found '2022/2023', expected one day"),
    ],
)
def test_arguments_of_the_wrong_kind_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        read_news(**arguments)
    with pytest.raises(InvalidValueError, match=message):
        explain_news(**arguments)


@pytest.mark.parametrize("day", [date(2024, 3, 8), datetime(2024, 3, 8, 9, 30)])
def test_a_date_is_a_day_of_publication(day: date) -> None:
    reading = read_news("3月5日，我校校长何静走访企业。", published=day)
    assert str(reading.source.published) == "2024-03-08"


@pytest.mark.parametrize("hidden", ["\x1b", "\u200b", "\u202e", "\x07"])
def test_invisible_characters_are_no_part_of_a_name(hidden: str) -> None:
    page = f"3月5日，{hidden}星川职业技术学院校长何静率队前往江城蓝海\u200b智能装备有限公司走访。"
    (visit,) = read_news(page).visits
    assert visit.visitor == "institution:星川职业技术学院"
    assert visit.hosts == ("enterprise:江城蓝海智能装备有限公司",)
