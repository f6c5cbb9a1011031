"""The states of many duties at a moment, worked out column by column; the meaning is `Duty.state_at`."""

import numpy as np
import pyarrow as pa

from dutybound.duties.duty import State
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.relation import Judgment, Numbers

STATES = tuple(State)
PLACE = {state: place for place, state in enumerate(STATES)}  # of each state among the eight
NOT_SEEN = -1


def states_at(judgment: Judgment, moment: int) -> Numbers:
    """The place of each row's state among `STATES` as seen at a moment; `NOT_SEEN` where the row is not seen then."""
    number = judgment.numbers
    due = np.where(number("due_recorded_at") > moment, NONE, number("due_at"))
    met, ended, excused = number("met_at"), number("ended_at"), number("excused_recorded_at")
    no_due, cannot = due == NONE, np.asarray(judgment.duties.column("unassessable").is_valid())
    is_met = (met != NONE) & (np.maximum(met, number("met_recorded_at")) <= moment)
    is_ended = (ended != NONE) & (np.maximum(ended, number("ended_recorded_at")) <= moment)
    is_excused = (excused != NONE) & ~no_due & (np.maximum(excused, due + 1) <= moment)
    met_state = np.where(no_due | (met <= due), PLACE[State.MET], PLACE[State.MET_LATE])
    ended_state = np.where(no_due | (ended <= due), PLACE[State.LAPSED], PLACE[State.MISSED])
    live_state = np.where(no_due | (moment <= due), PLACE[State.PENDING], PLACE[State.OVERDUE])
    seen = (number("known_from") <= moment) & (moment < number("known_to")) & (number("owed_from") <= moment)
    not_seen, unassessable = np.asarray(NOT_SEEN), np.asarray(PLACE[State.UNASSESSABLE])
    return np.select(
        [~seen, cannot, is_met, is_excused, is_ended],
        [not_seen, unassessable, met_state, np.asarray(PLACE[State.EXCUSED]), ended_state],
        live_state,
    )


def as_texts(states: Numbers) -> pa.Array:
    """The names of states; null where a row is not seen."""
    names = pa.array([state.value for state in STATES], pa.string())
    return names.take(pa.array(states, mask=states == NOT_SEEN))
