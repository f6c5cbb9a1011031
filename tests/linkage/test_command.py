"""dutybound link as its users run it: the queue, the decisions on it, and what is refused."""

import csv
import json
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

import pyarrow.csv as pa_csv
import pytest

from dutybound.cli.link_files import FILES
from dutybound.cli.linking import floors_of
from dutybound.exchange.packs import packs
from dutybound.linkage.proposals import Floors
from dutybound.simulator.recorded_twice import people_recorded
from tests.cli.test_assess import Done, run

COLUMNS = """
[custody]
id = "id"
given_name = "given_name"
surname = "surname"
born_on = "born_on"
postcode = "postcode"
sex = "sex"
[custody.identifiers]
pnc = "pnc"

[victims]
id = "id"
given_name = "given_name"
surname = "surname"
born_on = "born_on"
"""
HEAD = ("link", "decision", "decided_by", "decided_at", "why")


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two files of made-up people, and the queue of links within one of them."""
    folder = tmp_path_factory.mktemp("review")
    rows = people_recorded(1, 1_500).drop_columns(["person", "naming"])
    pa_csv.write_csv(rows.slice(0, 1_000), folder / "custody.csv")
    pa_csv.write_csv(rows.slice(1_000), folder / "victims.csv")
    (folder / "columns.toml").write_text(COLUMNS)
    given = ("link", folder / "custody.csv", "--columns", folder / "columns.toml", "--out", folder / "out")
    assert run(folder / "settings", *given).returncode == 0
    return folder


@pytest.fixture
def mine(review: Path, tmp_path: Path) -> Path:
    """A copy of the review to decide in."""
    shutil.copytree(review, tmp_path / "mine")
    return tmp_path / "mine"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def decide(folder: Path, *rows: Sequence[str]) -> Done:
    with (folder / "decisions_made.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return run(folder / "settings", "link", "--decisions", folder / "decisions_made.csv", "--out", folder / "out")


def test_the_queue_has_every_proposal_and_waits(review: Path) -> None:
    queue = rows_of(review / "out" / "links.csv")
    assert {row["status"] for row in queue} == {"waiting"}
    assert {row["id"] for row in rows_of(review / "out" / "link_proposal.csv")} == {row["link"] for row in queue}
    assert {row["level"] for row in queue} == {"very likely", "possible"}
    assert all(bool(row["group"]) == (row["level"] == "very likely") for row in queue)
    assert [float(row["weight"]) for row in queue] == sorted((float(row["weight"]) for row in queue), reverse=True)
    assert stat.S_IMODE((review / "out" / "links.csv").stat().st_mode) == 0o600
    (line,) = map(json.loads, (review / "settings" / "disclosures.log").read_text().splitlines())
    assert line["what"] == "links proposed between records of people, with their ids"


def test_decisions_confirm_reject_and_undo_and_all_are_kept(mine: Path) -> None:
    first, second, third = (row["link"] for row in rows_of(mine / "out" / "links.csv")[:3])
    done = decide(
        mine,
        (first, "confirm", "DS Simulated", "2026-03-02T09:00", "same tattoo"),
        (second, "confirm", "DS Simulated", "2026-03-02T09:05", "same phone"),
        (third, "reject", "DS Simulated", "2026-03-02T09:10", "brothers"),
        ("anything", "", "", "", ""),
    )
    assert done.returncode == 0, done.stderr
    assert "Links that stand: 2; undone: 0" in done.stdout
    done = decide(mine, (second, "un-link", "DI Simulated", "2026-04-01T09:00+01:00", "different fingerprints"))
    assert "Links that stand: 1; undone: 1" in done.stdout
    assert "2026-03" in done.stdout
    status = {row["link"]: row["status"] for row in rows_of(mine / "out" / "links.csv")}
    assert (status[first], status[second], status[third]) == ("confirmed", "unlinked", "rejected")
    confirmed = {row["link"]: row for row in rows_of(mine / "out" / "confirmed.csv")}
    assert confirmed.keys() == {first, second}
    assert (confirmed[first]["ended_at"], confirmed[first]["began_at"]) == ("", "2026-03-02T09:00:00+00:00")
    assert (confirmed[second]["undone_by"], confirmed[second]["ended_at"]) == (
        "DI Simulated", "2026-04-01T09:00:00+01:00",
    )  # fmt: skip
    assert len(rows_of(mine / "out" / "decisions.csv")) == 4
    assert {stat.S_IMODE((mine / "out" / name).stat().st_mode) for name in FILES} == {0o600}
    link = rows_of(mine / "out" / "person_link.csv")
    assert [bool(row["undone_by"]) for row in link] == [False, True]


def test_the_same_file_handed_in_twice_says_it_once(mine: Path) -> None:
    link = rows_of(mine / "out" / "links.csv")[0]["link"]
    yes = (link, "confirm", "DS Simulated", "2026-03-02T09:00", "same tattoo")
    no = (link, "un-link", "DS Simulated", "2026-03-03T09:00", "no")
    assert decide(mine, yes, no).returncode == 0
    before = (mine / "out" / "decisions.csv").read_bytes()
    assert decide(mine, yes, no).returncode == 0
    assert (mine / "out" / "decisions.csv").read_bytes() == before


def test_decisions_are_refused_with_all_that_is_wrong_and_none_is_taken(mine: Path) -> None:
    link = rows_of(mine / "out" / "links.csv")[0]["link"]
    done = decide(
        mine,
        (link, "confirm", "DS Simulated", "2026-03-02T09:00", "same tattoo"),
        (link, "confrim", "", "2026-03-02T09:00", ""),
        ("link-1", "reject", "DS Simulated", "yesterday", "x"),
        (link, "reject", "DS Simulated", "2999-01-01T09:00", "x"),
        (rows_of(mine / "out" / "links.csv")[1]["link"], "un-link", "DS Simulated", "2026-03-02T09:00", "x"),
    )
    assert done.returncode == 2
    assert "7 problems" in done.stderr
    for said in ("row 3: 'confrim' is no decision", "Did you mean 'confirm'?", "row 3: decided_by is empty",
                 "row 3: why is empty", "row 4: 'link-1' is no link", "'yesterday' is no date with a time",
                 "row 5: decided_at 2999-01-01T09:00 has not come yet", "row 6: un-links"):  # fmt: skip
        assert said in done.stderr
    assert not (mine / "out" / "decisions.csv").exists()


@pytest.mark.parametrize("at", ["2025-10-26T01:30", "2026-03-29T01:30"])
def test_a_time_in_the_hour_of_the_change_of_clocks_is_no_one_moment(mine: Path, at: str) -> None:
    link = rows_of(mine / "out" / "links.csv")[0]["link"]
    done = decide(mine, (link, "confirm", "DS Simulated", at, "same tattoo"))
    assert done.returncode == 2
    assert "falls in the hour in which the clocks of London change" in done.stderr
    assert f"{at}+00:00 in winter time" in done.stderr
    assert decide(mine, (link, "confirm", "DS Simulated", f"{at}+00:00", "same tattoo")).returncode == 0


def test_what_was_decided_stays_when_links_are_proposed_again(mine: Path) -> None:
    queue = rows_of(mine / "out" / "links.csv")
    decided = queue[0]["link"]
    assert decide(mine, (decided, "confirm", "DS Simulated", "2026-03-02T09:00", "same tattoo")).returncode == 0
    lines = (mine / "custody.csv").read_text().splitlines()
    gone = {queue[0]["one_id"], queue[0]["other_id"], queue[1]["one_id"]}
    kept = [line for line in lines if line.split(",")[0].strip('"') not in gone]
    assert len(kept) == len(lines) - 3
    (mine / "custody.csv").write_text("\n".join(kept) + "\n")
    given = ("link", mine / "custody.csv", "--columns", mine / "columns.toml", "--out", mine / "out")
    assert run(mine / "settings", *given).returncode == 0
    again = {row["link"]: row for row in rows_of(mine / "out" / "links.csv")}
    assert again[decided]["status"] == "confirmed"
    assert queue[1]["link"] not in again
    for name, column in (("link_proposal", "id"), ("link_decision", "proposal"), ("person_link", "proposal")):
        told = {row[column] for row in rows_of(mine / "out" / f"{name}.csv")}
        assert told == (set(again) if name == "link_proposal" else {decided}), "what is delivered is as the queue is"
    both = [row for row in queue if row["link"] in again]
    assert all(again[row["link"]]["proposed_at"] == row["proposed_at"] for row in both)


def test_two_files_are_linked_with_one_another_by_what_both_have(review: Path, tmp_path: Path) -> None:
    files = (review / "custody.csv", review / "victims.csv")
    done = run(tmp_path, "link", *files, "--columns", review / "columns.toml", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "compared: given name, surname, born on\n" in done.stdout
    queue = rows_of(tmp_path / "out" / "links.csv")
    assert {(row["one_source"], row["other_source"]) for row in queue} == {("custody", "victims")}


def test_columns_and_files_that_are_not_there_are_all_named(review: Path, tmp_path: Path) -> None:
    columns = tmp_path / "columns.toml"
    columns.write_text(COLUMNS.replace("[victims]", "[victim]").replace('surname = "surname"', 'surname = "last"', 1))
    files = (review / "custody.csv", review / "victims.csv")
    done = run(tmp_path, "link", *files, "--columns", columns, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "has no section [victims] for victims.csv" in done.stderr
    assert "Did you mean 'victim'?" in done.stderr
    done = run(tmp_path, "link", review / "custody.csv", "--columns", columns, "--out", tmp_path / "out")
    assert "custody: has no column 'last'" in done.stderr
    assert run(tmp_path, "link", "--out", tmp_path / "out").returncode == 2


def test_records_of_a_made_up_force_are_linked_and_the_decisions_are_read_with_it(tmp_path: Path) -> None:
    settings, force, out = tmp_path / "settings", tmp_path / "force", tmp_path / "out"
    assert run(settings, "simulate", "--out", force, "--cases", "60").returncode == 0
    assert run(settings, "link", force, "--out", out).returncode == 0
    queue = rows_of(out / "links.csv")
    assert queue
    assert all(row["one_source"] == row["other_source"] == "force" for row in queue)
    (tmp_path / "decisions_made.csv").write_text(
        ",".join(HEAD) + f"\n{queue[0]['link']},confirm,DS Simulated,2026-03-02T09:00,why\n"
    )
    done = run(settings, "link", "--decisions", tmp_path / "decisions_made.csv", "--out", out)
    assert done.returncode == 0, done.stderr
    for name in ("link_proposal", "link_decision", "person_link"):
        (force / "data" / f"{name}.parquet").unlink()
        shutil.copy(out / f"{name}.csv", force / "data")
    people = (force / "data" / "person.parquet").read_bytes()
    done = run(settings, "assess", force, "--as-at", "2026-06-30", "--out", tmp_path / "assessed")
    assert "Left out" not in done.stdout
    assert (force / "data" / "person.parquet").read_bytes() == people


def test_the_floors_are_policy_marked_as_defaults_of_this_project() -> None:
    from datetime import date

    assert floors_of(packs(), date(2026, 11, 27)) == Floors(very_likely=10, possible=0)
    assert {entry.mark for name in ("very_likely", "possible") for entry in packs().of(f"linkage.{name}")} == {
        "project default"
    }


def test_a_file_that_nothing_declares_names_the_option(review: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "link", review / "custody.csv", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "--columns: is missing, and custody.csv is a file that nothing declares" in done.stderr
    assert "[custody]" in done.stderr
