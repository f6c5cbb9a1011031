"""Diversion projects of the made-up force, and places in them that are known by a reference only."""

from datetime import timedelta

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


def _place(force: Force, project: str) -> None:
    began = force.moment(None, force.ends - timedelta(days=60))
    ended = force.after(began, 200) if force.happens(0.5) else None
    reference = f"Simulated reference {len(force.ids('diversion_place')) + 1}"
    place = force.add(
        "diversion_place", began, ended, project=project, reference=reference,
        entry_reason=REASON if force.happens(0.9) else None, referred_by=force.one_of(("school", "family", "police")),
        ten_or_over=force.one_of((True, True, True, True, None)), review_on=began + timedelta(days=180),
        entry_recorded_at=force.one_of((began, force.after(began, 5))),
    )  # fmt: skip
    if force.happens(0.95):
        agreed = began - timedelta(days=force.chance.randint(-3, 6))
        withdrawn = force.after(max(agreed, began), 250) if force.happens(0.3) else None
        force.add("diversion_agreement", agreed, withdrawn, place=place,
                  given_by=force.one_of(("themselves", "parent or carer")))  # fmt: skip
    for at in force.every(began, None, 150):
        force.add("place_review", at, place=place, outcome=force.one_of(("stays", "stays", None)), rationale=REASON)
    for at in force.every(began, ended, 120) if force.happens(0.5) else ():
        request = force.add("removal_request", at, place=place)
        if force.happens(0.8):
            force.add("removal_answer", force.after(at, 18), place=place, request=request,
                      outcome=force.one_of(("removed", "refused")), rationale=REASON)  # fmt: skip
