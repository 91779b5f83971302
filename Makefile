# Each target sets up what it needs: Python 3.11 to 3.13 with venv is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check score clean

demo: $(VENV)/.core  ## compare the sample corpus; then open out/demo/report.html
	$(BIN)/aligner compare corpus --out out/demo
	@$(BIN)/python -c "import pathlib; print('\nOpen in a browser: ' + pathlib.Path('out/demo/report.html').resolve().as_uri())"

test: $(VENV)/.dev check  ## style, types, tests
	$(BIN)/pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(VENV)/.dev  ## quality and speed on the development data, against benchmarks/floors.json
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q aligner
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[ann,neural,train,dev]'
	@$(BIN)/python -m compileall -q aligner
	@touch $@ $(VENV)/.core

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache
