"""Where a person's name ends: by surname, by what follows, by whether the name recurs."""

from collections.abc import Iterator
from itertools import islice

from attrs import define

from schoolenterprise.reader._known_names import NOBODY, KnownPeople
from schoolenterprise.reader._lexicon import HAN, Lexicon
from schoolenterprise.reader._pattern import Pattern

_FOREIGN = Pattern(
    rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,4}}"
    r"|[A-Z][a-zA-Z.'-]{1,20}(?: [A-Z][a-zA-Z.'-]{0,20}){1,3}"
)
_ONLY_HAN = Pattern(f"[{HAN}]+")
_NEVER_GIVEN = frozenset(
    "说将率对于的了是在及等被把从到并也都又且或这那我你他她它们个各所之其与很吗呢吧您咱"
)
_NEVER_LAST = frozenset("处部科系办室组队局会率对将院所馆站厅校")
_ENDS_NO_NAME = frozenset("处办室局总就则却还又便已即仍均也亦以作")
_GIVES_ROLE = Pattern(r"[聘选][^。;!?]*$|(?:任命|推举)[^。;!?]*$")
_CLAUSE = 60
"""So many characters before a name are looked through for a verb that gives a role."""
_SURE_PIECES = 4
"""Characters of a name of pieces that is believed without a title for certain."""
_FEW = 50
"""Surnames with fewer bearers show no name behind a word that is no title for certain."""
_COMMON = 100
"""Surnames with as many bearers show a name behind an 和."""
_RARE = 6
"""Surnames with fewer bearers per 100,000 count only for a name that recurs."""
_NEARBY = 8192
"""A name recurs within about so many characters: in its page, not in a whole book."""


@define
class _Cut:
    """One way to end a name."""

    name: str
    follows: str | None
    """What ends it there: a mark, a word, a title, nothing; `None`: it runs on into other words."""
    sure: bool
    """Whether a word of two or more characters follows that is no title."""
    titled: bool
    """Whether a title follows."""

    @property
    def length(self) -> int:
        """How many characters the name has."""
        return len(self.name)

    @property
    def weak(self) -> bool:
        """Whether what follows is one character that may as well belong to a name or a word."""
        return _is_weak(self.follows or "")


