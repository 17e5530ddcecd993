"""Pass 5, purposes: what a trip was for, by the words of its sentence."""

import re

from schoolenterprise.reader._facts import VisitFact
from schoolenterprise.reader._scene import Scene
from schoolenterprise.vocabulary import VisitPurpose

_PURPOSES = (
    (VisitPurpose.JOB_DEVELOPMENT, re.compile(r"访企拓岗|拓岗|就业岗位|就业渠道|开拓岗位")),
    (
        VisitPurpose.GRADUATE_FOLLOW_UP,
        re.compile(
            r"回访|毕业生(?:的)?(?:工作|成长|就业|近况)|看望[^,。;]{0,8}毕业生|就职[^,。;]{0,10}学子"
        ),
    ),
    (
        VisitPurpose.INTERN_CARE,
        re.compile(r"(?:看望|慰问|探望)[^。;]{0,20}(?:实习|学生|学子|师生)|实习情况|检查指导实习"),
    ),
    (VisitPurpose.DEMAND_SURVEY, re.compile(r"需求")),
    (VisitPurpose.COOPERATION_TALKS, re.compile(r"洽谈|商谈|合作事宜|磋商|对接合作|考察交流")),
)


def purposes_in(scene: Scene, fact: VisitFact) -> tuple[VisitPurpose, ...]:
    """Return the purposes that the sentence of the trip names."""
    if fact.trigger is None:
        return ()
    row = scene.row_at(fact.trigger.start)
    if row is None:
        return ()
    return tuple(purpose for purpose, pattern in _PURPOSES if pattern.search(row.words))
