"""Pass 5, people: at which body a post is whose title stands without one (校长陈立).

The words around it decide first: who speaks in 在某校,…, who receives guests; then whose page
it is.
"""

from schoolenterprise.reader._arrivals import Arrivals, comes_along, receives
from schoolenterprise.reader._lexicon import Lexicon
from schoolenterprise.reader._mentions import Body, OrganizationMention, PersonMention, TitleMention
from schoolenterprise.reader._pattern import Pattern
from schoolenterprise.reader._scene import Row, Scene
from schoolenterprise.reader._trace import fired
from schoolenterprise.vocabulary import OrganizationKind

_STATE_TITLES = ("总书记",)
_KINDS: dict[str, frozenset[OrganizationKind]] = {
    "firm": frozenset({OrganizationKind.ENTERPRISE, OrganizationKind.OTHER, OrganizationKind.PARK}),
    "association": frozenset({OrganizationKind.ASSOCIATION}),
    "institute": frozenset({OrganizationKind.INSTITUTE}),
    "park": frozenset({OrganizationKind.PARK, OrganizationKind.GOVERNMENT}),
    "government": frozenset({OrganizationKind.GOVERNMENT}),
}
"""Ladder of a title → the kinds of body in which it is found."""
_ANY = frozenset(OrganizationKind)
_SCHOOL = frozenset({OrganizationKind.INSTITUTION})
# 市长, 区委书记, behind the name of a place also 团委书记: no post of a school or firm.
_OFFICE = Pattern(
    r"副?(?P<level>[省市县区镇乡州])(?:长|委(?!会)|人大|政府|政协|纪委|人民|党工委|总工会|妇联"
    r"|科协|团委)"
)
_OFFICE_OF_PLACE = Pattern(
    r"(?:副?[市县区镇乡州省]长|委|人大|政府|政协|纪委|党工委|总工会|妇联|科协|团委)"
)
_OF_SCHOOL = Pattern(
    r"校长|(?<!究)(?<!医)(?<!法)(?<!察)(?<!设计)(?<!科学)院长|学院|教务|学生(?:处|工作)|招生"
    r"|就业(?:处|指导)|系主任|系党|辅导员|教授|讲师|教师|校友"
)
_RECEIVES = Pattern(
    r"[^。;]{0,30}?(?:接待|陪同|迎接|会见|欢迎|介绍|汇报|致辞|感谢|代表(?:学校|学院|公司|企业))"
)
_TRAVELS = Pattern(
    r"[^。;]{0,12}?(?:一行|带队|率队|率|带领|看望|走访|参观|察看|考察|调研|听取|来到)"
)
_PLAIN_POST = Pattern(r"(?:主任|部长|主管|专员|负责人|科长|组长|店长|经理)$")
"""Posts that schools and firms have alike."""
_PLACED = Pattern(r"(?:^|[。;:,、”\s])(?:在|走进|来到|到|抵达)$")
_HOME_VERB = Pattern(r"来校|来访|来院|来我|到访|莅临|到校|到我")


def home_of(
    scene: Scene, arrivals: Arrivals, person: PersonMention, title: TitleMention
) -> Body | None:
    """Return the body of a post; `None`: nothing tells it."""
    if title.organization is not None:
        return title.organization.known
    if title.text.endswith(_STATE_TITLES):
        return None
    office = _office_level(scene.lexicon, title.text)
    if office:
        fired("post-home-of-state", title)
        return _government_of(scene, title.text, office)
    kinds = _kinds(scene, title)
    row = scene.row_at(person.start)
    local = _local(scene, row, person, kinds or _ANY) if row else None
    own = scene.cast.own
    if local is not None and kinds and (own is None or local.kind is not own.kind):
        fired("post-home-by-sentence", title)
        return local
    if local is not None and row and (_hosts(row, person) or _leads_clause(row, local, person)):
        fired("post-home-by-sentence", title)
        return local
    host = _host(row, arrivals, person, title, kinds, own) if row else None
    if host is not None:
        fired("post-home-by-arrival", title)
        return host
    if own and (not kinds or own.kind in kinds):
        return own
    if not kinds:
        return own
    return scene.last_of(kinds, person.start) or own


