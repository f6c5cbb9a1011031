"""Two laws from records to duties: looking back equals having looked, and both engines say the same.

The laws over facts are in `tests/laws`. Here the step before them is tried, which joins tables: versions, voids, what
a standard is for, and what is counted. `EXAMPLES=500 python -m pytest tests/records` makes a long, random run.
"""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dutybound.duties.duty import FOREVER
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.columnar.loading import by_subject, loading_of
from dutybound.engine.facts import Fact, Kind
from dutybound.engine.judging import SubjectJudged, judge_source
from dutybound.engine.lowering import programme_of
from dutybound.engine.source import Source
from tests.columnar.agreeing import Answer, answers_of
from tests.records.drawn import LAST, Records, end_of, known_by, records, source_with
from tests.records.force import LONDON, POLICY, standards

EXAMPLES = int(os.environ.get("EXAMPLES", 0))
ASKED = list(standards())
ANCHORS = (Kind.OPEN, Kind.TRIGGER, Kind.UNASSESSABLE)
#: To shrink what fails takes minutes for each standard: only where somebody looks for one.
PHASES = tuple(Phase) if "SHRINK" in os.environ else (Phase.explicit, Phase.generate)
DAYS = st.lists(st.integers(0, LAST + 8), min_size=2, max_size=3, unique=True)


def law(check: Callable[..., None]) -> Any:
    """Tries a law on drawn records, standard by standard."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    chosen = settings(
        max_examples=EXAMPLES or 4, derandomize=not EXAMPLES, database=None, deadline=None,
        suppress_health_check=checks, phases=PHASES,
    )  # fmt: skip
    by_standard = pytest.mark.parametrize("asked", [one for _, one in ASKED], ids=[name for name, _ in ASKED])
    return by_standard(chosen(given(drawn=records(), days=DAYS)(check)))


@law
def test_looking_back_equals_having_looked(asked: Standard, drawn: Records, days: list[int]) -> None:
    whole = _judged(asked, source_with(drawn), FOREVER)
    for day in days:
        moment = end_of(day)
        then = _judged(asked, source_with(known_by(drawn, moment)), moment)
        for subject in whole | then:
            assert _seen(whole.get(subject), moment) == _seen(then.get(subject), moment), (subject, day)


@law
def test_engines_agree_on_records(asked: Standard, drawn: Records, days: list[int]) -> None:
    source = source_with(drawn)
    for moment in (FOREVER, end_of(days[0])):
        wanted = {
            subject: (one.judged.duties, one.judged.notices, one.judged.course)
            for subject, one in _judged(asked, source, moment).items()
        }
        found = _by_columns(asked, source, moment)
        assert {subject: one for subject, one in found.items() if any(one)} == {
            subject: one for subject, one in wanted.items() if any(one)
        }


@law
def test_at_no_time_is_one_thing_on_record_twice(asked: Standard, drawn: Records, days: list[int]) -> None:
    for subject, one in _judged(asked, source_with(drawn), FOREVER).items():
        for fact in one.facts:
            assert fact.withdrawn is None or fact.recorded is None or fact.withdrawn > fact.recorded, (subject, fact)
        for day in range(LAST + 8):
            live = Counter(
                (fact.kind, fact.id) for fact in one.facts if fact.kind in ANCHORS and _stands(fact, end_of(day))
            )
            assert not [key for key, count in live.items() if count > 1], (subject, day)


def _stands(fact: Fact, moment: int) -> bool:
    return fact.known <= moment and (fact.withdrawn is None or fact.withdrawn > moment)


def _judged(asked: Standard, source: Source, moment: int) -> dict[str, SubjectJudged]:
    return {one.subject: one for one in judge_source(asked, source, POLICY, moment) if one.facts}


def _seen(one: SubjectJudged | None, moment: int) -> list[Any]:
    """What is seen of a subject at a moment; a row itself may say more than is known then."""
    if one is None:
        return []
    shown = one.judged.seen_at(moment)
    told = ((duty.anchor, duty.owed_from, duty.unassessable, state, duty.due_as_known(moment)) for duty, state in shown)
    return sorted(told, key=repr)


def _by_columns(asked: Standard, source: Source, moment: int) -> dict[str, Answer]:
    programme = programme_of(asked, POLICY, LONDON)
    loading = loading_of([asked], [programme], source, moment, True)
    found: dict[str, Answer] = {}
    for table in by_subject(source.connection.sql(loading.strands.query()).to_arrow_reader(50)):
        facts = loading.columns(table)
        if facts.groups:
            (judged,) = judge_columns([programme], facts)
            found |= dict(zip(facts.subjects.to_pylist(), answers_of(judged), strict=True))
    return found
