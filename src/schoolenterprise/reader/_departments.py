"""Pass 2, organisations: which names are those of colleges and departments of another body."""

from schoolenterprise.reader._fronts import is_discipline
from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._mentions import OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._spans import Span
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_SCHOOL_HEAD = Pattern(r"党委副?书记|纪委书记|副?校长|党委委员")
"""Posts of a school that a faculty, whose name is all disciplines, does not have."""
_PART_OF_PROVINCE = Pattern(
    r"[京津沪渝冀豫滇辽黑湘皖鲁苏浙赣鄂桂陇晋蒙陕秦吉闽黔粤藏川蜀宁琼][东西南北中河江海山川湖水原岭](?=....)"
)
"""A part of a province, with which schools are named and colleges are not: 鄂北水利电力学院."""
_SPEAKS_OF_SCHOOL = Pattern(rf"[我本该贵][校院]|学校|(?<![{HAN}A-Z])学院")
"""Words for the school to which the colleges of a page belong."""


def settle_quoted(text: str, named: list[OrganizationMention]) -> None:
    """See that “某某学院”, whose name once stands in quotes, is a college of some school."""
    colleges = {
        each.name
        for each in named
        if each.name.endswith("学院")
        and text[each.start - 1 : each.start] == "“"
        and text[each.end : each.end + 1] == "”"
        and not each.name.endswith(("职业技术学院", "职业学院", "技师学院", "大学"))
        and not find_institution(each.name)
    }
    for mention in named:
        mention.unit = mention.unit or mention.name in colleges


def settle_short_colleges(text: str, named: list[OrganizationMention], lexicon: Lexicon) -> None:
    """See that 物电学院 is a college, written short, where the page has a school to hold it."""
    short = [each for each in named if _is_short_college(each, lexicon)]
    school = short and (
        _SPEAKS_OF_SCHOOL.search(text)
        or any(
            each.kind is OrganizationKind.INSTITUTION and not each.unit and each not in short
            for each in named
        )
    )
    for mention in short if school else ():
        mention.unit = True
        fired("organization-short-college", mention)


def _is_short_college(mention: OrganizationMention, lexicon: Lexicon) -> bool:
    """Say whether the name is two characters of disciplines and 学院: 物电学院, 继教学院."""
    front = mention.name.removesuffix("学院")
    return (
        len(front) == 2
        and front + "学院" == mention.name
        and front not in lexicon.regions
        and frozenset(front) <= lexicon.discipline_characters
        and not find_institution(mention.name)
    )


def is_unit(
    text: str, start: int, front: str, kind: OrganizationKind, span: Span, lexicon: Lexicon
) -> bool:
    """Say whether a name is that of a department: 商学院, or a centre behind its owner's name."""
    if span.ending.strength == "strong" or span.follows:
        return span.follows and kind is not OrganizationKind.ENTERPRISE
    if kind is OrganizationKind.INSTITUTE:
        if front[0] in "校院" or is_discipline(front, lexicon):
            return True
        return lexicon.title_finder.match(
            text, span.end
        ) is not None and not lexicon.starts_with_place(front)
    if kind is not OrganizationKind.INSTITUTION or not text.startswith("学院", span.ending_start):
        return False
    if front[-1].isascii() and front[-1].isalpha():
        # A college of a programme that a firm runs in many schools: 华为ICT学院.
        return True
    if find_institution(text[start : span.end]):
        return False
    if _PART_OF_PROVINCE.match(front):
        return False
    if is_discipline(front, lexicon):
        return True
    if lexicon.starts_with_place(front):
        return False
    if len(front) > 3 and front.endswith(tuple(lexicon.words["school_field"])):
        return is_discipline(front[:2], lexicon)
    own_name = "与" not in front and front[:2] not in lexicon.words["discipline"]
    whole = text.count(front) == text.count(text[start : span.end])
    if own_name and whole and _SCHOOL_HEAD.match(text, span.end):
        return False
    times = text.count(text[start : span.end])
    if front.endswith(tuple(lexicon.words["discipline"])) and times < 3:
        return True
    return len(front) > 2 and (times < 2 or len(front) > 7)
