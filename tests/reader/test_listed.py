"""Pass 2, organisations by company: names in a list that the text itself calls firms."""

import pytest

from schoolenterprise.reader._lexicon import default_lexicon
from schoolenterprise.reader._listed import scan_listed
from schoolenterprise.reader._organizations import scan_organizations
from schoolenterprise.reader._words import PageWords
from schoolenterprise.text import fold


def listed(text: str) -> list[str]:
    words = PageWords.of(fold(text, variants=True).text, default_lexicon())
    found = scan_listed(words, scan_organizations(words))
    return [each.name for each in sorted(found, key=lambda each: each.start)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("走访天元医疗、旭日科技、方正云图等4家企业", ["天元医疗", "旭日科技", "方正云图"]),
        ("走访天元医疗、旭日科技等企业", ["天元医疗", "旭日科技"]),
        ("走访天元医疗、旭日科技和方正云图三家单位", ["天元医疗", "旭日科技", "方正云图"]),
        ("走访天元医疗、旭日科技等十余家知名企业", ["天元医疗", "旭日科技"]),
        ("走访天元医疗、旭日科技等合作用人单位", ["天元医疗", "旭日科技"]),
        # A name that its ending gives away is found already.
        ("走访天元医疗、南江旭日科技有限公司等2家企业", ["天元医疗"]),
    ],
)
def test_the_items_of_a_list_of_firms_are_firms(text: str, names: list[str]) -> None:
    assert listed(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "走访天元医疗等4家企业",  # a list has two items
        "走访天元医疗、旭日科技",
        "走访天元医疗、旭日科技。等4家企业",
        "等4家企业",
        "解决就业问题、经费问题等企业难题",
        "来自护理专业、机电专业等单位",
        "就校企合作、实习实训及科技合作等问题走访企业",
        "通过实地走访、线上会议、企业进校园等方式联系企业",
        "33家行业协会、企业共计57家单位",
        "领导与南江五家企业座谈",
        "走访天元医疗、旭日科技等一批优秀而且十分有名又有实力的大型企业",
    ],
)
def test_other_lists_name_no_firms(text: str) -> None:
    assert listed(text) == []


def test_no_list_is_longer_than_a_hundred_items() -> None:
    assert len(listed("走访" + "天元医疗、" * 200 + "旭日科技等企业")) == 100
