"""Two people write of one thing at once, from two connections: one is first, and the other waits for what they did.

On SQLite and on PostgreSQL. The first holds its transaction open until the second has begun; without a lock the second
would decide on what was there before.
"""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions import finding_lineage, finding_reports, findings
from dutybound.casework.actions.audits import open_programme, record_moderations, record_readings, record_sample
from dutybound.casework.actions.judgments import Decided, decide, open_inspection
from dutybound.casework.actions.signing import row
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.on_record import sample_on_record
from dutybound.inspection.audits.sampling import Frame, draw
from dutybound.inspection.audits.sheets import Line
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.records.making import make_tables
from dutybound.records.models import inspection_findings as tables
from dutybound.records.models.inspection_audits import AuditMarking, AuditModeration
from dutybound.records.models.inspection_judgments import JudgmentDecision
from tests.exchange.postgres_server import PASSWORD, USER, Server
from tests.exchange.test_postgres import server  # noqa: F401  a fixture
from tests.inspection.audits.made_up import asked
from tests.inspection.conftest import _use
from tests.records.kept import sqlite

pytestmark = pytest.mark.xdist_group("postgres")
AT, BY = datetime(2017, 3, 2, 9, 0, tzinfo=UTC), "a post"
ONE_STORE = Databases(dict.fromkeys(("default", "diversion"), "default"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> Iterator[None]:
    """The records of the product, in a file of their own or on a server."""
    before = dict(connections.databases["default"])
    if request.param == "sqlite":
        (tmp_path / "records.sqlite3").write_bytes(empty.read_bytes())
        _use("default", {**before, **sqlite(tmp_path / "records.sqlite3")})
        ONE_STORE.ready()  # which cannot be told a file already in use that it is written by a log
    else:
        running: Server = request.getfixturevalue("server")
        running.run("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")
        there = {"HOST": f"{running.folder}", "NAME": "postgres", "USER": USER, "PASSWORD": PASSWORD, "OPTIONS": {}}
        _use("default", {**before, "ENGINE": "django.db.backends.postgresql", **there})
        make_tables("default")
    yield
    _use("default", before)


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """The first is done, and not yet kept when the second begins; what each was refused with, or "done"."""
    begun = threading.Event()

    def held() -> None:
        with transaction.atomic(using="default"):
            first()
            begun.set()
            time.sleep(0.7)

    def after() -> None:
        assert begun.wait(10)
        second()

    return together(held, after)


def together(*deeds: Callable[[], Any]) -> list[str]:
    """Each by a connection of its own; what each was refused with, or "done"."""
    ends = ["" for _ in deeds]

    def do(place: int, deed: Callable[[], Any]) -> None:
        try:
            deed()
            ends[place] = "done"
        except DutyboundError as error:
            ends[place] = error.render()
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=do, args=one) for one in enumerate(deeds)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert all(ends), "one of them ended with an error that is no refusal"
    return ends


def added(id: str) -> str:
    draft = DraftFinding(Kind.AREA_FOR_IMPROVEMENT, "Reviews are not held.", published=date(2017, 3, 2))
    return findings.add(draft, id=id, by=BY, at=AT)


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


def test_what_is_in_use_is_not_in_use_twice(store: None) -> None:
    id = added("F-1")
    evidence = "standard:supervised@2017-03-10"
    findings.attach(id, evidence, by=BY, at=later(9))
    use = lambda: findings.in_use(id, since=date(2017, 3, 12), evidence=evidence, by=BY, at=later(20))
    first, second = at_once(use, use)
    assert first == "done"
    assert "is in use already" in second
    assert tables.FindingDemonstration.objects.count() == 1


def test_two_statuses_stand_one_after_the_other(store: None) -> None:
    id = added("F-1")
    closed, opened = (
        lambda status=status: findings.set_status(
            id, status, by=BY, at=later(30), body="hmicfrs", reference="document:1"
        )
        for status in ("complete", "open")
    )
    ends = at_once(closed, opened)
    assert ends[0] == "done"
    entries = list(tables.FindingEntry.objects.order_by("pk").values_list("pk", "status"))
    assert len(entries) == 1 + (ends[1] == "done")
    assert entries[0] == ("F-1/entry/1", "complete")


def test_a_question_is_decided_once(store: None) -> None:
    open_inspection("I-1", force="made-up", framework="peel-2016", by=BY, at=AT)
    deed = lambda grade: decide("I-1", "effectiveness.4", Decided("not graded"), grade, by=BY, at=AT,
                                valid_from=date(2017, 3, 2))  # fmt: skip
    first, second = at_once(lambda: deed("one"), lambda: deed("other"))
    assert first == "done"
    assert "has been decided" in second
    assert JudgmentDecision.objects.count() == 1


def test_a_force_is_in_one_phase(store: None) -> None:
    move = lambda phase: finding_reports.move_phase("made-up", phase, since=date(2017, 3, 1), by=BY, at=AT,
                                                    reference="document:1")  # fmt: skip
    first, second = at_once(lambda: move("engage"), lambda: move("scan"))
    assert first == "done"
    assert "at the same moment" in second or "does not lie after" in second
    assert tables.MonitoringPhase.objects.filter(ended_at=None).count() == 1


def test_two_that_propose_each_way_round_do_not_wait_for_each_other(
    store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    added("F-1")
    added("F-2")

    def slowly(*given: Any) -> Any:
        found = row(*given)
        time.sleep(0.4)
        return found

    monkeypatch.setattr(finding_lineage, "row", slowly)
    one = lambda: finding_lineage.propose("F-1", "F-2", by=BY, at=later(1))
    other = lambda: finding_lineage.propose("F-2", "F-1", by=BY, at=later(1))
    assert together(one, other) == ["done", "done"]


def drawn() -> str:
    told = {"by": "lead", "at": AT, "databases": ONE_STORE}
    open_programme(key="spring", title="Spring", body="internal audit", audited="force", **told)  # type: ignore[arg-type]
    frame = Frame("investigation", None, "made up", {"C1": "all"})
    return record_sample(programme="spring", questions=asked("plan"), drawn=draw(frame, "7", {"all": 1}), **told)  # type: ignore[arg-type]


def marked(sample: str, by: str, answer: str = "yes") -> None:
    rows = [Line("row 2", sample, f"{sample}/001", "plan", answer, "")]
    record_readings(sample=sample, lines=rows, by=by, at=AT, databases=ONE_STORE)


def test_one_reader_at_two_desks_reads_once(store: None) -> None:
    sample = drawn()
    first, second = at_once(lambda: marked(sample, "one"), lambda: marked(sample, "One", "no"))
    assert first == "done"
    assert "has read" in second
    assert AuditMarking.objects.count() == 1


def test_two_readers_are_the_first_and_the_second_and_a_third_is_refused(store: None) -> None:
    sample = drawn()
    assert at_once(lambda: marked(sample, "one"), lambda: marked(sample, "two", "no")) == ["done", "done"]
    assert sorted(AuditMarking.objects.values_list("turn", flat=True)) == ["first", "second"]
    with pytest.raises(DutyboundError, match="was read twice already"):
        marked(sample, "three")


def test_two_moderators_decide_once(store: None) -> None:
    sample = drawn()
    marked(sample, "one")
    marked(sample, "two", "no")
    decided = lambda answer, by: record_moderations(
        sample=sample, by=by, at=AT, databases=ONE_STORE,
        lines=[Line("row 2", sample, f"{sample}/001", "plan", answer, "why")],
    )  # fmt: skip
    first, second = at_once(lambda: decided("yes", "three"), lambda: decided("no", "four"))
    assert first == "done"
    assert "waits for no decision" in second
    assert AuditModeration.objects.get().answer == "yes"


def test_one_programme_is_opened_once(store: None) -> None:
    told = {"title": "Spring", "body": "internal audit", "audited": "force", "at": AT, "databases": ONE_STORE}
    opened = lambda by: open_programme(key="spring", by=by, **told)  # type: ignore[arg-type]
    first, second = at_once(lambda: opened("lead"), lambda: opened("other"))
    assert first == "done"
    assert "is open already" in second or "at the same moment" in second


def test_two_samples_of_one_programme_have_their_own_numbers(store: None) -> None:
    sample = drawn()
    frame = Frame("investigation", None, "made up", {"C1": "all"})
    told = {"programme": "spring", "questions": asked("plan"), "by": "lead", "at": AT, "databases": ONE_STORE}
    deed = lambda seed: record_sample(drawn=draw(frame, seed, {"all": 1}), **told)  # type: ignore[arg-type]
    assert at_once(lambda: deed("8"), lambda: deed("9")) == ["done", "done"]
    assert {sample_on_record(f"spring/{one}", ONE_STORE).seed for one in (1, 2, 3)} == {"7", "8", "9"}
    assert sample == "spring/1"
