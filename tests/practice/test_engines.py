"""Every standard of practice gives the same duty rows by both engines on the small force, and some of each."""

from functools import cache

import pytest

from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.relation import judged_by_reference
from dutybound.engine.source import Source, source_of
from tests.practice.practice import CALENDAR, declaration, force, library


@cache
def source() -> Source:
    return source_of(force(), declaration().schema, CALENDAR)


@pytest.mark.parametrize("identity", sorted({one.id for one in library().standards}))
def test_the_engines_give_the_same_rows(identity: str) -> None:
    versions = library().versions(identity)
    by_reference = [row for one in judged_by_reference(versions, source(), declaration().policy)
                    for row in one.rows().to_pylist()]  # fmt: skip
    by_columns = [row for one in judged_by_columns(versions, source(), declaration().policy)
                  for row in one.rows().to_pylist()]  # fmt: skip
    assert by_reference, "the small force has no record on which it is owed"

    def placed(row: dict) -> tuple:  # type: ignore[type-arg]
        return tuple(f"{row[name]}" for name in ("version", "subject", "anchor", "owed_from", "known_from", "known_to"))

    assert sorted(by_columns, key=placed) == sorted(by_reference, key=placed)
