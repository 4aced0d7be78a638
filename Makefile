# `make run` and `make test` are all that most need. Each sets up .venv first; a second call starts at once.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Tests at a time: two a core, since they wait for databases and processes half of their time.
WORKERS ?= $(shell expr 2 '*' $$(nproc 2>/dev/null || echo 2))
# Rooms of which every line and every branch is tested, and that `make coverage` holds to it.
WHOLE := data/taxonomy/*.py,data/votes/statistics.py,data/polls/ballots.py,data/eligibility.py,data/drafts/merging.py,data/parts.py
# What `make quick` takes for changed: everything since this commit.
SINCE ?= HEAD

# With a token, in the environment or in .env, this is a server, which does without the playground's packages.
TOKEN := $(if $(strip $(value DISCORD_TOKEN)),here,$(if $(wildcard .env),$(shell grep -qE \
	"^[[:space:]]*(export[[:space:]]+)?DISCORD_TOKEN[[:space:]]*=[[:space:]]*['\"]?[^'\"[:space:]]" .env && echo here)))

.PHONY: run playground reset install test quick coverage uncounted timing wheel mutants fuzz check gallery licences lock upgrade pythons clean

run: $(VENV)/requirements$(if $(TOKEN),,-playground).installed
	@$(BIN)/python -m bot

playground: $(VENV)/requirements-playground.installed
	@$(BIN)/python -m bot playground

# The playground as on the first day: what was done in it is deleted.
reset: $(VENV)/requirements-playground.installed
	@$(BIN)/python -m bot playground --reset

install: $(VENV)/requirements.installed

test: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

# The tests on SQLite whose folder or file has the name of a topic that was changed, in less than a minute.
quick: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -k "not postgresql" tests/test_house.py $$($(BIN)/python -m tests.changed $(SINCE)) $(ARGS)

# What the tests run of the code: lines and branches. Counting takes twice the time, so whatever runs once more what others run goes without:
# `make uncounted`.
coverage: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report= --durations=25 -m "not wheel and not timing and not uncounted" $(ARGS)
	$(BIN)/python -m coverage report
	$(BIN)/python -m coverage report --include=$(WHOLE) --fail-under=100

uncounted: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=10 -m "uncounted and not wheel and not timing" $(ARGS)

# What has a bound in seconds or takes minutes, one at a time.
timing: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -m timing $(ARGS)

# Builds the wheel, and starts it in an empty environment.
wheel: $(VENV)/requirements-dev.installed
	$(BIN)/python -m pytest -m wheel $(ARGS)

# Changes a pure room in one place, runs its tests, and again: how many of a sample are noticed. Which rooms: pyproject.toml, tool.mutmut.
mutants: $(VENV)/requirements-dev.installed
	$(BIN)/python -m tests.mutants $(ARGS)

# Files that no program would write, to every reader of files, for some minutes; what one fails on is kept in fuzzed/.
MINUTES ?= 10
fuzz: $(VENV)/requirements-dev.installed
	$(BIN)/python -m tests.fuzzing --minutes $(MINUTES) $(ARGS)

check: $(VENV)/requirements-dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.extraction
	$(BIN)/python -m tests.audit

# What the bot answers, as pictures for docs/gallery.md: dark, light and on a phone. It needs an installed Chromium.
gallery: $(VENV)/requirements-dev.installed
	$(BIN)/python -m tests.gallery $(ARGS)

# What each locked package is licensed under, as it says itself.
licences: $(VENV)/requirements-dev.installed
	@$(BIN)/python -m tests.licences

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Marquee needs Python 3.11 or newer; say which with: make run PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/%.installed: %.lock pyproject.toml | $(BIN)/python
	@echo "Installing $$(grep -c '^[a-z].*==' $<) packages into $(VENV), about half a minute …"
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The lock files, anew from pyproject.toml: versions and hashes only, good for every platform. `make lock` keeps every version that still fits,
# `make upgrade` takes the newest.
COMPILE = echo "setuptools>=77" | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-strip-extras --no-emit-index-url pyproject.toml - $(UPGRADE)

upgrade: UPGRADE := --upgrade
lock upgrade: $(BIN)/uv
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --output-file requirements-playground.lock --extra playground --constraint requirements.lock
	$(COMPILE) --output-file requirements-dev.lock --extra dev --constraint requirements-playground.lock

# Whether there is a ready wheel of every locked package, for each Python and each machine that Marquee is meant for.
pythons: $(BIN)/uv
	@for lock in requirements requirements-playground; do for machine in x86_64 aarch64; do for python in 3.11 3.12 3.13 3.14; do \
		$(BIN)/uv pip compile --quiet --no-deps --only-binary :all: --python-version $$python \
			--python-platform $$machine-manylinux_2_28 $$lock.lock >/dev/null && echo "$$lock, $$machine, Python $$python: all there" || exit 1; \
	done; done; done

$(BIN)/uv: | $(BIN)/python
	@$(PIP) install uv

clean:
	rm -rf $(VENV)
