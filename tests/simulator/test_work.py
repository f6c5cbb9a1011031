"""People who work: nothing is drawn late, and what is late is so because there was more to do."""

import numpy as np
import pytest

from dutybound.simulator.work import ALLOCATES, CASE, CLOSES, HOLDER, NEVER, SLICE, Workforce, tasks, work

DAY = 1440


def workforce(people: int, days: int = 10, minutes: int = 60, squads: list[list[int]] | None = None) -> Workforce:
    """People who each have some minutes from eight every day; all serve one pool, the queue after the last of them."""
    slices = np.zeros(people * days, SLICE)
    slices["start"] = np.repeat(np.arange(days) * DAY + 480, people)
    slices["person"] = np.tile(np.arange(people), days)
    slices["minutes"] = minutes
    groups = squads or [list(range(people))]
    firsts = np.cumsum([0, *map(len, groups)])
    members = np.array([one for group in groups for one in group], np.int64)
    serves = (np.arange(people + 1), np.full(people, people))
    return Workforce(slices, np.full(people, NEVER), serves, (firsts, members), 1)


def test_the_most_urgent_comes_first_and_then_what_waited_longest() -> None:
    made = tasks(3)
    made["queue"], made["released"], made["effort"] = 0, [10, 20, 30], 30
    made["urgency"] = [3, 3, 0]
    done = work(made, np.zeros(0, CASE), workforce(1), 10 * DAY)
    assert list(done.at) == [480 + 60, DAY + 480 + 30, 480 + 30]


def test_what_does_not_fit_goes_on_the_next_day() -> None:
    made = tasks(1)
    made["queue"], made["released"], made["effort"] = 0, 0, 90
    assert work(made, np.zeros(0, CASE), workforce(1), 10 * DAY).at[0] == DAY + 480 + 30


def test_one_more_post_and_nothing_else_makes_it_less_late() -> None:
    made = tasks(100)
    made["queue"], made["released"], made["effort"] = 1, np.arange(100) * 60, 30
    few = work(made, np.zeros(0, CASE), workforce(1, 60), 60 * DAY)
    made["queue"] = 2
    more = work(made, np.zeros(0, CASE), workforce(2, 60), 60 * DAY)
    assert (more.at <= few.at).all()
    assert more.at.max() < few.at.max() - 20 * DAY


def test_a_case_goes_to_whoever_holds_least_and_their_work_ends_with_it() -> None:
    made = tasks(6)
    made["case"] = [0, 1, 0, 1, 0, 0]
    made["released"], made["effort"] = [0, 0, NEVER, NEVER, NEVER, NEVER], 5
    made["queue"] = [3, 3, HOLDER, HOLDER, HOLDER, HOLDER]
    made["kind"] = [ALLOCATES, ALLOCATES, 0, 0, CLOSES, 0]
    made["after"] = [-1, -1, 0, 1, 2, 0]
    made["delay"] = [0, 0, 0, 0, 0, 5 * DAY]
    made["ends_with"] = [-1, -1, -1, -1, -1, 4]
    case = np.zeros(2, CASE)
    case["weight"] = 1
    done = work(made, case, workforce(3, squads=[[1, 2]]), 10 * DAY)
    assert sorted(done.holder) == [1, 2]
    assert done.by[2] == done.holder[0]
    assert done.by[3] == done.holder[1]
    assert done.at[5] == NEVER


def test_who_leaves_leaves_their_work_to_others() -> None:
    force = workforce(3, squads=[[1, 2]])
    made = tasks(2)
    made["case"], made["effort"], made["released"], made["queue"] = 0, [5, 500], [0, NEVER], [3, HOLDER]
    made["kind"], made["after"] = [ALLOCATES, 0], [-1, 0]
    force.leaves[1] = 3 * DAY
    case = np.zeros(1, CASE)
    case["weight"] = 1
    done = work(made, case, force, 30 * DAY)
    assert done.holder[0] == 1
    assert [(row["case"], row["person"]) for row in done.handovers] == [(0, 2)]
    assert done.by[1] == 2


def test_what_is_forgotten_is_looked_at_again_or_never() -> None:
    made = tasks(2000)
    made["queue"], made["released"], made["effort"], made["habit"] = 1, 0, 1, 0.7
    made["key"] = np.arange(2000).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    made["looks"][1000:] = 2 * DAY
    done = work(made, np.zeros(0, CASE), workforce(1, 60, 480), 60 * DAY)
    assert (done.at[:1000] < NEVER).mean() == pytest.approx(0.7, abs=0.05)
    assert (done.at[1000:] < NEVER).all()


def test_what_comes_back_comes_back_until_its_end() -> None:
    made = tasks(2)
    made["queue"], made["released"], made["effort"] = 0, [0, 6 * DAY], 10
    made["again"], made["limit"], made["ends_with"] = [DAY, 0], [50, 0], [1, -1]
    done = work(made, np.zeros(0, CASE), workforce(1, 20), 20 * DAY)
    assert len(done.occasions) == 4  # every other morning: a day after one is a little after the next morning began
    assert done.occasions["at"].max() <= done.at[1]


def test_nobody_works_more_than_there_is_time() -> None:
    made = tasks(5000)
    made["queue"], made["released"], made["effort"] = 4, 0, 37
    done = work(made, np.zeros(0, CASE), workforce(4, 10, 60), 10 * DAY)
    assert (done.spent == 600).all()


def test_what_somebody_who_left_would_do_is_done_by_whoever_shares_their_work() -> None:
    force = workforce(3, squads=[[1, 2]])
    made = tasks(1)
    made["queue"], made["effort"], made["released"] = 1, 5, 4 * DAY
    force.leaves[1] = 3 * DAY
    done = work(made, np.zeros(0, CASE), force, 10 * DAY)
    assert done.at[0] < NEVER
    assert done.by[0] != 1
