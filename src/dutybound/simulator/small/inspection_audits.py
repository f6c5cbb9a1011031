"""Audits of case files: one programme that reads investigations, some of them twice."""

from dutybound.simulator.small.drawing import Force

QUESTIONS = ("plan", "timely")
CONTENT = (
    '{"key": "made-up", "version": "1", "title": "Made up", "subjects": "investigation", "source": "made up", '
    '"questions": [{"key": "plan", "asks": "Is there a plan?", "kind": "gate", "look_for": "A plan."}, '
    '{"key": "timely", "asks": "Was it timely?", "kind": "scored", "look_for": "Gaps."}]}'
)


def draw_audits(force: Force) -> None:
    """A sample with two strata, readings that differ here and there, and what was decided where they did."""
    at = force.moment(ends=force.after(force.begins, 100))
    programme = force.add("audit_programme", at, None, title="Made-up audits", body="internal audit",
                          audited="the force", opened_by="an audit lead")  # fmt: skip
    questions = force.add("audit_question_set", at, name="made-up", version="1", content=CONTENT,
                          adopted_by="an audit lead")  # fmt: skip
    sample = force.add(
        "audit_sample", at, programme=programme, question_set=questions, subject_table="investigation", seed="7",
        frame="investigations of a made-up force", frame_hash="made up", strata_by="category",
        drawn_by="an audit lead",
    )  # fmt: skip
    cases = force.ids("investigation")
    strata = [force.add("audit_stratum", at, sample=sample, name=name, population=len(cases) // 2)
              for name in ("burglary", "violence")]  # fmt: skip
    force.add("audit_left_out", at, sample=sample, reason="happened before the first day looked at", count=3)
    for case in cases[: max(6, len(cases) // 10)]:
        _draw_file(force, sample, force.one_of(strata), case)


def _draw_file(force: Force, sample: str, stratum: str, case: str) -> None:
    at = force.moment()
    file = force.add("audited_file", at, sample=sample, stratum=stratum, subject=case)
    force.add("audit_interest", at, file=file, person="a supervisor", part="review.decided_by")
    first = _draw_reading(force, file, "first", {one: force.one_of(("yes", "yes", "in part")) for one in QUESTIONS})
    second = _draw_reading(force, file, "second", dict.fromkeys(QUESTIONS, "yes"))
    for question in (one for one in QUESTIONS if first[one] != second[one]):
        decided = force.after(at, 30)
        force.add("audit_moderation", decided, file=file, question=question, answer="in part",
                  decided_by="a moderator", rationale="made up", rationale_recorded_at=decided)  # fmt: skip


def _draw_reading(force: Force, file: str, turn: str, answers: dict[str, str]) -> dict[str, str]:
    at = force.moment()
    marking = force.add("audit_marking", at, file=file, turn=turn, auditor=f"a {turn} reader", blind=True)
    for question, answer in answers.items():
        force.add("audit_answer", at, marking=marking, question=question, answer=answer, why="made up")
    return answers
