# Each target does its own set-up: a fresh machine needs Python 3.11, git and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Real pages and articles to measure with, where they are at hand.
SHARED := ../shared

.PHONY: demo test check lint types arrows lock bench clean

demo: $(READY)
	$(BIN)/minutewatch demo

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser and not slow and not soak"

check: lint types arrows test

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

arrows: $(READY)
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m benchmarks.whole_line
	$(BIN)/python -m benchmarks.copies $(wildcard $(SHARED)/seeds)
	$(BIN)/python -m benchmarks.linking $(wildcard $(SHARED)/seeds)
	$(BIN)/python -m benchmarks.ledger
	$(BIN)/python -m benchmarks.threads
	$(if $(wildcard $(SHARED)/captures/news),$(BIN)/python -m benchmarks.articles $(SHARED)/captures/news)

# The lock names versions and hashes only; pip never resolves.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
		--output-file requirements.lock

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(shell command -v $(PYTHON) || command -v python3) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist
