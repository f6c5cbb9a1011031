"""Who may not draw, read or moderate: whose work it is, who stands above or under it, and whom nobody can place."""

from dataclasses import replace
from datetime import timedelta

import pyarrow as pa
import pytest
from django.db import connections

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.audit_separation import MODERATES, READS, refuse_the_audited, unasked
from dutybound.casework.actions.audits import open_programme, record_moderations
from dutybound.inspection.audits.agreeing import differing
from dutybound.inspection.audits.hands import IN_UNIT, SUPERVISES, Hands
from dutybound.inspection.audits.on_record import interests_on_record
from dutybound.inspection.audits.posts import Post as Held
from dutybound.inspection.audits.sampling import draw, of_each
from dutybound.inspection.audits.sheets import Line
from dutybound.records.models.inspection_audits import AuditMarking
from dutybound.records.models.organisation import Officer, Post, PostHolding, Unit, UnitPlace
from tests.inspection.audits.acting import FRAME, HANDS, drawn, lines, opened_by_audit, read, refused
from tests.inspection.audits.made_up import AT
from tests.records.kept import Kept


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
    """South, west and internal audit stand under the force, south's team under south, and nobody knows where north
    does; an officer of each holds a post there, and one of the force holds none.
    """
    alias, when = kept.databases.alias(Unit), {"began_at": AT - timedelta(days=9)}
    under = {"south": "force", "west": "force", "audit": "force", "south-team": "south"}
    for unit in ("force", *under, "north"):
        Unit.objects.using(alias).create(id=unit, name="Internal audit" if unit == "audit" else unit, **when)
        Officer.objects.using(alias).create(id=f"o-{unit}", **when)
        post = Post.objects.using(alias).create(id=f"post-{unit}", unit_id=unit, **when)
        PostHolding.objects.using(alias).create(id=f"held-{unit}", post=post, officer_id=f"o-{unit}", **when)
    for unit, over in under.items():
        UnitPlace.objects.using(alias).create(id=f"p-{unit}", unit_id=unit, under_id=over, **when)
    Officer.objects.using(alias).create(id="o-between", **when)


UNDER_SOUTH = "holds a post in {}, whose work is audited"
OF_ALL = "holds a post in {}, and all of the force is audited but internal audit"
NO_UNIT = "holds a post in {}, and 'the forse' is no unit on record, so all of them are audited"


@pytest.mark.parametrize(
    ("audited", "by", "said"),
    [
        ("south", " O-South", UNDER_SOUTH.format("south")),
        ("south", "o-south-team", UNDER_SOUTH.format("south-team")),
        ("south", "o-force", "holds a post in force, which south stands under, whose work is audited"),
        ("south", "o-north", "holds a post in north, and where that stands is not on record"),
        ("south", "o-west", None),
        ("south", "o-audit", None),
        ("south", "o-between", None),
        ("south-team", "o-south", "holds a post in south, which south-team stands under, whose work is audited"),
        ("force", "o-force", UNDER_SOUTH.format("force")),
        ("force", "o-south-team", UNDER_SOUTH.format("south-team")),
        ("force", "o-north", OF_ALL.format("north")),
        ("force", "o-between", "is an officer on record with no post in internal audit, and all of the force is"),
        ("force", "o-audit", None),
        ("force", "a visitor", None),
        ("the forse", "o-north", NO_UNIT.format("north")),
        ("the forse", "o-west", NO_UNIT.format("west")),
        ("the forse", "o-audit", None),
        ("audit", "o-audit", UNDER_SOUTH.format("audit")),
    ],
)
def test_who_stands_where_may_draw_or_not(kept: Kept, audited: str, by: str, said: str | None) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, audited, "the crime registrar" if audited == "audit" else "internal audit")
    if said is None:
        assert drawn(kept, by=by).id == "spring/1"
    else:
        with pytest.raises(DutyboundError) as error:
            drawn(kept, by=by)
        assert [one for one in refused(error) if one.startswith(f"who draws, {by}: {said}")], refused(error)


@pytest.mark.parametrize("audited", ["north", "force"])
def test_where_no_unit_has_a_place_nobody_of_the_force_gets_in(kept: Kept, audited: str) -> None:
    """A team that nobody placed may stand under whatever is audited."""
    posts_on_record(kept)
    UnitPlace.objects.using(kept.databases.alias(UnitPlace)).all().delete()
    opened_by_audit(kept, audited)
    with pytest.raises(DutyboundError, match="where that stands is not on record") as error:
        drawn(kept, by="o-south-team")
    assert "unit_place" in error.value.render()
    assert drawn(kept, by="o-audit").id == "spring/1"


def test_what_has_no_beginning_was_always_there(kept: Kept) -> None:
    posts_on_record(kept)
    alias = kept.databases.alias(Unit)
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA writable_schema = ON")
        cursor.execute("UPDATE sqlite_master SET sql = replace(sql, '\"began_at\" datetime NOT NULL', "
                       "'\"began_at\" datetime NULL') WHERE name IN ('post_holding', 'unit_place')")  # fmt: skip
    connections[alias].close()
    for model in (PostHolding, UnitPlace):
        model.objects.using(alias).update(began_at=None)
    opened_by_audit(kept, "south")
    with pytest.raises(DutyboundError, match="holds a post in south-team, whose work is audited"):
        drawn(kept, by="o-south-team")


