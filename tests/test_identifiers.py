"""Codes of standards: what is valid passes, every slip of one character is refused, and what follows."""

import json
import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from schoolenterprise.errors import InvalidValueError
from schoolenterprise.vocabulary import (
    IndustryCode,
    IndustrySection,
    InstitutionLevel,
    MajorCategory,
    MajorCode,
    OrganizationKind,
    Registration,
    SchoolCategory,
    SchoolCode,
    UnifiedSocialCreditCode,
    all_institutions,
    all_regions,
    check_industry_code,
    check_major_code,
    check_organization_code,
    check_school_code,
    check_unified_code,
)

DIGITS = "0123456789"
# GB 32100-2015 leaves out I, O, S, V and Z.
UNIFIED = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PROVINCES = sorted(code[:2] for code in all_regions() if code.endswith("0000"))


def unified_check(stem: str) -> str:
    """Check character of GB 32100: the weights are the powers of 3 modulo 31."""
    total = sum(UNIFIED.index(character) * pow(3, i, 31) for i, character in enumerate(stem))
    return UNIFIED[-total % 31]


def organization_check(stem: str) -> str:
    """Check digit of GB 11714; `int` with base 36 gives each character its value."""
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    remainder = sum(int(c, 36) * w for c, w in zip(stem, weights, strict=True)) % 11
    return {0: "0", 1: "X"}.get(remainder, str(11 - remainder))


def text_of(alphabet: str, length: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=length, max_size=length)


@st.composite
def unified_codes(draw: st.DrawFn, prefix: str | None = None) -> str:
    start = prefix or draw(text_of(UNIFIED, 2))
    region = draw(st.sampled_from(sorted(all_regions())) | text_of(DIGITS, 6))
    organization = draw(text_of(UNIFIED, 8))
    stem = start + region + organization + organization_check(organization)
    return stem + unified_check(stem)


def with_prefix(prefix: str, code: str = "420100MA4K2XYX0") -> UnifiedSocialCreditCode:
    stem = prefix + code
    return UnifiedSocialCreditCode(stem + unified_check(stem))


