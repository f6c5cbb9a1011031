"""Three real logs, duty by duty: what the standards find is what pandas alone finds."""

import pandas as pd
import pytest

from tests.data import shared_data
from tests.examples import independently
from tests.examples.judged import Judged, judged

FINES, RECEIPT, BUILDING = (
    "fines/road_traffic_fines.csv.gz", "event_logs/receipt.csv", "event_logs/bpic15_1.csv.gz"
)  # fmt: skip
Scratch = pytest.TempPathFactory


def assert_same(found: Judged, expected: dict[str, pd.Series]) -> None:
    """The same duties in the same states, subject by subject, under every standard of the folder."""
    assert set(found.assessment.tallies) == set(expected)
    for standard, states in expected.items():
        ours, theirs = found.states(standard).sort_index(), states.sort_index()
        differing = (ours != theirs).sum() if ours.index.equals(theirs.index) else "other subjects"
        assert differing == 0, f"{standard}: {differing}"
        assert found.counts(standard) == theirs.value_counts().to_dict()


# --- fines -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def fines() -> independently.Fines:
    return independently.fines(shared_data(FINES))


@pytest.fixture(scope="session")
def fines_judged(tmp_path_factory: Scratch) -> Judged:
    return judged(shared_data(FINES), "fines", "2013-06-30", tmp_path_factory.mktemp("fines"))


def test_every_fine_is_in_the_state_that_pandas_finds(fines: independently.Fines, fines_judged: Judged) -> None:
    assert_same(fines_judged, independently.fine_states(fines))


def test_what_is_owed_is_what_the_file_holds(fines: independently.Fines, fines_judged: Judged) -> None:
    both = {event: fines.days["notified"].notna() & fines.days[event].notna() for event in ("appealed", "judged")}
    anchors = {
        "complete": fines.count("created"),
        "sent": fines.count("created"),
        "penalty_added": fines.count("notified"),
        "penalty_before_collection": fines.count("notified"),
        "prefecture_appeal": int(both["appealed"].sum()),
        "judge_appeal": int(both["judged"].sum()),
        "file_sent": fines.count("appealed"),
        "result_told": fines.count("decided"),
    }
    assert {name: tally.owed for name, tally in fines_judged.assessment.tallies.items()} == anchors
    assert anchors["sent"] == 150_370
    assert fines_judged.assessment.ground.extract.exclusions == ()


def test_ninety_days_are_days_of_the_calendar(fines: independently.Fines, fines_judged: Judged) -> None:
    assert fines_judged.counts("sent") == {"met": 53_808, "met_late": 49_625, "lapsed": 46_550, "missed": 387}
    wrong = independently.sent_by_elapsed_time(fines)
    assert (wrong == "met").sum() == 53_545
    assert (wrong != fines_judged.states("sent").reindex(wrong.index)).sum() == 267
    taken = (fines.days["sent"] - fines.days["created"]).dt.days
    assert ((taken > 90).sum(), taken.notna().sum(), (taken == 90).sum()) == (49_772, 103_987, 795)
    on_day_90 = fines_judged.states("sent").reindex(taken.index[taken == 90])
    assert set(on_day_90) <= {"met", "lapsed"}


def test_every_penalty_comes_on_its_sixtieth_day(fines: independently.Fines, fines_judged: Judged) -> None:
    assert fines_judged.counts("penalty_added") == {"met": 79_860}
    taken = fines.days["penalty"] - fines.days["notified"]
    assert taken.dropna().dt.days.eq(60).all()
    midnights = fines.days[["notified", "penalty"]].dropna().apply(lambda column: column.dt.tz_localize("Europe/Rome"))
    elapsed = midnights["penalty"] - midnights["notified"]
    hour = pd.Timedelta(hours=1)
    assert ((elapsed == 60 * 24 * hour - hour).sum(), (elapsed == 60 * 24 * hour + hour).sum()) == (6_386, 17_564)


