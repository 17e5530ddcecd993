"""Visits: who goes, led by whom, to which hosts, when, and who receives them."""

import pytest

from schoolenterprise.vocabulary import VisitMode, VisitPurpose
from told import Told

S, A, B, C = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团", "云海精工有限公司"


def visits(text: str) -> list[str]:
    return Told(text).visits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Outbound, with each of the verbs of going.
        (f"3月5日，{S}校长何静前往{A}走访。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静带队赴{A}调研。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静到{A}考察。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静来到{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静深入{A}了解情况。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静拜访了{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静参观考察{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        # The school alone, or nobody named.
        (f"3月5日，{S}走访{A}。", [f"2024-03-05 {S} → {A}"]),
        (f"3月5日，学校领导走访{A}。{S}很重视。", [f"2024-03-05 {S} → {A}"]),
        # Without a date, and with the date behind the verb.
        (f"{S}校长何静走访{A}。", [f"? {S}(何静) → {A}"]),
        (f"{S}校长何静走访{A}，时间是3月5日。", [f"2024-03-05 {S}(何静) → {A}"]),
        # With the date of an earlier sentence.
        (f"3月5日，天气晴好。{S}校长何静走访{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"{S}很重视。3月5日走访{A}。", [f"2024-03-05 {S} → {A}"]),
        # A department goes for its school.
        (f"3月5日，{S}商学院院长李明走访{A}。", [f"2024-03-05 {S}(李明) → {A}"]),
    ],
)
def test_a_school_goes_to_a_firm(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"3月5日，{A}总经理陈立来校考察。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立一行来访。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立莅临{S}指导。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立到{S}洽谈。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立来{S}考察。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立来我校考察。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}来访。{S}满意。", [f"2024-03-05 {A} → {S}"]),
        (f"3月5日，{A}总经理陈立一行到校交流。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，{A}总经理陈立前来洽谈合作。{S}满意。", [f"2024-03-05 {A}(陈立) → {S}"]),
        (f"3月5日，新生到校报到。{S}满意。", []),
        (f"3月5日，{A}到{S}考察。", [f"2024-03-05 {A} → {S}"]),
        # What the guests see of their own is no visit to themselves.
        (
            f"3月5日，{A}总经理陈立来{S}考察，一行还参观了{A}捐建的实训室。",
            [f"2024-03-05 {A}(陈立) → {S}"],
        ),
        # The people who receive: named as such, or at the meeting.
        (
            f"3月5日，{A}总经理陈立来校考察。{S}校长何静陪同。",
            [f"2024-03-05 {A}(陈立) → {S} (何静)"],
        ),
        (
            f"3月5日，{A}总经理陈立来{S}考察，校长何静、副校长李望接待。",
            [f"2024-03-05 {A}(陈立) → {S} (何静、李望)"],
        ),
        (
            f"3月5日，{A}总经理陈立来{S}考察。校长何静接待。副校长李望另有讲话。",
            [f"2024-03-05 {A}(陈立) → {S} (何静)"],
        ),
        (
            f"3月5日，{A}总经理陈立来{S}考察。校长何静参加座谈。",
            [f"2024-03-05 {A}(陈立) → {S} (何静)"],
        ),
        # 赴 and the place in the school's name.
        (
            f"3月5日，{A}总经理陈立率队赴泸州考察。泸州星川职业学院满意。",
            [f"2024-03-05 {A}(陈立) → 泸州星川职业学院"],
        ),
        (f"3月5日，{A}总经理陈立率队赴成都考察。泸州星川职业学院满意。", []),
    ],
)
def test_a_firm_comes_to_the_school(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"3月5日，{S}校长何静走访{A}、{B}和{C}。", [f"2024-03-05 {S}(何静) → {A}、{B}、{C}"]),
        (f"3月5日，{S}校长何静走访{A}、{B}等企业。", [f"2024-03-05 {S}(何静) → {A}、{B}等"]),
        (f"3月5日，{S}校长何静走访{A}、{B}等2家企业。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (f"3月5日，{S}校长何静先后走访{A}，以及{B}。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (f"3月5日，{S}校长何静走访{A}，随后前往{B}走访。", [f"2024-03-05 {S}(何静) → {A}、{B}"]),
        (
            f"3月5日，{S}校长何静走进云帆科技、蓝海医疗等3家企业。",
            [f"2024-03-05 {S}(何静) → 云帆科技、蓝海医疗"],
        ),
        # The same host twice is one host.
        (f"3月5日，{S}校长何静走访{A}、{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        # What only places a host, or belongs to it, is none.
        (f"3月5日，{S}校长何静走访位于云帆科技园的{A}。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静走访{A}的车间。", [f"2024-03-05 {S}(何静) → {A}"]),
        # The list ends where the sentence turns to something else.
        (f"3月5日，{S}校长何静走访{A}，与{B}合作多年。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静走访{A}，出席{B}的会议。", [f"2024-03-05 {S}(何静) → {A}"]),
        (f"3月5日，{S}校长何静走访{A}；{B}也很好。", [f"2024-03-05 {S}(何静) → {A}"]),
    ],
)
def test_a_trip_has_the_hosts_of_its_list(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Hosts in later sentences belong to the trip of the day.
        (
            f"3月5日，{S}校长何静走访{A}。何静来到{B}考察。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。\n何静一行还走访了{B}。\n最后，何静走访{C}。",
            [f"2024-03-05 {S}(何静) → {A}、{B}、{C}"],
        ),
        # The opening sentence tells who, later ones where.
        (
            f"3月5日至7日，{S}校长何静率队赴三地走访用人单位，副校长李望随行。"
            f"何静一行来到{A}考察。何静一行走访{B}。",
            [f"2024-03-05/2024-03-07 {S}(何静、李望) → {A}、{B}"],
        ),
        (
            f"3月5日，{S}校长何静率队走访用人单位，副校长李望随行。随后来到{A}考察。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        # A stop of the trip: 在…, somebody did something.
        (
            f"3月5日，{S}校长何静走访{A}。在{B}，何静看望了实习生。",
            [f"2024-03-05 {S}(何静) → {A}、{B}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。在{B}，签约仪式隆重举行。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
        (f"在{B}，何静看望了实习生。{S}满意。", []),
        # A later verb of the sentence keeps who goes, unless somebody else leads.
        (
            f"3月5日，{S}校长何静走访{A}，随后与{A}总经理陈立一同考察{B}。",
            [f"2024-03-05 {S}(何静) → {A}、{B} (陈立)"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}，副校长李望带队走访{B}。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-05 {S}(李望) → {B}"],
        ),
        # Another day, another leader, another visitor: another trip.
        (
            f"3月5日，{S}校长何静走访{A}。3月6日，何静走访{B}。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-06 {S}(何静) → {B}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。3月5日，副校长李望走访{B}。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-05 {S}(李望) → {B}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。3月5日，{B}总经理陈立来访。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-05 {B}(陈立) → {S}"],
        ),
        # A day within the period of the trip belongs to it.
        (
            f"3月5日至7日，{S}校长何静走访{A}。3月6日，何静走访{B}。",
            [f"2024-03-05/2024-03-07 {S}(何静) → {A}、{B}"],
        ),
        # The same trip told again adds the people it names.
        (
            f"3月5日，{S}校长何静走访{A}。何静与副校长李望走访{A}。何静、李望走访{A}。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        (
            f"3月5日，{S}走访{A}。当天，{S}校长何静走访{A}。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
    ],
)
def test_later_sentences_add_to_the_trip_or_open_another(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"3月5日，{S}校长何静、副校长李望走访{A}。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        (
            f"3月5日，{S}校长何静带领教务处处长王芳走访{A}。",
            [f"2024-03-05 {S}(何静、王芳) → {A}"],
        ),
        # Who else came along, in a sentence of their own.
        (
            f"3月5日，{S}校长何静走访{A}。副校长李望、教务处处长王芳参加活动。",
            [f"2024-03-05 {S}(何静、李望、王芳) → {A}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。副校长李望、{B}总裁周明参加活动。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。副校长李望随行。{A}总经理陈立陪同参加。",
            [f"2024-03-05 {S}(何静、李望) → {A} (陈立)"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。\n副校长李望参加活动。",
            [f"2024-03-05 {S}(何静、李望) → {A}"],
        ),
        # … which a page of several trips only says of the one before it in the paragraph.
        (
            f"3月5日，{S}校长何静走访{A}。\n3月6日，何静走访{B}。\n副校长李望参加活动。",
            [f"2024-03-05 {S}(何静) → {A}", f"2024-03-06 {S}(何静) → {B}"],
        ),
        # Who receives does not go.
        (
            f"3月5日，{S}校长何静在{A}总经理陈立陪同下，走访了{B}。",
            [f"2024-03-05 {S}(何静) → {B}"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}，总经理陈立接待。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)"],
        ),
        (
            f"3月5日，{S}校长何静走访{A}。{A}董事长周明、总经理陈立介绍了情况。",
            [f"2024-03-05 {S}(何静) → {A} (周明、陈立)"],
        ),
        # A bureau of the park that is visited receives too.
        (
            f"3月5日，{S}校长何静走访苏州工业园区。"
            "苏州工业园区人力资源和社会保障局副局长刘群参加座谈。",
            [f"2024-03-05 {S}(何静) → 苏州工业园区 (刘群)"],
        ),
        # Of several trips, the people of the sentences nearby.
        (
            f"3月5日，{S}校长何静走访{A}。{A}总经理陈立接待。\n略。\n略。\n"
            f"3月6日，何静走访{B}。{B}总裁周明接待。",
            [f"2024-03-05 {S}(何静) → {A} (陈立)", f"2024-03-06 {S}(何静) → {B} (周明)"],
        ),
    ],
)
def test_people_go_along_or_receive(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Planned, wished for, invited, denied.
        f"{S}校长何静将前往{A}走访。",
        f"下一步，{S}计划走访{A}。",
        f"{S}希望到{A}走访。",
        f"{S}邀请{A}来校考察。",
        f"{S}校长何静没有走访{A}。",
        f"{S}尚未走访{A}。",
        f"双方商定，{S}走访{A}。",
        # Quoted.
        f"{S}校长何静说：“去年我们到{A}走访过很多次，也看望了很多实习的学生，大家都很好。”",
        # No place of a body.
        f"{S}校长何静走访企业。",
        f"{S}校长何静来到会场，{A}很大。",
        f"{S}校长何静感受到{A}的热情。",
        # A ceremony with guests.
        f"{A}总经理陈立出席{S}的仪式。",
        "嘉宾参观毕业展。",
        f"{S}的学生来到{A}。",
        # Headlines tell nothing that the page does not tell again.
        f"{S}校长何静走访{A}\n活动很成功。",
    ],
)
def test_what_is_no_visit(text: str) -> None:
    assert visits(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A caption tells of a trip that the page tells of, or of one of its own.
        (
            f"活动纪实\n{S}校长何静带队到{A}走访\n3月5日，{S}校长何静走访{A}，很有收获。",
            [f"2024-03-05 {S}(何静) → {A}"],
        ),
        (
            f"活动纪实\n3月5日，{S}校长何静走访{A}，很有收获。\n{S}副校长李望带队到{B}走访",
            [f"2024-03-05 {S}(何静) → {A}", f"? {S}(李望) → {B}"],
        ),
    ],
)
def test_captions(text: str, expected: list[str]) -> None:
    assert visits(text) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3月5日", "2024-03-05"),
        ("3月5日至7日", "2024-03-05/2024-03-07"),
        ("2月中旬", "2024-02~"),
        ("2月中旬以来", "2024-02~"),
        ("近日", "?"),
        ("2023年3月", "2023-03"),
    ],
)
def test_a_trip_bears_the_date_of_its_sentence(text: str, date: str) -> None:
    assert visits(f"{text}，{S}校长何静走访{A}。") == [f"{date} {S}(何静) → {A}"]


