"""Writes the made-up data of the examples, the same to the byte each time: `python tools/make_up.py [FOLDER]`.

`fines/made_up.csv` has the columns of a published log of road traffic fines, and `investigations/data/` the records of
a force that does not exist. Nothing in either is about anybody: every id says so.
"""

import csv
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from math import log
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
T = TypeVar("T")


class Chance:
    """Seeded chance. Only `random()` is asked of the generator: it alone gives the same numbers in every version."""

    def __init__(self, seed: int) -> None:
        self.next = Random(seed).random

    def yes(self, share: float) -> bool:
        return self.next() < share

    def whole(self, least: int, most: int) -> int:
        return least + int(self.next() * (most - least + 1))

    def one(self, options: list[T]) -> T:
        return options[self.whole(0, len(options) - 1)]

    def wait(self, mean: float) -> float:
        """How long something takes that may happen at any time: most often short, now and then long."""
        return -mean * log(1 - self.next())


def write(path: Path, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


# --- fines -----------------------------------------------------------------------------------------------------------

FINE_COLUMNS = (
    "case", "idx", "concept:name", "time:timestamp", "amount", "org:resource", "dismissal", "vehicleClass",
    "totalPaymentAmount", "lifecycle:transition", "article", "points", "expense", "notificationType", "lastSent",
    "paymentAmount", "matricola",
)  # fmt: skip
CREATE, SEND, NOTIFY, PENALTY, PAY, COLLECT, APPEAL, FILE, RESULT, TELL, JUDGE = FINE_ACTIVITIES = (
    "Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty", "Payment", "Send for Credit Collection",
    "Insert Date Appeal to Prefecture", "Send Appeal to Prefecture", "Receive Result Appeal from Prefecture",
    "Notify Result Appeal to Offender", "Appeal to Judge",
)  # fmt: skip
COLLECTION_DAYS = (date(2012, 3, 26), date(2013, 3, 25))  # it is batch work
LAST_FINE_DAY = date(2013, 6, 30)
Story = list[tuple[str, int]]  # what was done, and how many days after the fine was made out

#: What chance would bring too seldom: the day of the fine, what it lacks, and what became of it.
TOLD_STORIES: list[tuple[date, str, Story]] = [
    (date(2013, 6, 30), "article", []),
    (date(2013, 5, 2), "article", [(PAY, 3)]),
    (date(2012, 5, 2), "amount", [(SEND, 80), (NOTIFY, 95), (PAY, 120)]),
    (date(2012, 2, 1), "", [(SEND, 30), (PAY, 30)]),
    (date(2012, 2, 1), "", [(SEND, 90), (NOTIFY, 100), (PAY, 110), (PAY, 140), (PAY, 170)]),
    (date(2012, 2, 1), "", [(PAY, 120)]),
    (date(2012, 2, 1), "", [(SEND, 91)]),
    (date(2013, 3, 1), "", [(SEND, 80), (APPEAL, 95), (NOTIFY, 100)]),
    (date(2012, 3, 1), "", [(SEND, 80), (APPEAL, 95), (NOTIFY, 100), (PENALTY, 160)]),
    (date(2013, 3, 1), "", [(SEND, 80), (JUDGE, 95), (NOTIFY, 100)]),
    (date(2012, 3, 1), "", [(SEND, 80), (JUDGE, 95), (NOTIFY, 100), (PENALTY, 160)]),
    (date(2011, 7, 27), "", [(SEND, 50), (NOTIFY, 70), (JUDGE, 130), (PENALTY, 130)]),  # notified on 5 October 2011
    (date(2011, 7, 28), "", [(SEND, 50), (NOTIFY, 70), (JUDGE, 130), (PENALTY, 130)]),  # and on the day of the change
    (date(2011, 9, 1), "", [(SEND, 80), (NOTIFY, 90), (COLLECT, 571), (PENALTY, 572)]),
    (date(2011, 9, 1), "", [(SEND, 80), (NOTIFY, 90), (COLLECT, 571)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (PENALTY, 130), (RESULT, 200), (FILE, 201)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (RESULT, 120), (TELL, 151), (PENALTY, 130)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PAY, 130)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PAY, 190)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PENALTY, 130)]),
    (date(2012, 12, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (PENALTY, 130), (RESULT, 200)]),
    (date(2013, 2, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 130), (PENALTY, 130)]),
    (date(2012, 2, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 131), (PENALTY, 130)]),
]  # fmt: skip


