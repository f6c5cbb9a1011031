"""Made-up investigations of a force that does not exist, over eighteen months."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from making_up.clerk import BEGIN, END, Clerk, Span
from making_up.csv_writing import write

TABLES = Path(__file__).resolve().parents[2] / "examples" / "investigations" / "tables.toml"
INTERVALS = {"high": 7, "medium": 18, "standard": 28}  # what supervisors here aim at, in days
EXCUSAL = ("standard", "subject", "begins_on", "ends_on", "reason", "asked_by", "approved_by", "recorded_at")

HOLDING = ("subject_table", "subject", "unit", "officer", "began_at", "ended_at", "recorded_at", "end_recorded_at")


class Force(Clerk):
    """What becomes of an investigation there."""

    def investigate(self, reported: datetime) -> None:
        chance = self.chance
        opened = self.later(reported, chance.wait(0.1))
        row = self.add("investigation", reported_at=reported, entered_at=self.entered(reported, late=0.02),
                       category=chance.one(["burglary", "violence", "domestic abuse", "sexual offence", "fraud"]),
                       contact_interval=chance.one(["14 days", "21 days"]) if chance.yes(0.4) else "")  # fmt: skip
        if not row:
            return
        case, closed = row["id"], self.later(opened, 12 + chance.wait(35) + chance.wait(35), hour=16)
        row["victim"] = self.victim(reported) if chance.yes(0.92) else ""
        if chance.yes(0.015):
            row["contact_interval"] = "as agreed"
        if not chance.yes(0.03):
            recorded = self.later(reported, chance.wait(0.35))
            self.add("crime", investigation=case, recorded_at=recorded, entered_at=self.entered(recorded))
        levels = self.grade(case, opened, closed)
        spans = [(opened, closed)]
        if chance.yes(0.08):
            again = self.later(closed, chance.whole(10, 50), hour=10)
            spans.append((again, self.later(again, chance.whole(15, 60), hour=15)))
        for span in spans:
            self.tenure("open_span", "opened_at", "closed_at", span, investigation=case)
            quiet = [self.suspend(case, span)] if chance.yes(0.13) else []
            quiet += [self.excuse(case, span)] if chance.yes(0.03) else []
            self.supervise(case, span, levels, quiet)
            self.hold(case, span, row if span is spans[0] else {})
            self.inform(case, span)
        self.conclude(case, opened, closed)

    def victim(self, reported: datetime) -> str:
        chosen = self.chance.one(self.victims)
        if chosen not in self.known:
            self.known.add(chosen)
            asked = "" if self.chance.yes(0.04) else str(self.chance.yes(0.3)).lower()
            self.add("victim", known_from=reported, vulnerable=asked, entered_at=reported)
            self.rows["victim"][-1]["id"] = chosen
        return chosen

    def grade(self, case: str, opened: datetime, closed: datetime) -> list[tuple[datetime, str]]:
        """The gradings of an investigation; a few have none, and a few of them are corrected or withdrawn."""
        chance, found = self.chance, []
        at = self.later(opened, chance.wait(0.2))
        while at < closed and not (not found and chance.yes(0.03)):
            level = chance.one(["high", "medium", "medium", "standard", "standard"])
            found.append((at, level))
            row = self.add("risk_grading", investigation=case, graded_at=at, level=level, entered_at=self.entered(at))
            if row and chance.yes(0.04):
                self.correct("risk_grading", row, level=chance.one(sorted(set(INTERVALS) - {level})))
            elif row and len(found) > 1 and chance.yes(0.05):
                self.correct("risk_grading", row, withdrawn="true")
            at = self.later(at, 10 + chance.wait(60), hour=11)
        return found

    def correct(self, table: str, row: dict[str, Any], days: float = 0, **changed: str) -> None:
        """Another version of a row, some days later."""
        entered = self.later(datetime.fromisoformat(row["entered_at"]), days or self.chance.whole(1, 12), hour=14)
        if self.add(table, entered_at=entered):
            self.rows[table][-1] = {**row, **changed, "entered_at": self.rows[table][-1]["entered_at"]}

    def suspend(self, case: str, span: Span) -> Span:
        began = self.later(span[0], self.chance.whole(3, 15), hour=12)
        ended = min(span[1], self.later(began, self.chance.whole(8, 60), hour=12))
        reason = self.chance.one(["a forensic result is awaited", "the victim is abroad", "a witness is in hospital"])
        self.tenure("suspension", "began_at", "ended_at", (began, ended), investigation=case, reason=reason)
        return began, ended

    def excuse(self, case: str, span: Span) -> Span:
        begins = self.later(span[0], self.chance.whole(5, 15), hour=9)
        ends = self.later(begins, self.chance.whole(20, 40), hour=9)
        self.add("excusal", standard="supervised", subject=case, begins_on=f"{begins:%Y-%m-%d}",
                 ends_on=f"{ends:%Y-%m-%d}", reason="another force leads for the time being",
                 asked_by="SIM-SERGEANT-01", approved_by="SIM-INSPECTOR-01", recorded_at=begins)  # fmt: skip
        return begins, ends

    def supervise(self, case: str, span: Span, levels: list[tuple[datetime, str]], quiet: list[Span]) -> None:
        """Reviews, most of them in time; some are ticks, say no next step at first, or are corrected later."""
        chance, last = self.chance, span[0]
        while True:
            level = next((level for at, level in reversed(levels) if at <= last), "high")
            late = -chance.whole(0, 2) if chance.yes(0.62) else chance.whole(1, 3) + chance.wait(9)
            held = self.later(last, max(1, INTERVALS[level] + late), hour=chance.whole(8, 18))
            for begins, ends in quiet:
                held = self.later(ends, chance.whole(0, 4), hour=17) if begins < held < ends else held
            if held >= span[1]:
                return
            action = "" if chance.yes(0.15) else chance.one(["trace the vehicle", "see the witness", "view the film"])
            row = self.add("review", investigation=case, held_at=held, next_action=action,
                           entered_at=self.entered(held), active=str(chance.yes(0.9)).lower())  # fmt: skip
            if row and not action and chance.yes(0.6):
                self.correct("review", row, days=chance.whole(1, 5), next_action="see the witness")
            elif row and chance.yes(0.02):
                self.correct("review", row, **chance.one([{"active": "false"}, {"withdrawn": "true"}]))
            last = held

    def hold(self, case: str, span: Span, row: dict[str, Any]) -> None:
        """Somebody holds it from allocation on, with handovers; the first allocation stands on the investigation."""
        chance = self.chance
        began = self.later(span[0], chance.whole(3, 6) if chance.yes(0.1) else chance.wait(0.3))
        if row and began <= END and not chance.yes(0.03):
            row["allocated_at"] = began.isoformat(timespec="minutes")
            row["allocation_entered_at"] = self.later(began, 0.01).isoformat(timespec="minutes")
        while began < span[1]:
            over = self.later(began, 15 + chance.wait(40), hour=13) if chance.yes(0.35) else span[1]
            officer = chance.one(self.officers)
            ends = min(over, span[1])
            self.tenure("allocation", "began_at", "ended_at", (began, ends), investigation=case, officer=officer,
                        unit=self.unit(officer))  # fmt: skip
            began = self.later(ends, chance.whole(2, 5), hour=9) if chance.yes(0.3) else ends

    def say_who_holds(self) -> None:
        """Of each investigation and each officer, which unit held it when: what the duties' units come from."""
        held = [("officer", one["id"], one["unit"], "", one["joined_at"], "", one["entered_at"], "")
                for one in self.rows["officer"]]  # fmt: skip
        named = ("investigation", "unit", "officer", "began_at", "ended_at", "entered_at", "end_entered_at")
        held += [("investigation", *(one.get(name, "") for name in named)) for one in self.rows["allocation"]]
        for number, row in enumerate(held, start=1):
            self.rows["holding"].append({"id": f"SIM-HOLDING-{number:04}", **dict(zip(HOLDING, row, strict=True))})

    def inform(self, case: str, span: Span) -> None:
        at = self.later(span[0], 0.5 + self.chance.wait(3), hour=17)
        while at < span[1]:
            self.add("contact", investigation=case, made_at=at, tells_outcome="false", entered_at=self.entered(at))
            at = self.later(at, self.chance.whole(8, 24) + self.chance.wait(3), hour=17)

    def conclude(self, case: str, opened: datetime, closed: datetime) -> None:
        """A plan, mostly before the outcome; the outcome, with its reason; and the victim told of it."""
        chance = self.chance
        decided = self.later(closed, -chance.whole(1, 9), hour=12)
        if chance.yes(0.88):
            made = self.later(decided, chance.whole(1, 8), hour=10) if chance.yes(0.08) else self.later(
                opened, 1 + chance.wait(5), hour=10)  # fmt: skip
            self.add("plan", investigation=case, made_at=made, entered_at=self.entered(made))
        if not chance.yes(0.94):
            return
        said = chance.yes(0.9) and {"rationale": "the evidence and what the victim wishes"}
        reasoned = {**said, "rationale_entered_at": self.entered(decided, late=0.15)} if said else {}
        self.add("outcome", investigation=case, decided_at=decided, entered_at=self.entered(decided), **reasoned,
                 result=chance.one(["charged", "resolved in the community", "no suspect", "victim does not support"]),
                 )  # fmt: skip
        if chance.yes(0.9):
            told = self.later(decided, 1 + chance.wait(3), hour=17)
            self.add("contact", investigation=case, made_at=told, tells_outcome="true", entered_at=self.entered(told))


def investigations(folder: Path, number: int = 200) -> None:
    """The columns are those that tables.toml declares; nothing is declared twice."""
    declared = tomllib.loads(TABLES.read_text(encoding="utf-8"))
    tables = {table: ("id", *body["columns"]) for table, body in declared.items()} | {
        "excusal": ("id", *EXCUSAL),
        "holding": ("id", *HOLDING),
    }
    force = Force(tables, 2016)
    joined = datetime(2014, 9, 1, 9)
    for officer in force.officers:
        force.add("officer", joined_at=joined, unit=force.unit(officer), entered_at=joined)["id"] = officer
    minutes = (END - timedelta(days=6) - BEGIN) // timedelta(minutes=1)
    for minute in sorted(force.chance.whole(0, minutes) for _ in range(number)):
        force.investigate(force.later(BEGIN, minute / 1440))
    force.say_who_holds()
    for table, columns in tables.items():
        write(folder / "data" / f"{table}.csv", columns, force.rows[table])
