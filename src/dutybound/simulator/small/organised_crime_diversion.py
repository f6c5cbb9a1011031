"""Diversion projects of the made-up force, and places in them that are known by a reference only."""

from datetime import datetime, timedelta

from dutybound.simulator.small.drawing import Force

REASON = "Simulated reason"


def draw_diversion(force: Force) -> None:
    """Three projects, two aimed at groups; and their places."""
    for number in range(3):
        project = force.add("diversion_project", force.begins, name=f"Simulated project {number + 1}")
        if number:
            force.add("project_aim", force.moment(), project=project, threat=force.one_of(force.ids("threat")))
        for _ in range(10):
            _place(force, project)
        for _ in range(4):
            _turned_away(force, project)


def _turned_away(force: Force, project: str) -> None:
    at = force.moment()
    reference = f"Simulated child {len(force.ids('under_ten_proposal')) + 1}"
    proposal = force.add("under_ten_proposal", at, project=project, reference=reference)
    if force.happens(0.7):
        force.add("early_help_referral", at if force.happens(0.3) else force.after(at, 3), proposal=proposal)


def _agreements(force: Force, place: str, began: datetime, ended: datetime | None, child: bool) -> None:
    """Of whoever has the place, and of a child's carer; now and then of one of them only, and some are withdrawn."""
    if child:
        sixteen = force.after(began, 300)
        force.add("under_sixteen", began, sixteen if ended is None else min(sixteen, ended), place=place)
    for given_by in ("themselves", "parent or carer") if child else ("themselves",):
        agreed = began - timedelta(days=force.chance.randint(-3, 6))
        withdrawn = force.after(max(agreed, began), 250) if force.happens(0.3) else None
        if force.happens(0.85):
            force.add("diversion_agreement", agreed, withdrawn, place=place, given_by=given_by)


def _place(force: Force, project: str) -> None:
    began = force.moment(None, force.ends - timedelta(days=60))
    ended = force.after(began, 200) if force.happens(0.5) else None
    age = force.one_of(("sixteen or over", "ten to fifteen", "ten to fifteen", "under ten", None))
    reference = f"Simulated reference {len(force.ids('diversion_place')) + 1}"
    place = force.add(
        "diversion_place", began, ended, project=project, reference=reference,
        entry_reason=REASON if force.happens(0.9) else None, referred_by=force.one_of(("school", "family", "police")),
        age=age, review_on=began + timedelta(days=180),
        entry_recorded_at=force.one_of((began, force.after(began, 5))),
    )  # fmt: skip
    _agreements(force, place, began, ended, child=age == "ten to fifteen" and force.happens(0.9))
    for at in force.every(began, None, 150):
        force.add("place_review", at, place=place, outcome=force.one_of(("stays", "stays", None)), rationale=REASON)
    for at in force.every(began, ended, 120) if force.happens(0.5) else ():
        request = force.add("removal_request", at, place=place)
        if force.happens(0.8):
            force.add("removal_answer", force.after(at, 18), place=place, request=request,
                      outcome=force.one_of(("removed", "refused")), rationale=REASON)  # fmt: skip
