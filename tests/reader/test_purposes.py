"""Pass 5, purposes: what a trip was for, by the words of its sentence."""

import pytest

from schoolenterprise.reader import read_news
from schoolenterprise.reader._bodies import Cast
from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._lexicon import default_lexicon
from schoolenterprise.reader._page import parse_page
from schoolenterprise.reader._purposes import purposes_in
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import VisitPurpose

FIRM = "南江光谷软件有限公司"


@pytest.mark.parametrize(
    ("words", "purposes"),
    [
        ("", ()),
        ("，开拓就业岗位", (VisitPurpose.JOB_DEVELOPMENT,)),
        ("，开展访企拓岗", (VisitPurpose.JOB_DEVELOPMENT,)),
        ("，了解毕业生成长", (VisitPurpose.GRADUATE_FOLLOW_UP,)),
        ("，看望实习学生", (VisitPurpose.INTERN_CARE,)),
        ("，了解人才需求", (VisitPurpose.DEMAND_SURVEY,)),
        ("，洽谈合作事宜", (VisitPurpose.COOPERATION_TALKS,)),
        (
            "，拓宽就业渠道，洽谈合作",
            (VisitPurpose.JOB_DEVELOPMENT, VisitPurpose.COOPERATION_TALKS),
        ),
    ],
)
def test_the_sentence_of_a_trip_says_what_it_is_for(
    words: str, purposes: tuple[VisitPurpose, ...]
) -> None:
    (visit,) = read_news(f"我校\n3月5日，我校校长张大为走访{FIRM}{words}。双方就需求交流。").visits
    assert visit.purposes == purposes


def test_a_trip_that_no_sentence_tells_of_has_no_purpose() -> None:
    words = PageWords.of("校领导走访企业。", default_lexicon())
    scene = Scene(parse_page(words.text), Cast(), words)
    assert purposes_in(scene, VisitFact(None, None, [])) == ()
