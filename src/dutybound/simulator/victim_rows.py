"""The records of victims in a case: their needs, what was agreed, what they were told and what they asked."""

import numpy as np

from dutybound.simulator.case_rows import CaseRows
from dutybound.simulator.desk import write_support
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.work import NEVER

ARRESTED, ON_BAIL, UNDER_INVESTIGATION = 0.6, 0.75, 0.05  # project defaults; until April 2017 most were bailed
AFTERWARDS = {1: "charge", 3: "caution"}


def write_victims(rows: CaseRows) -> None:
    """All tables of victims."""
    if "assess needs" in rows.one.tasks:
        _needs(rows)
        write_support(rows.course, rows.tables)
    _contract(rows)
    _contacts(rows)
    _suspect(rows)
    _outcome(rows)
    _requests(rows)


def _needs(rows: CaseRows) -> None:
    there, at = rows.course.done_of("assess needs"), rows.course.when("assess needs")
    vulnerable = rows.work.vulnerable[there]
    rows.tables.add(
        "needs_assessment", id=named("needs-", rows.ids[there]), investigation=rows.name.take(there),
        happened_at=at[there], recorded_at=rows.course.entered("assess needs", at[there], there),
        assessed_by="response officer", form="victim needs, version 1", vulnerable=vulnerable,
        rights=chosen(("standard", "enhanced"), vulnerable),
    )  # fmt: skip


def _contract(rows: CaseRows) -> None:
    there, at = rows.course.done_of("agree contact"), rows.course.when("agree contact")
    ends = rows.closed[there]
    rows.tables.add(
        "contact_contract", id=named("contract-", rows.ids[there]), investigation=rows.name.take(there),
        began_at=at[there], recorded_at=rows.course.entered("agree contact", at[there], there), ended_at=ends,
        end_recorded_at=ends, interval=chosen(("14 days", "28 days"), rows.work.interval[there] == 28),
        safe_contact="by day, by telephone",
    )  # fmt: skip


def _contacts(rows: CaseRows) -> None:
    """Contact that is kept; who is not reached is tried again only when it is next due."""
    one, tables = rows.one, rows.tables
    places, turn, what = rows.course.occasions("keep contact")
    at, ids = what["at"], rows.ids[places] * 64 + turn
    share = one.shaping.value("keep contact", "entry", one.unit[places], at)
    tables.add(
        "contact", id=named("contact-", rows.ids[places], turn), investigation=rows.name.take(places),
        happened_at=at, recorded_at=tables.entered("keep contact", ids, at, share),
        reached=rows.course.whole("reach victim", at, places, ids=ids),
        new_to_them=rows.course.whole("keep contact", at, places, ids=ids),
    )  # fmt: skip


def _event(rows: CaseRows, name: str, places: np.ndarray, at: np.ndarray, kind: object, told: np.ndarray) -> None:
    """Something that a victim is told, and the contact that names it."""
    event = named(f"{name}-", rows.ids[places])
    case = rows.name.take(places)
    rows.tables.add("case_event", id=event, investigation=case, happened_at=at, recorded_at=at, kind=kind)
    heard = np.flatnonzero(told < NEVER)
    when = told[heard]
    rows.tables.add(
        "contact", id=named(f"{name}-contact-", rows.ids[places[heard]]), investigation=case.take(heard),
        event=event.take(heard), happened_at=when, recorded_at=rows.course.entered("tell victim", when, places[heard]),
        reached=True, new_to_them=True,
    )  # fmt: skip


def _suspect(rows: CaseRows) -> None:
    """A suspect is arrested or comes by appointment, is interviewed, and goes: bailed, or otherwise."""
    there, at, told = (
        rows.course.done_of("see suspect"),
        rows.course.when("see suspect"),
        rows.course.when("tell victim"),
    )
    arrested = rows.one.yes("arrested", ARRESTED)[there]
    in_custody = there[arrested]
    _event(rows, "arrest", in_custody, at[in_custody] - 240, "arrest", told[in_custody])
    _event(rows, "interview", there, at[there] - 120, "interview under caution", told[there])
    released = rows.chance.one_of(
        "released", rows.ids[in_custody], (ON_BAIL, UNDER_INVESTIGATION, 1 - ON_BAIL - UNDER_INVESTIGATION)
    )
    kinds = chosen(("bail", "released under investigation", "released without charge"), released)
    _event(rows, "release", in_custody, at[in_custody] - 5, kinds, told[in_custody])
    followed = in_custody[released == 1]
    began, ends = at[followed] - 5, rows.closed[followed]
    rows.tables.add(
        "suspect_release", id=named("suspect-release-", rows.ids[followed]), investigation=rows.name.take(followed),
        began_at=began, recorded_at=began, ended_at=ends, end_recorded_at=ends,
    )  # fmt: skip


def _outcome(rows: CaseRows) -> None:
    """What became of the suspect, and that the victim heard of it."""
    there = np.flatnonzero((rows.closed < NEVER) & rows.work.suspect)
    number = rows.work.outcome[there]
    kinds = chosen(
        ("no further action", *AFTERWARDS.values()),
        np.select([number == one for one in AFTERWARDS], [1, 2], 0),
    )
    _event(rows, "ending", there, rows.closed[there], kinds, rows.course.when("tell outcome")[there])


def _requests(rows: CaseRows) -> None:
    """A few ask that a decision not to prosecute is looked at again; somebody else answers."""
    asked = rows.course.when("close") + rows.work.asked_after
    acknowledged, answered = rows.course.when("acknowledge request"), rows.course.when("answer request")
    asking = np.flatnonzero(rows.work.asks & (rows.closed < NEVER) & (asked < rows.tables.ends))
    rows.tables.add(
        "right_to_review", id=named("request-", rows.ids[asking]), investigation=rows.name.take(asking),
        happened_at=asked[asking], recorded_at=asked[asking] + 60, acknowledged_at=acknowledged[asking],
        acknowledgement_recorded_at=acknowledged[asking], told_at=answered[asking],
        told_recorded_at=answered[asking],
    )  # fmt: skip
