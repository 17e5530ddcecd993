"""Which school is meant, where it lies, what it teaches, and whether a rule binds it."""

from schoolenterprise.errors import InvalidValueError, wrong_type
from schoolenterprise.ledger import Ledger, base_of
from schoolenterprise.model import Institution, Organization, Record
from schoolenterprise.rules._rule import Binding
from schoolenterprise.vocabulary import (
    InstitutionLevel,
    InstitutionRow,
    OrganizationKind,
    SchoolCode,
    all_institutions,
    find_institution,
)

_PUBLIC = {
    "医院": (
        "医院",
        "卫生院",
        "卫生服务中心",
        "疾控中心",
        "疾病预防控制中心",
        "妇幼保健院",
        "急救中心",
        "血站",
    ),
    "幼儿园": ("幼儿园",),
    "中小学": ("小学", "中学", "初中", "高中", "实验学校", "九年一贯制学校", "完全中学"),
    "文化场馆": ("图书馆", "博物馆", "文化馆", "档案馆", "美术馆"),
}
"""What sort of public institution (事业单位) → how the names of such end."""
_NOT_BASIC = ("职业", "中专", "技工")
_PUBLIC_CODE = "12"
"""First characters of the 统一社会信用代码 of a 事业单位 (GB 32100-2015)."""
_LEVELS = (
    (InstitutionLevel.VOCATIONAL_UNDERGRADUATE, ("职业大学", "职业技术大学")),
    (
        InstitutionLevel.HIGHER_VOCATIONAL,
        ("职业学院", "职业技术学院", "高等专科学校", "高等职业学校"),
    ),
    (
        InstitutionLevel.SECONDARY_VOCATIONAL,
        (
            *("中等职业学校", "中等职业技术学校", "中等专业学校", "职业高中", "职业中学"),
            *("职业高级中学", "职业中等专业学校", "职教中心", "职业教育中心"),
        ),
    ),
    (InstitutionLevel.TECHNICAL, ("技师学院", "技工学校", "高级技工学校")),
)
"""Level → how the names of schools end that can be of no other."""


def find(ledger: Ledger, name: str) -> Organization:
    """Return the school with this id or name; a body of which no kind is told may be one.

    Raises:
        InvalidValueError: `ledger` is no ledger, or the body is no school.
        UnknownNameError: none bears the name, or several do.
    """
    if not isinstance(ledger, Ledger):
        raise wrong_type("ledger", ledger, "a Ledger")
    found = ledger.organization(name)
    if found.kind not in (OrganizationKind.INSTITUTION, OrganizationKind.OTHER):
        message = f"institution: found {found.id}, which is {found.kind} {found.kind.label}"
        raise InvalidValueError(f"{message}, expected a school")
    return found


def version_of(ledger: Ledger, record: Record) -> str | None:
    """Return the id of the record that this one contradicts; `None`: it is no second version."""
    base = base_of(record)
    return base if base is not None and base in ledger else None


def level_of(school: Organization) -> InstitutionLevel | None:
    """Return what the school teaches: by its record, the ministry's list, else the end of its name.

    `None`: none of them tells. 职业技术学院 within a 大学 is no school of its own.
    """
    if isinstance(school, Institution) and school.level:
        return school.level
    row = _row(school)
    if row is None:
        return _level_by_name(school.name)
    if school.name in row.former_names:
        # Before a college became a university it taught something else.
        vocational = "职业" in school.name or "专科" in school.name
        return InstitutionLevel.HIGHER_VOCATIONAL if vocational else row.level
    return row.implied_level


def _level_by_name(name: str) -> InstitutionLevel | None:
    found = (level for level, ends in _LEVELS if name.endswith(ends))
    level = next(found, None)
    inside = level is InstitutionLevel.HIGHER_VOCATIONAL and "大学" in name
    return None if inside else level


def public_body(body: Organization) -> str | None:
    """Return what sort of public institution (事业单位) an employer is; `None`: it is none.

    Its name tells, else its 统一社会信用代码. Vocational and higher schools are none here.
    """
    if isinstance(body, Institution):
        basic = body.level is None and not any(word in body.name for word in _NOT_BASIC)
        named: tuple[str, ...] = ("幼儿园", "中小学") if basic else ()
    else:
        named = tuple(_PUBLIC) if body.kind is OrganizationKind.OTHER else ()
    sort = next((each for each in named if body.name.endswith(_PUBLIC[each])), None)
    coded = body.kind is OrganizationKind.OTHER and (body.uscc or "").startswith(_PUBLIC_CODE)
    return sort or ("统一社会信用代码以12开头" if coded else None)


def region_of(school: Organization) -> str | None:
    """Return the code of the place of the school, of its province at least; `None`: not known."""
    if school.region:
        return school.region
    code = school.code if isinstance(school, Institution) else None
    row = _row(school)
    code = code or (row.code if row else None)
    return SchoolCode(code).province.code if code else None


def bound(binding: Binding, school: Organization) -> bool | None:
    """Return whether a rule with `binding` binds the school; `None`: nobody can tell from here."""
    answers = [_level_bound(binding, level_of(school)), _region_bound(binding, region_of(school))]
    if False in answers:
        return False
    return None if None in answers or binding.conditional else True


def binding_note(binding: Binding, school: Organization) -> str | None:
    """Return why nobody can tell whether the school is bound, or that it is not; `None`: it is."""
    answer = bound(binding, school)
    if answer:
        return None
    level, region = level_of(school), region_of(school)
    if answer is False:
        wrong = []
        if _level_bound(binding, level) is False and level:
            wrong.append(f"办学层次为{level.label}")
        if _region_bound(binding, region) is False:
            wrong.append(f"所在地（{region}）不在 {binding.region}")
        return f"本规则不适用于该校：{'，'.join(wrong)}"
    open_ = []
    if _level_bound(binding, level) is None and level is None:
        open_.append("办学层次不明")
    elif binding.condition:
        open_.append(f"须看：{binding.condition}")
    if _region_bound(binding, region) is None:
        open_.append("所在地不明")
    return f"是否适用于该校，此处无从得知：{'，'.join(open_)}"


def _level_bound(binding: Binding, level: InstitutionLevel | None) -> bool | None:
    if not binding.levels and not binding.levels_in_part:
        return True
    if level is None or level in binding.levels_in_part:
        return None
    return level in binding.levels


def _region_bound(binding: Binding, region: str | None) -> bool | None:
    if binding.region is None:
        return True
    if region is None:
        return None
    wide, narrow = _digits(binding.region), _digits(region)
    if narrow.startswith(wide):
        return True
    return None if wide.startswith(narrow) else False


def _digits(code: str) -> str:
    """Return the digits of a code of GB/T 2260 that say something: 42 of 420000."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _row(school: Organization) -> InstitutionRow | None:
    code = school.code if isinstance(school, Institution) else None
    rows = (row for row in all_institutions() if code and row.code == code)
    return next(rows, None) or find_institution(school.name)


__all__ = ["bound", "find", "level_of", "region_of", "version_of"]
