"""Closed sets that describe an organisation: kind, level, ownership, size, flags; no names."""

from schoolenterprise.vocabulary.labels import Labelled


class OrganizationKind(Labelled):
    """What sort of body an organisation is."""

    INSTITUTION = "institution", "学校", "院校", "高校"
    """A school of any level, counted as the education authorities count schools."""
    ENTERPRISE = "enterprise", "企业", "公司"
    """A firm, whatever its name says: 武汉新能源研究院有限公司 is one."""
    GOVERNMENT = "government", "政府部门", "政府", "机关"
    """An authority or a body that does its work: ministry, bureau, employment service centre."""
    PARK = "park", "园区", "产业园区", "开发区"
    """An industrial park or development zone, and the committee that runs it."""
    ASSOCIATION = "association", "协会/社会团体", "协会", "社会团体", "行业协会"
    """An association, society, chamber or people's organisation."""
    INSTITUTE = "institute", "研究院所", "研究院", "研究所", "科研院所"
    """A research institute that is not a firm."""
    OTHER = "other", "其他"
    """None of these, or not told by the text."""


class InstitutionLevel(Labelled):
    """What a school teaches: levels of the 职业教育法 (2022) Art. 15 and of the ministry's list.

    The ministry's list says only 本科 and 专科: it counts 职业本科 among 本科.
    """

    UNDERGRADUATE = "undergraduate", "本科", "普通本科", "应用型本科", "新建普通本科"
    """A university or college that gives bachelor's degrees."""
    VOCATIONAL_UNDERGRADUATE = (
        "vocational_undergraduate",
        "职业本科",
        "高职本科",
        "职业本科学校",
        "本科层次职业学校",
    )
    """A vocational university, 职业大学 or 职业技术大学 in its name."""
    HIGHER_VOCATIONAL = "higher_vocational", "高职专科", "专科", "高职", "高职高专", "高等专科"
    """A college with three-year courses: 职业学院, 职业技术学院, 高等专科学校."""
    SECONDARY_VOCATIONAL = "secondary_vocational", "中职", "中等职业学校", "中专", "职业高中"
    """A secondary vocational school, 职教中心 included."""
    TECHNICAL = "technical", "技工学校", "技工", "高级技工学校", "技师学院"
    """A school under the labour authorities; some 技师学院 enter the 高职 series (Art. 15)."""
    ADULT_HIGHER = "adult_higher", "成人高校", "成人高等学校", "开放大学"
    """Higher education for adults, open universities included."""
    BRANCH = "branch", "分院", "五年一贯制分院", "校区"
    """A branch that teaches under the licence of another school."""


class Ownership(Labelled):
    """Who runs a school (举办者)."""

    PUBLIC = "public", "公办"
    """Run by an authority or a state body."""
    PRIVATE = "private", "民办"
    """Run by private bodies or persons."""
    JOINT = "joint", "中外合作", "合作", "中外合作办学", "内地与港澳台地区合作办学"
    """Run with a school from abroad, Hong Kong, Macao or Taiwan; the ministry's list says 合作."""
    INDEPENDENT = "independent", "独立学院"
    """A college founded by a university with private capital."""
    OTHER = "other", "其他"
    """None of these."""


class EnterpriseSize(Labelled):
    """Size of a firm by staff, revenue and assets: 统计上大中小微型企业划分办法 (2017)."""

    LARGE = "large", "大型", "大", "大型企业"
    """Above the lower bounds of its industry for large firms, all of them."""
    MEDIUM = "medium", "中型", "中", "中型企业"
    """Above the lower bounds for medium firms, all of them."""
    SMALL = "small", "小型", "小", "小型企业"
    """Above the lower bounds for small firms, all of them."""
    MICRO = "micro", "微型", "微", "微型企业"
    """Below one of the lower bounds for small firms."""


class EnterpriseFlag(Labelled):
    """Standing of a firm that is not its size; a firm may have several."""

    ABOVE_DESIGNATED_SIZE = "above_designated_size", "规上企业", "规上", "规模以上企业"
    """Above the size from which statistics cover every firm; indicators may weigh it double."""
    LEADING = "leading", "龙头企业", "头部企业", "领军企业", "龙头", "头部", "领军"
    """Named as a leader of its trade; no list decides it."""
    TOP_500 = "top_500", "500强企业", "500强"
    """On a list of 500 that the text does not name."""
    GLOBAL_500 = "global_500", "世界500强", "世界500强企业"
    """On the list of the world's 500 largest firms."""
    CHINA_500 = "china_500", "中国500强", "中国500强企业"
    """On the list of China's 500 largest firms."""
    SPECIALIZED = "specialized", "专精特新企业", "专精特新"
    """Recognised as specialised, refined, distinctive and innovative."""
    LITTLE_GIANT = "little_giant", "专精特新“小巨人”企业", "小巨人", "“小巨人”企业", "小巨人企业"
    """Recognised nationally among the 专精特新 firms."""
    EDUCATION_INTEGRATED = "education_integrated", "产教融合型企业", "产教融合型"
    """Recognised under 发改社会〔2019〕590号; see 职业教育法 Art. 27 and 45."""
    LISTED = "listed", "上市公司", "上市", "上市企业"
    """Its shares are traded on an exchange."""
    ALUMNI = "alumni", "校友企业"
    """Founded or led by a former student of the school."""


class UnitNature(Labelled):
    """Nature of an employer (单位性质) as graduate-employment systems record it.

    The two-digit numbers that those systems use are synonyms; they were not compared with an
    official list. The last two members are bodies that such lists lack.
    """

    GOVERNMENT_ORGAN = "government_organ", "机关", "10"
    """An organ of state or party."""
    RESEARCH_UNIT = "research_unit", "科研设计单位", "20"
    """A public institute of research or design."""
    HIGHER_EDUCATION_UNIT = "higher_education_unit", "高等教育单位", "21"
    """A university or college."""
    SCHOOL_UNIT = "school_unit", "中初教育单位", "22"
    """A school below higher education."""
    HEALTH_UNIT = "health_unit", "医疗卫生单位", "23"
    """A hospital or public-health body."""
    OTHER_PUBLIC_UNIT = "other_public_unit", "其他事业单位", "29"
    """Any other public institution."""
    STATE_ENTERPRISE = "state_enterprise", "国有企业", "31"
    """A firm owned by the state."""
    FOREIGN_ENTERPRISE = "foreign_enterprise", "三资企业", "32"
    """A firm with foreign, Hong Kong, Macao or Taiwan capital."""
    OTHER_ENTERPRISE = "other_enterprise", "其他企业", "民营企业", "39"
    """Any other firm, most of them private."""
    ARMED_FORCES = "armed_forces", "部队", "40"
    """A unit of the armed forces."""
    VILLAGE = "village", "农村建制村", "55"
    """A village committee."""
    URBAN_COMMUNITY = "urban_community", "城镇社区", "56"
    """A community committee in a town."""
    SOCIAL_ORGANIZATION = "social_organization", "社会团体", "行业协会"
    """An association; not on the usual list."""
    PARK_COMMITTEE = "park_committee", "园区管委会"
    """The committee that runs a park; not on the usual list."""


__all__ = [
    "EnterpriseFlag",
    "EnterpriseSize",
    "InstitutionLevel",
    "OrganizationKind",
    "Ownership",
    "UnitNature",
]
