"""Checks of numbers: names in a list, agreements told of, parts and wholes, percentages of a text."""

from time import process_time

import pytest

from schoolenterprise import read_news
from schoolenterprise.check import (
    check,
    check_lists,
    check_outcomes,
    check_percentages,
    check_signings,
    check_sums,
    check_totals,
)
from schoolenterprise.dates import PartialDate
from schoolenterprise.errors import Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Count,
    Evidence,
    Organization,
    Outcome,
    Participant,
    Source,
    Visit,
)
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import AgreementStatus, CountKind

SCHOOL = "institution:星川职业技术学院"
DAY = PartialDate("2024-03-05")
NAMES = [
    f"{stem}科技有限公司"
    for stem in ["甲辰", "乙巳", "丙午", "丁未", "戊申", "己酉", "庚戌", "辛亥", "壬子", "癸丑"]
]


def firms(number: int) -> tuple[str, ...]:
    return tuple(f"enterprise:{name}" for name in NAMES[:number])


def count(
    number: str, what: CountKind = CountKind.ENTERPRISES_VISITED, body: str = SCHOOL
) -> Count:
    return Count(
        id=f"count:{body}/{number}",
        what=what,
        quantity=Quantity.parse(number),
        organization=body,
        date=DAY,
    )


class TestListsOfAText:
    @staticmethod
    def problems(before: str, names: int, behind: str) -> list[str]:
        """The codes on a page whose sentence has so many names between two pieces."""
        page = f"3月5日，星川职业技术学院校长何静{before}{'、'.join(NAMES[:names])}{behind}。"
        ledger = read_news(page, published="2024-03-08").ledger()
        return [each.code for each in check(ledger)]

    def test_a_list_of_long_names_is_held_against_its_number(self) -> None:
        names = "、".join(f"湖北青石{name}" for name in NAMES[:9])
        page = f"3月5日，星川职业技术学院校长何静走访{names}等{{}}家企业。"
        found = {}
        for number in (9, 10):
            ledger = read_news(page.format(number), published="2024-03-08").ledger()
            assert [str(each.quantity) for each in ledger.counts] == [f"{number}家"]
            found[number] = [each.code for each in check(ledger)]
        assert found == {9: [], 10: ["count-disagrees-with-list"]}

    @pytest.mark.parametrize(
        ("before", "names", "behind"),
        [
            ("走访", 9, "等10家企业"),
            (
                "前往湖北省武汉市东湖新技术开发区和湖北省宜昌市高新技术产业开发区走访",
                9,
                "等10家企业",
            ),
            ("走访", 3, "等2家企业"),
            ("走访", 4, "等3家单位"),
            ("代表学校与", 3, "4家企业签订合作协议"),
            ("代表学校与", 9, "等10家企业签订校企合作协议"),
            ("代表学校与", 3, "等2家企业签订校企合作协议"),
        ],
    )
    def test_a_number_that_the_names_contradict_is_told(
        self, before: str, names: int, behind: str
    ) -> None:
        assert self.problems(before, names, behind) == ["count-disagrees-with-list"]

    @pytest.mark.parametrize(
        ("before", "names", "behind"),
        [
            ("走访", 9, "等9家企业"),
            ("走访", 2, "等10家企业"),
            ("走访", 3, "等4家企业"),
            ("走访", 9, "等10余家企业"),
            ("走访星川产业园，先后到", 4, "等4家企业"),
            ("走访星川产业园、", 4, "等4家企业"),
            ("代表学校与", 3, "3家企业签订合作协议"),
            ("代表学校与", 2, "等8家企业签订校企合作协议"),
        ],
    )
    def test_a_number_that_may_be_right_is_not(self, before: str, names: int, behind: str) -> None:
        assert self.problems(before, names, behind) == []

    @pytest.mark.parametrize(("number", "found"), [("4家", 1), ("3家", 0), ("2家", 1)])
    def test_the_school_itself_is_none_of_the_names(self, number: str, found: int) -> None:
        page = f"3月5日，星川职业技术学院与{'、'.join(NAMES[:3])}{number}企业签订合作协议。"
        assert len(check(read_news(page, published="2024-03-08").ledger())) == found

    def test_a_name_that_no_record_has_leaves_the_list_unjudged(self) -> None:
        text = "走访甲公司、云海、乙公司和丙公司4家企业"
        source = Source(id="source:1", text=text)

        def quoted(field: str, quote: str) -> Evidence:
            start = text.index(quote)
            return Evidence(
                source=source.id, field=field, start=start, end=start + len(quote), quote=quote
            )

        visit = Visit(
            id="visit:1",
            hosts=("enterprise:乙", "enterprise:丙"),
            evidence=(quoted("hosts[0]", "乙公司"), quoted("hosts[1]", "丙公司")),
        )
        stated = Count(
            what=CountKind.ENTERPRISES_VISITED,
            quantity=Quantity.parse("4家"),
            evidence=(quoted("quantity", "4家"),),
        )
        assert list(check_lists(Ledger([source, visit, stated]))) == []


