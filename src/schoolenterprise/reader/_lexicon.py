"""What the reader knows of the language: the packaged tables, and what a user's files add to them.

`Lexicon` holds words, titles, endings, places and names as data; each pattern and index that the
scanners need is built from them once, when first used. Reading files is the matter of
`_lexicon_file`.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import import_module

from attrs import field, fields, frozen

from schoolenterprise.reader._finder import NameIndex, WordFinder
from schoolenterprise.reader._known import KnownOrganization, KnownPerson
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.vocabulary import OrganizationKind, all_titles, surnames
from schoolenterprise.vocabulary.packaged import packaged_rows
from schoolenterprise.vocabulary.regions import place_names

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Each begins with one set or character, which lets the search skip what cannot begin a match; only
# the first figure of a run may begin a number, so that a page of digits is no square of work.
_NUMERALS = "一二两几三四五六七八九十"
NUMBER = Pattern(
    rf"[0-9{_NUMERALS}](?:(?<=[0-9])(?<![0-9][0-9])[0-9]*(?:[年月日时点]|[余多]?[个家名位所项])"
    rf"|(?<=[{_NUMERALS}])(?<![{_NUMERALS}]{{2}})[一二三四五六七八九十]*(?:月|[余多]?[家所名位]))"
)
LINK = Pattern(r"[同与和]")
"""Words that part names, unless they stand inside one."""
BRACKET = Pattern(
    rf"\((?<=[{HAN}]\()(?!以下|下称|简称|原|含|共|图|左|右|男|女)"
    rf"(?:[{HAN}]{{1,8}}\)(?=[{HAN}])|[A-Za-z]{{2,12}}\)(?=集团|公司|股份|科技|控股|中国|有限))"
)

_ACT = re.compile("@([a-z_]+)@")
_WHOLE_ACT = re.compile(r"(?:^|(?<=\|))@([a-z_]+)@(?=\||$)")
"""An act that is an alternative by itself: without brackets the search still sees that each begins
with a character, and skips what cannot begin a match."""


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for the longest of `words`, grouped by first character for speed."""
    return f"(?:{_bare(words)})"


def _bare(words: Iterable[str]) -> str:
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        re.escape(first) + (f"(?:{'|'.join(rests)})" if len(rests) > 1 or rests[0] else "")
        for first, rests in groups.items()
    )


@frozen
class Ending:
    """The end of an organization's name, and what it says about the body."""

    kind: OrganizationKind
    strength: str
    """strong: a name by itself; medium: needs a plausible front; weak: needs a place in front."""


@frozen(slots=False, kw_only=True, repr=False)
class Lexicon:
    """What the reader knows; `Lexicon.default()` is the packaged tables, `with_file` adds to them.

    A lexicon never changes, so one may be shared by threads and sent to other processes.
    """

    words: Mapping[str, frozenset[str]]
    """词：what a word does → the words that do it (`words.csv`)."""
    titles: Mapping[str, str]
    """职务：title → the ladder it belongs to (`titles.csv`)."""
    ranks: Mapping[str, int]
    """职级：title → its place on the ladder, 1 highest, 0 without one."""
    endings: Mapping[str, Ending]
    """名称后缀：end of names of bodies → what it says of the body (`endings.csv`)."""
    surnames: Mapping[str, float]
    """姓氏：surname → bearers per 100,000 people (`surnames.csv`)."""
    regions: frozenset[str]
    """地名：names of places, full and short (`regions.csv`)."""
    organizations: Mapping[str, KnownOrganization] = field(factory=dict)
    """组织：name of a body that a user's file adds, folded → the body; the packaged tables add
    none."""
    people: Mapping[str, KnownPerson] = field(factory=dict)
    """人员：name of a person that a user's file adds, folded → the person."""

    @classmethod
    def default(cls) -> "Lexicon":
        """Return the lexicon of the packaged tables, made once."""
        return default_lexicon()

    def with_file(self, path: str | os.PathLike[str]) -> "Lexicon":
        """Return a lexicon that also knows what the CSV file at `path` lists.

        The heading says what the rows are: names of bodies and people (`name,kind,…`), words
        (`word,act`), titles (`title,ladder,rank`), endings (`ending,kind,strength`), surnames
        (`surname,per_100k`) or places (`place`). A title, ending or name that stands here already
        is replaced. The file is in UTF-8, with or without a byte order mark, in GB 18030, or in
        UTF-16 with a mark; commas, tabs or semicolons part its cells.

        Raises:
            OSError: the file cannot be read.
            InvalidValueError: `path` is no path.
            FormatError: the file is no such table; `problems` lists the first 20 faulty cells with
                line and column, and nothing of the file is taken over.
        """
        added: Lexicon = import_module("schoolenterprise.reader._lexicon_file").extended(self, path)
        return added

    def __repr__(self) -> str:
        return f"<Lexicon: {len(self.organizations)} bodies and {len(self.people)} people added>"

    def __getstate__(self) -> dict[str, object]:
        # Patterns and indexes are made anew where they are needed: they cost more to send.
        return {each.name: self.__dict__[each.name] for each in fields(Lexicon)}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Every form of a known body's name, folded → the folded names of the bodies it may mean.

        A full name means its own body, whatever other body has it as a short one.
        """
        forms: dict[str, dict[str, None]] = {}
        for name, body in self.organizations.items():
            for form in (*body.short_names, *body.former_names):
                if form not in self.organizations:
                    forms.setdefault(form, {})[name] = None
        shared = {form: tuple(names) for form, names in forms.items()}
        return {**shared, **{name: (name,) for name in self.organizations}}

    @cached_property
    def body_index(self) -> NameIndex | None:
        """Finds every form of the names of known bodies; `None`: none is known."""
        return NameIndex(self.forms) if self.forms else None

    @cached_property
    def person_index(self) -> NameIndex | None:
        """Finds the names of known people; `None`: none is known."""
        return NameIndex(self.people) if self.people else None

    @cached_property
    def bounds_finder(self) -> WordFinder:
        """Finds what bounds names: words that stand in none (table 0), titles (1), endings (2).

        And well-known firms (3), so that a page is walked once.
        """
        cuts = {word for word in self.words["cut"] if len(word) > 1}
        titles = self.titles.keys() - self.words["plain_title"]
        return WordFinder(
            ({*cuts, *titles}, self.words["keep"] | self.words["no_title"]),
            (self.titles, self.words["no_title"]),
            (self.endings, self.words["no_ending"]),
            (self.words["firm"], ()),
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

    def pattern(self, template: str) -> re.Pattern[str]:
        """Return the pattern of `template`, where `@act@` stands for every word of an act.

        It is compiled once in a lexicon, when first asked for.
        """
        found = self._patterns.get(template)
        if found is None:
            source = _WHOLE_ACT.sub(lambda match: _bare(self.words[match[1]]), template)
            source = _ACT.sub(lambda match: alternation(self.words[match[1]]), source)
            found = self._patterns[template] = re.compile(source)
        return found

    @cached_property
    def known_places(self) -> dict[str, str]:
        """Name → the place in front of it, of the names asked for last; see `place_of`."""
        return {}

    @cached_property
    def known_cores(self) -> dict[str, str]:
        """Name → its core, of the names asked for last; see `core_of`."""
        return {}

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

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
        titles={row.title: row.ladder for row in all_titles().values()},
        ranks={row.title: row.rank for row in all_titles().values()},
        endings=endings,
        surnames=dict(surnames()),
        regions=place_names(),
    )
