"""What the scenarios of a force like Staffordshire's are to show, row by row, and how it is counted from the records.

Wanted figures are assumptions of this project, calibrated on published totals where there are any; see the scenarios.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure of one row: what, how it is counted, and what is wanted in 2016 and in 2015 (None: nothing is said)."""

    row: str
    what: str
    query: str
    wanted: tuple[float | None, float | None]

    @property
    def is_share(self) -> bool:
        return self.what.endswith("%")

    def verdict(self, wanted: float | None, value: float | None) -> str:
        """`yes` within 3 points of a share, or a tenth (at least 1) of a count; empty where nothing was wanted."""
        if wanted is None:
            return ""
        room = 3.0 if self.is_share else max(1.0, abs(wanted) / 10)
        return "yes" if value is not None and abs(value - wanted) <= room else "no"


SOUTH, NORTH = ("'South safeguarding and investigation'", "'North safeguarding and investigation'")
TEAMS = "('Stoke Central', 'Cannock')"


def _share(of: str, view: str) -> str:
    return f"SELECT 100 * avg(({of})::INT) FROM {view}"


def _within(view: str, within: str, where: str = "true") -> str:
    return _share(f"wait <= INTERVAL {within}", f"{view} WHERE {where}")


def _held(unit: str, months: str) -> str:
    return f"SELECT avg(held) FROM hub_load WHERE unit = {unit} AND month IN ({months})"


def _hubs(row: str, what: str, query: str, south: tuple, north: tuple) -> tuple[Figure, Figure]:  # type: ignore[type-arg]
    return (Figure(row, f"South: {what}", query.replace("HUB", SOUTH), south),
            Figure(row, f"North: {what}", query.replace("HUB", NORTH), north))  # fmt: skip


