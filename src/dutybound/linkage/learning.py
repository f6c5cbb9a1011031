"""What the model learns from the records: how often fields agree by chance, and how often for one person."""

from collections.abc import Sequence

import duckdb
from splink import Linker, block_on
from splink.internals.exceptions import EMTrainingException  # has no public name

from dutybound.linkage.comparing import LEARNED_FROM, SURE, Comparison

SAMPLE = 2_000_000  # pairs by which chance agreement is estimated; more change the third digit of a weight
#: Of all pairs of one person, so many are expected to agree in all of one of `SURE`. Project default, not measured.
SURELY_FOUND = 0.7


def learn(linker: Linker, compared: Sequence[Comparison], seed: int) -> list[str]:
    """Estimate by sampling pairs at random, then by expectation-maximisation; returns what could not be learned."""
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=seed)
    fields, notes = {one.field for one in compared}, []
    for rule in (one for one in LEARNED_FROM if fields.issuperset(one)):
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        except EMTrainingException:
            alike = " and ".join(one.replace("_", " ") for one in rule)
            notes.append(f"too few pairs agree in {alike} to learn from; the other fields keep their defaults")
    return notes


def share_of_one_person(connection: duckdb.DuckDBPyConnection, tables: Sequence[str], fields: Sequence[str]) -> float:
    """The share of all pairs that are of one person, guessed from those that agree in nearly everything.

    At least one pair is taken to be there: a share of nothing would make every pair impossible.
    """
    left, right = tables[0], tables[-1]
    within = left == right
    ((many, others),) = connection.sql(
        f"SELECT (SELECT count(*) FROM {left}), (SELECT count(*) FROM {right})"
    ).fetchall()
    pairs = many * (many - 1) / 2 if within else many * others
    joined = [
        f"SELECT l.unique_id, r.unique_id FROM {left} l JOIN {right} r ON {_alike(rule)}"
        + (" AND l.unique_id < r.unique_id" if within else "")
        for rule in SURE
        if set(rule) <= set(fields)
    ]
    ((sure,),) = connection.sql(f"SELECT count(*) FROM ({' UNION '.join(joined)})").fetchall() if joined else ((0,),)
    return float(min(0.5, max(sure, 1) / SURELY_FOUND / pairs))


def _alike(rule: Sequence[str]) -> str:
    return " AND ".join(f"l.{one} = r.{one}" for one in rule)
