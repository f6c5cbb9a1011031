"""Allocation follows the force's rules, or says why not; and what came of it is looked at too."""

from dutybound.duties import Subject, days, each, measure, nth, policy, rate, share, standard

AFI = "PEEL 2016 Staffordshire, Q2 (new crime allocation policy)"


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="allocation desk", missing="unassessable")
def allocated_to_policy(case: Subject["investigation"]):
    """Each allocation names the rule of the force's policy that fired, and goes where the rule says, or names who sent
    it elsewhere and why."""
    made = case.allocations
    overridden = made.overridden_by.is_known() & made.override_reason.is_known()
    return each(made).must(
        made.rule.is_known() & ((made.to_policy == True) | overridden), within=policy("allocation.reasons")  # noqa: E712
    )  # fmt: skip


CASE = {"happened_at": "2016-05-02T09:00"}
MADE = {"began_at": "2016-05-03T09:00", "recorded_at": "2016-05-03T09:00", "rule": "7 of version 2", "to_policy": True}
OTHERWISE = {**MADE, "to_policy": False}
WHY = {"overridden_by": "duty detective inspector", "override_reason": "the same suspect as in another case"}
allocated_to_policy.example("where the rule says", as_at="2016-05-31", expect="met", **CASE, allocations=[MADE])
allocated_to_policy.example("elsewhere, with a reason", as_at="2016-05-31", expect="met", **CASE,
                            allocations=[{**OTHERWISE, **WHY}])  # fmt: skip
allocated_to_policy.example("elsewhere, and a day to say why", as_at="2016-05-04", expect="pending", **CASE,
                            allocations=[OTHERWISE])  # fmt: skip
allocated_to_policy.example("elsewhere, and nobody says why", as_at="2016-05-05", expect="overdue", **CASE,
                            allocations=[OTHERWISE])  # fmt: skip
allocated_to_policy.example("by no rule that is named", as_at="2016-05-31", expect="overdue", **CASE,
                            allocations=[{**MADE, "rule": None}])  # fmt: skip
allocated_to_policy.example("the reason entered a week later", as_at="2016-05-31", expect="met_late", **CASE,
                            allocations=[{**OTHERWISE, **WHY, "override_recorded_at": "2016-05-10T09:00"}])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def share_allocated_to_policy(case: Subject["investigation"]):
    """Of the investigations that were allocated, those that went at least once where the policy says."""
    return share(case.allocations.where(to_policy=True).exists(), of=case.allocations.exists())


share_allocated_to_policy.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**CASE, "allocations": [MADE]}, {**CASE, "allocations": [OTHERWISE]}, CASE,
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, summary and Q2 (allocated appropriately)",
         unit="second allocations for each 100 investigations", better="fewer")  # fmt: skip
def allocated_again_within_a_fortnight(case: Subject["investigation"]):
    """Allocations that followed another within fourteen days, for each hundred investigations that were allocated."""
    return rate(nth(2, of=case.allocations, within=days(14)), per=100, of=case.allocations.exists())


allocated_again_within_a_fortnight.example("one of two", as_at="2016-05-31", expect=50, subjects=[
    {**CASE, "allocations": ["2016-05-03T09:00..2016-05-05T09:00", "2016-05-05T09:00"]},
    {**CASE, "allocations": ["2016-05-03T09:00..2016-05-25T09:00", "2016-05-25T09:00"]}, CASE,
])  # fmt: skip
