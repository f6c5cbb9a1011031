"""Decisions are kept, all of them; what stands follows from them, and an un-link restores what was."""

from datetime import UTC, datetime, timedelta

from dutybound.linkage.deciding import Decision, links_of, undone_by_month
from dutybound.linkage.grouping import groups_of
from dutybound.linkage.proposals import RecordOf, link_id

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def decided(link: str, outcome: str, day: float, recorded: float | None = None, by: str = "one") -> Decision:
    at = START + timedelta(days=day)
    entered = at if recorded is None else START + timedelta(days=recorded)
    return Decision(link, outcome, by, at, "simulated", entered)


def test_a_proposal_without_a_decision_and_a_rejected_one_link_nobody() -> None:
    assert links_of([]) == []
    assert links_of([decided("a", "rejected", 0)]) == []


def test_a_confirmation_links_from_then_on_until_it_is_undone() -> None:
    (link,) = links_of([decided("a", "unlinked", 9), decided("a", "confirmed", 2)])
    stood = [link.stood_at(START + timedelta(days=day)) for day in (1, 2, 8, 9)]
    assert stood == [False, True, True, False]


def test_of_two_different_decisions_the_one_known_later_counts_and_both_are_kept() -> None:
    yes, no = decided("a", "confirmed", 2, by="one"), decided("a", "rejected", 1, recorded=5, by="two")
    (link,) = links_of([no, yes])
    assert (link.confirmed, link.undone) == (yes, no)
    assert link.ended_at == yes.decided_at  # it was said of a day before the link began
    (link,) = links_of([decided("a", "rejected", 1), yes])
    assert link.undone is None


def test_a_link_may_be_confirmed_again_and_is_then_another() -> None:
    links = links_of([decided("a", "confirmed", 1), decided("a", "unlinked", 2), decided("a", "confirmed", 3)])
    assert [one.undone is None for one in links] == [False, True]
    assert len({one.id for one in links}) == 2


def test_an_unlink_restores_the_groups_that_were_before() -> None:
    a, b, c, d = (RecordOf("custody", name) for name in "abcd")
    pairs = {link_id(one, other): (one, other) for one, other in ((a, b), (b, c), (c, d))}
    ab, bc, cd = pairs
    decisions = [decided(ab, "confirmed", 1), decided(cd, "confirmed", 1)]

    def groups(made: list[Decision]) -> dict[RecordOf, RecordOf]:
        return groups_of(pairs[one.link] for one in links_of(made) if one.undone is None)

    before = groups(decisions)
    assert before == {a: a, b: a, c: c, d: c}
    decisions.append(decided(bc, "confirmed", 2))
    assert set(groups(decisions).values()) == {a}
    decisions.append(decided(bc, "unlinked", 3))
    assert groups(decisions) == before
    assert len(decisions) == 4


def test_wrong_links_are_counted_by_the_month_in_which_they_were_confirmed() -> None:
    made = [decided(f"{number}", "confirmed", number * 10) for number in range(5)]
    made.append(decided("1", "unlinked", 45))
    assert undone_by_month(links_of(made)) == {"2026-03": (1, 3), "2026-04": (0, 2)}


def test_a_pair_is_known_by_the_same_id_whichever_record_is_named_first() -> None:
    one, other = RecordOf("custody", "1"), RecordOf("victims", "1")
    assert link_id(one, other) == link_id(other, one) != link_id(one, RecordOf("victims", "2"))
