"""Names that questions take: ids, records, full, short and former names, however they are written."""

import pytest

from schoolenterprise.errors import UnknownNameError
from schoolenterprise.ledger import Ledger
from schoolenterprise.model import (
    Agreement,
    Enterprise,
    Institution,
    Official,
    Organization,
    Participant,
    Post,
    Program,
    Signatory,
    Visit,
    evolve,
)
from schoolenterprise.vocabulary import OrganizationKind, ParticipantRole

SCHOOL = Institution(
    name="星川职业技术大学", aliases=("星川职大",), former_names=("星川职业技术学院",)
)
FIRM = Enterprise(name="蓝海Smart（江城）公司", aliases=("蓝海",))
LEADER = Official(name="何静", posts=(Post(title="校长", organization=SCHOOL.id),))
PROGRAM = Program(name="访企拓岗促就业专项行动", aliases=("访企拓岗",))
VISIT = Visit(
    visitor=SCHOOL.id,
    hosts=(FIRM.id, "enterprise:未登记公司"),
    participants=(
        Participant(official=LEADER.id, name="何静", role=ParticipantRole.LEADER),
        Participant(official="official:许诺@institution:星川职业技术大学", name="许诺"),
    ),
    program=PROGRAM.id,
)
LEDGER = Ledger([SCHOOL, FIRM, LEADER, PROGRAM, VISIT])


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        "name",
        [
            SCHOOL,
            "institution:星川职业技术大学",
            "星川职业技术大学",
            "星川职大",
            "星川职业技术学院",
            " 星川 职大\n",
        ],
        ids=["record", "id", "full", "short", "former", "blanks"],
    )
    def test_any_name_of_a_school(self, name: str | Institution) -> None:
        assert LEDGER.visits.by(name) == [VISIT]

    @pytest.mark.parametrize(
        "name",
        ["蓝海Smart（江城）公司", "蓝海smart(江城)公司", "蓝海 ＳＭＡＲＴ（江城） 公司", "蓝海"],
        ids=["as it is", "half width and small", "full width and blanks", "short"],
    )
    def test_width_case_and_blanks_do_not_count(self, name: str) -> None:
        assert LEDGER.visits.to(name) == [VISIT]
        assert LEDGER.organization(name) is FIRM

    @pytest.mark.parametrize("name", ["未登记公司", "enterprise:未登记公司"])
    def test_who_has_no_record_is_known_from_references(self, name: str) -> None:
        assert LEDGER.visits.to(name) == [VISIT]
        with pytest.raises(UnknownNameError, match="no record bears the id enterprise:未登记公司"):
            LEDGER.organization(name)

    def test_people_and_programs(self) -> None:
        assert LEDGER.visits.led_by("何 静") == LEDGER.visits.led_by(LEADER) == [VISIT]
        assert LEDGER.visits.with_program("访企拓岗") == LEDGER.visits.with_program(PROGRAM)
        assert LEDGER.official("何静") is LEADER
        assert LEDGER.program("访企拓岗") is PROGRAM
        assert LEDGER.officials.called(LEADER.id) == LEDGER.officials.called(LEADER) == [LEADER]
        assert LEDGER.visits.naming("official:许诺@institution:星川职业技术大学") == [VISIT]

    def test_the_full_name_comes_before_the_short_one_of_another(self) -> None:
        other = Enterprise(name="星川软件", aliases=("蓝海Smart(江城)公司",))
        assert Ledger([other, FIRM]).organization(FIRM.name) is FIRM

    def test_a_name_is_looked_up_when_the_question_is_asked(self) -> None:
        ledger = Ledger([SCHOOL, VISIT])
        asked = ledger.visits.by("星川职大")
        ledger.add(Institution(name="星川电视大学", aliases=("星川职大",)))
        assert asked == [VISIT]
        with pytest.raises(UnknownNameError, match="2 organizations are called '星川职大'"):
            ledger.visits.by("星川职大")


