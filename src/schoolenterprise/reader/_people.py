"""Pass 2, people: a title gives a name away; the rest is read leftwards from it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from schoolenterprise.reader._finder import NameIndex
from schoolenterprise.reader._known_names import NOBODY, KnownPeople
from schoolenterprise.reader._lexicon import HAN
from schoolenterprise.reader._mentions import (
    OrganizationMention,
    PersonMention,
    TitleMention,
    covered,
)
from schoolenterprise.reader._names import NameFinder
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._trace import fired, refused
from schoolenterprise.reader._words import PageWords
from schoolenterprise.vocabulary import OrganizationKind

_LIST_MARKS = "、,和及与"
_JOINTS = "、兼和"
_LONGEST_DEPARTMENT = 24
# One set first, which lets the search skip what cannot begin a match.
_PARTY = Pattern("[等一](?:(?<=等)(?:[0-9一二三四五六七八九十]+人)?一行|(?<=一)行)")
_CHINESE_NAME = Pattern(rf"[ ]?[(/](?P<name>[{HAN}]{{2,4}})(?![{HAN}·])")
_FACULTY = Pattern(r"学院.|系[主党副]|校长$|^(?:教务|学生|招生|招就|就业)[处部办工与]|辅导员")
_FIRM_HEAD = Pattern(r"董事长|总经理|总裁|副总$")
_OFFICE_HEAD = Pattern(r"[省市县区镇乡州厅局]长$|[省市县区镇乡州](?:委(?!会)|政府|人大|政协)")
_HALF_DEPARTMENT = Pattern(rf"[{HAN}]{{1,7}}[^处部科室院系局办会长任]")
_COURTESY = Pattern(r"女士|先生")
_MANY = 100
"""So many names are looked up in an index rather than searched for one by one."""
_COMMON = 50
"""Surnames with as many bearers per 100,000 show a name before a word of courtesy."""
_DEPARTMENT_END = Pattern(
    r"[处部科室院系办局会组厅校职]|人事|行政|中心|党委|团委|总支|支部|公司|集团|大学"
)
"""What may stand right before a name that has its title behind it: 合作交流处戴勤处长."""
_LONGEST_END = 2
_APPOSITION = Pattern(rf" |[{HAN}]{{1,4}}族(?:姑娘|小伙子?|汉子|青年)")
"""What may stand between a title and the name: 总监白族姑娘杨五朵."""
_LONGEST_PEOPLE = 5
_FUNCTION_SURNAMES = frozenset("和向于应由任从来同及与")
"""Surnames that behind a person's title are more likely words: 黄磊科长和…, 张望校长向…."""
_ORIGIN = Pattern(rf"[{HAN}]{{1,5}}[族籍]")
"""Where somebody comes from, before the title: 挪威籍首席养殖专家."""
_OF_PLACE = frozenset("省市县区镇乡州旗")
_BARE_DEPARTMENT = Pattern(rf"^[{HAN}A-Za-z0-9“”‘’+·()—-]*$")


