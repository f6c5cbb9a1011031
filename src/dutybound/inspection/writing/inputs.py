"""What a report is written from beside the figures: judgments that people made, findings, and audits."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.inspection.audits.audit_files import read_audited
from dutybound.inspection.audits.results import AuditResult
from dutybound.inspection.findings.draft import DraftFinding
from dutybound.inspection.findings.finding_file import read_findings
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.grades import Grade, grade_in

#: What must be said of a grade for it to be a judgment: whose it is, when it was made, and why.
SAID = ("question", "grade", "by", "at", "reason")
#: What a judgment may rest on: what the records of judgments know, which this layer may not read.
BASES = ("inspected", "carried over", "amended", "not graded")


@dataclass(frozen=True)
class Judgment:
    """A person's own grade of a question or of a pillar. `proposal` is beside it, and only where it is itself there.

    `basis`: one of BASES. `at`: the day it was written or, of a decision (`is_decision`), from which it holds.
    """

    question: str
    grade: str
    reason: str
    by: str
    at: str
    basis: str = "inspected"
    proposal: str = ""
    proposal_why: tuple[str, ...] = ()
    fictional: bool = False  # a made-up inspector's, for a demonstration; the report says so
    place: str = ""  # where it stands in the file of grades
    is_decision: bool = False


@dataclass(frozen=True)
class Found:
    """A finding as a report carries it, with where it stands in the register or in the file of findings."""

    draft: DraftFinding
    place: str
    status: str = ""
    id: str = ""


@dataclass(frozen=True)
class AuditSeen:
    """One audited question over all strata, with its place in audits.json."""

    place: str
    key: str
    question: str
    good: int
    of: int
    share: float | None  # weighted by stratum where there are several
    low: float | None
    high: float | None
    relied_on: bool = True


@dataclass(frozen=True)
class Judged:
    """All that people decided, by the key of the question or pillar."""

    judgments: Mapping[str, Judgment] = field(default_factory=dict)
    findings: tuple[Found, ...] = ()


def read_grades(file: Path, framework: Framework) -> dict[str, Judgment]:
    """Own grades from a TOML file: [[grade]] with question, grade, by, at, reason. All problems at once."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("grade", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DutyboundError(Problem(f"{file}", f"cannot be read: {error}")) from error
    known = {one.key for one in framework.questions()} | {one.key for one in framework.pillars}
    problems: list[Problem] = [] if rows else [Problem(f"{file}", "holds no grade", "Write each under [[grade]].")]
    found: dict[str, Judgment] = {}
    for place, row in enumerate(rows):
        where = f"{file.name}, grade {place + 1}"
        problems += _wrong(where, row, known, framework)
        if row.get("question") in found:
            problems.append(Problem(where, f"{row['question']} is graded twice"))
        if not problems:
            found[row["question"]] = _judgment(row, place)
    if problems:
        raise DutyboundError(problems, "The grades cannot be used")
    return found


def _wrong(where: str, row: Mapping[str, Any], known: set[str], framework: Framework) -> list[Problem]:
    lacking = [name for name in SAID if not f"{row.get(name, '')}".strip()]
    problems = (
        [Problem(where, f"lacks {', '.join(lacking)}", "A grade says whose it is, when, and why.")] if lacking else []
    )
    if "question" in row and row["question"] not in known:
        problems.append(
            Problem(where, f"{row['question']} is no question of {framework.key}", nearest(f"{row['question']}", known))
        )
    if "grade" in row and grade_in(f"{row['grade']}") is None:
        problems.append(
            Problem(where, f"{row['grade']!r} is no grade", f"Grades: {', '.join(framework.scale)}, ungraded.")
        )
    elif isinstance(grade_in(f"{row.get('grade')}"), Grade) and grade_in(f"{row['grade']}") not in framework.scale:
        remedy = f"Grades: {', '.join(framework.scale)}, ungraded."
        problems.append(Problem(where, f"{row['grade']!r} is not on the scale of {framework.key}", remedy))
    return [*problems, *_wrong_facts(where, row)]


def _wrong_facts(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    """A basis that is none, and a day that is none or has not come."""
    basis = f"{row.get('basis', BASES[0])}"
    if basis not in BASES:
        yield Problem(where, f"{basis!r} is no basis", nearest(basis, BASES) or f"Bases: {', '.join(BASES)}.")
    if "at" in row:
        try:
            day = date.fromisoformat(f"{row['at']}"[:10])
        except ValueError:
            yield Problem(where, f"{row['at']!r} is no day", "Write it as 2016-08-01.")
        else:
            if day > (now() + timedelta(hours=14)).date():  # later than anywhere on earth
                yield Problem(where, f"{row['at']} has not come yet", "Say when the grade was written.")


def _judgment(row: Mapping[str, Any], place: int) -> Judgment:
    return Judgment(
        row["question"], f"{grade_in(row['grade'])}", row["reason"], row["by"], f"{row['at']}",
        row.get("basis", "inspected"), fictional=bool(row.get("fictional", False)), place=f"grade / {place}",
    )  # fmt: skip


def findings_in(file: Path) -> tuple[Found, ...]:
    """Findings that people adopted, each with its place in its file."""
    return tuple(Found(one.draft, f"{one.place}", one.status, one.id) for one in read_findings(file))


def read_audits(file: Path) -> dict[str, AuditSeen]:
    """What audits found over all strata, by the key of the question; a file that says otherwise is refused."""
    return {key: _audit(one.place, one.result) for key, one in read_audited(file).items()}


def _audit(place: str, one: AuditResult) -> AuditSeen:
    return AuditSeen(place, one.key, one.question, one.good, one.of, one.share, one.low, one.high, one.relied_on)
