"""Compiled: versions of a row that say the same as the one before them are one fact (`judging._continued`)."""

import numpy as np

from dutybound.engine.columnar.compiled import entry
from dutybound.engine.columnar.shapes import NONE, Array


@entry
def continue_versions(
    same: Array, weight: Array, goes_on: Array, happened: Array, recorded: Array, withdrawn: Array
) -> Array:
    """Which facts are left, where versions of one row stand together in the order of their times.

    `same`, a line for each fact: what has to be alike in both (`weight` too). A fact that goes on takes over when the
    next one is `withdrawn`; where its strand `goes_on`, one that came to be known as it happened says nothing new.
    """
    kept = np.ones(len(withdrawn), np.bool_)
    last = 0
    for i in range(1, len(withdrawn)):
        is_same = withdrawn[last] != NONE and withdrawn[last] == recorded[i] and weight[last] == weight[i]
        is_same = is_same and (happened[last] == happened[i] or (goes_on[last] and happened[i] == recorded[i]))
        for j in range(same.shape[1]):
            is_same = is_same and same[last, j] == same[i, j]
        if is_same:
            withdrawn[last] = withdrawn[i]
            kept[i] = False
        else:
            last = i
    return kept
