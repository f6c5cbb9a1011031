"""A source in hindsight that looks at another says what one that was taken up for it says."""

from hypothesis import given, settings

from dutybound.engine.source import Source, in_hindsight, source_of
from tests.records.drawn import LAST, Records, end_of, records, source_with, tables_of
from tests.records.force import FORCE, LONDON

AT = "SELECT column_name FROM (DESCRIBE SELECT * FROM {}) ORDER BY 1"


def rows(source: Source) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, by column and in one order."""
    found = {}
    for name in FORCE.tables:
        columns = [one for (one,) in source.connection.execute(AT.format(f'"{name}"')).fetchall()]
        named = ", ".join(f'"{one}"' for one in columns)
        said = source.connection.execute(f'SELECT {named} FROM "{name}" ORDER BY ALL').fetchall()
        found[name] = [tuple(columns), *said]
    return found


@given(records())
@settings(deadline=None, max_examples=15)
def test_what_it_looks_at_is_what_would_have_been_taken_up(drawn: Records) -> None:
    source = source_with(drawn)
    before = rows(source)
    for day in (3, LAST):
        derived = in_hindsight(source, end_of(day))
        assert rows(derived) == rows(source_of(tables_of(drawn), FORCE, LONDON, known_at=end_of(day)))
        assert derived.in_hindsight
    assert rows(source) == before


def test_what_it_is_not_asked_for_is_not_laid_out() -> None:
    source = source_of(tables_of({name: [] for name in FORCE.tables}), FORCE, LONDON, only={"case"})
    laid_out = {name for (name,) in source.connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "case" in laid_out
    assert "visit" not in laid_out
    assert in_hindsight(source, end_of(3)).connection.execute('SELECT count(*) FROM "case"').fetchall() == [(0,)]