class NameFinder:
    """Decides on names of people in one text."""

    def __init__(self, text: str, lexicon: Lexicon, known: KnownPeople = NOBODY) -> None:
        self.text = text
        self._known = known
        self.lexicon = lexicon
        self._dotted = "·" in text
        self._surnames = lexicon.surnames
        self._starters = lexicon.starters
        self._ends_at = lexicon.after_name.match
        self._after_name = lexicon.words["after_name"]
        self._no_name = lexicon.words["no_name"]
        self.why = ""
        """The rule that decided on the last name found."""
        self._counts: dict[tuple[str, int], int] = {}
        self._beginnings: dict[tuple[str, int], tuple[int, ...]] = {}
        self._endings: dict[tuple[str, int], tuple[int, ...]] = {}
        self._steady_names: dict[tuple[str, int], bool] = {}

    def length_at(self, start: int, *, strict: bool = False, titled: bool = False) -> int:
        """Return the length of the name at `start`, 0 when none stands there.

        With `strict` what follows must end the name: used where no title stands before it. Right
        behind a title (`titled`) words that are names too, such as 阳光, count as names. A name of
        `known` needs no surname; a longer one that runs on beyond it stands.
        """
        known = self._known.places.get(start, 0)
        if self._known.alone or (known and self._ends_at(self.text, start + known)):
            return known
        return max(known, self._guess(start, strict, titled))

    def _guess(self, start: int, strict: bool, titled: bool) -> int:
        """Return the length of the name that surname and surroundings give away."""
        may_be_foreign = self._dotted or self.text[start : start + 1].isascii()
        foreign = _FOREIGN.match(self.text, start) if may_be_foreign else None
        if foreign:
            self.why = "name-foreign"
            return self._trimmed(foreign[0])
        pieces = self._of_pieces(start)
        if pieces >= (1 if titled else _SURE_PIECES):
            self.why = "name-of-pieces"
            return pieces
        lengths = [length for length in self._lengths(start) if self._possible(start, length)]
        if self.text[start : start + 1] == "和":
            lengths = [each for each in lengths if self._is_no_link(start, each)]
        if lengths and not self._starts_word(start):
            cuts = [self._cut(start, length) for length in lengths]
            return self._choose(cuts, start, strict)
        return (self._as_word(start) if titled else 0) or self._steady(start)

    def _of_pieces(self, start: int) -> int:
        """Return the length of a name made of known pieces: 诺布次仁, 孟根其其格."""
        finder, end = self.lexicon.piece_finder, start
        while piece := finder.match(self.text, end):
            end += len(piece)
        follows = self._ends_at(self.text, end) if end > start else None
        return end - start if follows else 0

    def _as_word(self, start: int) -> int:
        """Return the length of a name behind a title that begins like a word: 阳光, 方向明."""
        self.why = "name-is-a-word"
        for length in (3, 2):
            name = self.text[start : start + length]
            if not _ONLY_HAN.fullmatch(name) or self._surnames.get(name[0], 0) < _RARE:
                continue
            follows = self.text[start + length : start + length + 1]
            if length == 3 and follows == "、" and name[2] not in _NEVER_LAST:
                return 3
            if length == 2 and name in self.lexicon.words["also_name"]:
                end = self._ends_at(self.text, start + 2)
                if end and not _is_weak(end[0]):
                    return 2
        return 0

    def is_rare(self, start: int) -> bool:
        """Say whether few people bear the surname at `start`, so that it may well begin a word."""
        double = self.text[start : start + 2] in self._surnames
        return not double and self._surnames.get(self.text[start : start + 1], 0) < _FEW

    def recurs(self, name: str, start: int) -> bool:
        """Say whether `name`, which stands at `start`, also stands elsewhere nearby."""
        return self._count(name, start) > 1

    def recurring_at(self, start: int) -> int:
        """Return the length of a name at `start` that nothing ends, but that stands elsewhere too.

        Elsewhere it begins behind a mark: 教师王康景定了个规矩。…。王康景….
        """
        if self._known.alone or self._starts_word(start):
            return 0
        if self._surnames.get(self.text[start : start + 1], 0) < _RARE:
            return 0
        lengths = (each for each in self._lengths(start) if self._possible(start, each))
        return next((each for each in lengths if self._begins_elsewhere(start, each)), 0)

    def is_name(self, text: str) -> bool:
        """Say whether `text` by itself looks like a name."""
        if self._known.alone:
            return False
        double = text[:2] in self._surnames
        if double and len(text) == 2:
            return False
        if not double and self._surnames.get(text[:1], 0) < _RARE:
            return False
        return (
            text[-1] not in _NEVER_LAST | _ENDS_NO_NAME
            and _NEVER_GIVEN.isdisjoint(text[1:])
            and text[:2] not in self._starters
        )

    def _trimmed(self, name: str) -> int:
        """Cut what follows a foreign name without a mark: 彼得·沃克一行."""
        last = name.rpartition("·")[2]
        sounds = self.lexicon.words["sound"]
        for length in range(2, 0 if name.isascii() else len(last)):
            if last[length] not in sounds:
                return len(name) - len(last) + length
            follows = self._ends_at(last, length)
            if follows and (len(follows[0]) > 1 or follows[0] in "等说称率携用在从向将也"):
                return len(name) - len(last) + length
        return len(name)

    def _lengths(self, start: int) -> tuple[int, ...]:
        """Return how long a name with the surname at `start` may be, the longest first."""
        single = (3, 2) if self.text[start : start + 1] in self._surnames else ()
        return (4, 3, *single) if self.text[start : start + 2] in self._surnames else single

    def _possible(self, start: int, length: int) -> bool:
        name = self.text[start : start + length]
        if len(name) < length or name[-1] in _ENDS_NO_NAME or name in self._no_name:
            return False
        # 单于 is a surname with a character that no given name has.
        surname = 2 if length > 2 and name[:2] in self._surnames else 1
        return _NEVER_GIVEN.isdisjoint(name[surname:]) and bool(_ONLY_HAN.fullmatch(name))

    def _starts_word(self, start: int) -> bool:
        text, starters = self.text, self._starters
        return (
            text[start : start + 2] in starters
            or text[start : start + 3] in starters
            or text[start : start + 4] in starters
        )

    def _cut(self, start: int, length: int) -> _Cut:
        end = self._ends_at(self.text, start + length)
        follows = end[0] if end else None
        is_word = follows in self._after_name
        titled = follows in self.lexicon.titles and not is_word
        sure = follows is not None and len(follows) > 1 and not titled
        return _Cut(self.text[start : start + length], follows, sure, titled)

    def _choose(self, cuts: list[_Cut], start: int, strict: bool) -> int:
        fitting = [cut for cut in cuts if cut.follows is not None and not (strict and cut.weak)]
        longest, shortest = cuts[0], cuts[-1]
        if not fitting:
            if strict or not self._is_common(start):
                return 0
            ending = [cut for cut in cuts if self._ends_elsewhere(start, cut)]
            if ending:
                self.why = "name-ends-elsewhere"
                return ending[-1].length
            self.why = "name-recurs-whole"
            return longest.length if self.recurs(longest.name, start) else 0
        best = _best(fitting)
        # Counting takes long, and most often nothing hangs on it.
        if (
            shortest is not best
            and self._is_common(start)
            and self._count(shortest.name, start) > self._count(best.name, start)
        ):
            # A name that also stands without its last character ends before it.
            self.why = "name-recurs-shorter"
            return fitting[-1].length
        if not (strict or best.sure) and self._is_as_often(longest, best, start):
            self.why = "name-recurs-whole"
            return longest.length
        if self._is_given_role(start, best.length, cuts):
            self.why = "name-before-given-role"
            return best.length - 1
        self.why = "name-ends-at-word"
        end = start + best.length
        ended = not self.text[end : end + 1].isalpha()
        return (
            best.length if ended or self._is_common(start) or self.recurs(best.name, start) else 0
        )

    def _is_as_often(self, longest: _Cut, best: _Cut, start: int) -> bool:
        """Say whether the longest cut recurs, and is never cut short as `best` is."""
        often = self._count(best.name, start)
        return often > 1 and self._count(longest.name, start) == often

    def _is_given_role(self, start: int, length: int, cuts: list[_Cut]) -> bool:
        """Say whether a name seems to end with the 为 of 聘请陶朱|为…."""
        if self.text[start + length - 1] != "为" or all(cut.length != length - 1 for cut in cuts):
            return False
        return _GIVES_ROLE.search(self.text, max(0, start - _CLAUSE), start) is not None

    def _steady(self, start: int) -> int:
        """Return 3 for a name that looks like a word but recurs whole: 党建国, 龙在田."""
        name = self.text[start : start + 3]
        if len(name) < 3 or self._surnames.get(name[0], 0) < _RARE or not _ONLY_HAN.fullmatch(name):
            return 0
        self.why = "name-like-a-word"
        key = (name, start // _NEARBY)
        if key not in self._steady_names:
            recurs = self._count(name, start) > 1
            whole = recurs and self._count(name, start) == self._count(name[:2], start)
            self._steady_names[key] = whole and self._always_ends(name, start)
        return 3 if self._steady_names[key] else 0

    def _always_ends(self, name: str, start: int) -> bool:
        """Say whether a name ends wherever `name` stands, surely so at one place: not 党建工作."""
        sure = False
        first, last = _window(start)
        place = self.text.find(name, first, last)
        while place >= 0:
            end = self._ends_at(self.text, place + len(name))
            if end is None:
                return False
            sure = sure or not _is_weak(end[0])
            place = self.text.find(name, place + 1, last)
        return sure

    def _ends_elsewhere(self, start: int, cut: _Cut) -> bool:
        """Say whether the name stands at another place where it surely ends: 甘甜说."""
        if not self.recurs(cut.name, start):
            return False
        key = (cut.name, start // _NEARBY)
        if key not in self._endings:
            self._endings[key] = tuple(islice(self._sure_endings(cut.name, start), 2))
        return any(place != start for place in self._endings[key])

    def _sure_endings(self, name: str, start: int) -> Iterator[int]:
        """Yield where `name` stands around `start` and surely ends."""
        first, last = _window(start)
        place = self.text.find(name, first, last)
        while place >= 0:
            end = self._ends_at(self.text, place + len(name))
            if end and not _is_weak(end[0]):
                yield place
            place = self.text.find(name, place + 1, last)

    def _is_no_link(self, start: int, length: int) -> bool:
        """Say whether 和 begins a name, as in 和志强, and links nothing, as in 和王明, 和学生."""
        name = self.text[start : start + length]
        if name[1:] in self.lexicon.common:
            return False
        end = self._ends_at(self.text, start + length)
        whole = length == 3 and end is not None and not _is_weak(end[0])
        if whole and self._surnames.get(name[1], 0) < _COMMON:
            return True
        return self._begins_elsewhere(start, length)

    def _begins_elsewhere(self, start: int, length: int) -> bool:
        """Say whether the name at `start` also stands behind a mark."""
        name = self.text[start : start + length]
        if self._count(name, start) < 2:
            return False
        key = (name, start // _NEARBY)
        if key not in self._beginnings:
            self._beginnings[key] = tuple(islice(self._behind_marks(name, start), 2))
        return any(place != start for place in self._beginnings[key])

    def _behind_marks(self, name: str, start: int) -> Iterator[int]:
        """Yield where `name` stands behind a mark around `start`."""
        first, last = _window(start)
        place = self.text.find(name, first, last)
        while place >= 0:
            if place and not self.text[place - 1].isalnum():
                yield place
            place = self.text.find(name, place + 1, last)

    def _is_common(self, start: int) -> bool:
        name = self.text[start : start + 2]
        return self._surnames.get(name[:1], 0) >= _RARE or name in self._surnames

    def _count(self, name: str, start: int) -> int:
        """Return how often `name` stands around `start`."""
        key = (name, start // _NEARBY)
        if key not in self._counts:
            self._counts[key] = self.text.count(name, *_window(start))
        return self._counts[key]


def _is_weak(follows: str) -> bool:
    return len(follows) == 1 and follows.isalpha() and follows not in "等率带"


def _window(start: int) -> tuple[int, int]:
    block = start // _NEARBY
    return max(0, (block - 1) * _NEARBY), (block + 2) * _NEARBY


def _best(cuts: list[_Cut]) -> _Cut:
    """Return the longest cut, but none that cuts a word: 何静|走访, 周明|为客座教授."""
    sure = [cut for cut in cuts if cut.sure]
    if sure:
        return sure[-1]
    return next((cut for cut in cuts if not cut.titled), cuts[0])
