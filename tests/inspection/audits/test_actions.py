"""What people may do in an audit and what they may not; what is wrong is said at once, and nothing is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.audit_separation import MODERATES, READS, has_posts, refuse_the_audited
from dutybound.casework.actions.audits import (
    open_programme,
    record_moderations,
    record_more_files,
    record_readings,
    record_sample,
)
from dutybound.exchange.loading.erasing_audited import empty_audited
from dutybound.inspection.audits.agreeing import differing
from dutybound.inspection.audits.hands import IN_UNIT, SUPERVISES, Hands
from dutybound.inspection.audits.hands import Post as Held
from dutybound.inspection.audits.on_record import interests_on_record, sample_on_record, samples_of_programme
from dutybound.inspection.audits.question_set import Answer
from dutybound.inspection.audits.readings import SampleRead
from dutybound.inspection.audits.sampling import Drawn, Frame, draw, of_each
from dutybound.inspection.audits.sheets import Line, may_moderate, may_read, read_lines, write_differences, write_sheet
from dutybound.records.models.inspection_audits import AuditAnswer, AuditedFile, AuditInterest, AuditMarking
from dutybound.records.models.organisation import Officer, Post, PostHolding, Unit, UnitPlace
from tests.inspection.audits.made_up import asked
from tests.records.kept import Kept, kept_in

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
QUESTIONS = asked("plan", scored=("tidy",))
HANDS = {"C1": frozenset({("officer-1", "allocation.officer")}), "C9": frozenset({("sergeant-9", "review.decided_by")})}
RECORDS = {f"C{one}": "burglary" if one % 2 else "robbery" for one in range(10)}
FRAME = Frame("investigation", "category", "made up", RECORDS, {"happened before": 3}, Hands.said(HANDS))


@pytest.fixture
def kept(tmp_path: Path, empty: Path) -> Iterator[Kept]:
    yield from kept_in(tmp_path, empty)


def opened_by_audit(kept: Kept, audited: str = "force") -> None:
    open_programme(key="spring", title="Spring", body="internal audit", audited=audited, by="lead", at=AT,
                   databases=kept.databases)  # fmt: skip


def drawn(kept: Kept, by: str = "lead", files: Drawn | None = None) -> SampleRead:
    sample = record_sample(programme="spring", questions=QUESTIONS, by=by, at=AT, databases=kept.databases,
                           drawn=files or draw(FRAME, "7", of_each(FRAME, 5, {})))  # fmt: skip
    return sample_on_record(sample, kept.databases)


def lines(sample: SampleRead, plan: str = "yes", but: int = 0) -> list[Line]:
    """All files answered alike, but for so many whose plan is no; those that `officer-1` had no hand in."""
    rows = []
    for number, file in enumerate(one for one in sample.files if one.subject != "C1"):
        for question, answer in (("plan", "no" if number < but else plan), ("tidy", "Cannot tell")):
            rows.append(Line(f"row {len(rows) + 2}", sample.id, file.id, question, answer, "page 3"))
    return rows


def read(kept: Kept, sample: SampleRead, rows: list[Line], by: str, blind: bool = True) -> SampleRead:
    record_readings(sample=sample.id, lines=rows, by=by, at=AT, blind=blind, databases=kept.databases)
    return sample_on_record(sample.id, kept.databases)


def refused(error: pytest.ExceptionInfo[DutyboundError]) -> list[str]:
    return [f"{one.where}: {one.what}" for one in error.value.problems]


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


def test_nobody_audits_themselves(kept: Kept) -> None:
    with pytest.raises(DutyboundError, match="would audit itself"):
        open_programme(key="own", title="Own", body="Force", audited="force", by="lead", at=AT,
                       databases=kept.databases)  # fmt: skip


def test_who_had_a_hand_in_any_record_of_the_frame_does_not_draw(kept: Kept) -> None:
    opened_by_audit(kept)
    few = draw(FRAME, "7", {"robbery": 1})
    assert "C9" not in few.files["burglary"]
    with pytest.raises(DutyboundError, match="had a hand in 1 of the records that may be drawn"):
        drawn(kept, by="Sergeant-9", files=few)


def posts_on_record(kept: Kept) -> None:
    """South and internal audit stand under the force, north does not; an officer of each holds a post there."""
    alias, when = kept.databases.alias(Unit), {"began_at": AT - timedelta(days=9)}
    for unit in ("force", "south", "north", "audit"):
        Unit.objects.using(alias).create(id=unit, name="Internal audit" if unit == "audit" else unit, **when)
    for unit in ("south", "audit"):
        UnitPlace.objects.using(alias).create(id=f"p-{unit}", unit_id=unit, under_id="force", **when)
    for unit in ("south", "north", "audit"):
        Officer.objects.using(alias).create(id=f"o-{unit}", **when)
        post = Post.objects.using(alias).create(id=f"post-{unit}", unit_id=unit, **when)
        PostHolding.objects.using(alias).create(id=f"held-{unit}", post=post, officer_id=f"o-{unit}", **when)


def test_who_holds_a_post_in_the_audited_unit_or_under_it_does_not_draw(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept)
    for name in ("o-south", " O-South"):
        with pytest.raises(DutyboundError, match="holds a post in south, whose work is audited"):
            drawn(kept, by=name)
    assert drawn(kept, by="o-north").id == "spring/1"
    assert drawn(kept, by="o-audit").id == "spring/2", "a force's own auditors read the force, not themselves"


def test_nor_do_they_read_moderate_or_see_anything(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept)
    sample = drawn(kept)
    with pytest.raises(
        DutyboundError, match="who reads, O-South: holds a post in south, whose work is audited"
    ) as error:
        read(kept, sample, lines(sample)[:2], "O-South")
    assert "somebody outside it" in error.value.render()
    assert not AuditMarking.objects.using(kept.databases.alias(AuditMarking)).exists()
    read(kept, sample, lines(sample), "o-north")
    (file, *_) = differing(read(kept, sample, lines(sample, but=1), "o-audit"))
    told = {"sample": sample.id, "at": AT, "databases": kept.databases}
    good = [Line("row 2", sample.id, file, "plan", "yes", "because")]
    with pytest.raises(DutyboundError, match="who moderates, o-south: holds a post in south"):
        record_moderations(lines=good, by="o-south", **told)  # type: ignore[arg-type]
    for deed in (READS, MODERATES):
        with pytest.raises(DutyboundError, match="Nothing is shown"):
            refuse_the_audited(deed, "o-south", sample.id, AT, kept.databases)
        refuse_the_audited(deed, "third", sample.id, AT, kept.databases)
    assert record_moderations(lines=good, by="third", **told) == 1  # type: ignore[arg-type]


def test_a_post_given_up_bars_no_longer_and_one_elsewhere_never_did(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept)
    sample = drawn(kept)
    PostHolding.objects.using(kept.databases.alias(PostHolding)).filter(id="held-south").update(
        ended_at=AT - timedelta(days=1)
    )
    assert read(kept, sample, lines(sample), "o-south").files[0].readings


def test_what_is_no_unit_on_record_is_taken_for_the_whole_force(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, audited="the forse")
    sample = drawn(kept)
    with pytest.raises(DutyboundError, match="'the forse' is no unit on record, so all of them are audited"):
        read(kept, sample, lines(sample)[:2], "o-north")
    assert read(kept, sample, lines(sample)[:2], "o-audit")


def test_the_body_that_audits_is_not_outside_of_its_own_audit(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, audited="audit")
    with pytest.raises(DutyboundError, match="holds a post in audit, whose work is audited"):
        drawn(kept, by="o-audit")


def test_it_is_known_whether_posts_are_on_record(kept: Kept) -> None:
    assert not has_posts(kept.databases)
    posts_on_record(kept)
    assert has_posts(kept.databases)


def test_who_supervises_or_has_a_post_in_the_unit_does_not_read_the_file(kept: Kept) -> None:
    opened_by_audit(kept)
    posts = (Held("p1", "south", "p2", "officer-1", 0, 9), Held("p2", "south", None, "sergeant-1", 5, 20),
             Held("p2", "south", None, "sergeant-2", 10, 20))  # fmt: skip
    held = pa.table({"subject": ["C3"], "unit": ["south"], "began_at": pa.array([15], pa.timestamp("us")),
                     "ended_at": pa.array([None], pa.timestamp("us"))})  # fmt: skip
    hands = replace(Hands.said(HANDS, posts), holdings=held)
    sample = drawn(kept, files=draw(replace(FRAME, hands=hands), "7", of_each(FRAME, 5, {})))
    of = {one.subject: one.id for one in sample.files}
    barred = {name: interests_on_record(sample.id, name, kept.databases) for name in ("Sergeant-1", "sergeant-2")}
    assert barred["Sergeant-1"] == {of["C1"]: frozenset({SUPERVISES}), of["C3"]: frozenset({IN_UNIT})}
    assert barred["sergeant-2"] == {of["C3"]: frozenset({IN_UNIT})}, "they came after"
    rows = [Line("row 2", sample.id, of[one], key, "yes", "") for one in ("C1", "C3") for key in ("plan", "tidy")]
    with pytest.raises(DutyboundError) as error:
        read(kept, sample, rows, "sergeant-1")
    assert refused(error) == [
        f"row 2: sergeant-1 does not read {of[one]}: {words}"
        for one, words in (("C1", "supervises or supervised somebody who had a hand in it"),
                           ("C3", "holds or held a post in the unit whose work it is"))
    ]  # fmt: skip


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
        f"row 4: {some} is answered in part: tidy is empty", "row 6: 'spring/1/999' is no file of the sample spring/1",
        f"row 8: answers plan of {other} a second time",
    ):  # fmt: skip
        assert expected in said
    assert not AuditMarking.objects.using(kept.databases.alias(AuditMarking)).exists()


def test_nobody_reads_a_file_twice_and_no_file_is_read_three_times(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "one")
    with pytest.raises(DutyboundError, match="ONE has read spring/1/001 already"):
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


def test_a_sheet_is_blind_and_leaves_out_the_auditors_own(kept: Kept, tmp_path: Path) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, [one for one in lines(sample, "in part") if one.file != sample.files[5].id], "one")
    sample = sample_on_record(sample.id, kept.databases)
    barred = interests_on_record(sample.id, "OFFICER-1", kept.databases)
    free = may_read(sample, "officer-1", barred)
    assert {one.subject for one in sample.files} - {one.subject for one in free} == {"C1"}
    assert [one.id for one in may_read(sample, "one", ())] != [one.id for one in free]
    write_sheet(tmp_path / "s.csv", sample, free, lambda one: f"ref of {one}")
    text = (tmp_path / "s.csv").read_text()
    assert "in part" not in text
    assert "page 3" not in text
    assert "burglary" not in text, "nor what it was drawn for"
    assert read_lines(tmp_path / "s.csv") == [], "what nobody filled in is passed over"


def test_nobody_is_shown_what_others_made_of_their_own_work_or_of_what_they_read(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    sample = read(kept, sample, lines(sample)[:2], "one")
    barred = interests_on_record(sample.id, "Officer-1", kept.databases)
    every = {one.subject for one in sample.files}
    assert {one.subject for one in may_moderate(sample, "officer-1", barred)} == every - {"C1"}
    assert len(may_moderate(sample, "ONE", ())) == len(every) - 1
    assert len(may_moderate(sample, "third", ())) == len(every)


def test_what_differs_is_listed_without_saying_whose(kept: Kept, tmp_path: Path) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "reader one")
    sample = read(kept, sample, lines(sample, but=3), "reader two")
    assert write_differences(tmp_path / "d.csv", sample, lambda one: one) == 3
    assert "reader" not in (tmp_path / "d.csv").read_text()
    assert "no,page 3,yes,page 3" in (tmp_path / "d.csv").read_text()


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