def fines(folder: Path, number: int = 300) -> None:
    chance = Chance(2013)
    told = list(TOLD_STORIES)
    while len(told) < number:
        made_on = date(2011, 1, 3) + timedelta(chance.whole(0, 900))
        told.append((made_on, "", list(chance_story(chance, made_on))))
    rows = [
        row
        for at, (made_on, lacking, story) in enumerate(told, start=1)
        for row in fine_rows(f"MADE-UP-{at:04}", made_on, lacking, story, chance)
    ]
    write(folder / "made_up.csv", FINE_COLUMNS, rows)


def chance_story(chance: Chance, made_on: date) -> Iterator[tuple[str, int]]:
    """One of the ordinary ways of a fine: paid at once, or sent, notified, and paid or passed on for collection."""
    if chance.yes(0.4):
        yield PAY, round(chance.wait(12))
        return
    sent = chance.whole(40, 130)
    notified = sent + chance.whole(6, 25)
    yield from ((SEND, sent), (NOTIFY, notified))
    if chance.yes(0.15):
        yield from appeal_story(chance, notified)
    if chance.yes(0.03):
        yield PAY, notified + chance.whole(1, 55)
        return
    yield PENALTY, notified + (chance.whole(61, 70) if chance.yes(0.05) else 60)
    batch = next((day for day in COLLECTION_DAYS if (day - made_on).days > notified + 100), None)
    if batch is not None and chance.yes(0.8):
        yield COLLECT, (batch - made_on).days
    elif chance.yes(0.5):
        yield PAY, notified + chance.whole(65, 200)


def appeal_story(chance: Chance, notified: int) -> Iterator[tuple[str, int]]:
    if chance.yes(0.25):
        yield JUDGE, notified + chance.whole(5, 65)
        return
    appealed = notified + chance.whole(3, 64)
    yield APPEAL, appealed
    if chance.yes(0.85):
        yield FILE, appealed + chance.whole(5, 40)
    if chance.yes(0.6):
        yield RESULT, (decided := appealed + chance.whole(60, 160))
        yield TELL, decided + chance.whole(5, 40)


def fine_rows(case: str, made_on: date, lacking: str, story: Story, chance: Chance) -> Iterator[dict[str, Any]]:
    """The rows of one fine, in the order of their days, as far as the log goes."""
    amount = chance.one([36.0, 38.0, 74.0, 148.0])
    said = {
        CREATE: {"amount": amount, "dismissal": "NIL", "vehicleClass": "A", "totalPaymentAmount": 0.0,
                 "article": chance.one([7, 157, 158]), "points": 0},
        SEND: {"expense": 13.0}, NOTIFY: {"notificationType": "P", "lastSent": "P"}, PENALTY: {"amount": 2 * amount},
        PAY: {"totalPaymentAmount": amount, "paymentAmount": amount},
    }  # fmt: skip
    said[CREATE].pop(lacking, None)
    days = sorted(((CREATE, 0), *story), key=lambda one: one[1])
    for index, (activity, after) in enumerate(days):
        if (day := made_on + timedelta(after)) <= LAST_FINE_DAY:
            at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/Rome")).isoformat()
            row = {"case": case, "idx": index, "concept:name": activity, "time:timestamp": at}
            yield {**row, "lifecycle:transition": "complete", **said.get(activity, {})}


# --- investigations --------------------------------------------------------------------------------------------------

