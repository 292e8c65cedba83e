# make demo   the graph of the articles in seeds/, from nothing
# make test   everything that the project promises
# make lock   the versions installed now become the tested ones

.DEFAULT_GOAL := help
.PHONY: help demo test lint chromium stores lock clean

PYTHON ?= $(firstword $(foreach name,python3.11 python3 python,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
export PIP_ROOT_USER_ACTION := ignore

help:
	@sed -n 's/^# //p' Makefile

demo: .venv/.demo
	@$(BIN)/kg build seeds -o output
	@echo "Open this file in a browser: $(CURDIR)/output/graph.html"
	@echo "The command is .venv/bin/kg; to call it kg: source .venv/bin/activate"

test: .venv/.test chromium stores lint
	@$(BIN)/python -m pytest

lint: .venv/.test
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

# The page is tested in Chromium: from Debian where we may install it, else said in one line.
chromium:
	@if ! command -v chromedriver >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
	    --no-install-recommends chromium chromium-driver; } >/dev/null 2>&1 || true; \
	fi; \
	command -v chromedriver >/dev/null || echo \
	  "No Chromium: the tests in tests/browser are left out. Get it: sudo apt install chromium chromium-driver"

# Loading is tested with Virtuoso, reading with a parser that is not ours: the same way.
stores:
	@if ! { command -v virtuoso-t && command -v rapper; } >/dev/null && \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
	    --no-install-recommends virtuoso-opensource-7-bin raptor2-utils; } >/dev/null 2>&1 || true; \
	fi; \
	command -v virtuoso-t >/dev/null && command -v rapper >/dev/null || echo \
	  "No Virtuoso or rapper: tests/store leaves them out. Get them: sudo apt install virtuoso-opensource-7-bin raptor2-utils"

lock: .venv/.test
	@{ echo "# The versions that this release was tested with (Python 3.11). Made by: make lock"; \
	  $(BIN)/python -m pip freeze --exclude-editable \
	  | grep -viE '^(torch|triton|nvidia-|cuda-|onnx==|pip|setuptools)'; } > .constraints.new
	@mv .constraints.new .constraints.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python lacks venv. On Debian: sudo apt install python3-venv"; exit 1; }

.venv/.demo: .venv/bin/python pyproject.toml .constraints.txt
	@echo "Installing into .venv ..."
	@$(PIP) install --constraint .constraints.txt --editable '.[html]'
	@touch $@

.venv/.test: .venv/bin/python pyproject.toml .constraints.txt
	@echo "Installing into .venv what the tests need ..."
	@$(PIP) install --constraint .constraints.txt --editable '.[dev]'
	@touch $@ .venv/.demo

clean:
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