FIGURES = (
    Figure("P1", "crimes recorded", "SELECT count(*) FROM crime WHERE happened_at {year}", (75105, 66023)),
    Figure("P4", "to policy in its first month %", _share("to_policy", "given_out WHERE month = 4"), (58, None)),
    Figure("P4", "to policy in the last month, nine teams %",
           _share("to_policy", f"given_out WHERE month = 11 AND unit NOT IN {TEAMS}"), (92, None)),
    Figure("P4", "to policy in the last month, two teams %",
           _share("to_policy", f"given_out WHERE month = 11 AND unit IN {TEAMS}"), (61, None)),
    Figure("P4", "to policy through the year before there was one %", _share("to_policy", "given_out"), (None, 70)),
    Figure("P4", "with nobody for more than 5 days %", _share("wait > INTERVAL 5 DAY", "taken"), (3, None)),
    Figure("P5", "of vulnerable victims, with specialists %", _share("specialist", "vulnerable"), (88, 71)),
    Figure("P5", "vulnerable victims", "SELECT count(*) FROM vulnerable", (5200, None)),
    Figure("P6", "held by each local investigator", "SELECT avg(held) FROM load WHERE kind = 'local policing'",
           (8.9, None)),
    Figure("P6", "local, days open, median", "SELECT median(days) FROM ended_by WHERE local", (41, 52)),
    Figure("P6", "local, open for over 120 days %", _share("days > 120", "ended_by WHERE local"), (9, 14)),
    Figure("P6", "local, plan in 72 hours %", _within("planned_by", "72 HOUR", "local"), (71, 45)),
    Figure("P3", "initial actions all done or reasoned %", _share("whole", "first_acts"), (84, 66)),
    Figure("P7", "reviews on time %", _share("met", "review_due"), (68, 52)),
    Figure("P7", "days of cases in date %", "SELECT 100 * (1 - sum(late) / sum(days)) FROM review_days", (63, 45)),
    Figure("P7", "never reviewed while open %", _share("never", "reviewed_case"), (6, 13)),
    Figure("P7", "on time by sergeant, lowest twentieth %", "SELECT quantile_cont(share, 0.05) FROM by_sergeant",
           (35, None)),
    Figure("P7", "on time by sergeant, highest twentieth %", "SELECT quantile_cont(share, 0.95) FROM by_sergeant",
           (92, None)),
    Figure("P7", "on time by local team, lowest %", "SELECT min(share) FROM by_team", (None, None)),
    Figure("P7", "on time by local team, highest %", "SELECT max(share) FROM by_team", (None, None)),
    Figure("P8", "reviews that direct something %", _share("id IN (SELECT review FROM direction)", "in_turn"),
           (46, 35)),
    Figure("P8", "of these done %", "SELECT 100 * avg((done_at IS NOT NULL)::INT) FROM direction WHERE happened_at "
           "BETWEEN TIMESTAMPTZ '{begins}' AND TIMESTAMPTZ '{ends}' - INTERVAL 30 DAY", (58, 45)),
    Figure("P8", "copied text %", _share("rationale = 'As at the last review. Continue.'", "in_turn"), (20, 30)),
    *_hubs("P9", "cases a year", "SELECT count(*) FROM vulnerable WHERE unit = HUB AND specialist",
           (2290, 1960), (2286, None)),
    *_hubs("P9", "detectives on the first day", "SELECT count(*) FROM detectives WHERE unit = HUB AND began_at <= "
           "TIMESTAMPTZ '{begins}' AND (ended_at IS NULL OR ended_at > TIMESTAMPTZ '{begins}')", (29, 29), (34, 34)),
    *_hubs("P9", "and on the last", "SELECT count(*) FROM detectives WHERE unit = HUB AND (ended_at IS NULL OR "
           "ended_at > TIMESTAMPTZ '{ends}')", (24, 29), (34, 34)),
    *_hubs("P9", "held by each, first two months", _held("HUB", "0, 1"), (13, 13), (15, 14)),
    *_hubs("P9", "held by each, last two months", _held("HUB", "10, 11"), (27, 13), (15, 14)),
    *_hubs("P9", "days open, median of the last three months", "SELECT median(days) FROM ended_by WHERE unit = HUB "
           "AND ended_at > TIMESTAMPTZ '{ends}' - INTERVAL 90 DAY", (105, 72), (None, None)),
    *_hubs("P10", "plan in 24 hours, from summer %", _within("planned_by", "24 HOUR", "unit = HUB AND summer"),
           (58, 85), (91, None)),
    *_hubs("P10", "contact agreed in 2 days, from summer %", _within("agreed_by", "48 HOUR", "unit = HUB AND summer"),
           (55, 80), (86, None)),
    *_hubs("P10", "reviews on time, from summer %", _share("met", "review_due WHERE unit = HUB AND summer"),
           (52, 80), (84, None)),
    *_hubs("P10", "updates on time, from summer %", _share("met", "contact_due WHERE unit = HUB AND summer"),
           (62, 84), (85, None)),
    Figure("P11", "updates on time %", _share("met", "contact_due"), (72, 58)),
    Figure("P11", "contact of use %", "SELECT 100 * avg(useful::INT) FROM survey_response WHERE happened_at {year} "
           "AND question = 'was the contact of use to you'", (66, 57)),
    Figure("P11", "who answered", "SELECT count(*) FROM survey_response WHERE happened_at {year} AND question = "
           "'was the contact of use to you'", (640, None)),
    Figure("P12", "scenes attended or reasoned %", _share("decision = 'attend' OR rationale IS NOT NULL",
           "scene_decision WHERE happened_at {year}"), (96, 95)),
    Figure("P12", "submissions tracked %", _share("tracked", "submitted"), (98, 90)),
    Figure("P12", "identifications read in 24 hours %", _within("hits", "24 HOUR"), (90, 84)),
    Figure("P13", "exhibits", "SELECT count(*) FROM digital_exhibit WHERE happened_at {year}", (2600, None)),
    Figure("P13", "high harm begun in its target of 7 or 14 days %", _share("met", "grave_device"), (93, 88)),
    Figure("P13", "oldest that waits at the end, days", "SELECT max(days) FROM waiting_device", (140, 230)),
    Figure("P13", "read by local examiners %", "SELECT 100 * avg((level = 'hub')::INT) FROM digital_exhibit WHERE "
           "happened_at {year}", (55, 30)),
    Figure("P13", "days to a local report, median", "SELECT median(days) FROM read WHERE level = 'hub'", (6, None)),
    Figure("P18", "domestic incidents", "SELECT count(*) FROM domestic_incident WHERE happened_at {year}",
           (22500, None)),
    Figure("P18", "assessed in 24 hours %", _within("assessed", "24 HOUR"), (96, None)),
    Figure("P18", "the same, not attended %", _within("assessed", "24 HOUR",
           "answered IN ('telephone or video', 'not answered')"), (88, None)),
    Figure("P18", "the same, in the half-year to June 2015 %", _within("assessed_by_month", "24 HOUR",
           "began < TIMESTAMPTZ '2015-07-01'"), (None, 68)),
    Figure("P18", "the same, in the last month %", _within("assessed_by_month", "24 HOUR",
           "began > TIMESTAMPTZ '{ends}' - INTERVAL 31 DAY"), (96, 88)),
    Figure("P18", "never known as such", """SELECT (SELECT count(*) FROM incident WHERE id LIKE 'incident-domestic-%'
        AND happened_at {year}) + (SELECT count(*) FROM investigation WHERE category = 'domestic abuse'
        AND happened_at {year}) - (SELECT count(*) FROM domestic_incident WHERE happened_at {year})""", (900, 2300)),
    Figure("P19", "raised on second look %", _share("change = 'raised'", "second WHERE happened_at {year}"), (6, 17)),
    Figure("P19", "lowered %", _share("change = 'lowered'", "second WHERE happened_at {year}"), (2, 3)),
    Figure("P20", "assessed as high risk", "SELECT count(*) FROM domestic_assessment WHERE level = 'high' AND "
           "happened_at {year}", (1728, 834)),
    Figure("P20", "days to hearing, first quarter", "SELECT median(days) FROM hearing WHERE month < 3", (14, 14)),
    Figure("P20", "days to hearing, third quarter", "SELECT median(days) FROM hearing WHERE month BETWEEN 6 AND 8",
           (32, 14)),
    Figure("P20", "days to hearing, last quarter", "SELECT median(days) FROM hearing WHERE month > 8", (30, 14)),
    Figure("P21", "missing reports", "SELECT count(*) FROM missing_episode WHERE began_at {year}", (6400, None)),
    Figure("P21", "called absent at first", "SELECT count(*) FROM episode_category WHERE category = 'absent' AND "
           "began_at {year}", (2500, None)),
    Figure("P21", "called missing afterwards %", """SELECT 100 * avg((id IN (SELECT replace(id, 'again-', '') FROM
        episode_category WHERE id LIKE 'called-again-%'))::INT) FROM episode_category WHERE category = 'absent'""",
           (4, 9)),
    Figure("P22", "any ground %", _share("evidence_for IS NOT NULL", "reasoned"), (93, 70)),
    Figure("P22", "all three grounds %", _share("whole", "reasoned"), (57, 34)),
    Figure("P22", "all three grounds, by day %", _share("whole", "reasoned WHERE NOT night"), (64, None)),
    Figure("P22", "all three grounds, at night %", _share("whole", "reasoned WHERE night"), (46, None)),
    Figure("P23", "trigger plans", "SELECT count(*) FROM trigger_plan", (190, 60)),
    Figure("P23", "episodes that call for one", "SELECT count(*) FROM planned", (1450, None)),
    Figure("P23", "plan opened in 15 minutes %", _share("opened <= INTERVAL 15 MINUTE", "planned"), (46, 20)),
    Figure("P23", "every step used or reasoned %", _share("answered", "steps"), (37, 10)),
    Figure("P23", "earlier episodes looked at in 1 hour %", _within("again", "1 HOUR"), (52, 40)),
    Figure("P24", "accepted in 60 minutes %", _within("accepted", "1 HOUR"), (63, 40)),
    Figure("P24", "accepted in 60 minutes, by day %", _within("accepted", "1 HOUR", "NOT night"), (81, None)),
    Figure("P24", "accepted in 60 minutes, at night %", _within("accepted", "1 HOUR", "night"), (44, None)),
    Figure("P25", "trained %", """SELECT 100.0 * (SELECT count(DISTINCT officer) FROM training WHERE began_at <
        least(TIMESTAMPTZ '{ends}', TIMESTAMPTZ '2016-10-01')) / (SELECT count(*) FROM post WHERE role IN
        ('response officer', 'investigator', 'supervisor', 'call handler', 'duty inspector'))""", (96, None)),
    Figure("P25", "staff: victims come first %", "SELECT 100 * avg((score >= 4)::INT) FROM survey_response WHERE "
           "question = 'victims come first in my team'", (74, 58)),
    Figure("P26", "threats on record", "SELECT count(*) FROM live", (45, 42)),
    Figure("P26", "in drugs %", _share("crime_type = 'drugs'", "live"), (62, None)),
    Figure("P26", "real networks in the newer crimes", "SELECT count(DISTINCT network) FROM networks WHERE newer",
           (14, 4)),
    Figure("P26", "of them mapped", """SELECT count(DISTINCT network) FROM networks JOIN threat t ON replace(t.id,
        'threat-', 'network-') = network WHERE newer""", (6, 3)),
    Figure("P26", "of them never put forward", """SELECT count(DISTINCT network) FROM networks WHERE newer AND
        candidate NOT IN (SELECT candidate FROM nomination)""", (8, 1)),
    Figure("P26", "days to mapping", "SELECT median(days) FROM mapped WHERE NOT newer", (9, None)),
    Figure("P26", "days to mapping, newer", "SELECT median(days) FROM mapped WHERE newer", (48, None)),
    Figure("P26", "in date %", _share("in_date", "live"), (69, 90)),
    Figure("P27", "with a lead %", _share("id IN (SELECT threat FROM lead_appointment)", "live"), (100, None)),
    Figure("P27", "with an approved plan %", _share("id IN (SELECT threat FROM threat_plan WHERE approved_at IS NOT "
           "NULL)", "live"), (93, None)),
    Figure("P27", "with an objective in all four Ps %", _share("id IN (SELECT threat FROM whole)", "live"), (38, 38)),
    *(Figure("P27", f"actions to {p} %", _share(f"p = '{p}'", "acted"), (wanted, None))
      for p, wanted in (("pursue", 71), ("prevent", 14), ("protect", 9), ("prepare", 6))),
    Figure("P27", "actions of units that local teams have %", _share("u.kind = 'local policing'",
           "plan_action a JOIN unit u ON a.unit = u.id"), (39, 18)),
    Figure("P27", "releases from prison planned for %", _share("id IN (SELECT custody FROM release_plan WHERE "
           "approved_at IS NOT NULL)", "member_custody WHERE ended_at IS NOT NULL"), (88, None)),
    Figure("P27", "places in diversion", "SELECT count(*) FROM diversion_place WHERE began_at {year}", (120, None)),
    Figure("P28", "disruptions", "SELECT count(*) FROM disruption WHERE happened_at {year}", (380, 300)),
    Figure("P28", "claims with evidence %", _share("id IN (SELECT disruption FROM disruption_evidence)", "disruption "
           "WHERE happened_at {year} AND level IN ('major', 'moderate', 'minor')"), (34, 30)),
    Figure("P28", "moderated", "SELECT count(DISTINCT disruption) FROM moderation WHERE happened_at {year}", (0, 0)),
    Figure("P28", "archived", "SELECT count(*) FROM archiving", (11, None)),
    Figure("P28", "debriefed", "SELECT count(*) FROM threat_debrief", (3, None)),
    Figure("P28", "lessons used in another plan", "SELECT count(DISTINCT lesson) FROM lesson_use", (0, 0)),
    Figure("P28", "districts with a profile of the last year", "SELECT count(*) FROM profiled WHERE kind = "
           "'local policing' AND fresh", (3, 2)),
    Figure("P28", "districts with an older one", "SELECT count(*) FROM profiled WHERE kind = 'local policing' AND NOT "
           "fresh", (3, None)),
    Figure("P28", "profiles of the whole force", "SELECT count(*) FROM local_profile p JOIN unit u ON p.unit = u.id "
           "WHERE u.kind = 'force'", (0, 0)),
)  # fmt: skip

