"""Reading speed against jieba, which only cuts words, and how it holds as a page grows."""

import logging
import random
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from schoolenterprise import read_news
from table import Table
from timing import Timings, in_turns

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FACTORS = (1, 4, 16)
"""How many times as long as all pages together one page becomes."""

NORMAL = "the pages"
HOSTILE = {
    "nested brackets": ("江城（", "公司）"),
    "deep quotes": ("校长说“", "”"),
    "endless list of people": ("副校长张三、李四、", ""),
    "endless list of firms": ("赴江城科技有限公司、海东机械集团、", ""),
    "endless list of dates": ("2024年3月5日、6日、", ""),
    "one repeated title": ("校长", ""),
    "one repeated verb": ("到", ""),
    "one repeated digit": ("1", ""),
    "nothing but blanks": (" ", ""),
    "nothing but brackets": ("(", ")"),
    "nothing but quotes": ("“", "”"),
    "one repeated signing": ("签订协议", ""),
    "one repeated headline": ("江城大学与海东机械集团签订校企合作协议\n", ""),
    "a line end behind every character": ("校\n企\n合\n作\n", ""),
}
"""What a page repeats, and what it then repeats as often to close it."""
HOSTILE_LENGTH = 20_000
"""Characters of a hostile page."""

OURS = "schoolenterprise.read_news"
CUT, TAGGED = "jieba.cut", "jieba.posseg.cut"


def seed_pages() -> list[str]:
    """Return the articles of `seeds/`."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


@contextmanager
def _without_the_warnings_of_jieba() -> Iterator[None]:
    """Silence what jieba's old source makes newer Pythons say while it is imported."""
    with warnings.catch_warnings():
        for message in (r"invalid escape sequence", r".*pkg_resources"):
            warnings.filterwarnings("ignore", message=message)
        yield


def jieba_cutters() -> Mapping[str, Callable[[str], Sequence[Any]]]:
    """Return jieba's two ways of cutting, by name, with the dictionary loaded."""
    with _without_the_warnings_of_jieba():
        import jieba
        import jieba.posseg
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return {
        CUT: lambda text: list(jieba.cut(text)),
        TAGGED: lambda text: list(jieba.posseg.cut(text)),
    }


def speeds(pages: Sequence[str], *, seconds: float) -> Timings:
    """Time reading all of `pages` against cutting them, in another order each time."""
    readers: Mapping[str, Callable[[str], Any]] = {OURS: read_news, **jieba_cutters()}
    chance = random.Random(1)

    def through(read: Callable[[str], Any]) -> list[Any]:
        return [read(page) for page in chance.sample(pages, len(pages))]

    contenders = {name: lambda read=read: through(read) for name, read in readers.items()}
    return in_turns(contenders, seconds=seconds)


def longer_page(pages: Sequence[str], factor: int) -> str:
    """Return one page of the paragraphs of `pages`, `factor` times, each time in another order."""
    chance = random.Random(1)
    paragraphs = [line for page in pages for line in page.splitlines() if line.strip()]
    return "\n".join(
        line for _ in range(factor) for line in chance.sample(paragraphs, len(paragraphs))
    )


def growth(texts: Mapping[str, str], *, seconds: float) -> Timings:
    """Time reading each of `texts`."""
    contenders = {name: lambda text=text: read_news(text) for name, text in texts.items()}
    return in_turns(contenders, seconds=seconds)


def hostile_page(opening: str, closing: str) -> str:
    """Return a page of `opening` again and again, then as often `closing`."""
    times = HOSTILE_LENGTH // len(opening + closing)
    return opening * times + closing * times


def hostility(pages: Sequence[str], *, seconds: float) -> Timings:
    """Time reading `pages` and every hostile page."""
    contenders: dict[str, Callable[[], object]] = {NORMAL: lambda: [read_news(p) for p in pages]}
    for name, parts in HOSTILE.items():
        contenders[name] = partial(read_news, hostile_page(*parts))
    return in_turns(contenders, seconds=seconds)


def tables(pages: Sequence[str], *, seconds: float) -> list[Table]:
    """Measure on `pages`, and tell in a table for each question."""
    texts = {f"×{factor}": longer_page(pages, factor) for factor in FACTORS}
    return [
        _speed_table(speeds(pages, seconds=seconds / 2), pages),
        _growth_table(growth(texts, seconds=seconds / 4), texts),
        _hostile_table(hostility(pages, seconds=seconds / 4), pages),
    ]


def _speed_table(times: Timings, pages: Sequence[str]) -> Table:
    length = sum(map(len, pages))
    rows = [
        (
            name,
            f"{length / times.median(name):,.0f}",
            f"{times.times_as_fast(OURS, name):.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"Reading {len(pages)} pages, {length:,} characters, {times.rounds} rounds",
        head=("contender", "characters/s", "ours/it", "spread"),
        rows=rows,
        notes=(
            f"ours/it: how many times as fast as it {OURS} is. Higher is better for us.",
            "jieba's dictionary is loaded before. It cuts words, posseg with their classes; ours"
            " gives records with evidence.",
        ),
    )


def _growth_table(times: Timings, texts: Mapping[str, str]) -> Table:
    lengths = {name: len(text) for name, text in texts.items()}
    first = next(iter(times.seconds))
    rows = [
        (
            name,
            f"{lengths[name]:,}",
            f"{lengths[name] / times.median(name):,.0f}",
            f"{times.times_as_long(name, first) * lengths[first] / lengths[name]:.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"Reading one page that grows, {times.rounds} rounds",
        head=("page", "characters", "characters/s", "time per character", "spread"),
        rows=rows,
        notes=(
            "time per character: as a multiple of that of the shortest page. 1.00 is linear.",
            "The longer pages repeat the paragraphs of seeds/ in other orders.",
        ),
    )


def _hostile_table(times: Timings, pages: Sequence[str]) -> Table:
    lengths = {name: len(hostile_page(*parts)) for name, parts in HOSTILE.items()}
    lengths[NORMAL] = sum(map(len, pages))
    rows = [
        (
            name,
            f"{lengths[name]:,}",
            f"{lengths[name] / times.median(name):,.0f}",
            f"{times.times_as_long(name, NORMAL) * lengths[NORMAL] / lengths[name]:.2f}",
            f"{times.spread(name):.0%}",
        )
        for name in times.seconds
    ]
    return Table(
        title=f"Reading pages made to be slow, {times.rounds} rounds",
        head=("page", "characters", "characters/s", "time per character", "spread"),
        rows=rows,
        notes=("time per character: as a multiple of that of the pages of seeds/; at most 5.",),
    )


__all__ = [
    "growth",
    "hostile_page",
    "hostility",
    "jieba_cutters",
    "longer_page",
    "seed_pages",
    "speeds",
    "tables",
]
