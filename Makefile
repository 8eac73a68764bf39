# The developers' other commands; `make` lists them. ./run and ./test need none of this.
.DEFAULT_GOAL := help
BIN := .venv/bin
COMPILE := UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile -q --universal --fork-strategy fewest --python-version 3.11 --generate-hashes

.PHONY: help setup check format lock sbom notices bench axe fuzz faults durations fresh house shots docs site wheel deb dist-test

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## the environment in .venv, from the hashed lock
	./run --prepare

check: ## ruff, mypy, import contracts, content, migrations complete
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cauce check
	DJANGO_SETTINGS_MODULE=cauce.site.settings.test $(BIN)/cauce makemigrations --check --dry-run -v1
	$(BIN)/python scripts/releases.py

format: ## put the code in the house's form
	$(BIN)/ruff check --fix -q .
	$(BIN)/ruff format -q .

lock: ## write the hashed requirement files again
	printf 'uv==0.13.9\n' | $(COMPILE) - -o requirements/uv.txt
	printf 'hatchling==1.33.0\n' | $(COMPILE) - -o requirements/build.txt
	$(COMPILE) --extra statistics pyproject.toml -o requirements/run.txt
	$(COMPILE) -c requirements/run.txt pyproject.toml -o requirements/base.txt
	$(COMPILE) -c requirements/run.txt --extra hsm pyproject.toml -o requirements/hsm.txt
	$(COMPILE) -c requirements/run.txt --extra linkage pyproject.toml -o requirements/linkage.txt
	$(COMPILE) -c requirements/run.txt --extra spark pyproject.toml -o requirements/spark.txt
	$(COMPILE) -c requirements/run.txt --extra statistics --extra linkage --extra hsm --group test pyproject.toml -o requirements/test.txt
	$(COMPILE) -c requirements/run.txt --extra statistics --group bench pyproject.toml -o requirements/bench.txt
	$(COMPILE) -c requirements/test.txt --group docs -o requirements/docs.txt

wheel: ## the program as a package, with the locks of what it needs: dist/
	scripts/wheel.sh

dist-test: deb ## install what is handed out from nothing and run it, every block of docs/deploy.md: minutes, as root
	for extra in statistics linkage hsm; do scripts/deb.sh $$extra || exit; done
	DIST=1 $(BIN)/python -m pytest tests/dist tests/dist/documents.py -n 0 -s -rs

deb: ## the package for this Debian, from the wheel and the hashed lock: dist/
	scripts/deb.sh

sbom: ## list of components (CycloneDX) from the hashed lock: var/sbom.cdx.json
	mkdir -p var
	$(BIN)/python scripts/sbom.py var/sbom.cdx.json

notices: ## THIRD-PARTY.txt: licences of the hashed lock, with their texts
	$(BIN)/python -m scripts.notices

bench: ## benchmarks: tables with ratios to the baselines named
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/bench.txt
	$(BIN)/python -m bench

axe: ## every page of the demonstration in a browser at 1280, 640 and 360: axe, sideways, a phone's first screen
	$(BIN)/python bench/seen.py

fuzz: ## Schemathesis at the doors for systems, longer than ./test: 200 requests by chance for each address
	EXAMPLES=200 ./test cauce/api/tests/test_schemathesis.py

faults: ## break it on purpose: kills, power cuts, full disks, clocks, backups; full counts, both databases
	scripts/faults.sh

durations: ## every test, then what each file takes (tests/suite/durations.csv), the budget of ./test
	./test
	$(BIN)/python -m tests.suite.durations

fresh: ## both commands in a bare Debian root, cold: scripts/fresh.sh tells the options
	scripts/fresh.sh

house: ## keep a small database of this state, both engines, that every later one must bring up to date
	./test tests/upgrading
	$(BIN)/python -m tests.upgrading.making "$$(git log -1 --format=%cs)"

shots: ## take the pictures of the tour again
	SHOTS=1 ./test tests/journeys

docs: ## write again what docs/ says from the code: drawing, index of records
	$(BIN)/python -m scripts.architecture
	$(BIN)/python -m scripts.records

site: ## make the help of docs/, code and content, in both languages (var/help; FOLDER=… elsewhere)
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/docs.txt
	$(BIN)/python -m scripts.helpsite $(FOLDER)
