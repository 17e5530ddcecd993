"""Pass 2, organisations: names that an ending gives away (…有限公司), and words for them.

A name reaches left from its ending to the first thing that cannot stand in a name: a mark, a verb,
a title. Short names come later, in pass 3, when the full ones are known.
"""

from schoolenterprise.reader._departments import is_unit, settle_quoted, settle_short_colleges
from schoolenterprise.reader._fronts import plausible, words_in_front
from schoolenterprise.reader._generic_words import SCHOOL_WORD, with_generic
from schoolenterprise.reader._known_firms import scan_known_firms
from schoolenterprise.reader._lexicon import Ending, Lexicon
from schoolenterprise.reader._mentions import OrganizationMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._spans import Span, absorbed, endings
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind, find_institution

_FIRM_TITLE = Pattern(r"(?:联合)?创始人|董事长|总经理|总裁|CEO")
_COUNTRY = Pattern(
    r"(?:泰国|德国|英国|美国|法国|日本|韩国|俄罗斯|加拿大|澳大利亚|新西兰|新加坡|马来西亚"
    r"|印度尼西亚|印尼|越南|老挝|柬埔寨"
    r"|缅甸|菲律宾|印度|巴基斯坦|哈萨克斯坦|乌兹别克斯坦|白俄罗斯|乌克兰|波兰|意大利|西班牙"
    r"|葡萄牙|荷兰|比利时|瑞士|瑞典"
    r"|挪威|芬兰|丹麦|奥地利|匈牙利|埃及|南非|埃塞俄比亚|肯尼亚|巴西|墨西哥|以色列|土耳其"
    r"|爱尔兰)(?=...)"
)
"""The country in front of a foreign school, which pages write or leave out."""


def scan_organizations(words: PageWords) -> list[OrganizationMention]:
    """Find every organization that its ending gives away, and every word that stands for one."""
    text, lexicon = words.text, words.lexicon
    spans = absorbed(list(endings(words)), text, lexicon)
    named = [mention for mention in (_mention(text, span, lexicon) for span in spans) if mention]
    named.extend(scan_known_firms(words, named))
    named.sort(key=lambda mention: mention.start)
    settle_quoted(text, named)
    settle_short_colleges(text, named, lexicon)
    return with_generic(text, named)


def _mention(text: str, span: Span, lexicon: Lexicon) -> OrganizationMention | None:
    start = span.start
    while start < span.ending_start and text[start] in " ·—-~+":
        start += 1
    formerly = text[max(0, start - 1) : start + 1] in ("(原", "(现")
    start += formerly and not lexicon.starts_with_place(text[start : span.end])
    country = span.ending.kind is OrganizationKind.INSTITUTION and _COUNTRY.match(text, start)
    if country:
        start = country.end()
        span.follows = False
    school = SCHOOL_WORD.match(text, start, span.end)
    if school:
        start = school.end()
    start += words_in_front(text[start : span.end], text, lexicon)
    front = text[start : span.ending_start]
    name = text[start : span.end]
    if not plausible(front, name, span.ending, lexicon):
        if front:
            refused("organization-front-names-none", start, span.end)
        return None
    kind = kind_of(name, span.ending, lexicon)
    span.follows = span.follows or bool(school and span.ending.strength == "medium")
    unit = not country and is_unit(text, start, front, kind, span, lexicon)
    if unit and not span.follows and _FIRM_TITLE.match(text, span.end):
        unit, kind = False, OrganizationKind.OTHER
    mention = OrganizationMention(start, span.end, name.replace(" ", ""), kind, unit)
    fired(f"organization-ending-{span.ending.strength}", mention)
    if unit:
        fired("organization-department", mention)
    if span.follows:
        fired("organization-behind-its-owner", mention)
    if start > span.start and not school:
        fired("organization-without-the-verb", mention)
    return mention


def kind_of(name: str, ending: Ending, lexicon: Lexicon) -> OrganizationKind:
    """Return the kind that the name itself says, with the ministry's list of schools first."""
    if ending.kind is OrganizationKind.INSTITUTION and find_institution(name):
        return OrganizationKind.INSTITUTION
    return ending.kind