@pytest.mark.parametrize(
    ("text", "mode", "purposes"),
    [
        (f"{S}校长何静走访{A}。", VisitMode.ON_SITE, ()),
        (f"{A}总经理陈立来访。{S}满意。", VisitMode.INBOUND, ()),
        (
            f"{S}校长何静赴{A}开展访企拓岗，洽谈合作。",
            VisitMode.ON_SITE,
            (VisitPurpose.JOB_DEVELOPMENT, VisitPurpose.COOPERATION_TALKS),
        ),
        (f"{S}校长何静到{A}看望实习学生。", VisitMode.ON_SITE, (VisitPurpose.INTERN_CARE,)),
        (
            f"{S}校长何静到{A}了解人才需求，回访毕业生。",
            VisitMode.ON_SITE,
            (VisitPurpose.GRADUATE_FOLLOW_UP, VisitPurpose.DEMAND_SURVEY),
        ),
    ],
)
def test_a_trip_says_how_and_what_for(
    text: str, mode: VisitMode, purposes: tuple[VisitPurpose, ...]
) -> None:
    (visit,) = Told(text).reading.visits
    assert (visit.mode, visit.purposes) == (mode, purposes)


def test_guests_who_are_named_behind_the_verb_come_too() -> None:
    text = f"3月5日，{S}校长何静与来访的{A}总经理陈立一行座谈，副校长李望参加。"
    assert visits(text) == [f"2024-03-05 {A}(陈立) → {S} (何静、李望)"]
