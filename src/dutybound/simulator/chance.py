"""Chance that is the same for one seed, one question and one id, whatever else is asked.

A paired run with one fault less draws the same for everything that both have: what differs follows from the fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from scipy.special import ndtri

GOLDEN, FIRST, SECOND = (np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


@dataclass(frozen=True)
class Chance:
    """All that is drawn by one seed. `ids` are whole numbers; each answer has one value for each id."""

    seed: int

    def keys(self, question: str, ids: Any) -> np.ndarray:
        """64 bits for each id (the finaliser of SplitMix64)."""
        salt = np.uint64(int.from_bytes(blake2b(f"{self.seed} {question}".encode(), digest_size=8).digest(), "big"))
        x = salt + np.asarray(ids).astype(np.uint64) * GOLDEN
        x = (x ^ (x >> np.uint64(30))) * FIRST
        x = (x ^ (x >> np.uint64(27))) * SECOND
        return np.asarray(x ^ (x >> np.uint64(31)))

    def share(self, question: str, ids: Any) -> np.ndarray:
        """Evenly from 0 to 1, without either."""
        return (self.keys(question, ids) >> np.uint64(11)).astype(np.float64) / 2**53 + 2**-54

    def yes(self, question: str, ids: Any, share: Any) -> np.ndarray:
        """Whether, with this chance."""
        return np.asarray(self.share(question, ids) < share)

    def wait(self, question: str, ids: Any, mean: Any) -> np.ndarray:
        """Exponentially, on average so long."""
        return np.asarray(-np.log(self.share(question, ids)) * mean)

    def about(self, question: str, ids: Any, median: Any, spread: float) -> np.ndarray:
        """Log-normally about a median; `spread` is the standard deviation of the logarithm."""
        return np.asarray(median * np.exp(spread * ndtri(self.share(question, ids))))

    def normal(self, question: str, ids: Any) -> np.ndarray:
        return np.asarray(ndtri(self.share(question, ids)))

    def one_of(self, question: str, ids: Any, shares: Sequence[float]) -> np.ndarray:
        """Which of several, by their shares."""
        edges = np.cumsum(np.asarray(shares, float)) / np.sum(shares)
        return np.minimum(np.searchsorted(edges, self.share(question, ids)), len(edges) - 1)
