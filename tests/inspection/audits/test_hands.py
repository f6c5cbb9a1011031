"""Who supervises, and who has a post in the unit that holds a file: up to the top, and at the time."""

from pathlib import Path

import pyarrow as pa
import pytest

from dutybound.cli.assessing import declaration_for
from dutybound.exchange.reading import read_source
from dutybound.inspection.audits.framing import Wanted, frame_of, schema_of_frame
from dutybound.inspection.audits.hands import IN_UNIT, SUPERVISES, Hands
from dutybound.inspection.audits.posts import LATEST, Place, Post, line_of, upward

TIMES = {"began_at": pa.array([10], pa.timestamp("us")), "ended_at": pa.array([20], pa.timestamp("us"))}
HELD = pa.table({"subject": ["C1"], "unit": ["team"], **TIMES})


def test_the_line_goes_to_the_top_and_once_round() -> None:
    above = {"constable": "sergeant", "sergeant": "inspector", "inspector": None}
    assert line_of("constable", above) == ("sergeant", "inspector")
    assert line_of("constable", above | {"inspector": "constable"}) == ("sergeant", "inspector")
    assert line_of("top", above) == ()


def test_units_above_are_those_of_the_time() -> None:
    places = {"team": [Place("team", "south", 0, 9), Place("team", "west", 10, 30)], "west": [Place("west", "force")],
              "force": [Place("force", "team")]}  # fmt: skip
    assert upward("team", places, 12, 20) == ["team", "west", "force"]
    assert upward("team", places, 5, 20) == ["team", "south", "west", "force"]


def test_every_supervisor_above_has_to_do_with_a_file() -> None:
    line = ("sergeant", "inspector")
    posts = (Post("constable", "team", line, "o-1", 0, 9), Post("sergeant", "team", line[1:], "o-2", 0, 99),
             Post("inspector", "south", (), "o-3", 0, 99), Post("inspector", "south", (), "o-4", 50, 99))  # fmt: skip
    found = Hands.said({"C1": frozenset({("o-1", "allocation.officer")})}, posts).of(["C1"])["C1"]
    assert {who for who, part in found if part == SUPERVISES} == {"o-2", "o-3"}, "o-4 came after"


@pytest.mark.parametrize(("began", "ended", "is_there"), [(0, 12, True), (0, 9, False), (21, LATEST, False)])
def test_who_had_a_post_above_the_unit_while_it_held_the_file_has_to_do_with_it(
    began: int, ended: int, is_there: bool
) -> None:
    posts = (Post("p", "south", (), "o-1", began, ended), Post("q", "west", (), "o-2", 0, LATEST))
    hands = Hands(holdings=HELD, posts=posts, places=(Place("team", "south"),))
    assert hands.of(["C1"]) == ({"C1": frozenset({("o-1", IN_UNIT)})} if is_there else {})
    assert hands.in_units_of({"o-1"}, ["C1", "C2"]) == is_there
    assert hands.in_units_of({"o-2"}, ["C1", "C2"]) == 0


FILES = {
    "investigation": "id,happened_at,recorded_at\nC1,2016-02-01 09:00,2016-02-01 09:30\n",
    "unit": "id,name,began_at\nteam,Team,2016-01-01 00:00\nsouth,South,2016-01-01 00:00\n",
    "unit_place": "id,unit,under,began_at,ended_at\nA,team,south,2016-01-01 00:00,\n",
    "officer": "id,began_at\no-1,2016-01-01 00:00\no-2,2016-01-01 00:00\no-3,2016-01-01 00:00\n",
    "post": "id,unit,supervised_by,began_at\np1,team,p2,2016-01-01 00:00\np2,team,p3,2016-01-01 00:00\n"
            "p3,south,,2016-01-01 00:00\n",
    "post_holding": "id,post,officer,began_at,ended_at\nH1,p1,o-1,2016-01-01 00:00,\nH3,p3,o-3,2016-01-01 00:00,\n",
    "holding": "id,subject_table,subject,unit,officer,began_at,ended_at\n"
               "K1,investigation,C1,team,o-1,2016-02-01 09:00,\n",
}  # fmt: skip


def test_a_source_tells_it_also_over_a_post_that_nobody_holds(tmp_path: Path) -> None:
    (tmp_path / "dutybound.toml").write_text('records = true\n[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n')
    for name, content in FILES.items():
        (tmp_path / f"{name}.csv").write_text(content)
    declaration, wanted = declaration_for(tmp_path, None), Wanted("investigation", None, LATEST)
    assert set(schema_of_frame(declaration.schema, wanted).tables["unit_place"].columns) >= {"unit", "under"}
    hands = frame_of(read_source(tmp_path, declaration), declaration.schema, wanted).hands
    assert hands.of(["C1"])["C1"] >= {("o-3", SUPERVISES), ("o-3", IN_UNIT), ("o-1", IN_UNIT)}
