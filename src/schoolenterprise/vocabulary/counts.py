"""The closed set of what a count in a text counts."""

from schoolenterprise.vocabulary.labels import Labelled


class CountKind(Labelled):
    """What is counted."""

    INTERNS = "interns", "实习学生数"
    """Students in internships."""
    GRADUATES_HIRED = "graduates_hired", "录用毕业生数"
    """Graduates that firms took on."""
    POSTS_OFFERED = "posts_offered", "提供岗位数"
    """Posts that firms offered."""
    ENTERPRISES_VISITED = "enterprises_visited", "走访企业数"
    """Distinct firms visited, not trips."""
    AGREEMENTS_SIGNED = "agreements_signed", "签约数"
    """Agreements, or firms that signed one."""
    ORDER_CLASSES = "order_classes", "订单班数"
    """Classes trained to a firm's order."""
    PARTICIPANTS = "participants", "参加人数"
    """People, or bodies, that took part."""
    TEACHERS_SENT = "teachers_sent", "派出教师数"
    """Teachers sent along or to a firm."""
    OTHER = "other", "其他"
    """Something else; the count's own text says what."""


__all__ = ["CountKind"]
