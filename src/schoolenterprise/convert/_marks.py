"""Marks that a parser leaves in a tree of plain values where plain values would hide something."""

from collections import Counter


class RepeatedKeys(dict[str, object]):
    """An object in which keys stood more than once; it holds the last value of each."""

    def __init__(self, items: list[tuple[str, object]]) -> None:
        super().__init__(items)
        times = Counter(key for key, _ in items)
        self.repeated = tuple(key for key in self if times[key] > 1)


class RoundedNumber(float):
    """A number with more digits than a float keeps."""

    literal: str
    """How it was written."""

    @classmethod
    def of(cls, literal: str) -> "RoundedNumber":
        """Return the number nearest to the one that `literal` writes."""
        number = cls(literal)
        number.literal = literal
        return number


class Unreadable:
    """What was not taken over: too deep, not finite, too long."""

    def __init__(self, words: str) -> None:
        self.words = words


__all__ = ["RepeatedKeys", "RoundedNumber", "Unreadable"]