class TestUnifiedSocialCreditCode:
    @given(unified_codes())
    def test_a_code_with_the_right_check_character_is_taken(self, code: str) -> None:
        check_unified_code(code)
        assert UnifiedSocialCreditCode(code) == code

    @given(unified_codes(), st.integers(0, 17), st.sampled_from(DIGITS + LETTERS + "x*一"))
    def test_every_change_of_one_character_is_refused(self, code: str, at: int, other: str) -> None:
        assume(code[at] != other)
        with pytest.raises(InvalidValueError):
            check_unified_code(code[:at] + other + code[at + 1 :])

    @given(
        st.sampled_from(["11", "12", "51", "52", "91", "92"]).flatmap(unified_codes),
        st.integers(0, 17),
        st.sampled_from(UNIFIED),
    )
    def test_where_it_begins_with_digits_stdnum_agrees(
        self, code: str, at: int, other: str
    ) -> None:
        changed = code[:at] + other + code[at + 1 :]
        assume(changed[:8].isdigit())
        assert uscc.is_valid(changed) == taken(check_unified_code, changed)

    @given(st.sampled_from(["N2", "Y1", "A1"]).flatmap(unified_codes))
    def test_a_code_that_begins_with_a_letter_is_taken_though_stdnum_refuses_it(
        self, code: str
    ) -> None:
        assert not uscc.is_valid(code)
        assert taken(check_unified_code, code)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("9111", "found 4 characters, expected 18"),
            ("91110000600037341M", "found 'M' as check character, expected 'L'; compare it"),
            ("9111000O600037341L", "found 'O' as character 8, expected a digit of the region"),
            (
                "9111000060003734IL",
                "found 'I' as character 17, "
                "expected a digit or a capital letter other than I O S V Z",
            ),
        ],
    )
    def test_the_refusal_names_the_character(self, code: str, reason: str) -> None:
        with pytest.raises(InvalidValueError) as refusal:
            check_unified_code(code)
        assert str(refusal.value).startswith(f"统一社会信用代码 '{code}': {reason}")

    @pytest.mark.parametrize(
        "text",
        ["9111 0000 6000 3734 1l", "91-110000-600037341-L", "９１１１００００６０００３７３４１Ｌ"],
    )
    def test_spacing_case_and_width_do_not_matter_to_the_value(self, text: str) -> None:
        assert UnifiedSocialCreditCode(text) == "91110000600037341L"

    @given(st.text())
    def test_any_text_is_taken_or_refused_and_nothing_else_happens(self, text: str) -> None:
        if taken(UnifiedSocialCreditCode, text):
            assert taken(check_unified_code, UnifiedSocialCreditCode(text))

    @pytest.mark.parametrize(
        ("prefix", "registration", "kind"),
        [
            ("11", Registration.GOVERNMENT_ORGAN, OrganizationKind.GOVERNMENT),
            ("12", Registration.PUBLIC_INSTITUTION, None),
            ("13", Registration.MASS_ORGANIZATION, OrganizationKind.ASSOCIATION),
            ("51", Registration.SOCIAL_ORGANIZATION, OrganizationKind.ASSOCIATION),
            ("52", Registration.PRIVATE_NON_ENTERPRISE, None),
            ("53", Registration.FOUNDATION, OrganizationKind.OTHER),
            ("81", Registration.TRADE_UNION, OrganizationKind.ASSOCIATION),
            ("91", Registration.ENTERPRISE, OrganizationKind.ENTERPRISE),
            ("92", Registration.SOLE_TRADER, OrganizationKind.ENTERPRISE),
            ("93", Registration.FARMER_COOPERATIVE, OrganizationKind.ENTERPRISE),
            ("N2", Registration.RURAL_COLLECTIVE, OrganizationKind.OTHER),
            ("Y1", Registration.OTHER, None),
            ("19", None, None),
        ],
    )
    def test_the_first_characters_imply_the_kind(
        self, prefix: str, registration: Registration | None, kind: OrganizationKind | None
    ) -> None:
        code = with_prefix(prefix)
        assert (code.registration, code.implied_kind) == (registration, kind)

    def test_kinds_that_share_a_registration_are_all_possible(self) -> None:
        """A public school, a research institute and an employment service centre are all 事业单位."""
        possible = with_prefix("12").possible_kinds
        assert possible[:3] == (
            OrganizationKind.INSTITUTION,
            OrganizationKind.INSTITUTE,
            OrganizationKind.GOVERNMENT,
        )
        assert OrganizationKind.ENTERPRISE not in possible
        assert with_prefix("Y1").possible_kinds == with_prefix("19").possible_kinds == ()

    @pytest.mark.parametrize(
        ("region", "name"),
        [
            ("420106", "武昌区"),
            ("320594", "苏州市"),  # 苏州工业园区 has a code of its own in registers alone
            ("429999", "湖北省"),
            ("100000", None),  # the whole country
        ],
    )
    def test_the_next_six_characters_imply_the_region(self, region: str, name: str | None) -> None:
        found = with_prefix("91", f"{region}MA4K2XYX0").implied_region
        assert (found and found.name) == name

    @given(unified_codes())
    def test_the_organization_code_inside_checks_on_its_own(self, code: str) -> None:
        inner = UnifiedSocialCreditCode(code).organization_code
        assert inner == code[8:17]
        assert taken(check_organization_code, inner)
        assert UnifiedSocialCreditCode(code).organization_code_checks

    def test_a_code_with_a_wrong_organization_code_inside_is_taken_and_says_so(self) -> None:
        assert organization_check("60003734") == "1"
        assert not with_prefix("91", "110000600037342").organization_code_checks