def test_appeals_and_the_notification_that_they_answer(fines: independently.Fines, fines_judged: Judged) -> None:
    assert fines_judged.counts("prefecture_appeal") == {"met": 3_433, "met_late": 582, "overdue": 28}
    assert fines_judged.tally("prefecture_appeal").owed == 4_043
    before = fines.days["appealed"] < fines.days["notified"]
    assert set(fines_judged.states("prefecture_appeal").reindex(before.index[before])) == {"overdue"}
    assert fines_judged.tally("prefecture_appeal").notices["done before its trigger"] == before.sum() == 28


def test_the_limit_of_an_appeal_to_a_judge_is_that_of_its_day(fines: independently.Fines, fines_judged: Judged) -> None:
    taken = (fines.days["judged"] - fines.days["notified"]).dt.days.dropna()
    assert (len(taken), (taken > 60).sum(), (taken > 30).sum()) == (538, 224, 389)
    later = fines.days["notified"].reindex(taken.index) >= independently.CHANGED
    late = int((taken > 60)[~later].sum() + (taken > 30)[later].sum())
    assert fines_judged.counts("judge_appeal") == {"met": 538 - late, "met_late": late}
    assert 224 < late < 389


# --- permits ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def permits() -> independently.Permits:
    return independently.permits(shared_data(RECEIPT))


@pytest.fixture(scope="session")
def permits_judged(tmp_path_factory: Scratch) -> Judged:
    return judged(shared_data(RECEIPT), "permits", "2012-01-31", tmp_path_factory.mktemp("permits"))


def test_every_permit_is_in_the_state_that_pandas_finds(permits: independently.Permits, permits_judged: Judged) -> None:
    assert_same(permits_judged, independently.permit_states(permits, "2012-02-01"))
    assert permits_judged.tally("closed_by_deadline").owed == len(permits.cases) == 1_434
    assert permits_judged.tally("step_by_deadline").owed == len(permits.steps) == 8_577
    assert permits_judged.assessment.ground.extract.exclusions == ()


def test_which_date_counts_decides_who_was_late(permits: independently.Permits, permits_judged: Judged) -> None:
    closed_late = permits_judged.states("closed_by_deadline").eq("met_late")
    figure = permits_judged.assessment.figures["closed_late"]
    assert figure is not None
    assert (figure.part, figure.whole) == (closed_late.sum(), permits.cases["closed"].notna().sum()) == (377, 1_329)
    steps = permits_judged.states("step_by_deadline").eq("met_late")
    worked_late = set(permits.steps["case"].reindex(steps.index[steps]))
    assert worked_late == set(permits.cases.index[permits.cases["last"] > permits.cases["deadline"]])
    assert (len(worked_late), sum(pd.notna(permits.cases["closed"][case]) for case in worked_late)) == (92, 88)


# --- tasks of permits ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def tasks() -> pd.DataFrame:
    return independently.tasks(shared_data(BUILDING))


@pytest.fixture(scope="session")
def tasks_judged(tmp_path_factory: Scratch) -> Judged:
    return judged(shared_data(BUILDING), "permit_tasks", "2015-12-31", tmp_path_factory.mktemp("permit_tasks"))


def test_every_task_is_in_the_state_that_pandas_finds(tasks: pd.DataFrame, tasks_judged: Judged) -> None:
    assert_same(tasks_judged, independently.task_states(tasks))
    assert {tally.owed for tally in tasks_judged.assessment.tallies.values()} == {len(tasks)} == {3_340}
    assert tasks_judged.counts("finished_by_due_time") == {"met": 2_719, "met_late": 621}
    assert tasks_judged.counts("finished_by_due_day") == {"met": 2_721, "met_late": 619}


def test_two_tasks_are_late_by_the_clock_and_not_by_the_day(tasks: pd.DataFrame, tasks_judged: Judged) -> None:
    time, day = (tasks_judged.states(f"finished_by_due_{one}").sort_index() for one in ("time", "day"))
    assert list(time.index[time != day]) == ["2875758/6", "5802698/9"]
    assert (tasks.loc[time.index[time != day], "due_on"] == tasks.loc[time.index[time != day], "finished_on"]).all()
