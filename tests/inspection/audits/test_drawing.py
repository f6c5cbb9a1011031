"""A sample is the same whatever form its source has, and reads no more of it than it needs."""

from pathlib import Path

import pytest

from dutybound.cli.assessing import declaration_for
from dutybound.cli.audit_asked import Asked
from dutybound.cli.audit_drawing import drawn_from
from dutybound.cli.clustering import cluster_source
from dutybound.cli.simulating import simulate_small
from dutybound.exchange.given import Given
from dutybound.exchange.reading import read_source
from dutybound.inspection.audits.framing import Wanted, frame_of
from dutybound.inspection.audits.sampling import Drawn
from dutybound.standards.records import read_moment
from tests.records.kept import CASES, REVIEWS, Kept


def quiet(_: str) -> None:
    """Nobody is told of progress."""


def drawn(source: Given, folder: Path | None = None, strata: str | None = None, as_at: str = "2016-06-30") -> Drawn:
    return drawn_from(
        Asked(f"{source}", folder, "investigation-quality", as_at, None, strata, 3, (), None, (), None, None, "7"),
        quiet,
    )


@pytest.fixture(scope="module")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small") / "force"
    simulate_small(out, 1, 60, quiet)
    return out


@pytest.mark.parametrize("strata", [None, "unit"])
def test_a_folder_gives_what_the_whole_of_it_gives(force: Path, strata: str | None) -> None:
    found = drawn(force, strata=strata)
    declaration = declaration_for(force, None)
    extract = read_source(force, declaration)
    end = read_moment("2016-06-30", declaration.calendar, "a test")
    whole = frame_of(extract, declaration.schema, Wanted("investigation", found.frame.strata_by, end))
    some = [one for ids in found.files.values() for one in ids]
    assert dict(whole.records) == dict(found.frame.records)
    assert whole.hands.of(some) == found.frame.hands.of(some)
    assert any(part == "post_holding.post" for parts in whole.hands.of(some).values() for _, part in parts)


def test_records_that_were_loaded_and_restated_give_them_too(kept: Kept) -> None:
    kept.load("2016-03-31")
    kept.load("2016-04-20", review=REVIEWS.replace("a sergeant", "another sergeant", 1),
              investigation=CASES.replace("2016-02-01 10:00", "2016-02-01 10:01"))  # fmt: skip
    kept.close()
    found = drawn(kept.address, kept.declared, "none", "2016-05-31")
    assert found.files == {"all": tuple(sorted(found.frame.records, key=found.files["all"].index))}
    assert set(found.frame.records) == {"C1", "C2"}
    people = {who for who, part in found.frame.hands.of(["C1"])["C1"] if part == "review.decided_by"}
    assert people == {"a sergeant", "another sergeant"}, "also who stood there before it was restated"


def test_a_clustered_source_gives_the_same(force: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOUND_SETTINGS", f"{tmp_path / 'settings'}")
    cluster_source(force, None, tmp_path / "clustered", quiet)
    one, other = drawn(force), drawn(tmp_path / "clustered", force)
    assert one.frame.hash == other.frame.hash
    assert one.files == other.files
    some = [each for ids in one.files.values() for each in ids]
    assert one.frame.hands.of(some) == other.frame.hands.of(some)
