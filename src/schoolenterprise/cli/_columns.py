"""What the tables show: for each class of records its columns; how they are drawn is not here."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from schoolenterprise.model import (
    Agreement,
    Appointment,
    Arrangement,
    Count,
    Event,
    IndustryCollege,
    Official,
    Organization,
    Participant,
    Placement,
    Program,
    Record,
    Source,
    Visit,
)
from schoolenterprise.vocabulary import VisitMode


@frozen
class Column:
    """One column of a table."""

    heading: str
    """表头：what stands above it."""
    show: str | Callable[[Any], object]
    """取值：name of the field or property that it shows, or what finds the value in a record."""
    more: str = ""
    """另有：name of the flag that tells of members the text does not name; empty: there is none."""


@frozen
class Listing:
    """One table: a class of records and its columns."""

    title: str
    """标题：what stands above the table."""
    cls: type[Record]
    """类：class of the records, with the classes made from it."""
    columns: tuple[Column, ...]
    """列：columns from left to right; one that is empty in every row is left out."""


def _companions(visit: Visit) -> tuple[Participant, ...]:
    return tuple(each for each in visit.participants if each is not visit.leader)


def _unusual_mode(visit: Visit) -> VisitMode | None:
    return None if visit.mode is VisitMode.ON_SITE else visit.mode


LISTINGS = (
    Listing(
        "走访",
        Visit,
        (
            Column("日期", "date"),
            Column("走访方", "visitor"),
            Column("被访单位", "hosts", more="more_hosts"),
            Column("带队", "leader"),
            Column("随行", _companions),
            Column("接待", "received_by"),
            Column("方式", _unusual_mode),
            Column("成果", "outcomes"),
            Column("专项", "program"),
        ),
    ),
    Listing(
        "协议",
        Agreement,
        (
            Column("日期", "date"),
            Column("签约方", "parties", more="more_parties"),
            Column("类别", "kind"),
            Column("事项", "subject"),
            Column("状态", "status"),
            Column("签约人", "signatories"),
            Column("见证人", "witnesses"),
            Column("到期", "expires"),
        ),
    ),
    Listing(
        "产业学院",
        IndustryCollege,
        (
            Column("名称", "name"),
            Column("院校", "institution"),
            Column("共建单位", "partners", more="more_partners"),
            Column("节点", "milestones"),
            Column("专业", "majors"),
        ),
    ),
    Listing(
        "合作载体",
        Arrangement,
        (
            Column("类别", "kind"),
            Column("名称", "name"),
            Column("院校", "institution"),
            Column("合作单位", "partners"),
            Column("状态", "status"),
            Column("设立", "since"),
        ),
    ),
    Listing(
        "聘任",
        Appointment,
        (
            Column("日期", "date"),
            Column("受聘人", "official"),
            Column("角色", "role"),
            Column("聘任单位", "by"),
            Column("聘期止", "until"),
        ),
    ),
    Listing(
        "实习",
        Placement,
        (
            Column("起始", "since"),
            Column("院校", "institution"),
            Column("实习单位", "hosts", more="more_hosts"),
            Column("学生", "students"),
            Column("教师", "teachers"),
            Column("类别", "kind"),
        ),
    ),
    Listing(
        "活动",
        Event,
        (
            Column("日期", "date"),
            Column("类别", "kind"),
            Column("名称", "name"),
            Column("地点", "place"),
            Column("主办", "organizers"),
            Column("参加人员", "participants"),
        ),
    ),
    Listing(
        "数据",
        Count,
        (
            Column("日期", "date"),
            Column("单位", "organization"),
            Column("项目", "what"),
            Column("数量", "quantity"),
            Column("原文", "text"),
        ),
    ),
    Listing(
        "专项",
        Program,
        (
            Column("名称", "name"),
            Column("简称", "aliases"),
            Column("组织单位", "organizer"),
            Column("时间", "period"),
        ),
    ),
    Listing(
        "人员",
        Official,
        (
            Column("姓名", "name"),
            Column("单位", "organizations"),
            Column("职务", "titles"),
        ),
    ),
    Listing(
        "组织",
        Organization,
        (
            Column("名称", "name"),
            Column("类别", "kind"),
            Column("简称", "aliases"),
            Column("曾用名", "former_names"),
            Column("行政区划", "region"),
            Column("统一社会信用代码", "uscc"),
        ),
    ),
    Listing(
        "来源",
        Source,
        (
            Column("发布日期", "published"),
            Column("标题", "title"),
            Column("发布者", "publisher"),
            Column("网址", "url"),
        ),
    ),
)
"""The tables, in the order in which they are shown; every class of records is in one."""

__all__ = ["LISTINGS", "Column", "Listing"]
