"""Which unit holds which subject."""

import numpy as np

from dutybound.insight.sweep import Held

NOTHING = np.empty(0, np.int64)


def nobody(subjects: int) -> Held:
    """Nobody is known to hold any of so many subjects."""
    none = np.zeros(subjects + 1, np.int64)
    return Held(none, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, none, NOTHING, NOTHING)
