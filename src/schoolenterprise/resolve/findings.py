"""`Merge` and `Doubt`: what resolving a ledger found, each with its reason; nothing is changed."""

from attrs import frozen

from schoolenterprise.model import Evidence
from schoolenterprise.vocabulary import Labelled


class MergeReason(Labelled):
    """Why records are one; the order is from the strongest reason to the weakest."""

    DECISION = "decision", "人工决定"
    """Somebody decided so, in a file of decisions or by an argument."""
    CODE = "code", "代码相同"
    """They bear one 统一社会信用代码 or one 学校标识码."""
    SCHOOLS_TABLE = "schools_table", "院校名录"
    """The education ministry's list gives one school for both names, former and later ones too."""
    FORMER_NAME = "former_name", "曾用名"
    """One bears as its name what the other gives as a former name."""
    EQUAL_NAME = "equal_name", "名称相同"
    """Their names are equal but for the way of writing: width, brackets, 湖北省 or 湖北."""
    ONE_TEXT = "one_text", "同文互指"
    """One text uses the name of the one for the other, or names a person once with the post."""
    SHORT_FORM = "short_form", "全称与简称"
    """One name is a regular short form of the other, and of no other name of the ledger."""
    ONE_OCCASION = "one_occasion", "同一活动"
    """They take the same part, with the same partner, on the same day; or are one occasion."""
    ONE_PERSON = "one_person", "同一人"
    """One name at one organization, and no two posts that one person cannot hold."""
    EQUAL_CONTENT = "equal_content", "内容相同"
    """They say the same of the same organizations, people and day, and contradict nowhere."""


@frozen(kw_only=True)
class Merge:
    """Records that became one, for one reason."""

    kept: str
    """保留：id of the record that holds them all now."""
    merged: tuple[str, ...]
    """并入：ids of the records that went into it."""
    reason: MergeReason
    """理由：why."""
    found: str
    """所据：the names, codes or quotes on which it rests, in one line."""
    evidence: tuple[Evidence, ...] = ()
    """依据：where a text says so; empty where the names themselves do."""

    def __str__(self) -> str:
        return f"{', '.join(self.merged)} → {self.kept}: {self.reason.label} ({self.found})"


@frozen(kw_only=True)
class Doubt:
    """Two records that may be one, for a person to look at; both are in the ledger still."""

    first: str
    """其一：id of the one, the smaller of the two."""
    second: str
    """其二：id of the other."""
    score: float
    """相似度：how much their names look alike, from 0 to 1; no probability."""
    why: str
    """说明：what speaks for one and what lacks, in one line."""

    def __str__(self) -> str:
        return f"{self.first} ≟ {self.second} ({self.score:.2f}): {self.why}"


__all__ = ["Doubt", "Merge", "MergeReason"]
