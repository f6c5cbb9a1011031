"""The records of missing people, from what was done when."""

import numpy as np

from dutybound.simulator.command_rows import TOURS, write_commands
from dutybound.simulator.missing import ABSENT, Missing, tour_of
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named, told
from dutybound.simulator.work import NEVER, Done

LEVELS = ("high", "medium", "low", "no apparent risk")
AFTERCARE = 14 * DAY  # that the unit answers for them after they were found: interviews and what follows
AGAIN = ("decide high risk again", "decide medium risk again", "decide low risk again", "decide absence again")


def write_missing(made: Missing, done: Done, tables: Tables) -> None:
    """All tables of missing episodes but those of trigger plans."""
    MissingRows(made, done, tables).write()
    write_commands(made, done, tables)


class MissingRows:
    """The columns that several tables share, and each table from them."""

    def __init__(self, made: Missing, done: Done, tables: Tables) -> None:
        self.made, self.tables, self.one = made, tables, made.subjects
        self.course = Course(made.subjects, done, tables)
        self.ids, self.at, self.chance = self.one.ids, self.one.at, self.one.chance
        self.name, self.person = named("episode-", self.ids), named("missing-person-", made.person)

    def write(self) -> None:
        self.people()
        self.episodes()
        self.categories()
        self.decided()
        self.decided_again()
        self.searched()
        self.returned()
        self.discussed()

    def people(self) -> None:
        order = np.argsort(self.at, kind="stable")
        person, first = np.unique(self.made.person[order], return_index=True)
        at = self.at[order][first]
        self.tables.add(
            "person",
            id=named("missing-person-", person),
            happened_at=at,
            recorded_at=at,
            name="(simulated person)",
            sex=chosen(("male", "female"), self.chance.yes("missing: sex", person, 0.5)),
            ethnicity="not stated",
        )

    def episodes(self) -> None:
        made, course = self.made, self.course
        ended = course.when("record finding")
        self.tables.add(
            "missing_episode",
            id=self.name,
            began_at=self.at,
            recorded_at=self.at + 2,
            ended_at=made.found,
            end_recorded_at=ended,
            person=self.person,
            child=made.child,
            tour=chosen(TOURS, tour_of(self.at)),
        )
        until = np.where(ended < NEVER, np.maximum(ended, self.at + 2) + AFTERCARE, NEVER)
        course.held("missing_episode", self.name, self.ids, self.one.unit, self.at + 2, until)

    def categories(self) -> None:
        """What an episode is called: absent until somebody saw that it is not; long-term when somebody said so."""
        made, course = self.made, self.course
        called = course.when("assess missing call")
        absent = made.graded == ABSENT
        direction = np.minimum(course.when("first direction"), made.found)
        wrong = absent & (made.directed != ABSENT) & (direction < made.found)
        after, over = np.flatnonzero(wrong), np.flatnonzero(called < NEVER)
        ends = np.where(wrong, direction, made.found)
        known = np.where(wrong, direction, course.when("record finding"))
        long_term = course.done_of("call long-term")
        for prefix, there, category, begins, until in (
            ("called-", over, np.where(absent, 1, 0), called, ends),
            ("called-again-", after, np.zeros(len(self.ids), int), direction, made.found),
            ("called-long-", long_term, np.full(len(self.ids), 2), course.when("call long-term"), made.found),
        ):
            entered = known if prefix == "called-" else course.when("record finding")
            self.tables.add(
                "episode_category",
                id=named(prefix, self.ids[there]),
                began_at=np.minimum(begins, until)[there],
                recorded_at=begins[there],
                ended_at=until[there],
                end_recorded_at=np.maximum(entered, begins)[there],
                episode=self.name.take(there),
                category=chosen(("missing", "absent", "long-term"), category[there]),
            )

    def decision(
        self, prefix: str, ids: np.ndarray, places: np.ndarray, at: np.ndarray, level: np.ndarray, by: np.ndarray
    ) -> None:
        """A decision about risk, with what speaks for it, against it, and what would change it, as far as it says."""
        said = self.course.whole("reason of missing risk", at, places, question=f"{prefix} reason", ids=ids)
        some = self.chance.one_of(f"{prefix} some reason", ids, (0.15, 0.45, 0.4))  # none, one, two of the three
        entered = self.course.entered("decide missing risk", at, places, ids=ids)
        grounds = {
            "evidence_for": said | (some >= 1),
            "evidence_against": said | (some == 2),
            "would_change": said,
        }
        self.tables.add(
            "missing_risk_decision",
            id=named(prefix, ids),
            happened_at=at,
            recorded_at=entered,
            decided_by=named("officer-", by),
            rationale=chosen((None, "see the three grounds"), said | (some >= 1)),
            rationale_recorded_at=entered,
            episode=self.name.take(places),
            level=chosen(LEVELS, level),
            **{one: chosen((None, "what is known"), there) for one, there in grounds.items()},
            grounds_recorded_at=entered,
        )

    def decided(self) -> None:
        made, course = self.made, self.course
        for question, level in (("assess missing call", made.graded), ("first direction", made.directed)):
            there = course.done_of(question)
            at = course.when(question)[there]
            self.decision(
                f"{question.split()[0]}-", self.ids[there], there, at, level[there], course.who(question)[there]
            )

    def decided_again(self) -> None:
        for number, question in enumerate((*AGAIN, "decide long-term again")):
            places, turn, what = self.course.occasions(question)
            ids = (self.ids[places] * 8 + number) * 256 + turn
            self.decision("again-", ids, places, what["at"], self.made.directed[places], what["person"])

    def searched(self) -> None:
        course = self.course
        there = course.done_of("look at earlier episodes")
        at = course.when("look at earlier episodes")[there]
        used = course.whole("look at earlier episodes", at, there)
        self.tables.add(
            "history_check",
            id=named("history-", self.ids[there]),
            happened_at=at,
            recorded_at=course.entered("look at earlier episodes", at, there),
            episode=self.name.take(there),
            used=chosen((None, "asked first where they were found before"), used),
        )
        there = course.done_of("circulate")
        at = course.when("circulate")[there]
        self.tables.add(
            "circulation",
            id=named("circulation-", self.ids[there]),
            happened_at=at,
            recorded_at=at + 1,
            episode=self.name.take(there),
        )
        there = course.done_of("record finding")
        at, entered = self.made.found[there], course.when("record finding")[there]
        whole = course.whole("record finding", at, there)
        private = ~self.made.child[there] & self.chance.yes("not to tell", self.ids[there], 0.03)
        said = whole & ~private
        self.tables.add(
            "found_at",
            id=named("found-", self.ids[there]),
            happened_at=at,
            recorded_at=entered,
            episode=self.name.take(there),
            place=chosen((None, "where they were found"), said),
            company=chosen((None, "alone"), said),
            not_to_tell=private,
            place_recorded_at=entered,
            harmed=self.chance.yes(
                "harmed", self.ids[there], np.array([0.06, 0.03, 0.01, 0.01])[self.made.level[there]]
            ),
        )

    def returned(self) -> None:
        """The police hear whoever returns; somebody independent, a child."""
        course, made = self.course, self.made
        there = course.done_of("prevention interview")
        at = course.when("prevention interview")[there]
        self.interview("prevention", there, at, course.whole("prevention interview", at, there))
        offered = np.flatnonzero(made.child & self.one.does("independent interview"))
        at = made.found[offered] + self.one.wait("independent interview")[offered]
        self.interview("independent", offered, at, course.whole("independent interview", at, offered))

    def interview(self, kind: str, there: np.ndarray, at: np.ndarray, answered: np.ndarray) -> None:
        spoke = self.chance.yes(f"{kind}: spoke", self.ids[there], 0.75)
        self.tables.add(
            "return_interview",
            id=named(f"{kind}-", self.ids[there]),
            happened_at=at,
            recorded_at=self.course.entered(f"{kind} interview", at, there),
            episode=self.name.take(there),
            kind=kind,
            heard=told(spoke, answered),
            declined=told(~spoke, answered),
        )

    def discussed(self) -> None:
        """A child's third time: the partners meet in their own time after they were asked."""
        course = self.course
        there = course.done_of("ask for child's discussion")
        at = course.when("ask for child's discussion")[there] + self.one.wait("strategy discussion")[there]
        sent = at + self.one.wait("record of discussion")[there]
        self.tables.add(
            "strategy_discussion",
            id=named("discussion-missing-", self.ids[there]),
            happened_at=at,
            recorded_at=at + 60,
            kind="strategy",
            chaired_by="local authority",
            person=self.person.take(there),
            outcome=chosen(
                ("assessment", "plan changed", "no action"),
                self.chance.one_of("missing outcome", self.ids[there], (0.3, 0.55, 0.15)),
            ),
            police_took_part=course.whole("take part in discussion", at, there),
            attendance_recorded_at=at + 60,
            sent_at=sent,
            sending_recorded_at=sent,
        )
