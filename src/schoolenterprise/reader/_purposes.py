"""Pass 5, purposes: what a trip was for, by the words of its sentence."""

from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._mentions import Mention
from schoolenterprise.reader._scene import Scene
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import VisitPurpose

_PURPOSES = (
    (VisitPurpose.JOB_DEVELOPMENT, "@job_development@"),
    (
        VisitPurpose.GRADUATE_FOLLOW_UP,
        "回访|毕业生的?(?:工作|成长|就业|近况)|看望[^,。;]{0,8}毕业生|就职[^,。;]{0,10}学子",
    ),
    (
        VisitPurpose.INTERN_CARE,
        "(?:看望|慰问|探望)[^。;]{0,20}(?:实习|学生|学子|师生)|实习情况|检查指导实习",
    ),
    (VisitPurpose.DEMAND_SURVEY, "@demand_survey@"),
    (VisitPurpose.COOPERATION_TALKS, "@cooperation_talks@"),
)


def purposes_in(scene: Scene, fact: VisitFact) -> tuple[VisitPurpose, ...]:
    """Return the purposes that the sentence of the trip names."""
    row = scene.row_at(fact.trigger.start) if fact.trigger else None
    if row is None:
        return ()
    pattern = scene.lexicon.pattern
    found = [(purpose, pattern(template).search(row.words)) for purpose, template in _PURPOSES]
    for purpose, match in found:
        if match:
            at = Mention(row.start + match.start(), row.start + match.end())
            fired(f"visit-purpose-{purpose.value.replace('_', '-')}", at, fact)
    return tuple(purpose for purpose, match in found if match)
