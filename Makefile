# One command per job: `make` lists them, CONTRIBUTING.md tells when to use which.
# Needs Python 3.11 or later (PYTHON=... names another than python3) and access to PyPI.

PYTHON ?= python3
EXTRAS := cli,html
ALL    := $(EXTRAS),arrow,duckdb,excel,graph,ical,yaml,zstd
SHARED := ../shared
SEEDS  := seeds
GOLDEN := tests/golden

VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
SPHINX := $(BIN)/python -m sphinx --fail-on-warning --keep-going --fresh-env --quiet

# Stamps: what is installed follows pyproject.toml.
PACKAGE := $(VENV)/.package-installed
TOOLS   := $(VENV)/.tools-installed

.DEFAULT_GOAL := help
.PHONY: help demo test deep check lint types contracts format docs wheel bench score changelog clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

$(PACKAGE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python " + sys.version.split()[0] + ", expected 3.11 or later; name one: make PYTHON=...")'
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable '.[$(EXTRAS)]'
	@touch $@

$(TOOLS): $(PACKAGE)
	@echo "Setting up the tools ..."
	@$(PIP) install --editable '.[$(ALL)]' --group dev
	@touch $@

demo: $(PACKAGE) ## read seeds/, show the records as tables, write the ledger
	$(BIN)/schoolenterprise read $(SEEDS)
	@mkdir -p build
	$(BIN)/schoolenterprise read $(SEEDS) --format json --output build/ledger.json

test: $(TOOLS) ## run every test and hold the coverage of branches
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov

deep: $(TOOLS) ## run the property tests on many more, random inputs
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --hypothesis-profile=deep tests

check: lint types contracts ## hold style, types and import contracts

lint: $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(TOOLS)
	$(BIN)/mypy

contracts: $(TOOLS)
	$(BIN)/lint-imports

format: $(TOOLS) ## bring the source into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(TOOLS) ## build the documentation without a warning and run its examples
	$(SPHINX) -b html docs build/docs/html
	$(SPHINX) -b doctest docs build/docs/doctest
	@echo "The documentation is in build/docs/html/index.html"

wheel: $(TOOLS) ## build the wheel, install it alone and use it
	.ci/wheel-check $(BIN)/python

bench: $(TOOLS) ## measure against other libraries, as ratios of one run
	$(BIN)/python bench/run.py

score: $(TOOLS) ## score the reader on the labelled pages, here and beside the checkout
	@echo "== $(GOLDEN)"
	@$(BIN)/python bench/facts.py $(GOLDEN) build/facts/golden
	@$(BIN)/python bench/score.py $(GOLDEN) build/facts/golden
	@if [ ! -d $(SHARED)/articles ]; then \
	  echo "SKIPPED: the pages beside the checkout, there is no folder $(SHARED)/articles"; \
	else \
	  for pages in seeds articles; do \
	    echo "== $(SHARED)/$$pages"; \
	    $(BIN)/python bench/facts.py $(SHARED)/$$pages build/facts/$$pages || exit 1; \
	    $(BIN)/python $(SHARED)/articles/score.py $(SHARED)/$$pages build/facts/$$pages || exit 1; \
	  done; \
	fi

changelog: $(TOOLS) ## gather the fragments of changelog.d/ into CHANGELOG.md
	$(BIN)/towncrier build --yes

clean: ## remove what was built; the virtual environment stays
	rm -rf build dist docs/reference/generated
	rm -rf .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
