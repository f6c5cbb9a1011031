"""The made-up force itself: its units, officers, people and partners. Their names say that they are simulated."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

JOINED = datetime(2010, 1, 4, 9, 0)
UNITS = (
    ("North investigation", "investigation"), ("South investigation", "investigation"),
    ("South specialist investigation", "specialist investigation"), ("Response", "response"),
    ("Public protection", "public protection"), ("Organised crime", "organised crime"),
    ("Control room", "control room"), ("Allocation desk", "allocation desk"),
)  # fmt: skip
AGENCIES = (("Simulated council", "council"), ("Simulated health service", "health"),
            ("Simulated probation", "probation"), ("Simulated domestic abuse service", "domestic abuse service"),
            ("Simulated victim service", "victim service"), ("Simulated prison", "prison"))  # fmt: skip


ROLES = ("supervisor", "investigator", "response officer", "detective inspector", "call handler", "duty inspector")
REASON = "Simulated reason"
SOURCES = (("case system", "nightly", 1.0), ("personnel system", "weekly", 7.0))


def draw_organisation(force: Force) -> None:
    """Units under one force, officers with posts and skills, people, partners, policies and meetings."""
    top = force.add("unit", JOINED, name="Simulated force", kind="force")
    for name, kind in UNITS:
        unit = force.add("unit", JOINED, name=name, kind=kind)
        if force.happens(0.8):
            force.add("unit_place", force.after(JOINED, 5), unit=unit, under=top)
        for role in ROLES:
            _officer(force, unit, role)
    for name, kind in AGENCIES:
        agency = force.add("agency", force.moment(), name=name, kind=kind)
        if force.happens(0.8):
            _agreements(force, agency)
    for number in range(max(40, force.cases)):
        _person(force, number + 1)
    for number in range(8):
        _policy(force, number + 1)
    for at in force.every(force.begins, None, 30):
        _board(force, at)
    for name, feed, days in SOURCES:
        _source(force, name, feed, days)


def _source(force: Force, name: str, feed: str, days: float) -> None:
    """A source that is loaded about so often, and now and then says nothing of how far it reaches."""
    source = force.add("record_source", force.begins, name=f"Simulated {name}")
    for number, at in enumerate(force.every(force.begins, None, days), start=1):
        reaches = at - timedelta(hours=6) if force.happens(0.9) else None
        force.add("load", at, source=source, data_as_at=reaches, feed=feed, content_hash=f"{number:064}", tables="{}")


def _agreements(force: Force, agency: str) -> None:
    began = force.after(force.begins, 150)
    ended = force.after(began, 100) if force.happens(0.5) else None
    force.add("sharing_agreement", began, ended, agency=agency, purpose="Simulated purpose")


def _officer(force: Force, unit: str, role: str) -> None:
    joined = force.moment(JOINED)
    left = force.moment(max(joined, force.begins)) if force.happens(0.08) else None
    officer = force.add("officer", JOINED, left, warrant=force.one_of(("officer", "staff")), hours=40.0)
    post = force.add("post", JOINED, unit=unit, role=role, frontline=force.one_of((True, True, False, None)))
    if force.happens(0.9):
        force.add("post_holding", joined, left, post=post, officer=officer, acting=force.happens(0.1))
    if force.happens(0.6):
        force.add("skill", joined, force.moment(joined) if force.happens(0.2) else None, officer=officer, skill="PIP 2")
    for at in force.every(force.begins, left, 120):
        kind = force.one_of(("leave", "sickness", "course", "court"))
        force.add("absence", at, force.after(at, 4), officer=officer, kind=kind)
        turn = at - timedelta(days=2)
        force.add("shift", turn, turn + timedelta(hours=8), officer=officer, on_call=force.happens(0.2))
    if force.happens(0.7):
        at = force.after(joined, 90)
        force.add("training", at, force.after(at, 900) if force.happens(0.5) else None, officer=officer,
                  course="vulnerability")  # fmt: skip


def _person(force: Force, number: int) -> None:
    born = datetime(force.chance.randint(1935, 2012), force.chance.randint(1, 12), force.chance.randint(1, 28))
    sex = force.one_of(("female", "male", "unknown"))
    person = force.add("person", force.moment(JOINED), name=f"Simulated Person {number:05}", born_on=born, sex=sex)
    if force.happens(0.3):
        survey = force.one_of(("victims", "victims", "partners", "staff"))
        useful = force.one_of((True, True, False, None)) if survey == "victims" else None
        force.add("survey_response", force.moment(), person=person, survey=survey, score=force.chance.randint(1, 5),
                  question="Simulated question", useful=useful)  # fmt: skip


def _policy(force: Force, number: int) -> None:
    approved = force.moment()
    launched = force.after(approved, 20) if force.happens(0.8) else None
    review_on = approved + timedelta(days=180) if force.happens(0.85) else None
    owner = "Simulated post" if force.happens(0.8) else None
    document = force.add("policy_document", approved, title=f"Simulated policy {number}", owner=owner,
                         owner_recorded_at=owner and force.after(approved, 5), launched_at=launched,
                         launch_recorded_at=launched and force.entered(launched), review_on=review_on)  # fmt: skip
    if launched and force.happens(0.8):
        force.add("policy_briefing", force.after(launched, 20), document=document, unit=force.one_of(force.ids("unit")))
    if force.happens(0.7):
        force.add("policy_review", force.after(approved, 150), document=document, rationale=REASON)


def _board(force: Force, at: datetime) -> None:
    meeting = force.add("board_meeting", at, kind="board", board="Simulated board")
    for _ in range(2):
        reason = REASON if force.happens(0.8) else None
        force.add("board_decision", at, meeting=meeting, rationale=reason,
                  rationale_recorded_at=reason and force.after(at, 9))  # fmt: skip
        due = at + timedelta(days=21) if force.happens(0.9) else None
        done = force.after(at, 18) if force.happens(0.7) else None
        agency = force.one_of(force.ids("agency")) if force.happens(0.5) else None
        force.add("board_action", at, meeting=meeting, agency=agency, due_on=due, done_at=done,
                  done_recorded_at=done and force.entered(done))  # fmt: skip
