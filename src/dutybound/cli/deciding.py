"""dutybound link --decisions: what people decided about proposed links, put on record; nothing else links anybody."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from rich.console import Console
from rich.table import Table

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.link_files import LINKS, Queued, read_decided, read_queue, write_decided, write_queue, write_records
from dutybound.cli.settings import log_disclosure
from dutybound.exchange.csv_files import opened_csv
from dutybound.exchange.mapping import FileForm
from dutybound.insight.shares import share_of
from dutybound.linkage.deciding import UNLINKED, WORDS, Decision, StandingLink, links_of, undone_by_month

NEEDED = ("link", "decision", "decided_by", "decided_at", "why")
ZONE = ZoneInfo("Europe/London")  # of a time that says none


def decide(file: Path, out: Path) -> list[StandingLink]:
    """Add the decisions of a file to those of a review, and write what stands; returns every link that ever stood.

    All rows are taken or none. A row without a decision is passed over, so that a copy of links.csv can be filled in
    bit by bit.
    """
    queue, before = read_queue(out), read_decided(out)
    if not queue:
        remedy = "Name the folder that `dutybound link SOURCE --out` wrote."
        raise DutyboundError(Problem("--out", f"{out} holds no {LINKS} with proposals", remedy))
    added = _read(file, queue, before)
    decisions = list({one.id: one for one in (*added, *before)}.values())  # of one said twice, the first record stays
    links = links_of(decisions)
    log_disclosure("decisions on links between records of people, with their ids", file, out)
    with all_or_nothing(out) as partial:
        write_queue(partial, queue, decisions)
        write_decided(partial, queue, decisions, links)
        write_records(partial, queue, decisions, links)
    return links


def show_links(console: Console, links: Sequence[StandingLink], out: Path) -> None:
    """How many stand, and how many of each month's confirmations were undone since: the wrong links that were found."""
    standing = sum(one.undone is None for one in links)
    console.print(
        f"Links that stand: {standing:,}; undone: {len(links) - standing:,}. Written to {out}", highlight=False
    )
    if not links:
        return
    table = Table(box=None)
    for name in ("confirmed in", "links", "undone since", "share", "95% interval"):
        table.add_column(name, justify="left" if name == "confirmed in" else "right")
    for month, (undone, confirmed) in undone_by_month(links).items():
        share = share_of((np.arange(confirmed) < undone).astype(np.int64), np.ones(confirmed, np.int64))
        assert share is not None
        table.add_row(
            month, f"{confirmed:,}", f"{undone:,}", f"{share.value:.1%}", f"{share.low:.1%} to {share.high:.1%}"
        )
    console.print(table)
    console.print("A late month had less time for its wrong links to be found.")


def _read(file: Path, queue: Mapping[str, Queued], before: Sequence[Decision]) -> list[Decision]:
    opened = opened_csv(file, file.name, FileForm())
    if absent := [name for name in NEEDED if name not in opened.columns]:
        remedy = f"It needs {', '.join(NEEDED)}; other columns are passed over."
        raise DutyboundError([Problem(file.name, f"has no column {name!r}", remedy) for name in absent])
    recorded, problems, found = now(), list[Problem](), list[Decision]()
    for number, row in enumerate(opened.read(NEEDED).to_pylist(), start=2):
        if not (row["decision"] or "").strip():
            continue
        said = {name: (value or "").strip() for name, value in row.items()}
        wrong = _problems(said, f"{file.name}, row {number}", queue, recorded)
        problems += wrong
        if wrong:
            continue
        one = Decision(said["link"], WORDS[said["decision"]], said["decided_by"], _moment(said["decided_at"]),
                       said["why"], recorded)  # fmt: skip
        if one.outcome == UNLINKED and not _stands(one, [*before, *found]):
            what = f"un-links {one.link}, which nobody has confirmed, or somebody has undone already"
            problems.append(Problem(f"{file.name}, row {number}", what, "To decide that it is wrong, write reject."))
        found.append(one)
    if problems:
        raise DutyboundError(problems, "The decisions cannot be taken; none of them was")
    return found


def _stands(decision: Decision, before: Sequence[Decision]) -> bool:
    """Whether there is a link to undo; the same decision handed in again is no new one."""
    known = any(one.id == decision.id for one in before)
    return known or any(link.link == decision.link and link.undone is None for link in links_of(before))


def _problems(said: Mapping[str, str], where: str, queue: Mapping[str, Queued], recorded: datetime) -> list[Problem]:
    found = []
    if said["link"] not in queue:
        found.append(Problem(where, f"{said['link']!r} is no link that was proposed", f"The links are in {LINKS}."))
    if said["decision"] not in WORDS:
        found.append(Problem(where, f"{said['decision']!r} is no decision", nearest(said["decision"], WORDS)))
    found += [
        Problem(where, f"{name} is empty", "Every decision names who made it and why: it may be questioned later.")
        for name in ("decided_by", "why")
        if not said[name]
    ]
    return found + list(_problems_of_moment(said["decided_at"], where, recorded))


def _problems_of_moment(text: str, where: str, recorded: datetime) -> Iterator[Problem]:
    try:
        moment = _moment(text)
    except ValueError:
        remedy = "Write 2026-03-01T14:30; without an offset it is the time in London."
        yield Problem(where, f"decided_at {text!r} is no date with a time", remedy)
        return
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        what = f"decided_at {text} falls in the hour in which the clocks of London change, so it is no one moment"
        yield Problem(
            where, what, f"Write the offset from UTC: {text}+01:00 in summer time, {text}+00:00 in winter time."
        )
    elif moment > recorded:
        yield Problem(where, f"decided_at {text} has not come yet", "Say when it was decided.")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
