"""The desk: crimes that nobody investigates are filed there, their victims asked and told, and a few are cancelled."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.crimes import DOMESTIC, KINDS_OF_ACTION, Crimes
from dutybound.simulator.practising import Course, Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

GROUNDS, GROUNDS_SHARES = ("C1", "C2", "C3", "C4"), (0.15, 0.45, 0.3, 0.1)  # project defaults


@dataclass(frozen=True)
class Desk:
    """Crimes that are filed: `crime` is the place of each among the crimes."""

    subjects: Subjects
    crimes: Crimes
    crime: np.ndarray


def drawn_desk(scenario: Scenario, staff: Staff, agenda: Agenda, crimes: Crimes) -> Desk:
    """What the desk does about what it files."""
    filed = crimes.filed
    one = Subjects(scenario, staff, agenda, crimes.ids[filed], crimes.came.unit[filed], crimes.came.at[filed])
    desk, person = one.pool("allocation desk"), crimes.person[filed]
    one.add("assess needs by telephone", desk, person)
    one.add("ask about support", desk, person & (crimes.kind[filed] != DOMESTIC), effort=3)
    one.add("file", desk)
    one.add("tell victim", desk, person, question="tell of filing", after="file")
    one.add("cancel crime", desk, one.does("cancel crime", "quality"), after="file", delay=one.wait("cancel crime"))
    return Desk(one, crimes, filed)


def write_desk(made: Desk, done: Done, tables: Tables) -> None:
    """What was decided at the desk, whom it asked and told."""
    one, course = made.subjects, Course(made.subjects, done, tables)
    case = named("investigation-", one.ids)
    there, at = course.done_of("file"), course.when("file")
    event = named("filed-", one.ids)
    tables.add(
        "case_event", id=event.take(there), investigation=case.take(there), happened_at=at[there],
        recorded_at=at[there], kind="no investigation",
    )  # fmt: skip
    there, at = course.done_of("tell of filing"), course.when("tell of filing")
    tables.add(
        "contact", id=named("filed-contact-", one.ids[there]), investigation=case.take(there),
        event=event.take(there), happened_at=at[there], recorded_at=course.entered("tell victim", at[there], there),
        reached=True, new_to_them=True,
    )  # fmt: skip
    there, at = course.done_of("assess needs by telephone"), course.when("assess needs by telephone")
    tables.add(
        "needs_assessment", id=named("needs-", one.ids[there]), investigation=case.take(there), happened_at=at[there],
        recorded_at=course.entered("assess needs", at[there], there), assessed_by="the desk",
        form="victim needs, by telephone, version 1", vulnerable=False, rights="standard",
    )  # fmt: skip
    write_support(course, tables)
    _screened(made, course, tables)
    _cancelled(made, course, tables)


def _screened(made: Desk, course: Course, tables: Tables) -> None:
    """Before a crime is filed the desk asks what could be done at once, and says why it is not."""
    there, at = course.done_of("file"), course.when("file")
    for number, kind in enumerate(KINDS_OF_ACTION):
        places = there[course.whole("screen", at[there], there, f"screen: {kind}")]
        tables.add(
            "initial_action", id=named("screened-", made.subjects.ids[places], np.full(len(places), number)),
            investigation=named("investigation-", made.subjects.ids[places]), happened_at=at[places],
            recorded_at=at[places], kind=kind, done=False, not_done_because="screened: there is none",
        )  # fmt: skip


def write_support(course: Course, tables: Tables) -> None:
    """Who was asked whether they want support; the service reaches those who do in its own time."""
    one, there, at = course.subjects, course.done_of("ask about support"), course.when("ask about support")
    wanted = one.yes("wants support", 0.22)[there]
    met = np.where(wanted, at[there] + one.wait("victim service")[there], NEVER)
    tables.add(
        "support_referral", id=named("support-", one.ids[there]),
        investigation=named("investigation-", one.ids[there]), happened_at=at[there],
        recorded_at=course.entered("ask about support", at[there], there),
        service=chosen((None, "victim-service"), wanted), accepted=wanted, met_at=met, met_recorded_at=met,
    )  # fmt: skip


def _cancelled(made: Desk, course: Course, tables: Tables) -> None:
    one, there, at = made.subjects, course.done_of("cancel crime"), course.when("cancel crime")
    founded = course.whole("evidence for cancelling", at[there], there)
    informed = course.whole("tell of cancelling", at[there], there)
    told = np.where(informed, at[there] + 30, NEVER)
    ground = one.chance.one_of("ground", one.ids[there], GROUNDS_SHARES)
    tables.add(
        "cancellation", id=named("cancellation-", one.ids[there]), crime=named("crime-", one.ids[there]),
        happened_at=at[there], recorded_at=at[there] + 10, ground=chosen(GROUNDS, ground),
        role="designated decision maker", evidence=chosen((None, "simulated further information"), founded),
        told_at=told, told_recorded_at=told, decided_by="crime registry", rationale="simulated reason",
    )  # fmt: skip