BEGIN, END = datetime(2015, 4, 1), datetime(2016, 9, 30, 23, 59)
UNITS = ("SIM-UNIT-NORTH", "SIM-UNIT-SOUTH", "SIM-UNIT-VULNERABILITY")
INTERVALS = {"high": 7, "medium": 18, "standard": 28}  # what supervisors here aim at, in days
EXCUSAL = ("standard", "subject", "begins_on", "ends_on", "reason", "asked_by", "approved_by", "recorded_at")
Span = tuple[datetime, datetime]


class Force:
    """A small force that does not exist, over eighteen months."""

    def __init__(self, tables: Iterable[str], seed: int) -> None:
        self.chance = Chance(seed)
        self.rows: dict[str, list[dict[str, Any]]] = {table: [] for table in tables}
        self.officers = [f"SIM-OFFICER-{number:02}" for number in range(1, 13)]
        self.victims = [f"SIM-VICTIM-{number:03}" for number in range(1, 401)]
        self.known: set[str] = set()

    def unit(self, officer: str) -> str:
        return UNITS[self.officers.index(officer) // 4]

    def add(self, table: str, **row: Any) -> dict[str, Any]:
        """A row, its times as text; what was entered after the end is not in the extract."""
        if max(value for value in row.values() if isinstance(value, datetime)) > END:
            return {}
        named = f"SIM-{table.replace('_', '-').upper()}-{len(self.rows[table]) + 1:04}"
        texts = {name: value.isoformat(timespec="minutes") if isinstance(value, datetime) else value
                 for name, value in {"id": named, **row}.items()}  # fmt: skip
        self.rows[table].append(texts)
        return texts

    # --- times ---------------------------------------------------------------------------------------------------

    def later(self, moment: datetime, days: float, hour: int | None = None) -> datetime:
        """Some days on, at an hour of work; never in the hour that a night in spring leaves out."""
        then = (moment + timedelta(days=days)).replace(second=0, microsecond=0)
        if hour is not None:
            then = then.replace(hour=hour, minute=self.chance.whole(0, 59))
        return then.replace(hour=2) if then.hour == 1 else then

    def entered(self, moment: datetime, late: float = 0.06) -> datetime:
        """When it was entered: nearly always within the hour, now and then days later."""
        if self.chance.yes(late):
            return self.later(moment, 1 + self.chance.wait(3), hour=9)
        return self.later(moment, self.chance.whole(0, 60) / 1440)

    def tenure(self, table: str, began: str, ended: str, span: Span, **row: Any) -> None:
        """A row with two ends; the second is empty where it lies, or was entered, after the end of the extract."""
        ends_entered = self.entered(span[1])
        names = {"open_span": "closing_entered_at", "suspension": "end_entered_at", "holding": "end_entered_at"}
        ending = {ended: span[1], names[table]: ends_entered} if max(span[1], ends_entered) <= END else {}
        self.add(table, **row, **{began: span[0]}, entered_at=min(self.entered(span[0]), ends_entered), **ending)

    # --- one investigation ---------------------------------------------------------------------------------------

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
            self.tenure("holding", "began_at", "ended_at", (began, ends), investigation=case, officer=officer,
                        unit=self.unit(officer))  # fmt: skip
            began = self.later(ends, chance.whole(2, 5), hour=9) if chance.yes(0.3) else ends

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
    declared = tomllib.loads((EXAMPLES / "investigations" / "tables.toml").read_text(encoding="utf-8"))
    tables = {table: ("id", *body["columns"]) for table, body in declared.items()} | {"excusal": ("id", *EXCUSAL)}
    force = Force(tables, 2016)
    joined = datetime(2014, 9, 1, 9)
    for officer in force.officers:
        force.add("officer", joined_at=joined, unit=force.unit(officer), entered_at=joined)["id"] = officer
    minutes = (END - timedelta(days=6) - BEGIN) // timedelta(minutes=1)
    for minute in sorted(force.chance.whole(0, minutes) for _ in range(number)):
        force.investigate(force.later(BEGIN, minute / 1440))
    for table, columns in tables.items():
        write(folder / "data" / f"{table}.csv", columns, force.rows[table])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    fines(target / "fines")
    investigations(target / "investigations")
