"""One page for the chief officers: judgments, what is late and what it carries, what cannot be told, what was read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dutybound.inspection.writing.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from dutybound.inspection.writing.evidence import n_of_n, quoted
from dutybound.inspection.writing.inputs import AuditSeen
from dutybound.inspection.writing.narrating import claim_of, said, untold
from dutybound.inspection.writing.origins import Cell, Listed, Ratio, Rows
from dutybound.inspection.writing.pieces import Number, Sentence, count, counted, joined, words
from dutybound.inspection.writing.written import FULL, Written
from dutybound.reports.saying import percent, title_of

#: How many lines each list has, so that all of it stays one page.
LATE, CANNOT, AUDITS = 7, 5, 6
BAND = r"regexp_extract(policy, '\[([^\]]*)\]', 1)"


@dataclass(frozen=True)
class Late:
    """What is overdue under one standard: by the band of its limit, the band with the shortest first."""

    standard: str
    overdue: int
    oldest: int
    bands: tuple[tuple[str, int], ...]

    @property
    def weight(self) -> tuple[int, int]:
        """Standards that tell risks apart come by what is late at the highest, and then all by how much is late."""
        return (self.bands[0][1] if self.bands else 0, self.overdue)


def late_of(duties: Path, measures: Mapping[str, Any], definitions: Mapping[str, Any]) -> list[Late]:
    """Every standard under which anything is overdue, the gravest first."""
    with duckdb.connect() as connection:
        query = f"SELECT standard, {BAND}, count(*) FROM read_parquet(?) WHERE state = 'overdue' GROUP BY ALL"
        found: dict[str, dict[str, int]] = {}
        for standard, band, number in connection.execute(query, [str(duties)]).fetchall():
            found.setdefault(standard, {})[band or ""] = number
    lines = []
    for standard, bands in found.items():
        since = measures[standard]["backlog"]["days_since_due"]
        known = [band for one in definitions["standards"][standard]["policies"] for band in one["bands"]]
        named = tuple((band, bands[band]) for band in dict.fromkeys(known) if band in bands)
        if since is not None:
            lines.append(Late(standard, sum(bands.values()), since["oldest"], named))
    return sorted(lines, key=lambda one: (*one.weight, one.standard), reverse=True)


def summary_of(
    written: Written, late: Sequence[Late], measures: Mapping[str, Any], audits: Mapping[str, AuditSeen]
) -> Document:
    """The page; it is internal, as its counts are not suppressed."""
    blocks = [*_judgments(written), *_late(late), *_cannot(written, measures), *_audited(audits)]
    lead = words("For the chief officers, as at ", said(written.as_at, "this/definitions.json", "as_at"))
    foot: Sentence = (
        "Made by Dutybound from the same figures as the report beside it; figures.json says where each comes from.",
    )
    return Document(written.title, FULL, lead, (), tuple(blocks), foot, is_one_page=True)


def _judgments(written: Written) -> Iterator[Block]:
    yield Heading(2, ("Judgments",), "judgments")
    rows = []
    for question in written.questions:
        judgment = written.judgments.get(question.key)
        if question.graded:
            head = words(said(question.short or question.title, "framework", question.key))
            rows.append((head, (judgment.grade.capitalize() if judgment else "No judgment has been made",)))
    yield Table(
        ("The judgment of each question, by the person who made it",), ("Question", "Judgment"), tuple(rows), numbers=9
    )


def _late(late: Sequence[Late]) -> Iterator[Block]:
    yield Heading(2, ("What is late, and what it carries",), "late")
    if not late:
        yield Paragraph(("Nothing is overdue.",))
        return
    rows = tuple(_late_row(one) for one in late[:LATE])
    yield Table(
        ("Duties overdue, those with the gravest risk first",),
        ("Standard", "Overdue", "Oldest, in days", "By risk"),
        rows,
    )
    if rest := late[LATE:]:
        more = count(len(rest), _further([one.standard for one in late[:LATE]]))
        yield Paragraph(words("Under ", *counted(more, "further standard"), " something is overdue as well."), "quiet")


def _further(shown: Sequence[str]) -> Rows:
    """Under how many more standards anything is overdue than under those that are shown."""
    named = ", ".join(quoted(one) for one in shown)
    return Rows("this/duties.parquet", "count(DISTINCT standard)", f"state = 'overdue' AND standard NOT IN ({named})")


def _late_row(one: Late) -> tuple[Sentence, ...]:
    file = "this/measures.json"
    bands = [
        words(f"{said_band(band)} ", count(number, Rows("this/duties.parquet", "count(*)",
              f"standard = {quoted(one.standard)} AND state = 'overdue' AND {BAND} = {quoted(band)}")))
        for band, number in one.bands
    ]  # fmt: skip
    return (
        (title_of(one.standard),), (count(one.overdue, Cell(file, f"{one.standard} / overdue")),),
        (count(one.oldest, Cell(file, f"{one.standard} / backlog / days_since_due / oldest")),),
        joined(bands, ", ") or ("not told apart",),
    )  # fmt: skip


def said_band(band: str) -> str:
    """A band as words; what is in digits in it is no count."""
    return "".join(one for one in band.replace("_", " ") if not one.isdigit()).strip() or "other"


def _cannot(written: Written, measures: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(2, ("What cannot be assessed",), "cannot")
    lost = sorted(
        ((one["unassessable"], name, one["owed"]) for name, one in measures.items() if one["unassessable"]),
        reverse=True,
    )
    file, items = "this/measures.json", []
    for number, name, owed in lost[:CANNOT]:
        of = n_of_n(number, owed, Cell(file, f"{name} / unassessable"), Cell(file, f"{name} / owed"))
        items.append((words(f"{title_of(name)}: ", *of, " duties cannot be assessed."), ()))
    missing = [one for many in written.evidence.values() for one in untold(many)]
    core = [one for one in missing if one.bearing.weight == "core"] or missing
    items += [(words("Cannot be told: ", claim_of(one)), ()) for one in core[:CANNOT]]
    yield Bullets(tuple(items)) if items else Paragraph(("Everything that was asked could be assessed.",))
    if missing:
        names = tuple(f"{one.question} / {one.bearing.key}" for one in missing)
        number = count(len(missing), Listed("practices of which nothing can be told", names))
        yield Paragraph(
            words("Of ", *counted(number, "practice"), " in all nothing can be told; the report names each."), "quiet"
        )


def _audited(audits: Mapping[str, AuditSeen]) -> Iterator[Block]:
    yield Heading(2, ("Audited quality",), "audited")
    if not audits:
        yield Paragraph(
            ("No files were read by trained people, so nobody can say how good the work behind these figures is.",)
        )
        return
    whole_sets = [one for one in audits.values() if "." not in one.key] or list(audits.values())
    yield Table(("Files read by trained people that were good",), ("What was read for", "Share", "n of N", "Interval"),
                tuple(_audit_row(one) for one in whole_sets[:AUDITS]))  # fmt: skip


def _audit_row(one: AuditSeen) -> tuple[Sentence, ...]:
    file, at = "audits.json", one.place
    name = said(one.key.replace("-", " ").replace(".", ": ").capitalize(), file, f"{at}")
    good, of = Cell(file, f"{at} / good"), Cell(file, f"{at} / of")
    if not one.of or one.low is None or one.high is None:
        return (name,), ("not told",), n_of_n(one.good, one.of, good, of), ("none",)
    if one.share is None:  # a file that says none
        share = Number(percent(one.good / one.of), one.good / one.of, Ratio(good, of))
    else:
        share = Number(percent(one.share), one.share, Cell(file, f"{at} / share"))
    ends = (
        Number(percent(one.low), one.low, Cell(file, f"{at} / low")),
        " to ",
        Number(percent(one.high), one.high, Cell(file, f"{at} / high")),
    )
    return (
        (name,),
        (share,) if one.relied_on else (share, " (not to be relied on)"),
        n_of_n(one.good, one.of, good, of),
        ends,
    )
