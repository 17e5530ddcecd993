"""The packaged tables as the scanners need them: sets of words and the patterns built from them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from attrs import frozen

from schoolenterprise.reader._finder import WordFinder
from schoolenterprise.vocabulary import OrganizationKind, surnames
from schoolenterprise.vocabulary.packaged import packaged_rows
from schoolenterprise.vocabulary.regions import place_names

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Each begins with one set or character, which lets the search skip what cannot begin a match; only
# the first figure of a run may begin a number, so that a page of digits is no square of work.
_NUMERALS = "一二两几三四五六七八九十"
NUMBER = re.compile(
    rf"[0-9{_NUMERALS}](?:(?<=[0-9])(?<![0-9][0-9])[0-9]*(?:[年月日时点]|[余多]?[个家名位所项])"
    rf"|(?<=[{_NUMERALS}])(?<![{_NUMERALS}]{{2}})[一二三四五六七八九十]*(?:月|[余多]?[家所名位]))"
)
LINK = re.compile(r"[同与和]")
"""Words that part names, unless they stand inside one."""
BRACKET = re.compile(
    rf"\((?<=[{HAN}]\()(?!以下|下称|简称|原|含|共|图|左|右|男|女)"
    rf"(?:[{HAN}]{{1,8}}\)(?=[{HAN}])|[A-Za-z]{{2,12}}\)(?=集团|公司|股份|科技|控股|中国|有限))"
)


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for the longest of `words`, grouped by first character for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return (
        "(?:"
        + "|".join(
            re.escape(first) + (f"(?:{'|'.join(rests)})" if len(rests) > 1 or rests[0] else "")
            for first, rests in groups.items()
        )
        + ")"
    )


@frozen
class Ending:
    """The end of an organization's name, and what it says about the body."""

    kind: OrganizationKind
    strength: str
    """strong: a name by itself; medium: needs a plausible front; weak: needs a place in front."""


@frozen(slots=False)
class Lexicon:
    """Words by what they do, titles and endings; every pattern is built once, when first used."""

    words: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]
    """Title → the ladder it belongs to."""
    endings: Mapping[str, Ending]
    surnames: Mapping[str, float]
    regions: frozenset[str]

    @cached_property
    def bounds_finder(self) -> WordFinder:
        """Finds what bounds names: words that stand in none (table 0), titles (1), endings (2)."""
        cuts = {word for word in self.words["cut"] if len(word) > 1}
        titles = self.titles.keys() - self.words["plain_title"]
        return WordFinder(
            ({*cuts, *titles}, self.words["keep"] | self.words["no_title"]),
            (self.titles, self.words["no_title"]),
            (self.endings, self.words["no_ending"]),
        )

    @cached_property
    def mark_pattern(self) -> re.Pattern[str]:
        """Finds the marks and single characters that cannot stand inside a body's name."""
        marks = r"\s\x00-\x1f\x7f-\x9f,.。、;:!?…()\[\]【】《》<>“”‘’\"'|/~=*#@"
        cuts = (word for word in self.words["cut"] if len(word) == 1 and not LINK.match(word))
        singles = "".join(sorted(cuts))
        return re.compile(f"[{marks}{singles}]|--+")

    @cached_property
    def title_finder(self) -> WordFinder:
        """Finds titles."""
        return WordFinder((self.titles, self.words["no_title"]))

    @cached_property
    def piece_finder(self) -> WordFinder:
        """Finds pieces of names of other peoples than the Han: 次仁, 其其格."""
        return WordFinder((self.words["name_part"], ()))

    @cached_property
    def firm_finder(self) -> WordFinder:
        """Finds well-known firms by the names that carry no ending."""
        return WordFinder((self.words["firm"], ()))

    @cached_property
    def place_finder(self) -> WordFinder:
        """Finds names of places."""
        return WordFinder((self.regions, ()))

    @cached_property
    def starters(self) -> frozenset[str]:
        """Words of two characters or more with which no person's name begins."""
        return self.no_front | self.words["no_person"]

    @cached_property
    def no_front(self) -> frozenset[str]:
        """Words of two characters or more that are no front of a body's name by themselves."""
        acts = ("cut", "after_name", "no_name")
        return frozenset(word for act in acts for word in self.words[act] if len(word) > 1)

    @cached_property
    def after_name(self) -> re.Pattern[str]:
        """Matches what may follow a person's name directly."""
        words = alternation(self.words["after_name"])
        titles = alternation(self.titles.keys() - self.words["plain_title"])
        firsts = {"就", *(word[0] for word in (*self.words["after_name"], *self.titles))}
        # Most characters begin none of the words; the set says so without trying each.
        begins = f"(?=[{''.join(sorted(map(re.escape, firsts)))}])"
        return re.compile(rf"$|[^{HAN}·]|{begins}(?:{words}|就(?![业职读医近地])|{titles})")

    @cached_property
    def discipline_characters(self) -> frozenset[str]:
        """Characters that may speak for a discipline in the short name of a college: 物电学院."""
        return frozenset("".join(self.words["discipline"]))

    @cached_property
    def common(self) -> frozenset[str]:
        """Common words, which are no short names by themselves."""
        acts = ("cut", "after_name", "no_name", "discipline")
        return frozenset(word for act in acts for word in self.words[act])

    def starts_with_place(self, name: str) -> bool:
        """Say whether `name` begins with a place, or with the country."""
        return bool(self.place_finder.match(name, 0)) or name.startswith(("中国", "国家", "全国"))


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon of the packaged tables."""
    words: dict[str, set[str]] = {}
    for word, act in packaged_rows("words"):
        words.setdefault(act, set()).add(word)
    endings = {
        ending: Ending(OrganizationKind(kind), strength)
        for ending, kind, strength in packaged_rows("endings")
    }
    return Lexicon(
        words={act: frozenset(each) for act, each in words.items()},
        titles={title: ladder for title, ladder, _ in packaged_rows("titles")},
        endings=endings,
        surnames=surnames(),
        regions=place_names(),
    )
