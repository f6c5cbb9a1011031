"""Prints what the records of a simulated force say, beside what `staffordshire-2016` is to show.

python tools/simulated_marginals.py [SCENARIO]      a name, or a file NAME.toml; otherwise: exemplary
"""

import sys

import duckdb

from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, scenario_named

YEAR = "BETWEEN TIMESTAMPTZ '{begins}' AND TIMESTAMPTZ '{ends}'"
#: What, how it is counted, and what the scenario of 2016 is to show (project figures, no facts about a force).
FIGURES = (
    ("crimes recorded", "SELECT count(*) FROM crime WHERE happened_at {year}", "75,105"),
    ("investigated", "SELECT count(DISTINCT investigation) FROM investigation_span WHERE began_at {year}", "42,500"),
    ("with specialists", "SELECT count(*) FROM allocation WHERE specialist AND began_at {year}", "5,200"),
    ("allocated in 24 hours, %", "SELECT 100 * avg((wait <= INTERVAL 24 HOUR)::INT) FROM given", ""),
    ("held by each local investigator", "SELECT avg(held) FROM load WHERE kind = 'local policing'", "8.9"),
    ("held by each detective, first quarter", "SELECT avg(held) FROM load WHERE kind LIKE 'spec%' AND month < 3", "13"),
    ("the same, last quarter", "SELECT avg(held) FROM load WHERE kind LIKE 'spec%' AND month > 8", "27 and 15"),
    ("days from opening to end, median", "SELECT median(days) FROM ended", "41 to 105"),
    ("open for over 120 days, %", "SELECT 100 * avg((days > 120)::INT) FROM ended", "9"),
    ("plan in 72 hours of being taken on, %", "SELECT 100 * avg((wait <= INTERVAL 72 HOUR)::INT) FROM plan", "71"),
    ("reviews that direct something, %", """SELECT 100 * avg((id IN (SELECT review FROM direction))::INT) FROM review
        WHERE id LIKE 'review-%' AND happened_at {year}""", "46"),
    ("of these done, %", "SELECT 100 * avg((done_at IS NOT NULL)::INT) FROM direction WHERE happened_at {year}", "58"),
    ("with copied text, %", """SELECT 100 * avg((rationale = 'As at the last review. Continue.')::INT) FROM review
        WHERE happened_at {year}""", "20"),
    ("days of cases that are paused, %", """SELECT 100 * (SELECT sum(ended_at - began_at) FROM paused) /
        (SELECT sum(ended_at - began_at) FROM opened)""", ""),
    ("opened again, %", """SELECT 100 * avg(again::INT) FROM (SELECT count(*) > 1 AS again FROM investigation_span
        GROUP BY investigation)""", ""),
    ("scenes attended or reasoned, %", """SELECT 100 * avg((decision = 'attend' OR rationale IS NOT NULL)::INT)
        FROM scene_decision WHERE happened_at {year}""", "96"),
    ("identifications read in 24 hours, %", "SELECT 100 * avg((wait <= INTERVAL 24 HOUR)::INT) FROM hits", "90"),
    ("devices taken", "SELECT count(*) FROM digital_exhibit WHERE happened_at {year}", "2,600"),
    ("at a hub, %", "SELECT 100 * avg((level = 'hub')::INT) FROM digital_exhibit WHERE happened_at {year}", "55"),
    ("days to a report from a hub, median", "SELECT median(days) FROM read WHERE level = 'hub'", "6"),
    ("domestic incidents", "SELECT count(*) FROM domestic_incident WHERE happened_at {year}", "22,500"),
    ("never known as such", """SELECT (SELECT count(*) FROM incident WHERE id LIKE 'incident-domestic-%'
        AND happened_at {year}) + (SELECT count(*) FROM investigation WHERE category = 'domestic abuse'
        AND happened_at {year}) - (SELECT count(*) FROM domestic_incident WHERE happened_at {year})""", "900"),
    ("assessed in 24 hours, %", """SELECT 100 * avg((wait <= INTERVAL 24 HOUR)::INT) FROM assessed""", "96"),
    ("the same, not attended, %", """SELECT 100 * avg((wait <= INTERVAL 24 HOUR)::INT) FROM assessed
        WHERE answered IN ('telephone or video', 'not answered')""", "88"),
    ("high risk", "SELECT count(*) FROM domestic_assessment WHERE level = 'high' AND happened_at {year}", "1,728"),
    ("raised on second look, of those drawn, %", """SELECT 100 * avg((change = 'raised')::INT) FROM second
        WHERE happened_at {year}""", "6"),
    ("lowered, %", """SELECT 100 * avg((change = 'lowered')::INT) FROM second WHERE happened_at {year}""", "2"),
    ("after another within a year, %", """SELECT 100 * avg((happened_at - before < INTERVAL 365 DAY)::INT) FROM (SELECT
        happened_at, coalesce(lag(happened_at) OVER (PARTITION BY victim ORDER BY happened_at), '1970-01-01') AS before
        FROM domestic_incident) WHERE happened_at {year}""", ""),
    ("MARAC referrals", "SELECT count(*) FROM marac_referral WHERE happened_at {year}", ""),
    ("days to hearing, first quarter", "SELECT median(days) FROM hearing WHERE month < 3", "14"),
    ("days to hearing, third quarter", "SELECT median(days) FROM hearing WHERE month BETWEEN 6 AND 8", "32"),
    ("missing reports", "SELECT count(*) FROM missing_episode WHERE began_at {year}", "6,400"),
    ("called absent at first", """SELECT count(*) FROM episode_category WHERE category = 'absent'
        AND began_at {year}""", "2,500"),
    ("called missing afterwards, %", """SELECT 100 * avg((id IN (SELECT replace(id, 'again-', '') FROM episode_category
        WHERE id LIKE 'called-again-%'))::INT) FROM episode_category WHERE category = 'absent'""", "4"),
    ("children, %", "SELECT 100 * avg(child::INT) FROM missing_episode WHERE began_at {year}", "over half"),
    ("found within a day, %", """SELECT 100 * avg((ended_at - began_at < INTERVAL 1 DAY)::INT) FROM missing_episode
        WHERE began_at {year}""", "79"),
    ("gone over a week, %", """SELECT 100 * avg((ended_at - began_at > INTERVAL 7 DAY)::INT) FROM missing_episode
        WHERE began_at {year}""", "2"),
    ("decisions with any ground, %", "SELECT 100 * avg((evidence_for IS NOT NULL)::INT) FROM reasoned", "93"),
    ("with all three, by day, %", "SELECT 100 * avg(whole::INT) FROM reasoned WHERE NOT night", "64"),
    ("with all three, at night, %", "SELECT 100 * avg(whole::INT) FROM reasoned WHERE night", "46"),
    ("trigger plans", "SELECT count(*) FROM trigger_plan", "190"),
    ("episodes that call for one", "SELECT count(*) FROM planned", "1,450"),
    ("plan opened in 15 minutes, %", """SELECT 100 * avg((opened <= INTERVAL 15 MINUTE)::INT) FROM planned""", "46"),
    ("every step used or reasoned, %", """SELECT 100 * avg(answered::INT) FROM (SELECT opening, bool_and(used OR
        not_used_because IS NOT NULL) AND count(*) = 4 AS answered FROM trigger_step_use WHERE happened_at {year}
        GROUP BY 1)""", "37"),
    ("earlier episodes looked at in 1 hour, %", "SELECT 100 * avg((wait <= INTERVAL 1 HOUR)::INT) FROM again", "52"),
    ("accepted in 60 minutes, %", "SELECT 100 * avg((wait <= INTERVAL 1 HOUR)::INT) FROM accepted", "63"),
    ("the same, by day, %", "SELECT 100 * avg((wait <= INTERVAL 1 HOUR)::INT) FROM accepted WHERE NOT night", "81"),
    ("the same, at night, %", "SELECT 100 * avg((wait <= INTERVAL 1 HOUR)::INT) FROM accepted WHERE night", "44"),
    ("the same in 15 minutes, %", "SELECT 100 * avg((wait <= INTERVAL 15 MINUTE)::INT) FROM accepted", ""),
    ("trained by the end of September, %", """SELECT 100 * (SELECT count(DISTINCT officer) FROM training WHERE began_at
        < TIMESTAMPTZ '2016-10-01') / (SELECT count(*) FROM post WHERE role IN ('response officer', 'investigator',
        'supervisor', 'call handler', 'duty inspector'))""", "96"),
)  # fmt: skip
VIEWS = """
CREATE VIEW given AS SELECT min(a.began_at) - any_value(i.happened_at) AS wait FROM allocation a JOIN investigation i
    ON a.investigation = i.id WHERE i.happened_at {year} GROUP BY i.id;
CREATE VIEW load AS WITH day AS (SELECT unnest(generate_series(0, 11)) AS month),
    team AS (SELECT u.id, u.kind, count(*) AS people FROM post p JOIN unit u ON p.unit = u.id
        WHERE role = 'investigator' GROUP BY 1, 2),
    moments AS (SELECT month, TIMESTAMPTZ '{begins}' + to_months(month + 1) AS moment FROM day),
    kind AS (SELECT kind, sum(people) AS people FROM team GROUP BY 1)
    SELECT month, kind, count(*) / any_value(kind.people) AS held FROM moments, holding h JOIN team ON h.unit = team.id
    JOIN kind USING (kind) WHERE subject_table = 'investigation' AND h.began_at <= moment
    AND (h.ended_at IS NULL OR h.ended_at > moment) GROUP BY 1, 2;
CREATE VIEW ended AS SELECT date_diff('day', began_at, ended_at) AS days FROM investigation_span
    WHERE ended_at {year};
CREATE VIEW plan AS SELECT coalesce(p.approved_at, '2100-01-01') - a.accepted_at AS wait FROM allocation a
    LEFT JOIN investigation_plan p ON replace(p.id, 'plan-', 'allocation-') = a.id WHERE a.accepted_at {year};
CREATE VIEW opened AS SELECT epoch(began_at) AS began_at, epoch(coalesce(ended_at, '{ends}')) AS ended_at
    FROM investigation_span;
CREATE VIEW paused AS SELECT epoch(began_at) AS began_at, epoch(coalesce(ended_at, '{ends}')) AS ended_at
    FROM suspension;
CREATE VIEW hits AS SELECT coalesce(b.happened_at, '2100-01-01') - a.happened_at AS wait FROM forensic_stage a
    LEFT JOIN forensic_stage b ON a.submission = b.submission AND b.stage = 'acknowledged'
    WHERE a.stage = 'identification' AND a.happened_at {year};
CREATE VIEW read AS SELECT level, epoch(s.happened_at - e.happened_at) / 86400 AS days FROM digital_exhibit e
    JOIN digital_stage s ON s.exhibit = e.id WHERE stage = 'reported' AND s.happened_at {year};
CREATE VIEW assessed AS SELECT answered, coalesce(min(a.happened_at), '2100-01-01') - any_value(i.happened_at) AS wait
    FROM domestic_incident i LEFT JOIN domestic_assessment a ON a.incident = i.id WHERE i.happened_at {year}
    GROUP BY i.id, answered;
CREATE VIEW hearing AS SELECT date_diff('day', r.happened_at, h.happened_at) AS days,
    date_diff('month', TIMESTAMPTZ '{begins}', h.happened_at) AS month
    FROM marac_referral r JOIN marac_hearing h ON h.referral = r.id WHERE h.happened_at {year};
CREATE VIEW second AS SELECT s.* FROM secondary_assessment s JOIN domestic_assessment a ON s.assessment = a.id
    WHERE drawn;
CREATE VIEW reasoned AS SELECT evidence_for, would_change IS NOT NULL AND evidence_against IS NOT NULL AS whole,
    hour(happened_at AT TIME ZONE 'Europe/London') NOT BETWEEN 6 AND 21 AS night
    FROM missing_risk_decision WHERE happened_at {year};
CREATE VIEW planned AS SELECT coalesce((SELECT min(o.happened_at) FROM trigger_plan_opening o WHERE o.episode = e.id),
    '2100-01-01') - e.began_at AS opened
    FROM missing_episode e JOIN trigger_plan p ON p.person = e.person AND e.began_at > p.began_at
    WHERE e.began_at {year};
CREATE VIEW accepted AS SELECT tour = 'night' AS night, coalesce((SELECT min(c.began_at) FROM episode_command c
    WHERE c.episode = e.id), '2100-01-01') - e.began_at AS wait FROM missing_episode e WHERE e.began_at {year};
CREATE VIEW again AS SELECT coalesce((SELECT min(h.happened_at) FROM history_check h WHERE h.episode = e.id),
    '2100-01-01') - e.began_at AS wait FROM (SELECT *, lag(began_at) OVER (PARTITION BY person ORDER BY began_at)
    AS before FROM missing_episode) e WHERE began_at {year} AND began_at - before < INTERVAL 365 DAY;
"""


def marginals(scenario: Scenario) -> list[tuple[str, float, str]]:
    """Each figure of the year of a scenario, with what the scenario of 2016 is to show."""
    database = duckdb.connect()
    for name, rows in simulated(scenario).tables.items():
        database.register(name, rows)
    told = {"begins": scenario.begins, "ends": scenario.ends}
    told["year"] = YEAR.format(**told)
    database.execute(VIEWS.format(**told))
    return [(name, database.execute(how.format(**told)).fetchall()[0][0], wanted) for name, how, wanted in FIGURES]


def main() -> None:
    for name, value, wanted in marginals(scenario_named(sys.argv[1] if len(sys.argv) > 1 else "exemplary")):
        print(f"{name:45}{'-' if value is None else f'{value:,.1f}':>12}{wanted:>12}")


if __name__ == "__main__":
    main()
