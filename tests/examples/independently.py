"""What the real logs say, worked out again with pandas alone: nothing of this project is imported here."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ROME, AMSTERDAM = "Europe/Rome", "Europe/Amsterdam"
FINE_EVENTS = {
    "Create Fine": "created", "Send Fine": "sent", "Insert Fine Notification": "notified", "Add penalty": "penalty",
    "Payment": "paid", "Send for Credit Collection": "collected", "Insert Date Appeal to Prefecture": "appealed",
    "Send Appeal to Prefecture": "filed", "Receive Result Appeal from Prefecture": "decided",
    "Notify Result Appeal to Offender": "told", "Appeal to Judge": "judged",
}  # fmt: skip
CHANGED = pd.Timestamp("2011-10-06")  # from here on the dated policy gives thirty days to appeal to a judge


def states(
    owed: pd.Series, due: pd.Series, met: pd.Series, ended: pd.Series | None = None, as_at: str = "2013-06-30"
) -> pd.Series:
    """The state of one duty for each row that owes one. What lies before it is owed counts for nothing.

    A fulfilment is taken before an end of the same moment; a due date that is not known is still to come.
    """
    never = met.where(met.isna())
    table = pd.DataFrame({"owed": owed, "due": due, "met": met, "ended": never if ended is None else ended})
    table = table[table["owed"].notna()]
    met, due = table["met"].where(table["met"] >= table["owed"]), table["due"]
    ended = table["ended"].where(table["ended"] >= table["owed"])
    found = pd.Series("pending", table.index).mask(due < pd.Timestamp(as_at, tz=getattr(due.dt, "tz", None)), "overdue")
    found = found.mask(ended.notna(), "lapsed").mask(ended > due, "missed")
    is_met = met.notna() & ~(ended < met)
    return found.mask(is_met, "met").mask(is_met & (met > due), "met_late")


# --- fines -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fines:
    """The log, and for each fine the local day on which each thing was first done."""

    log: pd.DataFrame
    days: pd.DataFrame

    def count(self, event: str) -> int:
        """How often something was done, counted straight from the file."""
        return int((self.log["event"] == event).sum())


def fines(path: Path) -> Fines:
    log = pd.read_csv(path, dtype=str, usecols=["case", "concept:name", "time:timestamp", "amount", "article"])
    log["event"] = log["concept:name"].map(FINE_EVENTS)
    instants = pd.to_datetime(log["time:timestamp"], utc=True)
    log["day"] = instants.dt.tz_convert(ROME).dt.tz_localize(None).dt.normalize()
    return Fines(log, log.pivot_table(index="case", columns="event", values="day", aggfunc="min"))


def days_on(start: pd.Series, number: int) -> pd.Series:
    return start + pd.Timedelta(days=number)


def paid_since(given: Fines, since: pd.Series) -> pd.Series:
    """The first payment from a day on: one made before it ends nothing, and a fine may be paid in parts."""
    paid = given.log[given.log["event"] == "paid"]
    return paid[paid["day"] >= paid["case"].map(since)].groupby("case")["day"].min().reindex(since.index)


def fine_states(given: Fines) -> dict[str, pd.Series]:
    """By standard, the state of each fine's duty."""
    day = given.days
    judge_limit = day["notified"].lt(CHANGED).map({True: 60, False: 30})
    judge_due = day["notified"] + pd.to_timedelta(judge_limit, unit="D")
    created = given.log[given.log["event"] == "created"].set_index("case")
    is_complete = created["amount"].notna() & created["article"].notna()
    return {
        "complete": is_complete.map({True: "met", False: "overdue"}),
        "sent": states(day["created"], days_on(day["created"], 90), day["sent"], day["paid"]),
        "penalty_added": states(day["notified"], days_on(day["notified"], 60), day["penalty"]),
        "penalty_before_collection": states(day["notified"], day["collected"], day["penalty"]),
        "prefecture_appeal": states(
            day["notified"].where(day["appealed"].notna()), days_on(day["notified"], 60), day["appealed"]
        ),
        "judge_appeal": states(day["notified"].where(day["judged"].notna()), judge_due, day["judged"]),
        "file_sent": states(day["appealed"], day["decided"].where(day["decided"] >= day["appealed"]), day["filed"]),
        "result_told": states(
            day["decided"], days_on(day["decided"], 30), day["told"], paid_since(given, day["decided"])
        ),
    }


def sent_by_elapsed_time(given: Fines) -> pd.Series:
    """The wrong way to count ninety days: as so many seconds between two local midnights."""
    day = given.days[["created", "sent", "paid"]].apply(lambda column: column.dt.tz_localize(ROME).dt.tz_convert("UTC"))
    return states(day["created"], day["created"] + pd.Timedelta(seconds=90 * 86_400), day["sent"], day["paid"])


# --- permits ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Permits:
    """Steps and cases of the log of receipts, their times as instants."""

    steps: pd.DataFrame
    cases: pd.DataFrame


def permits(path: Path) -> Permits:
    names = {
        "case:concept:name": "case", "concept:instance": "step", "case:startdate": "started",
        "case:deadline": "deadline", "case:enddate": "closed", "time:timestamp": "done",
    }  # fmt: skip
    log = pd.read_csv(path, dtype=str, usecols=list(names)).rename(columns=names)
    for name in ("started", "deadline", "closed", "done"):
        log[name] = pd.to_datetime(log[name], utc=True, format="ISO8601")
    cases = log.drop_duplicates("case").set_index("case")
    return Permits(log.set_index("step"), cases.assign(last=log.groupby("case")["done"].max()))


def permit_states(given: Permits, as_at: str) -> dict[str, pd.Series]:
    """By standard. A closing on the day of receipt counts from the start of that day, because some have only a day."""
    cases, steps = given.cases, given.steps
    received = cases["started"].dt.tz_convert(AMSTERDAM).dt.normalize().dt.tz_convert("UTC")
    return {
        "closed_by_deadline": states(received, cases["deadline"], cases["closed"], as_at=as_at),
        "step_by_deadline": states(steps["started"], steps["deadline"], steps["done"], as_at=as_at),
    }


# --- tasks of permits ------------------------------------------------------------------------------------------------


def tasks(path: Path) -> pd.DataFrame:
    """The tasks that have a due date: received, due and finished as instants, and `_on` as local days."""
    log = pd.read_csv(path, dtype=str, usecols=["case", "idx", "timestamp", "due_date", "date_finished"])
    found = pd.DataFrame(
        {
            "received": pd.to_datetime(log["timestamp"], utc=True).groupby(log["case"]).transform("min"),
            "due": pd.to_datetime(log["due_date"], utc=True),
            "finished": pd.to_datetime(log["date_finished"]).dt.tz_localize(AMSTERDAM).dt.tz_convert("UTC"),
        }
    ).set_index(log["case"] + "/" + log["idx"])
    for name in list(found):
        found[f"{name}_on"] = found[name].dt.tz_convert(AMSTERDAM).dt.tz_localize(None).dt.normalize()
    return found[found["due"].notna()]


def task_states(given: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "finished_by_due_time": states(given["received"], given["due"], given["finished"], as_at="2015-12-31"),
        "finished_by_due_day": states(given["received_on"], given["due_on"], given["finished_on"], as_at="2015-12-31"),
    }
