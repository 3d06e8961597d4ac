# guatu: two commands do all the set-up on a machine that has Python 3.11 and make.
#   make demo   environment, install, then a month on bundled data
#   make test   environment, install, all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := $(VENV)/.tools-installed
SPARK := $(VENV)/.spark-installed
LOCK := --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--python-version 3.11
export UV_PYTHON_DOWNLOADS = never
export UV_NO_PROGRESS = 1

.DEFAULT_GOAL := check
.PHONY: check demo test spark test-spark test-live test-postgres pictures format format-check lint types imports docs bench lock clean help

check: format-check lint types imports test ## format check, lint, types, import rules and tests (the default)

demo: $(STAMP) ## environment, install, then the main job on bundled data
	@$(BIN)/guatu demo demo
	@echo
	@echo "下一步，打开演示站点（填报、审核、六本账、通报，账号列在登录页上）："
	@echo "  $(BIN)/guatu serve demo-site --demo      然后用浏览器打开 http://127.0.0.1:8000/"

test: $(TOOLS) ## environment, install, all tests
	$(BIN)/pytest $(PYTEST_ARGS)

spark: $(SPARK) ## install Spark (479 MB), after which `make test` runs its tests too; they need Java 17

test-spark: $(SPARK) ## the tests on a Spark cluster of this machine, and nothing else
	$(BIN)/pytest tests/engines -m spark $(PYTEST_ARGS)

test-live: $(TOOLS) ## real sites in processes of their own: killed again and again, walked through by a browser
	$(BIN)/pytest -m live -n 1 tests/console

test-postgres: $(TOOLS) ## the console's tests on a PostgreSQL of its own (Debian: postgresql)
	$(BIN)/python -m tests.postgres

pictures: $(TOOLS) ## a picture of every page of the demonstration, into the folder pictures
	$(BIN)/python -m tests.console.screenshots pictures

format: $(TOOLS) ## rewrite the code in the house format
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

format-check: $(TOOLS)
	$(BIN)/ruff format --check src tests benchmarks

lint: $(TOOLS) ## ruff and the size rules of the house
	$(BIN)/ruff check src tests benchmarks

types: $(TOOLS) ## mypy, strict
	$(BIN)/mypy

imports: $(TOOLS) ## the floors and doors of .importlinter
	$(BIN)/lint-imports --no-cache

docs: $(TOOLS) ## write again what is made from the code (docs/reference, schema)
	$(BIN)/python -m tests.generated_docs

bench: $(TOOLS) ## run the benchmarks; each prints its ratio to hand-written SQL
	$(BIN)/python benchmarks/reading.py --plans 100
	$(BIN)/python benchmarks/month_prefecture.py
	$(BIN)/python benchmarks/month_national.py
	$(BIN)/python benchmarks/award_office.py
	$(BIN)/python benchmarks/award_register.py --firms 1000000
	$(BIN)/python benchmarks/all_rules.py --firms 1000000
	$(BIN)/python benchmarks/per_mu.py --firms 1000000
	$(BIN)/python benchmarks/split.py
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/console_load.py
	$(BIN)/python benchmarks/scoring.py

lock: $(TOOLS) ## resolve the dependencies again into the lock files
	$(BIN)/uv pip compile $(LOCK) --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile $(LOCK) --group pyproject.toml:spark-test -c requirements-dev.lock -o requirements-spark.lock

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) build dist demo demo-site pictures .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/bin/uv: uv.lock.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "guatu needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r uv.lock.txt
	@touch $@

# What guatu needs to run; the second stamp adds what its tests and checks need.
$(STAMP): $(VENV)/bin/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(TOOLS): $(STAMP) requirements-dev.lock
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

$(SPARK): $(TOOLS) requirements-spark.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-spark.lock
	@touch $@