class TestPeopleWithoutARecord:
    alone = Visit(
        id="visit:1", participants=(Participant(name="何静", role=ParticipantRole.LEADER),)
    )
    led = evolve(VISIT, id="visit:2")

    def test_they_are_known_by_name(self) -> None:
        assert Ledger([self.alone]).visits.led_by("何静") == [self.alone]
        with pytest.raises(UnknownNameError, match="no person is called '何'"):
            Ledger([self.alone]).visits.led_by("何")

    def test_they_do_not_hide_who_has_one(self) -> None:
        ledger = Ledger([LEADER, self.alone, self.led])
        assert ledger.visits.led_by("何静") == [self.alone, self.led]
        assert ledger.visits.led_by(LEADER) == [self.led]
        assert ledger.visits.led_by(LEADER.id) == [self.led]

    def test_signatories_as_well(self) -> None:
        alone = Agreement(id="agreement:1", signatories=(Signatory(name="何静"),))
        signed = Agreement(
            id="agreement:2", signatories=(Signatory(official=LEADER.id, name="何静"),)
        )
        ledger = Ledger([LEADER, alone, signed])
        assert ledger.agreements.signed_by("何静") == [alone, signed]
        assert ledger.agreements.signed_by(LEADER) == [signed]


class TestContradictingRecords:
    """A record beside another, `X#2`, tells of the same thing: any name of either means both."""

    second = evolve(FIRM, id=f"{FIRM.id}#2", aliases=("蓝海智造",))
    third = evolve(FIRM, id=f"{FIRM.id}#3", name="蓝海智能公司", aliases=())
    ledger = Ledger([FIRM, second, third, VISIT])

    @pytest.mark.parametrize("name", ["蓝海", "蓝海智造", "蓝海智能公司", FIRM.name])
    def test_any_name_of_one_means_all(self, name: str) -> None:
        assert self.ledger.visits.to(name) == [VISIT]
        assert self.ledger.enterprises.called(name) == [FIRM, self.second, self.third]
        assert self.ledger.organization(name) is FIRM

    def test_an_id_means_one(self) -> None:
        assert self.ledger.enterprises.called(self.second.id) == [self.second]
        assert self.ledger.enterprises.called(self.second) == [self.second]

    def test_a_name_may_end_like_a_number(self) -> None:
        ledger = Ledger([Enterprise(name="江城印务#2"), Enterprise(name="江城印务二厂")])
        assert len(ledger.enterprises.called("江城印务#2")) == 1


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("星川", "no organization is called '星川'; did you mean 星川职业技术大学 or 星川职大 or 星川职业技术学院?"),
            ("enterprise:蓝海智能公司", "no organization is called 'enterprise:蓝海智能公司'"),
            ("星川职业大学", "no organization is called '星川职业大学'; did you mean 星川职业技术大学"),
            ("无此机构", "no organization is called '无此机构'"),
            ("visit:1", "no organization is called 'visit:1'"),
            ("何静", "no organization is called '何静'"),
            ("", "found '', expected the name or id of an organization"),
            (" ", "no organization is called ' '"),
            (None, "found None, expected the name or id of an organization"),
            (5, "found 5, expected the name or id of an organization"),
            (["星川职大"], "found ['星川职大'], expected the name or id of an organization"),
            (LEADER, f"found {LEADER!r}, expected the name or id of an organization"),
        ],
    )  # fmt: skip
    def test_what_nothing_bears(self, name: str, message: str) -> None:
        for ask in (LEDGER.visits.by, LEDGER.visits.involving, LEDGER.officials.of):
            with pytest.raises(UnknownNameError) as caught:
                ask(name)
            assert str(caught.value).startswith(message)

    def test_what_several_bear_lists_their_ids(self) -> None:
        park = Organization(id="organization:蓝海", name="蓝海", kind=OrganizationKind.PARK)
        firm = Enterprise(id="enterprise:蓝海", name="蓝海")
        with pytest.raises(UnknownNameError) as caught:
            Ledger([park, firm]).visits.to("蓝海")
        assert str(caught.value) == (
            "2 organizations are called '蓝海'; name one by its id: "
            "organization:蓝海, enterprise:蓝海"
        )
        many = [Enterprise(id=f"enterprise:{number}", name="蓝海") for number in range(6)]
        with pytest.raises(UnknownNameError, match=r"^6 organizations .*enterprise:4, …$"):
            Ledger(many).visits.to("蓝海")

    def test_two_people_of_one_name(self) -> None:
        other = Official(name="何静", posts=(Post(title="经理", organization=FIRM.id),))
        ledger = Ledger([LEADER, other, VISIT])
        assert ledger.officials.called("何静") == [LEADER, other]
        with pytest.raises(UnknownNameError, match="2 persons are called '何静'; name one by"):
            ledger.visits.led_by("何静")

    @pytest.mark.parametrize("name", ["何", "", FIRM.id, None, 5, ["何静"]])
    def test_people_called_like_nobody(self, name: str) -> None:
        with pytest.raises(UnknownNameError):
            LEDGER.officials.called(name)
