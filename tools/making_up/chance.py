"""Chance that is the same each time, in every version of Python."""

from math import log
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Seeded chance. Only `random()` is asked of the generator: it alone gives the same numbers in every version."""

    def __init__(self, seed: int) -> None:
        self.next = Random(seed).random

    def yes(self, share: float) -> bool:
        return self.next() < share

    def whole(self, least: int, most: int) -> int:
        return least + int(self.next() * (most - least + 1))

    def one(self, options: list[T]) -> T:
        return options[self.whole(0, len(options) - 1)]

    def wait(self, mean: float) -> float:
        """How long something takes that may happen at any time: most often short, now and then long."""
        return -mean * log(1 - self.next())
