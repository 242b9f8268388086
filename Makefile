# The two commands: `make demo` and `make test`. Both do all the set-up on a fresh Debian with python3, make and git.
.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage lint types imports fuzz bench bench-live clean

# uv where it is, else a copy of our own got by pip into .tools (never into the system's Python).
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --no-sync
export PYTHONDONTWRITEBYTECODE :=

help:                ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.tools/bin/uv:
	@scripts/get-uv .tools

setup: $(filter .tools/%,$(UV))
	@$(UV) sync --frozen --quiet

demo: $(filter .tools/%,$(UV))    ## a three-day trial of three simulated vendors → verdict → report, in ./houdun-demo
	@$(UV) sync --frozen --quiet --no-dev
	@$(UV) run --frozen --no-sync houdun demo --dir houdun-demo

test: setup          ## everything that must hold: lint, types, import directions, tests
	@scripts/test

coverage: setup      ## the same, counting which lines ran: 90 in a hundred at least
	@HOUDUN_COVERAGE=90 scripts/test

lint: setup          ## ruff only
	@$(RUN) ruff check . && $(RUN) ruff format --check .

types: setup         ## mypy strict only
	@$(RUN) mypy

imports: setup       ## which room may import which
	@$(RUN) lint-imports

fuzz: setup          ## every reader against hostile files, for longer
	@HOUDUN_FUZZ=long $(RUN) pytest -m "not postgres" -k fuzz

bench: setup         ## every figure of docs/reference/figures.md
	@scripts/bench

bench-live: setup    ## every figure of docs/reference/live.md, on real media servers
	@scripts/bench-live

clean:               ## remove what the commands made
	rm -rf .venv .tools houdun-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* htmlcov