#: Limits are those of the force's own plan for its records: 14 or 28 days, by risk or need.
VIEWS = """
CREATE TABLE first_holding AS SELECT subject AS investigation, arg_min(h.unit, began_at) AS unit,
    arg_min(officer, began_at) AS officer, min(began_at) AS began_at
    FROM holding h WHERE subject_table = 'investigation' GROUP BY 1;
CREATE VIEW kinds AS SELECT f.*, u.kind = 'local policing' AS local FROM first_holding f JOIN unit u ON f.unit = u.id;
CREATE VIEW given_out AS SELECT a.*, f.unit, f.local, month(a.began_at) AS month FROM allocation a JOIN kinds f
    USING (investigation) WHERE a.id NOT LIKE 'allocation-again-%' AND local AND a.began_at {year};
CREATE VIEW taken AS SELECT coalesce(min(a.began_at), TIMESTAMPTZ '{ends}') - any_value(s.began_at) AS wait
    FROM investigation_span s LEFT JOIN allocation a USING (investigation) WHERE s.began_at {year}
    AND s.began_at < TIMESTAMPTZ '{ends}' - INTERVAL 6 DAY GROUP BY s.id;
CREATE VIEW vulnerable AS SELECT a.*, f.unit FROM allocation a JOIN first_holding f USING (investigation)
    WHERE level_needed = 'PIP 2' AND a.id NOT LIKE 'allocation-again-%' AND a.began_at {year};
CREATE VIEW ended_by AS SELECT date_diff('day', s.began_at, ended_at) AS days, s.ended_at, unit, local
    FROM investigation_span s JOIN kinds USING (investigation) WHERE ended_at {year};
CREATE VIEW planned_by AS SELECT coalesce(p.approved_at, '2100-01-01') - a.accepted_at AS wait, unit, local,
    a.accepted_at > TIMESTAMPTZ '{spring}' AS summer FROM allocation a JOIN kinds USING (investigation)
    LEFT JOIN investigation_plan p ON replace(p.id, 'plan-', 'allocation-') = a.id WHERE a.accepted_at {year}
    AND a.id NOT LIKE 'allocation-again-%' AND a.accepted_at < TIMESTAMPTZ '{ends}' - INTERVAL 4 DAY;
CREATE VIEW agreed_by AS SELECT coalesce(c.began_at, '2100-01-01') - a.accepted_at AS wait, unit,
    a.accepted_at > TIMESTAMPTZ '{spring}' AS summer FROM allocation a JOIN kinds USING (investigation)
    JOIN investigation i ON a.investigation = i.id AND i.against = 'person'
    LEFT JOIN contact_contract c ON replace(c.id, 'contract-', 'allocation-') = a.id WHERE a.accepted_at {year}
    AND a.id NOT LIKE 'allocation-again-%' AND a.accepted_at < TIMESTAMPTZ '{ends}' - INTERVAL 4 DAY;
CREATE VIEW first_acts AS SELECT count(*) = 5 AS whole FROM initial_action a JOIN investigation i
    ON a.investigation = i.id WHERE a.id LIKE 'initial-%' AND i.happened_at {year} GROUP BY i.id;
CREATE VIEW in_turn AS SELECT * FROM review WHERE id LIKE 'review-%' AND happened_at {year};
CREATE TABLE spans AS SELECT s.investigation, s.began_at, least(coalesce(s.ended_at, '{ends}'), TIMESTAMPTZ '{ends}')
    AS until, unit, officer, local, coalesce((SELECT arg_min(level, happened_at) FROM risk_grading g WHERE
    g.investigation = s.investigation), 'standard') = 'high' AS high FROM investigation_span s JOIN kinds
    USING (investigation) WHERE s.id LIKE 'span-%';
CREATE TABLE looked AS SELECT investigation, happened_at FROM review WHERE (none_needed IS NOT NULL OR id IN (SELECT
    review FROM direction)) AND decision IS NOT NULL AND id NOT LIKE 'late-%' AND id NOT LIKE 'closing-%';
CREATE TABLE turns AS SELECT *, since + INTERVAL 1 DAY * (CASE WHEN high THEN 14 ELSE 28 END) AS due FROM (
    SELECT investigation, unit, officer, local, high, until, since, lead(since) OVER (PARTITION BY investigation, until
    ORDER BY since) AS following FROM (SELECT *, began_at AS since FROM spans UNION ALL SELECT s.*, happened_at AS since
    FROM spans s JOIN looked l USING (investigation) WHERE happened_at > s.began_at AND happened_at < s.until));
CREATE VIEW review_due AS SELECT *, coalesce(following <= due + INTERVAL 1 DAY, false) AS met,
    due > TIMESTAMPTZ '{spring}' + INTERVAL 30 DAY AS summer FROM turns WHERE due {year}
    AND (due < until OR following IS NOT NULL);
CREATE VIEW review_days AS SELECT greatest(0, epoch(least(coalesce(following, until), TIMESTAMPTZ '{ends}')
    - greatest(due, TIMESTAMPTZ '{begins}'))) AS late,
    greatest(0, epoch(coalesce(following, until) - greatest(since, TIMESTAMPTZ '{begins}'))) AS days
    FROM turns WHERE coalesce(following, until) > TIMESTAMPTZ '{begins}';
CREATE VIEW reviewed_case AS SELECT NOT EXISTS (SELECT 1 FROM looked l WHERE l.investigation = s.investigation) AS
    never FROM spans s WHERE until {year} AND until < TIMESTAMPTZ '{ends}';
CREATE TABLE answers_for AS SELECT a.officer, arg_max(c.officer, c.began_at) AS sergeant FROM absence a
    JOIN absence_cover c ON c.absence = a.id GROUP BY 1;
CREATE VIEW by_sergeant AS SELECT sergeant, 100 * avg(met::INT) AS share FROM review_due JOIN answers_for
    USING (officer) WHERE local GROUP BY 1 HAVING count(*) >= 30;
CREATE VIEW by_team AS SELECT unit, 100 * avg(met::INT) AS share FROM review_due WHERE local GROUP BY 1;
CREATE VIEW detectives AS SELECT p.* FROM post p WHERE role = 'investigator' AND unit LIKE '%safeguarding%';
CREATE TABLE hub_load AS WITH moments AS (SELECT month, TIMESTAMPTZ '{begins}' + to_months((month + 1)::INT) AS moment
    FROM (SELECT unnest(generate_series(0, 11)) AS month)), held AS (SELECT month, h.unit, count(*) AS n FROM moments,
    holding h WHERE subject_table = 'investigation' AND h.began_at <= moment AND (h.ended_at IS NULL OR h.ended_at >
    moment) GROUP BY 1, 2), people AS (SELECT month, d.unit, count(*) AS n FROM moments, detectives d WHERE
    d.began_at <= moment AND (d.ended_at IS NULL OR d.ended_at > moment) GROUP BY 1, 2)
    SELECT month, unit, held.n / people.n AS held FROM held JOIN people USING (month, unit);
CREATE TABLE contact_turns AS SELECT *, since + INTERVAL 1 DAY * days AS due FROM (SELECT *, lead(since) OVER
    (PARTITION BY investigation, until ORDER BY since) AS following FROM (
    SELECT k.investigation, f.unit, k.began_at AS since, least(coalesce(k.ended_at, '{ends}'), TIMESTAMPTZ '{ends}') AS
    until, CASE WHEN k.interval = '14 days' THEN 14 ELSE 28 END AS days FROM contact_contract k JOIN first_holding f
    USING (investigation) UNION ALL
    SELECT k.investigation, f.unit, c.happened_at, least(coalesce(k.ended_at, '{ends}'), TIMESTAMPTZ '{ends}'),
    CASE WHEN k.interval = '14 days' THEN 14 ELSE 28 END FROM contact_contract k JOIN first_holding f
    USING (investigation) JOIN contact c USING (investigation) WHERE c.reached AND c.happened_at > k.began_at AND
    c.happened_at <= coalesce(k.ended_at, '{ends}')));
CREATE VIEW contact_due AS SELECT *, coalesce(following <= due + INTERVAL 1 DAY, false) AS met,
    due > TIMESTAMPTZ '{spring}' + INTERVAL 30 DAY AS summer FROM contact_turns WHERE due {year}
    AND (due < until OR following IS NOT NULL);
CREATE VIEW submitted AS SELECT count(DISTINCT stage) FILTER (stage IN ('authorised', 'received', 'examination')) = 3
    AS tracked FROM forensic_stage WHERE submission IN (SELECT submission FROM forensic_stage WHERE stage IN
    ('identification', 'negative') AND happened_at {year}) GROUP BY submission;
CREATE VIEW devices_timed AS SELECT t.band, e.happened_at AS taken_at, (SELECT min(happened_at) FROM digital_stage s
    WHERE s.exhibit = e.id AND stage = 'examination') AS begun, EXISTS (SELECT 1 FROM
    investigation_span i WHERE i.investigation = e.investigation AND ended_at IS NULL) AS live
    FROM digital_exhibit e JOIN digital_triage t ON t.exhibit = e.id;
CREATE VIEW grave_device AS SELECT coalesce(begun - taken_at <= INTERVAL 1 DAY * (CASE band WHEN 'immediate' THEN 7
    ELSE 14 END), false) AS met FROM devices_timed WHERE band IN ('immediate', 'urgent') AND taken_at {year}
    AND taken_at < TIMESTAMPTZ '{ends}' - INTERVAL 15 DAY;
CREATE VIEW waiting_device AS SELECT date_diff('day', taken_at, TIMESTAMPTZ '{ends}') AS days FROM devices_timed
    WHERE begun IS NULL AND live;
CREATE VIEW assessed_by_month AS SELECT any_value(i.happened_at) AS began, coalesce(min(a.happened_at), '2100-01-01')
    - any_value(i.happened_at) AS wait FROM domestic_incident i LEFT JOIN domestic_assessment a ON a.incident = i.id
    WHERE i.happened_at {year} GROUP BY i.id;
CREATE VIEW steps AS SELECT bool_and(used OR not_used_because IS NOT NULL) AND count(*) = 4 AS answered
    FROM trigger_step_use WHERE happened_at {year} GROUP BY opening;
"""
