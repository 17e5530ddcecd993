"""Passes 2 and 5, programs: named campaigns, without quotes, years and issuing offices."""

import pytest

from schoolenterprise.reader import read_news
from schoolenterprise.reader._lexicon import default_lexicon
from schoolenterprise.reader._programs import scan_programs
from schoolenterprise.reader._words import PageWords
from schoolenterprise.text import fold


def programs(text: str) -> list[str]:
    words = PageWords.of(fold(text, variants=True).text, default_lexicon())
    return [each.name for each in scan_programs(words)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开展2022年“春风企业行”活动", "春风企业行"),
        ("学校启动“千帆计划”专项行动", "千帆计划"),
        ("推进“一号位”工程", "一号位"),
        ("列入“双高”建设", "双高"),
        ("「春风企业行」系列活动", "春风企业行"),
        ("实施“强基＋”计划", "强基+"),
        ("湖北省高校干部访企拓岗促就业专项行动", "湖北省高校干部访企拓岗促就业专项行动"),
        ("2022年湖北省高校干部访企拓岗促就业专项行动", "湖北省高校干部访企拓岗促就业专项行动"),
        ("教育部全国高校书记校长访企拓岗促就业专项行动", "全国高校书记校长访企拓岗促就业专项行动"),
        ("落实第四期创业特训营", "创业特训营"),
        ("获批教育部产学合作协同育人项目", "教育部产学合作协同育人项目"),
        ("参加2023届高校毕业生就业促进周", "高校毕业生就业促进周"),
        ("结合访企拓岗促就业，校长走访企业", "访企拓岗促就业"),
        ("积极响应全国高校访企拓岗促就业专项行动", "全国高校访企拓岗促就业专项行动"),
        ("印发关于开展全国高校访企拓岗促就业专项行动的通知", "全国高校访企拓岗促就业专项行动"),
        ("部署开展春风就业专项行动", "春风就业专项行动"),
        ("启动“冬日送暖”走访活动", "冬日送暖"),
        ("以实施现场工程师专项培养计划为抓手", "现场工程师专项培养计划"),
        ("开展“访企拓岗”专项行动", "访企拓岗"),
    ],
)
def test_a_campaign_is_named_without_quotes_years_and_offices(text: str, name: str) -> None:
    assert programs(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "“春风企业行”",  # a name of what?
        "“校企合作签约”活动",
        "“名师论坛”活动",
        "“春风企业行”活动仪式",
        "“春风企业行”项目启动仪式",
        "开展访企拓岗",
        "开展“访企拓岗”活动",
        "2022年专项行动",
        "第四期特训营",
        "学校“合”活动",
        "“" + "很" * 25 + "”活动",
        "为" + "很" * 31 + "专项行动",
    ],
)
def test_what_names_no_campaign_is_left_alone(text: str) -> None:
    assert programs(text) == []


def test_a_campaign_is_one_program_however_often_it_is_named() -> None:
    reading = read_news("我校\n“春风企业行”活动开始。“春风企业行”活动结束。学校实施“双高”建设。")
    assert [each.name for each in reading.programs] == ["春风企业行", "双高"]


def test_the_bare_campaign_goes_under_its_fullest_name() -> None:
    reading = read_news(
        "访企拓岗促就业见成效\n学校落实访企拓岗促就业专项行动。湖北省高校干部访企拓岗促就业专项行动启动。"
    )
    found = {each.name: each.aliases for each in reading.programs}
    assert found == {
        "湖北省高校干部访企拓岗促就业专项行动": ("访企拓岗促就业",),
        "访企拓岗促就业专项行动": (),
    }


def test_the_bare_campaign_is_a_program_where_no_fuller_name_stands() -> None:
    reading = read_news("访企拓岗促就业\n校领导走访企业，访企拓岗促就业。")
    assert [each.name for each in reading.programs] == ["访企拓岗促就业"]
