# Two commands do all the set-up on a fresh machine: `make demo` runs the main job, `make test` passes the tests.

PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
export DUTYBOUND_DATA := $(abspath $(DATA))
FINES := $(DUTYBOUND_DATA)/fines/road_traffic_fines.csv.gz

# What could not be assessed (4), or was left out (8), is said, and is no failure of a demonstration.
JUDGED := case $$? in 4|8|12) ;; *) exit 1 ;; esac

# A small force at work has the simulator compiled; otherwise every worker of the tests compiles it.
SMALL := from dutybound.simulator import force, scenario; force.simulated(scenario.scenario_named('exemplary').scaled(0.01))

.PHONY: peers bench-truth demo demo-random demo-inspection test postgres java test-generative check fix bench reference lock clean

demo: .venv/ready
	@if [ -f "$(FINES)" ]; then source="$(FINES)"; else source=examples/fines/made_up.csv; \
	  echo "The real log is not here ($(FINES)); a small made-up one is judged instead."; fi; \
	echo "dutybound assess $$source --with examples/fines --as-at 2013-06-30 --out build/fines"; \
	$(BIN)/dutybound assess "$$source" --with examples/fines --as-at 2013-06-30 --out build/fines \
	  || $(JUDGED)
	@echo "Written to build/fines: report.html, measures.json, declared_measures.json, duties.parquet, days.parquet, excluded.csv"
	$(MAKE) --no-print-directory demo-random demo-inspection

demo-random: .venv/ready  # a made-up force with faults drawn at random: what was planted lies in build/random/truth
	rm -rf build/random
	$(BIN)/dutybound simulate --scenario random --seed 1 --held-to peel-2016 --out build/random
	$(BIN)/dutybound assess build/random --as-at 2016-11-30 --shortfalls --out build/random-results || $(JUDGED)

demo-inspection: .venv/ready  # the made-up force of the report that all this began with, and the report on it
	rm -rf build/staffordshire-2016
	$(BIN)/dutybound simulate --scenario staffordshire-2016 --held-to peel-2016 --out build/staffordshire-2016
	$(BIN)/dutybound assess build/staffordshire-2016 --as-at 2016-11-30 --out build/staffordshire-2016-results || $(JUDGED)
	$(BIN)/dutybound report build/staffordshire-2016-results --framework peel-2016 \
	  --grades examples/inspection/staffordshire-2016.toml --out build/staffordshire-2016-report
	@echo "Open build/staffordshire-2016-report/report.html"

test: .venv/ready .venv/spark postgres java
	$(BIN)/python -m pytest -n auto --dist loadgroup

postgres:  # the tests of PostgreSQL start a server of their own; where none can be had, they skip and say so
	@{ ls -d /usr/lib/postgresql/*/bin || command -v initdb || ! command -v apt-get; } >/dev/null 2>&1 \
	  || { apt-get update && apt-get install -y --no-install-recommends postgresql; } \
	  || echo "PostgreSQL could not be installed; its tests will say so."

java:  # Spark runs on Java; where none can be had, its tests skip and say so
	@{ command -v java || test -x "$(JAVA_HOME)/bin/java" || ! command -v apt-get; } >/dev/null 2>&1 \
	  || { apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless; } \
	  || echo "Java could not be installed; the tests of Spark will say so."

test-generative: .venv/ready .venv/spark java  # the long search for a counterexample; ONLY=tests/laws for a part of it
	EXAMPLES=$(or $(EXAMPLES),20000) $(BIN)/python -m pytest -n auto --dist loadgroup -m generative $(ONLY)

check: .venv/ready .venv/spark
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/reference.py --check
	$(BIN)/python tools/licences.py
	$(BIN)/python tools/lock_files.py

fix: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready .venv/spark java
	$(BIN)/python -m tools.bench

bench-truth: .venv/ready  # are planted faults found? SCENARIOS=40 for fewer forces; about 30 seconds each on one core, and 6 once its evidence is kept
	$(BIN)/python -m tools.truth --scenarios $(or $(SCENARIOS),200)

peers: .venv/ready  # what `make bench` also measures, where it is there; apart, as its licence keeps it out of ours
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/python -m pip install --quiet --require-hashes -r requirements/peers.lock

reference: .venv/ready
	$(BIN)/python tools/reference.py

lock: .venv/ready
	$(BIN)/python tools/lock_files.py --write

.venv/ready: requirements/dev.lock pyproject.toml
	$(PYTHON) -m venv --help >/dev/null && $(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { apt-get update && apt-get install -y --no-install-recommends python3-venv; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@echo "Compiling the engine, once: about a minute"
	@DUTYBOUND_SETTINGS=build/first $(BIN)/dutybound assess examples/investigations/data --with examples/investigations \
	  --as-at 2016-12-31 --out build/first >/dev/null || $(JUDGED)
	@$(BIN)/python -c "$(SMALL)"
	touch .venv/ready

.venv/spark: .venv/ready requirements/spark.lock  # apart, as Spark is 450 MB and the demo does without it
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation -r requirements/spark.lock
	touch .venv/spark

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
