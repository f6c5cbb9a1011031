"""The files of a review of links: what is proposed (links.csv), what was decided (decisions.csv), what stands."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dutybound.exchange.private import private_csv
from dutybound.linkage.deciding import Decision, StandingLink, latest
from dutybound.linkage.grouping import groups_of
from dutybound.linkage.proposals import VERY_LIKELY, Proposal, RecordOf

LINKS, DECISIONS, CONFIRMED = "links.csv", "decisions.csv", "confirmed.csv"
#: Written for records of one source, with the columns of the records, to be delivered with that source.
TABLES = ("link_proposal.csv", "link_decision.csv", "person_link.csv")
FILES = (LINKS, DECISIONS, CONFIRMED, *TABLES)
WAITING = "waiting"
PAIR = ("one_source", "one_id", "other_source", "other_id")
LINK_COLUMNS = ("link", "level", "status", "weight", "probability", *PAIR, "group", "reasons", "model", "proposed_at")
DECISION_COLUMNS = ("link", "outcome", "decided_by", "decided_at", "why", "recorded_at")
CONFIRMED_COLUMNS = ("link", *PAIR, "group", "began_at", "confirmed_by", "ended_at", "undone_by")
PROPOSAL_ROW = (
    "id",
    "happened_at",
    "recorded_at",
    "one",
    "other",
    "probability",
    "weight",
    "level",
    "model",
    "reasons",
)
DECISION_ROW = ("id", "happened_at", "recorded_at", "decided_by", "rationale", "rationale_recorded_at", "proposal",
                "outcome")  # fmt: skip
LINK_ROW = ("id", "began_at", "ended_at", "recorded_at", "end_recorded_at", "proposal", "one", "other", "confirmed_by",
            "undone_by")  # fmt: skip


@dataclass(frozen=True)
class Queued:
    """A proposal, and when it was first made."""

    proposal: Proposal
    proposed_at: datetime


def read_queue(folder: Path) -> dict[str, Queued]:
    """The proposals that a folder holds, by link; none where it holds none yet."""
    return {row["link"]: _queued(row) for row in _rows(folder / LINKS)}


def read_decided(folder: Path) -> list[Decision]:
    """The decisions that a folder holds."""
    return [
        Decision(row["link"], row["outcome"], row["decided_by"], datetime.fromisoformat(row["decided_at"]), row["why"],
                 datetime.fromisoformat(row["recorded_at"]))
        for row in _rows(folder / DECISIONS)
    ]  # fmt: skip


def write_queue(folder: Path, queue: Mapping[str, Queued], decisions: Sequence[Decision]) -> None:
    """Every proposal, surest first, with the decision that counts. Groups are of what is very likely, not rejected."""
    decided = {link: one.outcome for link, one in latest(decisions).items()}
    proposals = [one.proposal for one in queue.values()]
    likely = [one for one in proposals if one.level == VERY_LIKELY and decided.get(one.id, "confirmed") == "confirmed"]
    groups = groups_of((one.one, one.other) for one in likely)
    surest = sorted(queue.items(), key=lambda item: (-item[1].proposal.weight, item[0]))
    rows = [_link_row(link, one, decided.get(link, WAITING), groups) for link, one in surest]
    private_csv(folder / LINKS, LINK_COLUMNS, rows)


def write_decided(
    folder: Path, queue: Mapping[str, Queued], decisions: Sequence[Decision], links: Sequence[StandingLink]
) -> None:
    """Every decision as it was made, and every link that ever stood."""
    ordered = sorted(decisions, key=lambda one: one.order)
    rows = [(d.link, d.outcome, d.decided_by, d.decided_at, d.why, d.recorded_at) for d in ordered]
    private_csv(folder / DECISIONS, DECISION_COLUMNS, _texts(rows))
    standing = (queue[one.link].proposal for one in links if one.undone is None)
    groups = groups_of((one.one, one.other) for one in standing)
    private_csv(folder / CONFIRMED, CONFIRMED_COLUMNS, _texts(_confirmed(queue, links, groups)))


def write_records(
    folder: Path, queue: Mapping[str, Queued], decisions: Sequence[Decision], links: Sequence[StandingLink]
) -> None:
    """The same as rows of the records, where all proposals are of one source; of several there are none."""
    if any(one.proposal.one.source != one.proposal.other.source for one in queue.values()):
        return
    proposed = [(link, one.proposed_at, one.proposed_at, one.proposal) for link, one in queue.items()]
    rows: list[tuple[Any, ...]] = [
        (link, at, entered, p.one.id, p.other.id, p.probability, p.weight, p.level, p.model, p.reasons)
        for link, at, entered, p in proposed
    ]
    private_csv(folder / TABLES[0], PROPOSAL_ROW, _texts(rows))
    rows = [
        (d.id, d.decided_at, d.recorded_at, d.decided_by, d.why, d.recorded_at, d.link, d.outcome)
        for d in sorted(decisions, key=lambda one: one.order)
    ]
    private_csv(folder / TABLES[1], DECISION_ROW, _texts(rows))
    rows = []
    for one in links:
        pair, undone = queue[one.link].proposal, one.undone
        rows.append((
            one.id, one.confirmed.decided_at, one.ended_at, one.confirmed.recorded_at, undone and undone.recorded_at,
            one.link, pair.one.id, pair.other.id, one.confirmed.id, undone and undone.id,
        ))  # fmt: skip
    private_csv(folder / TABLES[2], LINK_ROW, _texts(rows))


def _confirmed(
    queue: Mapping[str, Queued], links: Iterable[StandingLink], groups: Mapping[RecordOf, RecordOf]
) -> Iterator[tuple[Any, ...]]:
    for one in links:
        pair, undone = queue[one.link].proposal, one.undone
        yield (one.link, *_pair(pair), _group(pair, groups) if undone is None else "", one.confirmed.decided_at,
               one.confirmed.decided_by, one.ended_at, undone and undone.decided_by)  # fmt: skip


def _link_row(link: str, queued: Queued, status: str, groups: Mapping[RecordOf, RecordOf]) -> tuple[Any, ...]:
    one = queued.proposal
    group = _group(one, groups) if one.level == VERY_LIKELY and status in (WAITING, "confirmed") else ""
    return (link, one.level, status, one.weight, one.probability, *_pair(one), group, one.reasons, one.model,
            queued.proposed_at.isoformat())  # fmt: skip


def _group(pair: Proposal, groups: Mapping[RecordOf, RecordOf]) -> str:
    first = groups.get(pair.one)
    return "" if first is None else f"{first.source}/{first.id}"


def _pair(one: Proposal) -> tuple[str, str, str, str]:
    return one.one.source, one.one.id, one.other.source, one.other.id


def _queued(row: Mapping[str, str]) -> Queued:
    one, other = (RecordOf(row[f"{side}_source"], row[f"{side}_id"]) for side in ("one", "other"))
    weight, probability = float(row["weight"]), float(row["probability"])
    proposal = Proposal(one, other, weight, probability, row["level"], row["reasons"], row["model"])
    return Queued(proposal, datetime.fromisoformat(row["proposed_at"]))


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _texts(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [one.isoformat() if isinstance(one, datetime) else one for one in row]
