"""What the records cannot hold is refused in words; what a row can do without does not cost the row."""

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.loading.incoming import Incoming, incoming
from dutybound.exchange.reading import read_source
from tests.records.kept import CASES, Kept


def compared(kept: Kept, mapping: str, **files: str) -> Incoming:
    folder = kept.extract("2016-03-31", **files)
    (folder / "mapping.toml").write_text(mapping)
    assert read_source(folder, read_declaration(folder)).tables["investigation"].num_rows == 2, "assessed as it stands"
    return incoming(folder, read_declaration(folder), kept.databases, kept.references)


REVIEWS = '[review.columns]\nid = "id"\ninvestigation = "investigation"\nrecorded_at = "recorded_at"\n'


@pytest.mark.parametrize(
    ("happened", "what"),
    [
        ('{ column = "happened_at", precision = "day" }', "says the day alone, and a record holds the time too"),
        ('{ not_delivered = "nobody writes it down" }', "is not delivered, and no record can be without it"),
    ],
)
def test_days_and_gaps_are_not_loaded_as_instants(kept: Kept, happened: str, what: str) -> None:
    with pytest.raises(DutyboundError) as refused:
        compared(kept, f"{REVIEWS}happened_at = {happened}\n")
    (problem,) = refused.value.problems
    assert problem.where == "mapping.toml: [review] columns.happened_at"
    assert problem.what.startswith(what)
    assert "can be assessed as it stands" in problem.remedy
    assert '[review] not_delivered = "why"' in problem.remedy
    rest = compared(kept, '[review]\nnot_delivered = "the day alone"\n[direction]\nnot_delivered = "of reviews"\n')
    assert rest.tables["investigation"].new.num_rows == 2, "the rest is loaded, as the remedy says"
    assert "review" not in rest.tables


def test_a_link_into_a_table_that_never_came_costs_the_link_and_not_the_row(kept: Kept) -> None:
    cases = "\n".join(f"{line},{'victim' if not at else f'P{at}'}" for at, line in enumerate(CASES.splitlines()))
    one = compared(kept, "", investigation=f"{cases}\n")
    table = one.tables["investigation"]
    assert (table.new.num_rows, table.left_out, one.refused) == (2, 0, ())
    assert table.new.column("victim").null_count == 2
    assert ("investigation", "victim") in one.extract.unmapped, "so that it is unknown, and not nobody"
    (said,) = [note for note in one.extract.notes if "is not loaded" in note]
    assert said.startswith("[investigation] victim is not loaded: it names rows of 'person', which is neither")