class TestOutcomes:
    @staticmethod
    def problems(visit: Visit, *counts: Count) -> list[Problem]:
        return list(check_outcomes(Ledger([visit, *counts])))

    @pytest.mark.parametrize(
        ("number", "hosts", "more"),
        [("4家", 3, False), ("≥5家", 3, False), ("2家", 3, True), ("10家", 9, True)],
    )
    def test_a_visit_has_as_many_hosts_as_it_says(
        self, number: str, hosts: int, more: bool
    ) -> None:
        outcome = Outcome(what=CountKind.ENTERPRISES_VISITED, quantity=Quantity.parse(number))
        visit = Visit(id="visit:1", hosts=firms(hosts), more_hosts=more, outcomes=(outcome,))
        (problem,) = self.problems(visit)
        assert (problem.code, problem.place.path) == (
            "count-disagrees-with-list",
            "outcomes[0].quantity",
        )
        assert str(hosts) in problem.found

    @pytest.mark.parametrize(
        ("number", "hosts", "more"),
        [
            ("3家", firms(3), False),
            ("4家", firms(3), True),
            ("约4家", firms(3), False),
            ("3家", (*firms(3), "organization:星川产业园"), False),
            ("4家", (*firms(3), "organization:星川产业园"), False),
            ("4家", (), False),
        ],
    )
    def test_open_lists_about_and_parks_are_treated_mildly(
        self, number: str, hosts: tuple[str, ...], more: bool
    ) -> None:
        outcome = Outcome(what=CountKind.ENTERPRISES_VISITED, quantity=Quantity.parse(number))
        assert self.problems(Visit(hosts=hosts, more_hosts=more, outcomes=(outcome,))) == []

    @pytest.mark.parametrize(("number", "found"), [("1人", 1), ("≤1人", 1), ("2人", 0), ("9人", 0)])
    def test_no_more_people_are_named_than_took_part(self, number: str, found: int) -> None:
        outcome = Outcome(what=CountKind.PARTICIPANTS, quantity=Quantity.parse(number))
        people = (Participant(name="何静"), Participant(name="方远"))
        assert len(self.problems(Visit(participants=people, outcomes=(outcome,)))) == found

    @pytest.mark.parametrize(("number", "found"), [("4家", 1), ("2家", 1), ("3家", 0), ("≥2家", 0)])
    def test_a_count_of_a_day_is_that_of_its_visits(self, number: str, found: int) -> None:
        visit = Visit(date=DAY, visitor=SCHOOL, hosts=firms(3))
        problems = self.problems(visit, count(number))
        assert [each.place.record for each in problems] == [f"count:{SCHOOL}/{number}"] * found

    def test_a_count_of_another_day_or_body_is_not(self) -> None:
        visit = Visit(date=PartialDate("2024-03-06"), visitor=SCHOOL, hosts=firms(3))
        assert self.problems(visit, count("9家"), count("8家", body="institution:云海")) == []


class TestSignings:
    @staticmethod
    def problems(number: str, signed: int, *others: Agreement) -> list[Problem]:
        agreements = [
            Agreement(date=DAY, parties=(SCHOOL, firm), subject="合作协议")
            for firm in firms(signed)
        ]
        stated = count(number, CountKind.AGREEMENTS_SIGNED)
        return list(check_signings(Ledger([*agreements, *others, stated])))

    @pytest.mark.parametrize("number", ["10家", "10份", "10–11家", "10个"])
    def test_nine_of_ten_have_lost_one(self, number: str) -> None:
        (problem,) = self.problems(number, 9)
        assert problem.code == "count-disagrees-with-list"
        assert problem.place.path == "quantity"

    @pytest.mark.parametrize(
        ("number", "signed"), [("10家", 10), ("10家", 2), ("≥10家", 9), ("约10家", 9), ("5家", 9)]
    )
    def test_a_text_need_not_name_all(self, number: str, signed: int) -> None:
        assert self.problems(number, signed) == []

    def test_agreements_that_are_not_signed_yet_do_not_count(self) -> None:
        planned = Agreement(
            date=DAY, parties=(SCHOOL, firms(10)[9]), status=AgreementStatus.PLANNED
        )
        assert len(self.problems("10家", 9, planned)) == 1

    def test_one_agreement_of_many_parties_may_be_meant(self) -> None:
        joint = Agreement(date=DAY, parties=(SCHOOL, *firms(10)))
        assert self.problems("10家", 0, joint) == []