def test_a_post_given_up_bars_from_what_was_held_then_and_one_given_up_since_from_all(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, "south")
    ended = PostHolding.objects.using(kept.databases.alias(PostHolding)).filter(id="held-south")
    ended.update(ended_at=AT - timedelta(days=1))
    hands = replace(Hands.said({}, (Held("p", "south", (), "o-south", 0, 9),)), holdings=held_by_south("C3", 5))
    files = draw(replace(FRAME, hands=hands), "7", of_each(FRAME, 5, {}))
    sample = drawn(kept, files=files)
    of = {one.subject: one.id for one in sample.files}
    assert read(kept, sample, [one for one in lines(sample) if one.file != of["C3"]], "o-south")
    with pytest.raises(DutyboundError, match="holds or held a post in the unit whose work it is"):
        read(kept, sample, [one for one in lines(sample) if one.file == of["C3"]], "o-south")
    with pytest.raises(DutyboundError, match="had a post in, or above, a unit while it held 1 of the records"):
        drawn(kept, by="o-south", files=files)
    ended.update(ended_at=AT + timedelta(days=1))
    with pytest.raises(DutyboundError, match="holds a post in south, whose work is audited"):
        record_moderations(sample=sample.id, lines=[], by="o-south", at=AT + timedelta(days=2),
                           databases=kept.databases)  # fmt: skip


def test_nor_do_they_read_moderate_or_see_anything(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept)
    sample = drawn(kept)
    said = "who reads, O-South: holds a post in south, whose work is audited"
    with pytest.raises(DutyboundError, match=said) as error:
        read(kept, sample, lines(sample)[:2], "O-South")
    assert "somebody outside it" in error.value.render()
    assert not AuditMarking.objects.using(kept.databases.alias(AuditMarking)).exists()
    read(kept, sample, lines(sample), "a visitor")
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


def held_by_south(record: str, until: int | None = None) -> pa.Table:
    times = {name: pa.array([one], pa.timestamp("us")) for name, one in (("began_at", 1), ("ended_at", until))}
    return pa.table({"subject": [record], "unit": ["south"], **times})


def test_a_body_that_does_the_work_does_not_audit_it(kept: Kept) -> None:
    """Its own people would be let in; a unit is known by its id and by its name."""
    posts_on_record(kept)
    with pytest.raises(DutyboundError, match="audit would audit itself"):
        opened_by_audit(kept, audited="audit")
    opened_by_audit(kept, body="south")
    for unit, said in (("south", "south held 1 of the records"), ("west", None)):
        held = held_by_south("C3").set_column(1, "unit", pa.array([unit]))
        files = draw(replace(FRAME, hands=replace(Hands.said({}), holdings=held)), "7", of_each(FRAME, 2, {}))
        if said is None:
            assert drawn(kept, by="o-south", files=files).id == "spring/1"
            continue
        with pytest.raises(DutyboundError, match=f"the body south: is to audit, and {said}"):
            drawn(kept, by="o-south", files=files)


def test_a_unit_above_the_audited_one_may_audit_it_although_it_holds_records(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, "south-team", "south")
    hands = replace(Hands.said({}), holdings=held_by_south("C3"))
    assert drawn(kept, by="o-south", files=draw(replace(FRAME, hands=hands), "7", of_each(FRAME, 2, {}))).id


def test_a_body_that_nobody_placed_may_be_part_of_what_is_audited(kept: Kept) -> None:
    posts_on_record(kept)
    opened_by_audit(kept, "west", "north")
    held = held_by_south("C3").set_column(1, "unit", pa.array(["north"]))
    files = draw(replace(FRAME, hands=replace(Hands.said({}), holdings=held)), "7", of_each(FRAME, 2, {}))
    with pytest.raises(DutyboundError, match="the body north: is to audit, and north held 1 of the records"):
        drawn(kept, by="o-north", files=files)


def test_it_is_said_what_was_not_asked_of_a_name(kept: Kept) -> None:
    assert "No posts are on record here" in unasked("o-south", kept.databases)
    posts_on_record(kept)
    assert unasked(" O-South", kept.databases) == ""
    said = unasked("Insp Ann Smith", kept.databases)
    assert said.startswith("Insp Ann Smith is no officer on record here")
    assert "name them by that id" in said


def test_who_supervises_or_has_a_post_in_the_unit_does_not_read_the_file(kept: Kept) -> None:
    opened_by_audit(kept)
    posts = (Held("p1", "south", ("p2",), "officer-1", 0, 9), Held("p2", "south", (), "sergeant-1", 5, 20),
             Held("p2", "south", (), "sergeant-2", 10, 20))  # fmt: skip
    hands = replace(Hands.said(HANDS, posts), holdings=held_by_south("C3", None).set_column(
        2, "began_at", pa.array([15], pa.timestamp("us"))))  # fmt: skip
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
                           ("C3", "holds or held a post in the unit whose work it is, or above it"))
    ]  # fmt: skip
