"""Forces that do not exist, so that the system can be tried on records whose people nobody can be.

Two kinds. `small/` draws a small force row by row, with every table and every odd case, in a second. The rest lets a
whole force work through a scenario, and its records are what is left of that:

- `scenario.py`, `parts.py`, `traps.py`, `scenarios/*.toml`: what a force is made from, read and checked;
  `shaping.py`: what a shortcoming does to a number, there and then; `chance.py`: all that is drawn.
- `demand.py`: what comes; `staffing.py`: who is on duty; `agenda.py`: what there is to do;
  `work.py` (`work_shapes.py`, compiled: `work_kernel.py`): who does it when. Nothing else makes anything late.
- `practising.py`: subjects with their tasks before the work, and what became of them after it.
- Investigation: `crimes.py`, then `casework.py`, `desk.py`, `scenes.py`, `devices.py`, `victims.py`, put together in
  `investigation.py`; records in `investigation_rows.py`, `case_rows.py`, `review_rows.py`, `victim_rows.py`.
- Vulnerability: `domestic*.py`, `conference.py`, `missing*.py`, `trigger_plans.py`, `command_rows.py`, `protection.py`,
  `referral_rows.py`, `consents.py`, `homes.py`.
- Organised crime and the organisation's own house: `networks.py`, `groups.py`, `mapping*.py`, `scoring_rows.py`,
  `threat_*.py`, `disruption_rows.py`, `partners.py`, `partnership*.py`, `diversion.py`, `capability.py`, `surveys.py`.
- `people.py`: the organisation as records; `tables.py`, `arrow.py`: rows in the records' own schema;
  `traps_planted.py`: traps.
- `force.py` puts all together; `faulting.py`: faults drawn at random for a scenario.
- `country.py`, `countries/*`: many forces of one pattern in their own sizes; `naming.py`: ids that no other area has.
"""