class TestTotals:
    @staticmethod
    def problems(
        what: CountKind, whole: str, *parts: str, date: PartialDate = DAY
    ) -> list[Problem]:
        bodies = [
            Organization(id=f"organization:{at}", name=f"第{at}", parent="organization:all")
            for at in range(len(parts))
        ]
        stated = [count(part, what, body.id) for part, body in zip(parts, bodies, strict=True)]
        total = Count(
            id="count:all",
            what=what,
            quantity=Quantity.parse(whole),
            organization="organization:all",
            date=date,
        )
        return list(check_totals(Ledger([*bodies, *stated, total])))

    @pytest.mark.parametrize(
        ("what", "whole", "parts"),
        [
            (CountKind.POSTS_OFFERED, "100个", ["60个", "50个"]),
            (CountKind.INTERNS, "≤100人", ["≥101人"]),
            (CountKind.ENTERPRISES_VISITED, "10家", ["11家", "5家"]),
            (CountKind.AGREEMENTS_SIGNED, "约100份", ["60份", "60份"]),
        ],
    )
    def test_parts_above_their_whole_are_told(
        self, what: CountKind, whole: str, parts: list[str]
    ) -> None:
        (problem,) = self.problems(what, whole, *parts)
        assert (problem.code, problem.place.record) == ("total-does-not-add-up", "count:all")

    @pytest.mark.parametrize(
        ("what", "whole", "parts"),
        [
            (CountKind.POSTS_OFFERED, "100个", ["60个", "40个"]),
            (CountKind.POSTS_OFFERED, "100个", ["60个"]),
            (CountKind.POSTS_OFFERED, "≥100个", ["60个", "50个"]),
            (CountKind.ENTERPRISES_VISITED, "10家", ["8家", "5家"]),
            (CountKind.POSTS_OFFERED, "约100个", ["60个", "45个"]),
        ],
    )
    def test_parts_that_leave_something_or_overlap_are_not(
        self, what: CountKind, whole: str, parts: list[str]
    ) -> None:
        assert self.problems(what, whole, *parts) == []

    def test_counts_of_other_dates_are_not_parts(self) -> None:
        found = self.problems(CountKind.INTERNS, "9人", "20人", date=PartialDate("2020"))
        assert found == []


def problems_of(text: str) -> list[Problem]:
    ledger = Ledger([Source(id="source:1", text=text)])
    return [*check_sums(ledger), *check_percentages(ledger)]


class TestSums:
    @pytest.mark.parametrize(
        "text",
        [
            "走访企业10家，其中省内6家、省外5家。",
            "走访企业30家，其中省内企业16家，省外企业15家。",
            "招聘学生50人（男30人，女15人）。",
            "毕业生1200人，包括本科生800人、专科生300人。",
            "走访企业10家，其中省内6家、省外5家、港澳台1家。",
        ],
    )
    def test_two_parts_that_make_no_whole_are_told(self, text: str) -> None:
        (problem,) = problems_of(text)
        assert (problem.code, problem.place.path) == ("total-does-not-add-up", "text")

    @pytest.mark.parametrize(
        "text",
        [
            "走访企业10家，其中省内6家、省外4家。",
            "走访企业10余家，其中省内6家、省外5家。",
            "走访企业10家，其中省内6家、外资5家。",
            "走访企业10家，其中省内6家、提供岗位5个。",
            "走访企业10家。省内6家、省外5家。",
            "毕业生500人，其中本科200人、专科250人、研究生50人。",
            "走访企业50家，其中省内30家、省外15家、港澳台5家。",
            "走访企业50家，其中省内30家、省外15家，其余在境外。",
            "走访企业50家次，其中省内30家、省外15家。",
            "走访企业约10家，其中省内6家、省外5家。",
        ],
    )
    def test_parts_that_may_be_others_are_not(self, text: str) -> None:
        assert problems_of(text) == []


