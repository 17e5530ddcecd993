"""Closed sets of ceremonies and meetings: their kinds and what a person does at one."""

from schoolenterprise.vocabulary.labels import Labelled


class EventKind(Labelled):
    """What sort of ceremony or meeting an event is."""

    SIGNING = "signing", "签约仪式", "签约"
    """Agreements are signed."""
    UNVEILING = "unveiling", "揭牌仪式", "揭牌", "授牌仪式"
    """A plaque is unveiled or handed over."""
    OPENING = "opening", "开学典礼/开班", "开学典礼", "开班仪式", "开班"
    """A college or class begins."""
    MEETING = "meeting", "座谈会", "座谈", "交流会", "研讨会"
    """People sit together and talk."""
    APPOINTMENT = "appointment", "聘任仪式", "聘任", "聘书颁发仪式"
    """Roles are conferred."""
    FAIR = "fair", "招聘会", "双选会", "宣讲会"
    """Firms meet students who look for posts."""
    FORUM = "forum", "论坛", "峰会"
    """Speeches before an audience."""
    FOUNDING = "founding", "成立大会", "成立仪式"
    """An alliance, community or association is founded."""
    DONATION = "donation", "捐赠仪式", "捐赠"
    """Something is given."""
    LAUNCH = "launch", "启动仪式", "启动"
    """A programme or project begins."""
    OTHER = "other", "其他"
    """None of these."""


class ParticipantRole(Labelled):
    """What a person does at a visit or an event."""

    LEADER = "leader", "带队", "率队"
    """Leads the visiting side."""
    MEMBER = "member", "随行", "陪同"
    """Goes along with the leader."""
    RECEIVER = "receiver", "接待"
    """Receives the visitors on the host's side."""
    HOST = "host", "主持"
    """Chairs the event."""
    GUEST = "guest", "嘉宾"
    """Named as a guest."""
    SPEAKER = "speaker", "发言", "致辞", "讲话"
    """Gives a speech or report."""
    SIGNATORY = "signatory", "签约"
    """Signs for a party."""
    WITNESS = "witness", "见证"
    """Witnesses a signature."""
    UNVEILER = "unveiler", "揭牌"
    """Unveils a plaque."""
    ATTENDEE = "attendee", "出席", "参加"
    """Is there; the text says no more."""


__all__ = ["EventKind", "ParticipantRole"]
