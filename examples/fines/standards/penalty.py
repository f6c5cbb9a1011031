"""What follows when a notified fine is not paid."""

from dutybound.duties import Subject, before, policy, standard, within


@standard(
    version="1", valid_from="2000-01-01", source="Mannhardt et al. 2016", owed_by="police", missing="unassessable"
)
def penalty_added(fine: Subject["fine"]):
    """The penalty is added within the limit that runs from notification."""
    return within(policy("fines.penalty"), of=fine.notifications).met_by(fine.penalties)


penalty_added.example("on the sixtieth day", as_at="2007-06-30", expect="met", due="2007-03-02",
                      created_on="2007-01-01", notifications=["2007-01-01"], penalties=["2007-03-02"])  # fmt: skip
penalty_added.example("sixty days over a night when clocks change", as_at="2007-06-30", expect="met", due="2007-04-30",
                      created_on="2007-01-01", notifications=["2007-03-01"], penalties=["2007-04-30"])  # fmt: skip
penalty_added.example("a day later", as_at="2007-06-30", expect="met_late",
                      created_on="2007-01-01", notifications=["2007-01-01"], penalties=["2007-03-03"])  # fmt: skip
penalty_added.example("not yet", as_at="2007-01-31", expect="pending",
                      created_on="2007-01-01", notifications=["2007-01-01"])  # fmt: skip
penalty_added.example("never", as_at="2007-06-30", expect="overdue",
                      created_on="2007-01-01", notifications=["2007-01-01"])  # fmt: skip
penalty_added.example("never notified: nothing is owed", as_at="2007-06-30", expect=[], created_on="2007-01-01")


@standard(
    version="1", valid_from="2000-01-01", source="Mannhardt et al. 2016", owed_by="police", missing="unassessable"
)
def penalty_before_collection(fine: Subject["fine"]):
    """A notified fine has its penalty before it is passed on for collection."""
    return before(fine.collections, of=fine.notifications).met_by(fine.penalties)


penalty_before_collection.example("penalty, then collection", as_at="2008-12-31", expect="met",
                                  created_on="2007-01-01", notifications=["2007-01-10"], penalties=["2007-03-11"],
                                  collections=["2008-11-01"])  # fmt: skip
penalty_before_collection.example("neither yet", as_at="2007-02-01", expect="pending",
                                  created_on="2007-01-01", notifications=["2007-01-10"])  # fmt: skip
penalty_before_collection.example("collected without one", as_at="2008-12-31", expect="overdue",
                                  created_on="2007-01-01", notifications=["2007-01-10"],
                                  collections=["2008-11-01"])  # fmt: skip
penalty_before_collection.example("collection first", as_at="2008-12-31", expect="met_late", due="2008-11-01",
                                  created_on="2007-01-01", notifications=["2007-01-10"], collections=["2008-11-01"],
                                  penalties=["2008-11-02"])  # fmt: skip
