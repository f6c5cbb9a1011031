"""The devices of victims and witnesses are read by agreement, and given back."""

from dutybound.duties import Subject, before, policy, standard, within

LAW = (
    "PEEL 2016 Staffordshire, Q2 and Q3; from 8 November 2022 Police, Crime, Sentencing and Courts Act 2022, "
    "section 39 (to be confirmed)"
)


@standard(version="1", valid_from="2015-04-01", source=LAW, owed_by="officer", missing="unassessable",
          applies=lambda exhibit: exhibit.of_whom.is_in("victim", "witness"))  # fmt: skip
def device_by_agreement(exhibit: Subject["digital_exhibit"]):
    """Before the device of a victim or a witness is examined they have been told in writing what is taken and why, and
    have agreed; what is reported on was examined, whether or not that was entered."""
    read = exhibit.stages.where(exhibit.stages.stage.is_in("examination", "reported"))
    return before(read, unless=exhibit.stages.where(stage="returned")).met_by(exhibit.agreed_at)


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 and Q3", owed_by="digital unit",
          missing="unassessable",
          applies=lambda exhibit: exhibit.of_whom.is_in("victim", "witness"))  # fmt: skip
def device_returned(exhibit: Subject["digital_exhibit"]):
    """The device of a victim or a witness goes back to them as soon as was promised, or within the limit where
    nothing was."""
    return within(exhibit.promised_within, default=policy("digital.device_returned"), of=exhibit.happened_at).met_by(
        exhibit.stages.where(stage="returned")
    )


TAKEN = {"happened_at": "2016-05-02T09:00"}
HERS = {**TAKEN, "of_whom": "victim"}
AGREED = {"agreed_at": "2016-05-02T11:00", "agreement_recorded_at": "2016-05-02T11:00"}


def stage(name: str, day: str, **more: object) -> dict:
    return {"stages": [{"happened_at": f"2016-05-{day}T10:00", "stage": name, **more}]}


device_by_agreement.example("agreed, then examined", as_at="2016-05-31", expect="met", due="2016-05-03T10:00", **HERS,
                            **AGREED, **stage("examination", "03"))  # fmt: skip
device_by_agreement.example("not examined yet", as_at="2016-05-31", expect="pending", **HERS)
device_by_agreement.example("examined without", as_at="2016-05-31", expect="overdue", **HERS,
                            **stage("examination", "03"))  # fmt: skip
device_by_agreement.example("reported on, and nobody entered that it was examined", as_at="2016-05-31",
                            expect="overdue", **HERS, **stage("reported", "03"))  # fmt: skip
device_by_agreement.example("agreed afterwards", as_at="2016-05-31", expect="met_late", **HERS,
                            **{**AGREED, "agreed_at": "2016-05-04T11:00"}, **stage("examination", "03"))  # fmt: skip
device_by_agreement.example("given back unread", as_at="2016-05-31", expect="lapsed", **HERS, **stage("returned", "03"))
device_by_agreement.example("given back, read without agreement", as_at="2016-05-31", expect="missed", **HERS,
                            stages=[*stage("examination", "03")["stages"], *stage("returned", "04")["stages"]]
                            )  # fmt: skip
device_by_agreement.example("agreed in time, entered later", as_at="2016-05-31", expect="met", **HERS,
                            **{**AGREED, "agreement_recorded_at": "2016-05-06T11:00"}, **stage("examination", "03")
                            )  # fmt: skip
device_by_agreement.example("a suspect's is seized", as_at="2016-05-31", expect=[],
                            **{**HERS, "of_whom": "suspect"})  # fmt: skip

device_returned.example("within two days", as_at="2016-05-31", expect="met", due="2016-05-04", **HERS,
                        **stage("returned", "04"))  # fmt: skip
device_returned.example("a week was promised", as_at="2016-05-09", expect="pending", due="2016-05-09", **HERS,
                        promised_within="7 days")  # fmt: skip
device_returned.example("a day was promised", as_at="2016-05-04", expect="overdue", due="2016-05-03", **HERS,
                        promised_within="1 day")  # fmt: skip
device_returned.example("after a week", as_at="2016-05-31", expect="met_late", **HERS, **stage("returned", "09"))
device_returned.example("given back in time, entered later", as_at="2016-05-31", expect="met", **HERS,
                        **stage("returned", "04", recorded_at="2016-05-11T09:00"))  # fmt: skip
device_returned.example("nobody says whose it is", as_at="2016-05-31", expect="unassessable", **TAKEN)