class TestOrganizationCode:
    @given(text_of(DIGITS + LETTERS, 8), st.sampled_from(DIGITS + LETTERS))
    def test_one_check_digit_belongs_to_the_first_eight(self, stem: str, check: str) -> None:
        assert taken(check_organization_code, stem + check) == (check == organization_check(stem))

    @given(text_of(DIGITS, 8), st.integers(0, 7), st.sampled_from(DIGITS))
    def test_every_change_of_one_digit_is_refused(self, stem: str, at: int, other: str) -> None:
        assume(stem[at] != other)
        changed = stem[:at] + other + stem[at + 1 :]
        assert not taken(check_organization_code, changed + organization_check(stem))

    @pytest.mark.parametrize("code", ["", "60003734", "60003734-1", "6000373一1", "60003734x"])
    def test_another_form_is_refused(self, code: str) -> None:
        assert not taken(check_organization_code, code)

    def test_the_refusal_names_the_right_check_digit(self) -> None:
        with pytest.raises(InvalidValueError) as refusal:
            check_organization_code("600037342")
        assert str(refusal.value) == "组织机构代码 600037342: found check digit '2', expected '1'"


class TestSchoolCode:
    @given(st.sampled_from(SchoolCategory), st.sampled_from(PROVINCES), text_of(DIGITS, 5))
    def test_category_province_and_serial_number_make_a_code(
        self, category: SchoolCategory, province: str, serial: str
    ) -> None:
        (number,) = (name for name in category.synonyms if name.isdigit())
        code = SchoolCode(f"{number}{province}0{serial}")
        assert code.category is category
        assert code.province.code == f"{province}0000"
        higher = category in (SchoolCategory.HIGHER, SchoolCategory.ADULT_HIGHER)
        assert code.college_code == (serial if higher else None)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("414201083", "学校标识码: found '414201083', expected ten digits"),
            ("41420108３4", "学校标识码: found '41420108３4', expected ten digits"),
            ("4042010834", "学校标识码 4042010834: found category 40, expected 41 普通高等学校"),
            ("4142110834", "学校标识码 4142110834: found '1' as digit 5, expected '0'"),
            ("4198010834", "学校标识码 4198010834: found province 98, expected the first two"),
        ],
    )
    def test_the_refusal_names_the_part(self, code: str, reason: str) -> None:
        with pytest.raises(InvalidValueError) as refusal:
            check_school_code(code)
        assert str(refusal.value).startswith(reason)

    @pytest.mark.parametrize(
        ("code", "level"),
        [
            ("3642000001", InstitutionLevel.SECONDARY_VOCATIONAL),
            ("4242050001", InstitutionLevel.ADULT_HIGHER),
            ("4142010834", None),  # 本科 and 专科 share 41
            ("1142000001", None),  # a kindergarten has no level of ours
        ],
    )
    def test_the_category_implies_the_level(
        self, code: str, level: InstitutionLevel | None
    ) -> None:
        assert SchoolCode(code).implied_level is level

    def test_every_code_of_the_ministrys_list_is_taken(self) -> None:
        codes = [SchoolCode(row.code) for row in all_institutions()]
        assert [
            code for code, row in zip(codes, all_institutions(), strict=True) if code != row.code
        ] == []
        assert sum(code.category is not SchoolCategory.HIGHER for code in codes) == 21

    def test_spacing_and_width_do_not_matter_to_the_value(self) -> None:
        assert SchoolCode("４１４２ 010834").college_code == "10834"


