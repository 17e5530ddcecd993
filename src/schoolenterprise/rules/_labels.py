"""What the fields that rules look at are called in reports; their meaning stands in the model."""

LABELS = {
    "students": "学生人数",
    "teachers": "教师人数",
    "since": "起始日期",
    "until": "结束日期",
    "host_staff": "在岗职工人数",
    "post_staff": "同类岗位职工人数",
    "post_interns": "岗位实习学生人数",
    "youngest_age": "最小年龄",
    "first_year_students": "一年级在校学生",
    "minors_on_barred_work": "未成年人禁忌劳动",
    "women_on_barred_work": "女职工禁忌劳动",
    "pay_percent": "报酬占比",
    "lowest_grade_pay": "最低档工资",
    "pay_cycle_days": "支付周期",
    "paid_in_money": "货币支付",
    "paid_directly": "直接支付",
    "tripartite_agreement": "三方协议",
    "guardian_consent": "知情同意书",
    "liability_insurance": "实习责任保险",
    "school_supervisor": "实习指导教师",
    "host_supervisor": "专门指导人员",
    "site_inspected": "实地考察",
    "intermediary": "中介代理",
    "forced": "强制安排",
    "fees_charged": "收取费用",
    "overtime": "加班",
    "night_shift": "夜班",
    "rest_days_worked": "休息日实习",
    "exception_filed": "特殊要求备案",
    "high_risk_site": "高风险岗位",
    "prohibited_venue": "禁止场所",
    "physical_labour_grade": "体力劳动强度",
    "major_matched": "专业对口",
    "typical_tasks": "典型工作任务",
    "majors": "专业数",
    "best": "最高走访数",
}
"""Code of a field, or of a parameter, → its Chinese name."""


def label_of(code: str | None) -> str:
    """Return the Chinese name of a field; what is none is returned as it is."""
    return LABELS.get(code or "", code or "")


__all__ = ["LABELS", "label_of"]
