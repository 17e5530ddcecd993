"""Passes 2 and 5, programs: named campaigns and plans."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._facts import ProgramFact
from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import NameMention
from schoolenterprise.reader._words import PageWords

_QUOTED = re.compile(
    rf"“(?P<name>[{HAN}A-Za-z0-9+·—-]{{2,24}})”\s*(?:系列|主题|专项|重点|重大)?(?P<head>工程|活动|行动|计划|专项行动|项目|建设|机制)(?!仪式|启动仪式)"
)
_ACTION = re.compile(
    r"(?:专项行动|攻坚行动|促就业行动|促进周|能力提升工程|专项计划|特训营|训练营|百日冲刺行动|协同育人项目|就业育人项目)"
)
_CAMPAIGN = re.compile(r"访企拓岗促就业(?!专项行动|行动)")
_YEAR = re.compile(
    r"^(?:[0-9]{4}\s*[年届]?(?:度)?|第?[一二三四五六七八九十0-9]+[期届批]|全省|本次|此次|学校|我校|开展|实施|落实|参加|启动|组织|推进|学院|深入|贯彻|的|了)+"
)
_NOT = re.compile(r"签约|揭牌|开班|培训班|座谈|论坛|讲座|招聘")


def scan_programs(words: PageWords) -> list[NameMention]:
    """Find every named campaign or plan."""
    text = words.text
    found = [*_quoted(text), *_actions(words)]
    found += [
        NameMention(match.start(), match.end(), match[0]) for match in _CAMPAIGN.finditer(text)
    ]
    return sorted(found, key=lambda mention: mention.start)


def _quoted(text: str) -> Iterator[NameMention]:
    for match in _QUOTED.finditer(text):
        if not _NOT.search(match["name"]):
            yield NameMention(match.start("name"), match.end("name"), match["name"])


def _actions(words: PageWords) -> Iterator[NameMention]:
    text = words.text
    for match in _ACTION.finditer(text):
        start = words.name_start(match.start())
        name = text[start : match.end()]
        prefix = _YEAR.match(name)
        if prefix:
            start += prefix.end()
        office = re.match(r"教育部办公厅|教育部|人力资源和社会保障部", text[start : match.end()])
        if office and not match[0].endswith("项目"):
            start += office.end()
        if 4 <= match.end() - start <= 30:
            yield NameMention(start, match.end(), text[start : match.end()])


def read_programs(mentions: list[NameMention]) -> list[ProgramFact]:
    """Group the mentions of each campaign; a shorter name goes under the fuller one."""
    facts: list[ProgramFact] = []
    for mention in sorted(mentions, key=lambda each: -len(each.name)):
        for fact in facts:
            if fact.name.name == mention.name or (
                mention.name in fact.name.name and _CAMPAIGN.match(mention.name)
            ):
                fact.mentions.append(mention)
                break
        else:
            facts.append(ProgramFact(mention, [mention]))
    return sorted(facts, key=lambda fact: min(each.start for each in fact.mentions))