class TestIndustryCode:
    @pytest.mark.parametrize(
        ("text", "code", "section", "division"),
        [
            ("C", "C", IndustrySection.MANUFACTURING, None),
            ("01", "A01", IndustrySection.AGRICULTURE, "01"),
            ("43", "C43", IndustrySection.MANUFACTURING, "43"),
            ("44", "D44", IndustrySection.UTILITIES, "44"),
            ("651", "I651", IndustrySection.INFORMATION, "65"),
            ("p8336", "P8336", IndustrySection.EDUCATION, "83"),
            ("Ｔ９７", "T97", IndustrySection.INTERNATIONAL, "97"),
        ],
    )
    def test_letter_and_digits_name_section_and_division(
        self, text: str, code: str, section: IndustrySection, division: str | None
    ) -> None:
        found = IndustryCode(text)
        assert (found, found.section, found.division) == (code, section, division)

    @given(st.integers(1, 97), text_of(DIGITS, 2), st.integers(2, 4))
    def test_every_division_belongs_to_the_one_section_whose_letter_fits(
        self, division: int, rest: str, length: int
    ) -> None:
        digits = f"{division:02}{rest}"[:length]
        fitting = [s for s in IndustrySection if taken(check_industry_code, s + digits)]
        assert fitting == [IndustryCode(digits).section]

    def test_the_twenty_sections_follow_one_another(self) -> None:
        """A05 B12 C43 D46 E50 F52 G60 H62 I65 J69 K70 L72 M75 N79 O82 P83 Q85 R90 S96 T97."""
        last_divisions = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96)
        sections = [IndustryCode(f"{division:02}").section for division in range(1, 98)]
        assert sections == sorted(sections)
        assert [sections[last - 1] for last in (*last_divisions, 97)] == list(IndustrySection)
        assert [sections[last] for last in last_divisions] == list(IndustrySection)[1:]

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("", "found another form, expected a letter A to T, two to four digits, or both"),
            ("3", "found another form"),
            ("39120", "found another form"),
            ("U39", "found another form"),
            ("制造业", "found another form"),
            ("C3９", "found another form"),
            ("00", "found division 00, expected 01 to 97"),
            ("98", "found division 98, expected 01 to 97"),
            ("I39", "found section I, expected C for division 39"),
        ],
    )
    def test_the_refusal_says_why(self, code: str, reason: str) -> None:
        with pytest.raises(InvalidValueError) as refusal:
            check_industry_code(code)
        assert str(refusal.value).startswith(f"GB/T 4754 code '{code}': {reason}")


class TestMajorCode:
    @given(
        st.sampled_from(
            [
                (21, InstitutionLevel.VOCATIONAL_UNDERGRADUATE),
                (41, InstitutionLevel.HIGHER_VOCATIONAL),
                (61, InstitutionLevel.SECONDARY_VOCATIONAL),
            ]
        ),
        st.integers(0, 18),
        text_of(DIGITS, 4),
    )
    def test_level_and_category_follow_from_the_first_two_digits(
        self, level: tuple[int, InstitutionLevel], category: int, rest: str
    ) -> None:
        code = MajorCode(f"{level[0] + category}{rest}")
        assert (code.level, code.category) == (level[1], list(MajorCategory)[category])

    def test_software_technology_of_a_college(self) -> None:
        """510203 软件技术."""
        code = MajorCode("510203")
        assert code.level is InstitutionLevel.HIGHER_VOCATIONAL
        assert code.category is MajorCategory.ELECTRONICS

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            ("51020", "专业代码: found '51020', expected six digits"),
            ("080901", "专业代码 080901: found category 08, expected 21-39 (高职本科)"),
            ("400101", "专业代码 400101: found category 40"),
            ("600101", "专业代码 600101: found category 60"),
            ("800101", "专业代码 800101: found category 80"),
        ],
    )
    def test_the_refusal_says_why(self, code: str, reason: str) -> None:
        with pytest.raises(InvalidValueError) as refusal:
            check_major_code(code)
        assert str(refusal.value).startswith(reason)


CODES = [
    UnifiedSocialCreditCode("91110000600037341L"),
    SchoolCode("4142010834"),
    IndustryCode("C3912"),
    MajorCode("510203"),
]


@pytest.mark.parametrize("code", CODES, ids=[type(code).__name__ for code in CODES])
def test_a_code_is_text_that_keeps_its_class(code: str) -> None:
    assert json.loads(json.dumps(code)) == code
    copy = pickle.loads(pickle.dumps(code))
    assert (copy, type(copy)) == (code, type(code))


@given(st.text())
def test_no_check_fails_in_another_way_than_by_refusing(text: str) -> None:
    for check in (
        check_school_code,
        check_industry_code,
        check_major_code,
        check_organization_code,
    ):
        taken(check, text)
    for make in (SchoolCode, IndustryCode, MajorCode):
        taken(make, text)


def taken(check: object, text: str) -> bool:
    assert callable(check)
    try:
        check(text)
    except InvalidValueError:
        return False
    return True
