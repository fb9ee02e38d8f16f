# What one types. `make` alone tells; a bare machine needs Python 3.11, make and git.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && { echo $$p; exit; }; done; echo python3)
PORT ?= 8000
VENV := .venv/bin
# How many processes test at once: one more than the cores, for they wait a good deal.
JOBS ?= 3

# Where a machine keeps Python from writing compiled code, every process would compile
# Django anew: seconds at each start, a third of a run of the tests. Ours lies in build/.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/pycache

.PHONY: help setup setup-dev run demo worker test verify release check lint format \
	bench accuracy messages migrate here

help: ## this list
	@echo "Loa: from a directive to a report in which every figure is proven."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
		awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

setup: ## make .venv with what runs Loa, the command `loa` in it
	@$(PYTHON) scripts/environment.py base

setup-dev: ## the same, and what tests, checks and measures it
	@$(PYTHON) scripts/environment.py dev

# Says in var/ that this checkout is a development machine; `make setup` does not, so
# that a province's server never takes itself for one.
here: setup
	@$(PYTHON) scripts/environment.py here

run: here ## the demo province in a browser: http://127.0.0.1:8000 (PORT=8001 for another)
	@$(VENV)/loa run --port $(PORT)

migrate: here
	@$(VENV)/loa manage migrate --verbosity 0

demo: migrate ## fill the demo province (safe to run again)
	@$(VENV)/loa demo

worker: migrate ## one more process for background work
	@$(VENV)/loa worker

test: setup-dev ## prove it in five minutes; .ci/run calls this
	@$(VENV)/python -m pytest -n $(JOBS) -m "not verify and not release" $(ARGS)

verify: setup-dev ## prove it in an hour: all pages, long fuzz, both databases whole
	@$(VENV)/python scripts/prove.py verify

release: setup-dev ## what takes long; one part alone: make release PART=fresh-clone
	@$(VENV)/python scripts/prove.py release $(PART)

check: lint here ## style, types, layers, catalogues, Django's own checks
	@$(VENV)/python -m mypy
	@$(VENV)/lint-imports
	@$(VENV)/python scripts/messages.py check
	@LOA_SECRET_KEY=$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(VENV)/loa manage check --deploy --fail-level WARNING
	@$(VENV)/loa manage makemigrations --check --dry-run

lint: setup-dev ## style alone
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .

format: setup-dev ## put the style right
	@$(VENV)/ruff check --fix .
	@$(VENV)/ruff format .

bench: setup-dev ## how fast: prints a table, writes build/bench.json
	@$(VENV)/python -m benchmarks bench

accuracy: setup-dev ## how well it reads: prints a table, writes build/accuracy.json
	@$(VENV)/python -m benchmarks accuracy

messages: setup-dev ## take new texts into the catalogues (ARGS="orgs" for one app)
	@$(VENV)/python scripts/messages.py update $(ARGS)
	@$(VENV)/python scripts/messages.py compile
