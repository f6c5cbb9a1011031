"""The records arrive as often as their source says: when they stop, nothing can be told, and it looks like rest."""

from dutybound.duties import Subject, every, measure, policy, share, standard


@standard(version="1", valid_from="2015-04-01", source="Dutybound: silence is an alarm", owed_by="data owner",
          missing="unassessable")  # fmt: skip
def source_loaded(source: Subject["record_source"]):
    """Every source of the records is loaded as often as its feed says, for as long as it is in use."""
    return every(policy("feed.arrival", by=source.loads.feed), during=source).met_by(source.loads)


def load(at: str, **more: str) -> dict:
    """A load of a nightly feed."""
    return {"happened_at": at, "feed": "nightly", "content_hash": "simulated", "tables": "{}", **more}


SOURCE = {"began_at": "2016-05-02T06:00", "name": "Simulated case system"}
FIRST = load("2016-05-02T06:00")
RETIRED = {**SOURCE, "ended_at": "2016-05-05T09:00"}
source_loaded.example("loaded the next night, and the next is awaited", as_at="2016-05-03",
                      expect=["met", "met", "pending"],
                      due="2016-05-02T06:10", **SOURCE, loads=[FIRST, load("2016-05-03T06:00")])  # fmt: skip
source_loaded.example("a night without a load: the day after nobody could say what was done", as_at="2016-05-04",
                      expect=["met", "overdue"], **SOURCE, loads=[FIRST])  # fmt: skip
source_loaded.example("the load came two days late", as_at="2016-05-05", expect=["met", "met_late", "pending"],
                      **SOURCE, loads=[FIRST, load("2016-05-05T06:00")])  # fmt: skip
source_loaded.example("a weekly feed has a week", as_at="2016-05-09", expect=["met", "pending"], **SOURCE,
                      loads=[load("2016-05-02T06:00", feed="weekly")])  # fmt: skip
source_loaded.example("a live feed that says nothing for ten minutes", as_at="2016-05-02T06:11",
                      expect=["met", "overdue"],
                      **SOURCE, loads=[load("2016-05-02T06:00", feed="live")])  # fmt: skip
source_loaded.example("retired on the day after its last load", as_at="2016-05-31", expect=["met", "met", "lapsed"],
                      **{**SOURCE, "ended_at": "2016-05-04T09:00"}, loads=[FIRST, load("2016-05-03T06:00")]
                      )  # fmt: skip
source_loaded.example("retired after it had been silent", as_at="2016-05-31",
                      expect=["met", "missed"], **RETIRED, loads=[FIRST])  # fmt: skip
source_loaded.example("loaded in time and entered later", as_at="2016-05-05", expect=["met", "met", "overdue"],
                      **SOURCE, loads=[FIRST, load("2016-05-03T06:00", recorded_at="2016-05-05T09:00")])  # fmt: skip


@measure(source="Dutybound: data as at", unit="share", better="more")
def dated_loads(load: Subject["load"]):
    """Of the loads, those that say up to when their data reach: of the others a correction cannot be dated."""
    return share(load.data_as_at.is_known())


OF = {"source": SOURCE, "feed": "nightly", "content_hash": "simulated", "tables": "{}"}
dated_loads.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {"happened_at": "2016-05-02T06:00", "data_as_at": "2016-05-01T23:00", **OF},
    {"happened_at": "2016-05-03T06:00", **OF},
])  # fmt: skip
