"""Visits as the reader makes them, invented by chance that is the same on every run."""

import random

from schoolenterprise import Evidence, PartialDate, Participant, Visit
from schoolenterprise.vocabulary import ParticipantRole

SCHOOLS = ("武汉职业技术学院", "湖北交通职业技术学院", "深圳职业技术大学", "长江职业学院")
PLACES = ("武汉", "襄阳市", "苏州工业园区", "深圳", "湖北")
FIELDS = ("光电科技", "生物医药", "新能源汽车", "信息技术服务", "食品", "建设工程")
SURNAMES = "李王张刘陈杨赵黄周吴"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚桂华志远"
TITLES = ("党委书记", "党委副书记、院长", "招生就业处处长")


def made_visits(number: int) -> list[Visit]:
    """Return `number` visits of 1 or 2 hosts and 2 people, about 870 bytes of JSON each.

    Thousands of people and firms recur in them, as they do in the ledger of a province.
    """
    chance = random.Random(1)
    return [_visit(index, chance) for index in range(number)]


def _visit(index: int, chance: random.Random) -> Visit:
    school = chance.choice(SCHOOLS)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    date = f"2022-{month:02}-{day:02}"
    firms = [_firm(chance) for _ in range(chance.randint(1, 2))]
    leader, other = _name(chance), _name(chance)
    quotes = {
        "date": f"{month}月{day}日",
        **{f"hosts[{at}]": firm for at, firm in enumerate(firms)},
        "participants[0].name": leader,
    }
    return Visit(
        id=f"visit:{date}/{school}/{index}",
        date=PartialDate(date),
        visitor=f"institution:{school}",
        hosts=tuple(f"enterprise:{firm}" for firm in firms),
        participants=(
            Participant(
                official=f"official:{leader}@institution:{school}",
                name=leader,
                titles=(chance.choice(TITLES),),
                role=ParticipantRole.LEADER,
            ),
            Participant(name=other, titles=(chance.choice(TITLES),)),
        ),
        evidence=_evidence(f"source:2022-{month:02}/{index % 977:012x}", quotes, chance),
    )


def _firm(chance: random.Random) -> str:
    place, field = chance.choice(PLACES), chance.choice(FIELDS)
    return f"{place}{chance.choice(GIVEN)}{chance.choice(GIVEN)}{field}有限公司"


def _name(chance: random.Random) -> str:
    return f"{chance.choice(SURNAMES)}{chance.choice(GIVEN)}{chance.choice(GIVEN)}"


def _evidence(source: str, quotes: dict[str, str], chance: random.Random) -> tuple[Evidence, ...]:
    start = chance.randrange(500)
    return tuple(
        Evidence(source=source, field=field, start=start, end=start + len(quote), quote=quote)
        for field, quote in quotes.items()
    )


__all__ = ["made_visits"]
