"""The same person across records: a Fellegi-Sunter model, learned from the records themselves, proposes pairs.

The model is Splink's (Ministry of Justice, MIT): Linacre and others, 2022, "Splink: free software for probabilistic
record linkage at scale", International Journal of Population Data Science 7(3).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator

from dutybound.base.errors import DutyboundError, Problem
from dutybound.linkage.comparing import Comparison, blocking_for, comparison_of
from dutybound.linkage.learning import learn, share_of_one_person
from dutybound.linkage.people import FIELDS, IDENTIFIER, People, compared_rows
from dutybound.linkage.proposals import Floors, Proposal, RecordOf

MODEL = "people 1"
WEIGHT_DIGITS, PROBABILITY_DIGITS = 4, 6


@dataclass(frozen=True)
class Linked:
    """What was proposed, surest first, and what of the model could not be learned from so few records."""

    proposals: tuple[Proposal, ...]
    model: str
    compared: tuple[str, ...]
    notes: tuple[str, ...]


def link(sources: Sequence[People], floors: Floors, seed: int = 1) -> Linked:
    """Pairs that may be of one person: within one source, or between two.

    The same records, seed and versions give the same figures to the digit, in whatever order the rows come: the
    database works with one thread. With four, two runs over 20,000 records differed in some late digit of a weight,
    which rounding hides until it falls on an edge.
    """
    _refuse(sources)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 1")
        linker, compared = _linker(connection, sources)
        notes = learn(linker, compared, seed)
        pairs = linker.inference.predict(threshold_match_weight=floors.possible).as_duckdbpyrelation().to_arrow_table()
    model = f"dutybound {MODEL}, splink {version('splink')}, seed {seed}"
    found = [_proposal(row, sources, compared, floors, model) for row in pairs.to_pylist()]
    found.sort(key=lambda one: (-one.weight, one.one, one.other))
    return Linked(tuple(found), model, tuple(one.field for one in compared), tuple(notes))


def _refuse(sources: Sequence[People]) -> None:
    problems = [problem for one in sources for problem in one.problems()]
    if len(sources) not in (1, 2):
        problems.append(Problem("sources", f"there are {len(sources)}", "Link one within itself, or two."))
    if len({one.source for one in sources}) < len(sources):
        problems.append(Problem("sources", "both have the same name", "Rename a file, so that its records are known."))
    problems += [
        Problem(
            one.source,
            f"has too few records: {one.rows.num_rows}",
            "There is nothing to compare. Deliver the table of people, or name CSV files with --columns.",
        )
        for one in sources
        if one.rows.num_rows < (2 if len(sources) == 1 else 1)
    ]
    if problems:
        raise DutyboundError(problems, "Records of people cannot be linked")


def _linker(connection: duckdb.DuckDBPyConnection, sources: Sequence[People]) -> tuple[Linker, list[Comparison]]:
    shared = sorted(set.intersection(*(set(one.columns.identifiers) for one in sources)))
    tables = [compared_rows(connection, one, shared) for one in sources]
    fields = [one for one in (*FIELDS, *(f"{IDENTIFIER}{name}" for name in shared)) if _is_there(tables, one)]
    if absent := [field for field in ("surname", "born_on") if field not in fields]:
        what = f"one of the sources has no {' and no '.join(absent).replace('_', ' ')} in any row"
        remedy = "Without it most of what is found would be wrong. Look whether its column is the right one."
        raise DutyboundError(Problem("sources", what, remedy), "Records of people cannot be linked")
    compared = [comparison_of(field) for field in fields]
    database = DuckDBAPI(connection)
    names = [f"people_{place}" for place in range(len(tables))]
    for name, table in zip(names, tables, strict=True):
        connection.register(f"rows_of_{name}", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT '{name}' AS source_dataset, * FROM rows_of_{name}")
    registered = [database.register(name) for name in names]
    settings = SettingsCreator(
        link_type="dedupe_only" if len(sources) == 1 else "link_only",
        comparisons=[one.as_splink() for one in compared],
        blocking_rules_to_generate_predictions=[*blocking_for(fields)],
        probability_two_random_records_match=share_of_one_person(connection, names, fields),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )
    return Linker(registered if len(registered) > 1 else registered[0], settings, log_level=logging.ERROR), compared


def _is_there(tables: Sequence[pa.Table], field: str) -> bool:
    """A column that one side never fills in tells nothing of any pair, and teaches nothing."""
    return all(table.column(field).null_count < table.num_rows for table in tables)


def _proposal(
    row: dict[str, Any], sources: Sequence[People], compared: Sequence[Comparison], floors: Floors, model: str
) -> Proposal:
    ends = (("source_dataset_l", "unique_id_l"), ("source_dataset_r", "unique_id_r"))
    names = {f"people_{place}": one.source for place, one in enumerate(sources)}
    first, second = sorted(
        RecordOf(names.get(f"{row.get(dataset)}", sources[0].source), row[identity]) for dataset, identity in ends
    )
    weight = round(row["match_weight"], WEIGHT_DIGITS)
    probability = round(row["match_probability"], PROBABILITY_DIGITS)
    at_odds = any(one.is_at_odds(row[f"gamma_{one.field}"]) for one in compared)
    level = floors.level(weight, at_odds)
    return Proposal(first, second, weight, probability, level, _reasons(row, compared), model)


def _reasons(row: dict[str, Any], compared: Sequence[Comparison]) -> str:
    """ "surname the same +9.1; postcode differs -1.3": each field's part of the weight."""
    said = []
    for one in compared:
        parts = (row.get(f"mw_{one.field}"), row.get(f"mw_tf_adj_{one.field}"))
        weight = sum(part for part in parts if part is not None)
        said.append(f"{one.words(row[f'gamma_{one.field}'])} {weight:+.1f}")
    return "; ".join(said)
