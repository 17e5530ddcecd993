"""The packaged tables as the scanners need them: sets of words and the patterns built from them."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources

from attrs import frozen

from schoolenterprise.vocabulary import OrganizationKind, surnames
from schoolenterprise.vocabulary.regions import place_names

HAN = "\u3400-\u4dbf\u4e00-\u9fff"


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged table as dictionaries."""
    path = resources.files("schoolenterprise.vocabulary") / "tables" / table
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of `words`, grouped by first character for speed."""
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
    def ending_pattern(self) -> re.Pattern[str]:
        """Finds the end of an organization's name."""
        kept = alternation(self.words["no_ending"])
        return re.compile(f"{kept}|(?P<ending>{alternation(self.endings)})")

    @cached_property
    def cut_pattern(self) -> re.Pattern[str]:
        """Finds what cannot stand inside an organization's name; protected words come first."""
        kept = alternation(self.words["keep"])
        bracket = (
            rf"(?<=[{HAN}])\((?!以下|下称|简称|原|含|共|图|左|右|男|女)[{HAN}]{{1,8}}\)(?=[{HAN}])"
        )
        number = r"[0-9]+(?:[年月日时点]|[余多]?[个家名位所项])|[一二三四五六七八九十]+(?:月|[余多]?[家所名位])"
        mark = r"[\s,.。、;:!?…()\[\]【】《》<>“”‘’\"'|/~=*#@]"
        words = alternation(self.words["cut"])
        return re.compile(f"{bracket}|{kept}|(?P<cut>{number}|{mark}|{words}|{self._title})")

    @cached_property
    def _title(self) -> str:
        return alternation(self.titles)

    @cached_property
    def title_pattern(self) -> re.Pattern[str]:
        """Finds a title."""
        return re.compile(f"{alternation(self.words['no_title'])}|(?P<title>{self._title})")

    @cached_property
    def after_name(self) -> re.Pattern[str]:
        """Matches what may follow a person's name directly."""
        words = alternation(self.words["after_name"])
        return re.compile(rf"$|[^{HAN}·]|{words}|就(?![业职读医近地])|{self._title}")

    @cached_property
    def region_pattern(self) -> re.Pattern[str]:
        """Matches the name of a place at the start of a name."""
        return re.compile(alternation(self.regions))

    def is_common(self, word: str) -> bool:
        """Say whether `word` is a common word and so no short name by itself."""
        return any(
            word in self.words[act] for act in ("cut", "after_name", "no_name", "discipline")
        )

    def starts_with_place(self, name: str) -> bool:
        """Say whether `name` begins with a place, or with the country."""
        return bool(self.region_pattern.match(name)) or name.startswith(("中国", "国家", "全国"))


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon of the packaged tables."""
    words: dict[str, set[str]] = {}
    for row in rows("words.csv"):
        words.setdefault(row["act"], set()).add(row["word"])
    endings = {
        row["ending"]: Ending(OrganizationKind(row["kind"]), row["strength"])
        for row in rows("endings.csv")
    }
    return Lexicon(
        words={act: frozenset(each) for act, each in words.items()},
        titles={row["title"]: row["ladder"] for row in rows("titles.csv")},
        endings=endings,
        surnames=surnames(),
        regions=place_names(),
    )
