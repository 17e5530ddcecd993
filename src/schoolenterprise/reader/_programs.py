"""Passes 2 and 5, programs: named campaigns and plans."""

import re
from collections.abc import Iterator

from schoolenterprise.reader._facts import ProgramFact
from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import NameMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._words import PageWords

_QUOTED = Pattern(
    rf"“(?P<name>[{HAN}A-Za-z0-9+·-]{{2,24}})”\s?(?:系列|主题|专项|重点|重大|走访|大走访|调研"
    rf"|慰问|回访|帮扶|宣讲|实践|关爱|招聘)?"
    r"(?:工程|活动|行动|计划|项目|建设|机制)(?!(?:启动)?仪式)"
)
_NO_PROGRAM = "@no_program@"
_ENDING = "@program_end@|专项培[养训]计划"
_SPECIAL = "专项培"
_CAMPAIGN_NAME = "访企拓岗促就业"
_CAMPAIGN = Pattern(f"{_CAMPAIGN_NAME}(?!(?:专项)?行动)")
_LEAD_IN = Pattern(
    r"(?:[0-9]{4}\s?[年届]?度?|第?[一二三四五六七八九十0-9]{1,4}[期届批]|全省|本次|此次|学校|我校"
    r"|获批|申报|入选|开展|实施|落实|参加|启动|组织|推进|学院|深入|贯彻|积极|响应|部署|关于"
    r"|扎实|全面|全力|大力|持续|认真|做好|根据|按照|围绕|结合"
    r"|通过|印发|下发|发布|启动实施|全面落实|主动|有序|精心|本轮|系列|今年|去年|各类|以|为|将"
    r"|对|的|了)+"
)
"""Words in front of a name that are no part of it; what follows the year or number is."""
_STARTED = Pattern(
    r"[^,。;“”]{1,12}(?:持续|深入|积极|扎实)?(?:开展|启动|实施|落实|推进|部署|响应)(?:了)?"
)
_OFFICE = Pattern("教育部(?:办公厅)?|人力资源和社会保障部")
_LONGEST = 30


def scan_programs(words: PageWords) -> list[NameMention]:
    """Find every named campaign or plan."""
    none = words.lexicon.pattern(_NO_PROGRAM)
    quoted = (match for match in _QUOTED.finditer(words.text) if _is_program(match, none))
    places = [
        *((*match.span("name"), "program-in-quotes") for match in quoted),
        *((*span, "program-by-ending") for span in _actions(words)),
        *((*match.span(), "program-campaign") for match in _CAMPAIGN.finditer(words.text)),
    ]
    mentions = []
    for start, end, rule in sorted(places):
        mentions.append(NameMention(start, end, words.text[start:end]))
        fired(rule, mentions[-1])
    return mentions


def _is_program(match: re.Match[str], none: re.Pattern[str]) -> bool:
    name = match["name"]
    bare = name == "访企拓岗" and "专项" not in match[0]
    return not bare and none.search(name) is None


def _actions(words: PageWords) -> Iterator[tuple[int, int]]:
    """Yield the names that their ending gives away: 2022年湖北省|高校干部访企拓岗专项行动."""
    words_in = words.text.__contains__
    if not (words_in(_SPECIAL) or any(map(words_in, words.lexicon.words["program_end"]))):
        return
    for match in words.lexicon.pattern(_ENDING).finditer(words.text):
        start = words.name_start(match.start())
        if start in words.titles:
            # A title inside a name bounds none: 现场|工程师|专项培养计划.
            start = words.name_start(words.titles[start])
        lead_in = _LEAD_IN.match(words.text, start, match.end())
        start = lead_in.end() if lead_in else start
        verb = _STARTED.match(words.text, start, match.start())
        start = verb.end() if verb else start
        office = _OFFICE.match(words.text, start, match.end())
        if office and not match[0].endswith("项目"):
            start = office.end()
        if start < match.start() and match.end() - start <= _LONGEST:
            yield start, match.end()


def read_programs(mentions: list[NameMention]) -> list[ProgramFact]:
    """Group the mentions of each campaign; the bare 访企拓岗促就业 goes under the fullest name."""
    facts: dict[str, ProgramFact] = {}
    for mention in mentions:
        facts.setdefault(mention.name, ProgramFact(mention)).mentions.append(mention)
    bare = facts.get(_CAMPAIGN_NAME)
    fuller = [name for name in facts if _CAMPAIGN_NAME in name and name != _CAMPAIGN_NAME]
    if bare and fuller:
        facts[max(fuller, key=len)].mentions.extend(bare.mentions)
        del facts[_CAMPAIGN_NAME]
    return sorted(facts.values(), key=lambda fact: min(each.start for each in fact.mentions))
