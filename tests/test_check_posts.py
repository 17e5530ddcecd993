"""Checks of people: terms of posts, heads of two schools, signatories of no party, names twice."""

import pytest

from schoolenterprise.check import (
    check_exclusive_posts,
    check_names,
    check_signatories,
    check_terms,
)
from schoolenterprise.dates import PartialDate, Period, parse
from schoolenterprise.errors import Problem, Severity
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Appointment,
    Enterprise,
    Event,
    Institution,
    Official,
    Organization,
    Participant,
    Post,
    Record,
    Signatory,
    Visit,
    evolve,
)
from schoolenterprise.vocabulary import EventKind, OrganizationKind

SCHOOL = "institution:星川职业技术学院"
OTHER = "institution:云海职业技术学院"
FIRM = "enterprise:云帆科技"


def post(title: str, home: str | None = SCHOOL, term: str = "/", seen: str | None = None) -> Post:
    """A post with a term such as `2021-03/2023`."""
    since, until = (PartialDate(end) if end else None for end in term.split("/"))
    return Post(
        title=title,
        organization=home,
        since=since,
        until=until,
        seen=parse(seen) if seen else None,
    )


def person(*posts: Post, name: str = "何静") -> Official:
    return Official(id=f"official:{name}", name=name, posts=posts)


def codes(problems: list[Problem]) -> list[tuple[str, str | None, str | None]]:
    return [(each.code, each.place.record, each.place.path) for each in problems]


class TestTerms:
    @staticmethod
    def problems(date: str, *posts: Post, home: str | None = SCHOOL) -> list[Problem]:
        leader = Participant(
            official="official:何静", name="何静", titles=("党委委员", "校长"), organization=home
        )
        visit = Visit(id="visit:1", date=parse(date), participants=(leader,))
        return list(check_terms(Ledger([visit, person(*posts)])))

    @pytest.mark.parametrize(
        ("date", "term", "home"),
        [
            ("2021-02-28", "2021-03/", SCHOOL),
            ("2023-01-01", "2021-03/2022", SCHOOL),
            ("2020", "2021/2022", None),
            ("2022-09", "/2022-08", None),
        ],
    )
    def test_a_title_borne_outside_the_term_is_told(
        self, date: str, term: str, home: str | None
    ) -> None:
        problems = self.problems(date, post("校长", term=term), home=home)
        assert codes(problems) == [("post-outside-term", "visit:1", "participants[0].titles[1]")]

    @pytest.mark.parametrize(
        ("date", "posts"),
        [
            ("2021-03-01", [post("校长", term="2021-03/2022")]),
            ("2022", [post("校长", term="2021-03/2022-01")]),
            ("2025", [post("校长")]),
            ("2025", [post("副校长", term="2021/2022")]),
            ("2025", [post("校长", OTHER, term="2021/2022")]),
            ("2025", [post("校长", term="2021/2022"), post("校长", term="2024/")]),
        ],
    )
    def test_a_title_of_a_post_that_may_be_held_is_not(self, date: str, posts: list[Post]) -> None:
        assert self.problems(date, *posts) == []

    @pytest.mark.parametrize(
        ("day", "found"),
        [("2024-03-05", ["event:1 participants[0]", "agreement:1 witnesses[0]"]), ("2022", [])],
    )
    def test_every_dated_occasion_is_looked_at(self, day: str, found: list[str]) -> None:
        guest = (Participant(official="official:何静", name="何静", titles=("校长",)),)
        date = PartialDate(day)
        occasions: list[Record] = [
            Event(id="event:1", kind=EventKind.SIGNING, date=date, participants=guest),
            Agreement(id="agreement:1", date=date, witnesses=guest),
            Event(id="event:2", kind=EventKind.SIGNING, participants=guest),
            Agreement(id="agreement:2", witnesses=guest),
        ]
        problems = check_terms(Ledger([person(post("校长", term="2021/2022")), *occasions]))
        places = {f"{each.place.record} {each.place.path}" for each in problems}
        assert places == {f"{each}.titles[0]" for each in found}

    def test_nobody_is_seen_in_a_post_outside_its_term(self) -> None:
        held = person(
            post("校长", term="2021/2022", seen="2022-05"),
            post("书记", term="/2022", seen="2023-05-02"),
        )
        problems = list(check_terms(Ledger([held])))
        assert codes(problems) == [("post-outside-term", "official:何静", "posts[1].seen")]

    @pytest.mark.parametrize(("date", "found"), [("2023-01", 1), ("2022", 0), ("2020", 0)])
    def test_a_role_received_after_its_term_is_told(self, date: str, found: int) -> None:
        held = person(post("客座教授", term="2021/2022"))
        given = Appointment(official="official:何静", role="客座教授", by=SCHOOL, date=parse(date))
        assert len(list(check_terms(Ledger([held, given])))) == found