class PeopleScanner:
    """Finds the people of one page; the organizations must have been found before."""

    def __init__(
        self,
        words: PageWords,
        organizations: list[OrganizationMention],
        known: KnownPeople = NOBODY,
    ) -> None:
        self.text = words.text
        self.words = words
        self.names = NameFinder(words.text, words.lexicon, known)
        self._known = known
        self._by_end = {mention.end: mention for mention in organizations}
        self._inside = covered(organizations, len(words.text))
        self._held = _held_titles(words.titles, organizations)
        self._titles = words.titles
        self._plain = words.lexicon.words["plain_title"]

    def scan(self) -> list[PersonMention]:
        """Return every mention of a person, in the order of the text."""
        titled = self._titled()
        titled = self._by_chinese_name(titled)
        found = {mention.start: mention for mention in titled}
        names = {mention.name for mention in titled} | self._known.bare
        for mention in self._bare(names, titled):
            found.setdefault(mention.start, mention)
        for mention in [*self._leading(found), *self._courteous(found)]:
            found.setdefault(mention.start, mention)
        return [found[start] for start in sorted(found)]

    def _leading(self, found: dict[int, PersonMention]) -> Iterator[PersonMention]:
        """Yield who leads a party and is named without a title: 某公司陈立一行."""
        for match in _PARTY.finditer(self.text):
            for length in (3, 2):
                start = match.start() - length
                name = self.text[max(0, start) : match.start()]
                body = self._by_end.get(start)
                if body is None or start in found or not self.names.is_name(name):
                    continue
                person = PersonMention(start, match.start(), name, beside=body)
                fired("person-leads-party", person)
                yield person
                break

    def _courteous(self, found: dict[int, PersonMention]) -> Iterator[PersonMention]:
        """Yield who is named without a title but with a word of courtesy: 人事余静女士."""
        ends = {mention.end for mention in found.values()}
        for match in _COURTESY.finditer(self.text):
            for length in (3, 2):
                start = match.start() - length
                name = self.text[max(0, start) : match.start()]
                if start < 0 or match.start() in ends or any(self._inside[start : match.start()]):
                    continue
                common = self.words.lexicon.surnames.get(name[0], 0) >= _COMMON
                if common and self.names.is_name(name) and self._may_begin(start, length, 0):
                    person = PersonMention(
                        start, match.start(), name, beside=self._by_end.get(start)
                    )
                    fired("person-with-courtesy", person)
                    yield person
                    break

    def _by_chinese_name(self, titled: list[PersonMention]) -> list[PersonMention]:
        """Call people by their Chinese name where it stands with a foreign one: Grace (梁恩慈)."""
        kept: list[PersonMention] = []
        family: set[str] = set()
        for mention in titled:
            match = _CHINESE_NAME.match(self.text, mention.end) if mention.name.isascii() else None
            if match:
                mention.start, mention.end, mention.name = *match.span("name"), match["name"]
                fired("name-chinese-beside-foreign", mention)
            if mention.name not in family:
                kept.append(mention)
                parts = mention.name.split("·")
                family.update(["·".join(parts[place:]) for place in range(1, len(parts))])
        return kept

    def _titled(self) -> list[PersonMention]:
        found: list[PersonMention] = []
        for end in sorted(self._titles):
            if end in self._held or end <= _floor(found):
                continue
            gap = _APPOSITION.match(self.text, end) if self._may_be_apart(end) else None
            start = gap.end() if gap else end
            plain = self.text[self._titles[end] : end] in self._plain
            length = self.names.length_at(start, strict=plain, titled=not plain)
            why = self.names.why
            if plain and length in (2, 3) and self.names.is_rare(start):
                length = 0
            if plain and not length:
                length, why = self.names.recurring_at(start), "name-behind-plain-title"
            if length and self.text[start] == "和" and self._inside[start + 1]:
                length = 0
            unsure = not length or self.text[start] in _FUNCTION_SURNAMES
            before = self._named_before(end, found) if unsure else None
            if before:
                found.append(before)
                fired("title-behind-name", before.titles[0])
                fired("person-before-title", before)
            elif length:
                found.append(self._person(start, start + length, end, found))
                self._add_rank(found[-1])
                fired("person-behind-title", found[-1])
                fired(why, found[-1])
                found.extend(self._sharing(found[-1]))
            else:
                refused("title-without-name", self._titles[end], end)
        return found

    def _add_rank(self, person: PersonMention) -> None:
        """Give a person the rank that stands right behind the name: 书记林丹教授、副书记肖林."""
        rank = self.words.title_at(person.end) or ""
        end = person.end + len(rank)
        if self.words.lexicon.titles.get(rank) != "teacher" or rank in self._plain:
            return
        if not self.names.length_at(end, titled=True):
            home = person.titles[-1].organization if person.titles else None
            title = TitleMention(person.end, end, rank, home)
            fired("title-behind-name", title)
            person.titles += (title,)

    def _may_be_apart(self, end: int) -> bool:
        """Say whether a blank or a people may stand between a title and the name."""
        return self.text.startswith(" ", end) or "族" in self.text[end : end + _LONGEST_PEOPLE]

    def _person(
        self, start: int, end: int, title_end: int, before: list[PersonMention]
    ) -> PersonMention:
        titles = self._titles_left(title_end, before)
        return PersonMention(start, end, self.text[start:end], titles)

    def _sharing(self, first: PersonMention) -> Iterator[PersonMention]:
        """Yield the people who share the title of the one before: 副校长甲、乙."""
        last = first
        while self.text[last.end : last.end + 1] in ("、", "和"):
            start = last.end + 1
            if self._inside[start : start + 1] == b"\1" or self.words.title_at(start):
                return
            length = self.names.length_at(start, strict=True)
            if not length or self.words.title_at(start + length):
                return
            last = PersonMention(
                start, start + length, self.text[start : start + length], first.titles
            )
            fired("person-sharing-title", last)
            yield last

    def _named_before(self, title_end: int, before: list[PersonMention]) -> PersonMention | None:
        """Return the person whose name stands before the title: 张三总经理, 教务处张三处长.

        A department before the name is no part of the title, whose characters stand together.
        """
        start_of_title = self._titles[title_end]
        written = self.text[start_of_title:title_end]
        if self.words.lexicon.titles[written] == "relation":
            return None
        floor = _floor(before)
        known = self._known.length_before(start_of_title)
        for length in (known,) if known else (4, 3, 2):
            start = start_of_title - length
            name = self.text[max(0, start) : start_of_title]
            if start < floor or any(self._inside[start:start_of_title]):
                continue
            if not known and length == 4 and name[:2] not in self.words.lexicon.surnames:
                continue
            if not known and not (
                self._is_person(name, written) and self._may_begin(start, len(name), floor)
            ):
                continue
            title = TitleMention(start_of_title, title_end, written, self._by_end.get(start))
            if title.organization is None and self._continues_list(floor, start):
                title.organization = self._handed_on(title, before)
            return PersonMention(start, start_of_title, name, (title,))
        return None

    def _is_person(self, name: str, title: str) -> bool:
        """Say whether `name` before `title` is no place: 钟祥|市委常委."""
        placed = title[0] in _OF_PLACE and name + title[0] in self.words.lexicon.regions
        return self.names.is_name(name) and not placed

    def _may_begin(self, start: int, length: int, floor: int) -> bool:
        """Say whether a name before its title may begin at `start`: behind a cut or department."""
        end = start + length
        inner = self.words.left_edge(end)
        if inner > start + 1 and self.text[inner - 2 : inner] in self.words.lexicon.words["cut"]:
            # A cut word in the given name: 汪建强书记.
            inner = self.words.left_edge(inner - 1)
        if inner > start:
            return False
        if inner == start or start == floor or start in self._by_end:
            return True
        return any(
            _DEPARTMENT_END.fullmatch(self.text, start - size, start)
            for size in range(1, _LONGEST_END + 1)
            if start - size >= floor
        )

    def _titles_left(self, title_end: int, before: list[PersonMention]) -> tuple[TitleMention, ...]:
        """Read 某校党委书记、校长 leftwards from its end."""
        titles: list[TitleMention] = []
        end = title_end
        floor = _floor(before)
        while end in self._titles and end > floor:
            title = self._title(self._titles[end], end, floor)
            titles.append(title)
            edge = title.organization.start if title.organization else title.start
            if edge in self._titles and edge > floor:
                end = edge
                continue
            if edge - 1 <= floor or self.text[edge - 1] not in _JOINTS:
                break
            end = edge - 1
        titles.reverse()
        for title in titles:
            fired("title-in-run" if len(titles) > 1 else "title-before-name", title)
        self._hand_down(titles, before)
        return tuple(titles)

    def _title(self, start: int, end: int, floor: int) -> TitleMention:
        """Read one title with its department, and the organization right before it."""
        start = self._behind_organization(start, end)
        edge = self._across_link(max(floor, self._edge_of_department(start)), floor)
        if edge == floor and self.text[edge] in "和与及":
            edge += 1
        organization = None
        if edge in self._by_end and self._by_end[edge].start >= floor:
            organization = self._by_end[edge]
        while organization and organization.unit:
            edge = self._across_link(organization.start, floor)
            organization = self._by_end.get(edge)
        origin = _ORIGIN.match(self.text, edge, start)
        edge = origin.end() if origin else edge
        department = self.text[edge:start]
        if not _BARE_DEPARTMENT.match(department) or start - edge > _LONGEST_DEPARTMENT:
            edge = start
        if self.text[edge:start] == "校" or self.text[edge] == "该":
            edge = start
        return TitleMention(edge, end, self.text[edge:end].replace(" ", ""), organization)

    def _across_link(self, edge: int, floor: int) -> int:
        """Return where a department begins whose name has an 与: 对外合作与发展处处长."""
        if edge - 2 <= floor or self.text[edge - 1] not in "与和" or edge - 1 in self._by_end:
            return edge
        if self.words.lexicon.starts_with_place(self.text[edge : edge + 6]):
            return edge
        before = max(floor, self._edge_of_department(edge - 1))
        half = self.text[before : edge - 1]
        name = len(half) < 4 and self.names.is_name(half)
        known = name and (before in self._titles or self.names.recurs(half, before))
        return before if _HALF_DEPARTMENT.fullmatch(half) and not known else edge

    def _behind_organization(self, start: int, end: int) -> int:
        """Return where the title begins when a name reaches into it: 经开区管委会|副主任."""
        chained = self.text[start - 1 : start] in _JOINTS and start - 1 in self._titles
        for inner in range(end - 1, start, -1):
            mention = self._by_end.get(inner)
            if mention and (mention.start < start or (mention.start == start and not chained)):
                return inner
        return start

    def _edge_of_department(self, start: int) -> int:
        edge = self.words.left_edge(start)
        inner = next((end for end in range(start, edge, -1) if end in self._by_end), edge)
        return max(edge, inner)

    def _hand_down(self, titles: list[TitleMention], before: list[PersonMention]) -> None:
        """Let a title without an organization take that of the title, or person, before it."""
        organization = None
        if titles and self._continues_list(_floor(before), titles[0].start):
            organization = self._handed_on(titles[0], before)
        for title in titles:
            if organization and not title.organization:
                fired("title-takes-organization-before", title)
            organization = title.organization = title.organization or organization

    def _handed_on(
        self, title: TitleMention, before: list[PersonMention]
    ) -> OrganizationMention | None:
        """Return the body of the person before in a list, if it may have such a post."""
        last = before[-1].titles[-1:] if before else ()
        organization = last[0].organization if last else None
        return organization if organization and self._fits(title.text, organization) else None

    def _fits(self, title: str, organization: OrganizationMention) -> bool:
        """Say whether such a post may be at the body named before: schools have no 副市长."""
        is_school = organization.kind is OrganizationKind.INSTITUTION
        if _FACULTY.search(title):
            return is_school
        return not (is_school and (_FIRM_HEAD.search(title) or _OFFICE_HEAD.search(title)))

    def _continues_list(self, end: int, start: int) -> bool:
        between = self.text[end:start]
        return between in ("以及", ",以及") or (len(between) == 1 and between in _LIST_MARKS)

    def _bare(self, names: set[str], titled: list[PersonMention]) -> Iterator[PersonMention]:
        """Yield the other places where a known name stands."""
        taken = {place for each in titled for place in range(each.start, each.end)}
        last = 0
        for start, _, name in sorted(self._places(names)):
            if start < last:
                continue
            last = start + len(name)
            if start not in taken and not self._inside[start]:
                person = PersonMention(start, last, name)
                fired("person-named-again", person)
                yield person

    def _places(self, names: set[str]) -> Iterator[tuple[int, int, str]]:
        """Yield where names stand, with the length counted down, so that long ones come first."""
        text = self.text
        if len(names) > _MANY:
            for start, end in NameIndex(names).find(text):
                yield start, start - end, text[start:end]
            return
        # Searching for each of a few names takes less than making an index of them.
        for name in names:
            start = text.find(name)
            while start >= 0:
                yield start, -len(name), name
                start = text.find(name, start + 1)


def _floor(found: list[PersonMention]) -> int:
    """Return where the last person found ends, the title behind the name included."""
    if not found:
        return 0
    last = found[-1]
    # Titles stand in the order of the text.
    return max(last.end, last.titles[-1].end) if last.titles else last.end


def _held_titles(titles: dict[int, int], organizations: list[OrganizationMention]) -> set[int]:
    """Return the ends of titles that only seem to stand in the name of a body: 总工|会."""
    ends = sorted(titles)
    held: set[int] = set()
    for mention in organizations:
        inside = ends[bisect_right(ends, mention.start) : bisect_left(ends, mention.end)]
        held.update([end for end in inside if titles[end] >= mention.start])
    return held
