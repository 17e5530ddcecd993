"""Chinese surnames, compound ones included, with how common each is; nothing about given names."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from schoolenterprise.vocabulary.packaged import packaged_rows


@cache
def surnames() -> Mapping[str, int]:
    """Return surname → bearers per 100,000 people, rounded, the most common first.

    Weigh one surname against another with the numbers, but do not read them as shares: together
    they make more than 100,000, and 5 stands for every rare name. Some entries look like slips of
    a register (冷狐, 殴阳); they are kept because a text may repeat the slip.
    """
    rows = packaged_rows("surnames")
    return MappingProxyType({surname: round(float(bearers)) for surname, bearers in rows})


__all__ = ["surnames"]
