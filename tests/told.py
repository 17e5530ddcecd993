"""What a reading tells, in one line a record: names in the place of ids, so that a test reads well.

For the tests of the reader; dates without a year belong to 2024 here.
"""

from collections.abc import Iterable

from schoolenterprise import Lexicon, Reading, read_news
from schoolenterprise.model import Participant

PUBLISHED = "2024-03-08"


class Told:
    """The records of one page as lines."""

    def __init__(
        self,
        text: str,
        *,
        published: str | None = PUBLISHED,
        url: str | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.reading: Reading = read_news(text, published=published, url=url, lexicon=lexicon)
        self._names = {each.id: each.name for each in self.reading.organizations}

    def name(self, reference: str | None) -> str:
        """The name behind an id; `?` where there is none."""
        return self._names[reference] if reference else "?"

    def names(self, references: Iterable[str]) -> str:
        """The names behind ids."""
        return "、".join(self.name(each) for each in references)

    @property
    def own(self) -> str:
        """Whose page it is."""
        return self.name(self.reading.publisher)

    @property
    def bodies(self) -> dict[str, str]:
        """Name of every body that the page names → its kind."""
        return {
            each.name: each.kind.value for each in self.reading.organizations if "@" not in each.id
        }

    @property
    def aliases(self) -> dict[str, set[str]]:
        """Name of every body → its other names."""
        return {each.name: set(each.aliases) for each in self.reading.organizations}

    @property
    def people(self) -> list[str]:
        """`何静 党委书记、校长 星川职业技术学院`; every post with its own body if they differ."""
        lines = []
        for official in self.reading.officials:
            homes = dict.fromkeys(post.organization for post in official.posts)
            parts = [
                "、".join(post.title for post in official.posts if post.organization == home)
                + f" {self.name(home)}"
                for home in homes
            ]
            lines.append(" ".join([official.name, *parts]))
        return lines

    @property
    def visits(self) -> list[str]:
        """`2024-03-05 星川职业技术学院(何静、李明) → 蓝海公司、云帆集团等 (陈立)`."""
        lines = []
        for visit in self.reading.visits:
            leader = visit.leader
            others = [each for each in visit.participants if each is not leader]
            going = ([leader.name] if leader else ["-"] if others else []) + _called(others)
            line = f"{visit.date or '?'} {self.name(visit.visitor)}"
            line += f"({'、'.join(going)})" if going else ""
            line += f" → {self.names(visit.hosts)}" + ("等" if visit.more_hosts else "")
            line += f" ({'、'.join(_called(visit.received_by))})" if visit.received_by else ""
            lines.append(line)
        return lines

    @property
    def agreements(self) -> list[str]:
        """`2024-03-05 strategic 星川职业技术学院、蓝海公司 「战略合作协议」 (何静、陈立)`."""
        lines = []
        for agreement in self.reading.agreements:
            line = f"{agreement.date or '?'} {agreement.kind.value} {self.names(agreement.parties)}"
            line += f" 「{agreement.subject}」" if agreement.subject else ""
            signers = _called(agreement.signatories)
            lines.append(line + (f" ({'、'.join(signers)})" if signers else ""))
        return lines

    @property
    def colleges(self) -> list[str]:
        """`智能产业学院 星川职业技术学院 + 蓝海公司 unveiled 2024-03-05`."""
        lines = []
        for college in self.reading.industry_colleges:
            line = f"{college.name} {self.name(college.institution)}"
            line += f" + {self.names(college.partners)}" if college.partners else ""
            for milestone in college.milestones:
                line += f" {milestone.kind.value} {milestone.date or '?'}"
            lines.append(line)
        return lines

    @property
    def appointments(self) -> list[str]:
        """`2024-03-05 陈立 产业教授 星川职业技术学院`."""
        people = {each.id: each.name for each in self.reading.officials}
        return [
            f"{each.date or '?'} {people[each.official]} {each.role} {self.name(each.by)}"
            for each in self.reading.appointments
        ]

    @property
    def events(self) -> list[str]:
        """`2024-03-05 signing 校企合作签约仪式`."""
        return [f"{each.date or '?'} {each.kind.value} {each.name}" for each in self.reading.events]

    @property
    def arrangements(self) -> list[str]:
        """`running order_class 蓝海班 星川职业技术学院 + 蓝海公司`."""
        return [
            f"{each.status.value} {each.kind.value} {each.name} {self.name(each.institution)}"
            + (f" + {self.names(each.partners)}" if each.partners else "")
            for each in self.reading.arrangements
        ]

    @property
    def placements(self) -> list[str]:
        """`36 students, 2 teachers of 星川职业技术学院 → 蓝海公司等`."""
        return [
            f"{each.students.value if each.students else '?'} students"
            + (f", {each.teachers.value} teachers" if each.teachers else "")
            + f" of {self.name(each.institution)} → {self.names(each.hosts)}"
            + ("等" if each.more_hosts else "")
            for each in self.reading.placements
        ]

    @property
    def doubts(self) -> list[str]:
        """`conflicting-dates 2023-05 | 2023-06`."""
        return [
            f"{each.code} {' | '.join(each.alternatives)}".strip() for each in self.reading.problems
        ]


def _called(people: Iterable[Participant]) -> list[str]:
    return [each.name for each in people]