class TestExclusivePosts:
    @pytest.mark.parametrize(
        "posts",
        [
            [post("校长", term="2021/2023"), post("校长", OTHER, term="2022/2024")],
            [post("院长", seen="2023-05-02"), post("校长", OTHER, seen="2023-05-02")],
            [post("党委书记", seen="2021/2023"), post("党委书记", OTHER, seen="2022-05-02")],
            [post("院长", term="2021/2023"), post("副院长", term="2022/2024")],
            [post("校长", term="2021/", seen="2024"), post("副校长", seen="2022-05-02")],
        ],
    )
    def test_one_person_with_two_is_told(self, posts: list[Post]) -> None:
        problems = list(check_exclusive_posts(Ledger([person(*posts)])))
        assert codes(problems) == [("exclusive-posts-at-once", "official:何静", "posts[1]")]
        assert {each.severity for each in problems} == {Severity.WARNING}

    @pytest.mark.parametrize(
        "posts",
        [
            [post("校长", term="2019/2021"), post("校长", OTHER, term="2022/")],
            [post("校长", term="2019/2021-03-02"), post("校长", OTHER, term="2021-03-02/2024")],
            [post("校长", seen="2022"), post("校长", OTHER, seen="2022")],
            [post("校长", term="2021/2023"), post("党委书记", OTHER, term="2021/2023")],
            [post("董事长", FIRM, "2021/2023"), post("董事长", "enterprise:云海", "2021/2023")],
            [post("校长"), post("校长", OTHER)],
            [
                post("党委书记", "institution:云海大学", "2021/2023"),
                post("党委书记", seen="2022-05-02"),
            ],
            [post("院长", "institution:云海大学", "2021/2023"), post("院长", seen="2022-05-02")],
            [post("副校长", term="2019/2021"), post("校长", term="2021/")],
        ],
    )
    def test_posts_that_go_together_or_may_follow_each_other_are_not(
        self, posts: list[Post]
    ) -> None:
        assert list(check_exclusive_posts(Ledger([person(*posts)]))) == []

    def test_a_school_has_one_head_at_a_time(self) -> None:
        before = person(post("校长", term="2018/2021-06"), name="周明")
        first = person(post("校长", seen="2022-05-02"), name="何静")
        second = person(post("校长", term="2021/2024"), name="方远")
        same = Official(id="official:2", name="方远", posts=(post("校长", seen="2023-05-02"),))
        problems = list(check_exclusive_posts(Ledger([before, same, first, second])))
        assert codes(problems) == [("exclusive-posts-at-once", "official:何静", "posts[0]")]
        assert problems[0].found == (
            f"校长 何静 of {SCHOOL} beside 校长 方远 of {SCHOOL} on 2022-05-02"
        )

    def test_an_authority_has_one_head_and_other_bodies_are_not_judged(self) -> None:
        seen = [
            person(post("局长", f"organization:{home}", seen="2023-05-02"), name=name)
            for home in ("教育局", "协会")
            for name in ("周明", "何静")
        ]
        ledger = Ledger(
            [
                Organization(name="教育局", kind=OrganizationKind.GOVERNMENT),
                Organization(name="协会", kind=OrganizationKind.ASSOCIATION),
                *(
                    Official(id=f"official:{at}", name=each.name, posts=each.posts)
                    for at, each in enumerate(seen)
                ),
            ]
        )
        (problem,) = check_exclusive_posts(ledger)
        assert "教育局" in problem.found

    @pytest.mark.parametrize(
        "known",
        [
            Institution(name="云海职业技术学院", aliases=("星川职业技术学院",)),
            Institution(name="云海职业技术学院", parent=SCHOOL),
        ],
    )
    def test_two_bodies_that_may_be_one_have_one_head(self, known: Institution) -> None:
        held = person(post("校长", seen="2023-05-02"), post("校长", OTHER, seen="2023-05-02"))
        assert list(check_exclusive_posts(Ledger([held, known]))) == []


