"""Closed sets of visits: how and for what somebody goes to an organisation."""

from schoolenterprise.vocabulary.labels import Labelled


class VisitMode(Labelled):
    """Which way a visit goes; quotas ask for visits on site first (教学厅函〔2022〕3号)."""

    ON_SITE = "on_site", "实地走访", "走出去", "实地"
    """The school goes to the host."""
    INBOUND = "inbound", "请进来", "来访", "来校"
    """The other side comes to the school."""
    ONLINE = "online", "线上", "云走访"
    """Nobody travels."""


class VisitPurpose(Labelled):
    """What a visit is for; a visit may have several purposes."""

    JOB_DEVELOPMENT = "job_development", "访企拓岗", "拓岗", "拓展就业岗位"
    """Finding posts for graduates."""
    GRADUATE_FOLLOW_UP = "graduate_follow_up", "回访毕业生", "毕业生回访"
    """Seeing how graduates do at the host."""
    INTERN_CARE = "intern_care", "看望实习生", "看望实习学生"
    """Seeing how interns do at the host."""
    DEMAND_SURVEY = "demand_survey", "调研需求", "人才需求调研", "需求调研"
    """Asking what staff and skills the host needs."""
    COOPERATION_TALKS = "cooperation_talks", "洽谈合作", "合作洽谈"
    """Talking about cooperation."""
    ENROLMENT = "enrolment", "招生", "招生宣传"
    """Winning new students."""
    ALUMNI = "alumni", "校友走访", "走访校友"
    """Keeping in touch with former students."""
    OTHER = "other", "其他"
    """None of these."""


__all__ = ["VisitMode", "VisitPurpose"]
