"""An outcome is one that was in use on its day: the framework grew, and each stretch of it is a version."""

from dutybound.duties import Subject, each, policy, standard

FRAMEWORK = "Home Office, crime outcomes framework from April 2013, technical annex"


def in_use(case, last: int):
    """Each outcome is one of those up to the last that was in use."""
    number = case.outcomes.number
    return each(case.outcomes).must((number >= 1) & (number <= last), within=policy("outcome.in_use"))


def version(version: str, begins: str, ends: str | None, last: int, more: str = ""):
    """The framework from one day to another: outcomes 1 up to the last."""

    @standard(version=version, valid_from=begins, valid_to=ends, source=f"{FRAMEWORK}{more}", mark="published",
              owed_by="supervisor", missing="unassessable")  # fmt: skip
    def outcome_in_use(case: Subject["investigation"]):
        """Each outcome that is given to an investigation is one that the national framework had on that day."""
        return in_use(case, last)

    return outcome_in_use


VERSIONS = (
    (version("1", "2013-04-01", "2014-03-31", 9), "2013-06-10", 9),
    (version("2", "2014-04-01", "2015-03-31", 19, " (the days of 10 to 19 to be confirmed)"), "2014-06-10", 19),
    (version("3", "2015-04-01", "2015-12-31", 20, " (the day of 20 to be confirmed)"), "2015-06-10", 20),
    (version("4", "2016-01-01", "2019-03-31", 21), "2016-06-10", 21),
    (version("5", "2019-04-01", None, 22), "2019-06-10", 22),
)


def shown(of: object, day: str, last: int) -> None:
    """The last outcome that was in use, and the first that was not, each entered when it was given or later."""
    year, month = day[:4], day[:7]

    def example(
        sentence: str, as_at: str, expect: str, number: int | None, entered: str = "", mended: str = ""
    ) -> None:
        row = {"happened_at": f"{day}T12:00", "recorded_at": f"{entered or day}T12:00", "number": number}
        row |= {"number_recorded_at": f"{mended}T12:00"} if mended else {}
        of.example(sentence, as_at=as_at, expect=expect, happened_at=f"{year}-05-02T09:00", outcomes=[row])

    example("the last that was in use", f"{month}-30", "met", last)
    example("one that came later: a day to put it right", f"{month}-11", "pending", last + 1)
    example("one that came later", f"{month}-12", "overdue", last + 1)
    example("none is no outcome", f"{month}-30", "overdue", 0)
    example("nobody says which", f"{month}-30", "overdue", None)
    example("entered after ten days: a day from then", f"{month}-30", "met", last, f"{month}-20")
    example("put right after ten days", f"{month}-30", "met_late", last, mended=f"{month}-20")


for one, day, last in VERSIONS:
    shown(one, day, last)
