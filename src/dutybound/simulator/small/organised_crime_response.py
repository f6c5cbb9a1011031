"""What the made-up force does about a threat: leads, advisers, plans, actions, and members in prison."""

from datetime import datetime, timedelta
from typing import Any

from dutybound.simulator.small.drawing import Force

FOUR_PS = ("pursue", "prevent", "protect", "prepare")
REASON = "Simulated reason"
SAID: tuple[dict[str, Any], ...] = (
    {"objective": "Simulated objective"}, {"objective": "Simulated objective"}, {"nil_reason": REASON},
    {"nil_reason": REASON}, {"nil_reason": REASON}, {},
)  # fmt: skip


def draw_response(force: Force, threat: str, at: datetime, ended: datetime | None) -> None:
    """Who leads and advises, with gaps and handovers; plans one after another; and who is in prison."""
    _appointments(force, threat, at, ended)
    _plans(force, threat, at, ended)
    for _ in range(force.one_of((0, 2, 3))):
        _member(force, threat, at)


def _appointments(force: Force, threat: str, at: datetime, ended: datetime | None) -> None:
    for table in ("lead_appointment", "adviser_appointment"):
        began = at if force.happens(0.3) else force.after(at, 5)
        while force.happens(0.9) and began < (ended or force.ends):
            gone = force.after(began, 120)
            until = gone if gone < (ended or force.ends) else ended
            row = force.add(table, began, until, threat=threat, **_who(force, table))
            if table == "lead_appointment" and until and force.happens(0.6):
                note = "Simulated note" if force.happens(0.8) else None
                force.add("lead_handover", until + timedelta(days=force.chance.randint(-6, 2)), lead=row, note=note)
            if until is None:
                break
            began = until if force.happens(0.5) else force.after(until, 6)


def draw_loads(force: Force) -> None:
    """Officers who lead too much and teams that carry too much, all from one moment; put right soon, late or never."""
    threats, actions = force.ids("threat"), force.ids("plan_action")
    for number, relief in enumerate((3, 14, 40, None)):
        at = force.moment(None, force.ends - timedelta(days=60))
        until = None if relief is None else at + timedelta(days=relief)
        told = until and until + timedelta(days=9 * number)
        for _ in range(5):
            force.add("lead_appointment", at, until, threat=force.one_of(threats), end_recorded_at=told,
                      officer=force.ids("officer")[6 + number])  # fmt: skip
        team = force.ids("unit")[-1 - number]
        for _ in range(3 if actions else 0):
            force.add("team_task", at, until, action=force.one_of(actions), unit=team, hours_a_week=30.0,
                      end_recorded_at=told)  # fmt: skip


def _who(force: Force, table: str) -> dict[str, str | None]:
    """An officer, of few, so that some lead too much; sometimes a partner's lead."""
    if table == "lead_appointment" and force.happens(0.1):
        return {"officer": None, "agency": force.one_of(force.ids("agency"))}
    officer = force.one_of(force.ids("officer")[:3])
    trained = [row for row in force.rows["training"] if row["officer"] == officer]
    if len(trained) < 3 and force.happens(0.4):
        began = force.moment()
        force.add("training", began, force.after(began, 200) if force.happens(0.4) else None, officer=officer,
                  course="organised crime lead")  # fmt: skip
    return {"officer": officer}


def _plans(force: Force, threat: str, at: datetime, ended: datetime | None) -> None:
    made = force.after(at, 18)
    while force.happens(0.85) and made < (ended or force.ends):
        replaced = force.after(made, 150)
        replaced_at = replaced if replaced < (ended or force.ends) else None
        _plan(force, threat, made, replaced_at, ended)
        if replaced_at is None:
            break
        made = replaced_at


def _plan(force: Force, threat: str, made: datetime, replaced: datetime | None, ended: datetime | None) -> None:
    approved = force.after(made, 5) if force.happens(0.9) else None
    review_on = made + timedelta(days=90) if force.happens(0.85) else None
    no_lesson = REASON if force.happens(0.3) else None
    plan = force.add(
        "threat_plan", made, threat=threat, approved_at=approved,
        approval_recorded_at=approved and force.entered(approved),
        review_on=review_on, review_day_recorded_at=review_on and force.after(made, 4), replaced_at=replaced,
        replacement_recorded_at=replaced and force.entered(replaced), no_lesson_fits=no_lesson,
        no_lesson_recorded_at=no_lesson and force.after(made, 12),
    )  # fmt: skip
    if force.happens(0.8):
        answer = force.one_of(("taken", "not taken", "taken in part", None))
        advised = force.after(made, 3)
        force.add("advice", advised, plan=plan, answer=answer, why_not=REASON if force.happens(0.4) else None,
                  answer_recorded_at=force.after(advised, 7))  # fmt: skip
    for at in force.every(made, None, 85):
        force.add("plan_review", at, plan=plan, outcome=force.one_of(("continue", "change", None)), rationale=REASON)
    for p in FOUR_PS:
        if force.happens(0.9):
            _strand(force, plan, p, made, replaced or ended)


