"""Placements: students, and teachers with them, at work in firms, and on what terms."""

from typing import ClassVar

from schoolenterprise import ids
from schoolenterprise.dates import PartialDate, When
from schoolenterprise.model._base import Record, Value, check_order, record, when
from schoolenterprise.model.references import OrganizationId
from schoolenterprise.quantities import Quantity
from schoolenterprise.vocabulary import PlacementKind


@record
class InternshipTerms(Value):
    """实习条件：on what terms students work there, as 职业学校学生实习管理规定 (2021) asks.

    Of every term `None` means that it is not known; `False` and 0 are known ones.
    """

    host_staff: int | None = None
    """在岗职工人数：staff in work at the host."""
    post_staff: int | None = None
    """同类岗位职工人数：staff on posts of the kind that the interns hold."""
    post_interns: int | None = None
    """岗位实习学生人数：interns on posts of that kind."""
    youngest_age: int | None = None
    """最小年龄：age of the youngest intern, in full years."""
    first_year_students: bool | None = None
    """一年级在校学生：whether first-year students are among the interns."""
    minors_on_barred_work: bool | None = None
    """未成年人禁忌劳动：whether minors do work that the list of 未成年工特殊保护规定 bars."""
    women_on_barred_work: bool | None = None
    """女职工禁忌劳动：whether women do work that the list of 女职工劳动保护特别规定 bars."""
    pay_percent: int | None = None
    """报酬占比：pay as a share of the wage of the same post, in percent, rounded down."""
    lowest_grade_pay: bool | None = None
    """最低档工资：whether the pay reaches the lowest grade of the host's wages."""
    pay_cycle_days: int | None = None
    """支付周期：days from one payment to the next."""
    paid_in_money: bool | None = None
    """货币支付：whether the pay is money, not goods or vouchers."""
    paid_directly: bool | None = None
    """直接支付：whether the student gets it, with nobody between."""
    tripartite_agreement: bool | None = None
    """三方协议：whether school, host and student signed one before the start."""
    guardian_consent: bool | None = None
    """知情同意书：whether the guardians signed their consent."""
    liability_insurance: bool | None = None
    """实习责任保险：whether the interns are insured."""
    school_supervisor: bool | None = None
    """实习指导教师：whether the school named a teacher for them."""
    host_supervisor: bool | None = None
    """专门指导人员：whether the host named somebody for them."""
    site_inspected: bool | None = None
    """实地考察：whether the school inspected the host before it first sent students."""
    intermediary: bool | None = None
    """中介代理：whether an agency or a paid agent arranged or manages the placement."""
    forced: bool | None = None
    """强制安排：whether somebody outside the school forced the host or the students on it."""
    fees_charged: bool | None = None
    """收取费用：whether students paid fees, deposits or guarantees, or their papers were kept."""
    overtime: bool | None = None
    """加班：whether interns work overtime."""
    night_shift: bool | None = None
    """夜班：whether interns work at night."""
    rest_days_worked: bool | None = None
    """休息日实习：whether interns work on rest days or public holidays."""
    exception_filed: bool | None = None
    """特殊要求备案：whether the major needs it otherwise, and the authority has it on file."""
    high_risk_site: bool | None = None
    """高风险岗位：whether work is at heights, below ground, with radiation, poison or blasts."""
    prohibited_venue: bool | None = None
    """禁止场所：whether the host is a bar, night club, KTV, bath, arcade or net café."""
    physical_labour_grade: int | None = None
    """体力劳动强度：the hardest grade, 1 to 4 (GBZ/T 189.10)."""
    major_matched: bool | None = None
    """专业对口：whether the posts match the students' majors."""
    typical_tasks: bool | None = None
    """典型工作任务：whether the work covers the typical tasks of the posts, not one simple one."""


@record
class Placement(Record):
    """实习：students of a school at work in firms, by 职业学校学生实习管理规定 (2021)."""

    prefix: ClassVar[str] = "placement"

    institution: OrganizationId | None = None
    """派出院校：whose students; `None`: the text does not say."""
    hosts: tuple[OrganizationId, ...] = ()
    """实习单位：where they work."""
    more_hosts: bool = False
    """另有：whether the text names only some of the hosts, or none by name."""
    students: Quantity | None = None
    """学生人数：how many students; `None`: the text does not say."""
    teachers: Quantity | None = None
    """带队教师人数：how many teachers; `None`: the text does not say."""
    since: When | None = None
    """起始：when it began; `None`: the text does not say."""
    until: PartialDate | None = None
    """结束：last day of it; `None`: not known, or not over."""
    kind: PlacementKind = PlacementKind.POST
    """类别：认识实习, 岗位实习 …"""
    terms: InternshipTerms | None = None
    """实习条件：on what terms; `None`: nothing is known of them."""

    def __attrs_post_init__(self) -> None:
        check_order(self, "since", "until")
        Record.__attrs_post_init__(self)

    def _identity(self) -> tuple[str, ...]:
        school = ids.part(ids.name_of(self.institution) if self.institution else None)
        return (
            when(self.since),
            school,
            ids.several(self.hosts),
            ids.part(str(self.students or "")),
        )


__all__ = ["InternshipTerms", "Placement"]
