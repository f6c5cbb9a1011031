"""What a fine must say from the start."""

from dutybound.duties import Subject, each, policy, standard


@standard(version="1", valid_from="2000-01-01", source="this project", owed_by="police", missing="unassessable")
def complete(fine: Subject["fine"]):
    """Every fine says from the start how much is to be paid, and under which article."""
    return each(fine).must(fine.amount.is_known() & fine.article.is_known(), within=policy("fines.entry"))


complete.example("both are there", as_at="2007-01-01", expect="met", created_on="2007-01-01", amount=35, article="157")
complete.example("there is the day to put it right", as_at="2007-01-01T12:00", expect="pending",
                 created_on="2007-01-01", amount=35)  # fmt: skip
complete.example("no article", as_at="2007-01-02", expect="overdue", created_on="2007-01-01", amount=35)
