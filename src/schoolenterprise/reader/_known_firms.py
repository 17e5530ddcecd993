"""Pass 2, organisations by table: well-known firms that a page names without any ending (华为).

Only where the name stands as a word: 华为认证 and 华为ICT学院 are names of other things.
"""

from collections.abc import Iterator

from schoolenterprise.reader._bodies import SHORT_FOR
from schoolenterprise.reader._lexicon import BRACKET
from schoolenterprise.reader._mentions import OrganizationMention, covered
from schoolenterprise.reader._pattern import SparsePattern
from schoolenterprise.reader._trace import fired
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

# From the bracket on: blanks in front of it would be tried from each of them.
_DECLARED = SparsePattern(SHORT_FOR.source, begins="(")
_LONGEST_DEPARTMENT = 12


def scan_known_firms(
    words: PageWords, known: list[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Yield the firms of the table that stand in the text outside `known` names."""
    taken = covered(known, len(words.text))
    titles = frozenset(words.titles.values())
    declared = tuple({match["short"] for match in _DECLARED.finditer(words.text)})
    for start, end, _ in words.firms:
        if any(taken[start:end]) or not words.is_edge(start):
            continue
        # A longer short name that the page itself declares comes first: 上汽销售.
        if words.text.startswith(declared, start):
            continue
        if _ends_word(words, end) or _heads_title(words, end, titles):
            name = words.text[start:end]
            mention = OrganizationMention(start, end, name, OrganizationKind.ENTERPRISE)
            fired("organization-well-known", mention)
            yield mention


def _ends_word(words: PageWords, end: int) -> bool:
    """Say whether a mark, the end, or a word that stands in no name follows."""
    text, cuts = words.text, words.lexicon.words["cut"]
    follows = text[end : end + 4]
    if BRACKET.match(text, end):
        return False
    if not follows or not follows[0].isalnum():
        return True
    return any(follows[:length] in cuts for length in range(1, 5)) or follows[0] == "等"


def _heads_title(words: PageWords, end: int, titles: frozenset[int]) -> bool:
    """Say whether a department and a title follow: 华为|人力资源总监."""
    if BRACKET.match(words.text, end):
        return False
    for start in range(end, min(end + _LONGEST_DEPARTMENT, len(words.text))):
        if start in titles:
            return words.left_edge(start) <= end
    return False
