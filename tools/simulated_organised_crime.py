"""Prints what the records of a simulated force say of organised crime, beside what `staffordshire-2016` is to show.

python tools/simulated_organised_crime.py [SCENARIO]      a name, or a file NAME.toml; otherwise: exemplary
"""

import sys

import duckdb

from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, scenario_named

#: What, how it is counted, and what the scenario of 2016 is to show (project figures, no facts about a force).
FIGURES = (
    ("threats on record, not archived", "SELECT count(*) FROM live", "45"),
    ("of them in drugs, %", "SELECT 100 * avg((crime_type = 'drugs')::INT) FROM live", "62"),
    ("real networks in the newer crimes", "SELECT count(DISTINCT network) FROM networks WHERE newer", "14"),
    ("of them mapped", """SELECT count(DISTINCT network) FROM networks JOIN threat t
        ON replace(t.id, 'threat-', 'network-') = network WHERE newer""", "6"),
    ("of them never put forward", """SELECT count(DISTINCT network) FROM networks WHERE newer AND candidate NOT IN
        (SELECT candidate FROM nomination)""", "8"),
    ("suspects of one of these, fewest", "SELECT min(n) FROM suspected WHERE newer", "3"),
    ("and most", "SELECT max(n) FROM suspected WHERE newer", "9"),
    ("days to mapping, median", "SELECT median(days) FROM mapped WHERE NOT newer", "9"),
    ("days to mapping, newer, median", "SELECT median(days) FROM mapped WHERE newer", "48"),
    ("scored within the interval of the band", "SELECT count(*) FROM live WHERE in_date", "31 of 45"),
    ("with a lead", "SELECT count(*) FROM live WHERE id IN (SELECT threat FROM lead_appointment)", "45"),
    ("with an adviser", "SELECT count(*) FROM live WHERE id IN (SELECT threat FROM adviser_appointment)", "44 of 45"),
    ("with an approved plan", """SELECT count(*) FROM live WHERE id IN (SELECT threat FROM threat_plan
        WHERE approved_at IS NOT NULL)""", "42 of 45"),
    ("with an objective in all four Ps", "SELECT count(*) FROM live WHERE id IN (SELECT threat FROM whole)",
     "17 of 45"),
    *((f"actions to {p}, %", f"SELECT 100 * avg((p = '{p}')::INT) FROM acted", wanted)
      for p, wanted in (("pursue", "71"), ("prevent", "14"), ("protect", "9"), ("prepare", "6"))),
    ("actions of units that local teams have, %", """SELECT 100 * avg((u.kind = 'local policing')::INT)
        FROM plan_action a JOIN unit u ON a.unit = u.id""", "39"),
    ("releases from prison", "SELECT count(*) FROM member_custody WHERE ended_at IS NOT NULL", "25"),
    ("of them planned for", """SELECT count(*) FROM member_custody WHERE ended_at IS NOT NULL AND id IN
        (SELECT custody FROM release_plan WHERE approved_at IS NOT NULL)""", "22"),
    ("places in diversion, a year", "SELECT count(*) FROM diversion_place WHERE began_at {year}", "120"),
    ("of them in projects aimed at a group", """SELECT count(*) FROM diversion_place WHERE began_at {year}
        AND project IN (SELECT project FROM project_aim)""", "17"),
    ("disruptions, a year", "SELECT count(*) FROM disruption WHERE happened_at {year}", "380"),
    ("of claims with evidence, %", """SELECT 100 * avg((id IN (SELECT disruption FROM disruption_evidence))::INT)
        FROM disruption WHERE happened_at {year} AND level IN ('major', 'moderate', 'minor')""", "34"),
    ("moderated", "SELECT count(DISTINCT disruption) FROM moderation WHERE happened_at {year}", "0"),
    ("archived", "SELECT count(*) FROM archiving", "11"),
    ("debriefed", "SELECT count(*) FROM threat_debrief", "3"),
    ("lessons used in another plan", "SELECT count(DISTINCT lesson) FROM lesson_use", "0"),
    ("districts with a profile of the last year", """SELECT count(*) FROM profiled WHERE kind = 'local policing'
        AND fresh""", "3"),
    ("districts with an older one", "SELECT count(*) FROM profiled WHERE kind = 'local policing' AND NOT fresh", "3"),
    ("districts with none", "SELECT count(*) FROM profiled WHERE kind = 'local policing' AND fresh IS NULL", "3"),
    ("profiles of the whole force", """SELECT count(*) FROM local_profile p JOIN unit u ON p.unit = u.id
        WHERE u.kind = 'force'""", "0"),
    ("victims who answer, a year", """SELECT count(*) FROM survey_response WHERE useful IS NOT NULL AND happened_at
        {year} AND question = 'was the contact of use to you'""", "640"),
    ("to whom the contact was of use, %", """SELECT 100 * avg(useful::INT) FROM survey_response
        WHERE question = 'was the contact of use to you'""", "66"),
    ("staff: victims come first, %", """SELECT 100 * avg((score >= 4)::INT) FROM survey_response
        WHERE question = 'victims come first in my team'""", "74"),
)  # fmt: skip
VIEWS = """
CREATE VIEW scored AS SELECT threat, max(happened_at) AS last FROM threat_scoring GROUP BY 1;
CREATE VIEW band AS SELECT threat, arg_max(level, happened_at) AS level FROM threat_band GROUP BY 1;
CREATE VIEW live AS SELECT t.*, coalesce(last >= TIMESTAMPTZ '{ends}' - CASE level WHEN 'top' THEN INTERVAL 3 MONTH
    WHEN 'middle' THEN INTERVAL 6 MONTH ELSE INTERVAL 12 MONTH END, false) AS in_date
    FROM threat t LEFT JOIN scored s ON s.threat = t.id LEFT JOIN band b ON b.threat = t.id
    WHERE t.id NOT IN (SELECT threat FROM archiving);
CREATE VIEW suspected AS SELECT network, newer, count(*) AS n FROM networks GROUP BY 1, 2;
CREATE VIEW mapped AS SELECT date_diff('day', n.happened_at, min(s.happened_at)) AS days, any_value(w.newer) AS newer
    FROM nomination n JOIN mapping_decision d ON d.nomination = n.id JOIN threat t ON t.decision = d.id
    JOIN threat_scoring s ON s.threat = t.id JOIN networks w ON w.candidate = n.candidate
    GROUP BY n.id, n.happened_at;
CREATE VIEW acted AS SELECT s.p FROM plan_action a JOIN plan_strand s ON a.strand = s.id;
CREATE VIEW whole AS SELECT threat FROM threat_plan p JOIN plan_strand s ON s.plan = p.id WHERE objective IS NOT NULL
    AND s.ended_at IS NULL GROUP BY threat HAVING count(DISTINCT p) = 4;
CREATE VIEW profiled AS SELECT u.id, u.kind, max(p.happened_at) >= TIMESTAMPTZ '{ends}' - INTERVAL 12 MONTH AS fresh
    FROM unit u LEFT JOIN local_profile p ON p.unit = u.id GROUP BY 1, 2;
"""


def marginals(scenario: Scenario) -> list[tuple[str, float, str]]:
    """Each figure of a scenario, with what the scenario of 2016 is to show."""
    force, database = simulated(scenario), duckdb.connect()
    for name, rows in {**force.tables, **force.truth}.items():
        database.register(name, rows)
    told = {"begins": scenario.begins, "ends": scenario.ends}
    told["year"] = "BETWEEN TIMESTAMPTZ '{begins}' AND TIMESTAMPTZ '{ends}'".format(**told)
    database.execute(VIEWS.format(**told))
    return [(name, database.execute(how.format(**told)).fetchall()[0][0], wanted) for name, how, wanted in FIGURES]


def main() -> None:
    for name, value, wanted in marginals(scenario_named(sys.argv[1] if len(sys.argv) > 1 else "exemplary")):
        print(f"{name:45}{'-' if value is None else f'{value:,.1f}':>12}{wanted:>12}")


if __name__ == "__main__":
    main()
