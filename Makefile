.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMP) ## Make .venv from the lock, and install what no wheel brings

$(STAMP): requirements.lock pyproject.toml bin/set-up
	bin/set-up $(PYTHON) $(VENV)
	@touch $@

demo: setup ## A made-up world: crawled, indexed, served on localhost:8000 and :8001
	$(BIN)/threadline demo $(DEMO)

test: setup ## Everything CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	THREADLINE_DATA=.cache/settings $(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

check: test

fix: setup ## Format and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: setup ## Quality of the extractors on the labelled sets, with the floors
	$(BIN)/python -m bench.evaluate

bench: setup ## Every benchmark; one JSON line each
	$(BIN)/python -m bench

soak: setup ## The long runs: kills, load, scale
	$(BIN)/pytest -m soak -n 0

docs: setup ## Write docs/reference/ from the code
	$(BIN)/python -m threadline.reference docs/reference

lock: setup ## Compile requirements.lock anew (needs uv)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra opensearch --extra postgresql --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11 \
	    --constraint requirements.constraints -o requirements.lock

ENGINE ?= elasticsearch
search-server: setup ## A real search server on loopback for tests (ENGINE=opensearch for the other)
	bin/search-server start $(ENGINE)

room-models: setup ## Fetch the models of the extra `room` (person mask, embedding); digests are checked
	bin/room-models $(VENV)

ocr: setup ## Install the extra `ocr`: numbers written into photos
	bin/ocr $(VENV)

.PHONY: ocr room-models help setup demo test check fix eval bench soak docs lock
