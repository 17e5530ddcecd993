"""Closed sets of lasting cooperation: arrangements, their status, milestones, placements."""

from schoolenterprise.vocabulary.labels import Labelled


class ArrangementKind(Labelled):
    """Lasting forms of cooperation other than industry colleges, which are records of their own.

    Articles without a title are those of the 职业教育法 (2022).
    """

    ORDER_CLASS = "order_class", "订单班", "订单培养", "冠名班"
    """A class trained to one firm's order (Art. 40)."""
    MODERN_APPRENTICESHIP = "modern_apprenticeship", "现代学徒制", "学徒制"
    """The apprenticeship scheme of the education authorities (Art. 30)."""
    NEW_APPRENTICESHIP = "new_apprenticeship", "企业新型学徒制", "新型学徒制"
    """The apprenticeship scheme of the labour authorities, for staff of a firm."""
    CHINESE_APPRENTICESHIP = "chinese_apprenticeship", "中国特色学徒制"
    """The scheme that Art. 30 names, over the two older ones."""
    FIELD_ENGINEER = "field_engineer", "现场工程师专项培养计划", "现场工程师"
    """The national plan of 2022 for engineers on the shop floor."""
    CITY_ALLIANCE = "city_alliance", "市域产教联合体", "产教联合体", "联合体"
    """Schools and firms around a park of one city (教职成厅函〔2023〕15号)."""
    SECTOR_COMMUNITY = "sector_community", "行业产教融合共同体", "产教融合共同体", "共同体"
    """Schools and firms of one trade, led by a firm, a university and a college."""
    PRACTICE_CENTER = (
        "practice_center",
        "开放型区域产教融合实践中心",
        "产教融合实践中心",
        "实践中心",
    )
    """A regional centre for practice, open to others."""
    EDUCATION_GROUP = "education_group", "职业教育集团", "职教集团"
    """A group of schools, firms and others (Art. 40)."""
    TRAINING_BASE = "training_base", "实训基地", "生产性实训基地", "虚拟仿真实训基地"
    """A base for practical training, on campus or off (Art. 29)."""
    INTERNSHIP_BASE = "internship_base", "实习基地", "实习实训基地"
    """A place that takes interns of the school."""
    EMPLOYMENT_BASE = "employment_base", "就业基地", "就业实习基地"
    """A place that takes graduates of the school."""
    PRACTICE_BASE = "practice_base", "教师实践基地", "教师企业实践基地"
    """A place where teachers practise."""
    FACTORY_IN_SCHOOL = "factory_in_school", "校中厂", "引企入教", "引企入校"
    """A workshop of the firm at the school."""
    SCHOOL_IN_FACTORY = "school_in_factory", "厂中校", "引校入园", "引校入企"
    """A classroom of the school at the firm or in the park."""
    STUDIO = "studio", "工作室", "产业教授工作室", "技能大师工作室", "大师工作室"
    """A studio of a professor from industry or of a master of the trade (Art. 47)."""
    JOINT_LABORATORY = "joint_laboratory", "联合实验室", "共建实验室"
    """A laboratory run together."""
    TYPICAL_PRODUCTION_PROJECT = "typical_production_project", "校企合作典型生产实践项目"
    """A project of the national list of typical production practice."""
    SUPPLY_DEMAND_PROJECT = "supply_demand_project", "供需对接就业育人项目"
    """A project of the ministry's programme that matches supply and demand of graduates."""
    CO_COURSE = "co_course", "共同开发课程", "课程共建"
    """A course developed together."""
    CO_TEXTBOOK = "co_textbook", "共同开发教材", "活页式教材"
    """A textbook developed together."""
    INDUSTRY_PROFESSOR = "industry_professor", "产业教授", "产业导师", "企业导师"
    """Staff of the firm teach at the school as a standing practice (Art. 46 and 47)."""
    DUAL_TEACHER = "dual_teacher", "双师型教师培养", "双师型教师培养基地", "双师型"
    """Teachers trained to teach and to work in the trade."""
    TEACHER_PRACTICE = "teacher_practice", "教师企业实践"
    """Teachers work at the firm as a standing practice (Art. 45)."""
    ONE_PLUS_X = "one_plus_x", "1+X证书", "1+X 证书", "1+X"
    """A diploma with certificates of skill."""
    TECH_SERVICE = "tech_service", "技术服务", "横向课题"
    """The school serves the firm with research or technology."""
    OTHER = "other", "其他"
    """None of these."""


class ArrangementStatus(Labelled):
    """How far an arrangement has come."""

    PROPOSED = "proposed", "提出", "拟议"
    """One side has proposed it."""
    PLANNED = "planned", "筹建", "计划"
    """Both sides mean to do it."""
    RUNNING = "running", "运行", "运行中"
    """It is at work."""
    ENDED = "ended", "结束"
    """It is over."""


class MilestoneKind(Labelled):
    """Dated steps in the life of an industry college."""

    PLANNED = "planned", "筹建"
    """Its founding was announced."""
    SIGNED = "signed", "签约"
    """The agreement to found it was signed."""
    APPROVED = "approved", "获批"
    """An authority approved it or put it on a list."""
    UNVEILED = "unveiled", "揭牌"
    """Its plaque was unveiled."""
    OPENED = "opened", "开学"
    """Its first students began."""


class PlacementKind(Labelled):
    """Why students or teachers are at a firm.

    职业学校学生实习管理规定 (2021) Art. 2 knows 认识实习 and 岗位实习; the terms of 2016,
    跟岗实习 and 顶岗实习, are synonyms of the latter.
    """

    ORIENTATION = "orientation", "认识实习", "认知实习"
    """Students look at the work of a trade."""
    POST = "post", "岗位实习", "顶岗实习", "跟岗实习"
    """Students do the work of a post."""
    GRADUATION = "graduation", "毕业实习"
    """The internship before graduation, under the older term."""
    ALTERNATION = "alternation", "工学交替"
    """School and firm by turns."""
    TRAINEESHIP = "traineeship", "就业见习"
    """Graduates without a post, under the labour authorities; no longer students."""
    TEACHER_PRACTICE = "teacher_practice", "教师企业实践"
    """Teachers at work in a firm."""
    OTHER = "other", "其他"
    """None of these, or not told by the text."""


__all__ = ["ArrangementKind", "ArrangementStatus", "MilestoneKind", "PlacementKind"]
