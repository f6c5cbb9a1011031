"""What people may do in an audit: draw, read, moderate; what is wrong is said at once, and nothing is written."""

import pytest

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.audits import record_moderations, record_more_files, record_sample
from dutybound.exchange.loading.erasing_audited import empty_audited
from dutybound.inspection.audits.agreeing import differing
from dutybound.inspection.audits.on_record import sample_on_record, samples_of_programme
from dutybound.inspection.audits.question_set import Answer
from dutybound.inspection.audits.sampling import Frame, draw, of_each
from dutybound.inspection.audits.sheets import Line
from dutybound.records.models.inspection_audits import AuditAnswer, AuditedFile, AuditInterest, AuditMarking
from tests.inspection.audits.acting import FRAME, QUESTIONS, RECORDS, drawn, lines, opened_by_audit, read, refused
from tests.inspection.audits.made_up import AT, asked
from tests.records.kept import Kept


def test_a_sample_is_on_record_as_it_was_drawn(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    assert (sample.populations, sample.left_out) == ({"burglary": 5, "robbery": 5}, {"happened before": 3})
    assert {one.subject: one.stratum for one in sample.files} == RECORDS
    assert sample.questions == QUESTIONS
    assert [one.id for one in samples_of_programme("spring", kept.databases)] == ["spring/1"]
    assert drawn(kept).id == "spring/2"


def test_more_files_of_the_same_frame_and_seed_are_added(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept, files=draw(FRAME, "7", of_each(FRAME, 2, {})))
    read(kept, sample, lines(sample)[:2], "one")
    told = {"sample": sample.id, "by": "lead", "at": AT, "databases": kept.databases}
    more = draw(FRAME, "7", of_each(FRAME, 4, {}))
    assert record_more_files(drawn=more, **told) == 4  # type: ignore[arg-type]
    now = sample_on_record(sample.id, kept.databases)
    assert {one.subject for one in now.files} == {one for ids in more.files.values() for one in ids}
    assert sum(bool(one.readings) for one in now.files) == 1, "what was read stays read"
    other = Frame("investigation", "category", "made up", RECORDS | {"C10": "burglary"})
    all_of = of_each(FRAME, 5, {})
    for wrong, said in (
        (more, "has all these files already"),
        (draw(FRAME, "8", all_of), "another seed"),
        (draw(other, "7", all_of), "another frame"),
    ):
        with pytest.raises(DutyboundError, match=said):
            record_more_files(drawn=wrong, **told)  # type: ignore[arg-type]


def test_changed_questions_need_a_new_version(kept: Kept) -> None:
    opened_by_audit(kept)
    drawn(kept)
    changed = asked("plan", "victim")
    files = draw(FRAME, "8", of_each(FRAME, 2, {}))
    told = {"programme": "spring", "drawn": files, "by": "lead", "at": AT, "databases": kept.databases}
    with pytest.raises(DutyboundError, match="says something else than when it was taken into use"):
        record_sample(questions=changed, **told)  # type: ignore[arg-type]
    newer = changed.model_copy(update={"version": "2"})
    assert record_sample(questions=newer, **told) == "spring/2"  # type: ignore[arg-type]


def test_two_readings_and_a_moderation(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    once = read(kept, sample, lines(sample), "one")
    twice = read(kept, once, lines(sample, but=2), "two")
    assert [len(one.readings) for one in twice.files if one.subject != "C1"] == [2] * 9
    waiting = differing(twice)
    assert len(waiting) == 2
    assert set(waiting.values()) == {("plan",)}
    rows = [Line("row 2", sample.id, file, "plan", "in part", "see page 4") for file in waiting]
    record_moderations(sample=sample.id, lines=rows, by="third", at=AT, databases=kept.databases)
    decided = sample_on_record(sample.id, kept.databases)
    assert not differing(decided)
    assert {one.answer("plan") for one in decided.files if one.id in waiting} == {Answer.IN_PART}
    first = AuditAnswer.objects.using(kept.databases.alias(AuditAnswer)).filter(marking__turn="first", question="plan")
    assert set(first.values_list("answer", flat=True)) == {"yes"}, "the readings stay as they were"


def test_everything_wrong_in_a_sheet_is_said_at_once_and_nothing_is_taken(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    own = next(one.id for one in sample.files if one.subject == "C1")
    some, other, third, *_ = (one.id for one in sample.files if one.subject != "C1")
    rows = [
        Line("row 2", sample.id, own, "plan", "yes", ""), Line("row 3", sample.id, own, "tidy", "yes", ""),
        Line("row 4", sample.id, some, "plan", "mostly", ""), Line("row 5", sample.id, some, "tidi", "yes", ""),
        Line("row 6", sample.id, "spring/1/999", "plan", "yes", ""),
        Line("row 7", sample.id, other, "plan", "yes", ""), Line("row 8", sample.id, other, "plan", "no", ""),
        Line("row 9", sample.id, other, "tidy", "yes", ""), Line("row 10", sample.id, third, "plan", "yes", ""),
        Line("row 11", sample.id, third, "tidy", "yes", ""),
    ]  # fmt: skip
    with pytest.raises(DutyboundError) as error:
        read(kept, sample, rows, "Officer-1")
    said = refused(error)
    for expected in (
        f"row 2: Officer-1 does not read {own}: had a hand in it", "row 4: 'mostly' is no answer",
        "row 5: 'tidi' is no question of made-up",
        f"2 rows (4: {some}, 6: spring/1/999): it is answered in part: tidy is empty",
        "row 6: 'spring/1/999' is no file of the sample spring/1",
        f"row 8: answers plan of {other} a second time",
    ):  # fmt: skip
        assert expected in said
    assert not AuditMarking.objects.using(kept.databases.alias(AuditMarking)).exists()


def test_nobody_reads_a_file_twice_and_no_file_is_read_three_times(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "one")
    with pytest.raises(DutyboundError, match="ONE has read it already"):
        read(kept, sample, lines(sample), " ONE")
    read(kept, sample, lines(sample), "two")
    with pytest.raises(DutyboundError, match="was read twice already"):
        read(kept, sample, lines(sample), "three")


@pytest.mark.parametrize(
    ("by", "answer", "why", "said"),
    [
        ("one", "yes", "because", "one read spring/1/"),
        ("third", "perhaps", "because", "'perhaps' is no answer"),
        ("third", "yes", "", "says no reason"),
    ],
)
def test_who_moderates_is_a_third_person_with_a_reason(kept: Kept, by: str, answer: str, why: str, said: str) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "one")
    (file, *_) = differing(read(kept, sample, lines(sample, but=1), "two"))
    told = {"sample": sample.id, "at": AT, "databases": kept.databases}
    with pytest.raises(DutyboundError, match=said):
        record_moderations(lines=[Line("row 2", sample.id, file, "plan", answer, why)], by=by, **told)  # type: ignore[arg-type]
    good = Line("row 2", sample.id, file, "plan", "yes", "because")
    with pytest.raises(DutyboundError, match="a second time"):
        record_moderations(lines=[good, good], by="third", **told)  # type: ignore[arg-type]
    record_moderations(lines=[good], by="third", **told)  # type: ignore[arg-type]
    with pytest.raises(DutyboundError, match="waits for no decision"):
        record_moderations(lines=[good], by="third", **told)  # type: ignore[arg-type]


def test_an_erased_record_leaves_its_answers_and_nothing_else(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "one")
    empty_audited({"investigation": ["C9"], "review": ["C3"]}, kept.databases, kept.references)
    alias = kept.databases.alias(AuditedFile)
    subjects = set(AuditedFile.objects.using(alias).values_list("subject", flat=True))
    assert "C9" not in subjects
    assert "C3" in subjects, "another table's"
    assert not AuditInterest.objects.using(alias).filter(person="sergeant-9").exists()
    emptied = AuditAnswer.objects.using(alias).filter(why=None)
    assert emptied.count() == 2
    assert set(emptied.values_list("answer", flat=True)) == {"yes", "cannot tell"}