class TestSignatories:
    @staticmethod
    def problems(*signs: Signatory, known: list[Record] | None = None) -> list[Problem]:
        agreement = Agreement(id="agreement:1", parties=(SCHOOL, FIRM), signatories=signs)
        return list(check_signatories(Ledger([agreement, *(known or [])])))

    @pytest.mark.parametrize(
        ("signatory", "path"),
        [
            (Signatory(name="何静", party=OTHER), "party"),
            (Signatory(name="何静", organization=OTHER), "organization"),
            (Signatory(name="何静", organization=SCHOOL, party=OTHER), "party"),
            (Signatory(name="何静", party="enterprise:云海"), "party"),
        ],
    )
    def test_who_signs_for_no_party_is_told(self, signatory: Signatory, path: str) -> None:
        found = codes(self.problems(signatory))
        assert found == [("signatory-of-no-party", "agreement:1", f"signatories[0].{path}")]

    @pytest.mark.parametrize(
        ("signatory", "known"),
        [
            (Signatory(name="何静", party=FIRM, organization=OTHER), []),
            (Signatory(name="何静"), []),
            (
                Signatory(name="何静", organization="enterprise:云帆软件"),
                [Enterprise(name="云帆软件", parent=FIRM)],
            ),
            (
                Signatory(name="何静", organization="enterprise:云帆集团"),
                [Enterprise(name="云帆科技", parent="enterprise:云帆集团")],
            ),
            (
                Signatory(name="何静", party="enterprise:云帆科技有限公司"),
                [Enterprise(name="云帆科技有限公司", aliases=("云帆科技",))],
            ),
        ],
    )
    def test_who_signs_for_a_party_or_its_kin_is_not(
        self, signatory: Signatory, known: list[Record]
    ) -> None:
        assert self.problems(signatory, known=known) == []

    def test_an_open_list_of_parties_or_none_judges_nobody(self) -> None:
        sign = (Signatory(name="何静", party=OTHER),)
        some = Agreement(id="agreement:1", parties=(SCHOOL,), more_parties=True, signatories=sign)
        none = Agreement(id="agreement:2", signatories=sign)
        assert list(check_signatories(Ledger([some, none]))) == []

    @pytest.mark.parametrize(
        ("posts", "found"),
        [
            ([post("经理", "enterprise:云海")], 1),
            ([post("经理", "enterprise:云海"), post("总监", FIRM)], 0),
            ([post("经理", "enterprise:云海"), post("总监", None)], 0),
            ([], 0),
        ],
    )
    def test_who_has_no_post_at_the_party_is_noted(self, posts: list[Post], found: int) -> None:
        sign = Signatory(name="何静", official="official:何静", party=FIRM)
        problems = self.problems(sign, known=[person(*posts)])
        assert [each.code for each in problems] == ["signatory-without-post"] * found
        assert {each.severity for each in problems} <= {Severity.NOTE}

    @pytest.mark.parametrize(
        ("posts", "organization", "found"),
        [
            ([post("经理", "enterprise:云海")], None, ["signatories[0].official"]),
            ([post("经理", "enterprise:云海"), post("院长", SCHOOL)], None, []),
            ([post("经理", "enterprise:云海")], FIRM, []),
        ],
    )
    def test_who_has_posts_at_no_party_and_signs_for_nobody_is_noted(
        self, posts: list[Post], organization: str | None, found: list[str]
    ) -> None:
        sign = Signatory(name="何静", official="official:何静", organization=organization)
        deal = Agreement(id="agreement:1", parties=(SCHOOL, FIRM), signatories=(sign,))
        problems = list(check_signatories(Ledger([deal, person(*posts)])))
        assert [each.place.path for each in problems] == found
        more = evolve(deal, more_parties=True)
        assert list(check_signatories(Ledger([more, person(*posts)]))) == []


class TestNames:
    @pytest.mark.parametrize(
        ("second", "found"),
        [
            (Enterprise(id="enterprise:2", name="云帆科技"), ["云帆科技"]),
            (Enterprise(name="云帆", aliases=("云帆科技",)), ["云帆科技"]),
            (Institution(name="云帆", former_names=("云帆科技", "帆科")), ["云帆科技", "帆科"]),
            (Organization(name="帆科", aliases=("云帆",)), ["帆科"]),
            (Enterprise(name="云帆科技有限公司"), []),
            (Enterprise(name="云帆", aliases=("科技",)), []),
            (Enterprise(name="云海", former_names=("云帆",)), []),
            (Organization(name="科帆"), []),
        ],
    )
    def test_a_name_of_two_bodies_is_noted_once(
        self, second: Organization, found: list[str]
    ) -> None:
        first = Enterprise(name="云帆科技", aliases=("帆科", "云帆科技"))
        problems = list(check_names(Ledger([first, second])))
        assert [each.found.split(" ")[0] for each in problems] == found
        assert {each.severity for each in problems} <= {Severity.NOTE}

    def test_bodies_that_pages_call_by_no_name_are_not(self) -> None:
        schools = [
            Institution(id=f"institution:我校@2024-03-0{at}/a", name="我校") for at in (1, 2)
        ]
        assert list(check_names(Ledger(schools))) == []

    def test_a_record_that_contradicts_another_is_no_namesake(self) -> None:
        first = Enterprise(name="云海", region="420100")
        second = Enterprise(id=f"{first.id}#2", name="云海", region="510100")
        assert list(check_names(Ledger([first, second]))) == []

    def test_the_bodies_are_told(self) -> None:
        bodies = [
            Enterprise(name="云海", aliases=("海",)),
            Institution(name="山海", aliases=("海",)),
        ]
        (problem,) = check_names(Ledger(bodies))
        assert problem.alternatives == ("enterprise:云海", "institution:山海")


def test_a_period_of_seeing_spans_its_days() -> None:
    first = person(Post(title="校长", organization=SCHOOL, seen=Period("2021-05-02/2023-05-02")))
    second = person(post("校长", seen="2022-05-02"), name="方远")
    assert len(list(check_exclusive_posts(Ledger([first, second])))) == 1
