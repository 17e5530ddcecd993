"""Where a post is whose title stands without a body."""

import pytest

from told import Told

S, A, B = "星川职业技术学院", "湖北云帆科技有限公司", "江苏蓝海集团"
M = "月川职业技术学院"


def home(text: str, name: str = "陈立") -> str:
    """The line of one person, empty where there is none."""
    return next((line for line in Told(text).people if line.split()[0] == name), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The sentence takes place at a body: 在某校, 走进某公司.
        (f"{S}校长何静很忙。在{M}，校长陈立介绍了办学情况。", f"陈立 校长 {M}"),
        (f"{S}校长何静很忙。走进{A}，总经理陈立正在开会。", f"陈立 总经理 {A}"),
        (f"{S}校长何静很忙。在{A}，办公室主任陈立接待了大家。", f"陈立 办公室主任 {A}"),
        # A clause that begins with a body goes on with its people.
        (f"{S}校长何静很忙。{M}强在管理，校长陈立介绍。", f"陈立 校长 {M}"),
        # … but who travels is of the page's own.
        (f"{S}校长何静很忙。在{M}，副校长陈立一行参观了车间。", f"陈立 副校长 {S}"),
        (f"{S}校长何静很忙。在{M}，副校长陈立看望了实习生。", f"陈立 副校长 {S}"),
        # A place of another kind has no such post.
        (f"{S}校长何静很忙。在{A}，副校长陈立介绍了办学情况。", f"陈立 副校长 {S}"),
        # At home 来校 leads to no other body.
        (f"{S}很忙。{A}来校洽谈，副校长陈立介绍了办学情况。", f"陈立 副校长 {S}"),
    ],
)
def test_a_post_is_where_the_sentence_takes_place(text: str, expected: str) -> None:
    assert home(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The party has reached a host, whose people receive.
        (f"{S}校长何静走访{A}。人力资源部部长陈立接待。", f"陈立 人力资源部部长 {A}"),
        (f"{S}校长何静走访{A}。办公室主任陈立介绍了岗位。", f"陈立 办公室主任 {A}"),
        (f"{S}校长何静走访{A}。\n办公室主任陈立、周明接待。", f"陈立 办公室主任 {A}"),
        (f"{S}校长何静走访{A}，再到{B}。办公室主任陈立接待。", f"陈立 办公室主任 {B}"),
        # Under a heading that is a body's name.
        (f"{S}校长何静走访企业。\n{A}\n办公室主任陈立接待。", f"陈立 办公室主任 {A}"),
        # … unless they come along with the guests.
        (f"{S}校长何静走访{A}。办公室主任陈立随行。", f"陈立 办公室主任 {S}"),
        (f"{S}校长何静走访{A}。办公室主任陈立参加。", f"陈立 办公室主任 {S}"),
        (f"{S}校长何静走访{A}。就业处处长陈立介绍了毕业生。", f"陈立 就业处处长 {S}"),
        # Two paragraphs on the party may be anywhere.
        (f"{S}校长何静走访{A}。\n略。\n略。\n办公室主任陈立作了总结。", f"陈立 办公室主任 {S}"),
        # Who comes to us meets our people.
        (f"{A}总经理周明来{S}考察。来校期间，办公室主任陈立陪同。", f"陈立 办公室主任 {S}"),
    ],
)
def test_a_post_is_at_the_host_that_the_party_has_reached(text: str, expected: str) -> None:
    assert home(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An office of state is at no school or firm.
        (f"{S}举行仪式，市长陈立出席。", "陈立 市长 ?"),
        (f"{S}举行仪式，副市长陈立出席。", "陈立 副市长 ?"),
        (f"{S}举行仪式，区委书记陈立出席。", "陈立 区委书记 ?"),
        (f"{S}举行仪式，县政协副主席陈立出席。", "陈立 县政协副主席 ?"),
        (f"{S}举行仪式，市委常委陈立出席。", "陈立 市委常委 ?"),
        (f"{S}举行仪式，泸州市市长陈立出席。", "陈立 泸州市市长 ?"),
        (f"{S}举行仪式，泸州团委书记陈立出席。", "陈立 泸州团委书记 ?"),
        # … but at the government of its level, where the page names one.
        (f"{S}与泸州市人民政府签约，市长陈立出席。", "陈立 市长 泸州市人民政府"),
        (f"{S}与泸州市人民政府签约，县长陈立出席。", "陈立 县长 ?"),
        # Posts that only sound alike are a school's or a firm's own.
        (f"{S}举行仪式，团委书记陈立出席。", f"陈立 团委书记 {S}"),
        (f"{S}举行仪式，纪委书记陈立出席。", f"陈立 纪委书记 {S}"),
        (f"{S}举行仪式，校长陈立出席。", f"陈立 校长 {S}"),
        (f"{S}举行仪式，总书记陈立指出。", "陈立 总书记 ?"),
    ],
)
def test_an_office_of_state_is_at_no_school(text: str, expected: str) -> None:
    assert home(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A post that only firms have is at the firm named last.
        (f"{S}与{A}合作。会上，总经理陈立表示满意。", f"陈立 总经理 {A}"),
        (f"{S}与{A}、{B}合作。会上，总经理陈立表示满意。", f"陈立 总经理 {B}"),
        # A post that any body has is at the page's own.
        (f"{S}与{A}合作。会上，党委书记陈立表示满意。", f"陈立 党委书记 {S}"),
        # A post that only schools have is at no firm.
        (f"{S}与{A}合作。会上，院长陈立表示满意。", f"陈立 院长 {S}"),
        (f"{S}与{A}合作。会上，教务处处长陈立表示满意。", f"陈立 教务处处长 {S}"),
        (f"{S}与{A}合作。会上，校团委书记陈立表示满意。", f"陈立 团委书记 {S}"),
        # No body of the kind is named: the page's own.
        (f"{S}举行仪式。会上，总经理陈立表示满意。", f"陈立 总经理 {S}"),
    ],
)
def test_a_post_is_where_its_title_is_found(text: str, expected: str) -> None:
    assert home(text) == expected