class TestPercentages:
    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("走访企业8,400家，其中省内企业5,250家，占比71.30%。", "62.50%"),
            ("走访企业８４００家。其中，省内企业５２５０家，占７１．３％。", "62.5%"),
            ("省内企业5250家，占8400家企业的71.3%。", "62.5%"),
            ("省内占71.3%（5250/8400）。", "62.5%"),
            ("走访企业8400家，其中省内企业5250家，占70%以上。", "62%"),
            ("5250/8400，占比71.3%。", "62.5%"),
            ("共走访8400家，省内5250家，约占总数的71.3%。", "62.5%"),
            ("走访企业8400家，提供岗位900个，其中省内5250家（占比71.3%）。", "62.5%"),
            ("培训1.3万人，其中女生4500人，占44.5%。", "33.3% to 36.0%"),
            ("走访企业8400家，其中省内企业5250家，占走访企业总数的71%。", "62%"),
            ("共走访企业8400家，其中省内5250家（71.3%）。", "62.5%"),
            ("共走访企业8400家，其中省内5250家、占比71.3%。", "62.5%"),
            ("走访8400家企业，其中5250家为省内企业，占71.3%。", "62.5%"),
            ("走访8400家企业（省内5250家，占71.3%）。", "62.5%"),
            ("共走访企业8400家次，其中省内5250家次，占71.3%。", "62.5%"),
            ("走访企业8400家，省内企业5250家，占走访总量的71.3%。", "62.5%"),
        ],
    )
    def test_one_that_fits_no_numbers_is_told_with_the_right_one(
        self, text: str, right: str
    ) -> None:
        (problem,) = problems_of(text)
        assert problem.code == "percentage-does-not-fit"
        assert problem.expected.startswith(f"{right}, ")
        assert problem.severity is Severity.WARNING

    @pytest.mark.parametrize(
        "text",
        [
            "走访企业8,400家，其中省内企业5,250家，占比62.50%。",
            "走访企业8400家，其中省内企业5250家，占63%。",
            "走访企业8400家，其中省内企业5250家，约占65%。",
            "走访企业8400余家，其中省内企业5250家，占62.2%。",
            "培训1.3万人，其中女生4500人，占35.9%。",
            "工科毕业生3000人，文科毕业生2000人，占比40%。",
            "走访企业8400家，省内企业5250家，占全省企业的3%。",
            "走访企业8400家，其中省内企业占71.3%。",
            "共走访企业8400家，其中省内5250家（62.5%）。",
            "共走访企业8400家，其中省内5250家（同比增长71.3%）。",
            "走访8400家次，其中省内企业5250家，占71.3%。",
            "走访8400家企业（含线上），省内5250家，占71.3%。",
            "省内企业5250家，占71.3%，共走访8400家。",
            "毕业生5000人，其中就业3000人，其中留校400人，占9.9%。",
            "岗位比去年的5250个增长71.3%，共8400个。",
            "走访企业8400家，其中省内企业5250家，占50%以上。",
            "走访企业8400家，其中省内企业5250家，占60%—70%。",
            "走访企业8400家，其中省内企业5250家，占比60-70%。",
            "走访0家，其中省内0家，占100%。",
            "占71.3%（5250/0），占（/）%，占%",
        ],
    )
    def test_one_that_fits_or_whose_whole_is_open_is_not(self, text: str) -> None:
        assert problems_of(text) == []

    def test_the_problem_tells_where_the_words_stand(self) -> None:
        (problem,) = problems_of("一、走访\n走访企业8400家，其中省内企业5250家，占比71.3%。")
        assert problem.found == "5250家，占比71.3% (offset 21)"
        assert problem.place.path == "text"

    @pytest.mark.parametrize("places", [0, 1, 2, 3])
    def test_rounding_decides_to_half_of_the_last_figure(self, places: int) -> None:
        right = f"{round(100 * 4557 / 6751, places):.{places}f}"
        wrong = f"{round(100 * 4557 / 6751 + 10**-places, places):.{places}f}"
        text = "走访企业6751家，其中省内企业4557家，占比{}%。"
        assert problems_of(text.format(right)) == []
        assert len(problems_of(text.format(wrong))) == 1

    @pytest.mark.parametrize(
        "piece", ["9", "占", "1家", "其中", "1%", "1/", "9家占8%", "9,", "占比9"]
    )
    def test_a_text_of_nothing_else_takes_no_square_of_its_length(self, piece: str) -> None:
        begun = process_time()
        problems_of(piece * 20_000)
        assert process_time() - begun < 20  # a second or three, where the square took 26