def _strand(force: Force, plan: str, p: str, made: datetime, until: datetime | None) -> None:
    said = force.one_of(SAID)
    if "nil_reason" in said:
        said = {**said, "nil_by_panel": force.one_of((True, False, None))}
    began = made if force.happens(0.5) else force.after(made, 20)
    gone = force.after(began, 60) if force.happens(0.3) else until
    strand = force.add("plan_strand", began, max(gone, began) if gone else None, plan=plan, p=p, **said)
    if "objective" in said:
        for _ in range(force.one_of((1, 2, 3))):
            _action(force, strand, force.after(began, 10))


def _action(force: Force, strand: str, at: datetime) -> None:
    due = at + timedelta(days=21) if force.happens(0.9) else None
    done = force.after(at, 18) if force.happens(0.6) else None
    called_off = force.after(at, 30) if done is None and force.happens(0.4) else None
    unit = force.one_of(force.ids("unit")[-4:-2]) if force.happens(0.7) else None
    agency = force.one_of(force.ids("agency")) if unit is None and force.happens(0.7) else None
    action = force.add(
        "plan_action", at, strand=strand, unit=unit, agency=agency, due_on=due,
        due_recorded_at=due and force.after(at, 2),
        done_at=done, done_recorded_at=done and force.entered(done), called_off_at=called_off,
        call_off_recorded_at=called_off and force.entered(called_off),
    )  # fmt: skip
    if unit is not None:
        until = done or called_off
        hours = force.one_of((4.0, 20.0, 60.0, 90.0, None))
        force.add("team_task", at, until and max(until, at), action=action, unit=unit, hours_a_week=hours)


def draw_check(force: Force, at: datetime, **whose: Any) -> None:
    """Whether a child or somebody exploited is among them; told at once, late, or to nobody."""
    found = force.one_of(("child", "adult who may be exploited", "nobody", None))
    check = force.add("exploitation_check", at, found=found, **whose)
    if found not in ("child", "adult who may be exploited"):
        return
    if force.happens(0.8):
        force.add("safeguarding_referral", at if force.happens(0.3) else force.after(at, 1), exploitation_check=check)
    if force.happens(0.8):
        force.add("referral_mechanism_decision", force.after(at, 1.5), exploitation_check=check, outcome=force.one_of(
            ("referred", "notified without consent", "no reasonable grounds", None)),
            rationale=REASON if force.happens(0.6) else None)  # fmt: skip


def _member(force: Force, threat: str, at: datetime) -> None:
    member = force.add("threat_member", at, force.after(at, 400) if force.happens(0.3) else None, threat=threat,
                       person=force.one_of(force.ids("person")), role=force.one_of(("courier", "enforcer", "planner")),
                       key_member=force.one_of((True, False, None)))  # fmt: skip
    if force.happens(0.8):
        draw_check(force, at if force.happens(0.4) else force.after(at, 1), member=member)
    if not force.happens(0.6):
        return
    jailed = force.after(at, 40)
    released = force.after(jailed, 60) if force.happens(0.7) else None
    # a release that prison tells weeks afterwards: its end is entered late
    told = None if released is None else force.one_of((released, force.entered(released), force.after(released, 30)))
    custody = force.add("member_custody", jailed, released, member=member, end_recorded_at=told)
    if force.happens(0.75):
        planned = force.after(jailed, 40)
        approved = force.after(planned, 6) if force.happens(0.85) else None
        force.add("release_plan", planned, custody=custody, approved_at=approved,
                  approval_recorded_at=approved and force.entered(approved))  # fmt: skip
    if released and force.happens(0.7):
        told = max(jailed, released - timedelta(days=28))
        force.add("release_notice", told, custody=custody, plan_day_recorded_at=force.after(told, 1),
                  plan_by=released - timedelta(days=7) if force.happens(0.85) else None)  # fmt: skip
    if released and force.happens(0.75):
        force.add("release_contact", force.after(released, 4), custody=custody,
                  made_by=force.one_of(("lead", "probation")))  # fmt: skip
