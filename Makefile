# Two commands matter: `make run` and `make test`. Everything they need is installed by the `.venv` rule.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test check bench night format clean browser

run: $(STAMP)
	@$(BIN)/entregent demo --serve

test: check browser
	@$(BIN)/pytest -q -n 2 -m "not night"

# The browser of the tests: the system's Chromium, installed where it is missing.
browser: $(STAMP)
	@sh tests/web/install_browser.sh $(BIN)

# Lint, format, strict types, layers.
check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports

# The figures of the fault rows and targets that take minutes, and new examples for every property.
night: $(STAMP) browser
	@EXAMPLES=night $(BIN)/pytest -q -m "night"
	@EXAMPLES=night $(BIN)/pytest -q -n 2 -m "not night and not real"

bench: $(STAMP)
	@$(BIN)/python -m bench

format: $(STAMP)
	@$(BIN)/ruff check --fix-only -q .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(STAMP): pyproject.toml constraints.txt hatch_build.py $(wildcard src/entregent/app/locale/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Entregent needs Python 3.11 or newer; set PYTHON=python3.11 (or newer) and run make again.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --compile -c constraints.txt -e '.[dev]'
	@touch $@
