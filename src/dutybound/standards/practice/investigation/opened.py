"""A report of a crime comes to be an open investigation, or somebody decides that it does not."""

from dutybound.duties import Subject, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="this project: what was never opened can never be late",
          owed_by="allocation desk", missing="unassessable")  # fmt: skip
def opened(case: Subject["investigation"]):
    """Within the limit from its report each investigation stands as open, so that it is somebody's and is supervised,
    or somebody decided that there is to be none."""
    return within(policy("investigation.opened"), of=case.happened_at).met_by(
        case.open_spans | case.events.where(kind="no investigation")
    )


CASE = {"happened_at": "2016-05-02T09:00"}
DECIDED = [{"happened_at": "2016-05-02T15:00", "kind": "no investigation"}]
opened.example("opened within the hour", as_at="2016-05-31", expect="met", due="2016-05-03T09:00", **CASE,
               open_spans=["2016-05-02T10:00"])  # fmt: skip
opened.example("not to be investigated", as_at="2016-05-31", expect="met", **CASE, events=DECIDED)
opened.example("there is time", as_at="2016-05-02", expect="pending", **CASE)
opened.example("neither: no other standard would ever see it", as_at="2016-05-03", expect="overdue", **CASE)
opened.example("opened after two days", as_at="2016-05-31", expect="met_late", **CASE, open_spans=["2016-05-04T10:00"])
opened.example("opened in time and entered a week later", as_at="2016-05-31", expect="met", **CASE,
               open_spans=[{"began_at": "2016-05-02T10:00", "recorded_at": "2016-05-09T10:00"}])  # fmt: skip
