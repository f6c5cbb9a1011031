"""The force itself: policies launched and briefed to its units, boards and what they give to do, skills of leads."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.mapping import LEAD, SUPERVISOR
from dutybound.simulator.partners import BODIES, write_bodies
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

#: Policies by the practice that each governs, and the post that answers for it. Project defaults.
POLICIES = {
    "allocation of investigations": "head of crime",
    "supervision of investigations": "head of crime",
    "victims' code": "head of crime",
    "domestic abuse": "head of public protection",
    "missing people": "head of public protection",
    "vulnerability": "head of public protection",
    "organised crime mapping": "head of intelligence",
    "plans against organised crime": "head of intelligence",
    "information sharing": "head of standards",
    "digital evidence": "head of forensics",
    "neighbourhood policing": "head of local policing",
    "threat, harm and risk on calls": "head of contact",
}
BRIEFED = ("supervisor", "detective supervisor")  # who briefs the people of a unit
LAUNCH = 14  # days from approval to launch
BOARDS = ("performance board", "organised crime board", "safety partnership")
MONTH = 28  # days between two meetings of a board
ACTIONS = 3  # that a meeting gives; and two decisions
DUE = 28  # days that an action is given


@dataclass(frozen=True)
class Capability:
    """Policies, their briefings by unit, the meetings of boards and what they give to do."""

    documents: Subjects
    briefings: Subjects
    document: np.ndarray  # by briefing: the place of the document
    meetings: Subjects
    board: np.ndarray
    actions: Subjects
    meeting: np.ndarray  # by action: the place of the meeting
    agency: np.ndarray  # by action: the place among BODIES, or -1 for the force


def drawn_capability(scenario: Scenario, staff: Staff, agenda: Agenda) -> Capability:
    """What there is to do, from the beginning of the warm-up."""
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    number = np.arange(len(POLICIES))
    documents = Subjects(scenario, staff, agenda, number, np.zeros(len(number), int),
                         begins + (3 + 22 * number) * DAY + 600)  # fmt: skip
    review = documents.say("review policy", "interval") * DAY
    documents.add("review policy", documents.pool("supervisor"), released=documents.at + review)
    briefings, document = _briefings(documents)
    return Capability(documents, briefings, document, *_boards(documents, begins, ends))


def _briefings(documents: Subjects) -> tuple[Subjects, np.ndarray]:
    """Each unit is briefed by its own supervisors, when they come to it; that is what an adoption is made of."""
    scenario, staff = documents.scenario, documents.staff
    units = [place for place, one in enumerate(scenario.units) if any(role in one.posts for role in BRIEFED)]
    document, unit = (one.ravel() for one in np.meshgrid(np.arange(len(documents)), units, indexing="ij"))
    at = documents.at[document] + LAUNCH * DAY
    one = Subjects(scenario, staff, documents.agenda, document * 1000 + unit, unit, at)
    pools = [next((staff.pools[each.name, role] for role in BRIEFED if role in each.posts), -1)
             for each in scenario.units]  # fmt: skip
    one.add("brief policy", np.array(pools)[unit])
    return one, document


def _boards(
    documents: Subjects, begins: int, ends: int
) -> tuple[Subjects, np.ndarray, Subjects, np.ndarray, np.ndarray]:
    turns = max(1, (ends - begins) // (MONTH * DAY))
    board, turn = (one.ravel() for one in np.meshgrid(np.arange(len(BOARDS)), np.arange(turns), indexing="ij"))
    at = begins + (turn * MONTH + 7 * board + 2) * DAY + 840
    scenario, staff, agenda = documents.scenario, documents.staff, documents.agenda
    meetings = Subjects(scenario, staff, agenda, board * 1000 + turn, np.zeros(len(at), int), at)
    meeting = np.repeat(np.arange(len(at)), ACTIONS)
    ids = meetings.ids[meeting] * ACTIONS + np.arange(len(meeting)) % ACTIONS
    actions = Subjects(scenario, staff, agenda, ids, np.zeros(len(ids), int), at[meeting])
    partner = actions.yes("board action of a partner", 0.4) & (board[meeting] > 0)
    agency = np.where(partner, actions.chance.one_of("board action: whose", ids, [1] * len(BODIES)), -1)
    actions.add("board action", actions.pool("supervisor"), ~partner)
    actions.add("note partner's board action", actions.pool("supervisor"), partner,
                released=actions.at + actions.wait("board action of a partner"))  # fmt: skip
    actions.either("done", "board action", "note partner's board action")
    return meetings, board, actions, meeting, agency


def write_capability(which: Capability, done: Done, tables: Tables) -> None:
    """Policies, agreements, meetings; and the skills and courses of those who lead against organised crime."""
    write_bodies(which.documents.scenario, tables)
    _policies(which, done, tables)
    _meetings(which, done, tables)
    _agreements(which.documents, tables)
    _leads(which.documents, tables)


def _policies(which: Capability, done: Done, tables: Tables) -> None:
    one, course = which.documents, Course(which.documents, done, tables)
    owned = course.whole("name an owner", one.at, np.arange(len(one)))
    launched = one.at + LAUNCH * DAY
    tables.add("policy_document", id=named("policy-", one.ids), happened_at=one.at, recorded_at=one.at + 60,
               title=[f"Simulated policy: {name}" for name in POLICIES], practice=list(POLICIES),
               owner=chosen((None, *POLICIES.values()), owned * (1 + one.ids)),
               owner_recorded_at=np.where(owned, one.at + 60, NEVER), launched_at=launched,
               launch_recorded_at=launched, review_on=one.at + 365 * DAY)  # fmt: skip
    there = course.done_of("review policy")
    at = course.when("review policy")[there]
    tables.add("policy_review", id=named("policy-review-", one.ids[there]), happened_at=at, recorded_at=at + 60,
               document=named("policy-", one.ids[there]), decided_by="the owner", rationale="as found")  # fmt: skip
    briefed, course = which.briefings, Course(which.briefings, done, tables)
    there = course.done_of("brief policy")
    at = course.when("brief policy")[there]
    tables.add("policy_briefing", id=named("briefing-", briefed.ids[there]), happened_at=at,
               recorded_at=course.entered("brief policy", at, there),
               document=named("policy-", one.ids[which.document[there]]),
               unit=briefed.staff.unit_names(briefed.unit[there]))  # fmt: skip


def _meetings(which: Capability, done: Done, tables: Tables) -> None:
    one, known = which.meetings, which.meetings.at + 3 * DAY  # known when the minutes are
    course = Course(one, done, tables)
    name = named("meeting-", one.ids)
    tables.add("board_meeting", id=name, happened_at=one.at, recorded_at=known, chaired_by="the chair",
               kind=chosen(("board", "tasking", "partnership"), which.board),
               board=chosen(BOARDS, which.board))  # fmt: skip
    for number in range(2):
        ids = one.ids * 2 + number
        said = course.whole("reason of board decision", one.at, np.arange(len(one)), ids=ids)
        tables.add("board_decision", id=named("board-decision-", ids), happened_at=one.at + 30, recorded_at=known,
                   meeting=name, decided_by="the board",
                   rationale=chosen((None, "as the figures are"), said))  # fmt: skip
    actions, course = which.actions, Course(which.actions, done, tables)
    at, ids, done_at = actions.at + 60, actions.ids, course.when("done")
    given = course.whole("name day of board action", at, np.arange(len(ids)))
    later = np.maximum(done_at, known[which.meeting])
    tables.add("board_action", id=named("board-action-", ids), happened_at=at, recorded_at=known[which.meeting],
               meeting=name.take(which.meeting), text="what is to be done",
               given_to=chosen(("head of department", None), which.agency >= 0),
               agency=chosen((None, *BODIES), which.agency + 1), due_on=np.where(given, at + DUE * DAY, NEVER),
               done_at=done_at, done_recorded_at=np.where(done_at < NEVER, later, NEVER))  # fmt: skip


def _agreements(one: Subjects, tables: Tables) -> None:
    """With each partner, since before; looked at again every year."""
    number = np.arange(len(BODIES))
    since = np.full(len(BODIES), minute(one.scenario.begins) - one.scenario.warm_up * DAY - 100 * DAY)
    tables.add("sharing_agreement", id=named("agreement-", number), agency=list(BODIES), began_at=since,
               recorded_at=since, purpose="organised crime and vulnerability",
               review_on=since + 730 * DAY)  # fmt: skip


def _leads(one: Subjects, tables: Tables) -> None:
    """Accredited, and in date with the course, from when they arrive."""
    staff = one.staff
    leads = np.concatenate([staff.of(LEAD), staff.of(SUPERVISOR)])
    since = staff.arrives[leads]
    course = Subjects(one.scenario, staff, one.agenda, leads, staff.unit[leads], since)
    trained = course.does("train lead", "quality")
    over = {"ended_at": staff.leaves[leads], "end_recorded_at": staff.leaves[leads]}
    times = {name: at[trained] for name, at in {"began_at": since, "recorded_at": since, **over}.items()}
    officer = named("officer-", leads[trained])
    tables.add("skill", id=named("lead-skill-", leads[trained]), officer=officer, skill="organised crime lead", **times)
    tables.add("training", id=named("lead-training-", leads[trained]), officer=officer, course="organised crime lead",
               **times)  # fmt: skip
