"""Three published event logs, read through mappings and compared with an independent reading by pandas."""

from pathlib import Path

import pandas as pd

from dutybound.base.clock import now
from dutybound.exchange.reading import read_source
from tests.data import shared_data
from tests.exchange.worlds import ROME, column, declared

AMSTERDAM = '[calendar]\nzone = "Europe/Amsterdam"\nregion = "NL"\n'
FINE = '[fine]\nhappened = "created_on"\n[fine.columns]\ncreated_on = { type = "date", required = true }\n'
EVENT = """
[{name}]
happened = "made_on"
[{name}.columns]
fine = {{ of = "fine", as = "{name}s" }}
made_on = {{ type = "date", required = true }}
amount = {{ type = "number" }}
"""
ACTIVITIES = {
    "sending": "Send Fine",
    "notification": "Insert Fine Notification",
    "penalty": "Add penalty",
    "payment": "Payment",
    "collection": "Send for Credit Collection",
}
EVENT_MAPPING = """
[{name}]
where = {{ "concept:name" = "{activity}" }}
[{name}.columns]
id = {{ join = ["case", "idx"] }}
fine = "case"
made_on = "time:timestamp"
amount = "amount"
"""


def test_the_fines_log_is_loaded_whole_and_fast(tmp_path: Path) -> None:
    source = shared_data("fines/road_traffic_fines.csv.gz")
    tables = FINE + "".join(EVENT.format(name=name) for name in ACTIVITIES)
    mapping = '[fine]\nwhere = { "concept:name" = "Create Fine" }\n'
    mapping += '[fine.columns]\nid = "case"\ncreated_on = "time:timestamp"\n'
    mapping += "".join(EVENT_MAPPING.format(name=name, activity=one) for name, one in ACTIVITIES.items())
    declaration = declared(tmp_path, tables, mapping, ROME)
    begun = now()
    found = read_source(source, declaration)
    assert (now() - begun).total_seconds() < 30  # 2 seconds on a machine that does nothing else
    assert found.exclusions == ()

    log = pd.read_csv(source, dtype=str)
    counts = log["concept:name"].value_counts()
    wanted = {"fine": 150370} | {name: int(counts[activity]) for name, activity in ACTIVITIES.items()}
    assert {name: count for name, count in found.loaded.items() if name not in ("excusal", "holding")} == wanted
    fines = log[log["concept:name"] == "Create Fine"]
    assert column(found, "id", "fine") == fines["case"].tolist()
    assert [str(day) for day in column(found, "created_on", "fine")] == fines["time:timestamp"].str[:10].tolist()
    penalties = log[log["concept:name"] == "Add penalty"]
    assert column(found, "amount", "penalty") == penalties["amount"].astype(float).tolist()


def test_the_receipt_log_gives_one_row_a_case_and_its_tasks(tmp_path: Path) -> None:
    source = shared_data("event_logs/receipt.csv")
    tables = """
[request]
began = "began_at"
ended = "ended_at"
[request.columns]
began_at = { type = "instant" }
ended_at = { type = "instant" }
deadline = { type = "instant" }
channel = { type = "text", codes = ["Internet", "Desk", "Intern", "Post", "e-mail"] }
[task]
happened = "done_at"
[task.columns]
request = { of = "request", as = "tasks" }
done_at = { type = "instant", required = true }
"""
    mapping = """
[request]
one_per = "case:concept:name"
[request.columns]
id = "case:concept:name"
began_at = "case:startdate"
ended_at = "case:enddate"
deadline = "case:deadline"
channel = "case:channel"
[task.columns]
id = { join = ["case:concept:name", "concept:instance"] }
request = "case:concept:name"
done_at = "time:timestamp"
"""
    found = read_source(source, declared(tmp_path, tables, mapping, AMSTERDAM))
    log = pd.read_csv(source, dtype=str)
    cases = log.drop_duplicates("case:concept:name")
    # Two requests "end" at midnight of the day on which they began: declared as instants, they end before they begin.
    backwards = cases[_utc(cases["case:enddate"]) < _utc(cases["case:startdate"])]
    assert (
        [one.row for one in found.exclusions if one.table == "request"] == (backwards.index + 2).tolist() == [910, 6534]
    )
    assert {one.value for one in found.exclusions if one.table == "task"} == set(backwards["case:concept:name"])
    cases = cases.drop(backwards.index)
    assert column(found, "id", "request") == cases["case:concept:name"].tolist()
    wanted = _utc(cases["case:deadline"]).reset_index(drop=True)
    assert found.tables["request"].column("deadline").to_pandas().equals(wanted.rename("deadline"))
    assert found.delivered["task"] == len(log)
    assert not [note for note in found.notes if "several values" in note]


def test_the_permit_log_has_local_times_and_times_with_offsets(tmp_path: Path) -> None:
    source = shared_data("event_logs/bpic15_1.csv.gz")
    tables = """
[activity]
happened = "done_at"
[activity.columns]
case = { type = "text", required = true }
done_at = { type = "instant" }
due_at = { type = "instant" }
due_on = { type = "date" }
"""
    mapping = """
[activity.columns]
id = { join = ["case", "idx"] }
case = "case"
done_at = "date_finished"
due_at = "due_date"
due_on = "due_date"
"""
    found = read_source(source, declared(tmp_path, tables, mapping, AMSTERDAM)).tables["activity"].to_pandas()
    log = pd.read_csv(source, dtype=str)
    local = pd.to_datetime(log["date_finished"]).dt.tz_localize("Europe/Amsterdam")
    due = _utc(log["due_date"])
    assert found["done_at"].equals(_utc(local).rename("done_at"))
    assert found["due_at"].equals(due.rename("due_at"))
    days = due.dt.tz_localize("UTC").dt.tz_convert("Europe/Amsterdam").dt.strftime("%Y-%m-%d")
    assert found["due_on"].dropna().astype(str).tolist() == days.dropna().tolist()


def _utc(times: pd.Series) -> pd.Series:
    """Times as pandas reads them, in UTC, without their zone."""
    return pd.to_datetime(times, utc=True, format="ISO8601").dt.tz_localize(None).astype("datetime64[us]")
