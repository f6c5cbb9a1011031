"""What the police owe the offender: word of the fine in time."""

from dutybound.duties import Subject, policy, standard, within


@standard(
    version="1", valid_from="2000-01-01", source="Mannhardt et al. 2016", owed_by="police", missing="unassessable"
)
def sent(fine: Subject["fine"]):
    """A fine is sent within the police's limit of its creation, unless it was paid first."""
    return within(policy("fines.sending"), of=fine.created_on, unless=fine.payments).met_by(fine.sendings)


sent.example("on the ninetieth day it is in time", as_at="2007-06-30", expect="met", due="2007-04-01",
             created_on="2007-01-01", sendings=["2007-04-01"])  # fmt: skip
sent.example("a day later it is late", as_at="2007-06-30", expect="met_late",
             created_on="2007-01-01", sendings=["2007-04-02"])  # fmt: skip
sent.example("not yet sent, and there is time", as_at="2007-03-31", expect="pending", created_on="2007-01-01")
sent.example("not yet sent, and there is none", as_at="2007-04-02", expect="overdue", created_on="2007-01-01")
sent.example("paid at the counter: nothing to send", as_at="2007-06-30", expect="lapsed",
             created_on="2007-01-01", payments=["2007-01-03"])  # fmt: skip
sent.example("paid when it should long have been sent", as_at="2007-06-30", expect="missed",
             created_on="2007-01-01", payments=["2007-05-01"])  # fmt: skip
sent.example("sent and paid on one day counts as sent", as_at="2007-06-30", expect="met",
             created_on="2007-01-01", payments=["2007-02-01"], sendings=["2007-02-01"])  # fmt: skip