def _host(
    row: Row,
    arrivals: Arrivals,
    person: PersonMention,
    title: TitleMention,
    kinds: frozenset[OrganizationKind],
    own: Body | None,
) -> Body | None:
    """Return the host at which the party has arrived, where the person is one of its people."""
    arrival = arrivals.before(row, person)
    if arrival is None or (kinds and arrival.body.kind not in kinds):
        return None
    if own is None or (kinds and own.kind not in kinds):
        return arrival.body
    if _HOME_VERB.search(row.text, row.start, person.start):
        return None
    here = arrival.paragraph == row.sentence.paragraph
    if receives(row, person):
        return arrival.body
    plain = _PLAIN_POST.search(title.text) is not None
    return arrival.body if here and plain and not comes_along(row, person) else None


def _kinds(scene: Scene, title: TitleMention) -> frozenset[OrganizationKind]:
    """Return the kinds of body that have such a post; empty: any may have it."""
    if _OF_SCHOOL.search(title.text) or scene.text[title.start - 1 : title.start] == "校":
        return _SCHOOL
    return _KINDS.get(ladder_of(scene.lexicon, title.text), frozenset())


def _local(
    scene: Scene, row: Row, person: PersonMention, kinds: frozenset[OrganizationKind]
) -> Body | None:
    """Return the body where the sentence takes place: 在某校,校长…; 一行来到某校,校长…."""
    if _HOME_VERB.search(row.text, row.start, person.start):
        return None
    placed: OrganizationMention | None = None
    for mention in row.organizations:
        known = mention.known
        if mention.end > person.start or known is None or mention.unit or mention.generic:
            continue
        before = row.text[max(0, row.start, mention.start - 3) : mention.start]
        begins = mention.start == row.start or before[-1:] in (";", "。")
        if known.kind in kinds and (_PLACED.search(before) or begins):
            placed = mention
    return placed.known if placed else None


def _leads_clause(row: Row, body: Body, person: PersonMention) -> bool:
    """Say whether a clause that begins with the body goes on to the person: 某校强在治理,院长…."""
    part = max(row.start, row.text.rfind(";", row.start, person.start) + 1)
    inside = [each for each in row.organizations if part <= each.start < person.start]
    first = inside[0] if inside else None
    return bool(first and first.start == part and all(each.known is body for each in inside))


def _hosts(row: Row | None, person: PersonMention) -> bool:
    """Say whether a person is told to do what hosts do, not what guests do."""
    if row is None or _TRAVELS.match(row.text, person.end, row.end):
        return False
    return _RECEIVES.match(row.text, person.end, row.end) is not None


def _office_level(lexicon: Lexicon, title: str) -> str:
    """Return the level of a post of state or party, such as 市 of 某市副市长; empty: it is none."""
    place = lexicon.place_finder.match(title, 0) or ""
    match = _OFFICE.match(title, len(place))
    if match:
        return match["level"]
    return place[-1:] if _OFFICE_OF_PLACE.match(title, len(place)) and place else ""


def _government_of(scene: Scene, title: str, level: str) -> Body | None:
    """Return the government of a post, where the page names one of its level and place."""
    place = scene.lexicon.place_finder.match(title, 0) or level
    found = [
        body
        for body in scene.cast.bodies
        if body.kind is OrganizationKind.GOVERNMENT and f"{place}人民政府" in body.name
    ]
    return found[0] if len(found) == 1 else None


def ladder_of(lexicon: Lexicon, title: str) -> str:
    """Return the ladder of a title: that of its longest known end."""
    known = lexicon.titles
    for start in range(len(title)):
        if title[start:] in known:
            return known[title[start:]]
    return ""
