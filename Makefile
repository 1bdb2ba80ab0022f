# gongkai: the commands for a fresh checkout. `make` alone lists them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
PYTHON ?=
export PYTHON
BIN := .venv/bin

.PHONY: help demo test check bench lock screenshots install install-dev

help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

demo: install ## 运行演示县: start a demonstration county on this machine (Ctrl-C stops it)
	@exec $(BIN)/gongkai demo

test: install-dev check ## run every check and every test
	@exec $(BIN)/python -m pytest -n 2 --dist loadfile

check: install-dev ## formatting, lint, types, tiers, templates
	@echo "ruff format"; $(BIN)/ruff format --check --quiet .
	@echo "ruff check"; $(BIN)/ruff check --quiet .
	@echo "mypy"; GONGKAI_DATA_DIR=build/check $(BIN)/mypy --no-error-summary
	@echo "import-linter"; for name in layers surface; do \
	  PYTHONPATH=. $(BIN)/lint-imports --no-cache --config contracts/$$name.toml >build/contracts.txt 2>&1 \
	    || { cat build/contracts.txt; exit 1; }; done
	@echo "djlint"; $(BIN)/djlint gongkai --quiet --lint

bench: install ## measure import, pages and publishing; prints one table
	@exec $(BIN)/python -m bench

screenshots: install-dev ## take the pictures in docs/screenshots anew (needs Chromium)
	@GONGKAI_SCREENSHOTS=docs/screenshots exec $(BIN)/python -m pytest -m browser tests/journeys

lock: ## resolve the dependencies again and write both lock files (needs uv: pip install uv)
	@exec sh scripts/lock.sh

install:
	@exec sh scripts/install.sh run

install-dev:
	@exec sh scripts/install.sh dev
	@mkdir -p build
