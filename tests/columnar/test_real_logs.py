"""Real logs, every standard: the compiled fold says what the reference says, duty by duty."""

import pytest

from dutybound.cli.assessing import prepare_ground
from dutybound.engine.columnar.columns import columns_of
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.judging import facts_of
from dutybound.engine.lowering import programme_of
from dutybound.engine.reference import judge
from tests.columnar.agreeing import answers_of
from tests.data import shared_data
from tests.examples.judged import EXAMPLES

LOGS = {
    "fines": "fines/road_traffic_fines.csv.gz",
    "permits": "event_logs/receipt.csv",
    "permit_tasks": "event_logs/bpic15_1.csv.gz",
}
EACH = {"fines": 7}  # every so manieth subject: all fines take minutes by the reference


@pytest.mark.parametrize("name", LOGS)
def test_a_real_log(name: str) -> None:
    ground = prepare_ground(shared_data(LOGS[name]), EXAMPLES / name, lambda _: None)
    standards, policy, calendar = ground.library.standards, ground.declaration.policy, ground.declaration.calendar
    programmes = [programme_of(standard, policy, calendar) for standard in standards]
    groups = [
        (place, subject, facts)
        for place, standard in enumerate(standards)
        for number, (subject, facts) in enumerate(facts_of(standard, programmes[place], ground.source))
        if number % EACH.get(name, 1) == 0
    ]
    found = judge_columns(programmes, columns_of(programmes, groups))
    assert len(groups) > 1000
    answers = [answers_of(one) for one in found]
    for number, (place, subject, facts) in enumerate(groups):
        wanted = judge(programmes[place], subject, facts)
        assert answers[place][number] == (wanted.duties, wanted.notices, wanted.course), (
            standards[place].id,
            subject,
            facts,
        )
