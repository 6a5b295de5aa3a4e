# Two commands do all the set-up on a fresh machine: `make try` and `make test`. Neither needs root.
VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
RUNTIME := $(VENV)/.runtime-ready
DEV := $(VENV)/.dev-ready
TRY_ARGS ?=
# An environment whose Python is gone, too old or too new, or not the one named with PYTHON=, is set up anew.
STALE := $(shell [ ! -e $(VENV) ] || scripts/pythons check $(VENV)/bin/python "$(PYTHON)" || echo stale)

.DEFAULT_GOAL := help
.PHONY: help try test test-reversed test-all check format bench simulate lock clean stale

help:  ## Show what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

try: $(RUNTIME)  ## Start the bot with a Slack workspace of its own; prints the page's address
	@$(PY) -m bot try $(TRY_ARGS)

test: $(DEV)  ## Run the fast tests
	$(PYTEST) -m "not slow"

test-reversed: $(DEV)  ## Run the fast tests from the last to the first: none may rely on another
	$(PYTEST) -m "not slow" -p tests.support.ordering --order reversed

test-all: $(DEV)  ## Run every test that CI runs
	$(PYTEST)

check: $(DEV)  ## Lint, check types and the layers
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: $(DEV)  ## Put the code in its form
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

bench: $(DEV)  ## Measure speed and size against bare references, in one run
	$(PY) -m benchmarks

simulate: $(DEV)  ## Let a year go by for 200 members, and write docs/simulation.md (an hour or two)
	$(PY) -m tests.simulation

lock: $(DEV)  ## Write requirements/*.txt anew from pyproject.toml
	scripts/lock

clean:  ## Remove the environment and what trying left behind
	rm -rf $(VENV) .venv-oldest var

$(RUNTIME): requirements/build.txt requirements/runtime.txt scripts/setup $(STALE)
	@PYTHON="$(PYTHON)" scripts/setup runtime $(VENV)
	@touch $@

$(DEV): requirements/build.txt requirements/dev.txt scripts/setup $(STALE)
	@PYTHON="$(PYTHON)" scripts/setup dev $(VENV)
	@touch $@ $(RUNTIME)
