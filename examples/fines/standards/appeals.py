"""What the offender and the police owe one another when a fine is appealed against."""

from dutybound.duties import Subject, before, policy, standard, within


@standard(version="1", valid_from="2000-01-01", source="Mannhardt et al. 2016", owed_by="offender",
          missing="unassessable", applies=lambda fine: fine.prefecture_appeals.exists())  # fmt: skip
def prefecture_appeal(fine: Subject["fine"]):
    """Who appeals to the prefecture does so within the limit that runs from notification."""
    return within(policy("fines.prefecture_appeal"), of=fine.notifications).met_by(fine.prefecture_appeals)


prefecture_appeal.example("on the sixtieth day", as_at="2007-06-30", expect="met", created_on="2007-01-01",
                          notifications=["2007-01-10"], prefecture_appeals=["2007-03-11"])  # fmt: skip
prefecture_appeal.example("a day later", as_at="2007-06-30", expect="met_late", created_on="2007-01-01",
                          notifications=["2007-01-10"], prefecture_appeals=["2007-03-12"])  # fmt: skip
prefecture_appeal.example("before the notification that it answers: within the limit it does not count",
                          as_at="2007-02-01", expect="pending", created_on="2007-01-01",
                          notifications=["2007-01-10"], prefecture_appeals=["2007-01-05"])  # fmt: skip
prefecture_appeal.example("and after the limit still does not", as_at="2007-06-30", expect="overdue",
                          created_on="2007-01-01", notifications=["2007-01-10"],
                          prefecture_appeals=["2007-01-05"])  # fmt: skip


@standard(version="1", valid_from="2000-01-01", source="Mannhardt et al. 2016", owed_by="offender",
          missing="unassessable", applies=lambda fine: fine.judge_appeals.exists())  # fmt: skip
def judge_appeal(fine: Subject["fine"]):
    """Who appeals to a judge does so within the limit in force when the fine was notified."""
    return within(policy("fines.judge_appeal"), of=fine.notifications).met_by(fine.judge_appeals)


judge_appeal.example("sixty days until 2011", as_at="2011-12-31", expect="met", due="2011-12-04",
                     created_on="2011-09-01", notifications=["2011-10-05"], judge_appeals=["2011-12-04"])  # fmt: skip
judge_appeal.example("thirty from then on", as_at="2011-12-31", expect="met_late", due="2011-11-05",
                     created_on="2011-09-01", notifications=["2011-10-06"], judge_appeals=["2011-12-04"])  # fmt: skip
judge_appeal.example("an appeal before the notification does not count", as_at="2011-10-20", expect="pending",
                     created_on="2011-09-01", notifications=["2011-10-06"], judge_appeals=["2011-10-01"])  # fmt: skip
judge_appeal.example("and after the limit still does not", as_at="2011-12-31", expect="overdue",
                     created_on="2011-09-01", notifications=["2011-10-06"], judge_appeals=["2011-10-01"])  # fmt: skip


@standard(version="1", valid_from="2000-01-01", source="this project", owed_by="police", missing="unassessable")
def file_sent(fine: Subject["fine"]):
    """The file of an appeal goes to the prefecture before its decision comes back."""
    return before(fine.prefecture_results, of=fine.prefecture_appeals).met_by(fine.prefecture_files)


file_sent.example("the file, then the decision", as_at="2007-12-31", expect="met", created_on="2007-01-01",
                  prefecture_appeals=["2007-03-01"], prefecture_files=["2007-03-20"],
                  prefecture_results=["2007-06-01"])  # fmt: skip
file_sent.example("neither yet", as_at="2007-03-31", expect="pending", created_on="2007-01-01",
                  prefecture_appeals=["2007-03-01"])  # fmt: skip
file_sent.example("a decision, and no file on record", as_at="2007-12-31", expect="overdue", created_on="2007-01-01",
                  prefecture_appeals=["2007-03-01"], prefecture_results=["2007-06-01"])  # fmt: skip
file_sent.example("the file afterwards", as_at="2007-12-31", expect="met_late", created_on="2007-01-01",
                  prefecture_appeals=["2007-03-01"], prefecture_results=["2007-06-01"],
                  prefecture_files=["2007-06-02"])  # fmt: skip


@standard(version="1", valid_from="2000-01-01", source="this project", owed_by="police", missing="unassessable")
def result_told(fine: Subject["fine"]):
    """The offender is told what the prefecture decided within the police's limit of the decision."""
    return within(policy("fines.result_notice"), of=fine.prefecture_results, unless=fine.payments).met_by(
        fine.result_notices
    )


result_told.example("within thirty days", as_at="2007-12-31", expect="met", created_on="2007-01-01",
                    prefecture_results=["2007-06-01"], result_notices=["2007-07-01"])  # fmt: skip
result_told.example("later", as_at="2007-12-31", expect="met_late", created_on="2007-01-01",
                    prefecture_results=["2007-06-01"], result_notices=["2007-07-02"])  # fmt: skip
result_told.example("not yet", as_at="2007-06-30", expect="pending", created_on="2007-01-01",
                    prefecture_results=["2007-06-01"])  # fmt: skip
result_told.example("not at all", as_at="2007-12-31", expect="overdue", created_on="2007-01-01",
                    prefecture_results=["2007-06-01"])  # fmt: skip
result_told.example("paid meanwhile", as_at="2007-12-31", expect="lapsed", created_on="2007-01-01",
                    prefecture_results=["2007-06-01"], payments=["2007-06-10"])  # fmt: skip
result_told.example("paid when the offender should long have been told", as_at="2007-12-31", expect="missed",
                    created_on="2007-01-01", prefecture_results=["2007-06-01"], payments=["2007-09-10"])  # fmt: skip
