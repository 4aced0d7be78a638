# Two commands: `make run` and `make test`. Both set up .venv first; a second call starts at once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check install lock clean

run: install
	@$(BIN)/python -m bot

install: .venv/installed

test: .venv/installed-dev
	$(BIN)/python -m pytest $(ARGS)

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.extraction

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Marquee needs Python 3.11 or newer; say which with: make run PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Writes both lock files anew from pyproject.toml: versions and hashes only, good for every platform.
lock: .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade \
		--output-file requirements.lock pyproject.toml -
	echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml -

clean:
	rm -rf .venv
