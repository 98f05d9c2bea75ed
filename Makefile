# make audit   sets up, finds or installs a browser, audits the demo shop, writes the reports
# make test    sets up, then every check and test
# make test-slow what takes too long for every change: each friction of the demo shop alone, its drills, scans of six shops,
#              the pages of the rules in their other languages and makes
# make install the set-up alone; make check the checks without the tests; make bench; make demo

# The first Python that is new enough; another may be named: make PYTHON=python3.13
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
BIN := .venv/bin
# Dozens of short processes are started here: none of them should have to compile the package again.
unexport PYTHONDONTWRITEBYTECODE
# Tests at the same time: many of them wait for patience to end.
JOBS ?= 3

.PHONY: audit test test-alone test-slow install check bench demo clean install-dev browsers has-python

audit: install
	@$(BIN)/frictionaudit doctor --install --browser chromium
	@$(BIN)/frictionaudit demo --audit

test: install-dev
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check browsers
	@$(BIN)/pytest --numprocesses $(JOBS) --dist worksteal || { [ $$? = 1 ] && $(MAKE) --no-print-directory test-alone; }

# Some tests judge time, and fail where the machine is busy with the others: what failed is tried once more, alone.
test-alone:
	@$(BIN)/pytest --last-failed --last-failed-no-failures none

test-slow: browsers
	@$(BIN)/pytest --numprocesses $(JOBS) --dist worksteal -m slow

install: has-python
	@$(PYTHON) scripts/bootstrap.py

check: install-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m frictionaudit.docs --check

bench: install
	@$(BIN)/frictionaudit doctor --install --browser chromium
	@$(BIN)/python scripts/bench.py

demo: install
	@$(BIN)/frictionaudit demo

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

install-dev: has-python
	@$(PYTHON) scripts/bootstrap.py --dev

browsers: install-dev
	@$(BIN)/frictionaudit doctor --install --browser chromium --browser firefox

has-python:
	@test -n "$(PYTHON)" || { echo "frictionaudit needs Python 3.11 or newer. Install it (Debian, Ubuntu: apt-get install python3), or name one: make PYTHON=/path/to/python3"; exit 2; }
