# The verbs of the project. `make help` lists them.
#
# Everything is installed into .venv, once, with the versions of constraints.txt.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

# What has been installed: the base alone, with the tools, with the documentation's tools.
BASE := $(VENV)/.base
DEV  := $(VENV)/.dev
DOCS := $(VENV)/.docs

CASE := examples/pig-farm.yaml

# Debian packages of what opens exported files in the tests.
OFFICE := libreoffice-calc-nogui libreoffice-writer-nogui

# In CI a skipped test is a failure, unless pyproject.toml expects it.
ifdef CI
PYTEST := PYTHONPATH=$(CURDIR)/tests/plugins $(BIN)/python -m pytest -p expected_skips
else
PYTEST := $(BIN)/python -m pytest
endif

# Chinese output, whatever the locale.
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-system office lint format types check schema docs serve bench clean setup

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(BASE) ## one case, recommended and explained
	@printf '── 案件 / the case: %s\n\n' '$(CASE)'
	@cat $(CASE)
	@printf '\n── 裁量建议 / the recommendation\n\n'
	@$(BIN)/penaltybench recommend $(CASE) --lang zh

test: $(DEV) ## the tests, with coverage
	$(PYTEST) -n auto --dist worksteal --cov --cov-report=term

test-system: $(DEV) office ## build the wheel, use it elsewhere without a network; LibreOffice reads what is exported
	$(PYTEST) tests/system

# From Debian's packages where that is possible; without it its tests are skipped.
office:
	@command -v soffice >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || { \
	  echo 'installing LibreOffice ...'; apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(OFFICE) >/dev/null; }

lint: $(DEV) ## style, formatting, and which module may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: $(DEV) ## put style and formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV) ## mypy, strict
	$(BIN)/mypy

check: $(BASE) ## check the rulesets and run their worked cases
	$(BIN)/penaltybench check rulesets
	$(BIN)/penaltybench test rulesets

schema: $(BASE) ## write schema/ruleset.schema.json anew
	@mkdir -p schema
	$(BIN)/penaltybench schema > $(VENV)/schema.json
	mv $(VENV)/schema.json schema/ruleset.schema.json

docs: $(DOCS) ## build the documentation into site/
	$(BIN)/mkdocs build --strict

serve: $(DOCS) ## show the documentation while it is written
	$(BIN)/mkdocs serve

bench: $(DEV) ## the benchmarks
	@set -e; for file in benchmarks/bench_*.py; do \
	  [ -e "$$file" ] || { echo 'no benchmark yet'; break; }; \
	  echo "── $$file"; $(BIN)/python "$$file"; \
	done

setup: $(DEV) $(DOCS) ## install everything, for development

clean: ## remove all that was made, .venv too
	rm -rf $(VENV) build dist site htmlcov .coverage .coverage.* \
	  .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

# Where Python comes without ensurepip, pip is installed into .venv from outside.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "penaltybench needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
	  $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	  $(PYTHON) -m pip --quiet --python $(BIN)/python install pip; }

$(BASE): pyproject.toml constraints.txt | $(BIN)/python
	@echo 'installing into $(VENV) ...'
	@$(PIP) -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	@echo 'installing into $(VENV), with the tools ...'
	@$(PIP) -e '.[dev]'
	@touch $@ $(BASE)

$(DOCS): pyproject.toml constraints.txt | $(BIN)/python
	@echo 'installing into $(VENV), with the tools for the documentation ...'
	@$(PIP) -e '.[docs]'
	@touch $@ $(BASE)
