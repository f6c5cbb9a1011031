"""Plans against mapped threats: made, advised on, approved, acted on by teams, squads and partners, and judged."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.mapping import SUPERVISOR, Mapping, holder_of
from dutybound.simulator.practising import Subjects
from dutybound.simulator.shaping import DAY
from dutybound.simulator.work import HOLDER

FOUR_PS = ("pursue", "prevent", "protect", "prepare")
PLANS = 3  # at most so many plans, one after the other
MOST = 6  # actions of one P in one plan
#: Days after a network shows until its plans are about to be acted on: for when, roughly, a shortcoming concerns them.
ABOUT = np.array([35, 190, 345])
LOCAL, SQUAD, PARTNER = range(3)
TO_PARTNERS = np.array([0.05, 0.3, 0.3, 0.3])  # by P, the share of its actions; project default
COURT = 0.35  # of what is pursued, so much waits for a court or a laboratory
FADES = 0.2  # of effects, so many are gone after three months
LEVELS = ("major", "moderate", "minor", "none", "negative")
SHARES_OF_LEVELS = (0.07, 0.28, 0.53, 0.09, 0.03)


@dataclass(frozen=True)
class Plans:
    """The plans of all threats with their strands, what each gives whom to do, and which of it disrupts."""

    mapping: Mapping
    worked_at: np.ndarray  # by network, plan and P: whether there is an objective
    reasoned: np.ndarray  # the same: whether there is a reason where there is none
    actions: Subjects
    parent: np.ndarray  # by action: the place of its network
    plan: np.ndarray  # which plan
    p: np.ndarray
    whose: np.ndarray  # a local team, a squad, a partner
    disruptions: Subjects
    action: np.ndarray  # by disruption: the place of its action
    waits: np.ndarray  # by disruption: minutes until its result was known
    level: np.ndarray
    fades: np.ndarray


def drawn_plans(made: Mapping) -> Plans:
    """Everything about plans that there is to do."""
    one = made.subjects
    for turn in range(PLANS):
        _plan(made, turn)
    one.add("review plan", holder_of(made), made.mapped, after="approve plan 0", case=made.lead,
            delay=one.say("review plan", "interval") * DAY, again=one.say("review plan", "interval") * DAY, limit=14,
            ends_with=one.tasks["archive threat"])  # fmt: skip
    worked_at, reasoned = _strands(one)
    actions, parent, plan, p = _actions(made, worked_at)
    whose = _whose(actions, p)
    _act(made, actions, parent, whose)
    return Plans(made, worked_at, reasoned, actions, parent, plan, p, whose, *_disruptions(made, actions, parent, p))


def _plan(made: Mapping, plan: int) -> None:
    """One plan; the next is made when it has stood for some months, if it is thought of."""
    one, lead = made.subjects, holder_of(made)
    over = one.tasks["archive threat"]
    after = f"approve plan {plan - 1}" if plan else "appoint lead"
    delay = one.say("renew plan", "interval") * DAY if plan else 0
    renewed = made.mapped & (one.does("renew plan", question=f"renew plan {plan}") if plan else True)
    given = {"ends_with": over, "case": made.lead}
    one.add("make plan", lead, renewed, question=f"make plan {plan}", after=after, delay=delay, **given)
    one.add("advise on plan", np.full(len(one), HOLDER), renewed, question=f"advise on plan {plan}",
            after=f"make plan {plan}", case=made.adviser, ends_with=over)  # fmt: skip
    one.add("answer advice", lead, renewed, question=f"answer advice {plan}", after=f"advise on plan {plan}", **given)
    one.add("approve plan", made.head, renewed, question=f"approve plan {plan}", after=f"answer advice {plan}",
            ends_with=over)  # fmt: skip


def _strands(one: Subjects) -> tuple[np.ndarray, np.ndarray]:
    """By network, plan and P, whether something is to be reached in it, and whether a nil has its reason."""
    worked_at, reasoned = (np.zeros((len(one), PLANS, len(FOUR_PS)), bool) for _ in range(2))
    for plan in range(PLANS):
        for number, p in enumerate(FOUR_PS):
            ids = one.ids * PLANS + plan
            worked_at[:, plan, number] = one.chance.yes(f"work at {p}", ids, one.say(f"work at {p}", "quality"))
            reasoned[:, plan, number] = one.chance.yes(f"nil: {p}", ids, one.say("reason for nil", "quality"))
    return worked_at, reasoned


def _actions(made: Mapping, worked_at: np.ndarray) -> tuple[Subjects, np.ndarray, np.ndarray, np.ndarray]:
    """What each strand gives somebody to do, once its plan is approved."""
    one = made.subjects
    shape = (len(one), PLANS, len(FOUR_PS))
    parent, plan, p = (each.ravel() for each in np.indices(shape))
    ids = (one.ids[parent] * PLANS + plan) * len(FOUR_PS) + p
    count = np.zeros(len(ids), int)
    for number, name in enumerate(FOUR_PS):
        more = one.say(f"act to {name}", "habit")[parent]
        further = [one.chance.yes(f"action {each}", ids, more) for each in range(1, MOST)]
        count = np.where(p == number, 1 + np.sum(further, axis=0), count)
    count[~(worked_at.ravel() & made.mapped[parent])] = 0
    which = np.repeat(np.arange(len(ids)), count)
    turn = np.arange(len(which)) - np.searchsorted(which, which)
    parent, plan, p = parent[which], plan[which], p[which]
    actions = Subjects(one.scenario, one.staff, one.agenda, ids[which] * MOST + turn, one.unit[parent],
                       one.at[parent] + ABOUT[plan] * DAY)  # fmt: skip
    approved = np.stack([one.tasks[f"approve plan {each}"] for each in range(PLANS)])
    actions.tasks["approve plan"] = approved[plan, parent]
    return actions, parent, plan, p


def _whose(actions: Subjects, p: np.ndarray) -> np.ndarray:
    partner = actions.yes("action of a partner", TO_PARTNERS[p])
    return np.where(partner, PARTNER, np.where(actions.does("use local teams"), LOCAL, SQUAD))


def _act(made: Mapping, actions: Subjects, parent: np.ndarray, whose: np.ndarray) -> None:
    """A local team acts beside all that it has to do; a partner in its own time, and the lead takes note of it."""
    has = actions.tasks["approve plan"] >= 0
    given = {"after": "approve plan", "ends_with": made.subjects.tasks["archive threat"][parent]}
    lead = {"case": made.lead[parent], **given}
    holder = np.full(len(actions), HOLDER)
    actions.add("local team's action", actions.pool("response officer"), has & (whose == LOCAL),
                delay=actions.wait("start of action"), **given)  # fmt: skip
    actions.add("squad's action", holder, has & (whose == SQUAD), delay=actions.wait("start of action"), **lead)
    actions.add("partner's action", holder, has & (whose == PARTNER), delay=actions.wait("partner's action"), **lead)
    actions.either("act", "local team's action", "squad's action", "partner's action")


def _disruptions(
    made: Mapping, actions: Subjects, parent: np.ndarray, p: np.ndarray
) -> tuple[Subjects, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What an action does to a threat, as is claimed; shown when its result is known, moderated, looked at again."""
    action = np.flatnonzero((actions.tasks["act"] >= 0) & actions.does("claim disruption"))
    one = Subjects(actions.scenario, actions.staff, actions.agenda, actions.ids[action], actions.unit[action],
                   actions.at[action])  # fmt: skip
    one.tasks["act"] = actions.tasks["act"][action]
    level = one.chance.one_of("level of disruption", one.ids, SHARES_OF_LEVELS)
    waits = np.where((p[action] == 0) & one.yes("waits for a result", COURT), DAY + one.wait("result"), 0)
    case, fades = made.lead[parent[action]], one.yes("effect fades", FADES)
    lead, boss, analyst = np.full(len(one), HOLDER), one.pool(SUPERVISOR), one.pool("analyst")
    claims, failed = level <= 2, level >= 3
    one.add("evidence disruption", lead, claims, after="act", delay=waits, case=case)
    one.add("moderate disruption", boss, after="act")
    one.add("look at effect", analyst, level <= 1, after="act", delay=one.say("look at effect", "interval") * DAY)
    one.add("moderate disruption", boss, (level <= 1) & fades, question="moderate again", after="look at effect")
    one.add("learn from failure", lead, failed, after="act", case=case)
    return one, action, waits, level, fades
